"""What makes a row suspicious: its losses compared with those of rows of its source and length, both tails."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from alpaca_est.tuning.rows import Row

FLAG = 8.0  # robust deviations, added up, over which a row is flagged
LOW = 6.0  # robust deviations below which a low tail flags by itself
MOST = 6.0  # of one signal that count
FEWEST = 20  # rows of a group whose spread means something
BINS = 3  # groups of length in a source
Losses = Mapping[str, float]


class Costs(msgspec.Struct, kw_only=True):
    """The losses of rows by id: `base` and `fold` with the prompt, `alone` without it.

    `other` with the prompt of another row of its source, `far` of any source. `base` is the base's; the others are
    those of a model that was tuned without the row's fold. `opening` and `opening_far` are those of the answer's first
    tokens. `seen` is that of a model tuned with the row, `fertility` the tokens a character of the answer takes.
    """

    base: dict[str, float] = {}
    fold: dict[str, float] = {}
    alone: dict[str, float] = {}
    other: dict[str, float] = {}
    far: dict[str, float] = {}
    opening: dict[str, float] = {}
    opening_far: dict[str, float] = {}
    seen: dict[str, float] = {}
    fertility: dict[str, float] = {}


class Signal(NamedTuple):
    """One measure of a row: its name, what its high and low tails mean ("" where a tail means nothing)."""

    name: str
    high: str
    low: str
    measure: Callable[[Costs, str], float]


def _minus(one: str, other: str) -> Callable[[Costs, str], float]:
    return lambda costs, row: float(getattr(costs, one)[row] - getattr(costs, other)[row])


SIGNALS = (
    Signal("loss", "hard to predict", "predicted too easily", lambda costs, row: costs.fold[row]),
    Signal("gain", "other rows did not help to predict it", "learnt as a pattern of many rows", _minus("fold", "base")),
    Signal("ifd", "the task does not help to predict the answer", "", _minus("fold", "alone")),
    Signal("fit", "fits another task of its source as well", "", _minus("fold", "other")),
    Signal("far", "fits a task of another source as well", "", _minus("fold", "far")),
    Signal("opening", "begins as answers to other tasks do", "", _minus("opening", "opening_far")),
    Signal("fertility", "letters or words strange to the others", "", lambda costs, row: costs.fertility[row]),
    Signal("memory", "", "learnt by heart", _minus("seen", "fold")),
)
TOGETHER = ("loss", "ifd", "far", "opening", "fertility")  # signals whose high tails are added up


class Suspicion(msgspec.Struct, frozen=True, kw_only=True):
    """A row's measures as robust deviations (z), what those that count together come to, and what speaks loudest."""

    id: str
    source: str
    score: float
    reason: str
    flagged: bool
    z: dict[str, float]


def suspicions(rows: Sequence[Row], costs: Costs, lengths: Mapping[str, int]) -> list[Suspicion]:
    """Every row that has losses, the most suspicious first; `lengths` are those of the answers in tokens."""
    needed = [getattr(costs, name) for name in Costs.__struct_fields__]
    known = [row for row in rows if all(row.id in losses for losses in needed)]
    if not known:
        return []
    groups = grouped(known, lengths)
    measured = {
        signal.name: deviations({row.id: signal.measure(costs, row.id) for row in known}, groups) for signal in SIGNALS
    }
    found = [_suspicion(row, {name: z[row.id] for name, z in measured.items()}) for row in known]
    return sorted(found, key=lambda one: (-one.score, one.id))


def _suspicion(row: Row, z: dict[str, float]) -> Suspicion:
    """High tails of the signals that count together are added up; low tails that mean something flag by themselves."""
    score = sum(min(MOST, max(0.0, z[name])) for name in TOGETHER)
    loudest = max((signal for signal in SIGNALS if signal.high), key=lambda signal: z[signal.name])
    low = [signal for signal in SIGNALS if signal.low and z[signal.name] < -LOW]
    said = f"{loudest.high} ({loudest.name} {z[loudest.name]:+.1f}, together {score:.1f}, at most {FLAG:g} wanted)"
    tails = "".join(f"; {signal.low} ({signal.name} {z[signal.name]:+.1f}, at least −{LOW:g} wanted)" for signal in low)
    return Suspicion(
        id=row.id,
        source=row.source,
        score=round(score, 3),
        reason=said + tails,
        flagged=score > FLAG or bool(low),
        z={name: round(value, 3) for name, value in z.items()},
    )


def grouped(rows: Sequence[Row], lengths: Mapping[str, int]) -> list[list[str]]:
    """Ids by source and, in a source that has rows enough, by length of the answer; small sources go together."""
    sources: dict[str, list[str]] = {}
    for row in rows:
        sources.setdefault(row.source, []).append(row.id)
    small = [identity for ids in sources.values() if len(ids) < FEWEST for identity in ids]
    groups = [small] if small else []
    for ids in sources.values():
        if len(ids) >= FEWEST:
            ordered = sorted(ids, key=lambda identity: (lengths[identity], identity))
            bins = max(1, min(BINS, len(ids) // FEWEST))
            groups += [[str(one) for one in part] for part in np.array_split(np.array(ordered, dtype=object), bins)]
    return groups


def deviations(values: Losses, groups: Sequence[Sequence[str]]) -> dict[str, float]:
    """Robust z: distance from the group's median over 1.4826 times the median distance.

    A group whose values hardly differ is measured with a quarter of the spread that groups commonly have.
    """
    inside = [np.array([values[identity] for identity in group]) for group in groups]
    floor = 0.25 * float(np.median([_spread(own) for own in inside])) or 1e-9
    found: dict[str, float] = {}
    for group, own in zip(groups, inside, strict=True):
        middle, spread = float(np.median(own)), max(_spread(own), floor)
        found |= {identity: float((values[identity] - middle) / spread) for identity in group}
    return found


def _spread(values: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> float:
    return 1.4826 * float(np.median(np.abs(values - np.median(values))))


def auroc(scores: Mapping[str, float], planted: set[str]) -> float:
    """The chance that a planted row has a higher score than a clean one, ties half; NaN where either is lacking."""
    values = sorted((score, identity in planted) for identity, score in scores.items())
    bad = sum(is_bad for _, is_bad in values)
    good = len(values) - bad
    if not bad or not good:
        return float("nan")
    ranks, start = 0.0, 0
    while start < len(values):
        end = start
        while end < len(values) and values[end][0] == values[start][0]:
            end += 1
        ranks += sum(is_bad for _, is_bad in values[start:end]) * (start + 1 + end) / 2
        start = end
    return (ranks - bad * (bad + 1) / 2) / (bad * good)
