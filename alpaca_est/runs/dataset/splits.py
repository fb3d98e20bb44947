"""Which split a record belongs to, so that nothing in validation or test was seen in training, nearly or quite.

What one reply made has one lineage: the source row, with its round, that its id begins with. A lineage is never
divided, and neither are lineages that belong together: the rows that a mixture repeats in later rounds, rows that an
earlier run made of one of its own, and records that ask nearly the same (`publish: {together_above: 0.7}`).

What belongs together goes where the hash of one lineage says, the first by name. So shares are kept on average, nothing
depends on an order, and what stands alone stays in its split however the dataset grows. A group of several lineages
that would fill more than half of a split stays in train: tasks of one template are often that many, and one draw would
decide what the split is. Moving whatever has a likeness in train to train would be simpler; it was not chosen because
of 100 groups of three lineages it leaves none in a validation of 5 %, only records that are like no other.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from alpaca_est.record import Record, root_of, source_id, source_of
from alpaca_est.runs.dataset.likeness import Likeness, Numbers
from alpaca_est.runs.dataset.split_facts import SplitFacts
from alpaca_est.runs.dataset.views import TRAIN, Layout

COMPARED = 200
"""In a bucket with more texts only so many are compared with all the others: tasks of one template fill thousands."""


class Plan(NamedTuple):
    """The split of each lineage whose own hash says another one, by the beginning of its ids."""

    moved: Mapping[str, str]
    facts: SplitFacts


def planned(records: Iterable[Record], layout: Layout, together_above: float | None) -> Plan:
    """The plan for the records of a dataset, which are gone through once."""
    kin = _Kin(layout)
    for record in records:
        kin.add(record, alike=together_above is not None)
    if together_above is not None:
        kin.join(together_above)
    moved, count = kin.moved()
    facts = SplitFacts(
        drawn=layout.shares,
        sources=layout.held_out,
        together_above=together_above,
        moved=count,
        beside=kin.beside(),
    )
    return Plan(moved, facts)


def asked(record: Record) -> str:
    """What a record asks, with what was said before."""
    return "\n".join((*(turn.content for turn in record.history), record.instruction, record.input))


def founder(record: Record) -> str:
    """The lineage that decides for a record: that of the run it was first made in, or of its row's first round."""
    origin = record.origin
    if origin is None:
        return root_of(record.id)
    return root_of(origin.ancestor) if origin.ancestor else source_id(source_of(record.id), origin.row, 0)


class _Kin:
    """Lineages that belong together, as a forest of numbers, and the texts that each of them asks."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.apart = {source for sources in layout.held_out.values() for source in sources}
        self.texts = Likeness()
        self.numbers: dict[str, int] = {}
        self.parents: list[int] = []
        self.founding: set[int] = set()
        self.rows: Counter[int] = Counter()
        self.first: dict[int, int] = {}
        self.asking: Counter[int] = Counter()
        self.held_out: set[int] = set()
        self.seen: set[int] = set()

    def add(self, record: Record, *, alike: bool) -> None:
        """Take in a record, with what it asks where likeness counts."""
        text = self.texts.add(asked(record)) if alike else -1
        if source_of(record.id) in self.apart:
            self.held_out.add(text)
            return
        lineage, root = self._number(founder(record)), self._number(root_of(record.id))
        self.founding.add(lineage)
        self.rows[lineage] += 1
        self._unite(lineage, root)
        if alike:
            self.asking[text] += 1
            self._unite(lineage, self.first.setdefault(text, lineage))

    def join(self, above: float) -> None:
        """Bring together what asks nearly the same, and see what is like a source that stands apart."""
        self.seen |= self.held_out & self.asking.keys()
        for bucket in self.texts.buckets():
            apart = [text for text in bucket.tolist() if text in self.held_out]
            others = np.array([text for text in bucket.tolist() if text in self.asking], np.int64)
            for text in apart[:COMPARED] if len(others) else ():
                self.seen.update(self.texts.near(text, others, above).tolist())
            self._join(others, above)

    def _join(self, bucket: Numbers, above: float) -> None:
        groups = np.array([self._top(self.first[text]) for text in bucket.tolist()], np.int64)
        for place, text in enumerate(bucket[:COMPARED].tolist()):
            strange = groups != groups[place]
            if not strange.any():
                return
            for other in self.texts.near(text, bucket[strange], above).tolist():
                self._unite(self.first[text], self.first[other])
            groups = np.array([self._top(self.first[text]) for text in bucket.tolist()], np.int64)

    def moved(self) -> tuple[dict[str, str], int]:
        """The split of every lineage that its own name would not have told, and how many records moved."""
        groups: dict[int, list[tuple[str, int]]] = {}
        for name, number in self.numbers.items():
            groups.setdefault(self._top(number), []).append((name, number))
        found: dict[str, str] = {}
        count = 0
        for members in groups.values():
            split = self._split(members)
            for name, number in members:
                if self.layout.drawn(name) != split:
                    found[name] = split
                    count += self.rows[number]
        return found, count

    def _split(self, members: list[tuple[str, int]]) -> str:
        founders = [(name, number) for name, number in members if number in self.founding]
        split = self.layout.drawn(min(founders)[0])
        room = float(self.layout.shares.get(split, 1)) * self.rows.total()
        crowded = len(founders) > 1 and sum(self.rows[number] for _, number in founders) > room / 2
        return TRAIN if crowded else split

    def beside(self) -> int:
        """How many records ask nearly what a source asks that stands apart."""
        return sum(self.asking[text] for text in self.seen)

    def _number(self, name: str) -> int:
        number = self.numbers.setdefault(name, len(self.numbers))
        if number == len(self.parents):
            self.parents.append(number)
        return number

    def _top(self, number: int) -> int:
        parents = self.parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def _unite(self, one: int, other: int) -> None:
        self.parents[self._top(one)] = self._top(other)
