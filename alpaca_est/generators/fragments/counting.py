"""Counting: how many things somebody has, at least, at most and exactly."""

import random
from collections.abc import Callable
from typing import NamedTuple

from alpaca_est.generators.fragments.cases import Case, Open, Scene, scene
from alpaca_est.generators.fragments.models import All, AtLeast, Formula, Label, Not, exactly
from alpaca_est.generators.fragments.people import sentence
from alpaca_est.generators.fragments.relations import Relation, Thing

UNNAMED = 4
MOST = 7


class Bound(NamedTuple):
    """How a count is bounded: its words, and as a formula."""

    words: str
    formula: Callable[[int, tuple[Formula, ...]], Formula]
    low: int | None
    high: int | None
    """Which counts fit, as differences to the number: from `low` to `high`."""

    def fits(self, count: int, number: int) -> bool:
        """Whether a count is within."""
        above = self.low is None or count >= number + self.low
        return above and (self.high is None or count <= number + self.high)


def _at_least(number: int, of: tuple[Formula, ...]) -> Formula:
    return AtLeast(number, of)


def _more(number: int, of: tuple[Formula, ...]) -> Formula:
    return AtLeast(number + 1, of)


def _fewer(number: int, of: tuple[Formula, ...]) -> Formula:
    return Not(AtLeast(number, of))


def _at_most(number: int, of: tuple[Formula, ...]) -> Formula:
    return Not(AtLeast(number + 1, of))


BOUNDS = (
    Bound("vähemalt", _at_least, 0, None),
    Bound("rohkem kui", _more, 1, None),
    Bound("vähem kui", _fewer, None, -1),
    Bound("kõige rohkem", _at_most, None, 0),
    Bound("täpselt", exactly, 0, 0),
)


def counting(chance: random.Random) -> Case | Open:
    """A list of things, whole or not, and a claim about its length."""
    found = scene(chance, 1, chance.randint(2, MOST))
    [person] = found.people
    only = chance.random() < 0.5
    clause = found.relation.yes([person.name], found.things, only="ainult " if only else "")
    unnamed = tuple(Thing(f"…{number}", "", "") for number in range(1 if only else UNNAMED))
    each = tuple(found.fact(person, thing) for thing in (*found.things, *unnamed))
    told = found.facts(person, found.things)
    premises = All((told, found.none(person, unnamed))) if only else told
    if only and chance.random() < 0.3:
        return _how_many(found, clause, premises, each)
    bound = chance.choice(BOUNDS)
    number = min(max(2, len(found.things) + chance.randint(-2, 2)), len(found.things) + UNNAMED - 2)
    counted = found.relation.counted(number)
    claim = _claim(found.relation, person.name, f"{bound.words} {counted}")
    label = _label(bound, len(found.things), number, whole=only)
    return Case(
        premise=sentence(clause),
        claim=claim,
        label=label,
        reason=_reason(found, label, whole=only),
        premises=premises,
        claimed=bound.formula(number, each),
    )


def _claim(relation: Relation, who: str, what: str) -> str:
    return relation.affirmed.format(who=who, what=what)


def _label(bound: Bound, named: int, number: int, *, whole: bool) -> Label:
    """What the length of a list says; one that is not whole may be longer, but never shorter."""
    counts = [named] if whole else [*range(named, max(named, number) + 3)]
    fitting = [bound.fits(count, number) for count in counts]
    return "follows" if all(fitting) else "open" if any(fitting) else "contradicts"


def _reason(found: Scene, label: Label, *, whole: bool) -> str:
    [person] = found.people
    length = found.relation.counted(len(found.things))
    if whole:
        return f"Loetelu on täielik: {_claim(found.relation, person.name, f'täpselt {length}')}."
    known = _claim(found.relation, person.name, f"vähemalt {length}")
    if label == "open":
        return f"Kindel on ainult see, et {known}; loetelu ei pruugi olla täielik."
    return f"Loetelu järgi on kindel, et {known}."


def _how_many(found: Scene, clause: str, premises: Formula, each: tuple[Formula, ...]) -> Open:
    """How many there are, where the list is whole."""
    [person] = found.people
    counts = {found.relation.counted(number): exactly(number, each) for number in range(1, len(found.things) + 2)}
    return Open(
        premise=sentence(clause),
        question=found.relation.how_many.format(who=person.name),
        answers=(found.relation.counted(len(found.things)),),
        reason=f"Need on loetletud ja rohkem neid ei ole: {clause}.",
        premises=premises,
        candidates=counts,
    )
