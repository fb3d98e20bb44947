"""Answers that say nothing."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from alpaca_est.languages.phrases import phrases
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import excerpt

NOTHING = frozenset(
    {
        *("n/a", "na", "none", "null", "nan", "no output", "nooutput", "no answer", "not applicable", "not available"),
        *("empty", "tbd", "todo", "undefined", "output", "noinput", "no input"),
        *("puudub", "väljund puudub", "vastus puudub", "väljundit pole", "väljundit ei ole", "pole", "tühi", "väljund"),
    }
)
PLACEHOLDER = re.compile(r"\W*[\[<{][^\W\d_][^\[\]<>{}\n\d,:\"']{0,60}[\]>}]\W*")
ASKS_WHETHER = phrases(
    "kas|mitu|mis|mida|kui|milline|leia|nimeta|puudu*|vali|valige|täida|täienda|otsusta|määra",
    "is|are|what|which|how|does|do|find|missing|determine|identify|fill|complete|name|classify|detect|select|choose",
)
SYMBOLS = phrases(
    "emoji*|emotikon*|märk*|sümbol*|kirjavahemär*|smail*|symbol*|punctuation*|operator*|character*|mark*|sign|regex*|tehtemär*",
)


class EmptyAnswer(Filter):
    """Rejects outputs that are empty, N/A, a placeholder, or punctuation alone.

    The classes "empty outputs" and "N/A outputs" of AlpacaDataCleaned and their Estonian spellings. Where the task asks
    whether something is there, „Puudub“ may be the answer: that is flagged. Numbers and emoji are answers.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"empty"})

    step: Literal["empty_answer"] = "empty_answer"
    empty: Literal["reject", "flag", "keep"] = "reject"
    """What happens to sure cases; doubtful ones are flagged unless this is `keep`."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """`case`: 1 where the output says nothing, 0.5 where that may be the answer, 0 otherwise."""
        text = record.output.strip()
        if len(text) > 80:
            return {"case": 0.0}
        bare = " ".join(text.casefold().split()).strip("<>()[]{}„“”\"'.:;*_-– ")
        if not text or (not any(map(str.isalnum, text)) and text.isascii()):
            return {"case": 0.5 if text and SYMBOLS.search(record.instruction) else 1.0}
        if bare in NOTHING:
            return {"case": 0.5 if ASKS_WHETHER.search(record.instruction) else 1.0}
        return {"case": 0.5 if PLACEHOLDER.fullmatch(text) else 0.0}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject sure cases, flag doubtful ones."""
        if not scores["case"] or self.empty == "keep":
            return record
        shown = f"is „{excerpt(record.output)}“" if record.output.strip() else "is empty"
        if scores["case"] == 1 and self.empty == "reject":
            return self.reject(record, f"output {shown}, an answer wanted")
        return self.flag(record, f"output {shown}, an answer wanted", score=scores["case"])
