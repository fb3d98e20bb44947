"""Harder monotonicity: relative clauses and quantifiers inside quantifiers turn the direction round."""

import random
from collections.abc import Callable
from typing import NamedTuple

from alpaca_est.generators.fragments.cases import Case, whether
from alpaca_est.generators.fragments.kinds import BEASTS, HUMANS, Doing, Noun
from alpaca_est.generators.fragments.models import All, Atom, Either, Formula, Label, Not, then
from alpaca_est.generators.fragments.monotonicity import Step, doing_step, noun_step
from alpaca_est.generators.fragments.people import sentence

PEOPLE, ANIMALS = range(2), range(2)


class Seen(NamedTuple):
    """How somebody meets animals: its words, whether a wider kind (+1) or a narrower one (-1) keeps it true."""

    words: str
    sign: int
    formula: Callable[[int, Noun], Formula]


def _some(person: int, noun: Noun) -> Formula:
    return Either(tuple(All((_animal(one, noun), _saw(person, one))) for one in ANIMALS))


def _every(person: int, noun: Noun) -> Formula:
    return All(tuple(then(_animal(one, noun), _saw(person, one)) for one in ANIMALS))


def _none(person: int, noun: Noun) -> Formula:
    return Not(_some(person, noun))


SEEN = (
    Seen("nägi vähemalt üht {noun}", +1, _some),
    Seen("nägi kõiki {nouns}", -1, _every),
    Seen("ei näinud ühtegi {noun}", -1, _none),
)


class Outer(NamedTuple):
    """The quantifier over people: its words with a noun, its signs for people and for what they do, its opposite."""

    words: str
    people: int
    doing: int
    opposite: str
    positive: bool


OUTER = {
    "every": Outer("iga {noun}", -1, +1, "", True),
    "some": Outer("vähemalt üks {noun}", +1, +1, "no", True),
    "no": Outer("ükski {noun}", -1, -1, "some", False),
}


class Said(NamedTuple):
    """Who, met which animals how, does what; where `doing` is None, meeting is what they do."""

    outer: str
    people: Noun
    seen: Seen
    animals: Noun
    doing: Doing | None


def hard(chance: random.Random) -> Case:
    """A sentence with two quantifiers; one or two of its kinds become narrower or wider."""
    folk, beasts = chance.choice(HUMANS), chance.choice(BEASTS)
    people, animals, doings = noun_step(folk, chance), noun_step(beasts, chance), doing_step(folk, chance)
    relative = chance.random() < 0.7
    outer = chance.choice(tuple(OUTER))
    seen = chance.choice(SEEN if relative or outer != "no" else SEEN[:2])
    signs = _signs(OUTER[outer], seen, relative)
    steps = {"people": people, "animals": animals, **({"doing": doings} if relative else {})}
    changed = sorted(chance.sample(tuple(steps), chance.choice((1, 1, 2))), key=list(steps).index)
    wider = {place: (signs[place] > 0) != (chance.random() < 0.3) for place in changed}
    keeps = all((signs[place] > 0) == wider[place] for place in changed)
    narrow_first = {place: wider.get(place, chance.random() < 0.5) for place in steps}
    told = _said(outer, seen, steps, narrow_first)
    asked = _said(outer, seen, steps, {place: narrow_first[place] != (place in changed) for place in steps})
    turned = bool(OUTER[outer].opposite) and chance.random() < 0.4 and (relative or seen.words.startswith("nägi"))
    claim = asked._replace(outer=OUTER[outer].opposite) if turned else asked
    label: Label = "open" if not keeps else "contradicts" if turned else "follows"
    known = [steps[place].known if wider[place] == (signs[place] > 0) else steps[place].not_back for place in changed]
    known = known if keeps else [steps[p].not_back for p in changed if wider[p] != (signs[p] > 0)]
    rest = f"seega {_clause(asked)}" if keeps else f"seega ei selgu, {whether(_clause(claim))}"
    return Case(
        premise=sentence(_clause(told)),
        claim=_clause(claim),
        label=label,
        reason=sentence(f"{' ja '.join(known)}, {rest}"),
        premises=All((*_background(people, animals, doings), _formula(told))),
        claimed=_formula(claim),
    )


def _signs(outer: Outer, seen: Seen, relative: bool) -> dict[str, int]:
    """Which way each place may go: the product of the signs on the way to it."""
    way = outer.people if relative else outer.doing
    return {"people": outer.people, "animals": way * seen.sign, "doing": outer.doing}


def _said(outer: str, seen: Seen, steps: dict[str, Step], narrow: dict[str, bool]) -> Said:
    picked = {place: step.narrow if narrow[place] else step.wide for place, step in steps.items()}
    people, animals, doing = picked["people"], picked["animals"], picked.get("doing")
    assert isinstance(people, Noun)
    assert isinstance(animals, Noun)
    assert doing is None or isinstance(doing, Doing)
    return Said(outer, people, seen, animals, doing)


def _clause(said: Said) -> str:
    """„ükski poiss, kes nägi vähemalt üht koera, ei naera“."""
    outer = OUTER[said.outer]
    who = outer.words.format(noun=said.people.one)
    seen = said.seen.words.format(noun=said.animals.some, nouns=said.animals.all)
    if said.doing is None:
        return _met(said, who, seen)
    does = said.doing.one if outer.positive else f"ei {said.doing.denied}"
    return f"{who}, kes {seen}, {does}"


def _met(said: Said, who: str, seen: str) -> str:
    """„iga poiss nägi kõiki koeri“, „ükski poiss ei näinud ühtegi koera“."""
    nobody = OUTER["no"].words.format(noun=said.people.one)
    if said.outer == "every" and said.seen.formula is _none:
        return f"{nobody} {seen}"
    if said.outer != "no":
        return f"{who} {seen}"
    if said.seen.formula is _some:
        return f"{nobody} ei näinud ühtegi {said.animals.some}"
    return f"{nobody} ei näinud kõiki {said.animals.all}"


def _formula(said: Said) -> Formula:
    each: list[tuple[Formula, Formula]] = []
    for person in PEOPLE:
        kind, seen = Atom(("person", str(person), said.people.one)), said.seen.formula(person, said.animals)
        if said.doing is None:
            each.append((kind, seen))
        else:
            each.append((All((kind, seen)), Atom(("person", str(person), said.doing.one))))
    if said.outer == "every":
        return All(tuple(then(who, does) for who, does in each))
    some = Either(tuple(All(pair) for pair in each))
    return some if said.outer == "some" else Not(some)


def _animal(one: int, noun: Noun) -> Atom:
    return Atom(("animal", str(one), noun.one))


def _saw(person: int, animal: int) -> Atom:
    return Atom(("saw", str(person), str(animal)))


def _background(people: Step, animals: Step, doings: Step) -> tuple[Formula, ...]:
    folk = [(("person", str(one)), step) for one in PEOPLE for step in (people, doings)]
    beasts = [(("animal", str(one)), animals) for one in ANIMALS]
    return tuple(
        then(Atom((*where, step.narrow.one)), Atom((*where, step.wide.one))) for where, step in (*folk, *beasts)
    )
