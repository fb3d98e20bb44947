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

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from alpaca_est.record import Record, root_of, source_id, source_of
from alpaca_est.runs.dataset.likeness import Likeness, Numbers
from alpaca_est.runs.dataset.split_facts import SplitFacts
from alpaca_est.runs.dataset.views import TRAIN, Layout

TOGETHER_ABOVE = 0.7
"""For runs whose manifest is older than the setting."""


class Plan(NamedTuple):
    """The split of each lineage whose own hash says another one, by the beginning of its ids."""

    moved: Mapping[str, str]
    facts: SplitFacts


def planned(records: Iterable[Record], layout: Layout, together_above: float) -> Plan:
    """The plan for the records of a dataset, which are gone through once."""
    kin = _Kin(layout)
    for record in records:
        kin.add(record)
    kin.join(together_above)
    moved, count = kin.moved()
    facts = SplitFacts(
        drawn=layout.shares,
        sources=layout.held_out,
        together_above=together_above,
        moved=count,
        beside=kin.beside,
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
    """Lineages that belong together, and the texts that each of them asks."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.apart = {source for sources in layout.held_out.values() for source in sources}
        self.texts = Likeness()
        self.groups = Groups()
        self.numbers: dict[str, int] = {}
        self.founding: set[int] = set()
        self.rows: Counter[int] = Counter()
        self.lineage: dict[int, int] = {}
        self.asking: Counter[int] = Counter()
        self.held_out: set[int] = set()
        self.beside = 0

    def add(self, record: Record) -> None:
        """Take in a record with what it asks."""
        text = self.texts.add(asked(record))
        if source_of(record.id) in self.apart:
            self.held_out.add(text)
            return
        lineage = self._number(founder(record))
        self.founding.add(lineage)
        self.rows[lineage] += 1
        self.asking[text] += 1
        self.groups.unite(lineage, self._number(root_of(record.id)))
        self.groups.unite(lineage, self.lineage.setdefault(text, lineage))

    def join(self, above: float) -> None:
        """Bring together what asks nearly the same, and count what is like a source that stands apart."""
        lineage = np.array([self.lineage.get(text, -1) for text in range(len(self.texts))], np.int64)
        apart = np.array([text in self.held_out for text in range(len(self.texts))], np.bool_)
        seen = apart & (lineage >= 0)
        for pair in self.texts.pairs():
            ones, others = self._strange(lineage, *pair)
            for first, second in self._alike(ones, others, above):
                self.groups.unite(int(lineage[first]), int(lineage[second]))
            for held, other in (pair, pair[::-1]) if self.held_out else ():
                doubted = apart[held] & (lineage[other] >= 0) & ~seen[other]
                seen[[one for _, one in self._alike(held[doubted], other[doubted], above)]] = True
        self.beside = sum(self.asking[text] for text in np.flatnonzero(seen).tolist())

    def _strange(self, lineage: Numbers, ones: Numbers, others: Numbers) -> tuple[Numbers, Numbers]:
        """The pairs that are not in one group yet."""
        drawn = (lineage[ones] >= 0) & (lineage[others] >= 0)
        ones, others = ones[drawn], others[drawn]
        strange = self.groups.of(lineage[ones]) != self.groups.of(lineage[others])
        return ones[strange], others[strange]

    def _alike(self, ones: Numbers, others: Numbers, above: float) -> list[tuple[int, int]]:
        near = self.texts.alike(ones, others, above)
        return list(zip(ones[near].tolist(), others[near].tolist(), strict=True))

    def moved(self) -> tuple[dict[str, str], int]:
        """The split of every lineage that its own name would not have told, and how many records moved."""
        members: dict[int, list[str]] = {}
        for name, group in zip(self.numbers, self.groups.of(np.arange(len(self.numbers))).tolist(), strict=True):
            members.setdefault(group, []).append(name)
        found: dict[str, str] = {}
        count, total = 0, self.rows.total()
        for names in members.values():
            split = self._split(names, total)
            for name in names:
                if self.layout.drawn(name) != split:
                    found[name] = split
                    count += self.rows[self.numbers[name]]
        return found, count

    def _split(self, names: list[str], total: int) -> str:
        founders = [name for name in names if self.numbers[name] in self.founding]
        split = self.layout.drawn(min(founders))
        room = self.layout.shares.get(split, 1.0) * total / 2
        crowded = len(founders) > 1 and sum(self.rows[self.numbers[name]] for name in founders) > room
        return TRAIN if crowded else split

    def _number(self, name: str) -> int:
        number = self.numbers.setdefault(name, len(self.numbers))
        self.groups.add(number)
        return number


class Groups:
    """Numbers from 0 in groups that only grow together."""

    def __init__(self) -> None:
        self.parents = array("q")

    def add(self, number: int) -> None:
        """Take in the next number, in a group of its own; one that is there stays where it is."""
        if number == len(self.parents):
            self.parents.append(number)

    def unite(self, one: int, other: int) -> None:
        """Make one group of two."""
        self.parents[self._top(one)] = self._top(other)

    def of(self, numbers: Numbers) -> Numbers:
        """The group of each number: the same for those that are together."""
        parents = np.frombuffer(self.parents, np.int64)
        found = numbers
        while not np.array_equal(above := parents[found], found):
            found = above
        parents[numbers] = found
        return found

    def _top(self, number: int) -> int:
        parents = self.parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number
