"""Our client against the floor: `python -m benchmarks.client`.

One run measures raw aiohttp and our client on the same loopback server, which is another process: 1,000 asks of
200 ms, 50 in flight; a quota of 60 requests a second, told and not told; the same job from the cache. It ends with 1 if
a target is missed.
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from alpaca_est.ask import Ask
from alpaca_est.llm.client import Client
from alpaca_est.llm.model import Model

ASKS, LATENCY, IN_FLIGHT = 1000, 0.2, 50
QUOTA, QUOTA_ASKS, UNTOLD_ASKS = 60, 2400, 600
CACHED_ASKS, BATCH = 20_000, 100
REPEATS = 3


class Row(NamedTuple):
    """One line of the table; `good` is None where there is no target."""

    what: str
    measured: str
    target: str
    good: bool | None


@asynccontextmanager
async def serving(*arguments: str) -> AsyncIterator[str]:
    """The address of a loopback server in another process."""
    command = [sys.executable, "-m", "tests.server", "--port", "0", *arguments]
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


def asks(count: int, part: str) -> list[Ask]:
    """Questions about as long as a self-instruct prompt with three seeds."""
    padding = "Õpeta mulle midagi uut, mis on lühike ja täpne. " * 40
    return [Ask(user=f"{part} {number}: {padding}", model="writer") for number in range(count)]


async def raw(url: str, questions: Sequence[Ask]) -> float:
    """Seconds of aiohttp alone, with the same number in flight."""
    import aiohttp

    slots = asyncio.Semaphore(IN_FLIGHT)

    async def one(session: aiohttp.ClientSession, ask: Ask) -> None:
        messages = [{"role": "user", "content": ask.user}]
        async with slots, session.post(f"{url}/chat/completions", json={"model": "m", "messages": messages}) as answer:
            read: dict[str, Any] = await answer.json()
            assert read["choices"][0]["message"]["content"]

    async with aiohttp.ClientSession() as session:
        await one(session, questions[0])
        start = time.perf_counter()
        await asyncio.gather(*(one(session, ask) for ask in questions))
        return time.perf_counter() - start


async def ours(url: str, questions: Sequence[Ask], folder: Path, **settings: Any) -> tuple[float, int]:
    """Seconds of our client with cache and ledger, and how many 429s it met; connections and imports are warm."""
    model = Model(name="m", base_url=url, **settings)
    folder.mkdir()
    async with Client(
        models={"writer": model}, cache=folder / "replies.sqlite", ledger=folder / "ledger.jsonl"
    ) as client:
        await client.ask(asks(1, "warm"))
        start = time.perf_counter()
        replies = await client.ask(questions)
        seconds = time.perf_counter() - start
        assert all(reply.finish == "stop" for reply in replies)
        return seconds, client.totals.throttled


async def throughput(folder: Path) -> list[Row]:
    """The floor and ours, one after the other, several times; the best of each counts."""
    floor, own = [], []
    async with serving("--latency", str(LATENCY)) as url:
        for number in range(REPEATS):
            floor.append(await raw(url, asks(ASKS, f"raw {number}")))
            own.append((await ours(url, asks(ASKS, f"ours {number}"), folder / f"a{number}", parallel=IN_FLIGHT))[0])
    ratio = statistics.median(mine / least for mine, least in zip(own, floor, strict=True))
    ideal = ASKS * LATENCY / IN_FLIGHT
    what = f"{ASKS} asks × {LATENCY * 1000:.0f} ms, {IN_FLIGHT} in flight"
    return [
        Row(f"{what}: aiohttp alone", f"{min(floor):.2f} s = {min(floor) / ideal:.2f} × ideal", "", None),
        Row(f"{what}: ours", f"{min(own):.2f} s", "", None),
        Row("ours / aiohttp alone (median of pairs)", f"{ratio:.3f}", "≤ 1.25", ratio <= 1.25),
    ]


async def quota(folder: Path) -> list[Row]:
    """A quota that is told to our client, and one that it has to find out."""
    server = ("--latency", str(LATENCY), "--quota", str(QUOTA), "--retry-after", "1")
    async with serving(*server) as url:
        told = asks(QUOTA_ASKS, "told")
        seconds, throttled = await ours(url, told, folder / "told", parallel=64, rpm=QUOTA * 60)
    async with serving(*server) as url:
        untold = asks(UNTOLD_ASKS, "untold")
        searching, searched = await ours(url, untold, folder / "untold", parallel=64)
    ratio = seconds / (QUOTA_ASKS / QUOTA)
    unknown = searching / (UNTOLD_ASKS / QUOTA)
    return [
        Row(f"quota {QUOTA}/s told, {QUOTA_ASKS} asks: time / ideal", f"{ratio:.3f}", "≤ 1.05", ratio <= 1.05),
        Row(f"quota {QUOTA}/s told: 429s", f"{throttled}", "< 20", throttled < 20),
        Row(f"quota {QUOTA}/s not told, {UNTOLD_ASKS} asks", f"{unknown:.2f} × ideal, {searched} × 429", "", None),
    ]


async def cached(folder: Path) -> list[Row]:
    """The same job a second time, offline, in batches as the engine asks."""
    questions = asks(CACHED_ASKS, "cached")
    async with serving() as url:
        await ours(url, questions, folder / "cached", parallel=IN_FLIGHT)
    model = Model(name="m", base_url=url)
    cache = folder / "cached" / "replies.sqlite"
    async with Client(models={"writer": model}, cache=cache, offline=True) as client:
        start = time.perf_counter()
        for number in range(0, CACHED_ASKS, BATCH):
            await client.ask(questions[number : number + BATCH])
        rate = CACHED_ASKS / (time.perf_counter() - start)
    return [Row(f"{CACHED_ASKS} asks from the cache, {BATCH} a call", f"{rate:,.0f}/s", "≥ 10,000/s", rate >= 10_000)]


async def measured() -> list[Row]:
    """All rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*await throughput(folder), *await quota(folder), *await cached(folder)]


def main() -> int:
    """Print the table; 1 if a target is missed."""
    rows = asyncio.run(measured())
    width = max(len(row.what) for row in rows)
    for what, value, target, good in rows:
        verdict = "" if good is None else "ok" if good else "MISSED"
        print(f"{what:<{width}}  {value:<26} {target:<11} {verdict}".rstrip())
    return 0 if all(row.good is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
