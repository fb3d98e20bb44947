"""Hops: neighbouring filters that all measured a record before any decided, read back from the journal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from alpaca_est.pipeline import Pipeline
from alpaca_est.record import Record, Rejected
from alpaca_est.runs.journal import Entry
from alpaca_est.runs.stages import Stage, cut
from alpaca_est.step import Filter, Step


class Hop(msgspec.Struct, frozen=True):
    """The filters of one hop, the stage they stand in, and the steps of the whole chain that come after them."""

    stage: str
    filters: tuple[Filter, ...]
    later_in_stage: tuple[Step, ...]
    later: tuple[Step, ...]

    @property
    def keys(self) -> list[str]:
        """The names of its filters."""
        return [step.key for step in self.filters]


class Passage(msgspec.Struct, frozen=True):
    """One record's way through a hop: with all its scores and without the hop's flags, and what was decided.

    `lost_later` names the step of the same stage, after the hop, that rejected it.
    """

    record: Record
    rejected: Rejected | None
    kept: Record | None
    lost_later: str = ""


def hops_of(pipeline: Pipeline) -> dict[str, list[Hop]]:
    """The hops of each source's chain."""
    return {source.name: list(_hops(cut(pipeline.chain(source)))) for source in pipeline.sources}


def _hops(stages: Sequence[Stage]) -> Iterator[Hop]:
    chain = [step for stage in stages for step in stage.steps]
    passed = 0
    for stage in stages:
        in_stage = 0
        for is_filter, group in groupby(stage.steps, key=lambda step: isinstance(step, Filter)):
            steps = tuple(group)
            in_stage += len(steps)
            if is_filter:
                filters = tuple(step for step in steps if isinstance(step, Filter))
                yield Hop(stage.name, filters, stage.steps[in_stage:], tuple(chain[passed + in_stage :]))
        passed += in_stage


def passages(hop: Hop, entry: Entry) -> Iterator[Passage]:
    """Every record that entered the hop in a batch, in no order that matters."""
    keys, later = set(hop.keys), {step.key for step in hop.later_in_stage}
    for outcome in entry.result.left:
        if not isinstance(outcome, Rejected) or outcome.record is None:
            continue
        if outcome.step in keys:
            yield Passage(_entered(outcome.record, keys), outcome, None)
        elif outcome.step in later:
            yield Passage(_entered(outcome.record, keys), None, outcome.record, outcome.step)
    for record in entry.result.records:
        yield Passage(_entered(record, keys), None, record)


def _entered(record: Record, keys: set[str]) -> Record:
    """The record as the hop's first decision saw it."""
    if not any(flag.step in keys for flag in record.flags):
        return record
    return msgspec.structs.replace(record, flags=tuple(flag for flag in record.flags if flag.step not in keys))


def scores_of(step: Step, record: Record) -> dict[str, float]:
    """What a step measured of a record."""
    prefix = f"{step.key}."
    return {name.removeprefix(prefix): value for name, value in record.scores.items() if name.startswith(prefix)}
