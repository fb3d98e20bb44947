"""LibreTranslate, an open server (github.com/LibreTranslate/LibreTranslate)."""

from collections.abc import Sequence
from typing import Any

from alpaca_est.llm.engines.engine import HttpEngine, texts_in


class LibreTranslate(HttpEngine):
    """`POST /translate`; limits are those of the instance. It may give a text back untranslated: filter for that."""

    characters = 10_000

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Their translations as plain text."""
        body: dict[str, Any] = {"q": list(texts), "source": source, "target": target, "format": "text"}
        if self.key:
            body["api_key"] = self.key
        answer = await self.post("/translate", body)
        return texts_in(answer.get("translatedText") if isinstance(answer, dict) else None, len(texts))
