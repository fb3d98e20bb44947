"""A brute-force model checker: formulas, and what holds in every, some or no model of a premise.

All models are checked at once: a column is an integer whose bit i says whether an atom is true in model i, so the
connectives are those of integers.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Literal

import msgspec

MOST_ATOMS = 18

Label = Literal["follows", "contradicts", "open"]
Columns = Mapping[tuple[str, ...], int]


class Atom(msgspec.Struct, frozen=True):
    """A fact that may be true or not, as ("visited", "Liisa", "Tartu")."""

    name: tuple[str, ...]


class Not(msgspec.Struct, frozen=True):
    """The opposite of a formula."""

    of: "Formula"


class All(msgspec.Struct, frozen=True):
    """Every one of the formulas; true where there are none."""

    of: tuple["Formula", ...]


class Either(msgspec.Struct, frozen=True):
    """At least one of the formulas; false where there are none."""

    of: tuple["Formula", ...]


class AtLeast(msgspec.Struct, frozen=True):
    """At least so many of the formulas."""

    number: int
    of: tuple["Formula", ...]


Formula = Atom | Not | All | Either | AtLeast


def then(condition: Formula, consequence: Formula) -> Formula:
    """The material conditional."""
    return Either((Not(condition), consequence))


def exactly(number: int, of: tuple[Formula, ...]) -> Formula:
    """So many of the formulas, no more."""
    return All((AtLeast(number, of), Not(AtLeast(number + 1, of))))


class Models(msgspec.Struct, frozen=True):
    """Every model there is of some atoms: a column for each atom, and the column that is true everywhere."""

    columns: Columns
    every: int

    def truth(self, formula: Formula) -> int:
        """In which models a formula holds."""
        if isinstance(formula, Atom):
            return self.columns[formula.name]
        if isinstance(formula, Not):
            return self.every & ~self.truth(formula.of)
        if isinstance(formula, AtLeast):
            return self._at_least(formula)
        result = self.every if isinstance(formula, All) else 0
        for part in formula.of:
            result = result & self.truth(part) if isinstance(formula, All) else result | self.truth(part)
        return result

    def _at_least(self, formula: AtLeast) -> int:
        reached = [self.every, *(0 for _ in range(formula.number))]
        for part in formula.of:
            column = self.truth(part)
            for number in range(formula.number, 0, -1):
                reached[number] |= reached[number - 1] & column
        return reached[formula.number]

    def verdict(self, premise: Formula, claim: Formula) -> Label | Literal["impossible"]:
        """Whether a claim holds in all models of a premise, in none, or in some; or the premise in no model."""
        possible, holds = self.truth(premise), self.truth(claim)
        if not possible:
            return "impossible"
        if possible & ~holds == 0:
            return "follows"
        return "contradicts" if possible & holds == 0 else "open"


def free(*formulas: Formula) -> Models:
    """All models in which each atom of the formulas is true or false, freely."""
    names = list(dict.fromkeys(name for formula in formulas for name in _atoms(formula)))
    if len(names) > MOST_ATOMS:
        raise ValueError(f"{len(names)} atoms, at most {MOST_ATOMS} wanted")
    columns = _columns(len(names))
    return Models(dict(zip(names, columns, strict=True)), (1 << (1 << len(names))) - 1)


def _atoms(formula: Formula) -> Iterator[tuple[str, ...]]:
    if isinstance(formula, Atom):
        yield formula.name
    elif isinstance(formula, Not):
        yield from _atoms(formula.of)
    else:
        for part in formula.of:
            yield from _atoms(part)


@cache
def _columns(number: int) -> tuple[int, ...]:
    """Column j has runs of 2^j zeros and 2^j ones, so that together they name every model."""
    columns = []
    for place in range(number):
        run = ((1 << (1 << place)) - 1) << (1 << place)
        width = 2 << place
        while width < 1 << number:
            run |= run << width
            width *= 2
        columns.append(run)
    return tuple(columns)


def ordered(names: Sequence[str]) -> Models:
    """All ways to rank so many; the atoms are ("above", one, other), ties are allowed."""
    columns, every = _rankings(len(names))
    pairs: dict[tuple[str, ...], int] = {
        ("above", names[one], names[other]): column for (one, other), column in columns.items()
    }
    return Models(pairs, every)


@cache
def _rankings(number: int) -> tuple[Mapping[tuple[int, int], int], int]:
    ranks = [one for one in product(range(number), repeat=number) if set(one) == set(range(max(one) + 1))]
    columns = {
        (one, other): sum(1 << place for place, rank in enumerate(ranks) if rank[one] > rank[other])
        for one in range(number)
        for other in range(number)
        if one != other
    }
    return columns, (1 << len(ranks)) - 1
