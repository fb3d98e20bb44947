"""In which order people see records: the uncertain ones first, a random share always, the sources evenly mixed."""

import hashlib
import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from alpaca_est.record import Record, source_of

RANDOM_EVERY = 5

Thresholds = Mapping[str, Mapping[str, Sequence[float]]]


class Waiting(NamedTuple):
    """A record that needs a place in the queue."""

    id: str
    source: str
    uncertainty: float


def draw(*names: object) -> float:
    """A number in [0, 1) that depends on the names only."""
    digest = hashlib.sha256("/".join(map(str, names)).encode()).digest()
    return int.from_bytes(digest[:7]) / (1 << 56)


def uncertainty(record: Record, thresholds: Thresholds) -> float:
    """How little the filters know, from 0 to 2: measures near their thresholds, and one filter alone in doubt."""
    nearest = 0.0
    for step, measures in thresholds.items():
        for measure, bounds in measures.items():
            value = record.scores.get(f"{step}.{measure}")
            if value is None:
                continue
            for bound in bounds:
                nearest = max(nearest, 1 / (1 + 10 * abs(value - bound) / (abs(bound) or 1)))
    doubting = len({flag.step for flag in record.flags})
    return nearest + (1 / doubting if doubting else 0.0)


def queue(waiting: Iterable[Waiting]) -> Iterator[str]:
    """The ids in the order they are shown; every fifth is drawn at random from all that are left."""
    everybody = list(waiting)
    by_doubt = iter(_mixed(everybody))
    by_chance = iter(sorted(everybody, key=lambda one: draw("queue", one.id)))
    shown: set[str] = set()
    for number in range(1, len(everybody) + 1):
        ways = (by_chance, by_doubt) if number % RANDOM_EVERY == 0 else (by_doubt, by_chance)
        chosen = next(one for way in ways for one in way if one.id not in shown)
        shown.add(chosen.id)
        yield chosen.id


def _mixed(waiting: Sequence[Waiting]) -> list[Waiting]:
    """Each source's records by uncertainty, the sources interleaved in proportion to their sizes."""
    sources: dict[str, list[Waiting]] = {}
    for one in waiting:
        sources.setdefault(one.source, []).append(one)
    placed: list[tuple[float, str, Waiting]] = []
    for source, some in sources.items():
        some.sort(key=lambda one: (-one.uncertainty, draw("tie", one.id)))
        placed += [((rank + 0.5) / len(some), source, one) for rank, one in enumerate(some)]
    return [one for _, _, one in sorted(placed, key=lambda place: place[:2])]


class Audit:
    """Draws records for a quality audit: as many from each source as its share of all published ones, at least one."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.counts: dict[str, int] = {}
        self.kept: dict[str, list[tuple[float, str, Record]]] = {}

    def offer(self, record: Record) -> None:
        """One published record, which may be drawn."""
        source = source_of(record.id)
        self.counts[source] = self.counts.get(source, 0) + 1
        drawn = self.kept.setdefault(source, [])
        entry = (-draw("audit", record.id), record.id, record)
        if len(drawn) < self.size:
            heapq.heappush(drawn, entry)
        elif self.size and entry[:2] > drawn[0][:2]:
            heapq.heapreplace(drawn, entry)

    def drawn(self) -> list[Record]:
        """The records that were drawn, in no order that matters."""
        found: list[Record] = []
        for source, wanted in shares(self.counts, self.size).items():
            found += [record for _, _, record in heapq.nlargest(wanted, self.kept[source], key=lambda one: one[:2])]
        return found


def shares(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of `size` fall to each source, by largest remainder; each that has any gets one where there is room."""
    total = sum(counts.values())
    size = min(size, total)
    exact = {name: size * count / total for name, count in counts.items()} if total else {}
    found = {name: max(int(value), 1 if size >= len(counts) else 0) for name, value in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (found[name] - exact[name], name))
    while sum(found.values()) < size:
        for name in by_remainder:
            if sum(found.values()) < size and found[name] < counts[name]:
                found[name] += 1
    while sum(found.values()) > size:
        largest = max(found, key=lambda name: (found[name], name))
        found[largest] -= 1
    return found
