"""The page's addresses: HTML and JSON over the desk."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from alpaca_est.errors import AlpacaEstError
from alpaca_est.review.actions import CRITERIA, IN_MODE, Action, Draft, Refused, Undo
from alpaca_est.review.desk import AHEAD, Conflict
from alpaca_est.review.gate import Gate, Refusal
from alpaca_est.review.index import Gone
from alpaca_est.review.queue import Wish
from alpaca_est.review.reasons import REASONS
from alpaca_est.review.room import Room
from alpaca_est.review.sayings import estonian, step_name, step_names
from alpaca_est.review.sessions import LASTS, Session
from alpaca_est.review.team import shown
from alpaca_est.review.words import LANGUAGES, spoken, words

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

T = TypeVar("T")
TYPES = {".css": "text/css", ".js": "text/javascript"}
STATES = ("open", "done", "disputed", "escalated")
THEMES = ("light", "dark")
LONGEST_SEARCH = 200
LARGEST_NUMBER = 2**53  # of a place or a size; SQLite takes no more than 2**63
ACTIONS = {
    "decide": ("accept", "reject", "unsure", "escalate", "edit", "undo"),
    "rate": ("save", "unsure", "undo"),
    "rank": ("save", "unsure", "undo"),
}
TEMPLATES = ("desk", "door", "team")


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who needs a new link."""

    name: str


class Pages:
    """The routes of one review."""

    def __init__(self, room: Room, origin: str) -> None:
        self.room = room
        self.origin = origin
        folder = resources.files("alpaca_est.review") / "assets"
        self.assets = {one.name: one.read_bytes() for one in folder.iterdir() if one.name.endswith(tuple(TYPES))}
        self.templates = {name: (folder / f"{name}.html.jinja").read_text(encoding="utf-8") for name in TEMPLATES}

    def application(self) -> Gate:
        """The whole page as an ASGI application behind its gate."""
        from starlette.applications import Starlette
        from starlette.routing import Route

        reads = {"next": self.next, "list": self.list, "sheet": self.sheet, "progress": self.progress}
        reads |= {"life": self.life, "similar": self.similar}
        writes = {
            "decide": self.decide,
            "undo": self.undo,
            "draft": self.draft,
            "check": self.check,
            "leave": self.leave,
            "link": self.link,
        }
        routes = [
            Route("/", self.desk),
            Route("/team", self.team),
            Route("/login", self.login),
            Route("/static/{name}", self.asset),
            *(Route(f"/api/{name}", page, methods=["GET"]) for name, page in reads.items()),
            *(Route(f"/api/{name}", page, methods=["POST"]) for name, page in writes.items()),
        ]
        inner = Starlette(routes=routes, exception_handlers={Refusal: _refuse})
        return Gate(inner, self.origin, self.room.sessions)

    async def login(self, request: "Request") -> "Response":
        """Open a session for a one-time link; the token leaves the address at once.

        HEAD is refused: programs that look at links in mail and chat must not use them up.
        """
        if request.method == "HEAD":
            raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "wanted GET")
        cookie = self.room.sessions.open(request.query_params.get("t", ""))
        lang = spoken(request.cookies.get("lang", ""), request.headers.get("accept-language", ""))
        response = _html(self.templates["door"], words=words(lang), lang=lang, open=cookie is not None)
        if cookie is None:
            response.status_code = HTTPStatus.FORBIDDEN
            return response
        sessions = self.room.sessions
        response.set_cookie(
            sessions.cookie, cookie, max_age=LASTS, httponly=True, samesite="strict", secure=sessions.secure
        )
        return response

    async def desk(self, request: "Request") -> "Response":
        """The page itself; everything that changes comes as JSON."""
        session = _session(request)
        frame = self._frame(request)
        facts = {
            "csrf": session.csrf,
            "person": session.person.name,
            "role": session.person.role,
            "run": self.room.identity,
            "reasons": REASONS,
            "ahead": AHEAD,
            "mode": self.room.mode,
            "any": bool(self.room.sources()),
            "criteria": CRITERIA,
            "words": frame["words"],
            "steps": step_names(),
        }
        return _html(
            self.templates["desk"],
            **frame,
            facts=facts,
            languages=LANGUAGES,
            session=session,
            sources=self.room.sources(),
            steps=[(one, step_name(one) if frame["lang"] == "et" else one) for one in self.room.steps()],
            spoken=self.room.languages(),
            people=[person.name for person in self.room.team.people] if session.person.senior else [],
            guidelines=self.room.desk.guidelines,
            actions=ACTIONS[self.room.mode],
        )

    async def team(self, request: "Request") -> "Response":
        """The team's work, for adjudicators and curators."""
        from starlette.concurrency import run_in_threadpool

        if not _session(request).person.senior:
            raise Refusal(HTTPStatus.FORBIDDEN, "only for adjudicators and curators")
        facts = await run_in_threadpool(self.room.team_facts)
        session, frame = _session(request), self._frame(request)
        known = {
            "csrf": session.csrf,
            "person": session.person.name,
            "run": self.room.identity,
            "words": frame["words"],
        }
        here = frame["lang"] == "et"
        return _html(
            self.templates["team"],
            **frame,
            team=facts,
            shown=partial(shown, lang=frame["lang"]),
            session=session,
            facts=known,
            verdicts=IN_MODE[self.room.mode],
            standings=STATES if self.room.mode == "decide" else STATES[:2],
            saying=estonian if here else str,
            step_name=step_name if here else str,
        )

    def _frame(self, request: "Request") -> dict[str, Any]:
        """What every page of somebody who is logged in needs."""
        lang = spoken(request.cookies.get("lang", ""), request.headers.get("accept-language", ""))
        theme = request.cookies.get("theme", "")
        return {"words": words(lang), "lang": lang, "theme": theme if theme in THEMES else "", "name": self.room.name}

    async def asset(self, request: "Request") -> "Response":
        """A stylesheet or module of the package; nothing else has an address."""
        from starlette.responses import Response

        name = request.path_params["name"]
        if name not in self.assets:
            raise Refusal(HTTPStatus.NOT_FOUND, "no such file")
        return Response(self.assets[name], media_type=TYPES["." + name.rpartition(".")[2]])

    async def next(self, request: "Request") -> "Response":
        """The next records for this person."""
        count = request.query_params.get("count", str(AHEAD))
        if not count.isdecimal():
            raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, f"count is {count[:20]!r}, wanted a number")
        return await _answer(lambda: self.room.next(_session(request).person, _wish(request), int(count)))

    async def list(self, request: "Request") -> "Response":
        """A page of the list."""
        return await _answer(lambda: self.room.desk.listed(_session(request).person, _wish(request)))

    async def sheet(self, request: "Request") -> "Response":
        """One record."""
        identity = request.query_params.get("id", "")
        return await _answer(lambda: self.room.desk.sheet(_session(request).person, identity))

    async def life(self, request: "Request") -> "Response":
        """A record's life before people saw it."""
        identity = request.query_params.get("id", "")
        return await _answer(lambda: self.room.life(identity))

    async def similar(self, request: "Request") -> "Response":
        """Remembered translations."""
        identity, text = (request.query_params.get(name, "") for name in ("id", "text"))
        return await _answer(lambda: self.room.similar(identity, text[:LONGEST_SEARCH]))

    async def progress(self, request: "Request") -> "Response":
        """How far the work is."""
        return await _answer(lambda: self.room.progress(_session(request).person))

    async def decide(self, request: "Request") -> "Response":
        """Save a decision."""
        action = await _body(request, Action)
        return await _answer(lambda: self.room.decide(_session(request).person, action))

    async def undo(self, request: "Request") -> "Response":
        """Take a decision back."""
        undo = await _body(request, Undo)
        return await _answer(lambda: self.room.undo(_session(request).person, undo))

    async def draft(self, request: "Request") -> "Response":
        """Keep an unfinished edit."""
        draft = await _body(request, Draft)
        return await _answer(lambda: self.room.desk.draft(_session(request).person, draft))

    async def check(self, request: "Request") -> "Response":
        """What is still wrong with an edit; nothing is saved."""
        draft = await _body(request, Draft)
        return await _answer(lambda: self.room.help(draft))

    async def link(self, request: "Request") -> "Response":
        """A new link for somebody, for curators."""
        wanted = await _body(request, Wanted)
        person = self.room.team.person(wanted.name)
        if _session(request).person.role != "curator":
            raise Refusal(HTTPStatus.FORBIDDEN, "only for curators")
        if person is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "nobody of this name in the team")
        return _json({"link": f"{self.origin}/login?t={self.room.sessions.link(person)}"})

    async def leave(self, request: "Request") -> "Response":
        """Log out."""
        await request.body()
        return await _answer(lambda: self.room.sessions.close(_session(request).person))


async def _refuse(_: "Request", refusal: Exception) -> "Response":
    """A refusal from inside the page."""
    assert isinstance(refusal, Refusal)
    return _json({"error": refusal.text}, refusal.status)


def _session(request: "Request") -> Session:
    session: Session = request.scope["state"]["session"]
    return session


def _wish(request: "Request") -> Wish:
    try:
        wish = msgspec.convert(dict(request.query_params.items()) | {"count": ""}, _AskedFor, strict=False).wish()
    except msgspec.ValidationError as error:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from None
    if not all(0 <= number < LARGEST_NUMBER for number in (wish.after, wish.min_size, wish.max_size)):
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, f"a number outside 0 to {LARGEST_NUMBER}")
    return wish


class _AskedFor(Wish, frozen=True, kw_only=True, forbid_unknown_fields=True):
    count: str = ""

    def wish(self) -> Wish:
        return Wish(**{name: getattr(self, name) for name in Wish.__struct_fields__})


async def _body(request: "Request", kind: type[T]) -> T:
    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from None


async def _answer(work: Callable[[], Any]) -> "Response":
    """What the desk says, as JSON; its refusals have a status of their own."""
    from starlette.concurrency import run_in_threadpool

    try:
        return _json(await run_in_threadpool(work))
    except Conflict as conflict:
        return _json({"error": "conflict", "current": conflict.current}, HTTPStatus.CONFLICT)
    except Gone as gone:
        return _json({"error": gone.problems[0]}, HTTPStatus.NOT_FOUND)
    except Refused as refused:
        return _json({"error": "; ".join(refused.problems)}, HTTPStatus.UNPROCESSABLE_ENTITY)
    except AlpacaEstError as error:
        return _json({"error": "; ".join(error.problems)}, HTTPStatus.INTERNAL_SERVER_ERROR)


def _json(content: object, status: int = HTTPStatus.OK) -> "Response":
    from starlette.responses import Response

    return Response(msgspec.json.encode(content), status_code=status, media_type="application/json")


def _html(template: str, **values: object) -> "Response":
    from jinja2 import Environment, StrictUndefined
    from starlette.responses import HTMLResponse

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return HTMLResponse(environment.from_string(template).render(**values))
