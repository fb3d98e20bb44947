"""The one client of a run: every question to every model goes through it."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from alpaca_est.ask import Ask, Reply
from alpaca_est.errors import AlpacaEstError, Interrupted, ModelUnavailable, PipelineError
from alpaca_est.llm.asking import INTERRUPTED, Asking, Books
from alpaca_est.llm.cache import Cache, Keys
from alpaca_est.llm.errand import Errand
from alpaca_est.llm.ledger import Ledger
from alpaca_est.llm.model import Budget, Model
from alpaca_est.llm.recorded import Recorded
from alpaca_est.llm.spending import Spending
from alpaca_est.llm.totals import Totals
from alpaca_est.text import excerpt

LOCAL = "ctranslate2"


class Client:
    """Answers asks from the cache, else from their models; within limits and budget, each reply kept before it is told.

    `run` names the run in the cache, whose file several runs may share; the ledger belongs to one run. Offline nothing
    is ever sent: recorded replies and the cache answer, else ModelUnavailable. `moment` is told what has just happened,
    so that a test can kill the process there. To be used as `async with Client(…) as client`.
    """

    def __init__(
        self,
        *,
        models: Mapping[str, Model],
        cache: Path | None = None,
        ledger: Path | None = None,
        run: str = "",
        budget: Budget | None = None,
        offline: bool = False,
        root: Path = Path(),
        moment: Callable[[str], None] = lambda _: None,
    ) -> None:
        if budget is not None and (lacks := budget.needs(models)):
            raise PipelineError(lacks)
        self.models = models
        self.cache_path, self.ledger_path = cache, ledger
        self.run, self.budget, self.offline = run, budget, offline
        self.moment = moment
        self.keys = {name: Keys(model) for name, model in models.items()}
        self.recorded = {
            name: Recorded(root / model.recorded, model.recorded)
            for name, model in models.items()
            if offline and model.recorded is not None
        }
        self.asking: dict[str, Asking] = {}
        self.errands: dict[str, Errand] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.stopping = False

    async def __aenter__(self) -> Self:
        ledger = Ledger(self.ledger_path)
        try:
            cache = Cache(self.cache_path, self.run) if self.cache_path else None
        except AlpacaEstError:
            ledger.close()
            raise
        usd, tokens = ledger.spent
        self.books = Books(cache, ledger, Spending(self.budget, usd=usd, tokens=tokens), Totals(), self.moment)
        self.asking = {name: Asking(name, model, self.books) for name, model in self.models.items()}
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        for errand in list(self.errands.values()):
            errand.abandon()
        for asking in self.asking.values():
            asking.refusals.release()
        while self.tasks:
            await asyncio.wait(self.tasks)
        for asking in self.asking.values():
            await asking.close()
        if self.books.cache is not None:
            self.books.cache.close()
        self.books.ledger.close()

    async def ask(self, asks: Sequence[Ask]) -> list[Reply]:
        """The replies to asks, in their order; those that are not known yet are asked all at once.

        An error is raised when none of these asks is in flight any more; what arrived until then is kept.
        """
        new: list[Errand] = []
        errands = [self._errand(ask, new) for ask in asks]
        for errand in errands:
            errand.waiters += 1
        if new:
            self._begin(self._look_up(new), new)
        try:
            error = await _first_error(errands)
        finally:
            for errand in errands:
                errand.waiters -= 1
                if not errand.waiters:
                    errand.drop(Interrupted(INTERRUPTED))
        if error is not None:
            await _arrived(errands)
            raise error
        return [errand.future.result() for errand in errands]

    def stop(self) -> None:
        """Send nothing more; who waits for a request that was not sent gets Interrupted, those in flight go on."""
        self.stopping = True
        for asking in self.asking.values():
            asking.stopping = True
        for errand in list(self.errands.values()):
            errand.drop(Interrupted(INTERRUPTED))

    @property
    def totals(self) -> Totals:
        """What asking has come to so far."""
        totals, spending = self.books.totals, self.books.spending
        totals.paid_again = self.books.ledger.paid_again
        totals.run_usd, totals.run_tokens = spending.usd, spending.tokens
        totals.limits = {name: int(asking.slots.limit) for name, asking in self.asking.items()}
        return totals

    def _errand(self, ask: Ask, new: list[Errand]) -> Errand:
        """The errand of an ask: recorded, under way already, or new."""
        if (known_here := self.recorded.get(ask.model) or self.models[ask.model].memory) is not None:
            errand = Errand(ask, "")
            errand.done(known_here.reply(ask))
            self.books.totals.recorded += ask.model in self.recorded
            return errand
        key = self.keys[ask.model].key(ask)
        if (known := self.errands.get(key)) is not None and known.failed is None:
            return known
        errand = Errand(ask, key)
        self.errands[key] = errand
        errand.future.add_done_callback(partial(self._forget, errand))
        new.append(errand)
        return errand

    def _forget(self, errand: Errand, _: asyncio.Future[Reply]) -> None:
        if self.errands.get(errand.key) is errand:
            del self.errands[errand.key]

    def _begin(self, work: Coroutine[Any, Any, None], errands: Sequence[Errand]) -> asyncio.Task[None]:
        """Work in a task of the client's own, so that nobody who stops waiting can cut it off."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(partial(self._ended, errands))
        return task

    def _ended(self, errands: Sequence[Errand], task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        error = Interrupted(INTERRUPTED) if task.cancelled() else task.exception()
        if error is not None:
            for errand in errands:
                errand.fail(error)

    async def _look_up(self, errands: Sequence[Errand]) -> None:
        """Answer from the cache what it knows, and begin to ask the rest."""
        cache = self.books.cache
        found = await cache.get([errand.key for errand in errands]) if cache is not None else {}
        self.books.totals.cached += len(found)
        for errand in errands:
            if (reply := found.get(errand.key)) is not None:
                errand.done(reply)
            elif self.offline and self.models[errand.ask.model].engine != LOCAL:
                errand.fail(self._not_there(errand.ask))
            elif self.stopping or not errand.waiters:
                errand.fail(Interrupted(INTERRUPTED))
            else:
                errand.task = self._begin(self._request(errand), [errand])

    async def _request(self, errand: Errand) -> None:
        errand.done(await self.asking[errand.ask.model].reply(errand))

    def _not_there(self, ask: Ask) -> ModelUnavailable:
        where = f"the cache {self.cache_path}" if self.cache_path else "a cache, there is none"
        return ModelUnavailable(
            f"offline: models.{ask.model} has no reply in {where} to „{excerpt(ask.user)}“ (draw {ask.draw}); "
            "run without --offline to ask for it"
        )


async def _first_error(errands: Sequence[Errand]) -> BaseException | None:
    """Wait until all have their reply, or one has an error."""
    waiting = {errand.future for errand in errands if not errand.future.done()}
    if waiting:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_EXCEPTION)
    return next((error for errand in errands if (error := errand.failed)), None)


async def _arrived(errands: Sequence[Errand]) -> None:
    """Wait for those that were in flight when another one failed: they are paid for."""
    sending = {errand.future for errand in errands if errand.stage != "waiting" and not errand.future.done()}
    if sending:
        await asyncio.wait(sending)
