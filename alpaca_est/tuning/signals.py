"""What makes a row suspicious: its losses compared with those of rows of its source and length, both tails."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from alpaca_est.tuning.letters import Letters
from alpaca_est.tuning.rows import Row

FLAG = 4.5  # robust deviations over which a row is flagged
LOW = 6.0  # robust deviations below which a low tail flags by itself
NAMED = 3.0  # robust deviations over which a signal is named among the reasons of a flagged row
FEWEST = 20  # rows of a group whose spread means something
BINS = 3  # groups of length in a source
Losses = Mapping[str, float]


class Costs(msgspec.Struct, kw_only=True):
    """The losses of rows by id: `base` and `fold` with the prompt, `alone` without it.

    `other` with the prompts of other rows of its source, `far` of any source. `base` is the base's; the others are
    those of a model that was tuned without the row's fold. `opening`, `opening_other` and `opening_far` are those of
    the answer's first tokens. `seen` is that of a model tuned with the row, `fertility` the tokens a character of the
    answer takes. `match` and `overlap` are no losses: see `matching`.
    """

    base: dict[str, float] = {}
    fold: dict[str, float] = {}
    alone: dict[str, float] = {}
    other: dict[str, float] = {}
    far: dict[str, float] = {}
    opening: dict[str, float] = {}
    opening_other: dict[str, float] = {}
    opening_far: dict[str, float] = {}
    seen: dict[str, float] = {}
    fertility: dict[str, float] = {}
    match: dict[str, float] = {}
    overlap: dict[str, float] = {}


class Signal(NamedTuple):
    """One measure of a row: its name, what its high and low tails mean ("" where a tail means nothing)."""

    name: str
    high: str
    low: str
    measure: Callable[[Costs, str], float]


def _minus(one: str, other: str) -> Callable[[Costs, str], float]:
    return lambda costs, row: float(getattr(costs, one)[row] - getattr(costs, other)[row])


SIGNALS = (
    Signal("match", "another row's task or answer fits better", "", lambda costs, row: costs.match[row]),
    Signal("overlap", "shares fewer letters with its task than others do", "", lambda costs, row: costs.overlap[row]),
    Signal("loss", "hard to predict", "predicted too easily", lambda costs, row: costs.fold[row]),
    Signal("gain", "other rows did not help to predict it", "learnt as a pattern of many rows", _minus("fold", "base")),
    Signal("ifd", "the task does not help to predict the answer", "", _minus("fold", "alone")),
    Signal("fit", "as likely behind another task of its source", "", _minus("fold", "other")),
    Signal("far", "as likely behind a task of another source", "", _minus("fold", "far")),
    Signal("opening", "begins as answers to other tasks do", "", _minus("opening", "opening_far")),
    Signal("fertility", "words strange to the others", "", lambda costs, row: costs.fertility[row]),
    Signal("memory", "", "learnt by heart", _minus("seen", "fold")),
)
LETTERS = Signal("letters", "letters strange to the others", "", lambda _, __: 0.0)
SPOKEN = {signal.name: signal for signal in (*SIGNALS, LETTERS)}
WEIGHTS = {"match": 1.0, "letters": 1.0, "loss": 0.5, "fertility": 0.5, "far": 0.5, "opening": 0.5}
"""How much the high tail of a signal counts. The losses of a model count half: alone they find little (facts C3)."""


class Suspicion(msgspec.Struct, frozen=True, kw_only=True):
    """What is strange about a row: `outlier` is 0 for a usual one, and `reasons` are there where it is flagged.

    `signals` are robust deviations from the rows of its source and length; `outlier` is the root of the sum of squares
    of the high ones that count, by `WEIGHTS`.
    """

    id: str
    source: str
    outlier: float
    flagged: bool
    reasons: tuple[str, ...]
    signals: dict[str, float]


def suspicions(rows: Sequence[Row], costs: Costs, lengths: Mapping[str, int]) -> list[Suspicion]:
    """Every row that has losses, the most suspicious first; `lengths` are those of the answers in tokens."""
    needed = [getattr(costs, name) for name in Costs.__struct_fields__]
    known = [row for row in rows if all(row.id in losses for losses in needed)]
    if not known:
        return []
    groups = grouped(known, lengths)
    letters = Letters([row.output for row in known])
    strange = {row.id: letters.strangest(row.output) for row in known}
    measured = {
        signal.name: deviations({row.id: signal.measure(costs, row.id) for row in known}, groups) for signal in SIGNALS
    }
    measured["letters"] = deviations({name: one.rarity for name, one in strange.items()}, groups)
    found = [
        _suspicion(row, {name: z[row.id] for name, z in measured.items()}, strange[row.id].letters) for row in known
    ]
    return sorted(found, key=lambda one: (-one.outlier, one.id))


def _suspicion(row: Row, z: dict[str, float], letters: str) -> Suspicion:
    """High tails count together; low tails that mean something flag by themselves."""
    outlier = math.hypot(*(weight * max(0.0, z[name]) for name, weight in WEIGHTS.items()))
    low = [signal for signal in SIGNALS if signal.low and z[signal.name] < -LOW]
    outlier = max([outlier, *(-z[signal.name] * FLAG / LOW for signal in low)])
    flagged = outlier > FLAG
    return Suspicion(
        id=row.id,
        source=row.source,
        outlier=round(outlier, 3),
        flagged=flagged,
        reasons=tuple(_reasons(z, low, letters)) or (_together(outlier),) if flagged else (),
        signals={name: round(value, 3) for name, value in z.items()},
    )


def _reasons(z: Mapping[str, float], low: Sequence[Signal], letters: str) -> Iterator[str]:
    """A sentence for each signal that speaks, the loudest first."""
    for name in sorted(WEIGHTS, key=lambda name: -WEIGHTS[name] * z[name]):
        if z[name] > NAMED:
            quoted = f" „{' '.join(letters.split())}“" if name == "letters" else ""
            yield f"{SPOKEN[name].high}{quoted}: {name} {z[name]:.1f} robust deviations, at most {NAMED:g} wanted"
    for signal in low:
        yield f"{signal.low}: {signal.name} −{-z[signal.name]:.1f} robust deviations, at least −{LOW:g} wanted"


def _together(outlier: float) -> str:
    return f"a little strange in many ways: {outlier:.1f} robust deviations together, at most {FLAG:g} wanted"


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
