"""Instructions that were answered instead of translated."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alpaca_est.filters.instruction_shape import asks
from alpaca_est.languages import language
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import excerpt

LONG = 1.45


class TranslationAnswered(Filter):
    """Rejects records whose instruction asked for something and whose translated instruction does not any more.

    A model that obeys the text it should translate leaves an answer: the question mark is gone, or no imperative is
    left, and often it is much longer. One of these flags the record, two of them reject it.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"answered"})

    step: Literal["translation_answered"] = "translation_answered"
    answered: Literal["reject", "flag", "keep"] = "reject"
    """What happens where at least two signs are there; one flags unless this is `keep`."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """How many `signs` of an answer the instruction shows: no question, no request, much longer."""
        if record.original is None:
            return {}
        before, after = record.original.instruction.strip(), record.instruction.strip()
        question = before.endswith("?") and "?" not in after
        request = asks(before, language(record.original.lang)) and not asks(after, language(record.lang))
        longer = len(after) > LONG * len(before) and len(before) >= 20
        return {"signs": float(question + request + longer) if question or request else 0.0}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject with two signs, flag with one."""
        signs = scores.get("signs", 0.0)
        if not signs or self.answered == "keep":
            return record
        told = f"instruction „{excerpt(record.instruction, 40)}“ asks for nothing any more, a translated request wanted"
        if signs > 1 and self.answered == "reject":
            return self.reject(record, told)
        return self.flag(record, told, score=signs)
