"""Quantifiers: what every, some and no member of a group does with every, some and no thing of a list."""

import random
from typing import NamedTuple

from alpaca_est.generators.fragments.cases import OTHER, Case, Scene, scene, thus, unclear, unsaid, whether
from alpaca_est.generators.fragments.models import All, Either, Formula, Label, Not
from alpaca_est.generators.fragments.people import Person, joined, sentence
from alpaca_est.generators.fragments.relations import RELATIONS, Thing

GROUPS = (
    "matkaklubi",
    "raamatuklubi",
    "laulukoori",
    "rahvatantsurühma",
    "näiteringi",
    "orkestri",
    "fotoringi",
    "spordiklubi",
    "õpilasesinduse",
    "aiandusühistu",
)
STRANGER = Person("…", "…")
OPPOSITE = {"every": "not_every", "not_every": "every", "some": "none", "none": "some"}
HOWS = tuple(OPPOSITE)
STRONGER = {("every", "some"), ("none", "not_every")}
EXCLUDED = {("every", "none"), ("every", "not_every"), ("some", "none")}


class Statement(NamedTuple):
    """Who (`all`, `some` or a person) does it with how many things (`every`, `some`, `none`, `not_every`) or one."""

    who: str | Person
    how: str
    thing: Thing | None = None


def quantifier(chance: random.Random) -> Case:
    """A statement about a group or a member, and a claim about the group or a member."""
    found, group = scene(chance, 2, 2, RELATIONS), chance.choice(GROUPS)
    told = Statement(chance.choice(("all", "all", "some", found.people[0])), chance.choice(HOWS))
    asked = _asked(found, told, chance)
    label = _label(told, asked)
    return Case(
        premise=f"{_setting(found, group)} {sentence(_clause(found, group, told))}",
        claim=_clause(found, group, asked),
        label=label,
        reason=_reason(found, group, told=told, asked=asked, label=label),
        premises=_formula(found, told),
        claimed=_formula(found, asked),
    )


def _asked(found: Scene, told: Statement, chance: random.Random) -> Statement:
    """A claim that is not the statement itself."""
    member = chance.choice(found.people) if told.who in ("all", "some") else found.people[0]
    whom: tuple[str | Person, ...] = ("all", "some", member, member)
    asked = Statement(chance.choice(whom), chance.choice(HOWS))
    if isinstance(asked.who, Person) and chance.random() < 0.5:
        asked = Statement(asked.who, chance.choice(("every", "none")), chance.choice(found.things))
    return told._replace(how=OPPOSITE[told.how]) if asked == told else asked


def _reason(found: Scene, group: str, *, told: Statement, asked: Statement, label: Label) -> str:
    """What follows of the claim or of its opposite, or that neither does."""
    clause, again = _clause(found, group, told), told.who == asked.who
    if label == "open":
        return unclear(clause, whether(_clause(found, group, asked, again=again)))
    if label == "contradicts":
        opposite = _opposite(asked)
        so = _clause(found, group, opposite, turned=True, again=again)
        return unsaid(clause) if opposite == told else thus(clause, so)
    if asked.thing is None and told.how == asked.how:
        whom = f"ka {asked.who.genitive}" if isinstance(asked.who, Person) else "vähemalt ühe liikme"
        return thus(clause, f"kehtib sama {whom} kohta")
    return thus(clause, _clause(found, group, asked, turned=True, again=again))


def _setting(found: Scene, group: str) -> str:
    people = joined([*(one.name for one in found.people), "veel mõni inimene"])
    things = joined([*(one.name for one in found.things), found.relation.listed])
    return f"{group[0].upper()}{group[1:]} liikmed on {people}. Nimekirjas on {things}."


def _label(told: Statement, asked: Statement) -> Label:
    """From what the number of things says for one member, and then for whom it is said."""
    one = _of_one(told.how, asked)
    if told.who == "all" or told.who == asked.who:
        return one if told.who != "some" or one == "follows" else "open"
    if asked.who == "some":
        return one if one == "follows" else "open"
    return one if asked.who == "all" and one == "contradicts" else "open"


def _of_one(told: str, asked: Statement) -> Label:
    how = asked.how
    if asked.thing is not None:
        if told in ("every", "none"):
            return "follows" if told == how else "contradicts"
        return "open"
    if told == how or (told, how) in STRONGER:
        return "follows"
    return "contradicts" if (told, how) in EXCLUDED or (how, told) in EXCLUDED else "open"


def _opposite(asked: Statement) -> Statement:
    who = {"all": "some", "some": "all"}.get(asked.who, asked.who) if isinstance(asked.who, str) else asked.who
    if asked.thing is not None:
        return asked._replace(how="none" if asked.how == "every" else "every")
    return asked._replace(who=who, how=OPPOSITE[asked.how])


def _clause(found: Scene, group: str, one: Statement, *, turned: bool = False, again: bool = False) -> str:
    denied = one.how in ("none", "not_every")
    if isinstance(one.who, Person):
        who = "ta" if again else one.who.name
    elif one.who == "some":
        who = f"vähemalt üks {group} liige"
    else:
        who = f"ükski {group} liige" if denied else f"iga {group} liige"
    relation = found.relation
    if one.thing is not None:
        what = relation.object_denied([one.thing]) if denied else relation.object([one.thing])
    else:
        what = {"every": relation.every, "some": relation.some, "none": relation.none}.get(one.how, relation.not_every)
    if turned and not (denied and isinstance(one.who, str)):
        return (relation.turned_denied if denied else relation.turned).format(who=who, what=what)
    return (relation.denied if denied else relation.affirmed).format(who=who, what=what)


def _formula(found: Scene, one: Statement) -> Formula:
    if isinstance(one.who, Person):
        return _of_person(found, one.who, one)
    each = tuple(_of_person(found, person, one) for person in (*found.people, STRANGER))
    return All(each) if one.who == "all" else Either(each)


def _of_person(found: Scene, person: Person, one: Statement) -> Formula:
    if one.thing is not None:
        fact = found.fact(person, one.thing)
        return fact if one.how == "every" else Not(fact)
    facts = tuple(found.fact(person, thing) for thing in (*found.things, OTHER))
    meanings: dict[str, Formula] = {"every": All(facts), "some": Either(facts), "none": Not(Either(facts))}
    return meanings.get(one.how, Not(All(facts)))
