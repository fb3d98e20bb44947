"""What stands before every request: hosts, origins, sessions, sizes; and the headers of every response."""

import hmac
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from alpaca_est.review.sessions import Sessions

LARGEST = 1_000_000
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), clipboard-read=()",
}
OPEN = ("/login", "/static/")


class Refusal(Exception):
    """A request that goes no further: status and one line."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


class Gate:
    """An ASGI application around the page's own; `origin` is the page's address as browsers see it."""

    def __init__(self, inner: Application, origin: str, sessions: Sessions) -> None:
        self.inner = inner
        self.hosts = _hosts(origin)
        self.origins = {f"{urlsplit(origin).scheme}://{host}" for host in self.hosts}
        self.sessions = sessions
        self.secure = origin.startswith("https://")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] == "lifespan":
            await self.inner(scope, receive, send)
            return
        answer = _with_headers(send, self.secure)
        if scope["type"] != "http":
            return
        try:
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
            self._check(scope, headers)
            await self.inner(scope, _limited(headers, receive), answer)
        except Refusal as refusal:
            await _answer(answer, refusal)

    def _check(self, scope: Scope, headers: Mapping[str, str]) -> None:
        if headers.get("host", "") not in self.hosts:
            raise Refusal(400, "unknown Host")
        if headers.get("origin", next(iter(self.origins))) not in self.origins:
            raise Refusal(403, "foreign Origin")
        path, method = str(scope["path"]), str(scope["method"])
        if path.startswith(OPEN) and method in ("GET", "HEAD"):
            return
        session = self.sessions.of(_cookie(headers, self.sessions.cookie))
        if session is None:
            raise Refusal(401, "not logged in: open the link that alpaca-est review printed")
        api = path.startswith("/api/")
        if api and headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise Refusal(403, "sent from another site")
        if method not in ("GET", "HEAD"):
            if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
                raise Refusal(415, "wanted application/json")
            if not hmac.compare_digest(headers.get("x-csrf-token", "").encode(), session.csrf.encode()):
                raise Refusal(403, "wrong or missing CSRF token")
        scope.setdefault("state", {})["session"] = session


def _hosts(origin: str) -> frozenset[str]:
    """The Host headers of the page's own address; on this machine it has several names."""
    parts = urlsplit(origin)
    port = f":{parts.port}" if parts.port else ""
    names = {parts.hostname or ""}
    if names & {"127.0.0.1", "localhost", "::1"}:
        names = {"127.0.0.1", "localhost", "[::1]"}
    return frozenset(name + port for name in names)


def _cookie(headers: Mapping[str, str], name: str) -> str:
    parts = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
    return next((value for key, _, value in parts if key == name), "")


def _limited(headers: Mapping[str, str], receive: Receive) -> Receive:
    """The request's body, refused once it is too large."""
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > LARGEST:
        raise Refusal(413, f"at most {LARGEST} bytes wanted")
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST:
            raise Refusal(413, f"at most {LARGEST} bytes wanted")
        return message

    return limited


def _with_headers(send: Send, secure: bool) -> Send:
    extra: Iterable[tuple[str, str]] = HEADERS.items()
    if secure:
        extra = [*extra, ("strict-transport-security", "max-age=31536000")]
    ours = [(name.encode(), value.encode()) for name, value in extra]
    names = {name for name, _ in ours}

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message.get("headers", []) if name.lower() not in names]
            message["headers"] = [*kept, *ours]
        await send(message)

    return answer


async def _answer(send: Send, refusal: Refusal) -> None:
    body = refusal.text.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
