"""Name the case and number of a noun's form, or tense and person of a verb's."""

import random

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.morphology.cells import CASE_NAMES, NOUN_CELLS, NUMBERS, VERB_CELLS
from alpaca_est.generators.morphology.inflection import forms, readings, sense_forms
from alpaca_est.generators.morphology.nouns import NOUNS
from alpaca_est.generators.morphology.phrasings import Phrasing, families, opened
from alpaca_est.generators.morphology.verb_forms import said
from alpaca_est.generators.morphology.verbs import VERBS

NOUN, VERB = families(
    "name_form",
    (
        (
            Phrasing("Mis käändes ja arvus on sõna „{form}“?"),
            Phrasing("Määra nimisõna „{form}“ arv ja kääne."),
            Phrasing("Millises käändes on sõna „{form}“ ja kas see on ainsuses või mitmuses?"),
            Phrasing("Palun määrake sõna „{form}“ kääne ja arv."),
            Phrasing("Nimeta antud sõna arv ja kääne.", "{form}"),
            Phrasing("Kirjutage, mis arvus ja käändes see sõna on.", "{form}"),
            Phrasing("Sõna „{lemma}“ vorm on „{form}“. Mis arv ja kääne see on?"),
        ),
        (
            "{number}e {case}",
            "Sõna „{form}“ on {number}e {case}as käändes.",
            "See on sõna „{lemma}“ {number}e {case}.",
            "Arv: {number}\nKääne: {case}",
        ),
    ),
    (
        (
            Phrasing("Mis vormis on tegusõna „{form}“?"),
            Phrasing("Määra, mis vormis on tegusõna „{form}“."),
            Phrasing("Palun nimetage tegusõnavorm „{form}“."),
            Phrasing("Kuidas nimetatakse grammatikas tegusõnavormi „{form}“?"),
            Phrasing("Nimeta antud tegusõna vorm.", "{form}"),
            Phrasing("Kirjutage, mis vorm see on.", "Tegusõna: {lemma}\nVorm: {form}"),
        ),
        ("{name}", "See on tegusõna „{lemma}“ {name}.", "„{form}“ on tegusõna „{lemma}“ {name}.", "{Name}"),
    ),
)
AMBIGUOUS = ("sid", "ks")
"""Cells of more than one person."""


def draft(chance: random.Random) -> Draft | None:
    """A form with one reading only."""
    if chance.random() < 0.6:
        noun, cell = chance.choice(NOUNS), chance.choice(NOUN_CELLS)
        found = sense_forms(noun, cell)
        family, lemma = NOUN, noun.lemma
        words = {"number": NUMBERS[cell.split()[0]], "case": CASE_NAMES[cell.split()[1]]}
    else:
        lemma, cell = chance.choice(VERBS), chance.choice(tuple(VERB_CELLS))
        found = () if cell in AMBIGUOUS or not said(lemma, cell) else forms(lemma, cell, "V")
        family, name = VERB, VERB_CELLS[cell].name
        words = {"name": name, "Name": opened(name)}
    if len(found) != 1 or len(readings(found[0])) != 1:
        return None
    return family.draft(chance, (found[0], lemma, cell), form=found[0], lemma=lemma, **words)


def disagreement(draft: Draft) -> str:
    """Whether analysis knows this reading and no other, and the answer names it."""
    form, lemma, cell = draft.given
    found = [(one.lemma, one.form) for one in readings(form)]
    if found != [(lemma, cell)]:
        return f"{form} is {found}"
    named = (VERB_CELLS[cell].name,) if cell in VERB_CELLS else (NUMBERS[cell[:2]], CASE_NAMES[cell[3:]])
    missing = [name for name in named if name not in draft.output.lower()]
    return f"the output lacks {missing[0]}" if missing else ""
