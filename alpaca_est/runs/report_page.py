"""The report as one HTML page without scripts: every text of a record is escaped, every picture is inline SVG."""

from importlib import resources
from typing import NamedTuple

from alpaca_est.runs.report import Histogram, Report

WIDTH, HEIGHT = 360, 90


class Bar(NamedTuple):
    """One bin: left edge, top, width and height in pixels of the picture, and what a pointer is told."""

    x: float
    y: float
    width: float
    height: float
    title: str


class Mark(NamedTuple):
    """A threshold: where it stands in the picture, and its value."""

    x: float
    label: str


def bars(histogram: Histogram) -> list[Bar]:
    """The bins of a histogram; heights grow with the square root: rare values show beside common ones."""
    most = max(histogram.counts, default=0) or 1
    step = (histogram.high - histogram.low) / max(len(histogram.counts), 1)
    wide = WIDTH / max(len(histogram.counts), 1)
    found = []
    for number, count in enumerate(histogram.counts):
        height = HEIGHT * (count / most) ** 0.5
        begin = histogram.low + number * step
        title = f"{begin:.3g} to {begin + step:.3g}: {count:,}"
        found.append(
            Bar(round(number * wide, 1), round(HEIGHT - height, 1), round(wide - 1, 1), round(height, 1), title)
        )
    return found


def marks(histogram: Histogram) -> list[Mark]:
    """The thresholds that lie within a histogram."""
    low, high = histogram.low, histogram.high
    inside = [bound for bound in histogram.thresholds if low <= bound <= high]
    return [Mark(round(WIDTH * (bound - low) / (high - low), 1), f"{bound:g}") for bound in inside]


def outside(histogram: Histogram) -> str:
    """The thresholds that lie beyond a histogram, for its caption."""
    found = [bound for bound in histogram.thresholds if not histogram.low <= bound <= histogram.high]
    return ", ".join(f"{bound:,g}" for bound in found)


def page(report: Report) -> str:
    """The whole page."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["thousands"] = lambda number: f"{number:,}"
    template = environment.from_string(
        resources.files("alpaca_est.runs").joinpath("report.html.jinja").read_text("utf-8")
    )
    drawn = {"bars": bars, "marks": marks, "outside": outside, "width": WIDTH, "height": HEIGHT}
    return template.render(report=report, account=report.account, **drawn)
