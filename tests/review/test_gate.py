"""Who gets in and who does not: hosts, origins, links, cookies, tokens, sizes, paths, headers."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from alpaca_est.errors import RunError
from alpaca_est.review import people
from alpaca_est.review.gate import HEADERS, LARGEST
from alpaca_est.review.pages import Pages
from alpaca_est.review.room import Room
from alpaca_est.review.server import address
from alpaca_est.review.sessions import Sessions
from alpaca_est.runs.folder import RunFolder
from tests.review.served import Served

ORIGIN = "http://127.0.0.1:8765"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(run: RunFolder, clock: Clock) -> Iterator[Room]:
    found = Room(run, people.alone("mari"), clock)
    yield found
    found.close()


def client(room: Room, *, login: bool = True, origin: str = ORIGIN) -> TestClient:
    """A browser, logged in unless told otherwise."""
    found = TestClient(Pages(room, ORIGIN).application(), base_url=origin, follow_redirects=False)
    if login:
        assert found.get(f"/login?t={room.sessions.link(room.team.people[0])}").status_code == 200
        found.headers["x-csrf-token"] = token(found)
    return found


def token(browser: TestClient) -> str:
    """The CSRF token as the page has it."""
    match = re.search(r'id="facts">(.*?)</script>', browser.get("/").text)
    assert match
    return str(json.loads(match[1])["csrf"])


def action(browser: TestClient, **more: Any) -> dict[str, Any]:
    """A decision on the next record."""
    sheet = browser.get("/api/next?count=1").json()[0]
    return {"key": "key-00000001", "id": sheet["id"], "version": sheet["version"], "verdict": "accept", **more}


def test_a_link_works_once(room: Room) -> None:
    browser = client(room, login=False)
    link = room.sessions.link(room.team.people[0])
    assert browser.get("/").status_code == 401
    first = browser.get(f"/login?t={link}")
    assert first.status_code == 200
    assert "url=/" in first.text, "the token leaves the address"
    assert link not in first.text
    assert "httponly" in first.headers["set-cookie"].lower()
    assert "samesite=strict" in first.headers["set-cookie"].lower()
    assert browser.get("/").status_code == 200
    assert client(room, login=False).get(f"/login?t={link}").status_code == 403


def test_links_and_sessions_grow_old(room: Room, clock: Clock) -> None:
    link = room.sessions.link(room.team.people[0])
    browser = client(room)
    clock.seconds += 15 * 3600
    assert browser.get("/").status_code == 401
    clock.seconds += 10 * 3600
    assert client(room, login=False).get(f"/login?t={link}").status_code == 403


def test_guessing_links_is_slowed_down(room: Room, clock: Clock) -> None:
    browser = client(room, login=False)
    for number in range(10):
        assert browser.get(f"/login?t=guess{number}").status_code == 403
    link = room.sessions.link(room.team.people[0])
    assert browser.get(f"/login?t={link}").status_code == 403, "the door stays shut for a while"
    clock.seconds += 61
    assert browser.get(f"/login?t={link}").status_code == 200


def test_only_hashes_of_tokens_are_kept(room: Room) -> None:
    browser = client(room)
    [cookie] = browser.cookies.values()
    kept = b"".join(path.read_bytes() for path in room.index.path.parent.iterdir())
    assert cookie.encode() not in kept
    assert room.index.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "127.0.0.1.evil.example:8765", "localhost:1", ""]
)
def test_foreign_hosts_are_refused(room: Room, host: str) -> None:
    assert client(room).get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
def test_this_machine_has_three_names(room: Room, host: str) -> None:
    assert client(room).get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:8765", "http://127.0.0.1:80"])
def test_foreign_origins_are_refused(room: Room, origin: str) -> None:
    browser = client(room)
    assert browser.post("/api/decide", json=action(browser), headers={"origin": origin}).status_code == 403
    assert browser.get("/api/next", headers={"origin": origin}).status_code == 403
    assert not room.folder.decisions.exists() or room.folder.decisions.read_bytes() == b""


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_requests_from_other_sites_are_refused(room: Room, site: str) -> None:
    browser = client(room)
    assert browser.post("/api/decide", json=action(browser), headers={"sec-fetch-site": site}).status_code == 403
    assert browser.get("/api/list", headers={"sec-fetch-site": site}).status_code == 403


@pytest.mark.parametrize("given", ["", "wrong", "ü"])
def test_without_its_token_nothing_is_written(room: Room, given: str) -> None:
    browser = client(room)
    body = action(browser)
    headers = {"x-csrf-token": given.encode("latin-1")}
    assert browser.post("/api/decide", json=body, headers=headers).status_code == 403
    assert browser.post("/api/leave", json={}, headers=headers).status_code == 403


def test_forms_are_refused(room: Room) -> None:
    browser = client(room)
    assert browser.post("/api/decide", data={"id": "x"}).status_code == 415
    assert browser.post("/api/decide", content=b"{}", headers={"content-type": "text/plain"}).status_code == 415


@pytest.mark.parametrize(
    "path", ["/", "/api/next", "/api/list", "/api/sheet?id=x", "/api/progress", "/api/life?id=x", "/x"]
)
def test_without_a_cookie_there_is_nothing(room: Room, path: str) -> None:
    found = client(room, login=False)
    assert found.get(path).status_code == 401
    found.cookies[room.sessions.cookie] = "invented"
    assert found.get(path).status_code == 401


PATHS = (
    "../desk.py", "%2e%2e/pages.py", "..%2fpages.py", "/etc/passwd", "words.yaml", "desk.html.jinja", "", "%00",
    "desk.css/x", "....//words.yaml",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_other_file_has_an_address(room: Room, path: str) -> None:
    found = client(room).get(f"/static/{path}")
    assert found.status_code in (401, 404)
    assert "import" not in found.text


def test_large_bodies_are_refused(room: Room) -> None:
    browser = client(room)
    body = json.dumps(action(browser, note="x" * LARGEST))
    assert browser.post("/api/decide", content=body, headers={"content-type": "application/json"}).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    streamed = browser.post("/api/decide", content=pieces(), headers={"content-type": "application/json"})
    assert streamed.status_code == 413


BAD = (
    b"", b"[]", b"{", b"null", b"\xff", b'{"id":"\\ud800"}', b'{"key":"key-00000001"}',
    b'{"key":"key-00000001","id":"x","version":"","verdict":"undo"}',
    b'{"key":"key-00000001","id":"x","version":"","verdict":"accept","role":"curator"}',
)  # fmt: skip


@pytest.mark.parametrize("body", BAD)
def test_nonsense_is_refused(room: Room, body: bytes) -> None:
    found = client(room).post("/api/decide", content=body, headers={"content-type": "application/json"})
    assert found.status_code == 422


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"key": "short"}, "key is 'short'"),
        ({"verdict": "reject"}, "rejected without a reason"),
        ({"verdict": "reject", "reasons": ["because"]}, "reason 'because'"),
        ({"verdict": "reject", "reasons": ["other"]}, "reason other without a note"),
        ({"verdict": "edit"}, "edit with 0 edited fields"),
        ({"edit": {"output": "x"}}, "accept with 1 edited fields"),
        ({"verdict": "edit", "edit": {"id": "x"}}, "edit has 'id'"),
        ({"verdict": "edit", "edit": {"output": " "}}, "output is blank"),
        ({"verdict": "edit", "edit": {"output": "a\u0007b"}}, "U+0007"),
        ({"seconds": -1}, "-1"),
    ],
)
def test_what_cannot_be_a_decision_is_refused(room: Room, more: dict[str, Any], problem: str) -> None:
    browser = client(room)
    found = browser.post("/api/decide", json=action(browser, **more))
    assert found.status_code == 422
    assert problem in found.json()["error"]
    assert room.folder.decisions.read_bytes() == b""


def test_every_answer_has_all_headers(room: Room) -> None:
    browser = client(room)
    answers = [browser.get("/"), browser.get("/api/next"), browser.get("/static/desk.js"), browser.get("/nothing")]
    answers += [client(room, login=False).get("/"), browser.get("/", headers={"host": "x"}), browser.get("/login?t=x")]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert "server" not in answer.headers
    assert "unsafe" not in HEADERS["content-security-policy"]


def test_somebody_elses_record_and_unknown_ones(room: Room) -> None:
    browser = client(room)
    assert browser.get("/api/sheet?id=nothing").status_code == 404
    assert browser.post("/api/decide", json=action(browser) | {"id": "nothing"}).status_code == 404
    assert browser.get("/api/next?count=x").status_code == 422
    assert browser.get("/api/list?surprise=1").status_code == 422
    assert browser.get('/api/list?queue=all&text=" OR 1 NEAR(').status_code == 200


def test_curators_make_new_links(room: Room) -> None:
    browser = client(room)
    found = browser.post("/api/link", json={"name": "mari"})
    assert client(room, login=False).get(found.json()["link"].removeprefix(ORIGIN)).status_code == 200
    assert browser.post("/api/link", json={"name": "nobody"}).status_code == 404


def test_annotators_see_no_team_and_make_no_links(run: RunFolder, clock: Clock) -> None:
    team = people.Team(people=(people.Person(name="mari"), people.Person(name="jaan")))
    room = Room(run, team, clock)
    browser = client(room)
    assert browser.get("/team").status_code == 403
    assert browser.post("/api/link", json={"name": "jaan"}).status_code == 403
    room.close()


def test_no_log_holds_a_token(run: RunFolder, tmp_path: Path) -> None:
    server = Served(run.path)
    with (tmp_path / "errors").open("w+") as errors:
        server.errors = errors
        with server, httpx2.Client(base_url=server.origin) as browser:
            link = server.links["curator"]
            assert browser.get(link).status_code == 200
            assert browser.get(link).status_code == 403
            assert browser.get("/api/sheet?id=%00%ff").status_code == 404
            [cookie] = browser.cookies.values()
        errors.seek(0)
        written = errors.read() + "".join(
            path.read_text("utf-8", "replace") for path in run.path.rglob("*") if path.is_file()
        )
    assert link.rpartition("=")[2] not in written
    assert cookie not in written


def test_leaving_ends_the_session(room: Room) -> None:
    browser = client(room)
    assert browser.post("/api/leave", json={}).status_code == 200
    assert browser.get("/").status_code == 401


def test_other_machines_only_behind_tls() -> None:
    assert address("127.0.0.1", 1, "", behind_tls=False).origin == "http://127.0.0.1:1"
    assert address("::1", 1, "", behind_tls=False).origin == "http://[::1]:1"
    for host in ("0.0.0.0", "192.168.1.5", "review.example.ee"):
        with pytest.raises(RunError, match="other machines could read along"):
            address(host, 1, "", behind_tls=False)
    for public in ("", "http://review.example.ee", "review.example.ee", "https://review.example.ee/path"):
        with pytest.raises(RunError, match="wanted the address of the TLS proxy"):
            address("0.0.0.0", 1, public, behind_tls=True)
    assert address("0.0.0.0", 1, "https://review.example.ee/", behind_tls=True).origin == "https://review.example.ee"


def test_behind_tls_the_cookie_is_secure(run: RunFolder, clock: Clock) -> None:
    room = Room(run, people.alone("mari"), clock, secure=True)
    found = TestClient(Pages(room, "https://review.example.ee").application(), base_url="https://review.example.ee")
    answer = found.get(f"/login?t={room.sessions.link(room.team.people[0])}")
    assert answer.headers["set-cookie"].startswith("__Host-alpaca-est-")
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "strict-transport-security" in answer.headers
    room.close()


def test_looking_at_a_link_does_not_use_it_up(room: Room) -> None:
    found = client(room, login=False)
    link = f"/login?t={room.sessions.link(room.team.people[0])}"
    assert found.head(link).status_code == 405
    assert found.get(link).status_code == 200


def test_two_runs_do_not_log_each_other_out(room: Room) -> None:
    other = Sessions(room.index, room.team, room.now, name="another run")
    assert other.cookie != room.sessions.cookie


@pytest.mark.parametrize("query", ["after=99999999999999999999", "after=-1", "min_size=9223372036854775808"])
def test_numbers_that_no_record_has_are_refused(room: Room, query: str) -> None:
    found = client(room)
    assert [found.get(f"/api/{name}?{query}").status_code for name in ("next", "list")] == [422, 422]


def test_the_life_of_what_is_not_in_the_queue_is_not_shown(room: Room) -> None:
    answer = client(room).get("/api/life?id=nobody")
    assert (answer.status_code, str(room.folder.path) in answer.text) == (404, False)
