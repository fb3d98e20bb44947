"""Put an adjective with its noun into a case and number."""

import random

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.morphology.adjectives import BY_KIND
from alpaca_est.generators.morphology.cells import NOUN_CELLS, noun_words
from alpaca_est.generators.morphology.inflection import UNDECLINED, against, sense_forms
from alpaca_est.generators.morphology.nouns import NOUNS
from alpaca_est.generators.morphology.phrasings import Family, Phrasing, opened
from alpaca_est.generators.morphology.sentences import agreeing

PHRASINGS = (
    Phrasing("Pane sõnaühend „{phrase}“ {number}e {case}asse käändesse."),
    Phrasing("Kuidas on „{phrase}“ {number}e {case}as käändes?"),
    Phrasing("Kääna sõnaühendit „{phrase}“: {number}e {case}."),
    Phrasing("Palun pange sõnaühend {number}e {case}asse käändesse.", "{phrase}"),
    Phrasing("Mis on ühendi „{phrase}“ {number}e {case}?"),
    Phrasing("Pane omadussõna ja nimisõna {number}es vormi, mis vastab küsimusele „{question}?“.", "{phrase}"),
    Phrasing("Kuidas muutub „{phrase}“, kui panna see {number}e {case}asse käändesse?"),
    Phrasing("Moodusta ühendist küsitud vorm.", "Ühend: {phrase}\nArv: {number}\nKääne: {case}"),
    Phrasing("Õpin eesti keelt ja ei oska käänata ühendit „{phrase}“. Mis on selle {number}e {case}?"),
)
ANSWERS = ("{answer}", "{Number}e {case} on „{answer}“.", "Õige vorm on „{answer}“.")
RULE = (
    "Õige vorm on „{answer}“: rajavas, olevas, ilmaütlevas ja kaasaütlevas käändes jääb omadussõna omastavasse ja"
    " ainult nimisõna saab käändelõpu."
)
AGREEING = Family(
    "phrase_form",
    PHRASINGS,
    (*ANSWERS, "Vastus on „{answer}“, sest omadussõna ühildub nimisõnaga nii arvus kui ka käändes."),
)
STAYING = Family("phrase_form", PHRASINGS, (*ANSWERS, RULE))


def draft(chance: random.Random) -> Draft | None:
    """A noun, an adjective that goes with it, and a cell in which each has one form."""
    noun, cell = chance.choice(NOUNS), chance.choice(NOUN_CELLS)
    adjective = chance.choice(BY_KIND[noun.kind])
    nouns, described = sense_forms(noun, cell), agreeing(adjective, cell)
    if len(nouns) != 1 or not described or noun.gloss or (cell.startswith("pl") and not noun.countable):
        return None
    answer = f"{described} {nouns[0]}"
    words = noun_words(cell, animate=noun.animate)
    family = STAYING if cell.split()[1] in UNDECLINED else AGREEING
    return family.draft(
        chance,
        (noun, adjective, cell, answer),
        phrase=f"{adjective} {noun.lemma}",
        answer=answer,
        Number=opened(words["number"]),
        **words,
    )


def disagreement(draft: Draft) -> str:
    """Whether analysis finds the noun in its cell and the adjective in the same, or in the genitive where it stays."""
    noun, adjective, cell, answer = draft.given
    described, inflected = answer.split()
    number, case = cell.split()
    own = f"{number} g" if case in UNDECLINED else cell
    if answer not in draft.output:
        return f"the output lacks {answer}"
    return against((described,), adjective, own, "A") or against((inflected,), noun.lemma, cell, "S", noun.genitive)
