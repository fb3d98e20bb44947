"""kill -9 at any moment: no reply that was handed out is lost, and no more is paid twice than was in flight."""

import asyncio
import sys
from pathlib import Path

import pytest

from alpaca_est.llm.client import Client
from alpaca_est.llm.model import Model
from tests.llm.job import asks
from tests.llm.killed import QUESTIONS
from tests.server import Server

PARALLEL = 8
ROOT = Path(__file__).parents[2]
MOMENTS = ["request written down", "reply arrived", "reply kept", "request ended"]


async def killed(url: str, folder: Path, *at: str, after: int = QUESTIONS) -> list[int]:
    """The numbers that a process printed before it was killed, by itself or after so many."""
    command = [sys.executable, "-m", "tests.llm.killed", url, str(folder), str(PARALLEL), *at]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    lines = []
    while line := await process.stdout.readline():
        lines.append(line)
        if len(lines) == after and process.returncode is None:
            process.kill()
    assert await process.wait() == -9
    return [int(line) for line in lines if line.endswith(b"\n")]


async def nothing_lost(server: Server, folder: Path, told: list[int]) -> None:
    model = Model(name="m", base_url=server.url, parallel=PARALLEL)
    cache, ledger = folder / "replies.sqlite", folder / "ledger.jsonl"
    async with Client(models={"writer": model}, cache=cache, run="one", offline=True) as offline:
        await offline.ask([asks(QUESTIONS)[number] for number in told])
    async with Client(models={"writer": model}, cache=cache, ledger=ledger, run="one") as client:
        replies = await client.ask(asks(QUESTIONS))
        assert all(reply.finish == "stop" for reply in replies)
        twice = server.counts["paid_twice"]
        assert twice <= client.totals.paid_again <= PARALLEL
        assert len(told) <= client.totals.cached < QUESTIONS


@pytest.mark.parametrize("after", [1, 50, 100])
def test_killed_from_outside(tmp_path: Path, after: int) -> None:
    async def job() -> None:
        async with Server(latency=0.02) as server:
            told = await killed(server.url, tmp_path, after=after)
            assert len(told) >= after
            await nothing_lost(server, tmp_path, told)

    asyncio.run(job())


@pytest.mark.parametrize("number", ["1", "37"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_a_moment(tmp_path: Path, moment: str, number: str) -> None:
    async def job() -> None:
        async with Server(latency=0.02) as server:
            await nothing_lost(server, tmp_path, await killed(server.url, tmp_path, moment, number))

    asyncio.run(job())
