"""A small world with its rule language, and puzzles that leave one rule of that language alone.

After „Explanatory Learning“ (arXiv 2201.10222), where a hidden rule labels structures and its explanation is wanted.
"""

import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

import msgspec

Row = tuple[Any, ...]
Key = tuple[Any, ...]
LEAST_SHOWN, MOST_SHOWN = 8, 13
LEAST_SHARE, MOST_SHARE = 0.08, 0.85  # so that each pool has more rows than a task shows


class Part(NamedTuple):
    """A rule that is not made of others, and whether it may be joined to another by „ja“."""

    key: Key
    holds: Callable[[Row], bool]
    joins: bool = False


class World(ABC):
    """Rows, rules about them, and how both are said; `names` are the words of one task."""

    singular: str
    plural: str
    partitive: str

    @abstractmethod
    def rows(self) -> tuple[Row, ...]:
        """Every row that may be shown."""

    @abstractmethod
    def parts(self) -> tuple[Part, ...]:
        """Every rule that is not made of others."""

    @abstractmethod
    def names(self, chance: random.Random) -> tuple[Any, ...]:
        """The words of one task, as three colours and three shapes."""

    @abstractmethod
    def show(self, row: Row, names: tuple[Any, ...]) -> str:
        """A row in words."""

    @abstractmethod
    def read(self, text: str, names: tuple[Any, ...]) -> Row:
        """A row from its words."""

    @abstractmethod
    def say(self, key: Key, names: tuple[Any, ...]) -> str:
        """A rule as a clause."""

    @abstractmethod
    def satisfied(self, row: Row) -> set[Key]:
        """The keys of all parts that hold for a row, listed from the row and not by asking each part."""


def both(one: str, two: str) -> str:
    """Two clauses as one, „reas on ring ja seal ei ole ühtegi ruutu“."""
    first, *rest = two.split(" ")
    if first in ("reas", "jadas") and one.startswith(f"{first} "):
        two = " ".join(["seal", *rest])
    elif first == "jada" and one.startswith("jada "):
        two = " ".join(rest)
    return f"{one} {'ning' if ' ja ' in one or ' ja ' in two else 'ja'} {two}"


class Language(msgspec.Struct, frozen=True):
    """All rules of a world, the simple ones first; masks have bit i for rule i, or for row i."""

    rows: tuple[Row, ...]
    keys: tuple[Key, ...]
    simple: int
    by_row: tuple[int, ...]
    by_rule: tuple[int, ...]
    same: tuple[int, ...]

    def size(self, rule: int) -> int:
        """1 for a simple rule, 2 for two joined ones."""
        return 1 if rule < self.simple else 2

    def as_simple(self, rule: int) -> int:
        """The rules that are at least as simple as one."""
        return (1 << (self.simple if rule < self.simple else len(self.keys))) - 1


@cache
def language(world: World) -> Language:
    """Every rule held against every row, once."""
    parts, rows = world.parts(), world.rows()
    pairs = joined(parts)
    of_rows = []
    for row in rows:
        held = [part.holds(row) for part in parts]
        held += [held[one] and held[other] for one, other in pairs]
        of_rows.append(held)
    by_rule = tuple(_mask(of_rule) for of_rule in zip(*of_rows, strict=True))
    classes: dict[int, int] = {}
    for rule, mask in enumerate(by_rule):
        classes[mask] = classes.get(mask, 0) | 1 << rule
    return Language(
        rows=rows,
        keys=(*(part.key for part in parts), *(("and", parts[one].key, parts[other].key) for one, other in pairs)),
        simple=len(parts),
        by_row=tuple(_mask(held) for held in of_rows),
        by_rule=by_rule,
        same=tuple(classes[mask] for mask in by_rule),
    )


def _mask(held: Sequence[bool]) -> int:
    """The number whose bit i is the verdict i."""
    return int("".join("1" if one else "0" for one in reversed(held)), 2)


def joined(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Which parts may stand together, by number."""
    return list(combinations([place for place, part in enumerate(parts) if part.joins], 2))


class Puzzle(msgspec.Struct, frozen=True):
    """A hidden rule, examples with their verdicts, and rows that are asked."""

    key: Key
    shown: tuple[tuple[Row, bool], ...]
    asked: tuple[tuple[Row, bool], ...]


@cache
def hidden(world: World) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Simple and joined rules that may be hidden: neither rare nor usual, none the same as a simpler one."""
    known = language(world)
    rows = len(known.by_row)
    useful = [
        rule
        for rule, mask in enumerate(known.by_rule)
        if LEAST_SHARE <= mask.bit_count() / rows <= MOST_SHARE and known.same[rule] & ((1 << rule) - 1) == 0
    ]
    return tuple(one for one in useful if one < known.simple), tuple(one for one in useful if one >= known.simple)


@cache
def _places(world: World, rule: int, fits: bool) -> tuple[int, ...]:
    known = language(world)
    digits = f"{known.by_rule[rule]:0{len(known.by_row)}b}"
    return tuple(place for place, digit in enumerate(reversed(digits)) if (digit == "1") == fits)


def puzzle(world: World, asked: int, chance: random.Random) -> Puzzle | None:
    """Examples that no other rule fits which is as simple as the hidden one; None where thirteen do not suffice."""
    known = language(world)
    rule = chance.choice(hidden(world)[chance.random() < 0.45])
    left = known.as_simple(rule)
    shown: list[tuple[int, bool]] = []
    while len(shown) < MOST_SHOWN and (len(shown) < LEAST_SHOWN or left & ~known.same[rule]):
        fits = bool(len(shown) % 2) if len(shown) < LEAST_SHOWN else chance.random() < 0.5
        drawn = [one for one in chance.choices(_places(world, rule, fits), k=4) if (one, fits) not in shown]
        if drawn:
            kept = [left & known.by_row[one] if fits else left & ~known.by_row[one] for one in drawn]
            left = min(kept, key=int.bit_count)
            shown.append((drawn[kept.index(left)], fits))
    if left & ~known.same[rule]:
        return None
    chance.shuffle(shown)
    new = _new(world, rule, seen={place for place, _ in shown}, number=asked, chance=chance)
    return Puzzle(
        key=known.keys[rule],
        shown=tuple((known.rows[place], fits) for place, fits in shown),
        asked=tuple((known.rows[place], fits) for place, fits in new),
    )


def _new(world: World, rule: int, *, seen: set[int], number: int, chance: random.Random) -> list[tuple[int, bool]]:
    """Rows that are not shown; where two or more are asked, one at least fits and one does not."""
    verdicts = [True, False, *(chance.random() < 0.5 for _ in range(number))]
    if number == 1:
        verdicts = [chance.random() < 0.5]
    new: list[tuple[int, bool]] = []
    for fits in verdicts[:number]:
        pool = _places(world, rule, fits)
        place = chance.choice(pool)
        while place in seen:
            place = chance.choice(pool)
        seen.add(place)
        new.append((place, fits))
    chance.shuffle(new)
    return new
