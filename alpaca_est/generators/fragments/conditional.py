"""Conditionals: what follows from „kui …, siis …“, and what only seems to."""

import random
from typing import NamedTuple

from alpaca_est.generators.fragments.cases import Case, Scene, scene, whether
from alpaca_est.generators.fragments.models import All, Formula, Label, Not, then
from alpaca_est.generators.fragments.people import Person, sentence
from alpaca_est.generators.fragments.relations import Thing


class Literal(NamedTuple):
    """Somebody does something with a thing, or does not."""

    found: Scene
    person: Person
    thing: Thing
    yes: bool

    @property
    def clause(self) -> str:
        """„Liisa on käinud Tartus“."""
        relation = self.found.relation
        return (
            relation.yes([self.person.name], [self.thing]) if self.yes else relation.no(self.person.name, [self.thing])
        )

    @property
    def so(self) -> str:
        """„on Liisa käinud Tartus“."""
        return self.found.relation.so(self.person.name, [self.thing], yes=self.yes)

    @property
    def formula(self) -> Formula:
        """The fact or its opposite."""
        fact = self.found.fact(self.person, self.thing)
        return fact if self.yes else Not(fact)

    @property
    def opposite(self) -> "Literal":
        """The same with „ei“, or without."""
        return self._replace(yes=not self.yes)


class Argument(NamedTuple):
    """What is said, what it says of one literal, and why."""

    premises: tuple[str, ...]
    formulas: tuple[Formula, ...]
    about: Literal
    label: Label
    reason: str


def conditional(chance: random.Random) -> Case:
    """One of eight forms of argument, its conclusion as it is or turned round."""
    found = scene(chance, 3, 3)
    literals = [
        Literal(found, person, thing, chance.random() < 0.75)
        for person, thing in zip(found.people, found.things, strict=True)
    ]
    drawn = chance.choice(FORMS)(*literals)
    turned = chance.random() < 0.4
    opposite: Label = {"follows": "contradicts", "contradicts": "follows"}.get(drawn.label, "open")  # type: ignore[assignment]
    claim = drawn.about.opposite if turned else drawn.about
    return Case(
        premise=" ".join(sentence(clause) for clause in drawn.premises),
        claim=claim.clause,
        label=opposite if turned else drawn.label,
        reason=drawn.reason,
        premises=All(drawn.formulas),
        claimed=claim.formula,
    )


def _if(one: Literal, two: Literal) -> str:
    return f"kui {one.clause}, siis {two.so}"


def _ponens(one: Literal, two: Literal, _: Literal) -> Argument:
    reason = f"Tingimus on täidetud ({one.clause}), seega {two.so}."
    return Argument((_if(one, two), one.clause), (then(one.formula, two.formula), one.formula), two, "follows", reason)


def _tollens(one: Literal, two: Literal, _: Literal) -> Argument:
    told = two.opposite
    reason = f"Kui oleks tõsi, et {one.clause}, kehtiks ka see, et {two.clause}. Kuid {told.clause}, "
    reason += f"seega {one.opposite.so}."
    formulas = (then(one.formula, two.formula), told.formula)
    return Argument((_if(one, two), told.clause), formulas, one.opposite, "follows", reason)


def _backwards(one: Literal, two: Literal, _: Literal) -> Argument:
    reason = f"Tingimuslause ei kehti tagurpidi: see, et {two.clause}, ei tähenda veel, et {one.clause}."
    return Argument((_if(one, two), two.clause), (then(one.formula, two.formula), two.formula), one, "open", reason)


def _unmet(one: Literal, two: Literal, _: Literal) -> Argument:
    told = one.opposite
    reason = f"Tingimus ei ole täidetud ({told.clause}) ja öeldud ei ole, mis sel juhul kehtib."
    return Argument((_if(one, two), told.clause), (then(one.formula, two.formula), told.formula), two, "open", reason)


def _chain(one: Literal, two: Literal, three: Literal) -> Argument:
    formulas = (then(one.formula, two.formula), then(two.formula, three.formula), one.formula)
    reason = f"Kuna {one.clause}, {two.so}, ja sellest omakorda järeldub, et {three.clause}."
    return Argument((_if(one, two), _if(two, three), one.clause), formulas, three, "follows", reason)


def _chain_back(one: Literal, two: Literal, three: Literal) -> Argument:
    told = three.opposite
    formulas = (then(one.formula, two.formula), then(two.formula, three.formula), told.formula)
    reason = f"Kuna {told.clause}, {two.opposite.so}, ja sellest omakorda järeldub, et {one.opposite.clause}."
    return Argument((_if(one, two), _if(two, three), told.clause), formulas, one.opposite, "follows", reason)


def _half(one: Literal, two: Literal, three: Literal) -> Argument:
    both = f"kui {one.clause} ja {two.clause}, siis {three.so}"
    formulas = (then(All((one.formula, two.formula)), three.formula), one.formula)
    reason = f"Tingimusel on kaks poolt ja teine neist on teadmata: öeldud ei ole, {whether(two.clause)}."
    return Argument((both, one.clause), formulas, three, "open", reason)


def _whole(one: Literal, two: Literal, three: Literal) -> Argument:
    both = f"kui {one.clause} ja {two.clause}, siis {three.so}"
    formulas = (then(All((one.formula, two.formula)), three.formula), one.formula, two.formula)
    reason = f"Tingimuse mõlemad pooled on täidetud, seega {three.so}."
    return Argument((both, one.clause, two.clause), formulas, three, "follows", reason)


def _only_then(one: Literal, two: Literal, _: Literal) -> Argument:
    told, shown = one.opposite, two.opposite
    formulas = (then(one.formula, two.formula), then(two.formula, one.formula), told.formula)
    reason = f"„Siis ja ainult siis“ kehtib mõlemas suunas: kuna {told.clause}, {shown.so}."
    return Argument(
        (f"{two.clause} siis ja ainult siis, kui {one.clause}", told.clause), formulas, shown, "follows", reason
    )


FORMS = (_ponens, _tollens, _backwards, _unmet, _chain, _chain_back, _half, _whole, _only_then)
