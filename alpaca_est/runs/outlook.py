"""Before a run: what its first records look like, and what it will cost."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from alpaca_est.ask import Ask, Reply
from alpaca_est.llm.model import Model
from alpaca_est.llm.tokens import tokens_of
from alpaca_est.pipeline import Loaded, SourceWithSteps
from alpaca_est.record import Outcome, Record
from alpaca_est.runs.engine import Asker
from alpaca_est.runs.mixture import Planned
from alpaca_est.runs.stages import compute, cut
from alpaca_est.source import records
from alpaca_est.step import BatchStep, PromptStep, Step, StreamStep

SAMPLE = 20
SECONDS_PER_TOKEN = 0.02


class Cost(msgspec.Struct):
    """What one step will ask for; `usd` is None where no price is known."""

    step: str
    model: str
    requests: int
    input_tokens: int
    output_tokens: int
    usd: float | None
    seconds: float


def first_records(loaded: Loaded, source: SourceWithSteps, count: int) -> list[Record]:
    """The first readable records of a source."""
    rows = records(source, loaded.folder, loaded.pipeline.language)
    return list(islice((row for row in rows if isinstance(row, Record)), count))


def estimate(loaded: Loaded, keep: float = 0.75, mixture: Sequence[Planned] = ()) -> list[Cost]:
    """What a run will ask for, from its first records; a generator keeps a share `keep` of what it makes."""
    planned = {one.source: one.records for one in mixture}
    return [cost for source in loaded.pipeline.sources for cost in _source_costs(loaded, source, keep, planned)]


def _source_costs(loaded: Loaded, source: SourceWithSteps, keep: float, planned: Mapping[str, int]) -> Iterator[Cost]:
    sample = first_records(loaded, source, SAMPLE)
    total = planned[source.name] if planned else _rows(loaded, source) if sample else 0
    unasked = True
    for step in loaded.pipeline.chain(source):
        if not isinstance(step, PromptStep):
            sample = compute([step], sample).records if unasked and isinstance(step, BatchStep) else sample
            continue
        unasked = False
        if step.children_per_ask > 1 and loaded.pipeline.loops(source) and loaded.pipeline.target:
            total = math.ceil(loaded.pipeline.target / (step.children_per_ask * keep))
        yield _cost(loaded, step, sample, total)
        total = math.ceil(total * step.children_per_ask * keep) if step.children_per_ask > 1 else total


def _rows(loaded: Loaded, source: SourceWithSteps) -> int:
    if source.hub is not None and source.rows is not None:
        return source.rows
    return sum(1 for _ in records(source, loaded.folder, loaded.pipeline.language))


def _cost(loaded: Loaded, step: PromptStep, sample: Sequence[Record], total: int) -> Cost:
    asks = [ask for record in sample for ask in step.expected_asks(record)]
    each = len(asks) / max(len(sample), 1)
    name = next((ask.model for ask in asks if ask.model), step.model)
    model = loaded.pipeline.models[name]
    reads = sum(_prompt_tokens(ask, model) for ask in asks) / max(len(asks), 1)
    writes = 0.0
    if not model.translates:
        writes = sum(tokens_of(step.expected_characters(record)) for record in sample) / max(len(asks), 1)
        writes = min(writes, model.max_tokens or writes)
    questions = total * each
    requests = math.ceil(questions / model.in_request)
    price = model.price_or_table()
    parallel = questions / model.parallel * (writes or tokens_of(round(reads))) * SECONDS_PER_TOKEN
    paced = requests / model.rpm * 60 if model.rpm else 0.0
    return Cost(
        step=step.key,
        model=name,
        requests=requests,
        input_tokens=round(questions * reads),
        output_tokens=round(questions * writes),
        usd=price.usd(round(questions * reads), round(questions * writes)) if price else None,
        seconds=max(parallel, paced),
    )


def _prompt_tokens(ask: Ask, model: Model) -> int:
    """What a question has to be read for; an engine counts characters."""
    return len(ask.user) if model.translates else sum(tokens_of(message.content) for message in ask.messages)


class Seen(msgspec.Struct):
    """One step of a preview: the questions and replies, and what came of them."""

    step: str
    asks: list[Ask]
    replies: list[Reply]
    outcomes: list[Outcome]


async def preview(loaded: Loaded, source: SourceWithSteps, count: int, asker: Asker | None) -> list[Seen]:
    """The first records on their way; without an asker it ends at the first question."""
    shown: list[Seen] = []
    current = first_records(loaded, source, count)
    for stage in cut(loaded.pipeline.chain(source)):
        for step in stage.steps:
            seen = await _seen(step, current, asker)
            shown.append(seen)
            current = [outcome for outcome in seen.outcomes if isinstance(outcome, Record)]
            if seen.asks and asker is None:
                return shown
    return shown


def answered(loaded: Loaded, source: SourceWithSteps, found: Sequence[Seen]) -> Record | None:
    """A record with an answer: the first that came out in the end, else of the source; None where there is none."""
    made = (outcome for seen in reversed(found) for outcome in seen.outcomes if isinstance(outcome, Record))
    records = (*made, *first_records(loaded, source, 1))
    return next((record for record in records if record.output.strip()), None)


async def _seen(step: Step, current: list[Record], asker: Asker | None) -> Seen:
    if isinstance(step, PromptStep):
        return await _asked(step, current, asker)
    if isinstance(step, StreamStep):
        return Seen(step.key, [], [], list(step.run(current, step.begin())))
    result = compute([step], current)
    return Seen(step.key, [], [], [*result.left, *result.records])


async def _asked(step: PromptStep, current: list[Record], asker: Asker | None) -> Seen:
    seen = Seen(step.key, [], [], [])
    for record in current:
        asks = [ask if ask.model else msgspec.structs.replace(ask, model=step.model) for ask in step.asks(record)]
        seen.asks += asks
        if asker is not None:
            replies = await asker.ask(asks)
            seen.replies += replies
            seen.outcomes += step.read(record, replies)
    return seen
