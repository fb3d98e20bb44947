"""Find words in a sentence by what they are."""

import random
import re
from collections.abc import Callable

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.morphology.cells import CASE_NAMES, NOUN_CELLS, NUMBERS, QUESTIONS
from alpaca_est.generators.morphology.inflection import readings
from alpaca_est.generators.morphology.phrasings import Phrasing, families, opened
from alpaca_est.generators.morphology.sentences import Word, composed, drawn, text
from alpaca_est.languages.vabamorf import Analysis
from alpaca_est.text import WORD

BY_PART, BY_CASE, SUBJECT, LEMMA, NAMED = families(
    "find",
    (
        (
            Phrasing("Leia lausest {part}.", "{sentence}"),
            Phrasing("Milline sõna on selles lauses {part}? „{sentence}“"),
            Phrasing("Palun leidke lausest {part}.", "{sentence}"),
            Phrasing("Kirjuta lausest välja {part}: „{sentence}“"),
            Phrasing("Missugune on lause ainus {part}? Vastake ühe sõnaga.", "{sentence}", True),
            Phrasing("Mis on {part} lauses „{sentence}“?"),
        ),
        ("{answer}", "{Part} on „{answer}“.", "Lause {part} on „{answer}“.", "See on „{answer}“."),
    ),
    (
        (
            Phrasing("Leia lausest {case}as käändes nimisõna.", "{sentence}"),
            Phrasing("Milline nimisõna on selles lauses {case}as käändes? „{sentence}“"),
            Phrasing("Palun kirjutage lausest välja nimisõna, mis on {case}as käändes.", "{sentence}"),
            Phrasing("Mis sõna on lauses „{sentence}“ {case}as käändes?"),
            Phrasing("Leia nimisõna, mis vastab lauses küsimusele „{question}?“.", "{sentence}"),
            Phrasing("Leidke nimisõna, mis seisab {case}as käändes. Vastake ühe sõnaga.", "{sentence}", True),
        ),
        ("{answer}", "{Case}as käändes on „{answer}“.", "„{answer}“", "Nimisõna „{answer}“ on {case}as käändes."),
    ),
    (
        (
            Phrasing("Mis on lause alus?", "{sentence}"),
            Phrasing("Leia lausest alus: „{sentence}“"),
            Phrasing("Palun leidke lause alus ja öeldis.", "{sentence}"),
            Phrasing("Kes on lauses tegija ja mida ta teeb? „{sentence}“"),
            Phrasing("Nimeta lause „{sentence}“ alus ja öeldis."),
        ),
        ("Alus on „{answer}“, öeldis on „{verb}“.", "Alus: {answer}\nÖeldis: {verb}"),
    ),
    (
        (
            Phrasing("Mis on lauses oleva tegusõna algvorm?", "{sentence}"),
            Phrasing("Leia lausest tegusõna ja kirjuta see ma-tegevusnimena.", "{sentence}"),
            Phrasing("Palun kirjutage lause „{sentence}“ tegusõna algvormis."),
            Phrasing("Millise tegusõna vormi on kasutatud lauses „{sentence}“?"),
            Phrasing("Milline on selle lause öeldise ma-tegevusnimi? „{sentence}“"),
        ),
        ("{lemma}", "Tegusõna „{verb}“ algvorm on „{lemma}“.", "„{verb}“ on tegusõna „{lemma}“ vorm."),
    ),
    (
        (
            Phrasing("Mis käändes ja arvus on lauses sõna „{answer}“?", "{sentence}"),
            Phrasing("Määra sõna „{answer}“ kääne ja arv lauses „{sentence}“"),
            Phrasing("Palun nimetage sõna „{answer}“ arv ja kääne selles lauses.", "{sentence}"),
            Phrasing("Millises käändes seisab sõna „{answer}“ lauses „{sentence}“?"),
            Phrasing("Kas oskad öelda, mis arvus ja käändes on sõna „{answer}“? „{sentence}“"),
        ),
        ("{number}e {case}", "Sõna „{answer}“ on {number}e {case}as käändes.", "See on {number}e {case}."),
    ),
)
QUOTED = re.compile("„([^“]+[.])“")
PARTS = {"V": "tegusõna", "A": "omadussõna", "D": "määrsõna"}


def draft(chance: random.Random) -> Draft | None:
    """A sentence in which one word only is what is asked for."""
    plan = drawn(chance, pronouns=False)
    words = composed(plan)
    if not words:
        return None
    return chance.choices((_by_part, _by_case, _subject, _lemma, _named), (4, 4, 2, 2, 2))[0](chance, words)


def _by_part(chance: random.Random, words: tuple[Word, ...]) -> Draft | None:
    part = chance.choice(tuple(PARTS))
    found = [word for word in words if word.part == part]
    if len(found) != 1 or not only(text(words), found[0].form, lambda one: one.part == part):
        return None
    return BY_PART.draft(
        chance,
        (found[0].form, part, ""),
        sentence=text(words),
        part=PARTS[part],
        Part=opened(PARTS[part]),
        answer=found[0].form,
    )


def _by_case(chance: random.Random, words: tuple[Word, ...]) -> Draft | None:
    word = _sought(words, "object")
    case = word.cell.split()[1]
    if not only(text(words), word.form, lambda one: one.part == "S" and one.form.endswith(f" {case}")):
        return None
    return BY_CASE.draft(
        chance,
        (word.form, "S", case),
        sentence=text(words),
        case=CASE_NAMES[case],
        Case=opened(CASE_NAMES[case]),
        question=f"{QUESTIONS[case][0]}? {QUESTIONS[case][1]}",
        answer=word.form,
    )


def _subject(chance: random.Random, words: tuple[Word, ...]) -> Draft | None:
    word, verb = _sought(words, "subject"), _sought(words, "verb")
    if not only(text(words), word.form, lambda one: one.part == "S" and one.form in ("sg n", "pl n")):
        return None
    if any(one.role == "subject attribute" for one in words):
        return None
    return SUBJECT.draft(chance, (word.form, "S", "n"), sentence=text(words), answer=word.form, verb=verb.form)


def _lemma(chance: random.Random, words: tuple[Word, ...]) -> Draft | None:
    verb = _sought(words, "verb")
    if {one.lemma for one in readings(verb.form) if one.part == "V"} != {verb.lemma}:
        return None
    if not only(text(words), verb.form, lambda one: one.part == "V"):
        return None
    return LEMMA.draft(chance, (verb.form, "V", ""), sentence=text(words), verb=verb.form, lemma=verb.lemma)


def _named(chance: random.Random, words: tuple[Word, ...]) -> Draft | None:
    word = _sought(words, "object")
    number, case = word.cell.split()
    if {one.form for one in readings(word.form) if one.part == "S"} != {word.cell}:
        return None
    return NAMED.draft(
        chance,
        (word.form, "S", word.cell),
        sentence=text(words),
        answer=word.form,
        number=NUMBERS[number],
        case=CASE_NAMES[case],
    )


def _sought(words: tuple[Word, ...], role: str) -> Word:
    return next(word for word in words if word.role == role)


def only(sentence: str, form: str, fits: Callable[[Analysis], bool]) -> bool:
    """Whether a word is the only one of a sentence with a reading that fits."""
    return [word for word in WORD.findall(sentence) if _fits(word, fits)] in ([form], [opened(form)])


def _fits(word: str, fits: Callable[[Analysis], bool]) -> bool:
    return any(fits(one) for one in readings(word.lower()))


def disagreement(draft: Draft) -> str:
    """Whether analysis of the sentence finds this word and no other; of a word that is named, its one cell."""
    form, part, cell = draft.given
    if cell in NOUN_CELLS:
        found = sorted({one.form for one in readings(form) if one.part == part})
        named = CASE_NAMES[cell[3:]] in draft.output
        return "" if found == [cell] and named else f"{form} is {' or '.join(found)}, not {cell}"
    asked = draft.input or QUOTED.findall(draft.instruction)[-1]
    found = [word for word in WORD.findall(asked) if _fits(word, lambda one: _is(one, part, cell))]
    return "" if [word.lower() for word in found] == [form] else f"{part} {cell} is {', '.join(found)}, not {form}"


def _is(one: Analysis, part: str, case: str) -> bool:
    return one.part == part and one.form.endswith(f" {case}" if case else "")
