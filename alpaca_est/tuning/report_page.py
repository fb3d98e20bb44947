"""The check as one HTML page without scripts: every text of a row is escaped, every curve is inline SVG."""

from collections.abc import Sequence
from importlib import resources

from alpaca_est.tuning.report import CheckReport
from alpaca_est.tuning.statistics import Estimate

WIDTH, HEIGHT = 480, 140


def page(report: CheckReport) -> str:
    """The whole page."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["within"] = within
    environment.filters["share"] = share
    template = environment.from_string(
        resources.files("alpaca_est.tuning").joinpath("check.html.jinja").read_text("utf-8")
    )
    drawn = {"line": line, "looked": looked, "width": WIDTH, "height": HEIGHT, "top": _top(report)}
    return template.render(report=report, **drawn)


def within(found: Estimate) -> str:
    """A mean with its interval."""
    return f"{found.mean:+.3f} ({found.low:+.3f} to {found.high:+.3f})".replace("-", "−") if found.count else "–"


def share(value: float | None) -> str:
    """A share in percent."""
    return "–" if value is None else f"{100 * value:.0f} %"


def line(values: Sequence[float], top: float) -> str:
    """The points of a curve in the picture, from the first step to the last."""
    wide = WIDTH / max(1, len(values) - 1)
    return " ".join(f"{number * wide:.1f},{_height(value, top):.1f}" for number, value in enumerate(values))


def looked(looks: Sequence[tuple[int, float]], before: float, top: float) -> str:
    """The points of a curve that was looked at now and then, beginning with the base."""
    points = [(0, before), *looks]
    last = max(1, points[-1][0])
    return " ".join(f"{WIDTH * step / last:.1f},{_height(value, top):.1f}" for step, value in points)


def _height(value: float, top: float) -> float:
    return HEIGHT * (1 - min(value, top) / top)


def _top(report: CheckReport) -> float:
    data = [study for study in report.studies if study.name == "data"]
    return 1.05 * max([1e-9, *(value for study in data for value in [*study.losses, study.before])])
