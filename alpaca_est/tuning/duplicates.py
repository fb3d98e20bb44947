"""Rows that come more than once, and rows that hold items of test sets."""

from collections.abc import Sequence

import msgspec

from alpaca_est.filters.contamination import Index
from alpaca_est.filters.novelty import Novelty
from alpaca_est.source.items import TestSets
from alpaca_est.text import words
from alpaca_est.tuning.rows import Row

NEAR = 0.95  # ROUGE-L F of whole rows over which two are the same: computed tasks share their phrasing
RUN = 13  # words of a run that counts as an item of a test set
FEWEST = 6  # words of a row that is compared


class Overlaps(msgspec.Struct, kw_only=True):
    """Clusters of rows that are the same or nearly, and (row, item) pairs of contamination."""

    exact: list[list[str]] = []
    near: list[list[str]] = []
    contaminated: list[tuple[str, str]] = []
    items: int = 0


def overlaps(rows: Sequence[Row], tests: TestSets | None) -> Overlaps:
    """What comes again, word by word or nearly, and what stands in a test set."""
    found = Overlaps(exact=_exact(rows), near=_near(rows))
    if tests is not None:
        index = Index(tests.items, RUN)
        found.items = len(tests.items)
        for row in rows:
            for text in (row.instruction, row.input, row.output):
                item = index.exact(words(text))
                if item is not None:
                    found.contaminated.append((row.id, item.place))
                    break
    return found


def _exact(rows: Sequence[Row]) -> list[list[str]]:
    clusters: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        clusters.setdefault((*words(row.asked), "|", *words(row.output)), []).append(row.id)
    return [ids for ids in clusters.values() if len(ids) > 1]


def _near(rows: Sequence[Row]) -> list[list[str]]:
    """Clusters of rows that are nearly the same but not word by word."""
    novelty = Novelty(NEAR)
    members: list[list[str]] = []
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        sequence = words(f"{row.asked}\n{row.output}")
        if len(sequence) < FEWEST or tuple(sequence) in seen:
            continue
        seen.add(tuple(sequence))
        _, other = novelty.nearest(sequence)
        novelty.add(sequence)
        members.append([row.id] if other < 0 else [*members[other], row.id])
        if other >= 0:
            members[other] = members[-1]
    whole = {id(cluster): cluster for cluster in members if len(cluster) > 1}
    return _largest(list(whole.values()))


def _largest(clusters: Sequence[list[str]]) -> list[list[str]]:
    """Clusters that are no part of another one."""
    kept: list[list[str]] = []
    held: set[str] = set()
    for cluster in sorted(clusters, key=len, reverse=True):
        if not held & set(cluster):
            kept.append(cluster)
            held |= set(cluster)
    return kept
