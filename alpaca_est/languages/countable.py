"""The words of a text that can be held against a dictionary: names, codes and short capitals are left out."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from alpaca_est.languages.prose import running_text
from alpaca_est.languages.vocabulary import Vocabulary

LETTERS = re.compile(r"(?<![\w&@#/\\.])[^\W\d_]+(?:[-’'][^\W\d_]+)*(?!\w|\.[^\W\d_])")
PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,40}\]|\{[^{}\n]{1,40}\}|<[^<>\n]{1,40}>")
SENTENCE_END = re.compile(r"[.!?:;…\n|•*–—-]\W*\Z|\A\W*\Z")
CAPITALS = 5  # letters of an abbreviation at most
ENDING = 4  # letters of an ending or abbreviation before a hyphen at most


class Countable(NamedTuple):
    """A word, where it begins in the running text, and whether it is known."""

    word: str
    start: int
    known: bool


def countable(text: str, vocabulary: Vocabulary) -> Iterator[Countable]:
    """The words that count, each with the dictionary's verdict.

    Left out are code, addresses, [placeholders], single letters, capitals up to five letters, and names: capitalised
    words inside a sentence, and unknown ones at its beginning. The running text keeps its length only where it has
    no code or markup.
    """
    running = unicodedata.normalize("NFC", running_text(text))
    running = PLACEHOLDER.sub(lambda found: " " * len(found[0]), running)
    for found in LETTERS.finditer(running):
        word = found[0]
        if len(word) < 2 or word[-1] in "²³¹" or (word.isupper() and len(word) <= CAPITALS):
            continue
        capital = word[0].isupper()
        if capital and not _begins_a_sentence(running, found.start()):
            continue
        verdict = known(word, vocabulary)
        if verdict or not capital:
            yield Countable(word, found.start(), verdict)


def _begins_a_sentence(text: str, place: int) -> bool:
    """Whether what stands before a word ends a sentence, or is no word at all."""
    if place > 1 and text[place - 1] == " " and text[place - 2].isalnum():
        return False
    return SENTENCE_END.search(text[max(0, place - 12) : place]) is not None


@lru_cache(maxsize=16)
def verdicts(text: str, vocabulary: Vocabulary) -> tuple[bool, ...]:
    """Whether each word that counts is known; kept for a moment, as several measures ask about the same text."""
    return tuple(word.known for word in countable(text, vocabulary))


def known(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word exists as it stands, in lower case, without an ending after ’ or -, or in each of its parts.

    Before a hyphen may stand a short ending or abbreviation that is no word: da-tegevusnimi, GPS-seade.
    """
    if vocabulary.known(word) or (word != word.lower() and vocabulary.known(word.lower())):
        return True
    parts = re.split("[-’']", word)
    whole = parts[1:] if len(parts[0]) <= ENDING else parts
    return len(parts) > 1 and (
        vocabulary.known(parts[0]) or all(vocabulary.known(part) or vocabulary.known(part.lower()) for part in whole)
    )
