"""The index behind the near-duplicate filter: the nearest earlier text, exactly, without comparing with all of them."""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import extractOne

Text = tuple[int, ...]
Shelf = defaultdict[int, "array[int]"]

NOTHING: Text = (0,)  # an empty text is one word that no other text has
BITS = 64
ROUNDING = 1e-9


class Search(NamedTuple):
    """Where texts near one of a given length can be: its rarest `depth` words on each shelf, within `room` bits."""

    shelves: list[tuple[Shelf, int]]
    deepest: int
    room: NDArray[np.uint8]


class Novelty:
    """Which earlier text is nearest, exactly, by ROUGE-L F of word sequences.

    ROUGE-L (Lin 2004, section 3) F1 of texts of m and n words is 2·LCS / (m + n); two empty texts score 1.0.
    Three bounds that no near text can miss leave a handful to be compared word by word:

    - length: LCS is at most the shorter length, so much shorter and much longer texts are never looked at;
    - rare words: texts that share k words share one among the n - k + 1 rarest of each (AllPairs, Bayardo et al. 2007);
    - signatures: with a bit for each word, at most as many bits differ as words are deleted and inserted.

    The words seen last count as the rarest: any fixed order is exact, and this one needs no second pass.
    """

    def __init__(self, threshold: float) -> None:
        """An empty index for scores above `threshold`, which is above 0 and at most 1."""
        if not 0 < threshold <= 1:
            raise ValueError(f"threshold is {threshold}, wanted above 0 and at most 1")
        self.threshold = threshold
        self._vocabulary: dict[str, int] = {}
        self._texts: list[Text] = []
        self._lengths = array("I")
        self._signatures = array("Q")
        self._shelves: defaultdict[int, Shelf] = defaultdict(lambda: defaultdict(lambda: array("I")))
        self._searches: dict[int, Search] = {}

    def __len__(self) -> int:
        """How many texts were added."""
        return len(self._texts)

    def nearest(self, words: Sequence[str]) -> tuple[float, int]:
        """The highest score above the threshold and the lowest number of a text that has it, or (0.0, -1)."""
        text = self._encode(words)
        numbers = self._candidates(text)
        found = extractOne(
            text,
            [self._texts[number] for number in numbers],
            scorer=Indel.normalized_similarity,
            score_cutoff=self.threshold - ROUNDING,
        )
        if found is None:
            return 0.0, -1
        other, _, place = found
        score = Indel.similarity(text, other) / (len(text) + len(other))
        return (score, numbers[place]) if score > self.threshold else (0.0, -1)

    def add(self, words: Sequence[str]) -> int:
        """Adds a text and gives its number: texts are numbered from 0 in the order of adding."""
        text = self._encode(words)
        number = len(self._texts)
        self._texts.append(text)
        self._lengths.append(len(text))
        self._signatures.append(signature(text))
        shelf = self._shelves[shelf_of(len(text))]
        for word in set(rarest_first(text)[: self._search(len(text)).deepest]):
            shelf[word].append(number)
        return number

    def _encode(self, words: Sequence[str]) -> Text:
        """The words as numbers, from 1 in the order of first sight."""
        vocabulary = self._vocabulary
        return tuple([vocabulary.setdefault(word, len(vocabulary) + 1) for word in words]) or NOTHING

    def _candidates(self, text: Text) -> list[int]:
        """The numbers of all texts that pass the three bounds, ascending."""
        search = self._search(len(text))
        rare = rarest_first(text)
        sharing = [shelf[word] for shelf, depth in search.shelves for word in rare[:depth] if word in shelf]
        if not sharing:
            return []
        numbers = np.frombuffer(b"".join(sharing), np.uintc)
        room = search.room[np.frombuffer(self._lengths, np.uintc)[numbers]]
        others = np.frombuffer(self._signatures, np.uint64)[numbers]
        return sorted(set(numbers[np.bitwise_count(others ^ np.uint64(signature(text))) < room].tolist()))

    def _search(self, length: int) -> Search:
        """How to look for texts near one of `length` words, worked out once for each length."""
        if length not in self._searches:
            self._searches[length] = self._plan(length)
        return self._searches[length]

    def _plan(self, length: int) -> Search:
        """The shelves of all lengths that can score above the threshold, and the bounds on them."""
        longest = int(2 * length / self.threshold)
        depths: dict[int, int] = {}
        room = np.zeros(2 * longest + 1, np.uint8)
        for other in range(1, longest + 1):
            shared = fewest_shared(length + other, self.threshold)
            if shared <= min(length, other):
                depths.setdefault(shelf_of(other), length - shared + 1)
                room[other] = min(length + other - 2 * shared, BITS) + 1
        shelves = [(self._shelves[shelf], depth) for shelf, depth in depths.items()]
        return Search(shelves, max(depths.values(), default=0), room)


def fewest_shared(total: int, threshold: float) -> int:
    """The shortest LCS with which two texts of `total` words together score above the threshold."""
    return next(shared for shared in count(int(threshold * total / 2)) if 2 * shared / total > threshold)


def shelf_of(length: int) -> int:
    """The shortest length on the same shelf: one shelf a length up to 15, then eight for each doubling."""
    coarse = max(0, length.bit_length() - 4)
    return length >> coarse << coarse


def rarest_first(text: Text) -> list[int]:
    """The words of a text, those seen last first."""
    return sorted(text, reverse=True)


def signature(text: Text) -> int:
    """A bit for each word: texts whose signatures differ in k bits have at least k words to delete and insert."""
    return sum({1 << word % BITS for word in text})
