"""Answers that are none of the options a task offers."""

import re
from collections.abc import Sequence
from typing import Literal

from alpaca_est.languages import Language, language
from alpaca_est.languages.phrases import phrases
from alpaca_est.record import Record
from alpaca_est.step import Measured
from alpaca_est.text import excerpt, words

ITEM = r"[„“”\"'‘’]?[\w-]+(?:\s[\w-]+){0,2}[„“”\"'‘’]?"
BEFORE = r"(?:[:(]|\b(?:kas|as|into|either|whether\s+(?:it|this|the\s+\w+)\s+is))\s*:?\s*"
OFFERED = re.compile(rf"{BEFORE}((?:{ITEM},\s*){{0,6}}{ITEM},?\s+(?:või|or)\s+{ITEM})(?=[).?!;\n:]|$)", re.IGNORECASE)
TASK = phrases(
    "klassifitseeri*|liigita*|määra*|otsusta*|vali|valige|hinda*|märgi|rühmita*|kategoriseeri*",
    "classif*|categori*|decide|determine|identify|label|choose|select|pick|judge|detect",
)
SPLIT = re.compile(r",\s*(?:või|or|ja|and)?\s*|\s+(?:või|or)\s+", re.IGNORECASE)
SHORT = 6  # words of an answer that should be an option


class AnswerOptions(Measured):
    """Flags short answers that are none of the options which the instruction lists.

    Read are lists after a colon or in brackets („positiivne, negatiivne või neutraalne“) in tasks that classify, decide
    or choose. An option counts as named in any of its forms: by lemma where there is a dictionary, else by its stem.
    """

    measure_name = "missing"
    wanted = "one of them"

    step: Literal["answer_options"] = "answer_options"
    flag_above: float | None = 0
    """Flagged over this: 1 is an answer that names no option, 0 one that does."""

    def value(self, record: Record) -> float | None:
        """1 where a short answer names none of the options, 0 where it names one, None without options."""
        options = self._options(record)
        answer = words(record.output)
        if len(options) < 2 or not 0 < len(answer) <= SHORT or "\n" in record.output.strip():
            return None
        own = language(self.lang or record.lang)
        return 0.0 if any(_named(words(option), answer, own) for option in options) else 1.0

    def reason(self, record: Record, value: float) -> str:  # noqa: ARG002
        """The answer and the options."""
        offered = ", ".join(option.strip() for option in self._options(record))
        return f"output „{excerpt(record.output, 40)}“ is none of {excerpt(offered, 80)}"

    def _options(self, record: Record) -> list[str]:
        if not TASK.search(record.instruction):
            return []
        found = OFFERED.search(record.instruction)
        return [part.strip("„“”\"' ") for part in SPLIT.split(found[1]) if part.strip("„“”\"' ")] if found else []


def _named(option: Sequence[str], answer: Sequence[str], own: Language) -> bool:
    """Whether an answer has a word of an option in any form."""
    vocabulary = own.vocabulary()

    def lemmas(word: str) -> frozenset[str]:
        return (vocabulary.lemmas(word) if vocabulary else frozenset()) or frozenset({word})

    return any(
        one == other or (len(one) > 4 and one[:4] == other[:4]) or lemmas(one) & lemmas(other)
        for one in option
        for other in answer
    )
