"""A second task that was swallowed by the first."""

import re
from functools import cache
from typing import Literal

from pydantic import Field

from alpaca_est.languages import language
from alpaca_est.record import FIELDS, Record
from alpaca_est.step import Measured
from alpaca_est.text import excerpt


class MergedTasks(Measured):
    """Rejects records with the label of another task inside: „12. Juhis:“, `###\\n13. Instruction:`.

    The class "merged instructions" of AlpacaDataCleaned, with every spelling of the language's labels. A label counts
    with a number before it or at the beginning of a line after `###`; the labels „Juhis:“ and „Väljund:“ alone count
    where both stand in one field. Markdown headings are no labels.
    """

    measure_name = "labels"

    step: Literal["merged_tasks"] = "merged_tasks"
    reject_above: float | None = Field(default=0, ge=0)
    """Rejected over so many labels."""

    def value(self, record: Record) -> float | None:
        """How many labels of other tasks stand in the record."""
        return float(sum(len(self._found(record, field)) for field in FIELDS))

    def reason(self, record: Record, value: float) -> str:
        """The first label."""
        field, found = next((field, found) for field in FIELDS for found in self._found(record, field))
        return f"{field} has the label „{excerpt(found[0])}“ of another task, {value:.0f} labels in all"

    def span(self, record: Record) -> tuple[str, int, int] | None:
        """The first label."""
        field, found = next((field, found) for field in FIELDS for found in self._found(record, field))
        return field, found.start(), found.end()

    def _found(self, record: Record, field: str) -> list[re.Match[str]]:
        text = getattr(record, field)
        if ":" not in text and "#" not in text:
            return []
        labels = language(self.lang or record.lang).labels
        every = (*labels.instruction, *labels.input, *labels.output)
        numbered, instruction, output = _patterns(every, labels.instruction, labels.output)
        found = list(numbered.finditer(text))
        if not found and (first := instruction.search(text)) and (second := output.search(text, first.end())):
            return [first, second]
        return found


@cache
def _patterns(
    every: tuple[str, ...], instruction: tuple[str, ...], output: tuple[str, ...]
) -> tuple[re.Pattern[str], ...]:
    """Any label with a number before it; the label of an instruction, and of an output, at the beginning of a line."""
    numbered = (
        rf"(?im)\b\d{{1,3}}\.[ \t]{{0,3}}\*{{0,2}}(?:{_one_of(every)})\s?\d{{0,3}}\*{{0,2}}\s?:"
        rf"|^\s*#{{2,}}\s*\n?\s*\d{{1,3}}\.\s*(?:{_one_of(every)})"
    )
    lone = r"(?im)^\s*[*#]{{0,3}}\s*(?:{})\s*\*{{0,2}}:"
    return (
        re.compile(numbered),
        re.compile(lone.format(_one_of(instruction[:2]))),
        re.compile(lone.format(_one_of(output[:1]))),
    )


def _one_of(labels: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, labels))
