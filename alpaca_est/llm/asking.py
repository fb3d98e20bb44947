"""Asks one model until it answers: paced, within the budget, written down, kept."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from msgspec.structs import replace

from alpaca_est.ask import Ask, Reply
from alpaca_est.errors import Interrupted, ModelUnavailable
from alpaca_est.llm.answers import Fault
from alpaca_est.llm.cache import Cache
from alpaca_est.llm.chat import Chat
from alpaca_est.llm.endpoint import Endpoint
from alpaca_est.llm.errand import Errand
from alpaca_est.llm.ledger import Ledger
from alpaca_est.llm.limits import Pace, Slots
from alpaca_est.llm.model import Model
from alpaca_est.llm.patience import Patience
from alpaca_est.llm.refusals import Refusals
from alpaca_est.llm.spending import Cost, Spending
from alpaca_est.llm.tokens import Estimate
from alpaca_est.llm.totals import Totals
from alpaca_est.llm.translating import Translating

NOTHING = Cost(0.0, 0)
INTERRUPTED = "stopped before all questions were asked; everything is kept, the same command goes on"


@dataclass
class Books:
    """What all models of a run share."""

    cache: Cache | None
    ledger: Ledger
    spending: Spending
    totals: Totals
    moment: Callable[[str], None]


class Receipt(NamedTuple):
    """What one request came to, and its number in the ledger."""

    number: int
    cost: Cost
    seconds: float


class Asking:
    """One model: its endpoint, its limits, and whether it can be asked at all."""

    def __init__(self, name: str, model: Model, books: Books) -> None:
        self.name = name
        self.model = model
        self.books = books
        self.slots = Slots(model.parallel * model.in_request)
        self.pace = Pace(None, None) if model.translates else Pace(model.rpm, model.tpm)  # an engine paces its requests
        self.estimate = Estimate()
        self.refusals = Refusals(model.same_refusals)
        self.connected: Endpoint | None = None
        self.failed: ModelUnavailable | None = None
        self.stopping = False
        self.patience = Patience(model.give_up_after)
        self.active = 0

    async def reply(self, errand: Errand) -> Reply:
        """The reply to an errand, kept before it is told; raises ModelUnavailable, BudgetSpent or Interrupted."""
        self.active += 1
        try:
            while True:
                try:
                    return await self._attempt(errand)
                except Fault as fault:
                    if refusal := self._noted(fault, errand):
                        errand.stage = "arrived"
                        await self._keep(errand, refusal)
                        return refusal
                    await asyncio.sleep(self.patience.wait(fault, errand))
        except ModelUnavailable as error:
            self.failed = self.failed or error
            raise
        finally:
            self.active -= 1
            if not self.active:
                self.patience.answered()
                self.refusals.release()

    async def close(self) -> None:
        """Close the connections."""
        if self.connected is not None:
            await self.connected.close()

    async def _attempt(self, errand: Errand) -> Reply:
        """One request and its reply; a slot is held until a good reply is kept, so that a kill can lose no more."""
        await self.slots.acquire()
        try:
            reply, receipt = await self._reserved(errand)
            self.patience.answered()
            if not reply.refused:
                await self._good(errand, reply, receipt)
                return reply
        finally:
            self.slots.release()
        self._end(receipt, reply.finish)
        await self._hold(reply)
        await self._keep(errand, reply)
        return reply

    async def _good(self, errand: Errand, reply: Reply, receipt: Receipt) -> None:
        self.slots.succeeded()
        self.refusals.good()
        self.books.moment("reply arrived")
        await self._keep(errand, reply)
        self.books.moment("reply kept")
        self._end(receipt, reply.finish)
        self.books.moment("request ended")

    async def _reserved(self, errand: Errand) -> tuple[Reply, Receipt]:
        """Wait until budget and pace allow a request, then send it."""
        self._check(errand)
        spending, cost = self.books.spending, NOTHING
        expected = self._expected(errand.ask)
        ticket = await spending.reserve(ceiling := self._ceiling(errand.ask))
        try:
            await self.pace.turn(expected)
            self._check(errand)
            cost = ceiling
            reply, receipt = await self._sent(errand, ceiling)
            cost = receipt.cost
            self.pace.correct(expected, cost.tokens)
            return reply, receipt
        except Fault as fault:
            cost = ceiling if fault.paid else NOTHING
            raise
        except ModelUnavailable:
            cost = NOTHING
            raise
        finally:
            spending.settle(ticket, cost)
            self.books.totals.usd += cost.usd

    async def _sent(self, errand: Errand, ceiling: Cost) -> tuple[Reply, Receipt]:
        """Send one request after its line in the ledger; the line of its end comes when a good reply is kept."""
        endpoint, totals = self._endpoint(), self.books.totals
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        number = self.books.ledger.start(key=errand.key, model=self.name, tokens=ceiling.tokens, usd=ceiling.usd, at=at)
        errand.sent = time.monotonic()
        errand.stage = "sending"
        errand.tries += 1
        totals.requests += 1
        totals.retries += errand.tries > 1
        totals.in_flight += 1
        self.books.moment("request written down")
        try:
            reply = self._counted(errand.ask, await endpoint.send(errand.ask))
            errand.stage = "arrived"
        except Fault as fault:
            errand.stage = "waiting"
            self._end(Receipt(number, ceiling if fault.paid else NOTHING, _since(errand.sent)), fault.reason)
            raise
        except ModelUnavailable as error:
            self._end(Receipt(number, NOTHING, _since(errand.sent)), str(error))
            raise
        finally:
            totals.in_flight -= 1
        usd = self.model.usd(reply.input_tokens, reply.output_tokens)
        return reply, Receipt(number, Cost(usd, reply.input_tokens + reply.output_tokens), _since(errand.sent))

    def _counted(self, ask: Ask, reply: Reply) -> Reply:
        """The reply with its tokens: those reported, else estimates; a refusal without a report cost none."""
        if self.model.translates:
            pass
        elif reply.input_tokens:
            self.estimate.learn(ask.messages, reply.input_tokens, reply.output_tokens)
        elif not reply.refused:
            written = self.estimate.text(reply.text)
            reply = replace(reply, input_tokens=self.estimate.chat(ask.messages), output_tokens=written)
        self.books.totals.input_tokens += reply.input_tokens
        self.books.totals.output_tokens += reply.output_tokens
        return reply

    def _end(self, receipt: Receipt, ended: str) -> None:
        number, cost, seconds = receipt
        self.books.ledger.end(number, tokens=cost.tokens, usd=cost.usd, seconds=seconds, ended=ended)

    async def _keep(self, errand: Errand, reply: Reply) -> None:
        self.books.totals.refused += reply.refused
        if self.books.cache is not None:
            await self.books.cache.put(errand.key, reply)

    async def _hold(self, reply: Reply) -> None:
        """Wait, not counted as active, until it is clear that not every request is refused alike."""
        stop = self._endpoint().unavailable(
            f"the first {self.model.same_refusals} replies were all refused alike ({reply.reason})",
            "this is a setting of the model or of the prompt; mend it",
        )
        last = self.active == 1
        self.active -= 1
        try:
            await self.refusals.hold(reply.reason, stop, last=last)
        finally:
            self.active += 1

    def _noted(self, fault: Fault, errand: Errand) -> Reply | None:
        """Take a fault in; a refusal if this question alone fails, ModelUnavailable if the model answers nothing."""
        self.books.totals.throttled += fault.status == 429
        if fault.overloaded:
            self.slots.overloaded(errand.sent)
        if fault.pause:
            self.pace.pause(min(fault.pause, self.model.give_up_after))
        if reason := self.patience.model_gone(fault):
            raise self._endpoint().unavailable(reason, "see whether the endpoint is up")
        if reason := self.patience.question_hopeless(fault, errand):
            return Reply(finish="refused", reason=reason)
        return None

    def _expected(self, ask: Ask) -> int:
        """About how many tokens a request will need."""
        if self.model.translates:
            return len(ask.user)
        return self.estimate.chat(ask.messages) + self.estimate.answer(self.model.max_tokens)

    def _ceiling(self, ask: Ask) -> Cost:
        """What a request may cost at most."""
        if self.model.translates:
            return Cost(self.model.usd(len(ask.user), 0), len(ask.user))
        read = self.estimate.ceiling(ask.messages)
        written = self.model.max_tokens or self.estimate.answer(None)
        return Cost(self.model.usd(read, written), read + written)

    def _check(self, errand: Errand) -> None:
        """Whether this question should still be asked."""
        if self.failed is not None:
            raise ModelUnavailable(self.failed.problems)
        if self.stopping or not errand.waiters:
            errand.fail(Interrupted(INTERRUPTED))
            raise Interrupted(INTERRUPTED)

    def _endpoint(self) -> Endpoint:
        if self.connected is None:
            kind = Translating if self.model.translates else Chat
            self.connected = kind(self.name, self.model)
        return self.connected


def _since(moment: float) -> float:
    return time.monotonic() - moment
