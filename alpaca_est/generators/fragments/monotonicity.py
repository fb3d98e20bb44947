"""Monotonicity: what a quantifier says of narrower and of wider kinds."""

import random
from typing import NamedTuple

from alpaca_est.generators.fragments.cases import Case, whether
from alpaca_est.generators.fragments.kinds import FAMILIES, Doing, Family, Noun, described
from alpaca_est.generators.fragments.models import All, AtLeast, Atom, Either, Formula, Label, Not, then
from alpaca_est.generators.fragments.people import sentence
from alpaca_est.generators.fragments.relations import NUMBERS

ELEMENTS = 4


class Quantifier(NamedTuple):
    """Its clause, whether it keeps a wider kind (+1) or a narrower one (-1) true in noun and verb, and its opposite."""

    name: str
    noun: int
    verb: int
    opposite: str


QUANTIFIERS = {
    one.name: one
    for one in (
        Quantifier("all", -1, +1, "not_all"),
        Quantifier("every", -1, +1, "not_all"),
        Quantifier("some", +1, +1, "no"),
        Quantifier("one", +1, +1, "no"),
        Quantifier("no", -1, -1, "one"),
        Quantifier("not_all", +1, -1, "every"),
        Quantifier("at_least", +1, +1, "at_most"),
        Quantifier("at_most", -1, -1, "at_least"),
    )
}


class Said(NamedTuple):
    """A quantified sentence: which quantifier, of which noun, doing what; numbers for those that count."""

    quantifier: str
    noun: Noun
    doing: Doing
    number: int = 0


class Step(NamedTuple):
    """A narrow and a wide kind of the same, and how that is said both ways."""

    narrow: Noun | Doing
    wide: Noun | Doing
    known: str
    not_back: str


def noun_step(family: Family, chance: random.Random) -> Step:
    """„iga puudel on koer“, „iga must koer on koer“."""
    if chance.random() < 0.4:
        wide = chance.choice(family.nouns)
        narrow = described(chance.choice(family.adjectives), wide)
    else:
        place = chance.randrange(len(family.nouns) - 1)
        narrow, wide = family.nouns[place], family.nouns[chance.randrange(place + 1, len(family.nouns))]
    return Step(narrow, wide, f"iga {narrow.one} on {wide.one}", f"mitte iga {wide.one} ei ole {narrow.one}")


def doing_step(family: Family, chance: random.Random) -> Step:
    """„kes magab diivanil, see magab“."""
    wide = chance.choice(family.doings)
    narrow = wide.with_adjunct(chance.choice(wide.adjuncts))
    known = f"kes {narrow.one}, see ka {wide.one}"
    return Step(narrow, wide, known, f"kes {wide.one}, ei pruugi {narrow.infinitive}")


def simple(chance: random.Random) -> Case:
    """One quantifier; the noun or the verb becomes narrower or wider."""
    family = chance.choice(FAMILIES)
    nouns, doings = noun_step(family, chance), doing_step(family, chance)
    quantifier = QUANTIFIERS[chance.choice(tuple(QUANTIFIERS))]
    number = {"at_least": chance.randint(2, 4), "at_most": chance.randint(1, 3)}.get(quantifier.name, 0)
    of_noun, wider = chance.random() < 0.6, chance.random() < 0.5
    step = nouns if of_noun else doings
    noun, doing = chance.choice((nouns.narrow, nouns.wide)), chance.choice((doings.narrow, doings.wide))
    assert isinstance(noun, Noun)
    assert isinstance(doing, Doing)
    before, after = (step.narrow, step.wide) if wider else (step.wide, step.narrow)
    told, asked = (
        Said(quantifier.name, one if isinstance(one, Noun) else noun, one if isinstance(one, Doing) else doing, number)
        for one in (before, after)
    )
    keeps = (quantifier.noun if of_noun else quantifier.verb) == (1 if wider else -1)
    turned = chance.random() < 0.4
    claim = _opposite(asked) if turned else asked
    label: Label = "open" if not keeps else "contradicts" if turned else "follows"
    reason = f"{step.known}, seega {{}}" if keeps else f"{step.not_back}, seega ei selgu, {{}}"
    return Case(
        premise=sentence(clause(told)),
        claim=clause(claim),
        label=label,
        reason=sentence(reason.format(clause(asked) if keeps else whether(clause(claim)))),
        premises=All((*_background(nouns, doings), _formula(told))),
        claimed=_formula(claim),
    )


def clause(said: Said) -> str:
    """„ükski must koer ei maga diivanil“."""
    noun, doing = said.noun, said.doing
    count = NUMBERS["nominative"].split()[said.number - 1]
    counted = f"{count} {noun.one if said.number == 1 else noun.some} {doing.one}"
    return {
        "all": f"kõik {noun.many} {doing.many}",
        "every": f"iga {noun.one} {doing.one}",
        "some": f"mõni {noun.one} {doing.one}",
        "one": f"vähemalt üks {noun.one} {doing.one}",
        "no": f"ükski {noun.one} ei {doing.denied}",
        "not_all": f"mitte kõik {noun.many} ei {doing.denied}",
        "at_least": f"vähemalt {counted}",
        "at_most": f"kõige rohkem {counted}",
    }[said.quantifier]


def _opposite(said: Said) -> Said:
    change = {"at_least": -1, "at_most": +1}.get(said.quantifier, 0)
    return said._replace(quantifier=QUANTIFIERS[said.quantifier].opposite, number=said.number + change)


def _background(*steps: Step) -> tuple[Formula, ...]:
    """In every model the narrow kinds lie within the wide ones."""
    return tuple(
        then(_is(element, step.narrow), _is(element, step.wide)) for element in range(ELEMENTS) for step in steps
    )


def _is(element: int, kind: Noun | Doing) -> Atom:
    return Atom((str(element), kind.one))


def _formula(said: Said) -> Formula:
    both = tuple(All((_is(one, said.noun), _is(one, said.doing))) for one in range(ELEMENTS))
    breach = Either(tuple(All((_is(one, said.noun), Not(_is(one, said.doing)))) for one in range(ELEMENTS)))
    meanings: dict[str, Formula] = {
        "all": Not(breach),
        "every": Not(breach),
        "some": Either(both),
        "one": Either(both),
        "no": Not(Either(both)),
        "not_all": breach,
        "at_least": AtLeast(said.number, both),
        "at_most": Not(AtLeast(said.number + 1, both)),
    }
    return meanings[said.quantifier]
