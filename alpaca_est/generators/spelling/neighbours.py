"""Misspellings that have one answer: unknown words with a single known word at edit distance one."""

import random
import re
from collections.abc import Iterator

from alpaca_est.generators.spelling.alphabet import ALPHABET
from alpaca_est.languages import vabamorf

CONFUSED = {
    "b": "p", "p": "b", "d": "t", "t": "d", "g": "k", "k": "g", "õ": "oö", "ö": "oõ", "ä": "ae", "ü": "ui", "š": "s",
    "ž": "šs", "z": "s", "j": "i", "f": "hv", "v": "f", "e": "ä",
}  # fmt: skip
GLIDE = re.compile("(?<=[aeiouõäöü])i(?=[aeiouõäöü])")
NEARBY = {
    "s": "d", "d": "sf", "g": "fh", "h": "gj", "j": "hk", "k": "jl", "l": "k", "r": "t", "t": "r", "v": "b", "b": "vn",
    "n": "bm", "m": "n", "u": "i", "i": "uo", "o": "i", "õ": "ü", "ü": "õ", "ö": "ä", "ä": "ö",
}  # fmt: skip


def neighbours(word: str) -> set[str]:
    """Every string at distance one: a letter left out, added or replaced, or two neighbouring letters exchanged."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {head + tail[1:] for head, tail in cuts if tail}
    exchanged = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    replaced = {head + letter + tail[1:] for head, tail in cuts if tail for letter in ALPHABET}
    added = {head + letter + tail for head, tail in cuts for letter in ALPHABET}
    return (left_out | exchanged | replaced | added) - {word}


def has_one_answer(wrong: str, word: str) -> bool:
    """Whether a misspelling is neither word nor name and has the word as its only known neighbour, names counted."""
    return not any(is_known(other) for other in [wrong, *sorted(neighbours(wrong) - {word})])


def is_known(word: str) -> bool:
    """Whether Vabamorf knows a form as a word or, with a capital letter, as a name."""
    return bool(vabamorf.analyses(word) or vabamorf.analyses(word.capitalize()))


def slips(word: str, chance: random.Random) -> Iterator[str]:
    """Mistakes that people make in a word, mixed: one letter for two, b for p, o for õ, ht for th, a nearby key."""
    families = [sorted(family) for family in (_length(word), _confused(word), _exchanged(word), _left_out(word))]
    families.append(sorted(_nearby(word)))
    for family in families:
        chance.shuffle(family)
    seen = {word}
    while any(families):
        family = chance.choices(families, [3, 4, 2, 2, 1])[0]
        if family and (slip := family.pop()) not in seen:
            seen.add(slip)
            yield slip


def _length(word: str) -> set[str]:
    """A letter doubled, or one of a pair left out."""
    doubled = {word[:place] + letter + word[place:] for place, letter in enumerate(word) if place}
    single = {word[:place] + word[place + 1 :] for place in range(1, len(word)) if word[place] == word[place - 1]}
    return single or doubled


def _confused(word: str) -> set[str]:
    """A letter that sounds alike, or one without its marks; j for i between vowels."""
    glides = {word[: found.start()] + "j" + word[found.end() :] for found in GLIDE.finditer(word)}
    return glides | {
        word[:place] + other + word[place + 1 :] for place, old in enumerate(word) for other in CONFUSED.get(old, "")
    }


def _nearby(word: str) -> set[str]:
    """A letter from the next key."""
    return {word[:place] + other + word[place + 1 :] for place, old in enumerate(word) for other in NEARBY.get(old, "")}


def _exchanged(word: str) -> set[str]:
    """Two neighbouring letters in the wrong order."""
    return {word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :] for place in range(2, len(word))}


def _left_out(word: str) -> set[str]:
    """A letter inside the word left out."""
    return {word[:place] + word[place + 1 :] for place in range(1, len(word) - 1)}
