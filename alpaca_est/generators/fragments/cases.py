"""What a fragment draws: a premise with a claim whose label is known, or with a question about all people or counts."""

import random
from collections.abc import Mapping, Sequence

import msgspec

from alpaca_est.generators.fragments.models import All, Atom, Formula, Label, Models, Not, free, ordered
from alpaca_est.generators.fragments.people import PEOPLE, Person, joined
from alpaca_est.generators.fragments.relations import RELATIONS, Relation, Thing

OTHER = Thing("…", "…", "…")


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A premise in whole sentences, a claim as a clause, the label by construction, a reason, and both as formulas."""

    premise: str
    claim: str
    label: Label
    reason: str
    premises: Formula
    claimed: Formula
    ranked: tuple[str, ...] = ()

    @property
    def models(self) -> Models:
        """Every model of what the formulas speak of."""
        return ordered(self.ranked) if self.ranked else free(self.premises, self.claimed)


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """A premise, a question, and the answers that are right: those whose formula follows."""

    premise: str
    question: str
    answers: tuple[str, ...]
    reason: str
    premises: Formula
    candidates: Mapping[str, Formula]
    ranked: tuple[str, ...] = ()

    @property
    def models(self) -> Models:
        """Every model of what the formulas speak of."""
        return ordered(self.ranked) if self.ranked else free(self.premises, *self.candidates.values())


class Scene(msgspec.Struct, frozen=True):
    """A relation with the people and the things of one task; each has one thing more than is named."""

    relation: Relation
    people: tuple[Person, ...]
    things: tuple[Thing, ...]

    def fact(self, person: Person, thing: Thing) -> Atom:
        """That the person does it with the thing."""
        return Atom((person.name, thing.name))

    def facts(self, person: Person, things: Sequence[Thing]) -> Formula:
        """With each of the things."""
        return All(tuple(self.fact(person, thing) for thing in things))

    def none(self, person: Person, things: Sequence[Thing]) -> Formula:
        """With none of the things."""
        return All(tuple(Not(self.fact(person, thing)) for thing in things))

    def only(self, person: Person, things: Sequence[Thing]) -> Formula:
        """With these things and no others."""
        others = [thing for thing in (*self.things, OTHER) if thing not in things]
        return All((self.facts(person, things), self.none(person, others)))

    def whether(self, thing: Thing) -> str:
        """„kas ta on käinud Tartus“."""
        return f"kas {self.relation.yes(['ta'], [thing])}"


def scene(chance: random.Random, people: int, things: int, relations: Sequence[Relation] = RELATIONS) -> Scene:
    """So many people and things, with a relation between them."""
    relation = chance.choice(relations)
    return Scene(relation, tuple(chance.sample(PEOPLE, people)), tuple(chance.sample(relation.things, things)))


def names(people: Sequence[Person]) -> str:
    """„Liisa, Mart ja Anu“."""
    return joined([person.name for person in people])


def said(clause: str) -> str:
    """The reason where a claim stands in the premise."""
    return f"See on otse öeldud: {clause}."


def unsaid(clause: str) -> str:
    """The reason where its opposite stands there."""
    return f"Öeldud on vastupidist: {clause}."


def whether(clause: str) -> str:
    """„kas Liisa oskab saksa keelt“, „kas on tõsi, et Liisa ei oska saksa keelt“."""
    return f"kas on tõsi, et {clause}" if " ei " in clause else f"kas {clause}"


def thus(clause: str, so: str) -> str:
    """The reason where something follows; `so` has the verb first."""
    return f"{clause[0].upper()}{clause[1:]}, seega {so}."


def unclear(clause: str, whether: str) -> str:
    """The reason where nothing follows."""
    return f"{clause[0].upper()}{clause[1:]}, kuid sellest ei selgu, {whether}."
