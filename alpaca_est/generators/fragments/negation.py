"""Negation: what people have done, have not done, and have done alone."""

import random
from typing import NamedTuple

from alpaca_est.generators.fragments.cases import Case, Open, Scene, said, scene, thus, unclear, unsaid
from alpaca_est.generators.fragments.models import All, Formula, Label, Not
from alpaca_est.generators.fragments.people import Person, joined, sentence
from alpaca_est.generators.fragments.relations import Thing


class Statement(NamedTuple):
    """What a premise says of one person: `only`, `yes` or `no`, and about which thing."""

    how: str
    person: Person
    thing: Thing


def negation(chance: random.Random) -> Case | Open:
    """Two or three people, one of them in the claim."""
    number = chance.randint(2, 3)
    found = scene(chance, number, number + 1)
    things = chance.sample(found.things, number)
    told = [
        Statement(how, person, thing)
        for how, person, thing in zip(
            chance.choices(("only", "yes", "no"), (5, 2, 2), k=number), found.people, things, strict=True
        )
    ]
    if chance.random() < 0.25:
        return _who(found, told, chance)
    about = chance.choice(told)
    thing = about.thing if chance.random() < 0.3 else chance.choice([one for one in found.things if one != about.thing])
    yes = chance.random() < 0.45
    [premise, formula] = _premise(found, told, chance)
    fact = found.fact(about.person, thing)
    claim = _claim(found, about.person.name, thing, yes=yes)
    label, reason = _judged(found, about, thing, yes=yes)
    return Case(
        premise=premise,
        claim=claim,
        label=label,
        reason=reason,
        premises=formula,
        claimed=fact if yes else Not(fact),
    )


def _clause(found: Scene, one: Statement) -> str:
    if one.how == "no":
        return found.relation.no(one.person.name, [one.thing])
    return found.relation.yes([one.person.name], [one.thing], only="ainult " if one.how == "only" else "")


def _formula(found: Scene, one: Statement) -> Formula:
    if one.how == "only":
        return found.only(one.person, [one.thing])
    fact = found.fact(one.person, one.thing)
    return fact if one.how == "yes" else Not(fact)


def _premise(found: Scene, told: list[Statement], chance: random.Random) -> tuple[str, Formula]:
    clauses = [_clause(found, one) for one in told]
    text = sentence(joined(clauses, "ja")) if chance.random() < 0.5 else " ".join(map(sentence, clauses))
    return text, All(tuple(_formula(found, one) for one in told))


def _judged(found: Scene, about: Statement, thing: Thing, *, yes: bool) -> tuple[Label, str]:
    """The label and the reason, from what is said of the person alone."""
    clause = _clause(found, about)
    if thing == about.thing:
        agrees = (about.how != "no") == yes
        return ("follows", said(clause)) if agrees else ("contradicts", unsaid(clause))
    if about.how == "only":
        so = thus(clause, found.relation.so("ta", [thing], yes=False))
        return ("contradicts" if yes else "follows"), so
    return "open", unclear(clause, found.whether(thing))


def _who(found: Scene, told: list[Statement], chance: random.Random) -> Open | Case:
    """Of whom it is sure that they have, or that they have not."""
    thing, yes = chance.choice(found.things), chance.random() < 0.3
    sure = [one for one in told if _sure(one, thing) is yes]
    if not sure:
        return negation(chance)
    premise, formula = _premise(found, told, chance)
    known = joined([_clause(found, one) for one in sure])
    facts = {one.person.name: found.fact(one.person, thing) for one in told}
    return Open(
        premise=premise,
        question=f"Kelle kohta on kindlalt teada, et {_claim(found, 'ta', thing, yes=yes)}?",
        answers=tuple(one.person.name for one in sure),
        reason=f"{known}.{' Teiste kohta seda kindlalt öelda ei saa.' if len(sure) < len(told) else ''}",
        premises=formula,
        candidates={name: fact if yes else Not(fact) for name, fact in facts.items()},
    )


def _sure(one: Statement, thing: Thing) -> bool | None:
    """What a statement says of its person and a thing; None where it says nothing."""
    if one.thing == thing:
        return one.how != "no"
    return False if one.how == "only" else None


def _claim(found: Scene, who: str, thing: Thing, *, yes: bool) -> str:
    return found.relation.yes([who], [thing]) if yes else found.relation.no(who, [thing])
