"""Nearest neighbours: for a record the earlier one whose task is most like it, by ROUGE-L F of words and signs."""

import re
from collections import Counter

import msgspec

from alpaca_est.filters.novelty import Novelty
from alpaca_est.record import Record, source_of
from alpaca_est.runs.report.figures import Example, Histogram, example, histogram

LIKE = 0.4  # similarity from which a neighbour is looked for
PAIRS = 12
FROM_ONE_SOURCE = 2
LONGEST = 400  # words and signs of a task that are compared
UNIT = re.compile(r"\w+|[^\w\s]")


class Pair(msgspec.Struct, frozen=True):
    """Two records with like tasks: 1 would be the same words in the same order."""

    similarity: float
    first: Example
    second: Example


class NeighbourFacts(msgspec.Struct, frozen=True):
    """How many records have an earlier neighbour over 0.4, how near these are, and the nearest pairs."""

    of: int
    found: int
    picture: Histogram
    pairs: list[Pair]


class Neighbours:
    """An index of tasks that grows as records come by."""

    def __init__(self) -> None:
        self.index = Novelty(LIKE)
        self.records: list[Record] = []
        self.near: list[tuple[float, int, int]] = []

    def take(self, record: Record) -> None:
        """Look for the neighbour of a record, then remember it."""
        sequence = [unit.casefold() for unit in UNIT.findall(f"{record.instruction}\n{record.input}")[:LONGEST]]
        similarity, other = self.index.nearest(sequence)
        if other >= 0:
            self.near.append((similarity, len(self.records), other))
        self.index.add(sequence)
        self.records.append(record)

    def facts(self) -> NeighbourFacts:
        """The nearest pairs, few from one source where there are many."""
        similarities = [similarity for similarity, _, _ in self.near]
        picture = histogram("similarity", similarities, ())
        return NeighbourFacts(len(self.records), len(self.near), picture, self._pairs())

    def _pairs(self) -> list[Pair]:
        chosen: list[Pair] = []
        shown: set[int] = set()
        sources: Counter[str] = Counter()
        named = {source_of(self.records[number].id) for _, number, _ in self.near}
        most = max(FROM_ONE_SOURCE, -(-PAIRS // max(len(named), 1)))
        for similarity, number, other in sorted(self.near, key=lambda one: (-one[0], one[1])):
            first, second = self.records[other], self.records[number]
            source = source_of(second.id)
            if sources[source] < most and len(chosen) < PAIRS and shown.isdisjoint((number, other)):
                sources[source] += 1
                shown |= {number, other}
                chosen.append(Pair(similarity, example(first, first.id, ""), example(second, second.id, "")))
        return chosen
