"""The marker for "no input" where no marker belongs: `<noinput>` in an answer, „Sisend puudub“ as an input."""

import re
from typing import Literal

from pydantic import Field

from alpaca_est.languages import language
from alpaca_est.record import Record
from alpaca_est.step import Measured
from alpaca_est.text import excerpt

MARKER = re.compile(
    r"(?i)[\[(<{]\s*(?:/?\s*no[ _-]?(?:in|out)put|(?:sisend|väljund)\w*\s+puudub|puudub|tühi\s+sisend|no\s+input\s+\w+)"
    r"\s*[\])>}]"
    r"|(?<!\w)no(?:in|out)put(?!\w)"
)
MARKS = "<[({n"


class NoInputLeak(Measured):
    """Rejects records in which the marker for "no input" was left: `<noinput>`, `[No input]`, „<sisend puudub>“.

    In an input that says nothing else it counts too; put `mend_no_input` before to empty such inputs instead.
    """

    measure_name = "places"

    step: Literal["no_input_leak"] = "no_input_leak"
    reject_above: float | None = Field(default=0, ge=0)
    """Rejected over so many places."""

    def value(self, record: Record) -> float | None:
        """How many markers stand in the texts, an input that is one counted."""
        found = sum(len(MARKER.findall(text)) for text in (record.instruction, record.output))
        own = language(self.lang or record.lang)
        return float(found + (bool(record.input.strip()) and spells_none(record.input, own.no_input_words)))

    def reason(self, record: Record, value: float) -> str:
        """Where the first one is."""
        for field in ("instruction", "output"):
            if found := MARKER.search(getattr(record, field)):
                return f"{field} has the marker „{found[0]}“, {value:.0f} in all"
        return f"input is „{excerpt(record.input)}“ in place of nothing, {value:.0f} in all"

    def span(self, record: Record) -> tuple[str, int, int] | None:
        """The first marker."""
        for field in ("instruction", "output", "input"):
            if found := MARKER.search(getattr(record, field)):
                return field, found.start(), found.end()
        return None


def spells_none(text: str, words: frozenset[str]) -> bool:
    """Whether an input only says that there is none, in brackets or with a word for input; a lone „ei“ may be data."""
    if len(text) > 60:
        return False
    bare = " ".join(text.casefold().split()).strip("<>()[]{}„“”\"'.:;*_-– ")
    sure = any(part in bare for part in ("input", "sisend", "n/a", "not applicable"))
    return bare in words and (sure or text.strip()[:1] in MARKS or bare == "puudub")
