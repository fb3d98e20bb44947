"""What people said, as the index knows it: every line of the log, and what follows from it for each record."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from typing import IO

import msgspec

from alpaca_est.decision import Decision, settled
from alpaca_est.review.index import Index
from alpaca_est.review.log import Log

State = str
OPEN, DONE, ESCALATED, DISPUTED = "open", "done", "escalated", "disputed"


def state_of(opinions: Sequence[Decision], wanted: int, purpose: str) -> State:
    """Where a record stands: done when as many as wanted agree, or an adjudicator or curator has decided."""
    if purpose == "gold":
        return OPEN
    judgements = sum(opinion.verdict in ("rate", "rank") for opinion in opinions)
    if judgements:
        return DONE if judgements >= wanted else OPEN
    decision = settled(opinions)
    decisive = [opinion for opinion in opinions if opinion.decisive]
    if decision is not None and (decision.role != "annotator" or len(decisive) >= wanted):
        return DONE
    if any(opinion.verdict == "escalate" for opinion in opinions):
        return ESCALATED
    return DISPUTED if len({opinion.outcome for opinion in decisive}) > 1 else OPEN


def catch_up(index: Index, log: Log, file: IO[bytes], connection: sqlite3.Connection) -> None:
    """Read what was appended to the log since the index last looked, in one's turn at the log."""
    offset, tail = int(index.fact("offset", "0")), index.fact("tail")
    size = file.seek(0, os.SEEK_END)
    if tail != log.tail(file, offset):  # the log was replaced: begin again
        for table in ("event", "standing"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE item SET state = 'open', opinions = 0")
        count(connection)
        offset = 0
    elif size == offset:
        return
    decisions, end = log.since(file, offset)
    learn(connection, decisions)
    index.remember(connection, offset=end, tail=log.tail(file, end))


def count(connection: sqlite3.Connection) -> None:
    """Count the records of each source and state anew."""
    connection.execute("DELETE FROM tally")
    connection.execute(
        "INSERT INTO tally SELECT source, purpose, state, count(*) FROM item GROUP BY source, purpose, state"
    )


def learn(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Take in lines of the log, in their order."""
    touched: dict[str, None] = {}
    last = connection.execute("SELECT coalesce(max(number), 0) FROM event").fetchone()[0]
    for number, decision in enumerate(decisions, start=last + 1):
        row = (
            number,
            decision.key or f"line-{number}",
            decision.id,
            decision.by,
            decision.verdict,
            decision.at,
            decision.seconds,
            decision.purpose,
            msgspec.json.encode(decision),
        )
        known = connection.execute("INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        if known.rowcount:
            touched[decision.id] = None
            _stand(connection, number, decision)
    for identity in touched:
        weigh(connection, identity)


def _stand(connection: sqlite3.Connection, number: int, decision: Decision) -> None:
    """The person's opinion on the record is this one, or, after an undo, the one before."""
    who = (decision.id, decision.by)
    if decision.verdict != "undo":
        connection.execute("INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?)", (*who, number, decision.verdict))
        return
    before = own_events(connection, *who)
    undone = {event.undoes for _, event in before if event.verdict == "undo"}
    left = [(place, event) for place, event in before if event.verdict != "undo" and event.key not in undone]
    connection.execute("DELETE FROM standing WHERE item = ? AND person = ?", who)
    if left:
        place, event = left[-1]
        connection.execute("INSERT INTO standing VALUES (?, ?, ?, ?)", (*who, place, event.verdict))


def own_events(connection: sqlite3.Connection, identity: str, person: str) -> list[tuple[int, Decision]]:
    """Everything that one person did about a record, with the numbers of the lines."""
    found = connection.execute(
        "SELECT number, decision FROM event WHERE item = ? AND person = ? ORDER BY number", (identity, person)
    )
    return [(row[0], msgspec.json.decode(row[1], type=Decision)) for row in found]


def standing_on(connection: sqlite3.Connection, identity: str) -> list[Decision]:
    """Every opinion on a record that stands, in the order of the log."""
    found = connection.execute(
        "SELECT e.decision FROM standing s JOIN event e ON e.number = s.event WHERE s.item = ? ORDER BY e.number",
        (identity,),
    )
    return [msgspec.json.decode(row[0], type=Decision) for row in found]


def weigh(connection: sqlite3.Connection, identity: str) -> None:
    """Bring a record's state up to date with the opinions on it."""
    item = connection.execute(
        "SELECT number, source, purpose, state, wanted, sha256 FROM item WHERE id = ?", (identity,)
    ).fetchone()
    if item is None:
        return
    opinions = [opinion for opinion in standing_on(connection, identity) if opinion.sha256 == item["sha256"]]
    state = state_of(opinions, item["wanted"], item["purpose"])
    decisive = sum(opinion.verdict not in ("unsure", "escalate") for opinion in opinions)
    connection.execute("UPDATE item SET state = ?, opinions = ? WHERE number = ?", (state, decisive, item["number"]))
    if state != item["state"]:
        where = (item["source"], item["purpose"])
        tally = "INSERT INTO tally VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count"
        connection.executemany(tally, [(*where, item["state"], -1), (*where, state, 1)])
