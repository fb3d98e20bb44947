"""Keeps a run within its budget: a request is let through only if everything it may cost still fits."""

import asyncio
from collections import deque
from typing import NamedTuple

from alpaca_est.errors import BudgetSpent
from alpaca_est.llm.model import Budget


class Cost(NamedTuple):
    """Money and tokens of one request."""

    usd: float
    tokens: int


class Spending:
    """What was spent and what is reserved for requests under way."""

    def __init__(self, budget: Budget | None, *, usd: float, tokens: int) -> None:
        self.budget = budget
        self.usd = usd
        self.tokens = tokens
        self.reserved: dict[int, Cost] = {}
        self.tickets = 0
        self.waiting: deque[asyncio.Future[None]] = deque()

    async def reserve(self, ceiling: Cost) -> int:
        """A ticket for a request that may cost so much; waits for others that may come cheaper, else BudgetSpent."""
        while not self._fits(ceiling):
            if not self.reserved:
                raise BudgetSpent(self._line(ceiling))
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self.waiting.append(future)
            await future
        self.tickets += 1
        self.reserved[self.tickets] = ceiling
        return self.tickets

    def settle(self, ticket: int, cost: Cost) -> None:
        """Replace what was reserved by what it came to."""
        del self.reserved[ticket]
        self.usd += cost.usd
        self.tokens += cost.tokens
        while self.waiting:
            if not (future := self.waiting.popleft()).done():
                future.set_result(None)

    def _fits(self, ceiling: Cost) -> bool:
        if self.budget is None:
            return True
        usd = self.usd + ceiling.usd + sum(cost.usd for cost in self.reserved.values())
        tokens = self.tokens + ceiling.tokens + sum(cost.tokens for cost in self.reserved.values())
        return usd <= (self.budget.usd or usd) and tokens <= (self.budget.tokens or tokens)

    def _line(self, ceiling: Cost) -> str:
        """Spent, limit, and what the next request may cost, in the unit that ran out."""
        limit = self.budget.usd if self.budget else None
        if limit is not None and self.usd + ceiling.usd > limit:
            return f"budget: {self.usd:.4f} of {limit:g} USD spent, the next request may cost {ceiling.usd:.4f} USD"
        allowed = self.budget.tokens if self.budget else 0
        return f"budget: {self.tokens} of {allowed} tokens spent, the next request may need {ceiling.tokens}"
