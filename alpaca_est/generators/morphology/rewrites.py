"""Say a sentence again in another person, number, tense, mood or voice."""

import random
from typing import NamedTuple

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.morphology.frames import NEUTRAL
from alpaca_est.generators.morphology.inflection import UNDECLINED, readings
from alpaca_est.generators.morphology.phrasings import Family, Phrasing
from alpaca_est.generators.morphology.sentences import HE, THEY, Plan, Word, composed, drawn, single, text
from alpaca_est.languages.vabamorf import Analysis
from alpaca_est.text import WORD

ASKED = Family(
    "rewrite",
    (
        Phrasing("{wish}: „{sentence}“"),
        Phrasing("{wish}.", "{sentence}"),
        Phrasing("{polite}.", "{sentence}"),
        Phrasing("Palun {asked}: „{sentence}“"),
        Phrasing("Kuidas kõlab see lause {state}?", "{sentence}"),
        Phrasing("Milline on lause „{sentence}“ {state}?"),
        Phrasing("{wish}, muud sõnad jäta samaks.", "{sentence}"),
        Phrasing("Kas oskate öelda, kuidas kõlab lause „{sentence}“ {state}?"),
    ),
    ("{answer}",),
)


class Change(NamedTuple):
    """What is asked for: as an order, politely, and what the sentence is then."""

    wish: str
    polite: str
    state: str


def _into(what: str, state: str) -> Change:
    return Change(f"Pane lause {what}", f"Pange lause {what}", state)


def _turned(what: str, state: str) -> Change:
    return Change(f"Muuda lause {what}", f"Muutke lause {what}", state)


PAST = _into("lihtminevikku", "lihtminevikus")
PRESENT = _into("olevikku", "olevikus")
PERFECT = _into("täisminevikku", "täisminevikus")
CONDITIONAL = _into("tingivasse kõneviisi", "tingivas kõneviisis")
NEGATIVE = _turned("eitavaks", "eitavas vormis")
QUESTION = _turned("kas-küsimuseks", "kas-küsimusena")
PASSIVE = _turned("umbisikuliseks", "umbisikulises tegumoes")
PLURAL = _into("alus ja öeldis mitmusesse", "siis, kui tegijaid on mitu")
SINGULAR = _into("alus ja öeldis ainsusesse", "siis, kui tegijaid on ainult üks")
PRONOUNS = ("mina", "sina", "tema", "meie", "teie", "nemad")


def draft(chance: random.Random) -> Draft | None:
    """A sentence and one change that leaves its other words as they are."""
    plan = drawn(chance)
    plan = plan._replace(time=plan.time if plan.time in NEUTRAL else "")
    if not (words := composed(plan)):
        return None
    change, after = chance.choice((_tense, _negative, _question, _passive, _number, _person))(chance, plan)
    if not after:
        return None
    end = "?" if change is QUESTION else "."
    return ASKED.draft(
        chance,
        (after, _kept(words)),
        wish=change.wish,
        polite=change.polite,
        asked=change.polite[:1].lower() + change.polite[1:],
        state=change.state,
        sentence=text(words),
        answer=text(after, end),
    )


Changed = tuple[Change, tuple[Word, ...]]


def _tense(chance: random.Random, plan: Plan) -> Changed:
    names = {"past": PAST, "present": PRESENT, "perfect": PERFECT}
    if plan.tense == "present":  # of the past there are two: korjaks, oleks korjanud
        names["conditional"] = CONDITIONAL
    tense = chance.choice([name for name in names if name != plan.tense])
    return names[tense], composed(plan._replace(tense=tense))


def _negative(chance: random.Random, plan: Plan) -> Changed:  # noqa: ARG001
    return NEGATIVE, () if plan.time else composed(plan._replace(negative=True))


def _question(chance: random.Random, plan: Plan) -> Changed:  # noqa: ARG001
    words = composed(plan._replace(time_first=False))
    return QUESTION, (Word("kas", "kas", "D", "", "question"), *words) if words else ()


def _passive(chance: random.Random, plan: Plan) -> Changed:  # noqa: ARG001
    lemma, cell = plan.frame.verb, "takse" if plan.tense == "present" else "ti"
    form = single(lemma, cell, "V")
    words = composed(plan)
    time = [word for word in words if word.role == "time"]
    objects = [word for word in words if word.role.startswith("object")]
    verb = Word(form, lemma, "V", cell, "verb")
    made = (*time, verb, *objects) if plan.time_first and time else (*objects, verb, *time)
    return PASSIVE, made if form and plan.frame.verb != "minema" else ()


def _number(chance: random.Random, plan: Plan) -> Changed:  # noqa: ARG001
    if not plan.subject:
        return PLURAL, ()
    other = HE if plan.person == THEY else THEY
    return (PLURAL if other == THEY else SINGULAR), composed(plan._replace(person=other))


def _person(chance: random.Random, plan: Plan) -> Changed:
    person = chance.choice([number for number in range(6) if number != plan.person])
    after = composed(plan._replace(person=person, subject="", attribute=""))
    pronoun = PRONOUNS[person]
    change = Change(
        f"Kirjuta lause nii, et tegija oleks „{pronoun}“",
        f"Kirjutage lause nii, et tegija oleks „{pronoun}“",
        f"siis, kui tegija on „{pronoun}“",
    )
    return change, tuple(word._replace(form=pronoun) if word.role == "subject" else word for word in after)


def _kept(words: tuple[Word, ...]) -> tuple[str, ...]:
    return tuple(word.form for word in words if word.role == "time" or word.role.startswith("object"))


def disagreement(draft: Draft) -> str:
    """Whether analysis reads every word of the new sentence as it is meant, and all is there that should stay."""
    meant, kept = draft.given
    found = [word.lower() for word in WORD.findall(draft.output)]
    if lost := [form for form in kept if form not in found]:
        return f"{lost[0]} is lost"
    if len(found) != len(meant):
        return f"{len(found)} words, not {len(meant)}"
    for form, word in zip(found, meant, strict=True):
        if word.part in ("S", "A", "V") and not any(_as_meant(one, word) for one in readings(form)):
            return f"{form} is not {word.cell} of {word.lemma}"
    return ""


def _as_meant(one: Analysis, word: Word) -> bool:
    number, _, case = word.cell.partition(" ")
    cell = f"{number} g" if word.part == "A" and case in UNDECLINED else word.cell
    return (one.part, one.lemma, one.form) == (word.part, word.lemma, cell)
