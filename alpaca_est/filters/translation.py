"""What a translation must share with its original: length, numbers, labels, and nothing left as it was."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from alpaca_est.filters.numbers import beside
from alpaca_est.languages.protected import unprotected
from alpaca_est.record import FIELDS, Outcome, Record, Sample, texts
from alpaca_est.step import Filter, Measured
from alpaca_est.text import excerpt, words

NUMBER = re.compile(r"\d+(?:[ \u00a0\u2009\u202f.,]\d+)*")
SHORT = 80  # characters of a field whose length may differ more
EARLIER = "history"


class TranslationLength(Filter):
    """Rejects translations that are much shorter or longer than their original: dropped or added sentences, answers.

    The ratio of characters, field by field; the one farthest from 1 decides. Measured on 800 post-edited segments from
    English (WMT24++): median 1.02, 1st percentile 0.76, 99th 1.40; of texts whose half is dropped 97 % lie under 0.75.
    Fields under 80 characters have wider bounds: the square of the others. Of earlier turns the worst counts.
    """

    step: Literal["translation_length"] = "translation_length"
    reject_below: float = Field(default=0.6, gt=0, le=1)
    """Rejected under this ratio."""
    flag_below: float = Field(default=0.75, gt=0, le=1)
    """Flagged under this ratio."""
    flag_above: float = Field(default=1.45, ge=1)
    """Flagged over this ratio."""
    reject_above: float = Field(default=1.6, ge=1)
    """Rejected over this ratio."""

    def thresholds(self) -> Mapping[str, tuple[float, ...]]:
        """All four, of each field's ratio and of that of earlier turns."""
        bounds = (self.reject_below, self.flag_below, self.flag_above, self.reject_above)
        return dict.fromkeys((*FIELDS, EARLIER), bounds)

    def measure(self, record: Record) -> Mapping[str, float]:
        """The ratio of each field that has a text in both, and the worst of earlier turns, of a short one its root."""
        found: dict[str, float] = {}
        if record.original is None:
            return found
        earlier: list[float] = []
        for (name, text), (_, other) in zip(texts(record.original), texts(record), strict=False):
            old, new = len(text.strip()), len(other.strip())
            if old and new and name in FIELDS:
                found[name] = new / old
            elif old and new:
                earlier.append(math.sqrt(new / old) if old < SHORT else new / old)
        return found | ({EARLIER: max(earlier, key=lambda ratio: abs(math.log(ratio)))} if earlier else {})

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject or flag by the first field that is off."""
        for reject, low, high in (
            (True, self.reject_below, self.reject_above),
            (False, self.flag_below, self.flag_above),
        ):
            for field, ratio in scores.items():
                wide = 2 if field in FIELDS and len(getattr(record.original, field).strip()) < SHORT else 1
                least, most = round(low**wide, 2), round(high**wide, 2)
                if least <= ratio <= most:
                    continue
                measured = beside(ratio, least if ratio < least else most, 2)
                reason = f"translated {field} is {measured} as long as its original, {least:g} to {most:g} wanted"
                return self.reject(record, reason) if reject else self.flag(record, reason, score=ratio)
        return record


class TranslationNumbers(Measured):
    """Flags translations whose numbers are not those of the original, decimal commas and points read alike.

    Measured on human translations: 9 % differ for good reasons (number words, units), so people decide.
    """

    measure_name = "differing"

    step: Literal["translation_numbers"] = "translation_numbers"
    flag_above: float | None = Field(default=0, ge=0)
    """Flagged where more numbers differ."""

    def value(self, record: Record) -> float | None:
        """How many numbers stand in one text only."""
        found = self._differing(record)
        return None if found is None else float(found.total())

    def reason(self, record: Record, value: float) -> str:
        """The first numbers that differ."""
        found = self._differing(record) or Counter[str]()
        return f"{value:.0f} numbers differ from the original ({', '.join(list(found)[:3])})"

    def _differing(self, record: Record) -> Counter[str] | None:
        if record.original is None:
            return None
        old, new = _numbers(record.original), _numbers(record)
        return (old - new) + (new - old)


def _numbers(sample: Sample) -> Counter[str]:
    text = "\n".join(text for _, text in texts(sample))
    return Counter(re.sub(r"\D|0+$", "", number) or "0" for number in NUMBER.findall(text))


class TranslationCopied(Measured):
    """Flags and rejects translations that were left as they were.

    The share of the translation's words of three letters and more that stand in the original too. Measured on human
    translations: median 0.02, 99th percentile 0.33. Code and addresses are left out; names are
    copied rightly, so little text has no measure.
    """

    measure_name = "share"

    step: Literal["translation_copied"] = "translation_copied"
    flag_above: float | None = Field(default=0.4, ge=0, le=1)
    """Flagged over this share."""
    reject_above: float | None = Field(default=0.6, ge=0, le=1)
    """Rejected over this share."""
    min_words: int = Field(default=8, ge=1)
    """Fewest words with which a record has a verdict."""

    def value(self, record: Record) -> float | None:
        """The share of copied words."""
        if record.original is None:
            return None
        given = set(_prose(record.original))
        found = [word for word in _prose(record) if len(word) >= 3 and word.isalpha()]
        return sum(word in given for word in found) / len(found) if len(found) >= self.min_words else None

    def reason(self, record: Record, value: float) -> str:  # noqa: ARG002
        """The share."""
        return f"{value:.2f} of the words are those of the original"


class TranslationConsistent(Filter):
    """Rejects translations that no longer fit together: another row, a repaired input, a label that is not offered.

    Filled: a field has a text and was empty, or the other way round, as where rows were shifted. Repaired: input and
    output are the same now although they were not (a correction without mistakes). Label: the output was part of the
    instruction or the input and is no more.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"filled", "repaired", "label"})

    step: Literal["translation_consistent"] = "translation_consistent"
    filled: Literal["reject", "flag", "keep"] = "reject"
    """What happens where a field was empty and is not, or the other way round."""
    repaired: Literal["reject", "flag", "keep"] = "reject"
    """What happens where input and output became the same."""
    label: Literal["reject", "flag", "keep"] = "flag"
    """What happens where a label is no longer offered: it may be inflected."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """`filled`, `repaired` and `label`, 1 or 0."""
        before = record.original
        if before is None:
            return {}
        repaired = bool(record.input) and _same(record.input, record.output) and not _same(before.input, before.output)
        label = 0 < len(words(before.output)) <= 4 and _offered(before) and not _offered(record)
        filled = any(bool(getattr(before, field).strip()) != bool(getattr(record, field).strip()) for field in FIELDS)
        return {"filled": float(filled), "repaired": float(repaired), "label": float(label)}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject or flag with the first that is wrong."""
        for name, reason in (
            ("filled", "a field has a text that the original has not, or none although it has"),
            ("repaired", "input and output are the same, in the original they were not"),
            ("label", f"output „{excerpt(record.output, 30)}“ is no longer among what the task offers"),
        ):
            verdict = getattr(self, name)
            if scores.get(name) and verdict != "keep":
                if verdict == "reject":
                    return self.reject(record, reason)
                record = self.flag(record, reason, score=1.0)
        return record


def _prose(sample: Sample) -> list[str]:
    """The words of all texts, code and addresses left out."""
    return [word for _, text in texts(sample) for word in words(unprotected(text))]


def _same(one: str, other: str) -> bool:
    return words(one) == words(other)


def _offered(sample: Sample) -> bool:
    return sample.output.strip().strip(".").casefold() in f"{sample.instruction}\n{sample.input}".casefold()
