"""The engine: walks batches through their stages, journals every outcome, and loses nothing.

Each batch is one coroutine. Several walk at once, results are taken by number. Before a step that remembers a batch
waits for its turn. What is journalled is never computed or asked again.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import msgspec

from alpaca_est.ask import Ask, Reply
from alpaca_est.decision import Decisions, applied
from alpaca_est.errors import Interrupted, RunError
from alpaca_est.pipeline import Loaded, Pipeline
from alpaca_est.record import Outcome, Record, Rejected
from alpaca_est.runs.journal import Journal, encode, head_of
from alpaca_est.runs.mixing import MixtureSchedule
from alpaca_est.runs.pools import Pool
from alpaca_est.runs.schedule import Batch, Schedule
from alpaca_est.runs.stages import Count, Result, Stage, cut, during, flatten
from alpaca_est.runs.turns import Turns
from alpaca_est.step import PromptStep, Step, StreamStep

SOURCE = "source"
GRACE = 5.0
STOPPED = "stopped from the keyboard; everything is kept, the same command goes on"


class Asker(Protocol):
    """Whoever answers questions."""

    async def ask(self, asks: Sequence[Ask]) -> list[Reply]:
        """A reply to each question, in their order."""

    def stop(self) -> None:
        """Send nothing more; what is under way may still arrive."""


class Status(msgspec.Struct):
    """How far a run has come; batches are counted in their order, so figures never go back."""

    batches: int = 0
    asked_for: int = 0
    publishable: int = 0
    waiting: int = 0
    complete: bool = False
    rows: int = 0
    counts: dict[str, Count] = {}


class Engine:
    """One build of one run."""

    def __init__(
        self,
        loaded: Loaded,
        journal: Journal,
        *,
        schedule: Schedule | MixtureSchedule,
        asker: Asker,
        pool: Pool,
        decisions: Decisions,
        progress: Callable[[Status], None] = lambda _: None,
        moment: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.pipeline: Pipeline = loaded.pipeline
        self.journal = journal
        self.asker = asker
        self.pool = pool
        self.decisions = decisions
        self.progress = progress
        self.moment = moment
        self.schedule = schedule
        self.stages = {source.name: cut(self.pipeline.chain(source)) for source in self.pipeline.sources}
        self.turns: dict[str, Turns] = {}
        self.walking: dict[int, tuple[Batch, asyncio.Task[list[Result]]]] = {}
        self.status = Status()
        self.stopped = asyncio.Event()

    def stop(self) -> None:
        """Begin nothing more; what is under way has a few seconds to arrive."""
        self.stopped.set()
        self.asker.stop()

    async def go(self) -> Status:
        """Build until the target is met or the sources are spent; raises what stopped it, with everything kept."""
        try:
            while not self.status.complete and (self._launch() or self.walking):
                await self._take_next()
        finally:
            await self._let_arrive()
        if not self.status.complete and self.stopped.is_set():
            raise Interrupted(STOPPED)
        return self.status

    def _launch(self) -> bool:
        """Start as many batches as may walk at once; whether anything was started."""
        started = False
        while len(self.walking) < self._width() and not self.stopped.is_set():
            batch = self.schedule.next()
            if batch is None or batch == "wait":
                break
            for step in self.pipeline.remembering(batch.source):
                self.turns.setdefault(step.key, Turns(step)).expected.append(batch.number)
            self.walking[batch.number] = batch, asyncio.create_task(self._walk(batch))
            started = True
        return started

    def _width(self) -> int:
        """How many batches walk at once: enough to keep models and workers busy while some wait for their turn."""
        parallel = sum(model.parallel for model in self.pipeline.models.values())
        rows = min(self.pipeline.batch_rows(source) for source in self.pipeline.sources)
        return max(2 * self.pipeline.pool.size + 2, 4 * parallel // rows + 2)

    async def _take_next(self) -> None:
        """Wait for the earliest batch, or for a failure or the keyboard, and count what it brought."""
        number = min(self.walking)
        batch, task = self.walking[number]
        while not task.done() and not self.stopped.is_set():
            await self._anything_new()
        if self.stopped.is_set():
            raise Interrupted(STOPPED)
        del self.walking[number]
        self._count(batch, task.result())

    async def _anything_new(self) -> None:
        """Wait until a batch is done or the run is stopped; raises what a batch failed with."""
        stopping = asyncio.create_task(self.stopped.wait())
        walking = [task for _, task in self.walking.values() if not task.done()]
        await asyncio.wait([stopping, *walking], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        for task in walking:
            if task.done() and (error := task.exception()) is not None and not self.stopped.is_set():
                raise error

    async def _let_arrive(self) -> None:
        """Give requests under way a few seconds, then let go of the batches that still walk."""
        if not self.walking:
            return
        self.asker.stop()
        tasks = [task for _, task in self.walking.values()]
        await asyncio.wait(tasks, timeout=GRACE)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.walking.clear()

    def _count(self, batch: Batch, results: Sequence[Result]) -> None:
        status = self.status
        status.batches += 1
        status.rows += len(batch.rows)
        counts = flatten([result.counts for result in results])
        status.counts = flatten([status.counts, counts])
        made = sum(count.made for key, count in counts.items() if key != SOURCE)
        kept = results[-1].records
        self.schedule.finished(batch, made=made, kept=[record.id for record in kept])
        publishable = sum(isinstance(applied(record, self.decisions), Record) for record in kept)
        status.publishable += publishable
        status.waiting += len(kept) - publishable
        status.complete = self.pipeline.target is not None and status.publishable >= self.pipeline.target
        self.progress(status)

    async def _walk(self, batch: Batch) -> list[Result]:
        """Take a batch through all stages, from the journal where it was before."""
        stages = self.stages[batch.source.name]
        names = [stage.name for stage in stages]
        results: list[Result] = []
        records = [row for row in batch.rows if isinstance(row, Record)]
        for stage in stages:
            first = not results
            if stage.kind == "stream":
                result = await self._in_turn(stage, batch, names, records, first=first)
            else:
                result = await self._stage(stage, batch, names, records, first=first)
            results.append(result)
            records = result.records
        return results

    async def _stage(
        self, stage: Stage, batch: Batch, names: list[str], records: list[Record], *, first: bool
    ) -> Result:
        kept = await asyncio.to_thread(self.journal.read, stage.name, batch.number)
        if kept is not None:
            return kept.result
        result = await self._outcomes(stage, records)
        if first:
            result = with_source(result, batch)
        content = encode(head_of(batch.number, batch.source.name, batch.round, names, result), result)
        self.moment("before journal")
        await asyncio.to_thread(self.journal.write, stage.name, batch.number, content)
        self.journal.time(stage.name, batch.number, result)
        self.moment("after journal")
        return result

    async def _in_turn(
        self, stage: Stage, batch: Batch, names: list[str], records: list[Record], *, first: bool
    ) -> Result:
        """A step that remembers: once more for its memory where the journal has its outcome, which must be the same."""
        step = stage.steps[0]
        turns = self.turns[step.key]
        await turns.begin(batch.number)
        result = await asyncio.to_thread(_remember, step, records, turns.memory)
        if first:
            result = with_source(result, batch)
        content = encode(head_of(batch.number, batch.source.name, batch.round, names, result), result)
        await asyncio.to_thread(self._keep_same, stage, batch.number, content, result)
        await turns.end()
        return result

    def _keep_same(self, stage: Stage, number: int, content: bytes, result: Result) -> None:
        path = self.journal.path(stage.name, number)
        if not path.is_file():
            self.moment("before stream journal")
            self.journal.write(stage.name, number, content)
            self.journal.time(stage.name, number, result)
            self.moment("after stream journal")
        elif path.read_bytes() != content:
            raise RunError(f"{path}: step {stage.steps[0].key} decides otherwise than before; name a new folder: --run")

    async def _outcomes(self, stage: Stage, records: list[Record]) -> Result:
        if stage.kind == "compute":
            return await self.pool.compute(stage.steps, records)
        asked = await self._asked(stage.steps[0], records)
        if len(stage.steps) == 1:
            return asked
        computed = await self.pool.compute(stage.steps[1:], asked.records)
        counts = flatten([asked.counts, computed.counts])
        return Result(computed.records, asked.left + computed.left, counts, computed.seconds)

    async def _asked(self, step: Step, records: list[Record]) -> Result:
        """Ask about all records of a batch at once, follow up where the step wants to, and read the replies."""
        assert isinstance(step, PromptStep)
        replies: list[list[Reply]] = [[] for _ in records]
        asks = [list(_questions(step, record)) for record in records]
        while any(asks):
            answers = iter(await self.asker.ask([ask for some in asks for ask in some]))
            for number, some in enumerate(asks):
                replies[number] += [next(answers) for _ in some]
            asks = [
                _named(step, step.follow_up(record, replies[number])) if asks[number] else []
                for number, record in enumerate(records)
            ]
        outcomes = [
            outcome for record, some in zip(records, replies, strict=True) for outcome in _read(step, record, some)
        ]
        result = Result([], [], {})
        result.then(step, records, outcomes)
        return result


def with_source(result: Result, batch: Batch) -> Result:
    """The result of a first stage, with the account of the source before it."""
    unreadable = [
        Rejected(id=row.id, step=SOURCE, reason=row.reason, text=row.text)
        for row in batch.rows
        if not isinstance(row, Record)
    ]
    count = Count(inputs=len(batch.rows), out=len(batch.rows) - len(unreadable), rejected=len(unreadable))
    return Result(result.records, [*unreadable, *result.left], {SOURCE: count, **result.counts}, result.seconds)


def _questions(step: PromptStep, record: Record) -> Sequence[Ask]:
    with during(step, record):
        return _named(step, step.asks(record))


def _named(step: PromptStep, asks: Sequence[Ask]) -> list[Ask]:
    return [ask if ask.model else msgspec.structs.replace(ask, model=step.model) for ask in asks]


def _read(step: PromptStep, record: Record, replies: Sequence[Reply]) -> list[Outcome]:
    with during(step, record):
        return list(step.read(record, replies))


def _remember(step: Step, records: list[Record], memory: Any) -> Result:
    assert isinstance(step, StreamStep)
    result = Result([], [], {})
    with during(step), result.timed(step):
        outcomes = list(step.run(records, memory))
    result.then(step, records, outcomes)
    return result
