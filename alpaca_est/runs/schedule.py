"""Which batch comes next: a function of the pipeline and of finished batches, never of time.

Batches are numbered over all sources by weight. A source that feeds a generator goes round until the target is met
or `max_rounds` rounds in a row brought next to nothing. To know that without waiting for every round, a round may
begin when all rounds that lie at least `AHEAD` records back are finished.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal

import msgspec

from alpaca_est.pipeline import Pipeline, SourceWithSteps
from alpaca_est.record import Record
from alpaca_est.source import Unreadable, records

AHEAD = 256
DRY = 0.01


class Batch(msgspec.Struct, frozen=True):
    """Some rows of one source in one round."""

    number: int
    source: SourceWithSteps
    round: int
    rows: list[Record | Unreadable]


class Brought(msgspec.Struct):
    """What the finished batches of one round brought."""

    batches: int = 0
    made: int = 0
    kept: int = 0

    @property
    def dry(self) -> bool:
        """Whether next to nothing of what was made is new and good."""
        return self.kept < DRY * max(self.made, 1)


class _Turn(msgspec.Struct):
    """How far one source has come."""

    source: SourceWithSteps
    rows: Iterator[Record | Unreadable]
    round: int = 0
    in_round: int = 0
    cut: list[int] = []
    brought: list[Brought] = []
    emitted: int = 0
    over: bool = False


class Schedule:
    """Cuts the sources of a pipeline into numbered batches."""

    def __init__(self, pipeline: Pipeline, folder: Path) -> None:
        self.pipeline = pipeline
        self.folder = folder
        self.number = 0
        self.turns = [_Turn(source, self._rows(source, 0), cut=[0], brought=[Brought()]) for source in pipeline.sources]

    def next(self) -> Batch | Literal["wait"] | None:
        """The next batch; "wait" until more batches are finished; None when there are no more."""
        while active := [turn for turn in self.turns if not turn.over]:
            turn = min(active, key=lambda one: one.emitted / one.source.weight)
            rows = list(islice(turn.rows, self.pipeline.batch_rows(turn.source)))
            if rows:
                return self._batch(turn, rows)
            if not self._may_begin(turn):
                return "wait"
            self._next_round(turn)
        return None

    def finished(self, batch: Batch, *, made: int, kept: Sequence[str]) -> None:
        """Learn what a batch brought, `kept` by ids; batches have to be told of in the order of their numbers."""
        turn = next(turn for turn in self.turns if turn.source.name == batch.source.name)
        brought = turn.brought[batch.round]
        brought.batches += 1
        brought.made += made
        brought.kept += len(kept)

    def _rows(self, source: SourceWithSteps, round_: int) -> Iterator[Record | Unreadable]:
        return records(source, self.folder, self.pipeline.language, round_)

    def _batch(self, turn: _Turn, rows: list[Record | Unreadable]) -> Batch:
        batch = Batch(self.number, turn.source, turn.round, rows)
        self.number += 1
        turn.emitted += len(rows)
        turn.in_round += len(rows)
        turn.cut[turn.round] += 1
        return batch

    def _may_begin(self, turn: _Turn) -> bool:
        """Whether enough is known to decide on the round after this one."""
        known = self._known(turn)
        return turn.round + 1 >= self._limit(turn) or all(
            turn.brought[number].batches == turn.cut[number] for number in range(known + 1)
        )

    def _known(self, turn: _Turn) -> int:
        """The last round that has to be finished before the next may begin; -1 where there is none."""
        return max(turn.round - math.ceil(AHEAD / max(turn.in_round, 1)) + 1, -1)

    def _limit(self, turn: _Turn) -> float:
        """How many rounds a source may go at most."""
        return turn.source.rounds or (math.inf if self.pipeline.loops(turn.source) else 1)

    def _next_round(self, turn: _Turn) -> None:
        latest = turn.brought[: self._known(turn) + 1][-self.pipeline.max_rounds :]
        dry = len(latest) == self.pipeline.max_rounds and all(brought.dry for brought in latest)
        if turn.round + 1 >= self._limit(turn) or turn.in_round == 0 or dry:
            turn.over = True
            return
        turn.round += 1
        turn.in_round = 0
        turn.cut.append(0)
        turn.brought.append(Brought())
        turn.rows = self._rows(turn.source, turn.round)
