"""Find the dictionary form of a form."""

import random

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.morphology.adjectives import ADJECTIVES
from alpaca_est.generators.morphology.cells import NOUN_CELLS, VERB_CELLS
from alpaca_est.generators.morphology.inflection import forms, noun_forms, readings
from alpaca_est.generators.morphology.nouns import NOUNS
from alpaca_est.generators.morphology.phrasings import Phrasing, families, listed
from alpaca_est.generators.morphology.verb_forms import said
from alpaca_est.generators.morphology.verbs import VERBS

ONE, MANY = families(
    "lemma",
    (
        (
            Phrasing("Mis on sõnavormi „{form}“ algvorm?"),
            Phrasing("Leia sõna „{form}“ algvorm."),
            Phrasing("Millise sõna vorm on „{form}“?"),
            Phrasing("Millist sõna tuleb sõnaraamatust otsida, kui tekstis on „{form}“?"),
            Phrasing("Palun kirjutage sõna „{form}“ algvorm."),
            Phrasing("Kirjuta antud sõna algvormis.", "{form}"),
            Phrasing("Määrake sõna algvorm. Vastake ühe sõnaga.", "{form}", True),
            Phrasing("Tekstis seisab sõna „{form}“. Milline on selle algvorm?"),
        ),
        (
            "{lemma}",
            "Sõna „{form}“ algvorm on „{lemma}“.",
            "Algvorm on „{lemma}“.",
            "„{form}“ on sõna „{lemma}“ vorm.",
        ),
    ),
    (
        (
            Phrasing("Kirjuta iga sõna järele selle algvorm.", "{many}"),
            Phrasing("Mis on nende sõnade algvormid: {marked}?"),
            Phrasing("Pane järgmised sõnad algvormi.", "{many}"),
            Phrasing("Palun leidke nende sõnade algvormid.", "{many}"),
            Phrasing("Milliseid sõnu peaksin sõnaraamatust otsima, kui tekstis on {marked}?"),
        ),
        ("{pairs}", "{pairs}", "{rows}"),
    ),
)


def draft(chance: random.Random) -> Draft | None:
    """One form, or three, each a form of one word only."""
    count = 1 if chance.random() < 0.65 else 3
    found = [one for one in (_drawn(chance) for _ in range(count * 8)) if one][:count]
    if len(found) < count or len({form for form, _ in found}) < count:
        return None
    [(form, lemma), *_] = found
    given = tuple(found)
    if count == 1:
        return ONE.draft(chance, given, form=form, lemma=lemma)
    return MANY.draft(
        chance,
        given,
        many=", ".join(form for form, _ in found),
        marked=listed([f"„{form}“" for form, _ in found]),
        pairs=", ".join(f"{form} – {lemma}" for form, lemma in found),
        rows="\n".join(f"{form} – {lemma}" for form, lemma in found),
    )


def _drawn(chance: random.Random) -> tuple[str, str] | None:
    part = chance.choice("SSAVV")
    if part == "S":
        noun = chance.choice(NOUNS)
        lemma, found = noun.lemma, noun_forms(noun.lemma, chance.choice(NOUN_CELLS))
    elif part == "A":
        lemma = chance.choice(ADJECTIVES)
        found = noun_forms(lemma, chance.choice(NOUN_CELLS), "A")
    else:
        lemma = chance.choice(VERBS)
        cell = chance.choice(tuple(VERB_CELLS))
        found = forms(lemma, cell, "V") if said(lemma, cell) else ()
    if not found or found[0] == lemma or {one.lemma for one in readings(found[0])} != {lemma}:
        return None
    return found[0], lemma


def disagreement(draft: Draft) -> str:
    """Whether analysis knows no other word that the form may belong to."""
    for form, lemma in draft.given:
        if (found := sorted({one.lemma for one in readings(form)})) != [lemma]:
            return f"{form} belongs to {' or '.join(found) or 'nothing'}"
        if lemma not in draft.output:
            return f"the output lacks {lemma}"
    return ""
