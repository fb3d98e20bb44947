"""A question under way, shared by all who ask the same at the same moment."""

import asyncio
from typing import Literal

from alpaca_est.ask import Ask, Reply


class Errand:
    """A question with its reply to come.

    While it is `waiting` it may be dropped; once `sending` it may have been paid; what has `arrived` must be kept.
    """

    def __init__(self, ask: Ask, key: str) -> None:
        self.ask = ask
        self.key = key
        self.future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self.future.add_done_callback(_seen)
        self.waiters = 0
        self.stage: Literal["waiting", "sending", "arrived"] = "waiting"
        self.task: asyncio.Task[None] | None = None
        self.tries = 0
        self.sent = 0.0
        self.trouble: float | None = None

    def done(self, reply: Reply) -> None:
        """Hand the reply to all who wait."""
        if not self.future.done():
            self.future.set_result(reply)

    def fail(self, error: BaseException) -> None:
        """Tell all who wait that there will be none."""
        if not self.future.done():
            self.future.set_exception(error)

    @property
    def failed(self) -> BaseException | None:
        """The error, if there will be no reply."""
        return self.future.exception() if self.future.done() else None

    def drop(self, error: BaseException) -> None:
        """Ask no more, unless a request is under way."""
        if self.stage == "waiting" and self.task is not None:
            self.fail(error)
            self.task.cancel()

    def abandon(self) -> None:
        """Ask no more, even if a request is under way; only what has arrived is still kept."""
        if self.stage != "arrived" and self.task is not None:
            self.task.cancel()


def _seen(future: asyncio.Future[Reply]) -> None:
    """Mark an error as seen, for the case that nobody waits any more."""
    if not future.cancelled():
        future.exception()
