"""A chain of steps cut into stages, what a stage computes, and the account of every input.

A stage ends before each step that asks, and before and after each step that remembers.
"""

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from types import TracebackType
from typing import Literal, Self

import msgspec

from alpaca_est.errors import AccountingError
from alpaca_est.record import Outcome, Record, Rejected, Used
from alpaca_est.step import BatchStep, Filter, PromptStep, Step, StreamStep


class Stage(msgspec.Struct, frozen=True):
    """Consecutive steps whose outcomes are journalled together; its name is its folder in the journal."""

    name: str
    steps: tuple[Step, ...]

    @property
    def kind(self) -> Literal["ask", "stream", "compute"]:
        """What its first step does; only the first may ask, and one that remembers stands alone."""
        if self.steps and isinstance(self.steps[0], PromptStep):
            return "ask"
        return "stream" if self.steps and isinstance(self.steps[0], StreamStep) else "compute"


class Count(msgspec.Struct):
    """The account of one step: inputs + made = out + used + rejected."""

    inputs: int = 0
    made: int = 0
    out: int = 0
    used: int = 0
    rejected: int = 0
    flagged: int = 0

    def add(self, other: "Count") -> None:
        """Add another account of the same step."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Result(msgspec.Struct):
    """What a stage made of a batch: records that go on, in order; what left; the account of each step."""

    records: list[Record]
    left: list[Rejected | Used]
    counts: dict[str, Count]
    seconds: dict[str, float] = {}

    @contextmanager
    def timed(self, step: Step) -> Iterator[None]:
        """Adds what a step computes to its processor time; waiting does not count."""
        began = time.thread_time()
        yield
        self.seconds[step.key] = self.seconds.get(step.key, 0.0) + time.thread_time() - began

    def then(self, step: Step, inputs: Sequence[Record], outcomes: Sequence[Outcome]) -> None:
        """Go on with the outcomes of the next step."""
        balanced, count = account(step, inputs, outcomes)
        self.counts.setdefault(step.key, Count()).add(count)
        self.records = [outcome for outcome in balanced if isinstance(outcome, Record)]
        self.left += [outcome for outcome in balanced if not isinstance(outcome, Record)]


class during:  # noqa: N801 (reads as a word)
    """Names the step and the record in whatever is raised inside, and changes nothing else."""

    def __init__(self, step: Step, record: Record | None = None) -> None:
        self.note = f"in step {step.key}" + (f", record {record.id}" if record else "")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            error.add_note(self.note)


def cut(chain: Sequence[Step]) -> tuple[Stage, ...]:
    """The stages of a chain; a chain without steps has one, so that its records are journalled."""
    groups: list[list[Step]] = []
    for step in chain:
        alone = isinstance(step, StreamStep) or (groups and isinstance(groups[-1][0], StreamStep))
        if not groups or alone or isinstance(step, PromptStep):
            groups.append([step])
        else:
            groups[-1].append(step)
    named = groups or [[]]
    return tuple(
        Stage(f"{number:02d}-{steps[0].key if steps else 'source'}", tuple(steps)) for number, steps in enumerate(named)
    )


def account(step: Step, inputs: Sequence[Record], outcomes: Sequence[Outcome]) -> tuple[list[Outcome], Count]:
    """The outcomes with `used` added for inputs that only became others, and the balance.

    Raises `AccountingError` where an input is lost, an outcome has no input, or an id comes twice.
    """
    state: dict[str, str] = {record.id: "lost" for record in inputs}
    children: set[str] = set()
    for outcome in outcomes:
        if outcome.id in state:
            if state[outcome.id] == "own":
                raise AccountingError(f"step {step.key} gave two outcomes with the id {outcome.id}")
            state[outcome.id] = "own"
        else:
            _attribute(step, outcome.id, state, children)
    if lost := [identity for identity, fate in state.items() if fate == "lost"]:
        raise AccountingError(f"step {step.key} lost {len(lost)} of {len(inputs)} inputs, the first is {lost[0]}")
    balanced = [*outcomes, *(Used(id=identity) for identity, fate in state.items() if fate == "parent")]
    return balanced, _balance(step, inputs, balanced, len(children))


def _attribute(step: Step, identity: str, state: dict[str, str], children: set[str]) -> None:
    if identity in children:
        raise AccountingError(f"step {step.key} gave two outcomes with the id {identity}")
    children.add(identity)
    parent = identity.rpartition("/")[0]
    while parent and parent not in state:
        parent = parent.rpartition("/")[0]
    if not parent:
        raise AccountingError(f"step {step.key} made {identity}, which descends from none of its inputs")
    if state[parent] == "lost":
        state[parent] = "parent"


def _balance(step: Step, inputs: Sequence[Record], outcomes: Sequence[Outcome], made: int) -> Count:
    count = Count(inputs=len(inputs), made=made)
    for outcome in outcomes:
        if isinstance(outcome, Record):
            count.out += 1
            count.flagged += any(flag.step == step.key for flag in outcome.flags)
        elif isinstance(outcome, Rejected):
            count.rejected += 1
        else:
            count.used += 1
    return count


def compute(steps: Sequence[Step], records: Sequence[Record]) -> Result:
    """The computing steps of a stage, one after the other; neighbouring filters all measure before any decides."""
    result = Result(list(records), [], {})
    for together, group in groupby(steps, key=lambda step: isinstance(step, Filter)):
        if together:
            _hop([step for step in group if isinstance(step, Filter)], result)
        else:
            for step in group:
                _run(step, result)
    return result


def _run(step: Step, result: Result) -> None:
    if not isinstance(step, BatchStep):
        raise AccountingError(f"step {step.key} is of no kind that a stage can run")
    inputs = result.records
    with during(step), result.timed(step):
        outcomes = list(step.run(inputs))
    result.then(step, inputs, outcomes)


def _hop(filters: Sequence[Filter], result: Result) -> None:
    measured = _measured(filters, result)
    for step in filters:
        inputs = result.records
        with result.timed(step):
            decided = [_decided(step, record, scores[step.key]) for record, scores in measured]
        result.then(step, inputs, decided)
        measured = [
            (outcome, scores)
            for outcome, (_, scores) in zip(decided, measured, strict=True)
            if isinstance(outcome, Record)
        ]


Measures = dict[str, dict[str, float]]


def _measured(filters: Sequence[Filter], result: Result) -> list[tuple[Record, Measures]]:
    """Every record with the measures of every filter."""
    measures: list[Measures] = [{} for _ in result.records]
    for step in filters:
        with result.timed(step):
            for record, scores in zip(result.records, measures, strict=True):
                with during(step, record):
                    scores[step.key] = dict(step.measure(record))
                _check_finite(step, record, scores[step.key])
    return [(_scored(record, scores), scores) for record, scores in zip(result.records, measures, strict=True)]


def _scored(record: Record, measures: Measures) -> Record:
    named = {f"{key}.{name}": value for key, values in measures.items() for name, value in values.items()}
    return msgspec.structs.replace(record, scores={**record.scores, **named})


def _check_finite(step: Filter, record: Record, scores: dict[str, float]) -> None:
    """JSON has no infinity and no NaN: the journal could be written with them and never read again."""
    for name, value in scores.items():
        if not math.isfinite(value):
            raise AccountingError(f"step {step.key} measured {name} {value} of {record.id}, wanted a finite number")


def _decided(step: Filter, record: Record, scores: dict[str, float]) -> Outcome:
    with during(step, record):
        return step.decide(record, scores)


def flatten(counts: Sequence[dict[str, Count]]) -> dict[str, Count]:
    """Accounts of several batches or stages as one, steps in the order of their first appearance."""
    total: dict[str, Count] = {}
    for one in counts:
        for key, count in one.items():
            total.setdefault(key, Count()).add(count)
    return total


def rejected(result: Result) -> Iterator[Rejected]:
    """What was rejected in a stage."""
    return (outcome for outcome in result.left if isinstance(outcome, Rejected))
