"""Whether an instruction is a task at all."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from alpaca_est.languages import Language, language
from alpaca_est.languages.main_verb import main_verb
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import excerpt, words

BLANK = re.compile(r"_{2,}|\.{3,}|…|\[\s*\]|:\s*\Z")
FRAGMENT_END = re.compile(r"[,–—(„-]\Z")


class InstructionShape(Filter):
    """Flags instructions that ask for nothing, and fragments of one.

    A task has an imperative (by Vabamorf's forms in Estonian), a question mark, a word that questions or requests have,
    or a gap to fill; in English only a text that begins like a statement and has no verb of tasks is none. A fragment
    ends in a comma, an open bracket or a conjunction. Such tasks are rare among good ones and often right all the same,
    so people decide.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"no_task", "fragment"})

    step: Literal["instruction_shape"] = "instruction_shape"
    no_task: Literal["reject", "flag", "keep"] = "flag"
    """What happens to instructions that ask for nothing."""
    fragment: Literal["reject", "flag", "keep"] = "flag"
    """What happens to fragments."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """`no_task` and `fragment`, 1 or 0."""
        own = language(self.lang or record.lang)
        text = record.instruction.strip()
        return {"no_task": float(not asks(text, own)), "fragment": float(_broken_off(text, own))}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject or flag what is no task, then what is a piece of one."""
        for measure, reason in (
            ("no_task", "asks for nothing, a question or a request wanted"),
            ("fragment", "is a fragment, a whole instruction wanted"),
        ):
            verdict = getattr(self, measure)
            if scores[measure] and verdict != "keep":
                told = f"instruction „{excerpt(record.instruction)}“ {reason}"
                if verdict == "reject":
                    return self.reject(record, told)
                record = self.flag(record, told, score=1.0)
        return record


def asks(text: str, own: Language) -> bool:
    """Whether a text asks for something; where the language has neither forms nor statement words, any text does."""
    if "?" in text or BLANK.search(text):
        return True
    found = words(text[:600])
    asking = found[:1] if own.statement_words else found  # in English „is“ asks only at the beginning
    if any(word in own.question_words for word in asking) or any(word in own.request_words for word in found):
        return True
    vocabulary = own.vocabulary()
    if own.familiar.imperative and vocabulary is not None and vocabulary.inflects:
        return bool(main_verb(text, own).verb)
    opens = bool(found) and found[0] in own.statement_words
    return not opens or any(word in own.task_verbs for word in found)


def _broken_off(text: str, own: Language) -> bool:
    last = words(text[-40:])[-1:]
    ends = bool(FRAGMENT_END.search(text)) or (bool(last) and last[0] in own.joining and text[-1:].isalpha())
    return ends and not BLANK.search(text[-6:])
