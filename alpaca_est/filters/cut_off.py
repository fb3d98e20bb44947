"""Answers that end in the middle."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from alpaca_est.languages import language
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import excerpt, word_count, words

ENDED = re.compile(r"[.!?…:;)\]}>»”“\"'’*_`|/\\=%€$°\d]\W*\Z|[^\w\s,–—-]\Z")
ITEM = re.compile(r"^\s*(?:[-*•–+>|#]|\d{1,3}[.)]|[A-Za-zÕÄÖÜõäöü][.)])\s*")
EMPTY_ITEM = re.compile(r"\n\s*(?:[-*•]|\d{1,3}[.)])\s*\Z")
SENTENCE = re.compile(r"[.!?…][”“\"’)]*\s")
NAME = 4  # words of a signature at most
LONG = 20  # words of an output that should end like prose
LINE = 12  # words of a last line that is a sentence rather than a title, a name or a verse


class CutOff(Filter):
    """Flags outputs that seem to end in the middle of a sentence, rejects those that surely do.

    Sure is an end in a comma, a conjunction or article of the language, an item of a list without text, or a code fence
    that is never closed. Doubtful is a long output whose last line is a sentence without an end. Lists, tables, verse,
    names and code end as they like.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"cut_off"})

    step: Literal["cut_off"] = "cut_off"
    cut_off: Literal["reject", "flag", "keep"] = "reject"
    """What happens to sure cases; doubtful ones are flagged unless this is `keep`."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """`case`: 1 where the output is surely cut off, 0.5 where it may be, 0 otherwise."""
        return {"case": self._case(record)}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject sure cases, flag doubtful ones."""
        if not scores["case"] or self.cut_off == "keep":
            return record
        text = record.output.rstrip()
        reason = f"output ends with „{excerpt(text[-40:].lstrip())}“, a whole answer wanted"
        if scores["case"] == 1 and self.cut_off == "reject":
            return self.reject(record, reason)
        return self.flag(record, reason, score=scores["case"], span=("output", max(0, len(text) - 40), len(text)))

    def _case(self, record: Record) -> float:
        text = record.output.rstrip()
        if text.count("```") % 2:
            return 1.0
        if not text or word_count(text) < 3 or "```" in text[-4:]:
            return 0.0
        own = language(self.lang or record.lang)
        if EMPTY_ITEM.search(record.output):
            return 1.0
        last = text.splitlines()[-1]
        joined = words(last[-30:])[-1:]
        long = word_count(text) >= LONG
        if long and (text.endswith(",") or (joined and joined[0] in own.joining and text[-1].isalpha())):
            return 1.0
        rest = SENTENCE.split(last)[-1]  # a name or a hashtag after the last sentence is no sentence
        prose = word_count(last) >= LINE and word_count(rest) > NAME and "#" not in rest and not ITEM.match(last)
        return 0.5 if long and prose and not ENDED.search(last[-8:]) else 0.0
