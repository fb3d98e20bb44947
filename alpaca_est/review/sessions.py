"""Links that work once and the sessions they open; of tokens only hashes are kept."""

import hashlib
import secrets
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from alpaca_est.review.index import Index
from alpaca_est.review.people import Person, Team

LASTS = 14 * 3600  # seconds of a session: a working day
LINK_LASTS = 3600 * 24
FAILURES, WINDOW = 10, 60  # so many wrong links in so many seconds close the door for a while


class Session(NamedTuple):
    """Somebody who is logged in."""

    person: Person
    csrf: str


class Sessions:
    """Who is logged in, and the links that are still unused."""

    def __init__(
        self, index: Index, team: Team, now: Callable[[], float], *, secure: bool = False, name: str = ""
    ) -> None:
        self.index = index
        self.team = team
        self.now = now
        self.secure = secure
        # Cookies know no ports: reviews of two runs on one machine would log each other out.
        self.cookie = f"{'__Host-' if secure else ''}alpaca-est-{_hash(name)[:12]}"
        self._links: dict[str, tuple[str, float]] = {}
        with index.look() as connection:
            kept = connection.execute("SELECT hash, person, csrf, until FROM session").fetchall()
        self._open = {row["hash"]: (row["person"], row["csrf"], row["until"]) for row in kept}
        self._failures: list[float] = []
        self._lock = Lock()

    def link(self, person: Person) -> str:
        """A new token for a link; a link made before for the same person stays good until it is used or too old."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._links[_hash(token)] = (person.name, self.now() + LINK_LASTS)
        return token

    def open(self, token: str) -> str | None:
        """The cookie for a link that was not used before; None for any other, and for all after too many of those."""
        with self._lock:
            self._failures = [moment for moment in self._failures if moment > self.now() - WINDOW]
            if len(self._failures) >= FAILURES:
                return None
            name, until = self._links.pop(_hash(token), ("", 0.0))
            if until < self.now() or self.team.person(name) is None:
                self._failures.append(self.now())
                return None
        cookie, csrf = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self._open[_hash(cookie)] = (name, csrf, self.now() + LASTS)
        with self.index.change() as connection:
            connection.execute("DELETE FROM session WHERE until < ?", (self.now(),))
            connection.execute("INSERT INTO session VALUES (?, ?, ?, ?)", (_hash(cookie), *self._open[_hash(cookie)]))
        return cookie

    def of(self, cookie: str) -> Session | None:
        """The session of a cookie; asked on every request, so from memory."""
        name, csrf, until = self._open.get(_hash(cookie), ("", "", 0.0))
        person = self.team.person(name) if until > self.now() else None
        return Session(person, csrf) if person else None

    def close(self, person: Person) -> None:
        """Log a person out everywhere."""
        self._open = {key: session for key, session in self._open.items() if session[0] != person.name}
        with self.index.change() as connection:
            connection.execute("DELETE FROM session WHERE person = ?", (person.name,))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
