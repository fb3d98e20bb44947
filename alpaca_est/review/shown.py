"""A record as one person may see it: its texts, why it is doubted, and the opinions that are not blind."""

import sqlite3
from typing import Any

import msgspec

from alpaca_est.decision import Decision, judged
from alpaca_est.record import FIELDS, Record, Sample
from alpaca_est.review.index import Gone
from alpaca_est.review.opinions import standing_on
from alpaca_est.review.order import draw
from alpaca_est.review.people import Person
from alpaca_est.review.sayings import estonian

ROW = "SELECT i.*, b.record, b.others FROM item i JOIN body b ON b.number = i.number WHERE i.id = ?"


class Opinion(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a record's history with people."""

    by: str
    verdict: str
    at: str
    edit: dict[str, str] = {}
    reasons: tuple[str, ...] = ()
    note: str = ""
    key: str = ""
    stands: bool = False
    ratings: dict[str, int] = {}
    ranking: tuple[str, ...] = ()


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the page shows of a record.

    `version` changes with the text and with every decision that the person may see; `original` is what there was
    before, in its own language; `answers` are those to be ranked; `opinions` are the person's own, and others' once the
    person has decided.
    """

    id: str
    version: str
    place: int
    source: str
    lang: str
    purpose: str
    state: str
    wanted: int
    made_by: str
    kind: str
    licence: str
    url: str
    texts: dict[str, str]
    original: dict[str, str] | None
    system: str
    history: tuple[tuple[str, str], ...]
    flags: tuple[dict[str, Any], ...]
    opinions: tuple[Opinion, ...]
    own: Opinion | None
    answers: tuple[tuple[str, str], ...]
    draft: dict[str, str] | None


def sheet(connection: sqlite3.Connection, identity: str, person: Person) -> Sheet:
    """The sheet of a record; `Gone` where the queue does not have it."""
    item = row_of(connection, identity)
    record = msgspec.json.decode(item["record"], type=Record)
    events = _visible(connection, identity, person)
    standing = {opinion.key for opinion in standing_on(connection, identity)}
    told = tuple(_opinion(event, event.key in standing) for _, event in events)
    own = next((one for one in reversed(told) if one.by == person.name and one.stands), None)
    return Sheet(
        id=identity,
        version=f"{item['sha256'][:16]}.{_newest(events, person)}",
        place=item["place"],
        source=item["source"],
        lang=record.lang,
        purpose="" if item["purpose"] == "gold" else item["purpose"],
        state=item["state"] if person.senior or (own and own.verdict != "unsure") else "open",
        wanted=item["wanted"] if person.senior else 1,
        made_by=record.made_by,
        kind=record.kind,
        licence=record.origin.licence if record.origin else "",
        url=record.origin.url if record.origin else "",
        texts={field: getattr(record, field) for field in FIELDS},
        original=_original(record.original),
        system=record.system,
        history=tuple((turn.role, turn.content) for turn in record.history),
        flags=tuple({**msgspec.to_builtins(flag), "estonian": estonian(flag.reason)} for flag in record.flags),
        opinions=told,
        own=own,
        answers=_answers(record, msgspec.json.decode(item["others"], type=tuple[Record, ...])),
        draft=_draft(connection, identity, person),
    )


def row_of(connection: sqlite3.Connection, identity: str) -> sqlite3.Row:
    """A record's row of the index; `Gone` where there is none."""
    item: sqlite3.Row | None = connection.execute(ROW, (identity,)).fetchone()
    if item is None:
        raise Gone(f"no record {identity[:200]} in the queue")
    return item


def judged_answers(item: sqlite3.Row) -> dict[str, str]:
    """The identity of the text of each answer that a row of the index has to be ranked."""
    others = msgspec.json.decode(item["others"], type=tuple[Record, ...])
    return {one.id: judged(one) for one in (msgspec.json.decode(item["record"], type=Record), *others)}


def record_of(connection: sqlite3.Connection, identity: str) -> Record:
    """The record of an id; `Gone` where the queue does not have it."""
    return msgspec.json.decode(row_of(connection, identity)["record"], type=Record)


def _visible(connection: sqlite3.Connection, identity: str, person: Person) -> list[tuple[int, Decision]]:
    """What people did about a record; of others only what a person may know: after the own decision, or as a senior."""
    found = connection.execute("SELECT number, person, decision FROM event WHERE item = ? ORDER BY number", (identity,))
    events = [(row["number"], msgspec.json.decode(row["decision"], type=Decision)) for row in found]
    decided = connection.execute(
        "SELECT 1 FROM standing WHERE item = ? AND person = ? AND verdict != 'unsure'", (identity, person.name)
    ).fetchone()
    open_to_all = person.senior or (decided is not None and not any(event.purpose == "gold" for _, event in events))
    return [(number, event) for number, event in events if open_to_all or event.by == person.name]


def _newest(events: list[tuple[int, Decision]], person: Person) -> int:
    """The line that the next decision follows: an annotator's own last one, for seniors anybody's."""
    return max((number for number, event in events if person.senior or event.by == person.name), default=0)


def _opinion(event: Decision, stands: bool) -> Opinion:
    return Opinion(
        by=event.by,
        verdict=event.verdict,
        at=event.at,
        edit=event.edit,
        reasons=event.reasons,
        note=event.note,
        key=event.key,
        stands=stands,
        ratings=event.ratings,
        ranking=event.ranking,
    )


def _answers(record: Record, others: tuple[Record, ...]) -> tuple[tuple[str, str], ...]:
    """All answers to a task with their records' ids, in an order that says nothing of them; none where one is all."""
    if not others:
        return ()
    found = [(one.id, one.output) for one in (record, *others)]
    return tuple(sorted(found, key=lambda answer: draw("answers", answer[0])))


def _original(original: Sample | None) -> dict[str, str] | None:
    if original is None:
        return None
    return {"lang": original.lang, **{field: getattr(original, field) for field in FIELDS}}


def _draft(connection: sqlite3.Connection, identity: str, person: Person) -> dict[str, str] | None:
    where = (identity, person.name)
    found = connection.execute("SELECT edit FROM draft WHERE item = ? AND person = ?", where).fetchone()
    return msgspec.json.decode(found["edit"], type=dict[str, str]) if found else None
