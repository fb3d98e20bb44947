"""How many words of a record no dictionary of its language knows."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from alpaca_est.filters.numbers import beside
from alpaca_est.languages import language
from alpaca_est.languages.countable import Countable, countable
from alpaca_est.languages.other import names_other
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Bounds, Filter

NAMED = 3


class UnknownWords(Filter, Bounds):
    """Rejects records full of words that do not exist: typos, gibberish, another language.

    The share of unknown words among those that count; names, abbreviations, code and addresses do not. Measured with
    Vabamorf on clean Estonian of 60 words: median 0 (edited) and 0.027 (web), 99th percentile 0.13 and 0.16; with typos
    in 40 % of words median 0.28, other languages from 0.67. Typos in 10 % of words (0.08) are not told from clean text.
    Without EstNLTK simplemma's smaller list is used, then `light_margin` is added to both thresholds, and the measure
    `simplemma` says so. Tasks that name another language ("Tõlgi soome keelde") are flagged only.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"light_margin", "min_words"})

    step: Literal["unknown_words"] = "unknown_words"
    fields: tuple[Literal["instruction", "input", "output"], ...] = Field(("instruction", "output"), min_length=1)
    """Which fields are measured together; inputs are often lists, names or mistakes to be found."""
    min_words: int = Field(default=6, ge=1)
    """Fewest words that count, with which a record has a verdict."""
    reject_above: float | None = Field(default=0.2, ge=0, le=1)
    """Rejected over this share."""
    flag_above: float | None = Field(default=0.1, ge=0, le=1)
    """Flagged for people over this share."""
    light_margin: float = Field(default=0.1, ge=0, le=1)
    """Added to both thresholds where only simplemma was there."""

    def thresholds(self) -> Mapping[str, tuple[float, ...]]:
        """Both thresholds, of the share."""
        return {"share": tuple(bound for bound in (self.flag_above, self.reject_above) if bound is not None)}

    def measure(self, record: Record) -> Mapping[str, float]:
        """`share` of unknown words among `words` counted; `simplemma` 1 where that was the dictionary."""
        vocabulary = language(self.lang or record.lang).vocabulary()
        if vocabulary is None:
            return {}
        found = [word for field in self.fields for word in countable(getattr(record, field), vocabulary)]
        if not found:
            return {}
        unknown = sum(not word.known for word in found)
        measures = {"share": unknown / len(found), "words": float(len(found))}
        return measures if vocabulary.name != "simplemma" else {**measures, "simplemma": 1.0}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject or flag over the thresholds; few words or another language's name only flag."""
        if scores.get("words", 0) < self.min_words:
            return record
        share = scores["share"] - (self.light_margin if "simplemma" in scores else 0.0)
        if (crossed := self.crossed(share)) is None:
            return record
        verdict, bound = crossed
        margin = scores["share"] - share
        measured = beside(scores["share"], bound + margin, 2)
        reason = f"{measured} of the words are unknown ({self._named(record)}), at most {bound + margin:g} wanted"
        if verdict == "reject" and not names_other(language(self.lang or record.lang), record):
            return self.reject(record, reason)
        return self.flag(record, reason, score=scores["share"], span=self._span(record))

    def _named(self, record: Record) -> str:
        return ", ".join(dict.fromkeys(word.word for _, word in self._unknown(record)[:NAMED]))

    def _span(self, record: Record) -> tuple[str, int, int] | None:
        for field, word in self._unknown(record):
            if (start := getattr(record, field).find(word.word)) >= 0:
                return field, start, start + len(word.word)
        return None

    def _unknown(self, record: Record) -> list[tuple[str, Countable]]:
        vocabulary = language(self.lang or record.lang).vocabulary()
        assert vocabulary is not None, "a share was measured"
        return [
            (field, word)
            for field in self.fields
            for word in countable(getattr(record, field), vocabulary)
            if not word.known
        ]
