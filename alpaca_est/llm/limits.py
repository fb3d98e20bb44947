"""How fast one model is asked: what its quota allows, evenly spaced; fewer at once while it is overloaded."""

import asyncio
import time
from collections import deque

MARGIN = 1.01  # of a quota's time: requests do not arrive as evenly as they leave
LAG = 0.05  # seconds that may be caught up after a turn was missed
NAP = 0.25  # seconds until a sleeper looks again whether tokens were given back


class Slots:
    """Requests in flight at once: `parallel` at first, half as many on overload, then slowly more again."""

    def __init__(self, parallel: int) -> None:
        self.parallel = parallel
        self.limit = float(parallel)
        self.used = 0
        self.waiting: deque[asyncio.Future[None]] = deque()
        self.halved = float("-inf")

    async def acquire(self) -> None:
        """Wait for a slot, first come, first served."""
        if self.used < int(self.limit) and not self.waiting:
            self.used += 1
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append(future)
        try:
            await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled():
                self.release()
            elif future in self.waiting:
                self.waiting.remove(future)
            raise

    def release(self) -> None:
        """Give a slot back."""
        self.used -= 1
        self._let_in()

    def succeeded(self) -> None:
        """A good answer came: about one slot more for each round of requests."""
        self.limit = min(self.parallel, self.limit + 1 / self.limit)
        self._let_in()

    def overloaded(self, sent: float) -> None:
        """A request sent at this time met overload; those already sent at the last halving say nothing new."""
        if sent > self.halved:
            self.halved = time.monotonic()
            self.limit = max(1.0, self.limit / 2)

    def _let_in(self) -> None:
        while self.waiting and self.used < int(self.limit):
            future = self.waiting.popleft()
            if not future.done():
                self.used += 1
                future.set_result(None)


class Pace:
    """When the next request may be sent.

    A quota of requests is spent evenly, and no second (for slow quotas: no interval) sees more than its share, wherever
    the endpoint lets its seconds begin. Tokens are spent evenly too, with what requests are expected to need.
    """

    def __init__(self, rpm: float | None, tpm: float | None) -> None:
        self.interval = 60 / rpm * MARGIN if rpm else 0.0
        share = max(1, int(rpm / 60)) if rpm else 1
        self.window = share * self.interval
        self.sent: deque[list[float]] = deque(maxlen=share)
        self.due = self.tokens_due = self.paused_until = 0.0
        self.seconds_per_token = 60 / tpm * MARGIN if tpm else 0.0
        self.turns = asyncio.Lock()

    async def turn(self, tokens: int) -> None:
        """Wait until a request that needs so many tokens may be sent."""
        async with self.turns:
            while (wait := self._next() - time.monotonic()) > 0:
                await asyncio.sleep(min(wait, NAP))
            self._taken(tokens)

    def correct(self, expected: int, actual: int) -> None:
        """A request needed other than the expected tokens."""
        self.tokens_due += (actual - expected) * self.seconds_per_token

    def pause(self, seconds: float) -> None:
        """Send nothing for so long: the endpoint asked for it."""
        self.paused_until = max(self.paused_until, time.monotonic() + seconds)

    def _next(self) -> float:
        full = self.interval and len(self.sent) == self.sent.maxlen
        spaced = max(self.due, self.sent[0][0] + self.window) if full else self.due
        return max(spaced, self.tokens_due, self.paused_until)

    def _taken(self, tokens: int) -> None:
        now = time.monotonic()
        self.sent.append(left := [now])
        asyncio.get_running_loop().call_soon(_stamp, left)
        self.due = max(self.due, now - LAG) + self.interval
        self.tokens_due = max(self.tokens_due, now) + tokens * self.seconds_per_token


def _stamp(left: list[float]) -> None:
    """Correct when a request left: it is written by now, however long a busy process took to do so."""
    left[0] = time.monotonic()
