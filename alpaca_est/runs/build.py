"""One build: everything that an engine needs, put together and taken apart again."""

import asyncio
import signal
from collections.abc import Callable
from pathlib import Path

import msgspec

from alpaca_est import decision
from alpaca_est.errors import AlpacaEstError, BudgetSpent
from alpaca_est.llm.client import Client
from alpaca_est.llm.totals import Totals
from alpaca_est.pipeline import Loaded
from alpaca_est.runs.engine import Engine, Status
from alpaca_est.runs.fates import Account
from alpaca_est.runs.folder import Manifest, RunFolder
from alpaca_est.runs.mixing import MixtureSchedule
from alpaca_est.runs.pools import pool_of
from alpaca_est.runs.publish import publish, recovered
from alpaca_est.runs.schedule import Schedule

Moment = Callable[[str], None]


class Built(msgspec.Struct):
    """What a build came to; `error` is what stopped it, with everything kept."""

    status: Status
    totals: Totals
    account: Account | None = None
    warnings: list[str] = []
    error: AlpacaEstError | None = None


Watch = Callable[[Status, Totals], None]


async def build(
    loaded: Loaded,
    folder: RunFolder,
    *,
    offline: bool = False,
    watch: Watch = lambda *_: None,
    moment: Moment = lambda _: None,
) -> Built:
    """Build, or go on where it stopped, then publish; what stops it comes back in the result, mistakes are raised."""
    with folder.locked():
        recovered(folder)
        schedule = schedule_of(loaded)
        manifest, warnings = folder.open(loaded)
        moment("manifest written")
        _, torn = decision.read(folder.decisions)
        built = await _run(loaded, folder, manifest, schedule, offline=offline, watch=watch, moment=moment)
        mixed = schedule.warnings() if isinstance(schedule, MixtureSchedule) and built.error is None else []
        built.warnings = [*warnings, *([torn] if torn else []), *mixed]
        if built.error is None or isinstance(built.error, BudgetSpent):
            built.account = publish(folder, moment=moment)
        return built


def schedule_of(loaded: Loaded) -> Schedule | MixtureSchedule:
    """Which batch comes next; `DataError` where a mixture cannot be had from its sources."""
    return (MixtureSchedule if loaded.pipeline.mixture else Schedule)(loaded.pipeline, loaded.folder)


async def _run(
    loaded: Loaded,
    folder: RunFolder,
    manifest: Manifest,
    schedule: Schedule | MixtureSchedule,
    *,
    offline: bool,
    watch: Watch,
    moment: Moment,
) -> Built:
    pipeline = loaded.pipeline
    asks = bool(pipeline.models)
    pool = pool_of(loaded)
    client = Client(
        models=pipeline.models,
        cache=loaded.folder / pipeline.cache if asks else None,
        ledger=folder.ledger if asks else None,
        run=manifest.run,
        budget=pipeline.budget,
        offline=offline,
        root=loaded.folder,
        moment=moment,
    )
    try:
        async with client:
            decisions, _ = decision.read(folder.decisions)
            engine = Engine(
                loaded,
                folder.journal,
                schedule=schedule,
                asker=client,
                pool=pool,
                decisions=decisions,
                progress=lambda status: watch(status, client.totals),
                moment=moment,
            )
            return await _interruptible(engine, client)
    finally:
        pool.close()


async def _interruptible(engine: Engine, client: Client) -> Built:
    """Run the engine; the first Ctrl-C lets what is under way arrive, the second stops at once."""
    loop = asyncio.get_running_loop()

    def interrupt() -> None:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        engine.stop()

    loop.add_signal_handler(signal.SIGINT, interrupt)
    try:
        status = await engine.go()
        return Built(status, client.totals)
    except AlpacaEstError as error:
        return Built(engine.status, client.totals, error=error)
    finally:
        loop.remove_signal_handler(signal.SIGINT)


def folder_of(name: str, chosen: Path | None) -> RunFolder:
    """The folder of a run: the one that was named, else runs/<name> below the current folder."""
    return RunFolder(chosen or Path("runs") / name)
