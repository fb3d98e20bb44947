"""Runs that are killed with SIGKILL, again and again: `python -m benchmarks.kill [--kills 36]`.

A child process builds against a loopback server in another process, dies, and is started again until it is done:
two in three kill themselves at a moment of engine, cache, ledger or publication, one in three is killed from outside
at a random time. Each dataset must have the bytes of an uninterrupted run, and no kill may cost more requests than
were in flight. Ends with 1 where that is missed.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from alpaca_est.runs.dataset.index import SWAP_MOMENTS
from alpaca_est.runs.dataset.shards import WRITE_MOMENTS
from tests.project import make, published, run

PARALLEL = 4
MOMENTS = (
    *("before journal", "after journal", "before stream journal", "after stream journal"),
    *("request written down", "reply arrived", "reply kept", "request ended"),
    *WRITE_MOMENTS,
    *(moment for moment in SWAP_MOMENTS if "report" not in moment),
)


class Outcome(NamedTuple):
    """What one killed run came to."""

    moment: str
    kills: int
    same: bool
    paid_twice: int

    @property
    def good(self) -> bool:
        """Whether nothing was lost and nothing was paid twice that was not in flight."""
        return self.same and self.paid_twice <= PARALLEL * self.kills


@contextmanager
def serving(latency: float = 0.01) -> Iterator[str]:
    """The address of a server in another process."""
    command = [sys.executable, "-m", "tests.server", "--latency", str(latency), "--answer", "tests.project:tasks"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def paid_twice(url: str) -> int:
    """How many good answers the server gave to requests that it had answered before."""
    with urllib.request.urlopen(f"{url.removesuffix('/v1')}/counts", timeout=10) as answer:
        return int(json.load(answer)["paid_twice"])


def child(pipeline: Path, folder: Path, at: str, nth: int) -> None:
    """Build, and die without a word at the n-th time of a moment."""
    seen = 0

    def moment(name: str) -> None:
        nonlocal seen
        seen += name == at
        if name == at and seen == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    asyncio.run(run(pipeline, folder, moment=moment))


def killed(url: str, folder: Path, moment: str, nth: int, wanted: dict[str, bytes]) -> Outcome:
    """Build with a cache of its own, die once at a moment, build again."""
    pipeline = make(folder, url, target=40, parallel=PARALLEL)
    before = paid_twice(url)
    command = [sys.executable, "-m", "benchmarks.kill", "--child", str(pipeline), str(folder / "run")]
    dying = [*command, "--at", moment, "--nth", str(nth)]
    died = subprocess.run(dying, check=False).returncode
    if died == 0:  # some moments come only when an older dataset is replaced
        died = subprocess.run(dying, check=False).returncode
    subprocess.run([*command, "--at", "never"], check=True)
    again = paid_twice(url) - before
    kills = int(died == -signal.SIGKILL)
    return Outcome(moment, kills, dict(published(folder / "run")) == wanted, again)


def shot(url: str, folder: Path, seconds: float, wanted: dict[str, bytes]) -> Outcome:
    """Build, be killed from outside so long after the run began, build again."""
    pipeline = make(folder, url, target=40, parallel=PARALLEL)
    before = paid_twice(url)
    command = [sys.executable, "-m", "benchmarks.kill", "--child", str(pipeline), str(folder / "run")]
    with subprocess.Popen(command) as building:
        while not (folder / "run" / "manifest.json").exists():
            time.sleep(0.001)
        time.sleep(seconds)
        building.kill()
    if building.returncode != -signal.SIGKILL:  # it was done before it was hit
        return shot(url, folder.with_name(f"{folder.name}-sooner"), seconds / 2, wanted)
    subprocess.run(command, check=True)
    same = dict(published(folder / "run")) == wanted
    return Outcome(f"after {seconds:.3f} s", 1, same, paid_twice(url) - before)


def measure(count: int, folder: Path) -> list[Outcome]:
    """So many kills, spread over all moments and over time; every run asks a server that has seen nothing yet."""
    with serving() as url:
        pipeline = make(folder / "whole", url, target=40, parallel=PARALLEL)
        asyncio.run(run(pipeline, folder / "whole" / "run"))
    wanted = dict(published(folder / "whole" / "run"))
    timed = count // 3
    found = []
    for number in range(count - timed):
        moment = MOMENTS[number * len(MOMENTS) // (count - timed) % len(MOMENTS)]
        with serving() as url:
            found.append(killed(url, folder / f"{number}", moment, 1 + number % 2 * (moment in MOMENTS[:8]), wanted))
    for number in range(timed):
        with serving(latency=0.05) as url:
            seconds = random.Random(f"kill {number}").uniform(0, 0.6)
            found.append(shot(url, folder / f"timed-{number}", seconds, wanted))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kill")
    parser.add_argument("--kills", type=int, default=36)
    parser.add_argument("--child", nargs=2, type=Path, metavar=("PIPELINE", "RUN"))
    parser.add_argument("--at", default="never")
    parser.add_argument("--nth", type=int, default=1)
    given = parser.parse_args()
    if given.child:
        child(given.child[0], given.child[1], given.at, given.nth)
        return
    with tempfile.TemporaryDirectory() as folder:
        found = measure(given.kills, Path(folder))
    for outcome in found:
        same = "same bytes" if outcome.same else "OTHER BYTES"
        print(f"{outcome.moment:24}  {outcome.kills} killed  {same}  {outcome.paid_twice} paid twice")
    kills, good = sum(one.kills for one in found), sum(one.good for one in found)
    print(f"{kills} kills, {good} of {len(found)} runs as they should be")
    sys.exit(good < len(found) or kills < given.kills)


if __name__ == "__main__":
    main()
