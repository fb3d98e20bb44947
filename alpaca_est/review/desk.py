"""What a person can do on the page: read, decide, take back, keep a draft. No HTTP here."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec

from alpaca_est.decision import Decision, replaced
from alpaca_est.errors import AlpacaEstError
from alpaca_est.record import Record
from alpaca_est.review import opinions, queue
from alpaca_est.review.actions import Action, Draft, Mode, Refused, Undo, check, check_edit, check_key, check_mode, told
from alpaca_est.review.guidelines import Guidelines
from alpaca_est.review.index import Index
from alpaca_est.review.log import Log
from alpaca_est.review.people import Person, Team
from alpaca_est.review.shown import Sheet, judged_answers, record_of, row_of, sheet

AHEAD = 10  # records a person may hold at a time

Write = Callable[[Decision], None]
Moment = Callable[[str], None]


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """What the page is told once a decision is on disk."""

    key: str
    id: str
    version: str


class Conflict(AlpacaEstError):
    """Somebody, perhaps the same person in another window, decided on the record meanwhile."""

    def __init__(self, current: Sheet) -> None:
        super().__init__(f"{current.id}: decided meanwhile")
        self.current = current


class Desk:
    """One run's records for one team; `now` is the clock (seconds since 1970), `moment` hears of written lines."""

    def __init__(
        self,
        index: Index,
        log: Log,
        team: Team,
        guidelines: Guidelines,
        now: Callable[[], float],
        moment: Moment = lambda _: None,
        mode: Mode = "decide",
    ) -> None:
        self.index = index
        self.log = log
        self.team = team
        self.guidelines = guidelines
        self.now = now
        self.moment = moment
        self.mode = mode
        with self._writing():
            pass  # the index knows every line of the log from here on

    def next(self, person: Person, wish: queue.Wish, count: int = AHEAD) -> list[Sheet]:
        """The next records for a person, held for them until the lease ends."""
        until = self.now() + 60 * self.team.lease_minutes
        with self.index.change() as connection:
            found = queue.next_ids(connection, person, wish, max(1, min(count, AHEAD)), self.now(), until)
            return [sheet(connection, identity, person) for identity in found]

    def sheet(self, person: Person, identity: str) -> Sheet:
        """One record as a person may see it."""
        with self.index.change() as connection:
            return sheet(connection, identity, person)

    def listed(self, person: Person, wish: queue.Wish) -> list[dict[str, Any]]:
        """A page of the list."""
        with self.index.look() as connection:
            return queue.listed(connection, person, wish)

    def decide(self, person: Person, action: Action) -> Saved:
        """Save a decision: on disk before this returns; `Conflict` where its version is not the current one."""
        check_key(action.key)
        with self._writing() as (connection, write):
            decision = _event(connection, person, action.key)
            if decision is None:
                current = sheet(connection, action.id, person)
                if current.version != action.version:
                    raise Conflict(current)
                record = record_of(connection, action.id)
                check(action, record)
                check_mode(action, self.mode, [answer for answer, _ in current.answers])
                decision = self._decision(person, action, row_of(connection, action.id), record)
                write(decision)
                for table in ("draft", "lease"):
                    where = (action.id, person.name)
                    connection.execute(f"DELETE FROM {table} WHERE item = ? AND person = ?", where)
            return _saved(connection, person, decision)

    def undo(self, person: Person, undo: Undo) -> Saved:
        """Take a decision back; whatever the person had said of the record before stands again."""
        check_key(undo.key)
        with self._writing() as (connection, write):
            decision = _event(connection, person, undo.key)
            if decision is None:
                last = _standing_of(connection, person, undo.undoes)
                if last is None:
                    raise Refused("there is nothing to take back")
                decision = Decision(
                    id=last.id,
                    verdict="undo",
                    sha256=last.sha256,
                    by=person.name,
                    role=person.role,
                    key=undo.key,
                    undoes=last.key,
                    at=self._moment(),
                    purpose=last.purpose,
                )
                write(decision)
                if last.edit:  # the work in it is not lost: it is a draft again
                    _keep(connection, last.id, person, last.edit, self._moment())
            return _saved(connection, person, decision)

    def draft(self, person: Person, draft: Draft) -> None:
        """Keep an edit that is not decided yet."""
        check_edit(draft.edit)
        with self.index.change() as connection:
            row_of(connection, draft.id)
            _keep(connection, draft.id, person, draft.edit, self._moment())

    @contextmanager
    def _writing(self) -> Iterator[tuple[sqlite3.Connection, Write]]:
        """The index up to date with the log, and how to add a line to both: the log first, it is the truth."""
        with self.log.turn() as file, self.index.change() as connection:
            opinions.catch_up(self.index, self.log, file, connection)

            def write(decision: Decision) -> None:
                end = self.log.append(file, [decision])
                self.moment("line written")
                opinions.learn(connection, [decision])
                self.index.remember(connection, offset=end, tail=self.log.tail(file, end))

            yield connection, write

    def _decision(self, person: Person, action: Action, item: sqlite3.Row, record: Record) -> Decision:
        return Decision(
            id=action.id,
            verdict=action.verdict,
            sha256=item["sha256"],
            by=person.name,
            reason=told(action, person.name),
            edit=action.edit,
            was=replaced(record, action.edit),
            key=action.key,
            role=person.role,
            reasons=action.reasons,
            note=action.note,
            at=self._moment(),
            seconds=round(action.seconds, 1),
            guidelines=self.guidelines.version,
            purpose=item["purpose"],
            ratings=action.ratings,
            ranking=action.ranking,
            answers=tuple(judged_answers(item)[one] for one in action.ranking),
        )

    def _moment(self) -> str:
        return datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="seconds")


def _keep(connection: sqlite3.Connection, identity: str, person: Person, edit: dict[str, str], moment: str) -> None:
    """Keep a draft; an empty one is removed."""
    where = (identity, person.name)
    connection.execute("DELETE FROM draft WHERE item = ? AND person = ?", where)
    if edit:
        row = (*where, msgspec.json.encode(edit).decode(), moment)
        connection.execute("INSERT INTO draft VALUES (?, ?, ?, ?)", row)


def _event(connection: sqlite3.Connection, person: Person, key: str) -> Decision | None:
    """What was saved under a key before, so that an action sent twice counts once."""
    found = connection.execute("SELECT decision FROM event WHERE key = ? AND person = ?", (key, person.name)).fetchone()
    return msgspec.json.decode(found["decision"], type=Decision) if found else None


def _saved(connection: sqlite3.Connection, person: Person, decision: Decision) -> Saved:
    version = sheet(connection, decision.id, person).version
    return Saved(key=decision.key, id=decision.id, version=version)


def _standing_of(connection: sqlite3.Connection, person: Person, key: str) -> Decision | None:
    """A person's standing decision of a key, or the last one there is."""
    found = connection.execute(
        "SELECT e.decision FROM standing s JOIN event e ON e.number = s.event"
        " WHERE s.person = ? AND (e.key = ? OR ? = '') ORDER BY s.event DESC LIMIT 1",
        (person.name, key, key),
    ).fetchone()
    decision = msgspec.json.decode(found["decision"], type=Decision) if found else None
    return decision if decision and decision.key else None
