"""Whether a translation is whole: its lines, list items and sentences, and each of them once."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from alpaca_est.languages.sentences import sentences
from alpaca_est.record import Outcome, Record, texts
from alpaca_est.step import Filter
from alpaca_est.text import words

ITEM = re.compile(r"^[ \t]*(?:[-*+•–]|\d{1,3}[.)])[ \t]+\S", re.MULTILINE)
SHORT = 8  # characters added to both lengths: short sentences differ more
AGAIN = 4  # words of the shortest sentence that counts as repeated


class TranslationWhole(Filter):
    """Rejects translations that lost list items or lines or repeat themselves, and flags those with fewer sentences.

    Measured on human translations (WMT24++): 5 % have fewer sentences than their original for good reasons, so people
    decide on those; lines are never lost. Repeated are sentences that come more often than in the original (over- and
    under-translation, after OVERMISS, arXiv 2308.12674). Uneven are texts of as many sentences that are not as long as
    their counterparts (as in the alignment of Gale and Church 1993): another text, shifted rows. Measured on 3,000
    composed human translations: median 0.15, 99th percentile 0.29; of strangers four fifths lie over 0.28.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"items", "sentences", "repeated"})

    step: Literal["translation_whole"] = "translation_whole"
    items: Literal["reject", "flag", "keep"] = "reject"
    """What happens where lines or list items are lost."""
    sentences: Literal["reject", "flag", "keep"] = "flag"
    """What happens where there are fewer sentences."""
    repeated: Literal["reject", "flag", "keep"] = "reject"
    """What happens where a sentence is repeated that the original has once."""
    flag_uneven_above: float = Field(default=0.28, gt=0)
    """Flagged where the root mean square of the logarithmic length ratios of sentences is over this."""
    min_sentences: int = Field(default=3, ge=2)
    """Fewest sentences of a field with which they are counted."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """How many `items` and `sentences` are lost, how many are `repeated`, and how `uneven` the worst text is."""
        before = record.original
        if before is None:
            return {}
        found: Counter[str] = Counter(items=0, sentences=0, repeated=0)
        uneven = 0.0
        for (_, old), (_, new) in zip(texts(before), texts(record), strict=False):
            if not old.strip():
                continue
            found["items"] += max(_items(old) - _items(new), 0)
            source, target = _sentences(old, before.lang), _sentences(new, record.lang)
            if len(source) >= self.min_sentences:
                found["sentences"] += max(len(source) - len(target), 0)
                uneven = max(uneven, _uneven(source, target))
            found["repeated"] += max(_again(target) - _again(source), 0)
        return {name: float(count) for name, count in found.items()} | {"uneven": round(uneven, 4)}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject or flag with the first that is wrong."""
        for name, what in (
            ("items", "lines or list items are lost"),
            ("repeated", "sentences are repeated that the original has once"),
            ("sentences", "sentences are missing"),
        ):
            verdict, count = getattr(self, name), scores.get(name, 0.0)
            if count and verdict != "keep":
                reason = f"{count:.0f} {what}, none wanted"
                if verdict == "reject":
                    return self.reject(record, reason)
                record = self.flag(record, reason, score=count)
        if (uneven := scores.get("uneven", 0.0)) > self.flag_uneven_above:
            told = f"sentences are not as long as those of the original ({uneven:.2f})"
            record = self.flag(record, f"{told}, at most {self.flag_uneven_above:g} wanted", score=uneven)
        return record


def _items(text: str) -> int:
    """List items, or lines where there is no list."""
    return len(ITEM.findall(text)) or sum(bool(line.strip()) for line in text.splitlines())


def _sentences(text: str, code: str) -> list[str]:
    """The sentences of a text that have letters."""
    found = (sentence.text for sentence in sentences(text, code))
    return [sentence for sentence in found if any(map(str.isalpha, sentence))]


def _again(found: list[str]) -> int:
    """How many sentences stood before."""
    said = Counter(tuple(words(sentence)) for sentence in found)
    return sum(count - 1 for sentence, count in said.items() if len(sentence) >= AGAIN)


def _uneven(source: list[str], target: list[str]) -> float:
    """How far the lengths of sentences are from those of their counterparts; 0 where there are not as many."""
    if len(source) != len(target):
        return 0.0
    ratios = [math.log((len(new) + SHORT) / (len(old) + SHORT)) for old, new in zip(source, target, strict=True)]
    return math.sqrt(sum(ratio * ratio for ratio in ratios) / len(ratios))
