"""A process that asks and may be killed: `python -m tests.llm.killed URL FOLDER PARALLEL [MOMENT NUMBER]`.

It prints the number of each question whose reply it was handed. With a moment it kills itself there, the NUMBERth time.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

from alpaca_est.llm.client import Client
from alpaca_est.llm.model import Model
from tests.llm.job import asks

QUESTIONS = 120


class Killer:
    """Kills its own process at the nth time of a moment."""

    def __init__(self, moment: str, left: int) -> None:
        self.moment, self.left = moment, left

    def __call__(self, moment: str) -> None:
        self.left -= moment == self.moment
        if moment == self.moment and self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


async def main(url: str, folder: Path, parallel: int, killer: Killer) -> None:
    model = Model(name="m", base_url=url, parallel=parallel)
    async with Client(
        models={"writer": model},
        cache=folder / "replies.sqlite",
        ledger=folder / "ledger.jsonl",
        run="one",
        moment=killer,
    ) as client:

        async def one(number: int) -> None:
            await client.ask([asks(QUESTIONS)[number]])
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()

        await asyncio.gather(*(one(number) for number in range(QUESTIONS)))


if __name__ == "__main__":
    url, folder, parallel, *at = sys.argv[1:]
    asyncio.run(main(url, Path(folder), int(parallel), Killer(at[0], int(at[1])) if at else Killer("", 0)))
