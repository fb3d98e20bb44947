"""Empties inputs that only say that there is none."""

from collections.abc import Iterator, Sequence
from typing import Literal

from alpaca_est.filters.no_input_leak import spells_none
from alpaca_est.languages import language
from alpaca_est.record import Record
from alpaca_est.step import BatchStep


class MendNoInput(BatchStep):
    """Empties inputs that are a way to say "no input": <noinput>, N/A, „Sisend puudub“.

    The ways are the language's. What a record was before stands in its `original`.
    """

    step: Literal["mend_no_input"] = "mend_no_input"

    def run(self, records: Sequence[Record]) -> Iterator[Record]:
        """The records, with such inputs empty."""
        for record in records:
            words = language(self.lang or record.lang).no_input_words
            none = bool(record.input) and (not record.input.strip() or spells_none(record.input, words))
            yield self.change(record, input="") if none else record
