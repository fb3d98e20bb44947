"""A translation engine behind the client: single texts come in, requests with many of them go out."""

import asyncio
import sys
from collections.abc import Sequence
from typing import NamedTuple

from alpaca_est.ask import Ask, Reply
from alpaca_est.llm.answers import Fault, Final
from alpaca_est.llm.endpoint import Endpoint
from alpaca_est.llm.engines.ctranslate import CTranslate
from alpaca_est.llm.engines.deepl import DeepL
from alpaca_est.llm.engines.engine import Engine, TooMuch
from alpaca_est.llm.engines.google import Google
from alpaca_est.llm.engines.libretranslate import LibreTranslate
from alpaca_est.llm.engines.tartunlp import TartuNlp
from alpaca_est.llm.limits import Pace
from alpaca_est.llm.model import Model

KINDS: dict[str, type[Engine]] = {
    "tartunlp": TartuNlp,
    "deepl": DeepL,
    "google": Google,
    "libretranslate": LibreTranslate,
    "ctranslate2": CTranslate,
}
GATHER = 0.005  # seconds that a request waits for more texts
PROBE = "Tallinn."  # a text that any engine takes, if it takes any


class Waiting(NamedTuple):
    """A text and who waits for its translation."""

    ask: Ask
    future: asyncio.Future[Reply]


class Translating(Endpoint):
    """Joins the texts that wait into requests of `model.batch` texts, `model.parallel` of them at once.

    A request that its engine does not take is halved until the texts at fault are alone; those are refused. Where the
    engine may as well be down, a text alone is refused only if another one passes then and it does not.
    """

    def __init__(self, name: str, model: Model) -> None:
        super().__init__(name, model)
        try:
            self.engine = KINDS[model.engine](model, self.key)
        except Final as final:
            raise self.unavailable(final.reason, final.remedy) from None
        self.pace = Pace(model.rpm, model.tpm)
        self.free = asyncio.Semaphore(1 if model.engine == "ctranslate2" else model.parallel)
        self.waiting: list[Waiting] = []
        self.gathering: asyncio.Task[None] | None = None
        self.tasks: set[asyncio.Task[None]] = set()

    async def _sent(self, ask: Ask) -> Reply:
        if len(ask.user) > self.engine.limits.characters:
            told = f"text has {len(ask.user)} characters, at most {self.engine.limits.characters} wanted"
            return Reply(finish="refused", reason=told)
        future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self.waiting.append(Waiting(ask, future))
        if self.gathering is None:
            self.gathering = asyncio.create_task(self._gather())
        return await future

    async def close(self) -> None:
        """Close all connections; what still waits is told so."""
        tasks = [*self.tasks, *([self.gathering] if self.gathering else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.engine.close()

    async def _gather(self) -> None:
        """Requests from what waits, until nothing does."""
        await asyncio.sleep(GATHER)
        while self.waiting:
            await self.free.acquire()
            if group := self._taken():
                task = asyncio.create_task(self._served(group))
                self.tasks.add(task)
                task.add_done_callback(self.tasks.discard)
            else:
                self.free.release()
        self.gathering = None

    def _taken(self) -> list[Waiting]:
        """The next texts that fit in one request, all of the same two languages; those nobody waits for are left."""
        self.waiting = [one for one in self.waiting if not one.future.done()]
        group: list[Waiting] = []
        rest: list[Waiting] = []
        characters = 0
        for one in self.waiting:
            fits = len(group) < self.engine.limits.texts
            fits = fits and characters + len(one.ask.user) <= self.engine.limits.characters
            if fits and (not group or _languages(one) == _languages(group[0])):
                group.append(one)
                characters += len(one.ask.user)
            else:
                rest.append(one)
        self.waiting = rest
        return group

    async def _served(self, group: Sequence[Waiting]) -> None:
        """One group; whatever went wrong, a mistake of ours too, is told to each who still waits."""
        try:
            await self._translated(group)
        except (Fault, Final) as error:
            _fail(group, error)
        finally:
            self.free.release()
            _fail(group, sys.exception())

    async def _translated(self, group: Sequence[Waiting]) -> None:
        """One request, or two of half of it where the engine does not take it."""
        texts = [one.ask.user for one in group]
        await self.pace.turn(sum(map(len, texts)))
        try:
            found = await self.engine.translate(texts, *_languages(group[0]))
        except TooMuch as refused:
            if len(group) == 1:
                _tell(group[0], await self._alone(group[0], refused))
                return
            middle = len(group) // 2
            await self._translated(group[:middle])
            await self._translated(group[middle:])
            return
        for one, text in zip(group, found, strict=True):
            _tell(one, _reply(one, text))

    async def _alone(self, one: Waiting, refused: TooMuch) -> Reply:
        """The refusal of a single text; Fault where the engine takes no other text either."""
        if refused.down:
            languages = _languages(one)
            await self.pace.turn(len(PROBE) + len(one.ask.user))
            try:
                await self.engine.translate([PROBE], *languages)
            except TooMuch as again:
                raise Fault(again.reason, status=500) from None
            try:
                [text] = await self.engine.translate([one.ask.user], *languages)
            except TooMuch as again:
                refused = again
            else:
                return _reply(one, text)
        return Reply(finish="refused", reason=refused.reason)


def _fail(group: Sequence[Waiting], error: BaseException | None) -> None:
    """End the waiting of those who still wait: with what went wrong, or as cancelled where asking was stopped."""
    for one in group:
        if one.future.done():
            continue
        if isinstance(error, Exception):
            one.future.set_exception(error)
        else:
            one.future.cancel()


def _languages(one: Waiting) -> tuple[str, str]:
    return one.ask.source, one.ask.target


def _reply(one: Waiting, text: str) -> Reply:
    return Reply(text=text, input_tokens=len(one.ask.user))


def _tell(one: Waiting, reply: Reply) -> None:
    if not one.future.done():
        one.future.set_result(reply)
