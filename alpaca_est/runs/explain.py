"""One record's life: the row it began as, the prompt and the reply it came from, each score and each verdict."""

from collections.abc import Iterator

import msgspec

from alpaca_est import decision as decisions_
from alpaca_est.ask import Ask, Reply
from alpaca_est.errors import AlpacaEstError, DataError
from alpaca_est.llm.client import Client
from alpaca_est.pipeline import Loaded, SourceWithSteps
from alpaca_est.record import Record, Rejected, Used, descends, root_of
from alpaca_est.runs.engine import SOURCE
from alpaca_est.runs.fates import Account, fates
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.hops import scores_of
from alpaca_est.runs.journal import Entry
from alpaca_est.runs.stages import Stage, cut
from alpaca_est.source import records
from alpaca_est.step import PromptStep, Step


class Asked(msgspec.Struct):
    """What a step asked about a record, and the replies, or why there are none to show."""

    step: str
    about: str
    asks: list[Ask]
    replies: list[Reply] = []
    missing: str = ""


class Verdict(msgspec.Struct):
    """What one step measured and decided; `verdict` is passed, flagged, rejected or not reached."""

    step: str
    verdict: str
    reason: str = ""
    scores: dict[str, float] = {}


class Life(msgspec.Struct):
    """Everything that is known of a record."""

    id: str
    fate: str
    batch: int
    root: Record | None = None
    asked: list[Asked] = []
    record: Record | None = None
    text: str = ""
    verdicts: list[Verdict] = []


Found = Record | Rejected | Used


class Trail(msgspec.Struct):
    """Where a record is in the journal: the stages of its batch, which of them knew it first and last, and as what."""

    batch: int
    round: int
    source: SourceWithSteps
    stages: tuple[Stage, ...]
    entries: list[Entry]
    born: int
    last: int
    found: Found

    @property
    def record(self) -> Record | None:
        """The record as it was last seen, if it could be read at all."""
        return self.found if isinstance(self.found, Record) else getattr(self.found, "record", None)


async def explain(folder: RunFolder, identity: str) -> Life:
    """The life of a record by its id; `DataError` where the run does not know it."""
    loaded = folder.loaded()
    trail = _trail(folder, loaded, identity)
    root = _root(loaded, trail, identity)
    return Life(
        id=identity,
        fate=_fate(folder, loaded, trail.found),
        batch=trail.batch,
        root=root,
        asked=await _asked(folder, loaded, trail, root, identity),
        record=trail.record,
        text=getattr(trail.found, "text", ""),
        verdicts=list(_verdicts(trail)),
    )


def _trail(folder: RunFolder, loaded: Loaded, identity: str) -> Trail:
    folder.manifest()
    mark = f'"id":"{identity}"'.encode()
    for path in sorted(folder.journal.folder.glob("*/*.jsonl")):
        if path.read_bytes().find(mark) >= 0 and (trail := _followed(folder, loaded, int(path.stem), identity)):
            return trail
    raise DataError(f"{folder.path}: no record {identity}, wanted an id from data/, flagged.jsonl or rejected.jsonl")


def _followed(folder: RunFolder, loaded: Loaded, batch: int, identity: str) -> Trail | None:
    first = next(iter(folder.journal.folder.glob(f"00-*/{batch:05d}.jsonl")), None)
    entry = folder.journal.read(first.parent.name, batch) if first else None
    if entry is None:
        return None
    read = [folder.journal.read(stage, batch) for stage in entry.head.stages]
    entries = [one for one in read[: read.index(None)] if one] if None in read else [one for one in read if one]
    known = [(number, one) for number, some in enumerate(entries) for one in _outcomes(some) if one.id == identity]
    if not known:
        return None
    source = next(one for one in loaded.pipeline.sources if one.name == entry.head.source)
    stages = cut(loaded.pipeline.chain(source))
    return Trail(batch, entry.head.round, source, stages, entries, known[0][0], known[-1][0], known[-1][1])


def _outcomes(entry: Entry) -> Iterator[Found]:
    yield from entry.result.left
    yield from entry.result.records


def _fate(folder: RunFolder, loaded: Loaded, found: Found) -> str:
    if isinstance(found, Used):
        return "used"
    decisions, _ = decisions_.read(folder.decisions)
    for fate, outcome in fates(folder, loaded.pipeline.target, decisions, Account()):
        if outcome.id == found.id:
            return str(fate)
    return "rejected" if isinstance(found, Rejected) else "beyond"


def _root(loaded: Loaded, trail: Trail, identity: str) -> Record | None:
    """The source row that a record began as, read again; None where its file is gone or has changed its shape."""
    try:
        rows = records(trail.source, loaded.folder, loaded.pipeline.language, trail.round)
        return next((row for row in rows if isinstance(row, Record) and row.id == root_of(identity)), None)
    except AlpacaEstError:
        return None


def _verdicts(trail: Trail) -> Iterator[Verdict]:
    """What each step said from where the record was made on; its maker only where it could not read it."""
    over = isinstance(trail.found, Used) or getattr(trail.found, "step", "") == SOURCE
    for number, stage in enumerate(trail.stages[trail.born :], start=trail.born):
        for step in stage.steps:
            rejects = isinstance(trail.found, Rejected) and trail.found.step == step.key
            maker = number == trail.born and isinstance(step, PromptStep) and trail.found.id != root_of(trail.found.id)
            if not maker or rejects:
                reached = not over and (number <= trail.last or rejects)
                yield _verdict(step, trail, reached=reached, rejects=rejects)
            over = over or rejects


def _verdict(step: Step, trail: Trail, *, reached: bool, rejects: bool) -> Verdict:
    record = trail.record
    scores = scores_of(step, record) if record else {}
    flags = [flag.reason for flag in (record.flags if record else ()) if flag.step == step.key]
    if rejects:
        return Verdict(step.key, "rejected", getattr(trail.found, "reason", ""), scores)
    if not reached:
        return Verdict(step.key, "not reached", "", scores)
    return Verdict(step.key, "flagged" if flags else "passed", "; ".join(flags), scores)


async def _asked(folder: RunFolder, loaded: Loaded, trail: Trail, root: Record | None, identity: str) -> list[Asked]:
    """Every question about the record or its ancestors, with the replies that the cache still holds."""
    pipeline = loaded.pipeline
    if not pipeline.models:
        return []
    found: list[Asked] = []
    cache = loaded.folder / pipeline.cache
    run = folder.manifest().run
    async with Client(
        models=pipeline.models, cache=cache if cache.is_file() else None, run=run, offline=True, root=loaded.folder
    ) as client:
        before = [root] if root else []
        for stage, entry in zip(trail.stages, trail.entries, strict=False):
            step = stage.steps[0] if stage.steps else None
            if isinstance(step, PromptStep):
                found += [await _questions(client, step, one) for one in before if _concerns(one, identity)]
            before = entry.result.records
    return found


def _concerns(record: Record, identity: str) -> bool:
    return record.id == identity or descends(identity, record.id)


async def _questions(client: Client, step: PromptStep, record: Record) -> Asked:
    """Ask again as the run did; offline, so only what was kept answers."""
    asked = Asked(step.key, record.id, [])
    asks = list(step.asks(record))
    try:
        while asks:
            named = [ask if ask.model else msgspec.structs.replace(ask, model=step.model) for ask in asks]
            asked.asks += named
            asked.replies += await client.ask(named)
            asks = list(step.follow_up(record, asked.replies))
    except AlpacaEstError as error:
        asked.missing = error.problems[0]
    return asked
