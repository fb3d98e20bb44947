"""Whose turn it is at a step that remembers: batches come to it one at a time, in the order of their numbers."""

import asyncio
from typing import Any

from alpaca_est.step import StreamStep


class Turns:
    """Lets batches to a step that remembers, one at a time, in the order of their numbers."""

    def __init__(self, step: StreamStep) -> None:
        self.memory: Any = step.begin()
        self.expected: list[int] = []
        self.moved = asyncio.Condition()

    async def begin(self, number: int) -> None:
        """Wait until every earlier batch has left."""
        async with self.moved:
            await self.moved.wait_for(lambda: self.expected[0] == number)

    async def end(self) -> None:
        """Let the next batch in."""
        async with self.moved:
            self.expected.pop(0)
            self.moved.notify_all()
