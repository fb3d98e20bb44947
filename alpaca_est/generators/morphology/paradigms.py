"""Several forms of a word: principal parts, all cases, all persons."""

import random

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.morphology.adjectives import BY_KIND
from alpaca_est.generators.morphology.cells import CASE_NAMES
from alpaca_est.generators.morphology.inflection import CASES, UNDECLINED, against, forms, sense_forms
from alpaca_est.generators.morphology.nouns import NOUNS, SENSES, Noun
from alpaca_est.generators.morphology.phrasings import Phrasing, either, families
from alpaca_est.generators.morphology.sentences import agreeing
from alpaca_est.generators.morphology.verbs import VERBS, VERBS_OF_THINGS

MAIN = ("n", "g", "p")
PERSONS = ("mina", "sina", "tema", "meie", "teie", "nemad")
TENSES = {
    "olevikus": ("n", "d", "b", "me", "te", "vad"),
    "tingivas kõneviisis": ("ksin", "ksid", "ks", "ksime", "ksite", "ksid"),
    "lihtminevikus": ("sin", "sid", "s", "sime", "site", "sid"),
}
PRINCIPAL = {"da": "da-tegevusnimi", "b": "oleviku ainsuse kolmas pööre", "tud": "tud-kesksõna"}
LINES = ("{lines}", "{lines}")
THREE, ALL, PERSONAL, VERB = families(
    "paradigm",
    (
        (
            Phrasing("Mis on {what} „{word}“ {number}e nimetav, omastav ja osastav?"),
            Phrasing("Kirjuta {what} „{word}“ kolm põhikäänet {number}es."),
            Phrasing(
                "Palun kirjutage antud {what} vormid {number}e nimetavas, omastavas ja osastavas käändes.", "{word}"
            ),
            Phrasing("Kuidas on „{word}“ {number}e nimetavas, omastavas ja osastavas käändes?"),
            Phrasing("Kirjutage antud {what} {number}e nimetav, omastav ja osastav kääne.", "{word}"),
            Phrasing("Nimeta {number}e kolm esimest käänet.", "{word}"),
        ),
        ("{row}", "{lines}", "{Lines}"),
    ),
    (
        (
            Phrasing("Kääna sõna „{word}“ ainsuses kõigis 14 käändes."),
            Phrasing("Kirjuta kõik ainsuse käänded.", "{word}"),
            Phrasing("Palun käänake sõna „{word}“ ainsuses läbi kõik käänded."),
            Phrasing("Kuidas käänatakse sõna „{word}“ ainsuses?"),
            Phrasing("Koosta sõna ainsuse käänete tabel.", "{word}"),
        ),
        ("{lines}", "{table}"),
    ),
    (
        (
            Phrasing("Pööra tegusõna „{word}“ {tense}."),
            Phrasing("Kuidas pöördub tegusõna „{word}“ {tense}?"),
            Phrasing("Palun pöörake tegusõna {tense} kõigis kuues pöördes.", "{word}"),
            Phrasing("Kirjuta tegusõna kõik pöörded {tense}.", "{word}"),
            Phrasing("Kirjutage, kuidas on „{word}“ {tense}, kui tegija on mina, sina, tema, meie, teie ja nemad."),
        ),
        ("{lines}", "{row}"),
    ),
    (
        (
            Phrasing("Mis on tegusõna „{word}“ da-tegevusnimi, oleviku ainsuse kolmas pööre ja tud-kesksõna?"),
            Phrasing("Kirjuta tegusõna da-tegevusnimi, oleviku ainsuse kolmas pööre ja tud-kesksõna.", "{word}"),
            Phrasing("Palun nimetage tegusõna „{word}“ da-tegevusnimi, oleviku ainsuse kolmas pööre ja tud-kesksõna."),
            Phrasing("Kuidas on „{word}“ da-tegevusnimena, oleviku ainsuse kolmandas pöördes ja tud-kesksõnana?"),
            Phrasing("Moodustage da-tegevusnimi, oleviku ainsuse kolmas pööre ja tud-kesksõna.", "{word}"),
        ),
        ("{row}", "{lines}"),
    ),
)
Cells = tuple[tuple[str, str, str, tuple[str, ...]], ...]
"""Lemma, cell, part of speech and answers of each word that stands in the output."""


def draft(chance: random.Random) -> Draft | None:
    """Three cases, all cases, all persons or the principal parts."""
    return chance.choices((_three, _all, _personal, _principal), (8, 2, 3, 1))[0](chance)


def _three(chance: random.Random) -> Draft | None:
    noun, number = chance.choice(NOUNS), chance.choice(("sg", "pl"))
    adjective = chance.choice(BY_KIND[noun.kind]) if chance.random() < 0.8 else ""
    found = [_phrase(noun, adjective, f"{number} {case}") for case in MAIN]
    if not all(found) or noun.gloss or (number == "pl" and not noun.countable):
        return None
    labels = [CASE_NAMES[case] for case in MAIN]
    name = "ainsus" if number == "sg" else "mitmus"
    shown = [_shown(cells) for cells in found]
    if any(len(cells[-1][3]) > 1 for cells in found) and adjective:
        return None
    word = f"{adjective} {noun.lemma}".strip()
    return THREE.draft(
        chance,
        tuple(cell for cells in found for cell in cells),
        word=word,
        what="sõnaühendi" if adjective else "sõna",
        number=name,
        row="; ".join(f"{label}: {form}" for label, form in zip(labels, shown, strict=True)),
        lines="\n".join(f"{label}: {form}" for label, form in zip(labels, shown, strict=True)),
        Lines="\n".join(f"{label.capitalize()}: {form}" for label, form in zip(labels, shown, strict=True)),
    )


def _phrase(noun: Noun, adjective: str, cell: str) -> Cells:
    number, case = cell.split()
    nouns = sense_forms(noun, cell) if cell != "sg n" else (noun.lemma,)
    if not nouns:
        return ()
    cells: Cells = ((noun.lemma, cell, "S", nouns),)
    if adjective:
        described = agreeing(adjective, cell)
        own = f"{number} g" if case in UNDECLINED else cell
        return ((adjective, own, "A", (described,)), *cells) if described else ()
    return cells


def _shown(cells: Cells) -> str:
    return " ".join(either(answers) for _, _, _, answers in cells)


def _all(chance: random.Random) -> Draft | None:
    noun = chance.choice(NOUNS)
    found = [_phrase(noun, "", f"sg {case}") for case in CASES]
    if not all(found) or noun.gloss or noun.genitive:
        return None
    rows = [(CASE_NAMES[case], _shown(cells)) for case, cells in zip(CASES, found, strict=True)]
    return ALL.draft(
        chance,
        tuple(cell for cells in found for cell in cells),
        word=noun.lemma,
        lines="\n".join(f"{name}: {form}" for name, form in rows),
        table="| Kääne | Ainsus |\n| --- | --- |\n" + "\n".join(f"| {name} | {form} |" for name, form in rows),
    )


def _personal(chance: random.Random) -> Draft | None:
    lemma, tense = chance.choice(VERBS), chance.choice(tuple(TENSES))
    found = [forms(lemma, cell, "V") for cell in TENSES[tense]]
    if any(len(answers) != 1 for answers in found) or lemma in VERBS_OF_THINGS:
        return None
    shown = [f"{person} {answers[0]}" for person, answers in zip(PERSONS, found, strict=True)]
    return PERSONAL.draft(
        chance,
        tuple((lemma, cell, "V", answers) for cell, answers in zip(TENSES[tense], found, strict=True)),
        word=lemma,
        tense=tense,
        lines="\n".join(shown),
        row=", ".join(shown),
    )


def _principal(chance: random.Random) -> Draft | None:
    lemma = chance.choice(VERBS)
    found = [forms(lemma, cell, "V") for cell in PRINCIPAL]
    if any(len(answers) != 1 for answers in found):
        return None
    shown = [answers[0] for answers in found]
    return VERB.draft(
        chance,
        tuple((lemma, cell, "V", answers) for cell, answers in zip(PRINCIPAL, found, strict=True)),
        word=lemma,
        row=", ".join(shown),
        lines="\n".join(f"{name}: {form}" for name, form in zip(PRINCIPAL.values(), shown, strict=True)),
    )


def disagreement(draft: Draft) -> str:
    """Whether analysis finds every form in its cell, and rules lead to those that rules can make."""
    for lemma, cell, part, answers in draft.given:
        if missing := [answer for answer in answers if answer not in draft.output]:
            return f"the output lacks {missing[0]}"
        if doubt := against(answers, lemma, cell, part, _genitive(lemma, answers)):
            return doubt
    return ""


def _genitive(lemma: str, answers: tuple[str, ...]) -> str:
    """The genitive of the one of two words that has these forms."""
    return next((noun.genitive for noun in SENSES if noun.lemma == lemma and answers[0].startswith(noun.genitive)), "")
