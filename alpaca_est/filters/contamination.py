"""Records that hold items of the sets a model will be tested on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from pydantic import Field

from alpaca_est.filters.numbers import beside
from alpaca_est.record import FIELDS, Outcome, Record
from alpaca_est.source.items import Item, Sets, TestSets
from alpaca_est.step import Filter
from alpaca_est.text import excerpt, words

SHORT = 8  # words of an item that is looked for only in texts not much longer than itself
ROOM = 3  # times its words
CHARACTERS = 5  # of the n-grams that find inflected and slightly changed items


class Overlap(NamedTuple):
    """How much of an item stands in a record, and which item."""

    share: float
    item: Item | None


class Index:
    """Items by their runs of words, and by their n-grams of characters."""

    def __init__(self, items: Sequence[Item], size: int) -> None:
        self.size = size
        self.items = items
        self.lengths = sorted({min(size, len(item.words)) for item in items})
        self.runs: dict[tuple[str, ...], int] = {}
        self.pieces: dict[str, list[int]] = {}
        self.counts: list[int] = []
        for number, item in enumerate(items):
            run = min(size, len(item.words))
            for start in range(len(item.words) - run + 1):
                self.runs.setdefault(item.words[start : start + run], number)
            pieces = set(_pieces(item.words))
            self.counts.append(len(pieces))
            for piece in pieces:
                self.pieces.setdefault(piece, []).append(number)

    def exact(self, text: Sequence[str]) -> Item | None:
        """The first item of which a run of `size` words, or all of a shorter one, stands in the text."""
        whole = tuple(text)
        for length in self.lengths:
            if self._lost(length, len(whole)):
                continue
            for start in range(len(whole) - length + 1):
                number = self.runs.get(whole[start : start + length], -1)
                if number >= 0 and min(self.size, len(self.items[number].words)) == length:
                    return self.items[number]
        return None

    def near(self, text: Sequence[str]) -> Overlap:
        """The item most of whose n-grams of characters stand in the text, and their share."""
        found = Counter(number for piece in set(_pieces(text)) for number in self.pieces.get(piece, ()))
        shares = (
            (count / self.counts[number], -number)
            for number, count in found.items()
            if not self._lost(len(self.items[number].words), len(text))
        )
        share, number = max(shares, default=(0.0, 1))
        return Overlap(share, self.items[-number] if number <= 0 else None)

    def _lost(self, item: int, text: int) -> bool:
        """Whether a short item says nothing in a long text: „the fire alarm went off“ stands in many stories."""
        return item < SHORT and text > ROOM * item


def _pieces(text: Sequence[str]) -> Iterator[str]:
    joined = " ".join(text)
    for start in range(len(joined) - CHARACTERS + 1):
        yield joined[start : start + CHARACTERS]


class Contamination(Filter):
    """Rejects records that hold an item of a test set, flags those that nearly do.

    `sets` names files (JSON lines, JSON, CSV, TSV, parquet, plain text) or Hub datasets (`hub:owner/name:split`); each
    text of five words and more is an item. Exact is a run of 13 words (as for GPT-3: Brown et al. 2020, appendix C), or
    all of a shorter item, in one field; items of fewer than eight words only in fields not much longer. Near is the
    share of an item's n-grams of five characters that a field holds: it finds inflected and reworded items. The reason
    names set and line.
    """

    step: Literal["contamination"] = "contamination"
    sets: Sets = Field(default_factory=lambda: TestSets((), ()))
    """Test sets whose items are looked for."""
    words: int = Field(default=13, ge=3)
    """Words of a run that counts as exact."""
    reject_exact: bool = True
    """Whether an exact run rejects; else it flags."""
    flag_above: float | None = Field(default=0.8, ge=0, le=1)
    """Flagged over this share of near overlap."""

    def thresholds(self) -> Mapping[str, tuple[float, ...]]:
        """That of the near overlap."""
        return {"near": () if self.flag_above is None else (self.flag_above,)}

    def measure(self, record: Record) -> Mapping[str, float]:
        """`exact`: 1 where an item stands in the record; `near`: the largest share of an item's n-grams."""
        if not self.sets.items:
            return {}
        exact = any(self._index.exact(text) for text in self._texts(record))
        near = max((self._index.near(text).share for text in self._texts(record)), default=0.0)
        return {"exact": float(exact), "near": near}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject what is exact, flag what is near."""
        if scores.get("exact"):
            item = next(item for text in self._texts(record) if (item := self._index.exact(text)))
            reason = f"holds {self._told(item)}, no item of a test set wanted"
            return self.reject(record, reason) if self.reject_exact else self.flag(record, reason, score=1.0)
        if self.flag_above is not None and scores.get("near", 0.0) > self.flag_above:
            near = max((self._index.near(text) for text in self._texts(record)), key=lambda one: one.share)
            assert near.item is not None, "a share was measured"
            measured = beside(near.share, self.flag_above, 2)
            reason = f"holds {measured} of {self._told(near.item)}, at most {self.flag_above:g} wanted"
            return self.flag(record, reason, score=near.share)
        return record

    @cached_property
    def _index(self) -> Index:
        return Index(self.sets.items, self.words)

    def _texts(self, record: Record) -> list[list[str]]:
        return [found for field in FIELDS if len(found := words(getattr(record, field))) >= 3]

    def _told(self, item: Item) -> str:
        return f"„{excerpt(' '.join(item.words), 50)}“ ({item.place})"
