"""How far annotators agree, with bootstrap intervals; what is undefined says why instead of a number.

percent             share of pairs of opinions on a record that are the same
Cohen's kappa       two annotators (Cohen 1960, Educational and Psychological Measurement 20)
Fleiss' kappa       a fixed number of opinions on a record, from any annotators (Fleiss 1971, Psychological Bulletin 76)
Krippendorff's α    any number of opinions, nominal (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability)
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import msgspec

Unit = Mapping[str, str]  # person → category, for one record
DRAWS, LEVEL = 1000, 0.95


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


def figures(units: Sequence[Unit]) -> list[Figure]:
    """All figures over records; those with fewer than two opinions do not count."""
    shared = [unit for unit in units if len(unit) > 1]
    kinds: tuple[tuple[str, Callable[[Sequence[Unit]], float]], ...] = (
        ("percent", percent),
        ("cohen", cohen),
        ("fleiss", fleiss),
        ("krippendorff", krippendorff),
    )
    return [_figure(name, measure, shared) for name, measure in kinds]


def _figure(name: str, measure: Callable[[Sequence[Unit]], float], units: Sequence[Unit]) -> Figure:
    try:
        value = measure(units)
    except Undefined as why:
        return Figure(name=name, records=len(units), missing=str(why))
    low, high = interval(measure, units)
    return Figure(name=name, records=len(units), value=value, low=low, high=high)


def interval(measure: Callable[[Sequence[Unit]], float], units: Sequence[Unit]) -> tuple[float, float]:
    """The percentile interval of a figure over records drawn with replacement; draws without a value are left out."""
    chance = random.Random("agreement")
    found: list[float] = []
    for _ in range(DRAWS):
        try:
            found.append(measure(chance.choices(units, k=len(units))))
        except Undefined:
            continue
    found.sort()
    edge = (1 - LEVEL) / 2
    return found[int(edge * len(found))], found[min(len(found) - 1, int((1 - edge) * len(found)))]


def percent(units: Sequence[Unit]) -> float:
    """The share of equal pairs, each record weighing the same."""
    if not units:
        raise Undefined("no record has two opinions")
    shares = []
    for unit in units:
        pairs = list(combinations(unit.values(), 2))
        shares.append(sum(one == other for one, other in pairs) / len(pairs))
    return sum(shares) / len(shares)


def cohen(units: Sequence[Unit]) -> float:
    """Kappa of exactly two annotators over the records that both decided."""
    people = sorted({person for unit in units for person in unit})
    if len(people) != 2:
        raise Undefined(f"{len(people)} annotators share records, wanted two")
    pairs = [(unit[people[0]], unit[people[1]]) for unit in units if len(unit) == 2]
    observed = sum(one == other for one, other in pairs) / len(pairs)
    first, second = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    expected = sum(first[category] * second[category] for category in first) / len(pairs) ** 2
    return _kappa(observed, expected)


def fleiss(units: Sequence[Unit]) -> float:
    """Kappa over the records that have the most frequent number of opinions."""
    if not units:
        raise Undefined("no record has two opinions")
    opinions = Counter(len(unit) for unit in units)
    number = max(opinions, key=lambda size: (opinions[size], size))
    counts = [Counter(unit.values()) for unit in units if len(unit) == number]
    pairs = number * (number - 1)
    observed = sum(sum(n * (n - 1) for n in count.values()) / pairs for count in counts) / len(counts)
    totals: Counter[str] = Counter()
    for count in counts:
        totals.update(count)
    expected = sum((n / totals.total()) ** 2 for n in totals.values())
    return _kappa(observed, expected)


def _kappa(observed: float, expected: float) -> float:
    if expected == 1:
        raise Undefined("everybody always said the same, so chance cannot be told from agreement")
    return (observed - expected) / (1 - expected)


def krippendorff(units: Sequence[Unit]) -> float:
    """Alpha for nominal categories, from coincidences; opinions may be missing."""
    if not units:
        raise Undefined("no record has two opinions")
    totals: Counter[str] = Counter()
    disagreeing = 0.0
    for unit in units:
        count = Counter(unit.values())
        totals.update(count)
        size = count.total()
        disagreeing += (size * size - sum(n * n for n in count.values())) / (size - 1)
    everything = totals.total()
    expected = (everything * everything - sum(n * n for n in totals.values())) / (everything - 1)
    if expected == 0:
        raise Undefined("everybody always said the same, so chance cannot be told from agreement")
    return 1 - disagreeing / expected
