"""Tasks with several answers, for ranking; an answer that a build makes later joins the others of its task."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from alpaca_est.record import Record
from alpaca_est.runs.dataset.preference import task_of
from alpaca_est.runs.dataset.saying import clean


def alternatives(
    connection: sqlite3.Connection, published: Iterable[Record]
) -> Iterator[tuple[Record, tuple[Record, ...]]]:
    """Tasks that have several different answers and are no item yet, each once: its first record and the others.

    Items that nobody has decided on yet get what is new; a decided one keeps the answers it was decided on.
    """
    touched: dict[bytes, None] = {}
    for record in published:
        task = task_of(record)
        row = (task, _hash(clean(record.output)), msgspec.json.encode(record))
        if connection.execute("INSERT OR IGNORE INTO answer VALUES (?, ?, ?)", row).rowcount:
            touched[task] = None
    for task in touched:
        found = connection.execute("SELECT record FROM answer WHERE task = ? ORDER BY rowid", (task,)).fetchall()
        first, *others = (msgspec.json.decode(row[0], type=Record) for row in found)
        if others and not _known(connection, first, others):
            yield first, tuple(others)


def _known(connection: sqlite3.Connection, first: Record, others: Sequence[Record]) -> bool:
    """Whether the task is an item already; one without a decision learns of its new answers."""
    item = connection.execute("SELECT number FROM item WHERE id = ?", (first.id,)).fetchone()
    if item is None:
        return False
    decided = connection.execute("SELECT 1 FROM standing WHERE item = ? AND verdict = 'rank'", (first.id,)).fetchone()
    if decided is None:
        row = (msgspec.json.encode(others), item[0])
        connection.execute("UPDATE body SET others = ? WHERE number = ?", row)
    return True


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
