"""Pictures of the report: histograms, and the sunburst of verbs and their objects, as shapes of inline SVG."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from alpaca_est.runs.report.figures import Histogram
from alpaca_est.runs.report.verbs import VerbFacts

WIDTH, HEIGHT = 360, 90
SIZE = 600
RINGS = (74, 178, 290)  # radii of a sunburst of this size
LETTERS = 15  # that fit on a ring
LABELLED = 11.5  # pixels of an arc from which it has a label
GOLDEN = 137.508  # degrees between the hues of neighbours


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


class Arc(NamedTuple):
    """A piece of a ring: its outline, colour, what a pointer is told; its label and how that is turned."""

    path: str
    fill: str
    title: str
    label: str
    turn: str
    anchor: str
    faint: bool = False


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


def sunburst(verbs: Sequence[VerbFacts]) -> Iterator[Arc]:
    """Verbs on the inner ring, each with its objects on the outer one; angles grow with counts."""
    total = sum(facts.count for facts in verbs) or 1
    begin = 0.0
    for number, facts in enumerate(verbs):
        hue = round(205 + number * GOLDEN) % 360
        yield _arc(begin, begin + facts.count / total, 0, f"hsl({hue} 55% 76%)", facts.verb, facts.count)
        at = begin
        for name, count in facts.objects:
            yield _arc(at, at + count / total, 1, f"hsl({hue} 60% 86%)", name, count, facts.verb)
            at += count / total
        if others := facts.count - sum(count for _, count in facts.objects):
            rest = _arc(at, at + others / total, 1, f"hsl({hue} 60% 86%)", "", others, facts.verb)
            yield rest._replace(title=f"{facts.verb}: other objects or none, {others:,}", faint=True)
        begin += facts.count / total


def _arc(begin: float, end: float, ring: int, fill: str, name: str, count: int, verb: str = "") -> Arc:
    inner, outer = RINGS[ring], RINGS[ring + 1]
    middle = (begin + end) / 2
    radius = (inner + outer) / 2
    room = 2 * math.pi * (end - begin) * radius
    label = "" if room < LABELLED else name if len(name) <= LETTERS else name[: LETTERS - 1] + "…"
    degrees = 360 * middle - 90
    flipped = middle > 0.5
    place = inner + 7
    turn = f"rotate({degrees:.2f}) translate({place} 0)" + (" rotate(180)" if flipped else "")
    title = f"{f'{verb}: ' if verb else ''}{name}, {count:,} {'task' if count == 1 else 'tasks'}"
    return Arc(_outline(begin, min(end, begin + 0.9999), inner, outer), fill, title, label, turn, _anchor(flipped))


def _anchor(flipped: bool) -> str:
    return "end" if flipped else "start"


def _outline(begin: float, end: float, inner: float, outer: float) -> str:
    large = int(end - begin > 0.5)
    there = f"M{_point(begin, inner)}L{_point(begin, outer)}A{outer} {outer} 0 {large} 1 {_point(end, outer)}"
    return f"{there}L{_point(end, inner)}A{inner} {inner} 0 {large} 0 {_point(begin, inner)}Z"


def _point(turn: float, radius: float) -> str:
    angle = 2 * math.pi * turn - math.pi / 2
    return f"{radius * math.cos(angle):.2f} {radius * math.sin(angle):.2f}"
