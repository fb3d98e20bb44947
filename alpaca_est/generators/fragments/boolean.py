"""Booleans: „ja“, „või“, „ei … ega“ between people and between things."""

import random
from typing import NamedTuple

from alpaca_est.generators.fragments.cases import Case, Scene, scene, thus, unclear
from alpaca_est.generators.fragments.models import All, Either, Formula, Label, Not
from alpaca_est.generators.fragments.people import Person, joined, sentence
from alpaca_est.generators.fragments.relations import Thing


class Claim(NamedTuple):
    """What is claimed of somebody and a thing, its label, and why."""

    person: Person
    thing: Thing
    yes: bool
    label: Label
    reason: str


def boolean(chance: random.Random) -> Case:
    """One of the ways in which people or things are joined."""
    return chance.choice((_together, _together, _neither, _either_thing, _either_person))(chance)


def _together(chance: random.Random) -> Case:
    """„Liisa, Mart ja Anu on käinud ainult Tartus ja Narvas.“"""
    found = scene(chance, chance.randint(2, 3), 4)
    things = found.things[: chance.randint(1, 3)]
    only = chance.random() < 0.6
    clause = found.relation.yes([one.name for one in found.people], things, only="ainult " if only else "")
    person = chance.choice(found.people)
    each = (found.only(one, things) if only else found.facts(one, things) for one in found.people)
    premises = All(tuple(each))
    inside = chance.random() < 0.4
    thing = chance.choice(things if inside else found.things[len(things) :])
    yes = chance.random() < 0.5
    label: Label = "follows" if inside == yes else "contradicts"
    reason = thus(clause, found.relation.so(person.name, [thing], yes=inside))
    if not inside and not only:
        label, reason = "open", unclear(clause, f"kas {found.relation.yes([person.name], [thing])}")
    return _case(found, sentence(clause), premises, Claim(person, thing, yes, label, reason))


def _neither(chance: random.Random) -> Case:
    """„Ei Liisa ega Mart ole käinud Tartus.“"""
    found = scene(chance, chance.randint(3, 4), 3)
    thing, other, _ = found.things
    *named, last = found.people
    clause = found.relation.neither.format(
        who=joined([one.name for one in named], "ega"), what=found.relation.object_denied([thing])
    )
    yes = chance.random() < 0.5
    premises = All(tuple(Not(found.fact(one, thing)) for one in named))
    person = chance.choice(named)
    if chance.random() < 0.6:
        reason = thus(clause, found.relation.so(person.name, [thing], yes=False))
        return _case(
            found, sentence(clause), premises, Claim(person, thing, yes, "contradicts" if yes else "follows", reason)
        )
    extra = found.relation.yes([last.name], [other])
    about, asked = (last, thing) if chance.random() < 0.5 else (person, other)
    premises = All((premises, found.fact(last, other)))
    told = f"{sentence(clause)} {sentence(extra)}"
    whether = found.whether(asked) if about == last else f"kas {found.relation.yes([about.name], [asked])}"
    reason = unclear(extra if about == last else clause, whether)
    return _case(found, told, premises, Claim(about, asked, yes, "open", reason))


def _either_thing(chance: random.Random) -> Case:
    """„Liisa ostis leiva või piima. Liisa ei ostnud leiba.“"""
    found = scene(chance, 2, chance.randint(2, 3))
    person, other = found.people
    clause = found.relation.yes([person.name], found.things, "või")
    *ruled, last = chance.sample(found.things, len(found.things))
    told = Either(tuple(found.fact(person, thing) for thing in found.things))
    yes = chance.random() < 0.6
    if chance.random() < 0.6:
        denied = found.relation.no(person.name, ruled)
        reason = thus(f"{clause}, kuid {found.relation.no('ta', ruled)}", found.relation.so("ta", [last], yes=True))
        label: Label = "follows" if yes else "contradicts"
        premises = All((told, found.none(person, ruled)))
        return _case(found, f"{sentence(clause)} {sentence(denied)}", premises, Claim(person, last, yes, label, reason))
    extra = found.relation.no(other.name, ruled)
    premises = All((told, found.none(other, ruled)))
    reason = unclear(clause, found.whether(last))
    return _case(found, f"{sentence(clause)} {sentence(extra)}", premises, Claim(person, last, yes, "open", reason))


def _either_person(chance: random.Random) -> Case:
    """„Vähemalt üks kahest, Liisa või Mart, on käinud Tartus.“"""
    found = scene(chance, 3, 1)
    one, two, three = found.people
    [thing] = found.things
    pair = f"vähemalt üks kahest, {one.name} või {two.name}, "
    clause = pair + found.relation.yes([""], [thing]).strip()
    either = Either((found.fact(one, thing), found.fact(two, thing)))
    yes = chance.random() < 0.6
    if chance.random() < 0.55:
        denied = found.relation.no(one.name, [thing])
        reason = thus(f"{clause}, kuid {denied}", found.relation.so(two.name, [thing], yes=True))
        label: Label = "follows" if yes else "contradicts"
        premises = All((either, Not(found.fact(one, thing))))
        return _case(found, f"{sentence(clause)} {sentence(denied)}", premises, Claim(two, thing, yes, label, reason))
    extra = found.relation.no(three.name, [thing])
    reason = unclear(clause, f"kas {found.relation.yes([two.name], [thing])}")
    premises = All((either, Not(found.fact(three, thing))))
    return _case(found, f"{sentence(clause)} {sentence(extra)}", premises, Claim(two, thing, yes, "open", reason))


def _case(found: Scene, premise: str, premises: Formula, about: Claim) -> Case:
    """A claim about one person and one thing."""
    names, things = about.person.name, [about.thing]
    return Case(
        premise=premise,
        claim=found.relation.yes([names], things) if about.yes else found.relation.no(names, things),
        label=about.label,
        reason=about.reason,
        premises=premises,
        claimed=found.facts(about.person, things) if about.yes else found.none(about.person, things),
    )
