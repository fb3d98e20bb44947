"""Which batch of a mixture comes next: a function of the plan and of finished batches, never of time.

The sources take turns by their shares, so that every stretch of the dataset is mixed like the whole. When all that was
planned is through and steps have rejected some of it, further rows of the same licence and kind come after them, until
the plan is met or there are no more.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Literal

import msgspec

from alpaca_est.pipeline import Pipeline
from alpaca_est.record import Record, root_of, source_id
from alpaca_est.runs.mixture import Planned, plan, unmatched
from alpaca_est.runs.schedule import Batch
from alpaca_est.runs.stock import Cell, Stock, stock
from alpaca_est.source import Unreadable, records

STRETCH = 64
PIECES = 32
"""The largest source comes in stretches of at most 64 rows, and in 32 pieces at least; the others by their shares.
Shorter stretches would mix more finely and make more files."""

Rows = Iterator[tuple[int, Record | Unreadable]]
"""Rows with their epoch."""


class _Turn(msgspec.Struct):
    """How far a source has come: what is planned, what its cells still hold, and what came of it."""

    stock: Stock
    planned: Planned
    orders: dict[Cell, Iterator[tuple[int, int]]]
    kept: Counter[Cell] = msgspec.field(default_factory=Counter)
    cells: dict[str, Cell] = {}
    rows: Rows = iter(())
    waiting: list[tuple[int, Record | Unreadable]] = []
    share: int = 0
    emitted: int = 0

    @property
    def missing(self) -> Counter[Cell]:
        """How many records of each cell are still wanted."""
        return Counter(self.planned.cells) - self.kept


class MixtureSchedule:
    """Cuts the sources of a pipeline into numbered batches, as its mixture says."""

    def __init__(self, pipeline: Pipeline, folder: Path) -> None:
        assert pipeline.mixture is not None
        self.mixture = pipeline.mixture
        self.pipeline = pipeline
        self.folder = folder
        self.number = 0
        self.open = 0
        stocks = [stock(source, pipeline, folder) for source in pipeline.sources]
        self.turns = [
            _Turn(one, planned, {cell: one.order(cell, pipeline.seed) for cell in one.cells})
            for one, planned in zip(stocks, plan(self.mixture, stocks), strict=True)
        ]
        self.unmatched = list(unmatched(self.mixture, stocks))
        self._draw(first=True)

    def next(self) -> Batch | Literal["wait"] | None:
        """The next batch; "wait" until more batches are finished; None when there are no more."""
        while True:
            if (batch := self._next()) is not None:
                return batch
            if self.open:
                return "wait"
            if not self._draw():
                return None

    def finished(self, batch: Batch, *, made: int, kept: Sequence[str]) -> None:  # noqa: ARG002
        """Learn what a batch brought, `kept` by ids; batches have to be told of in the order of their numbers."""
        turn = next(turn for turn in self.turns if turn.planned.source == batch.source.name)
        turn.kept.update(turn.cells[root_of(identity)] for identity in kept)
        self.open -= 1

    def warnings(self) -> list[str]:
        """Settings that did nothing, and what is lacking at the end of what was asked for, a line for each source."""
        return self.unmatched + [
            f"mixture: {turn.planned.source} has {turn.kept.total():,} records of {turn.planned.records:,} planned, "
            "its further rows are rejected or used up"
            for turn in self.turns
            if turn.missing and (self.mixture.total is not None or turn.planned.source in self.mixture.counts)
        ]

    def _next(self) -> Batch | None:
        """A stretch of the source that lies farthest behind its share."""
        for turn in sorted(self.turns, key=self._place):
            size = self._size(turn)
            rows = [*turn.waiting, *islice(turn.rows, size - len(turn.waiting))]
            if rows:
                epoch = rows[0][0]
                same = [row for number, row in rows if number == epoch]
                turn.waiting = rows[len(same) :]
                return self._batch(turn, epoch, same)
        return None

    def _size(self, turn: _Turn) -> int:
        """How many rows of a source follow each other."""
        largest = max(max(one.share for one in self.turns), 1)
        stretch = max(round(min(STRETCH, math.ceil(largest / PIECES)) * turn.share / largest), 1)
        return turn.stock.source.batch or min(stretch, self.pipeline.batch_rows(turn.stock.source))

    def _place(self, turn: _Turn) -> float:
        """Where in the mixture the middle of a source's next stretch belongs, from 0 to 1."""
        return (turn.emitted + self._size(turn) / 2) / max(turn.share, 1)

    def _batch(self, turn: _Turn, epoch: int, rows: list[Record | Unreadable]) -> Batch:
        batch = Batch(self.number, turn.stock.source, epoch, rows)
        self.number += 1
        self.open += 1
        turn.emitted += len(rows)
        return batch

    def _draw(self, *, first: bool = False) -> bool:
        """Take what is missing from the cells; whether they gave anything."""
        for turn in self.turns:
            missing = turn.missing
            drawn = {cell: list(islice(turn.orders[cell], number)) for cell, number in sorted(missing.items())}
            turn.share, turn.emitted = sum(map(len, drawn.values())), 0
            turn.cells = {
                source_id(turn.planned.source, row, epoch): cell
                for cell, picks in drawn.items()
                for epoch, row in picks
            }
            picks = sorted(pick for cell in drawn for pick in drawn[cell])
            turn.rows = self._rows(turn.stock, picks, broken=first)
        return any(turn.share for turn in self.turns)

    def _rows(self, stock: Stock, picks: Sequence[tuple[int, int]], *, broken: bool) -> Rows:
        """The picked rows in the order of epochs and rows; where `broken` is set with those that cannot be read."""
        epochs = {epoch: {row for _, row in some} for epoch, some in groupby(picks, key=lambda pick: pick[0])}
        if broken and not stock.source.draws:
            epochs.setdefault(0, set())
        for epoch in sorted(epochs):
            wanted = epochs[epoch]
            end = None if broken and epoch == 0 and not stock.source.draws else max(wanted, default=-1) + 1
            found = records(stock.source, self.folder, self.pipeline.language, epoch)
            for number, row in enumerate(islice(found, end)):
                if number in wanted or (broken and epoch == 0 and not isinstance(row, Record)):
                    yield epoch, row
