"""How far annotators agree, with bootstrap intervals; what is undefined says why instead of a number.

percent             share of pairs of opinions on a record that are the same
Cohen's kappa       two annotators (Cohen 1960, Educational and Psychological Measurement 20)
Fleiss' kappa       a fixed number of opinions on a record, from any annotators (Fleiss 1971, Psychological Bulletin 76)
Krippendorff's α    any number of opinions: names, order or distance (Krippendorff 2011, Computing Krippendorff's
                    Alpha-Reliability); in order and distance the categories are numbers
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import Literal

import msgspec

Unit = Mapping[str, str]  # person → category, for one record
Weights = Sequence[int]  # how often each unit counts
Measure = Callable[[Sequence[Unit], Weights], float]
Level = Literal["nominal", "ordinal", "interval"]
DRAWS, LEVEL = 1000, 0.95
SAME = "everybody always said the same, so chance cannot be told from agreement"
NONE = "no record has two opinions"


class Undefined(ValueError):
    """Why a figure has no value."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of agreement over so many records with a 95 % interval, or why there is none."""

    name: str
    records: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    missing: str = ""


def figures(units: Sequence[Unit], levels: Sequence[Level] = ("nominal",)) -> list[Figure]:
    """All figures over records; those with fewer than two opinions do not count."""
    return figures_of([[unit] for unit in units], levels)


def figures_of(groups: Sequence[Sequence[Unit]], levels: Sequence[Level] = ("nominal",)) -> list[Figure]:
    """All figures over groups of units that belong together, as the answers of one task: they are drawn together."""
    shared = [group for group in ([unit for unit in group if len(unit) > 1] for group in groups) if group]
    kinds: list[tuple[str, Measure]] = [("percent", percent), ("cohen", cohen), ("fleiss", fleiss)]
    names = {"nominal": "krippendorff", "ordinal": "krippendorff_ordinal", "interval": "krippendorff_interval"}
    kinds += [(names[level], partial(krippendorff, level=level)) for level in levels]
    drawn = Drawn(shared)
    return [_figure(name, measure, drawn) for name, measure in kinds]


class Drawn:
    """Groups of units that are alike stand once, with their number; draws are new numbers (multinomial)."""

    def __init__(self, groups: Sequence[Sequence[Unit]]) -> None:
        alike = Counter(tuple(tuple(sorted(unit.items())) for unit in group) for group in groups)
        patterns = sorted(alike)
        self.records = len(groups)
        self.counts = [alike[pattern] for pattern in patterns]
        self.units: list[Unit] = [dict(unit) for pattern in patterns for unit in pattern]
        self.group = [number for number, pattern in enumerate(patterns) for _ in pattern]

    def value(self, measure: Measure, counts: Sequence[int]) -> float:
        """A figure where each group counts so often."""
        weights = [int(counts[number]) for number in self.group]
        return measure(self.units, weights)

    def interval(self, measure: Measure) -> tuple[float, float]:
        """The percentile interval of a figure over groups drawn with replacement; undefined draws are left out."""
        import numpy as np

        shares = np.array(self.counts) / self.records
        found: list[float] = []
        for counts in np.random.default_rng(42).multinomial(self.records, shares, size=DRAWS):
            try:
                found.append(self.value(measure, counts.tolist()))
            except Undefined:
                continue
        found.sort()
        edge = (1 - LEVEL) / 2
        return found[int(edge * len(found))], found[min(len(found) - 1, int((1 - edge) * len(found)))]


def _figure(name: str, measure: Measure, drawn: Drawn) -> Figure:
    try:
        value = drawn.value(measure, drawn.counts)
    except Undefined as why:
        return Figure(name=name, records=drawn.records, missing=str(why))
    low, high = drawn.interval(measure)
    return Figure(name=name, records=drawn.records, value=value, low=low, high=high)


def _counted(units: Sequence[Unit], weights: Weights | None) -> list[tuple[Unit, int]]:
    """The units that count; `Undefined` where there are none."""
    found = [one for one in zip(units, weights or [1] * len(units), strict=True) if one[1]]
    if not found:
        raise Undefined(NONE)
    return found


def percent(units: Sequence[Unit], weights: Weights | None = None) -> float:
    """The share of equal pairs, each record weighing the same."""
    total, equal = 0, 0.0
    for unit, weight in _counted(units, weights):
        pairs = list(combinations(unit.values(), 2))
        equal += weight * sum(one == other for one, other in pairs) / len(pairs)
        total += weight
    return equal / total


def cohen(units: Sequence[Unit], weights: Weights | None = None) -> float:
    """Kappa of exactly two annotators over the records that both decided."""
    counted = _counted(units, weights)
    people = sorted({person for unit, _ in counted for person in unit})
    if len(people) != 2:
        raise Undefined(f"{len(people)} annotators share records, wanted two")
    pairs: Counter[tuple[str, str]] = Counter()
    for unit, weight in counted:
        pairs[unit[people[0]], unit[people[1]]] += weight
    total = pairs.total()
    observed = sum(count for (one, other), count in pairs.items() if one == other) / total
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        first[one] += count
        second[other] += count
    expected = sum(first[category] * second[category] for category in first) / total**2
    return _kappa(observed, expected)


def fleiss(units: Sequence[Unit], weights: Weights | None = None) -> float:
    """Kappa over the records that have the most frequent number of opinions."""
    counted = _counted(units, weights)
    opinions: Counter[int] = Counter()
    for unit, weight in counted:
        opinions[len(unit)] += weight
    number = max(opinions, key=lambda size: (opinions[size], size))
    totals: Counter[str] = Counter()
    agreeing = 0.0
    for unit, weight in counted:
        if len(unit) == number:
            count = Counter(unit.values())
            agreeing += weight * sum(n * (n - 1) for n in count.values()) / (number * (number - 1))
            for category, n in count.items():
                totals[category] += weight * n
    expected = sum((n / totals.total()) ** 2 for n in totals.values())
    return _kappa(agreeing / opinions[number], expected)


def _kappa(observed: float, expected: float) -> float:
    if expected == 1:
        raise Undefined(SAME)
    return (observed - expected) / (1 - expected)


def krippendorff(units: Sequence[Unit], weights: Weights | None = None, level: Level = "nominal") -> float:
    """Alpha from coincidences; opinions may be missing."""
    counted = _counted(units, weights)
    totals: Counter[str] = Counter()
    for unit, weight in counted:
        for category in unit.values():
            totals[category] += weight
    apart = _distances(totals, level)
    disagreeing = 0.0
    for unit, weight in counted:
        pairs = combinations(unit.values(), 2)
        disagreeing += weight * 2 * sum(apart[one, other] for one, other in pairs) / (len(unit) - 1)
    expected = sum(totals[one] * totals[other] * far for (one, other), far in apart.items()) / (totals.total() - 1)
    if expected == 0:
        raise Undefined(SAME)
    return 1 - disagreeing / expected


def _distances(totals: Mapping[str, int], level: Level) -> dict[tuple[str, str], float]:
    """How far apart each two categories are, squared: 0 or 1 for names, ranks between them, or the difference."""
    if level == "nominal":
        return {(one, other): float(one != other) for one in totals for other in totals}
    ordered = sorted(totals, key=float)
    if level == "interval":
        return {(one, other): (float(one) - float(other)) ** 2 for one in ordered for other in ordered}
    places: dict[str, float] = {}
    below = 0
    for category in ordered:  # the middle of the ranks that a category takes up
        places[category] = below + totals[category] / 2
        below += totals[category]
    return {(one, other): (places[one] - places[other]) ** 2 for one in ordered for other in ordered}
