"""Rows that come more than once, what their copies give away, and rows that hold items of test sets."""

from collections.abc import Mapping, Sequence

import msgspec

from alpaca_est.filters.contamination import Index
from alpaca_est.filters.novelty import Novelty
from alpaca_est.source.items import TestSets
from alpaca_est.text import words
from alpaca_est.tuning.rows import Row
from alpaca_est.tuning.statistics import Estimate, estimate

NEAR = 0.95  # ROUGE-L F of whole rows over which two are the same: computed tasks share their phrasing
RUN = 13  # words of a run that counts as an item of a test set
FEWEST = 6  # words of a row that is compared
HELD = 0.8  # share of an item's n-grams of five letters over which a row nearly holds it


class Overlaps(msgspec.Struct, kw_only=True):
    """Clusters of rows that are the same or nearly, and (row, item) pairs of contamination, word by word or nearly."""

    exact: list[list[str]] = []
    near: list[list[str]] = []
    contaminated: list[tuple[str, str]] = []
    reworded: list[tuple[str, str]] = []
    items: int = 0

    @property
    def held(self) -> set[str]:
        """The places of all items that rows hold."""
        return {place for _, place in (*self.contaminated, *self.reworded)}


class Copies(msgspec.Struct, frozen=True, kw_only=True):
    """Rows with a copy in another fold: how much cheaper than others of their kind they are, in robust deviations.

    A model that was tuned without a row but with its copy knows it: held-out losses of such rows say too little.
    """

    rows: int
    gap: Estimate


def copies(found: Overlaps, folds: Sequence[Sequence[Row]], signals: Mapping[str, float], seed: int) -> Copies:
    """The gap over folds; `signals` are what tuning on other rows did to each row's loss (`gain`)."""
    fold = {row.id: number for number, part in enumerate(folds) for row in part}
    apart = {
        row for cluster in (*found.exact, *found.near) if len({fold[one] for one in cluster}) > 1 for row in cluster
    }
    known = [-signals[row] for row in sorted(apart) if row in signals]
    return Copies(rows=len(known), gap=estimate(known, seed))


def overlaps(rows: Sequence[Row], tests: TestSets | None) -> Overlaps:
    """What comes again, word by word or nearly, and what stands in a test set."""
    found = Overlaps(exact=_exact(rows), near=_near(rows))
    if tests is not None:
        index = Index(tests.items, RUN)
        found.items = len(tests.items)
        for row in rows:
            texts = [words(text) for text in (row.instruction, row.input, row.output) if text]
            exact = next(filter(None, map(index.exact, texts)), None)
            near = max(map(index.near, texts), key=lambda one: one.share, default=None)
            if exact is not None:
                found.contaminated.append((row.id, exact.place))
            elif near is not None and near.item is not None and near.share > HELD:
                found.reworded.append((row.id, near.item.place))
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
