"""Put a noun into a case and number."""

import random

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.morphology.cells import NOUN_CELLS, noun_words
from alpaca_est.generators.morphology.inflection import against, sense_forms
from alpaca_est.generators.morphology.nouns import NOUNS, Noun
from alpaca_est.generators.morphology.phrasings import Family, Phrasing, either, opened, quoted

ASKED = Family(
    "noun_form",
    (
        Phrasing("Pane sõna {shown} {number}e {case}asse käändesse."),
        Phrasing("Mis on sõna {shown} {number}e {case}?"),
        Phrasing("Kuidas kõlab sõna {shown} {number}e {case}as käändes?"),
        Phrasing("Kääna sõna {shown} {number}es nii, et see vastaks küsimusele „{question}?“."),
        Phrasing("Palun pange sõna {shown} {number}e {case}asse käändesse."),
        Phrasing("Õpin eesti keelt. Kuidas on sõna {shown} {number}e {case}as käändes?"),
        Phrasing("Milline on nimisõna {shown} {number}e {case}a käände vorm?"),
        Phrasing("Kas oskate öelda, mis on sõna {shown} {number}e {case}?"),
        Phrasing("Kirjuta antud sõna {number}e {case}as käändes.", "{entry}"),
        Phrasing("Pange sisendis olev sõna {number}e {case}asse käändesse. Kirjutage ainult vastus.", "{entry}", True),
        Phrasing("Moodusta nimisõnast küsitud vorm.", "Sõna: {entry}\nArv: {number}\nKääne: {case}"),
        Phrasing("Käänake antud sõna {number}es nii, et see vastaks küsimusele „{question}?“.", "{entry}"),
    ),
    (
        "{answer}",
        "Sõna {shown} {number}e {case} on {quoted}.",
        "{Number}e {case} on {quoted}.",
        "Õige vorm on {quoted}.",
    ),
)


def draft(chance: random.Random) -> Draft | None:
    """A noun and a cell in which it has one form, or two that are both said."""
    noun, cell = chance.choice(NOUNS), chance.choice(NOUN_CELLS)
    answers = sense_forms(noun, cell)
    if not answers or (cell.startswith("pl") and not noun.countable):
        return None
    words = noun_words(cell, animate=noun.animate)
    return ASKED.draft(
        chance,
        (noun, cell, answers),
        shown=noun.shown,
        entry=f"{noun.lemma} ({noun.gloss})" if noun.gloss else noun.lemma,
        answer=either(answers),
        quoted=quoted(answers),
        Number=opened(words["number"]),
        **words,
    )


def disagreement(draft: Draft) -> str:
    """Whether analysis finds the lemma and the cell in each answer, and the ending follows from the genitive."""
    noun, cell, answers = draft.given
    assert isinstance(noun, Noun)
    if missing := [answer for answer in answers if answer not in draft.output]:
        return f"the output lacks {missing[0]}"
    return against(answers, noun.lemma, cell, "S", basic=noun.genitive)
