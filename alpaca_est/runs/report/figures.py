"""Figures and examples that every part of the report is made of."""

from collections.abc import Sequence

import msgspec
import numpy as np

from alpaca_est.record import FIELDS, Record

BINS = 30
FAR = 3  # times the spread of a measure
CUT = 300  # characters of a text in an example


class Example(msgspec.Struct, frozen=True):
    """A record for people to look at: why it is here, and its texts cut short."""

    id: str
    reason: str
    texts: dict[str, str]
    lang: str = ""


class Histogram(msgspec.Struct, frozen=True):
    """How a measure is spread: counts of equal bins from `low` to `high`, and the thresholds on it."""

    measure: str
    low: float
    high: float
    counts: list[int]
    thresholds: list[float]


class Spread(msgspec.Struct, frozen=True):
    """Five figures of a measure (least, 5th percentile, median, 95th percentile, most), its sum, and its picture."""

    of: int
    least: float
    low: float
    median: float
    high: float
    most: float
    total: float
    picture: Histogram


def spread(name: str, values: Sequence[float]) -> Spread:
    """How values are spread; zeros where there are none."""
    found = np.asarray(values if len(values) else [0.0], dtype=float)
    least, low, median, high, most = (float(value) for value in np.percentile(found, (0, 5, 50, 95, 100)))
    return Spread(len(values), least, low, median, high, most, float(found.sum()), histogram(name, values, ()))


def example(record: Record | None, identity: str, reason: str, text: str = "") -> Example:
    """What people are shown of a record, or of a text that could not be read as one."""
    texts = {field: getattr(record, field) for field in FIELDS} if record else {"text": text}
    return Example(
        identity, reason, {name: cut(value) for name, value in texts.items() if value}, record.lang if record else ""
    )


def cut(text: str, limit: int = CUT) -> str:
    """A text that is no longer than the limit, line ends kept."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def histogram(name: str, values: Sequence[float], bounds: Sequence[float]) -> Histogram:
    """Equal bins up to the 99th percentile, wide enough for thresholds that are not far off; the rest at the edges."""
    if not values:
        return Histogram(name, 0.0, 1.0, [], list(bounds))
    found = np.asarray(values)
    low, high = (float(edge) for edge in np.percentile(found, (0, 99)))
    near = [bound for bound in bounds if low - FAR * (high - low) <= bound <= high + FAR * (high - low)]
    low, high = min([low, *near]), max([high, *near])
    high = high if high > low else low + max(1.0, abs(low) / 1000)
    counts, _ = np.histogram(np.clip(found, low, high), bins=BINS, range=(low, high))
    return Histogram(name, low, high, counts.tolist(), list(bounds))
