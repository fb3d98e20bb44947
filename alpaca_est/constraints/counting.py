"""How many words, sentences and paragraphs an answer has, with its fenced code and without it."""

from typing import Literal, NamedTuple

from alpaca_est.constraints.reading import FENCE_LINE, bare, clean, paragraphs_of, word_tokens
from alpaca_est.constraints.sentence_ends import sentences_of

Unit = Literal["words", "sentences", "paragraphs"]


class Counts(NamedTuple):
    """The fewest and the most one may count, where fenced code is not counted or is."""

    fewest: int
    most: int


def counts(text: str, unit: Unit) -> Counts:
    """How many units an answer has."""
    return Counts(_count(bare(text), unit), _count(FENCE_LINE.sub("", clean(text)), unit))


def _count(text: str, unit: Unit) -> int:
    if unit == "words":
        return len(word_tokens(text))
    return len(sentences_of(text)) if unit == "sentences" else len(paragraphs_of(text))
