"""A loopback server that speaks as the translation services document: paths, limits, error codes, and their damage.

async with TranslationServer(say=str.upper) as server: … server.url …
"""

import html
import re
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web


def destroyed(text: str) -> str:
    """What TartuNLP's worker does to a text on its way: entities, quotes, dashes, brackets, spaces before %."""
    text = html.unescape(text).replace("`", "'")
    text = re.sub(r"[“”„]", '"', text).replace("’", "'").replace("—", "-").replace("–", "-").replace("…", "...")
    text = re.sub(r"(\w)\(", r"\1 (", text)
    text = re.sub(r"\)(\w|\()", r") \1", text)
    return re.sub(r"(\d) %", r"\1%", text)


class TranslationServer:
    """All services on one port; `say` translates one text, `fail` may give a status for a request."""

    def __init__(
        self,
        *,
        say: Callable[[str], str] = lambda text: text,
        fail: Callable[[list[str]], int] = lambda _: 0,
        key: str | None = None,
    ) -> None:
        self.say, self.fail, self.key = say, fail, key
        self.requests: list[list[str]] = []
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=10_000_000)
        app.router.add_post("/v2", self._tartunlp)
        app.router.add_post("/v2/translate", self._deepl)
        app.router.add_post("/language/translate/v2", self._google)
        app.router.add_post("/v3/projects/p/locations/global:translateText", self._google_third)
        app.router.add_post("/translate", self._libre)
        self.runner = web.AppRunner(app)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.runner.cleanup()

    async def _read(self, request: web.Request, field: str) -> tuple[dict[str, Any], list[str], int]:
        body = await request.json()
        texts = body[field] if isinstance(body[field], list) else [body[field]]
        self.requests.append(texts)
        self.bodies.append(body)
        self.headers.append(dict(request.headers))
        return body, texts, self.fail(texts)

    async def _tartunlp(self, request: web.Request) -> web.Response:
        body, texts, status = await self._read(request, "text")
        if sum(map(len, texts)) > 10_000:
            return web.json_response({"detail": "Request text is too long"}, status=413)
        if {body["src"], body["tgt"]} - {"en", "et", "eng", "est"} or body.get("domain", "general") != "general":
            return web.json_response({"detail": "Invalid language pair"}, status=422)
        if self.key and request.headers.get("x-api-key") != self.key:
            return web.json_response({"detail": "Invalid API key"}, status=401)
        if status:
            return web.json_response({"detail": "failed"}, status=status)
        return web.json_response({"result": [self.say(destroyed(text)) for text in texts]})

    async def _deepl(self, request: web.Request) -> web.Response:
        body, texts, status = await self._read(request, "text")
        if self.key and request.headers.get("Authorization") != f"DeepL-Auth-Key {self.key}":
            return web.json_response({"message": "Forbidden"}, status=403)
        if len(texts) > 50 or len(await request.read()) > 128 * 1024:
            return web.json_response({"message": "Request size exceeded"}, status=413)
        if any(re.search(r"&(?!amp;|lt;|gt;)|<(?!/?x>)", text) for text in texts):
            return web.json_response({"message": "Tag handling parsing failed"}, status=400)
        if status:
            return web.json_response({"message": "failed"}, status=status)
        said = ["".join(_around(text, self.say)) for text in texts]
        found = [
            {"detected_source_language": body["source_lang"], "text": text, "billed_characters": 1} for text in said
        ]
        return web.json_response({"translations": found})

    async def _google(self, request: web.Request) -> web.Response:
        body, texts, status = await self._read(request, "q")
        if self.key and request.headers.get("x-goog-api-key") != self.key:
            return web.json_response({"error": {"code": 403, "message": "The key is not valid"}}, status=403)
        if status:
            return web.json_response({"error": {"code": status, "message": "failed"}}, status=status)
        say = self.say if body.get("format") == "text" else lambda text: html.escape(self.say(text))
        return web.json_response({"data": {"translations": [{"translatedText": say(text)} for text in texts]}})

    async def _google_third(self, request: web.Request) -> web.Response:
        body, texts, _ = await self._read(request, "contents")
        say = self.say if body.get("mimeType") == "text/plain" else lambda text: html.escape(self.say(text))
        found = [{"translatedText": say(text)} for text in texts]
        answer: dict[str, Any] = {"translations": found}
        if "glossaryConfig" in body:
            answer["glossaryTranslations"] = [
                {"translatedText": f"{one['translatedText']} (glossary)"} for one in found
            ]
        return web.json_response(answer)

    async def _libre(self, request: web.Request) -> web.Response:
        body, texts, status = await self._read(request, "q")
        if self.key and body.get("api_key") != self.key:
            return web.json_response({"error": "Visit the portal to get an API key"}, status=403)
        if status:
            return web.json_response({"error": "failed"}, status=status)
        return web.json_response({"translatedText": [self.say(text) for text in texts]})


class Nonsense:
    """A server that answers 200 to everything, with a body that is no answer of any service."""

    def __init__(self, body: str) -> None:
        self.body = body

    async def __aenter__(self) -> str:
        app = web.Application()
        app.router.add_post("/{path:.*}", self._same)
        self.runner = web.AppRunner(app)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]

    async def __aexit__(self, *_: object) -> None:
        await self.runner.cleanup()

    async def _same(self, _: web.Request) -> web.Response:
        return web.Response(text=self.body, content_type="application/json")


def _around(text: str, say: Callable[[str], str]) -> list[str]:
    """A text with tags, translated outside of them."""
    return [part if part.startswith("<x>") else say(part) for part in re.split(r"(<x>[^<]*</x>)", text)]
