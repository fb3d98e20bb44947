"""Tells a wrong setting, which refuses every request alike, from a few requests that an endpoint does not like.

Until a model has given its first good answer its refused replies are held back: if `limit` of them are alike, none of
them becomes a reply and the run stops.
"""

import asyncio
import re

from alpaca_est.errors import ModelUnavailable

NUMBER = re.compile(r"\d+")


class Refusals:
    """The first refused replies of one model in this process."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.settled = False
        self.alike: str | None = None
        self.count = 0
        self.held: list[asyncio.Future[None]] = []

    async def hold(self, reason: str, stop: ModelUnavailable, *, last: bool) -> None:
        """Wait until a refusal may be told; raises `stop` if too many were alike before any good answer.

        `last` says that no other request of the model is under way, so that there is nothing to wait for.
        """
        if self.settled:
            return
        likeness = NUMBER.sub("#", reason)
        if self.alike not in (None, likeness):
            self.good()
            return
        self.alike = likeness
        self.count += 1
        if self.count >= self.limit:
            self._fail(stop)
            raise stop
        if last:
            self.release()
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.held.append(future)
        await future

    def good(self) -> None:
        """A good answer came, or another kind of refusal: the settings are not to blame."""
        self.settled = True
        self.release()

    def release(self) -> None:
        """Let go of what is held: nothing more is on its way that could tell."""
        held, self.held = self.held, []
        for future in held:
            if not future.done():
                future.set_result(None)

    def _fail(self, stop: ModelUnavailable) -> None:
        held, self.held = self.held, []
        for future in held:
            if not future.done():
                future.set_exception(ModelUnavailable(stop.problems))
