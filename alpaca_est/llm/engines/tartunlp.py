"""TartuNLP's translation service, public or on a machine of one's own (github.com/TartuNLP/translation-api)."""

from collections.abc import Mapping, Sequence
from typing import Any

from alpaca_est.llm.answers import Fault, Final, message_of
from alpaca_est.llm.engines.engine import HttpEngine, TooMuch, texts_in


class TartuNlp(HttpEngine):
    """`POST /v2`: at most 10,000 characters a request; 408 when its workers are too slow, 422 for unknown languages."""

    characters = 10_000

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Their translations; the domain is the model's name."""
        body: dict[str, Any] = {"text": list(texts), "src": source, "tgt": target}
        if self.model.name:
            body["domain"] = self.model.name
        answer = await self.post("/v2", body, {"x-api-key": self.key or "public"})
        return texts_in(answer.get("result") if isinstance(answer, dict) else None, len(texts))

    def refused(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """A worker that chokes on a text or is down answers 500, and one that was too slow 408."""
        reason = f"HTTP {status}: {message_of(body)}"
        if status == 422:
            raise Final(reason, "check the languages and the domain (name:)")
        if status == 500:
            raise TooMuch(reason, down=True)
        if status == 408:
            raise Fault(reason, overloaded=True, status=status)
        super().refused(status, headers, body)
