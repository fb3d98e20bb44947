"""Where computing steps run: threads or processes of this machine, one protocol.

Records travel to processes as MessagePack; steps never travel: each process builds them from the pipeline's data.
"""

import asyncio
import multiprocessing
import signal
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import msgspec

from alpaca_est import pipeline as pipelines
from alpaca_est.pipeline import Loaded
from alpaca_est.record import Record
from alpaca_est.runs.stages import Result, compute
from alpaca_est.step import PromptStep, Step


class Pool(Protocol):
    """Runs the computing steps of a stage over a batch, somewhere."""

    async def compute(self, steps: Sequence[Step], records: Sequence[Record]) -> Result:
        """What the steps make of the records."""

    def close(self) -> None:
        """Let go of threads and processes, finished or not."""


class Threads:
    """Threads of this process."""

    def __init__(self, workers: int) -> None:
        self.executor: Executor = ThreadPoolExecutor(workers, thread_name_prefix="compute")

    async def compute(self, steps: Sequence[Step], records: Sequence[Record]) -> Result:
        """What the steps make of the records."""
        return await asyncio.get_running_loop().run_in_executor(self.executor, compute, steps, records)

    def close(self) -> None:
        """Let go of the threads once they have finished their batch."""
        self.executor.shutdown(wait=False, cancel_futures=True)


class Processes:
    """Processes of this machine."""

    def __init__(self, workers: int, loaded: Loaded) -> None:
        context = multiprocessing.get_context("spawn")
        data = msgspec.json.encode(loaded.data)
        self.executor = ProcessPoolExecutor(workers, context, _begin, (data, str(loaded.folder), loaded.shown))

    async def compute(self, steps: Sequence[Step], records: Sequence[Record]) -> Result:
        """What the steps make of the records."""
        keys, packed = [step.key for step in steps], msgspec.msgpack.encode(list(records))
        answer = await asyncio.get_running_loop().run_in_executor(self.executor, _compute, keys, packed)
        return msgspec.msgpack.decode(answer, type=Result)

    def close(self) -> None:
        """Let go of the processes once they have finished their batch."""
        self.executor.shutdown(wait=True, cancel_futures=True)


@lru_cache(maxsize=1)
def _home() -> dict[str, Any]:
    """What a worker process knows: the pipeline's steps by name."""
    return {}


def _begin(data: bytes, folder: str, shown: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    loaded = pipelines.build(msgspec.json.decode(data), folder=Path(folder), shown=shown)
    _home().update({step.key: step for step in loaded.pipeline.all_steps})


def _compute(keys: list[str], packed: bytes) -> bytes:
    steps = [_home()[key] for key in keys]
    return msgspec.msgpack.encode(compute(steps, msgspec.msgpack.decode(packed, type=list[Record])))


def pool_of(loaded: Loaded) -> Pool:
    """The pool that a pipeline's settings ask for."""
    settings = loaded.pipeline.pool
    asks = any(isinstance(step, PromptStep) for step in loaded.pipeline.all_steps)
    if settings.kind == "process" or (settings.kind == "auto" and not asks and settings.size > 1):
        return Processes(settings.size, loaded)
    return Threads(settings.size)
