"""A loopback endpoint that speaks /v1/chat/completions over real HTTP, with faults that can be repeated.

    async with Server(latency=0.05, faults={"429": 0.1, "cut": 0.2}) as server: … server.url …
    python -m tests.server --port 0 --latency 0.2 --quota 60        prints its address, serves until it is killed

What it answers depends on the request alone; which fault it shows on (request, how often it was asked) alone.
"""

import argparse
import asyncio
import hashlib
import importlib
import json
import random
import sys
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Self

from aiohttp import web

Answer = Callable[[dict[str, Any]], str]
STATUSES = {"400": 400, "401": 401, "404": 404, "429": 429, "429-silent": 429, "500": 500, "503": 503, "quota": 429}


def digest_of(request: Mapping[str, Any]) -> str:
    """What tells requests apart: model, messages, sampling, format."""
    return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()


def echo(request: dict[str, Any]) -> str:
    """The default answer: a few words that depend on the whole request."""
    return f"vastus {digest_of(request)[:16]}"


class Server:
    """The endpoint, with counts of what it saw.

    `faults` are shares by kind: 429 (with Retry-After), 429-silent, 500, 503, cut, broken, empty, null, hang, length,
    400, content_filter, 401, 404, quota. `quota` is how many requests any one second may see. `key`, if set, is wanted.
    """

    def __init__(
        self,
        *,
        answer: Answer = echo,
        latency: float = 0.0,
        faults: Mapping[str, float] | None = None,
        seed: int = 0,
        quota: int | None = None,
        retry_after: str = "1",
        hang: float = 30.0,
        key: str | None = None,
        usage: bool = True,
    ) -> None:
        self.answer, self.latency, self.faults, self.seed = answer, latency, faults or {}, seed
        self.quota, self.retry_after, self.hang, self.key, self.usage = quota, retry_after, hang, key, usage
        self.requests = 0
        self.seen: Counter[str] = Counter()
        self.paid: Counter[str] = Counter()
        self.shown: Counter[str] = Counter()
        self.bodies: list[dict[str, Any]] = []
        self.at: list[float] = []
        self.kinds: list[str] = []
        self.in_flight = self.most_in_flight = 0
        self.window: deque[float] = deque()
        self.runner: web.AppRunner | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        await self.start(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.runner is not None:
            await self.runner.cleanup()

    async def start(self, port: int) -> None:
        """Listen on a port of this machine; 0 takes a free one."""
        application = web.Application(client_max_size=2**26)
        application.router.add_post("/v1/chat/completions", self._complete)
        application.router.add_get("/counts", self._counts)
        self.runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", port, backlog=2048)
        await site.start()
        self.url = f"http://127.0.0.1:{self.runner.addresses[0][1]}/v1"

    @property
    def counts(self) -> dict[str, Any]:
        """Requests, distinct ones, answers that were paid for, the most for one request, faults by kind."""
        return {
            "requests": self.requests,
            "distinct": len(self.seen),
            "paid": sum(self.paid.values()),
            "paid_twice": sum(count - 1 for count in self.paid.values()),
            "throttled": self.shown["429"] + self.shown["429-silent"],
            "most_in_flight": self.most_in_flight,
            "shown": dict(self.shown),
        }

    async def _counts(self, _: web.Request) -> web.Response:
        return web.json_response(self.counts)

    async def _complete(self, http: web.Request) -> web.StreamResponse:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            return await self._answered(http)
        finally:
            self.in_flight -= 1

    async def _answered(self, http: web.Request) -> web.StreamResponse:
        self.requests += 1
        self.at.append(time.monotonic())
        request = await http.json()
        self.bodies.append(request)
        digest = digest_of(request)
        attempt = self.seen[digest]
        self.seen[digest] += 1
        given = http.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.key is not None and given != self.key:
            return self._error("401", f"Incorrect API key provided: {given}. You can find your key in the settings.")
        if self._over_quota():
            return self._error("429", "Rate limit reached")
        kind = self._kind(digest, attempt)
        self.kinds.append(kind)
        if self.latency:
            await asyncio.sleep(self.latency)
        return await self._shown(kind, http, request, digest)

    def _kind(self, digest: str, attempt: int) -> str:
        """Which fault this attempt shows, "" for none."""
        drawn = random.Random(f"{self.seed}/{digest}/{attempt}").random()
        for kind, share in self.faults.items():
            if drawn < share:
                return kind
            drawn -= share
        return ""

    async def _shown(self, kind: str, http: web.Request, request: dict[str, Any], digest: str) -> web.StreamResponse:
        if kind in STATUSES:
            return self._error(kind, f"this request is answered with {kind}")
        self.shown[kind] += bool(kind)
        if kind == "hang":
            await asyncio.sleep(self.hang)
        if kind in ("cut", "hang"):
            assert http.transport is not None
            http.transport.close()
            return web.Response()
        if kind == "broken":
            return web.Response(text='{"choices": [{"message": {"content": "poo', content_type="application/json")
        self.paid[digest] += kind not in ("empty", "null")
        return web.json_response(self._completion(kind, request))

    def _completion(self, kind: str, request: dict[str, Any]) -> dict[str, Any]:
        text: str | None = self.answer(request)
        assert text is not None
        if kind == "length":
            text = text[: len(text) // 2]
        if kind in ("content_filter", "null"):
            text = None
        finish = kind if kind in ("length", "content_filter") else "stop"
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
        read = sum(len(message["content"]) for message in request["messages"]) // 3 + 4
        usage = {"prompt_tokens": read, "completion_tokens": len(text or "") // 3 + 1}
        answer: dict[str, Any] = {"object": "chat.completion", "choices": [] if kind == "empty" else [choice]}
        return answer | ({"usage": usage} if self.usage else {})

    def _error(self, kind: str, message: str) -> web.Response:
        self.shown[kind] += 1
        headers = {"Retry-After": self.retry_after} if kind == "429" else {}
        error = {"message": message, "type": "insufficient_quota" if kind == "quota" else "error", "code": None}
        return web.json_response({"error": error}, status=STATUSES[kind], headers=headers)

    def _over_quota(self) -> bool:
        """Whether the last second has seen its share; a request that is turned away does not count."""
        if self.quota is None:
            return False
        now = time.monotonic()
        while self.window and self.window[0] <= now - 1:
            self.window.popleft()
        if len(self.window) >= self.quota:
            return True
        self.window.append(now)
        return False


def named(path: str) -> Answer:
    """A function by `module:name`."""
    module, name = path.split(":")
    answer: Answer = getattr(importlib.import_module(module), name)
    return answer


async def serve(server: Server, port: int) -> None:
    """Print the address and serve until cancelled."""
    await server.start(port)
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    forever: Awaitable[None] = asyncio.Event().wait()  # type: ignore[assignment]
    await forever


def main() -> None:
    """Serve in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.server")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--faults", type=json.loads, default={}, help='shares by kind: {"429": 0.1}')
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--quota", type=int, default=None, help="requests in any one second")
    parser.add_argument("--retry-after", default="1")
    parser.add_argument("--hang", type=float, default=30.0)
    parser.add_argument("--key", default=None)
    parser.add_argument("--answer", type=named, default=echo, help="module:function from the request to a text")
    given = vars(parser.parse_args())
    port = given.pop("port")
    asyncio.run(serve(Server(**given), port))


if __name__ == "__main__":
    main()
