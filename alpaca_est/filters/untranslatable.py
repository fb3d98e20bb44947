"""Tasks that translation would destroy: rhymes, spelling, letter counts, wordplay, and translation itself."""

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
        """1 for each class that the instruction belongs to; others are left out."""
        own = language(record.lang)
        classes = {} if own.coding.search(record.instruction) else own.untranslatable
        return {name: 1.0 for name, pattern in classes.items() if pattern.search(record.instruction)}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject or flag with the first class."""
        if not scores or self.untranslatable == "keep":
            return record
        name = next(iter(scores))
        found = language(record.lang).untranslatable[name].search(record.instruction)
        assert found is not None, "a class was measured"
        reason = f"instruction is about {name} („{excerpt(found[0], 40)}“), which does not survive translation"
        if self.untranslatable == "reject":
            return self.reject(record, f"{reason}; a task that can be translated wanted")
        return self.flag(record, reason, score=1.0, span=("instruction", found.start(), found.end()))
