"""Google Cloud Translation, version 2 with a key or version 3 with a project and a token."""

from collections.abc import Sequence
from typing import Any

from alpaca_est.llm.engines.engine import HttpEngine, texts_in


class Google(HttpEngine):
    """Plain text both ways: the service's own default is HTML. With `project` it is asked by version 3."""

    characters = 5_000

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Their translations; the key goes in a header, never in the address."""
        if self.model.project:
            answer = await self._third(texts, source, target)
        else:
            body: dict[str, Any] = {"q": list(texts), "source": source, "target": target, "format": "text"}
            headers = {"x-goog-api-key": self.key} if self.key else {}
            answer = _in(await self.post("/language/translate/v2", body, headers), "data")
        listed = _in(answer, "translations")
        found = [_in(one, "translatedText") for one in listed] if isinstance(listed, list) else listed
        return texts_in(found, len(texts))

    async def _third(self, texts: Sequence[str], source: str, target: str) -> Any:
        project, _, location = (self.model.project or "").partition("/")
        parent = f"projects/{project}/locations/{location or 'global'}"
        body: dict[str, Any] = {
            "contents": list(texts),
            "mimeType": "text/plain",
            "sourceLanguageCode": source,
            "targetLanguageCode": target,
        }
        if self.model.name:
            body["model"] = f"{parent}/models/{self.model.name}"
        if self.model.glossary:
            body["glossaryConfig"] = {"glossary": f"{parent}/glossaries/{self.model.glossary}"}
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        answer = await self.post(f"/v3/{parent}:translateText", body, headers)
        return {"translations": _in(answer, "glossaryTranslations")} if self.model.glossary else answer


def _in(answer: Any, name: str) -> Any:
    """What an answer holds under a name; None where it is no object or has none."""
    return answer.get(name) if isinstance(answer, dict) else None
