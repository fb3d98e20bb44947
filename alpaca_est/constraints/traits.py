"""What texts hold that constraints may need or ban: marks, cases, letters, and words by their lemma."""

import re
from functools import lru_cache

from alpaca_est.constraints.reading import clean
from alpaca_est.languages import language, vabamorf
from alpaca_est.text import WORD

MARKS = {
    "comma": re.compile(r"[,،、，﹐]"),
    "digits": re.compile(r"[\d²³¹⁰⁴-⁹₀-₉¼-¾]"),
    "exclamation": re.compile(r"[!！‼❗❕⁉]"),
    "question": re.compile(r"[?？❓❔⁇⁈⁉]"),
}
ENDING = re.compile(
    r"(?:d|de|te|id|t|i|e|u|a|ga|ta|da|ks|ni|na|s|st|sse|l|lt|le|"
    r"(?:de|te|i|e|u|a)(?:ga|ta|ks|ni|na|s|st|sse|l|lt|le|d|t|id))?(?:gi|ki)?\Z"
)
SHORTEST_STEM = 3
IRREGULAR = {"hea": frozenset({"parem", "parim"}), "palju": frozenset({"rohkem", "enim"})}


def traits_of(text: str) -> frozenset[str]:
    """The marks, cases, letters and words that a text brings with it."""
    cleaned = clean(text)
    found = {name for name, pattern in MARKS.items() if pattern.search(cleaned)}
    found |= {"capitals"} if any(one.isupper() for one in cleaned) else set()
    found |= {"small"} if any(one.islower() for one in cleaned) else set()
    found |= {f"letter:{one}" for one in cleaned.casefold() if one.isalpha()}
    return frozenset(found | {f"word:{lemma}" for word in WORD.findall(cleaned) for lemma in lemmas(word)})


@lru_cache(maxsize=1 << 14)
def lemmas(word: str) -> frozenset[str]:
    """The lemmas that a word of an answer may be a form of, casefolded; as it stands and without its capital."""
    vocabulary = language("et").vocabulary()
    spellings = {word, word.lower(), word.capitalize()} if word != word.lower() else {word}
    found = {lemma.casefold() for one in spellings for lemma in (vocabulary.lemmas(one) if vocabulary else ())}
    return frozenset(found | {word.casefold()})


@lru_cache(maxsize=1 << 12)
def compared(adjective: str) -> frozenset[str]:
    """The comparatives and superlatives of an adjective: ilusam, ilusaim; nothing for other words."""
    if adjective in IRREGULAR or not vabamorf.installed():
        return IRREGULAR.get(adjective, frozenset())
    if not any(reading.part == "A" for reading in vabamorf.analyses(adjective)):
        return frozenset()
    stems = vabamorf.synthesize(adjective, "sg g", "A")
    return frozenset(form for stem in stems for form in (f"{stem}m", f"{stem}im", f"{stem[:-1]}im"))


def nouns(text: str) -> list[str]:
    """The lemmas of its words that can be nothing but forms of one simple noun, in the order of the alphabet."""
    if not vabamorf.installed():
        return []
    readings = [{(one.lemma, one.part) for one in vabamorf.analyses(word)} for word in WORD.findall(clean(text))]
    found = {lemma for one in readings if len(one) == 1 for lemma, part in one if part == "S"}
    plain = (lemma for lemma in found if lemma.islower() and lemma.isalpha() and len(lemma) > SHORTEST_STEM)
    return sorted(
        one
        for one in plain
        if {(own.lemma, own.part, len(own.root)) for own in vabamorf.analyses(one)} == {(one, "S", 1)}
    )


def uses(text: str, lemma: str) -> int:
    """How often a text has a word in any of its forms; compounds are other words."""
    return sum(is_form(word, lemma) for word in WORD.findall(clean(text)))


def is_form(word: str, lemma: str) -> bool:
    """By the dictionary; where that does not inflect, by the stem and an ending too."""
    wanted = lemma.casefold()
    if not lemmas(word).isdisjoint(compared(wanted) | {wanted}):
        return True
    vocabulary = language("et").vocabulary()
    if vocabulary is not None and vocabulary.inflects:
        return False
    stem = wanted.rstrip("aeiou") or wanted
    stem = stem if len(stem) >= SHORTEST_STEM else wanted
    return word.casefold().startswith(stem) and bool(ENDING.match(word.casefold()[len(stem) :]))
