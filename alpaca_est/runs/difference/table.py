"""All records of a side in a few numbers each, so that 300,000 of them are compared in little memory."""

import hashlib
import heapq
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from alpaca_est.record import FIELDS
from alpaca_est.runs.difference.sides import Entry
from alpaca_est.text import word_count, words

FATES = ("published", "flagged", "rejected", "broken")
SAMPLE = 10_000
"""Of so many instructions the main verb is looked for: those with the lowest digests, the same ones on both sides."""

Numbers = NDArray[np.uint64]


def digest(*texts: str) -> int:
    """64 bits of texts; that any two of 300,000 have the same by chance happens once in 400 million datasets."""
    content = "\0".join(texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little")


class Table:
    """Columns of numbers, a row for each record of a side in its order."""

    def __init__(self) -> None:
        self._ids, self._whole, self._asked = array("Q"), array("Q"), array("Q")
        self._fields = {field: array("Q") for field in FIELDS}
        self._lengths = {field: array("I") for field in FIELDS}
        self._fates, self._reasons = array("B"), array("I")
        self._known: dict[str, int] = {}
        self._names: list[str] = []
        self._lowest: list[tuple[int, str]] = []
        self.languages: Counter[str] = Counter()
        self.with_input = 0

    def add(self, entry: Entry) -> None:
        """Take in the next record."""
        self._ids.append(digest(entry.id) if entry.id else 0)
        self._whole.append(digest(*entry.texts))
        self._fates.append(FATES.index(entry.fate))
        self._reasons.append(self._known.setdefault(entry.reason, len(self._known)))
        self._names += [entry.reason] * (len(self._known) - len(self._names))
        for field, text in zip(FIELDS, entry.texts, strict=True):
            self._fields[field].append(digest(text))
        if entry.fate == "published":
            self._measure(entry)

    def _measure(self, entry: Entry) -> None:
        instruction = entry.texts[0]
        known = words(instruction)
        asked = digest(" ".join(known))
        self._asked.append(asked)
        self.languages[entry.lang] += 1
        self.with_input += bool(entry.texts[1])
        counts = len(known), *map(word_count, entry.texts[1:])
        for field, count in zip(FIELDS, counts, strict=True):
            self._lengths[field].append(count)
        low = (-asked, instruction)
        if len(self._lowest) < SAMPLE:
            heapq.heappush(self._lowest, low)
        else:
            heapq.heappushpop(self._lowest, low)

    @property
    def ids(self) -> Numbers:
        """Digests of the ids; 0 where a row has none."""
        return np.array(self._ids, dtype=np.uint64)

    @property
    def published(self) -> NDArray[np.bool_]:
        """Which rows were published."""
        return np.array([code == 0 for code in self._fates], dtype=np.bool_)

    @property
    def asked(self) -> Numbers:
        """Digests of the words of published instructions, whatever their case and punctuation."""
        return np.array(self._asked, dtype=np.uint64)

    @property
    def sampled(self) -> Iterator[str]:
        """The instructions whose verbs are looked for."""
        return (instruction for _, instruction in sorted(self._lowest, reverse=True))

    def whole(self) -> Numbers:
        """Digests of all three texts."""
        return np.array(self._whole, dtype=np.uint64)

    def field(self, name: str) -> Numbers:
        """Digests of one text."""
        return np.array(self._fields[name], dtype=np.uint64)

    def lengths(self, name: str) -> NDArray[np.uint32]:
        """Words of one text of each published record."""
        return np.array(self._lengths[name], dtype=np.uint32)

    def fate(self, row: int) -> str:
        """What became of a record."""
        return FATES[self._fates[row]]

    def fates(self) -> Counter[str]:
        """How many records had which fate."""
        return Counter({FATES[code]: count for code, count in Counter(self._fates).items()})

    def reason(self, row: int) -> str:
        """Why it was left out; empty where it was not."""
        return self._names[self._reasons[row]]

    def reasons(self, fate: str) -> Counter[str]:
        """Why records had a fate, and how many."""
        code = FATES.index(fate)
        pairs = zip(self._fates, self._reasons, strict=True)
        return Counter(self._names[reason] for found, reason in pairs if found == code)


def table(entries: Iterable[Entry]) -> Table:
    """All records of a side."""
    found = Table()
    for entry in entries:
        found.add(entry)
    return found
