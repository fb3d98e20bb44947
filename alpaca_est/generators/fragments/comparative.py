"""Comparatives: who is taller than whom, and what that says of the others."""

import random
from collections.abc import Sequence
from itertools import pairwise, permutations
from typing import NamedTuple

from alpaca_est.generators.fragments.cases import Case, Open
from alpaca_est.generators.fragments.models import All, Atom, Either, Formula, Label, Not
from alpaca_est.generators.fragments.people import PEOPLE, Person, joined, sentence


class Quality(NamedTuple):
    """What people are compared by."""

    base: str
    more: str
    less: str
    noun: str
    most: str


QUALITIES = (
    Quality("pikk", "pikem", "lühem", "pikkuse", "pikemast"),
    Quality("vana", "vanem", "noorem", "vanuse", "vanemast"),
    Quality("kiire", "kiirem", "aeglasem", "kiiruse", "kiiremast"),
    Quality("tugev", "tugevam", "nõrgem", "tugevuse", "tugevamast"),
    Quality("raske", "raskem", "kergem", "kehakaalu", "raskemast"),
    Quality("rikas", "rikkam", "vaesem", "jõukuse", "rikkamast"),
)


class Told(NamedTuple):
    """One comparison: the first is above the second, or they are the same; and its words."""

    one: Person
    two: Person
    same: bool
    words: str


class Scale(NamedTuple):
    """People, what they are compared by, and what is known of them."""

    quality: Quality
    people: tuple[Person, ...]
    told: tuple[Told, ...]

    def path(self, one: Person, two: Person) -> tuple[Told, ...] | None:
        """Comparisons that lead from one person down to another, or over to one who is the same; None without any."""
        reached: dict[Person, tuple[Told, ...]] = {one: ()}
        queue = [one]
        for person in queue:
            for told in self.told:
                ends = ((told.one, told.two), (told.two, told.one)) if told.same else ((told.one, told.two),)
                for start, end in ends:
                    if start == person and end not in reached:
                        reached[end] = (*reached[person], told)
                        queue.append(end)
        return reached.get(two)

    def known(self, one: Person, two: Person) -> tuple[str, tuple[Told, ...]]:
        """`above`, `below`, `same` or nothing, and through which comparisons."""
        for word, path in (("above", self.path(one, two)), ("below", self.path(two, one))):
            if path is not None:
                return ("same" if all(told.same for told in path) else word), path
        return "", ()


def comparative(chance: random.Random) -> Case | Open:
    """Three to five people, compared along a line or a tree."""
    people = tuple(chance.sample(PEOPLE, chance.randint(3, 5)))
    quality = chance.choice(QUALITIES)
    scale = Scale(quality, people, _told(quality, people, chance))
    if chance.random() < 0.3 and (drawn := _asked(scale, chance)):
        return drawn
    wanted = chance.choice(("follows", "contradicts", "open"))
    pairs = list(permutations(people, 2))
    chance.shuffle(pairs)
    cases = (_case(scale, one, two, chance) for one, two in pairs)
    drawn_cases = [case for case in cases if case.label == wanted]
    long = [case for case in drawn_cases if not case.reason.startswith("Öeldud")]
    return (long or drawn_cases or [_case(scale, *pairs[0], chance)])[0]


def _told(quality: Quality, people: Sequence[Person], chance: random.Random) -> tuple[Told, ...]:
    """Each person against one before, so that nothing can clash."""
    straight = chance.random() < 0.5
    told = []
    for place in range(1, len(people)):
        one = people[place - 1] if straight else chance.choice(people[:place])
        same = chance.random() < 0.15
        up = straight or chance.random() < 0.5
        high, low = (one, people[place]) if up else (people[place], one)
        told.append(Told(high, low, same, _words(quality, high, low, same=same, chance=chance)))
    if chance.random() < 0.6:
        chance.shuffle(told)
    return tuple(told)


def _words(quality: Quality, high: Person, low: Person, *, same: bool, chance: random.Random) -> str:
    if same:
        return f"{high.name} on sama {quality.base} kui {low.name}"
    return chance.choice(
        (
            f"{high.name} on {quality.more} kui {low.name}",
            f"{low.name} on {quality.less} kui {high.name}",
            f"{high.name} on {low.elative} {quality.more}",
            f"{low.name} on {high.elative} {quality.less}",
        )
    )


def _formula(told: Told) -> Formula:
    above, below = _above(told.one, told.two), _above(told.two, told.one)
    return All((Not(above), Not(below))) if told.same else above


def _above(one: Person, two: Person) -> Atom:
    return Atom(("above", one.name, two.name))


def _premise(scale: Scale) -> str:
    return " ".join(sentence(told.words) for told in scale.told)


def _case(scale: Scale, one: Person, two: Person, chance: random.Random) -> Case:
    quality = scale.quality
    how = chance.choice(("more", "more", "less", "same", "not_more"))
    claims: dict[str, tuple[str, Formula]] = {
        "more": (f"{one.name} on {quality.more} kui {two.name}", _above(one, two)),
        "less": (f"{one.name} on {quality.less} kui {two.name}", _above(two, one)),
        "same": (
            f"{one.name} on sama {quality.base} kui {two.name}",
            Not(Either((_above(one, two), _above(two, one)))),
        ),
        "not_more": (f"{one.name} ei ole {quality.more} kui {two.name}", Not(_above(one, two))),
    }
    claim, claimed = claims[how]
    known, path = scale.known(one, two)
    fitting = {"more": ("above",), "less": ("below",), "same": ("same",), "not_more": ("below", "same")}[how]
    label: Label = "open" if not known else "follows" if known in fitting else "contradicts"
    return Case(
        premise=_premise(scale),
        claim=claim,
        label=label,
        reason=_reason(quality, (one, two), known=known, path=path, label=label),
        premises=All(tuple(_formula(told) for told in scale.told)),
        claimed=claimed,
        ranked=tuple(person.name for person in scale.people),
    )


def _reason(quality: Quality, pair: tuple[Person, Person], *, known: str, path: Sequence[Told], label: Label) -> str:
    one, two = pair
    if label == "open":
        return f"Nende võrdluste põhjal ei ole teada, kumb on {quality.more}, {one.name} või {two.name}."
    if len(path) == 1:
        return f"Öeldud on{'' if label == 'follows' else ' hoopis'}, et {path[0].words}."
    degree = f"sama {quality.base}" if known == "same" else quality.more if known == "above" else quality.less
    words = joined([told.words for told in path])
    return f"{words}, seega on {one.name} {degree} kui {two.name}."


def _asked(scale: Scale, chance: random.Random) -> Open | None:
    """Who is at the top or the bottom, or the whole order, where the comparisons decide it."""
    up = chance.random() < 0.5
    quality = scale.quality
    ranked = _ranked(scale)
    if ranked and chance.random() < 0.6:
        return _order(scale, ranked)
    wanted = "above" if up else "below"
    ends = [
        one
        for one in scale.people
        if all(scale.known(one, other)[0] == wanted for other in scale.people if other != one)
    ]
    if not ends:
        return None
    degree = quality.more if up else quality.less
    return Open(
        premise=_premise(scale),
        question=f"Kes on neist kõige {degree}?",
        answers=(ends[0].name,),
        reason=f"Võrdlustest järeldub, et {ends[0].name} on {degree} kui kõik teised.",
        premises=All(tuple(_formula(told) for told in scale.told)),
        candidates={one.name: _end(one, scale.people, up=up) for one in scale.people},
        ranked=tuple(person.name for person in scale.people),
    )


def _end(one: Person, people: Sequence[Person], *, up: bool) -> Formula:
    return All(tuple(_above(one, other) if up else _above(other, one) for other in people if other != one))


def _ranked(scale: Scale) -> tuple[Person, ...] | None:
    """The people from the top to the bottom, where every pair is known and none are the same."""
    below = {
        one: [scale.known(one, other)[0] for other in scale.people if other != one].count("above")
        for one in scale.people
    }
    if sorted(below.values()) != list(range(len(scale.people))):
        return None
    return tuple(sorted(scale.people, key=lambda one: -below[one]))


def _order(scale: Scale, ranked: Sequence[Person]) -> Open | None:
    if len(ranked) > 4:
        return None
    quality = scale.quality
    names = [one.name for one in ranked]
    steps = joined([f"{one} on {quality.more} kui {two}" for one, two in pairwise(names)])
    orders = list(permutations(ranked))
    chains = [All(tuple(_above(one, two) for one, two in pairwise(order))) for order in orders]
    return Open(
        premise=_premise(scale),
        question=f"Milline on järjekord {quality.noun} järgi, kui alustada kõige {quality.most}?",
        answers=(", ".join(names),),
        reason=f"{steps}.",
        premises=All(tuple(_formula(told) for told in scale.told)),
        candidates={", ".join(one.name for one in order): chain for order, chain in zip(orders, chains, strict=True)},
        ranked=tuple(person.name for person in scale.people),
    )
