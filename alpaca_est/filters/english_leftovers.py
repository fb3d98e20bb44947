"""English words that were left in a text of another language."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from alpaca_est.filters.numbers import beside
from alpaca_est.languages import language
from alpaca_est.languages.countable import countable
from alpaca_est.languages.other import names_other
from alpaca_est.languages.vocabulary import simplemma_vocabulary
from alpaca_est.record import Record
from alpaca_est.step import Measured

FIELDS: tuple[Literal["instruction", "output"], ...] = ("instruction", "output")


class EnglishLeftovers(Measured):
    """Flags texts with English words in them, rejects those that are full of them.

    The share of counted words that the language does not know, that are plain ASCII, and that simplemma knows as
    English. Measured on clean Estonian of 60 words: 95th percentile 0.035, highest 0.057; with 10 % English words put
    in, 89 % lie over 0.05. Tasks that name another language are left out, code does not count.
    """

    measure_name = "share"

    step: Literal["english_leftovers"] = "english_leftovers"
    min_words: int = Field(default=6, ge=1)
    """Fewest counted words with which a record has a verdict."""
    flag_above: float | None = Field(default=0.07, ge=0, le=1)
    """Flagged for people over this share."""
    reject_above: float | None = Field(default=0.2, ge=0, le=1)
    """Rejected over this share."""

    def value(self, record: Record) -> float | None:
        """The share of English words, or None for English, for few words, and where another language is the task."""
        own = language(self.lang or record.lang)
        vocabulary = own.vocabulary()
        if own.code == "en" or vocabulary is None or names_other(own, record):
            return None
        counted = english = 0
        for _, _, leftover in self._words(record):
            counted += 1
            english += leftover
        return english / counted if counted >= self.min_words else None

    def reason(self, record: Record, value: float) -> str:
        """The share, with the first words."""
        found = dict.fromkeys(word for _, word, leftover in self._words(record) if leftover)
        bound = self.reject_above if self.reject_above is not None and value > self.reject_above else self.flag_above
        return f"{beside(value, bound or 0.0, 2)} of the words are English ({', '.join(list(found)[:3])})"

    def span(self, record: Record) -> tuple[str, int, int] | None:
        """The first English word."""
        for field, word, leftover in self._words(record):
            if leftover and (start := getattr(record, field).find(word)) >= 0:
                return field, start, start + len(word)
        return None

    def _words(self, record: Record) -> Iterator[tuple[str, str, bool]]:
        """Field, word, and whether it is English and nothing else."""
        vocabulary = language(self.lang or record.lang).vocabulary()
        english = simplemma_vocabulary("en")
        assert vocabulary is not None
        assert english is not None
        for field in FIELDS:
            for word in countable(getattr(record, field), vocabulary):
                leftover = not word.known and word.word.isascii() and english.known(word.word.lower())
                yield field, word.word, leftover
