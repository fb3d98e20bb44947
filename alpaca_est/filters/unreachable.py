"""Tasks about a page, a file or a picture that the record does not hold, and answers that pretend to have seen it."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from alpaca_est.languages import language
from alpaca_est.languages.phrases import phrases
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import excerpt, word_count

URL = re.compile(r"https?://\S+|www\.\S+\.\S+")
PICTURE = re.compile(
    r"(?i)!\[[^\]\n]*\]\(|<img\b|\bimg[ ]?src=|^image:"
    r"|[\[<(](?:picture|image|photo|pilt|foto|video)s?\b[^\])>\n]{0,30}[\])>]",
    re.MULTILINE,
)
READING = phrases(
    "summari*|read|paraphrase*|analy*|kokkuvõt*|kokku|loe|lugege|analüüsi*|refereeri*|article|artikli*|artikkel*"
)
CODE = re.compile(r"(?i)html|markdown|css|kood|code|latex|regex")
ENOUGH = 40  # words of an input that holds the text a task speaks of


class Unreachable(Filter):
    """Rejects tasks that need a page, file or picture which is not there; text alone cannot answer them.

    The class "hallucination on URLs and attachments" of AlpacaDataCleaned: „Võta kokku artikkel https://…“, an input
    that is nothing but a link to be read, <Picture attached>. Where the wording is not sure, people decide; tasks that
    only write or take apart addresses stay.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"unreachable"})

    step: Literal["unreachable"] = "unreachable"
    unreachable: Literal["reject", "flag", "keep"] = "reject"
    """What happens to sure cases; doubtful ones are flagged unless this is `keep`."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """`case`: 1 where the task surely needs something that is not there, 0.5 where it may, 0 otherwise."""
        return {"case": self._case(record)[0]}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject sure cases, flag doubtful ones."""
        if not scores["case"] or self.unreachable == "keep":
            return record
        _, field, words = self._case(record)
        reason = f"{field} needs „{excerpt(words)}“, which is not in the text"
        if scores["case"] == 1 and self.unreachable == "reject":
            return self.reject(record, f"{reason}, a task that text alone answers wanted")
        start = getattr(record, field).find(words)
        return self.flag(
            record, f"{reason}, if it is needed", score=scores["case"], span=(field, start, start + len(words))
        )

    def _case(self, record: Record) -> tuple[float, str, str]:
        unwanted = language(self.lang or record.lang).unreachable
        about_code = unwanted.unless.search(record.instruction) or CODE.search(record.instruction)
        if word_count(record.input) >= ENOUGH:
            return 0.0, "", ""
        for field in ("instruction", "input"):
            if found := PICTURE.search(getattr(record, field)):
                return (0.5 if about_code else 1.0), field, found[0]
        if found := unwanted.sure.search(record.instruction):
            return (0.5 if about_code else 1.0), "instruction", found[0]
        bare = URL.fullmatch(record.input.strip())
        if bare and READING.search(record.instruction):
            return (0.5 if about_code else 1.0), "input", bare[0]
        if not about_code and (found := unwanted.doubtful.search(record.instruction)):
            return 0.5, "instruction", found[0]
        return 0.0, "", ""
