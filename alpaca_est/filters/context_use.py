"""How much of an answer comes from the input it was given."""

import re
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from alpaca_est.languages import Language, language
from alpaca_est.record import Record
from alpaca_est.step import Measured
from alpaca_est.text import words

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class ContextUse(Measured):
    """Measures how much of the output is grounded in the input, and decides nothing unless a threshold is set.

    The share of the output's words of four letters and more, as lemmas, and of its numbers that are in the input too.
    Low where the input does not matter or was not used, high where a text is extracted, corrected or summarised.
    Records without an input have no measure.
    """

    measure_name = "grounded"

    step: Literal["context_use"] = "context_use"
    min_words: int = Field(default=5, ge=1)
    """Fewest words and numbers of the output with which it is measured."""

    def value(self, record: Record) -> float | None:
        """The share of grounded words and numbers."""
        if not record.input.strip():
            return None
        own = language(self.lang or record.lang)
        given = frozenset().union(*_content(record.input, own))
        found = list(_content(record.output, own))
        return sum(bool(one & given) for one in found) / len(found) if len(found) >= self.min_words else None

    def reason(self, record: Record, value: float) -> str:  # noqa: ARG002
        """The share."""
        return f"{value:.2f} of the output is grounded in the input"


def _content(text: str, own: Language) -> Iterator[frozenset[str]]:
    """The possible lemmas of each content word, and each number."""
    vocabulary = own.vocabulary()
    for word in words(text):
        if len(word) >= 4 and not word[0].isdigit():
            yield (vocabulary.lemmas(word) if vocabulary else frozenset()) or frozenset({word})
    for number in NUMBER.findall(text):
        yield frozenset({number})
