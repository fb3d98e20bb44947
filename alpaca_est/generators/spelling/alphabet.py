"""The Estonian alphabet and its order: z and ž after š, then t u v w õ ä ö ü x y."""

from collections.abc import Sequence
from itertools import pairwise

ALPHABET = "abcdefghijklmnopqrsšzžtuvwõäöüxy"
VOWELS = "aeiouõäöü"
PLACES = {letter: place for place, letter in enumerate(ALPHABET)}
SPELT_OUT = str.maketrans(
    {"š": "s~", "z": "s~~", "ž": "s~~~", "õ": "w~", "ä": "w~~", "ö": "w~~~", "ü": "w~~~~"}
)  # "~" comes after every letter, so that Python's own order of the spelt-out words is that of the alphabet


def collation(word: str) -> list[int]:
    """What words are sorted by; a letter that is not Estonian comes last."""
    return [PLACES.get(letter, len(ALPHABET)) for letter in word.lower()]


def stand_in_order(words: Sequence[str]) -> bool:
    """Whether words stand in alphabetical order, found without `collation`."""
    spelt = [word.lower().translate(SPELT_OUT) for word in words]
    return all(first <= second for first, second in pairwise(spelt))
