"""Forms of words and readings of forms, each asked of Vabamorf once; and endings by the rules of school grammar."""

from functools import cache

from alpaca_est.generators.morphology.nouns import Noun
from alpaca_est.languages import vabamorf
from alpaca_est.languages.vabamorf import Analysis

CASES = ("n", "g", "p", "ill", "in", "el", "all", "ad", "abl", "tr", "ter", "es", "ab", "kom")
ENDINGS = {
    "ill": "sse", "in": "s", "el": "st", "all": "le", "ad": "l", "abl": "lt",
    "tr": "ks", "ter": "ni", "es": "na", "ab": "ta", "kom": "ga",
}  # fmt: skip
UNDECLINED = ("ter", "es", "ab", "kom")
"""Cases in which an adjective stays in the genitive."""
PRESENT = {
    "n": "n", "d": "d", "b": "b", "me": "me", "te": "te", "vad": "vad", "o": "",
    "ks": "ks", "ksin": "ksin", "ksid": "ksid", "ksime": "ksime", "ksite": "ksite",
}  # fmt: skip
SUPINES = {"mas": "s", "mast": "st", "mata": "ta", "maks": "ks"}
PASSIVES = {"tav": "av", "ti": "i", "taks": "aks", "ta": "a"}
IRREGULAR = ("olema", "minema")
"""Verbs whose forms have more than one stem; the rules say nothing of them."""


@cache
def forms(lemma: str, cell: str, part: str = "S") -> tuple[str, ...]:
    """Every form of a lemma in a cell, as `maja`, `pl p`: maju, majasid."""
    return vabamorf.synthesize(lemma, cell, part)


@cache
def readings(word: str) -> tuple[Analysis, ...]:
    """Every reading of a form."""
    return vabamorf.analyses(word)


@cache
def noun_forms(lemma: str, cell: str, part: str = "S") -> tuple[str, ...]:
    """What a teacher accepts in a cell, the usual form first; nothing where Vabamorf has more than rules explain.

    The illative has its short form beside the long one (majja, majasse); the plural of -id words an i-form beside the
    de-form (raamatutes, raamatuis); the plural partitive two forms at most (maju, majasid). A noun with two genitives
    is two words (palk: palga, palgi), so it has nothing here.
    """
    if len(forms(lemma, "sg g", part)) != 1:
        return ()
    number, case = cell.split()
    found = forms(lemma, cell, part)
    if cell == "sg ill":
        short = forms(lemma, "adt", part)
        return (*short, *found) if len(short) < 2 and len(found) == 1 else ()
    if number == "pl" and len(found) == 2 and case in ENDINGS:
        return _with_i_plural(lemma, case, found, part)
    return found if len(found) == 1 or (cell == "pl p" and len(found) == 2) else ()


def _with_i_plural(lemma: str, case: str, found: tuple[str, ...], part: str) -> tuple[str, ...]:
    genitives, partitives = forms(lemma, "pl g", part), forms(lemma, "pl p", part)
    if len(genitives) != 1 or len(partitives) != 1 or not partitives[0].endswith("id"):
        return ()
    pair = (genitives[0] + ENDINGS[case], partitives[0][:-1] + ENDINGS[case])
    return pair if set(pair) == set(found) else ()


@cache
def sense_forms(noun: Noun, cell: str) -> tuple[str, ...]:
    """The form of a noun; where two words share a spelling, that of the one whose genitive it has."""
    if not noun.genitive:
        return noun_forms(noun.lemma, cell)
    basic = {"sg n": noun.lemma, "sg g": noun.genitive, "sg p": noun.partitive, "pl g": noun.plural}
    number, case = cell.split()
    if cell == "pl n":
        made = noun.genitive + "d"
    elif cell in basic:
        made = basic[cell]
    elif case in ENDINGS and cell != "sg ill":
        made = basic[f"{number} g"] + ENDINGS[case]
    else:
        return ()
    return (made,) if made in forms(noun.lemma, cell) else ()


def by_rule(lemma: str, cell: str, part: str, basic: str = "") -> str:
    """The form by adding an ending to a basic form; "" for basic forms, which have to be known."""
    if part == "V":
        return _verb_by_rule(lemma, cell)
    number, case = cell.split()
    singular = basic or _only(lemma, "sg g", part)
    if cell == "pl n":
        return singular + "d" if singular else ""
    if case not in ENDINGS:
        return ""
    stem = singular if number == "sg" else _only(lemma, "pl g", part)
    return stem + ENDINGS[case] if stem else ""


def _verb_by_rule(lemma: str, cell: str) -> str:
    """From the present (loeb), the supine (lugema), the participle (loetud), the infinitive (lugeda)."""
    if lemma in IRREGULAR:
        return ""
    if cell in SUPINES:
        return lemma + SUPINES[cell]
    for basic, cut, endings in (("b", 1, PRESENT), ("tud", 2, PASSIVES), ("da", 1, {"des": "es"})):
        stem = _only(lemma, basic, "V")
        if stem and cell in endings:
            return stem[:-cut] + endings[cell]
    return ""


def _only(lemma: str, cell: str, part: str) -> str:
    found = forms(lemma, cell, part)
    return found[0] if len(found) == 1 else ""


def against(answers: tuple[str, ...], lemma: str, cell: str, part: str, basic: str = "") -> str:
    """What analysis and rules say against forms that synthesis gave; "" where they agree."""
    cells = (cell, "adt") if cell == "sg ill" else (cell,)
    for answer in answers:
        if not any(one.lemma == lemma and one.part == part and one.form in cells for one in readings(answer)):
            return f"{answer} is not {cell} of {lemma}"
    ruled = by_rule(lemma, cell, part, basic)
    return "" if not ruled or ruled in answers else f"{ruled} by rule, not {' or '.join(answers)}"
