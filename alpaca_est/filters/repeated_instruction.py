"""Answers that only say the task again."""

from typing import Literal

from pydantic import Field
from rapidfuzz.distance import Indel

from alpaca_est.filters.numbers import beside
from alpaca_est.languages import language
from alpaca_est.record import Record
from alpaca_est.step import Measured
from alpaca_est.text import words

DOUBTFUL = 0.85  # a text that was changed a little may have been what was asked for
FEWEST = 4  # words of an output that is compared


class RepeatedInstruction(Measured):
    """Rejects outputs that repeat the instruction or the input; where copying may be the task, people decide.

    The measure is ROUGE-L F of whole words with the instruction, and with the input unless the task corrects, copies,
    sorts, completes or translates: an unchanged text can be the right answer there. An input that comes back with small
    changes is at most flagged.
    """

    measure_name = "likeness"

    step: Literal["repeated_instruction"] = "repeated_instruction"
    flag_above: float | None = Field(default=0.8, ge=0, le=1)
    """Flagged for people over this likeness."""
    reject_above: float | None = Field(default=0.9, ge=0, le=1)
    """Rejected over this likeness."""

    def value(self, record: Record) -> float | None:
        """The greater likeness of output with instruction and input."""
        output = words(record.output)
        if len(output) < FEWEST:
            return None
        copying = language(self.lang or record.lang).copying.search(record.instruction)
        likeness = _likeness(output, record.instruction)
        if copying:
            return likeness
        copied = _likeness(output, record.input)
        return max(likeness, copied if copied == 1 else min(copied, DOUBTFUL))

    def reason(self, record: Record, value: float) -> str:
        """The likeness, and with what."""
        of_instruction = _likeness(words(record.output), record.instruction)
        which = "instruction" if of_instruction == value else "input"
        bound = self.reject_above if self.reject_above is not None and value > self.reject_above else self.flag_above
        return f"output is {beside(value, bound or 0.0, 2)} like the {which}"


def _likeness(output: list[str], other: str) -> float:
    given = words(other)
    if not given or min(len(given), len(output)) * 2 < max(len(given), len(output)):
        return 0.0
    return Indel.normalized_similarity(output, given)
