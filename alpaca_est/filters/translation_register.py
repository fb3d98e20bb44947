"""Sina here and teie there, within one translated instruction."""

from typing import Literal

from pydantic import Field

from alpaca_est.filters.mixed_register import addresses
from alpaca_est.languages import language
from alpaca_est.record import Record
from alpaca_est.step import Measured


class TranslationRegister(Measured):
    """Flags translated instructions that say „sina“ to the model in one sentence and „teie“ in another.

    English does not tell the two apart, so that a translator who sees one sentence at a time guesses anew in each.
    Counted as in `mixed_register`, which looks at the output; what people say to each other in an input is their own.
    """

    measure_name = "rarer"

    step: Literal["translation_register"] = "translation_register"
    flag_above: float | None = Field(default=0, ge=0)
    """Flagged where both ways to address come more often than this."""

    def value(self, record: Record) -> float | None:
        """How often the rarer of both registers comes in the instruction."""
        own = language(self.lang or record.lang)
        if record.original is None or not own.familiar.imperative:
            return None
        found = [address.polite for address in addresses(record.instruction, own)]
        return float(min(found.count(True), found.count(False))) if found else None

    def reason(self, record: Record, value: float) -> str:  # noqa: ARG002
        """How often."""
        return f"instruction says both „sina“ and „teie“, {value:.0f} times and more each"
