"""Answers that refuse, answers that speak as an AI, and tasks that need a picture, a sound or a link."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal, NamedTuple

from alpaca_est.languages import language
from alpaca_est.languages.language import Unwanted
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import excerpt, word_count

Verdict = Literal["reject", "flag", "keep"]
SURE, DOUBTFUL = 1.0, 0.5
OPENING = 40  # characters before a refusal that begins an output: "Tere! Aitäh küsimast. "
SHORT = 40  # words of an output that is a refusal and little else


class Kind(NamedTuple):
    """A class of unwanted wording: the setting it has, where it is looked for, and how a reason speaks of it."""

    setting: Literal["refusals", "identity", "media"]
    measure: str
    field: Literal["instruction", "output"]
    reason: str


KINDS = (
    Kind("refusals", "refusal", "output", "output refuses with {words}, an answer wanted"),
    Kind("identity", "identity", "output", "output speaks as an AI with {words}, no AI identity wanted"),
    Kind("media", "media", "instruction", "instruction needs a picture, sound or link with {words}, text alone wanted"),
)


class Found(NamedTuple):
    """Words that were found, where they begin and end, and how sure the case is."""

    start: int
    end: int
    certainty: float


class Wording(Filter):
    """Finds refusals and AI identity in outputs, and instructions that text alone cannot follow.

    Word stems of the language are looked for, so every form of a word counts. A refusal counts at the beginning
    of an output, or anywhere in a short one. Each class measures 1 where the case is clear, 0.5 where a person has
    to look (a letter that says no may be what was asked for) and 0 otherwise; what is not clear is only flagged.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"refusals", "identity", "media"})

    step: Literal["wording"] = "wording"
    refusals: Verdict = "reject"
    """What happens to answers that refuse: "Kahjuks ei saa ma sellega aidata"."""
    identity: Verdict = "reject"
    """What happens to answers that speak as an AI: "Keelemudelina ei ole mul …"."""
    media: Verdict = "reject"
    """What happens to instructions about pictures, sound and links: "Joonista kass"."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """How sure each class of wording is in the record."""
        found = {kind.measure: self._found(record, kind) for kind in KINDS}
        return {measure: case.certainty if case else 0.0 for measure, case in found.items()}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject the first clear case whose class is rejected, flag all others."""
        cases = [kind for kind in KINDS if scores[kind.measure] > 0 and self._verdict(kind) != "keep"]
        for kind in cases:
            if scores[kind.measure] == SURE and self._verdict(kind) == "reject":
                return self.reject(record, self._reason(record, kind))
        for kind in cases:
            record = self._flagged(record, kind, scores[kind.measure])
        return record

    def _verdict(self, kind: Kind) -> Verdict:
        verdict: Verdict = getattr(self, kind.setting)
        return verdict

    def _flagged(self, record: Record, kind: Kind, certainty: float) -> Record:
        found = self._found(record, kind)
        span = (kind.field, found.start, found.end) if found else None
        return self.flag(record, self._reason(record, kind), score=certainty, span=span)

    def _reason(self, record: Record, kind: Kind) -> str:
        found = self._found(record, kind)
        words = getattr(record, kind.field)[found.start : found.end] if found else ""
        return kind.reason.format(words=f"„{excerpt(words)}“")

    def _found(self, record: Record, kind: Kind) -> Found | None:
        spoken = language(self.lang or record.lang)
        unwanted: Unwanted = getattr(spoken, kind.measure)
        text = getattr(record, kind.field)
        if match := _match(unwanted.sure, text, kind):
            doubtful = unwanted.unless.search(record.instruction) is not None
            return Found(match.start(), match.end(), DOUBTFUL if doubtful else SURE)
        if match := _match(unwanted.doubtful, text, kind):
            return Found(match.start(), match.end(), DOUBTFUL)
        return None


def _match(pattern: re.Pattern[str], text: str, kind: Kind) -> re.Match[str] | None:
    """The first match that counts: a refusal only at the beginning of a text, or where the whole text is short."""
    match = pattern.search(text)
    if match is None or kind.measure != "refusal":
        return match
    begins = len(text[: match.start()].lstrip()) <= OPENING
    return match if begins or word_count(text) <= SHORT else None
