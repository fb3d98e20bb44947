"""Who sees which record: what comes next for a person, and lists with filters and search."""

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from alpaca_est.review.people import Person

PAGE = 50
WORD = re.compile(r"\w+")


class Wish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which records somebody wants to see; an empty setting takes all.

    `queue` is mine (what waits for me), decided or unsure (by me), a state (disputed, escalated, done), or all.
    `person` is who decided, which only seniors may ask; `min_size` and `max_size` are characters.
    """

    queue: str = "mine"
    source: str = ""
    step: str = ""
    purpose: str = ""
    lang: str = ""
    person: str = ""
    text: str = ""
    min_size: int = 0
    max_size: int = 0
    after: int = 0


def next_ids(
    connection: sqlite3.Connection, person: Person, wish: Wish, count: int, now: float, until: float
) -> list[str]:
    """The next records that wait for a person, leased until a time; those they hold already come first."""
    connection.execute("DELETE FROM lease WHERE until < ?", (now,))
    where, values = _conditions(person, wish)
    found = connection.execute(
        f"SELECT i.id FROM item i {_joined(wish)} WHERE {where} ORDER BY {_order(wish)} LIMIT ?", (*values, count)
    )
    ids = [row[0] for row in found]
    rows = [(identity, person.name, until) for identity in ids]
    connection.executemany("INSERT OR REPLACE INTO lease VALUES (?, ?, ?)", rows)
    return ids


def listed(connection: sqlite3.Connection, person: Person, wish: Wish) -> list[dict[str, Any]]:
    """A page of records in the order of the queue, each with what its row in the list shows."""
    where, values = _conditions(person, wish, leases=False)
    found = connection.execute(
        "SELECT i.id, i.place, i.number, i.source, i.excerpt, i.steps, i.purpose, i.state, s.verdict"
        f" FROM item i {_joined(wish)} LEFT JOIN standing s ON s.item = i.id AND s.person = ?"
        f" WHERE {where} ORDER BY {_order(wish)} LIMIT {PAGE}",
        (person.name, *values),
    )
    return [_shown(row, person, wish) for row in found]


def _shown(row: sqlite3.Row, person: Person, wish: Wish) -> dict[str, Any]:
    """What a row of the list says; where others' opinions are blind, only one's own."""
    blind = not person.senior and row["verdict"] in (None, "unsure")
    return {
        "id": row["id"],
        "place": row["number"] if wish.text else row["place"],
        "source": row["source"],
        "excerpt": row["excerpt"],
        "steps": msgspec.json.decode(row["steps"]),
        "purpose": "" if row["purpose"] == "gold" else row["purpose"],
        "state": "open" if blind else row["state"],
        "verdict": row["verdict"] or "",
    }


def _joined(wish: Wish) -> str:
    return "JOIN words w ON w.rowid = i.number" if wish.text else ""


def _order(wish: Wish) -> str:
    return "w.rowid" if wish.text else "i.place"


def _conditions(person: Person, wish: Wish, *, leases: bool = True) -> tuple[str, list[object]]:
    parts = list(_parts(person, wish, leases=leases))
    return " AND ".join(part for part, _ in parts), [value for _, values in parts for value in values]


def _parts(person: Person, wish: Wish, *, leases: bool) -> Iterator[tuple[str, tuple[object, ...]]]:
    yield f"{_order(wish)} > ?", (wish.after,)
    yield from _in_queue(person, wish.queue, leases=leases)
    if wish.text:
        yield "words MATCH ?", (match(wish.text),)
    if wish.source:
        yield "i.source = ?", (wish.source,)
    if wish.step:
        yield "EXISTS (SELECT 1 FROM flag f WHERE f.step = ? AND f.place = i.place)", (wish.step,)
    if wish.purpose:
        yield "i.purpose = ?", (wish.purpose,)
    if wish.lang:
        yield "i.lang = ?", (wish.lang,)
    if wish.person and person.senior:
        yield "EXISTS (SELECT 1 FROM standing p WHERE p.item = i.id AND p.person = ?)", (wish.person,)
    if wish.min_size:
        yield "i.size >= ?", (wish.min_size,)
    if wish.max_size:
        yield "i.size <= ?", (wish.max_size,)


def _in_queue(person: Person, queue: str, *, leases: bool) -> Iterator[tuple[str, tuple[object, ...]]]:
    mine = "EXISTS (SELECT 1 FROM standing m WHERE m.item = i.id AND m.person = ?)"
    if queue == "mine":
        yield "i.state = 'open'", ()
        yield f"NOT {mine}", (person.name,)
        if leases:
            others = "(SELECT count(*) FROM lease l WHERE l.item = i.id AND l.person != ?)"
            yield f"i.opinions + {others} < i.wanted", (person.name,)
        else:
            yield "i.opinions < i.wanted", ()
    elif queue == "decided":
        yield mine, (person.name,)
    elif queue == "unsure":
        yield (
            "EXISTS (SELECT 1 FROM standing m WHERE m.item = i.id AND m.person = ? AND m.verdict = 'unsure')",
            (person.name,),
        )
    elif queue != "all":
        yield "i.state = ?", (queue,)
        if not person.senior:
            yield mine, (person.name,)


def match(text: str) -> str:
    """What to ask the full-text index: every word, as the beginning of one."""
    return " ".join(f'"{word}"*' for word in WORD.findall(text)) or '""'
