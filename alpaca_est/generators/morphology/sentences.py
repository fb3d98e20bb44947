"""Sentences composed of frames, with agreement; every word knows what it is."""

import random
from typing import NamedTuple

from alpaca_est.generators.morphology.frames import FRAMES, PAST, PEOPLE, PRESENT, STATES, SUBJECT_ADJECTIVES, Frame
from alpaca_est.generators.morphology.inflection import UNDECLINED, forms, noun_forms
from alpaca_est.generators.morphology.phrasings import opened

PRONOUNS = ("ma", "sa", "ta", "me", "te", "nad")
ENDINGS = {
    "present": ("n", "d", "b", "me", "te", "vad"),
    "past": ("sin", "sid", "s", "sime", "site", "sid"),
    "conditional": ("ksin", "ksid", "ks", "ksime", "ksite", "ksid"),
}
TO_BE = ("olen", "oled", "on", "oleme", "olete", "on")
HE, THEY = 2, 5


class Word(NamedTuple):
    """A word of a sentence, its lemma, part of speech, cell, and what it does there."""

    form: str
    lemma: str
    part: str
    cell: str
    role: str


class Plan(NamedTuple):
    """What a sentence says. `person` counts ma sa ta me te nad; a noun as subject is `ta` or `nad`."""

    frame: Frame
    object: str
    person: int
    subject: str = ""
    attribute: str = ""
    quality: str = ""
    time: str = ""
    tense: str = "present"
    negative: bool = False
    time_first: bool = False


def drawn(chance: random.Random, *, pronouns: bool = True) -> Plan:
    """A plan in the present or past."""
    frame = chance.choice(FRAMES)
    tense = chance.choice(("present", "past"))
    timed = frame.verb not in STATES and chance.random() < 0.6
    time = chance.choice(PRESENT if tense == "present" else PAST) if timed else ""
    noun = not pronouns or chance.random() < 0.75
    return Plan(
        frame=frame,
        object=chance.choice(frame.nouns),
        person=(chance.choice((HE, HE, THEY))) if noun else chance.randrange(6),
        subject=chance.choice(PEOPLE) if noun else "",
        attribute=chance.choice(SUBJECT_ADJECTIVES) if noun and chance.random() < 0.4 else "",
        quality=chance.choice(frame.adjectives) if frame.adjectives and chance.random() < 0.5 else "",
        time=time,
        tense=tense,
        time_first=chance.random() < 0.4,
    )


def composed(plan: Plan) -> tuple[Word, ...]:
    """The words of a plan in their order; none where a word has no single form."""
    if plan.subject and plan.subject in (plan.object, ""):
        return ()
    subject, verb, object_ = _subject(plan), _verb(plan), _object(plan)
    time = [Word(plan.time, plan.time, "D", "", "time")] if plan.time else []
    if not (subject and verb and object_):
        return ()
    if plan.negative:
        return tuple(time + subject + verb + object_ if plan.time_first else subject + verb + time + object_)
    opening, rest = verb[:1], verb[1:]
    order = (time, opening, subject) if time and plan.time_first else (subject, opening, time)
    return tuple(word for part in (*order, rest, object_) for word in part)


def text(words: tuple[Word, ...], end: str = ".") -> str:
    """The words as a sentence."""
    return opened(" ".join(word.form for word in words)) + end


def single(lemma: str, cell: str, part: str = "S") -> str:
    """The one form in a cell, or nothing where there are more."""
    found = noun_forms(lemma, cell, part) if part in ("S", "A") else forms(lemma, cell, part)
    return found[0] if len(found) == 1 else ""


def agreeing(adjective: str, cell: str) -> str:
    """The adjective before a noun in this cell: in the last four cases it stays in the genitive."""
    number, case = cell.split()
    return single(adjective, f"{number} g" if case in UNDECLINED else cell, "A")


def _subject(plan: Plan) -> list[Word]:
    if not plan.subject:
        pronoun = PRONOUNS[plan.person]
        return [Word(pronoun, pronoun, "P", "sg n", "subject")]
    cell = "pl n" if plan.person == THEY else "sg n"
    return _phrase(plan.subject, plan.attribute, cell, "subject")


def _object(plan: Plan) -> list[Word]:
    return _phrase(plan.object, plan.quality, plan.frame.cell, "object")


def _phrase(noun: str, adjective: str, cell: str, role: str) -> list[Word]:
    form = single(noun, cell)
    words = [Word(form, noun, "S", cell, role)]
    if adjective:
        words.insert(0, Word(agreeing(adjective, cell), adjective, "A", cell, f"{role} attribute"))
    return words if all(word.form for word in words) else []


def _verb(plan: Plan) -> list[Word]:
    lemma = plan.frame.verb
    if plan.tense == "perfect":
        found = [
            (TO_BE[plan.person], "olema", ENDINGS["present"][plan.person]),
            (single(lemma, "nud", "V"), lemma, "nud"),
        ]
    elif plan.negative:
        cell = {"present": "b", "past": "nud", "conditional": "ks"}[plan.tense]
        form = single(lemma, cell, "V")
        found = [("ei", "ei", "neg"), (form[:-1] if cell == "b" else form, lemma, "o" if cell == "b" else cell)]
    else:
        cell = ENDINGS[plan.tense][plan.person]
        found = [(single(lemma, cell, "V"), lemma, cell)]
    return [Word(form, lemma, "V", cell, "verb") for form, lemma, cell in found] if all(found[-1]) else []
