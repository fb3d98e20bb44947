"""Texts that say the same thing again and again."""

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from alpaca_est.languages import language
from alpaca_est.languages.prose import running_text
from alpaca_est.languages.sentences import sentences
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import excerpt, words

GRAM = 6  # words of a run that is counted
FEWEST = 5  # words of a sentence that may not come again


class Loops(Filter):
    """Rejects outputs in which a sentence or a run of words comes again and again, flags a sentence that comes twice.

    Two measures: how often the most frequent sentence of five words and more comes, and the share of words that lie in
    a run of six which was there before. Code does not count. A refrain comes again in songs and poems, so texts of
    short lines are flagged at most.
    """

    deciding: ClassVar[frozenset[str]] = frozenset()

    step: Literal["loops"] = "loops"
    reject_sentence_above: int | None = Field(default=2, ge=1)
    """Rejected where one sentence comes more often than this."""
    flag_sentence_above: int | None = Field(default=1, ge=1)
    """Flagged where one sentence comes more often than this."""
    reject_share_above: float | None = Field(default=0.5, ge=0, le=1)
    """Rejected over this share of repeated words."""
    flag_share_above: float | None = Field(default=0.3, ge=0, le=1)
    """Flagged over this share of repeated words."""

    def thresholds(self) -> Mapping[str, tuple[float, ...]]:
        """Those of both measures."""
        sentence = (self.flag_sentence_above, self.reject_sentence_above)
        share = (self.flag_share_above, self.reject_share_above)
        return {
            "sentence": tuple(float(bound) for bound in sentence if bound is not None),
            "share": tuple(bound for bound in share if bound is not None),
        }

    def measure(self, record: Record) -> Mapping[str, float]:
        """`sentence`: how often the most frequent one comes; `share` of repeated words; `verse` 1 for short lines."""
        text = running_text(record.output)
        found = words(text)
        if len(found) < 2 * FEWEST:
            return {}
        own = language(self.lang or record.lang)
        lines = [line for line in text.splitlines() if line.strip()]
        verse = len(lines) >= 4 and sum(map(len, lines)) / len(lines) < 60
        _, often = _frequent(text, own.code)
        return {"sentence": float(often), "share": _repeated(found), "verse": float(verse)}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject or flag by the sentence first, then by the share."""
        sentence, share = scores.get("sentence", 0.0), scores.get("share", 0.0)
        verdict, reason = self._verdict(record, sentence, share)
        if verdict == "reject" and not scores["verse"]:
            return self.reject(record, reason)
        return self.flag(record, reason, score=max(share, sentence)) if verdict else record

    def _verdict(self, record: Record, sentence: float, share: float) -> tuple[str, str]:
        for verdict, often, bound in (
            ("reject", self.reject_sentence_above, self.reject_share_above),
            ("flag", self.flag_sentence_above, self.flag_share_above),
        ):
            if often is not None and sentence > often:
                text, _ = _frequent(running_text(record.output), language(self.lang or record.lang).code)
                return verdict, f"output says „{excerpt(text, 40)}“ {sentence:.0f} times, at most {often} wanted"
            if bound is not None and share > bound:
                return verdict, f"{share:.2f} of the words lie in runs that were there before, at most {bound:g} wanted"
        return "", ""


def _frequent(text: str, code: str) -> tuple[str, int]:
    """The most frequent long sentence and how often it comes."""
    counted = Counter(" ".join(words(sentence.text)) for sentence in sentences(text, code))
    long = {sentence: count for sentence, count in counted.items() if sentence.count(" ") + 1 >= FEWEST}
    return max(long.items(), key=lambda pair: pair[1], default=("", 0))


def _repeated(found: list[str]) -> float:
    """The share of words that lie in a run of six words which came before."""
    seen: set[tuple[str, ...]] = set()
    covered = 0
    last = -1
    for start in range(len(found) - GRAM + 1):
        gram = tuple(found[start : start + GRAM])
        if gram in seen:
            covered += start + GRAM - 1 - max(last, start - 1)
            last = start + GRAM - 1
        seen.add(gram)
    return covered / len(found)
