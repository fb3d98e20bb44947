"""What a source has in stock for a mixture: rows by licence and kind of task, and the order in which they come.

Only the numbers of rows are kept, never their texts.
"""

import heapq
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from alpaca_est.languages import language
from alpaca_est.languages.main_verb import main_verb
from alpaca_est.pipeline import Pipeline, SourceWithSteps
from alpaca_est.pipeline.mixture import Balance
from alpaca_est.record import Record
from alpaca_est.source import records

UNSPECIFIED = "unspecified"


class Cell(NamedTuple):
    """Rows of a source that count as alike: their licence, and their kind of task where kinds are balanced."""

    licence: str
    kind: str


class Stock(msgspec.Struct):
    """The rows of a source by their cells, and how often each may come; kinds of weight 0 are left out."""

    source: SourceWithSteps
    cells: dict[Cell, Sequence[int]]
    epochs: int

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(len(rows) for rows in self.cells.values())

    def order(self, cell: Cell, seed: int) -> Iterator[tuple[int, int]]:
        """Epoch and row of all that a cell can give: every row once before any comes again, by the seed's chance.

        Who asks for more gets the same ones and then further ones. Draws, which are alike, come by their numbers.
        """
        rows = self.cells[cell]
        for epoch in range(self.epochs):
            if self.source.draws:
                yield from ((epoch, row) for row in rows)
                continue
            ranks = [(_rank(seed, self.source.name, epoch, row), row) for row in rows]
            heapq.heapify(ranks)
            yield from ((epoch, heapq.heappop(ranks)[1]) for _ in range(len(ranks)))


def _rank(seed: int, source: str, epoch: int, row: int) -> bytes:
    return sha256(f"{seed}/mixture/{source}/{epoch}/{row}".encode()).digest()[:8]


def stock(source: SourceWithSteps, pipeline: Pipeline, folder: Path) -> Stock:
    """What a source has: all of it is read once; rows that cannot be read count for nothing."""
    assert pipeline.mixture is not None
    epochs, balance = pipeline.mixture.epochs_of(source), pipeline.mixture.balance
    if source.draws:
        drawn = range(min(source.draws, source.rows or source.draws))
        return Stock(source, {Cell(source.licence or UNSPECIFIED, ""): drawn}, epochs)
    cells: dict[Cell, list[int]] = {}
    for number, row in enumerate(records(source, folder, pipeline.language)):
        if isinstance(row, Record):
            licence = (row.origin.licence if row.origin else "") or UNSPECIFIED
            kind = kind_of(row, balance)
            if balance is None or balance.weights.get(kind) != 0:
                cells.setdefault(Cell(licence, kind), []).append(number)
    return Stock(source, dict(sorted(cells.items())), epochs)


def kind_of(record: Record, balance: Balance | None) -> str:
    """The kind of task that a record is balanced by; empty where kinds are not balanced or it has none."""
    if balance is None:
        return ""
    if balance.by == "kind":
        return record.kind.partition("/")[0]
    found = main_verb(record.instruction, language(record.lang))
    return found.verb if balance.by == "verb" else f"{found.verb} {found.object}".strip()
