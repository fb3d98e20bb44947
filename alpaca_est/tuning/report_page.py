"""The check as one HTML page without scripts: every text of a row is escaped, every curve is inline SVG."""

from collections.abc import Sequence
from importlib import resources
from typing import NamedTuple

from alpaca_est.tuning.report import CheckReport
from alpaca_est.tuning.statistics import Estimate

WIDTH, HEIGHT = 720, 200
TICKS = 4


def page(report: CheckReport) -> str:
    """The whole page."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["within"] = within
    environment.filters["share"] = share
    template = environment.from_string(
        resources.files("alpaca_est.tuning").joinpath("check.html.jinja").read_text("utf-8")
    )
    return template.render(report=report, curves=curves(report), width=WIDTH, height=HEIGHT)


def within(found: Estimate) -> str:
    """A mean with its interval."""
    return f"{found.mean:+.3f} ({found.low:+.3f} to {found.high:+.3f})".replace("-", "−") if found.count else "–"


def share(value: float | None) -> str:
    """A share in percent."""
    return "–" if value is None else f"{100 * value:.0f} %"


class Curves(NamedTuple):
    """Where losses stand in a picture: from the lowest of them at the bottom to the highest at the top."""

    low: float
    high: float

    def line(self, values: Sequence[float]) -> str:
        """The points of a curve, from the first step to the last."""
        wide = WIDTH / max(1, len(values) - 1)
        return " ".join(f"{number * wide:.1f},{self.height(value):.1f}" for number, value in enumerate(values))

    def looked(self, looks: Sequence[tuple[int, float]], before: float) -> str:
        """The points of a curve that was looked at now and then, beginning with the base."""
        points = [(0, before), *looks]
        last = max(1, points[-1][0])
        return " ".join(f"{WIDTH * step / last:.1f},{self.height(value):.1f}" for step, value in points)

    def height(self, value: float) -> float:
        """How far below the top a loss stands."""
        return HEIGHT * (self.high - value) / max(self.high - self.low, 1e-9)

    @property
    def ticks(self) -> list[float]:
        """The losses that are named beside the picture."""
        return [self.low + (self.high - self.low) * part / TICKS for part in range(TICKS + 1)]


def curves(report: CheckReport) -> Curves:
    """One scale for the curves of all seeds, so that they can be compared."""
    data = [study for study in report.studies if study.name == "data"]
    values = [value for study in data for value in (*study.losses, study.before, *(loss for _, loss in study.looks))]
    return Curves(min(values, default=0.0), max(values, default=1.0))
