"""One model behind an endpoint: what is the same whatever its protocol."""

import os
from abc import ABC, abstractmethod

from msgspec.structs import replace

from alpaca_est.ask import Ask, Reply
from alpaca_est.errors import ModelUnavailable
from alpaca_est.llm.answers import Fault, Final, scrub
from alpaca_est.llm.model import Model


class Endpoint(ABC):
    """Sends one request at a time; knows nothing of retries, limits or money."""

    def __init__(self, name: str, model: Model) -> None:
        self.name = name
        self.model = model
        self.key = self._key()

    async def send(self, ask: Ask) -> Reply:
        """The reply to an ask, good or refused; raises Fault if asking again may help, else ModelUnavailable."""
        try:
            return self._clean(await self._sent(ask))
        except Fault as fault:
            fault.reason = scrub(fault.reason, self.key)
            raise
        except Final as final:
            raise self.unavailable(final.reason, final.remedy) from None

    def unavailable(self, reason: str, remedy: str) -> ModelUnavailable:
        """The one line a person sees when this model cannot be asked."""
        where = f"models.{self.name}: {self.model.name or self.model.engine} at {self.model.host}"
        if self.model.key_env:
            remedy = remedy.replace("the key", f"the key in {self.model.key_env}")
        return ModelUnavailable(f"{where}: {scrub(reason, self.key)}; {remedy}, then run the same command again")

    @abstractmethod
    async def _sent(self, ask: Ask) -> Reply:
        """The reply to an ask; raises Fault or Final."""

    @abstractmethod
    async def close(self) -> None:
        """Close all connections."""

    def _clean(self, reply: Reply) -> Reply:
        return replace(reply, reason=scrub(reply.reason, self.key)) if reply.refused else reply

    def _key(self) -> str | None:
        variable = self.model.key_env
        if variable is None:
            return None
        if key := os.environ.get(variable, "").strip():
            return key
        raise ModelUnavailable(
            f"models.{self.name}: the environment variable {variable} holds no key for {self.model.host}; "
            "set it, or use --offline to answer from the cache and recorded replies"
        )
