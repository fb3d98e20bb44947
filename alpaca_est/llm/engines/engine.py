"""What a translation engine is, and what its HTTP answers mean."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from alpaca_est.llm.answers import FINAL, OVERLOADED, Fault, Final, message_of, pause_of
from alpaca_est.llm.model import Model

TOO_LARGE = (400, 413, 414)


class Limits(NamedTuple):
    """What one request may hold: texts, and characters over all of them."""

    texts: int
    characters: int


class TooMuch(Exception):
    """A request that its engine does not take as a whole; smaller ones may pass, unless it is `down`."""

    def __init__(self, reason: str, *, down: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.down = down


class Engine(ABC):
    """Translates texts of one language into another; one request for all of them."""

    characters = 100_000

    def __init__(self, model: Model, key: str | None) -> None:
        self.model = model
        self.key = key

    @property
    def limits(self) -> Limits:
        """What one request may hold."""
        return Limits(self.model.in_request, self.characters)

    @abstractmethod
    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Their translations, in their order; raises TooMuch, Fault or Final."""

    async def close(self) -> None:
        """Close all connections."""
        return


class HttpEngine(Engine):
    """An engine that is asked over HTTP with JSON."""

    def __init__(self, model: Model, key: str | None) -> None:
        super().__init__(model, key)
        self.session: Any = None

    async def post(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Any:
        """The JSON of a 200; any other answer as what it means."""
        import aiohttp
        import msgspec

        if self.session is None:
            self.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self.model.deadline))
        try:
            url = self.model.endpoint + path
            async with self.session.post(url, json=dict(body), headers=dict(headers or {})) as answer:
                found = await answer.read()
                if answer.status != 200:
                    self.refused(answer.status, answer.headers, found)
                return msgspec.json.decode(found)
        except msgspec.DecodeError as error:
            raise Fault(f"unreadable answer ({error})", paid=True) from None
        except TimeoutError:
            raise Fault(f"no answer within {self.model.deadline:g} s", paid=True) from None
        except aiohttp.ClientConnectorError as error:
            raise Fault(f"connection failed ({error})") from None
        except (aiohttp.ClientError, OSError) as error:
            raise Fault(f"connection failed ({str(error) or type(error).__name__})", paid=True) from None

    def refused(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Raise what an answer that is no 200 means."""
        message = message_of(body)
        reason = f"HTTP {status}: {message}" if message else f"HTTP {status}"
        if status in TOO_LARGE:
            raise TooMuch(reason)
        if status in (408, 409, 425, 429) or status >= 500:
            raise Fault(reason, overloaded=status in OVERLOADED, pause=pause_of(headers), status=status)
        raise Final(reason, FINAL.get(status, "check base_url, the languages and the model's settings"))

    async def close(self) -> None:
        """Close all connections."""
        if self.session is not None:
            await self.session.close()


def texts_in(found: object, count: int) -> list[str]:
    """A list of so many texts as an engine returned it; Fault where it is another thing."""
    if not isinstance(found, list) or len(found) != count or not all(isinstance(text, str) for text in found):
        told = f"{len(found)} of them" if isinstance(found, list) else type(found).__name__
        raise Fault(f"the answer has not {count} texts but {told}", paid=True)
    return found
