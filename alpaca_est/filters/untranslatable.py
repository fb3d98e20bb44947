"""Tasks that translation would destroy: rhymes, spelling, letter counts, wordplay, and translation itself."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from alpaca_est.languages import language
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import excerpt


class Untranslatable(Filter):
    """Rejects tasks whose answer is about the words of its own language, before they are translated.

    Classes of the language: rhyme and metre, spelling and grammar, letter and word counts, wordplay, alphabetical
    order, vocabulary, forms of words, translation, pronunciation, the identity of the model. The reason names the
    class. Programs are left out. Such tasks are for native authors: `reroute.jsonl`
    of the run holds them, a source for `native_task`.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"untranslatable"})

    step: Literal["untranslatable"] = "untranslatable"
    untranslatable: Literal["reject", "flag", "keep"] = "reject"
    """What happens to such tasks."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """1 for each class that the instruction or an earlier one belongs to; others are left out."""
        asked = _asked(record)
        found = (
            name for name in language(record.lang).untranslatable if any(_place(record, name, one) for one in asked)
        )
        return dict.fromkeys(found, 1.0)

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject or flag with the first class."""
        if not scores or self.untranslatable == "keep":
            return record
        name = next(iter(scores))
        text, found = next((one, found) for one in _asked(record) if (found := _place(record, name, one)))
        reason = f"instruction is about {name} („{excerpt(found[0], 40)}“), which does not survive translation"
        if self.untranslatable == "reject":
            return self.reject(record, f"{reason}; a task that can be translated wanted")
        span = ("instruction", found.start(), found.end()) if text == record.instruction else None
        return self.flag(record, reason, score=1.0, span=span)


def _asked(record: Record) -> list[str]:
    """The instruction, then those of earlier turns."""
    return [record.instruction, *(turn.content for turn in record.history if turn.role == "user")]


def _place(record: Record, name: str, asked: str) -> re.Match[str] | None:
    """Where an instruction is about a class; programs are left out."""
    own = language(record.lang)
    return None if own.coding.search(asked) else own.untranslatable[name].search(asked)
