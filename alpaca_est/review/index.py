"""The page's index over journal and decisions: one SQLite file that may be deleted at any time."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock

from alpaca_est.errors import AlpacaEstError

FORMAT = "4"
SCHEMA = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE item (
    number INTEGER PRIMARY KEY,     -- as it came
    id TEXT NOT NULL UNIQUE,
    place INTEGER NOT NULL,         -- in the queue
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,           -- of the text that is judged
    purpose TEXT NOT NULL,          -- '' flagged, audit, gold
    wanted INTEGER NOT NULL,        -- how many annotators read it
    state TEXT NOT NULL,            -- open, done, escalated, disputed
    opinions INTEGER NOT NULL,      -- decisive ones that stand
    size INTEGER NOT NULL,          -- characters
    lang TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    steps TEXT NOT NULL             -- that flagged it, JSON
);
CREATE TABLE body (
    number INTEGER PRIMARY KEY,     -- of the item
    record BLOB NOT NULL,           -- JSON
    others BLOB NOT NULL            -- records with other answers to the same task, JSON
);
CREATE TABLE answer (               -- to be ranked, also those of tasks that have only one so far
    task BLOB NOT NULL, text BLOB NOT NULL, record BLOB NOT NULL, PRIMARY KEY (task, text));
CREATE INDEX item_queue ON item (state, place);
CREATE INDEX item_place ON item (place);
CREATE TABLE flag (step TEXT NOT NULL, place INTEGER NOT NULL, item INTEGER NOT NULL,
    PRIMARY KEY (step, place, item)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    text, content='', tokenize="unicode61 remove_diacritics 0", prefix='3', columnsize=0);
CREATE TABLE tally (source TEXT NOT NULL, purpose TEXT NOT NULL, state TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (source, purpose, state)) WITHOUT ROWID;
CREATE TABLE event (
    number INTEGER PRIMARY KEY,     -- line of decisions.jsonl, from 1
    key TEXT NOT NULL UNIQUE,
    item TEXT NOT NULL,             -- id of the record
    person TEXT NOT NULL,
    verdict TEXT NOT NULL,
    at TEXT NOT NULL,
    seconds REAL NOT NULL,
    purpose TEXT NOT NULL,
    decision BLOB NOT NULL
);
CREATE INDEX event_item ON event (item);
CREATE INDEX event_person ON event (person, number);
CREATE TABLE standing (item TEXT NOT NULL, person TEXT NOT NULL, event INTEGER NOT NULL, verdict TEXT NOT NULL,
    PRIMARY KEY (item, person)) WITHOUT ROWID;
CREATE INDEX standing_person ON standing (person, event);
CREATE TABLE lease (item TEXT NOT NULL, person TEXT NOT NULL, until REAL NOT NULL,
    PRIMARY KEY (item, person)) WITHOUT ROWID;
CREATE INDEX lease_until ON lease (until);
CREATE TABLE draft (item TEXT NOT NULL, person TEXT NOT NULL, edit TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (item, person)) WITHOUT ROWID;
CREATE TABLE session (hash TEXT PRIMARY KEY, person TEXT NOT NULL, csrf TEXT NOT NULL, until REAL NOT NULL)
    WITHOUT ROWID;
"""
KEPT = ("draft", "session")  # what cannot be rebuilt from the run


class Index:
    """One SQLite file with one connection that writes and one that only reads, so that searching delays no saving."""

    def __init__(self, path: Path, identity: Sequence[str]) -> None:
        self.path = path
        self.identity = "\n".join((FORMAT, *identity))
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock, self._reading_lock = RLock(), RLock()
        self._writing = self._opened()
        self._reading = self._connected()

    def _connected(self) -> sqlite3.Connection:
        self.path.touch(mode=0o600)
        connection = sqlite3.connect(self.path, check_same_thread=False, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -100000")  # 100 MB: taking in 200,000 records stays in memory
        return connection

    def _opened(self) -> sqlite3.Connection:
        """The old file where it fits; a new one where it is damaged or belongs to other settings."""
        kept: dict[str, list[tuple[object, ...]]] = {}
        try:
            connection = self._connected()
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                if self._fits(connection):
                    return connection
                kept = {table: [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in KEPT}
            connection.close()
        except sqlite3.DatabaseError:
            pass  # damaged: made again below
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        connection = self._connected()
        connection.executescript(SCHEMA)
        for table, rows in kept.items():
            for row in rows:
                connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
        return connection

    def _fits(self, connection: sqlite3.Connection) -> bool:
        found = connection.execute("SELECT value FROM fact WHERE name = 'identity'").fetchone()
        return found is not None and found[0] == self.identity

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """A transaction of the writing connection: all of it or nothing."""
        with self._lock:
            if self._writing.in_transaction:
                yield self._writing
                return
            self._writing.execute("BEGIN IMMEDIATE")
            try:
                yield self._writing
            except BaseException:
                self._writing.execute("ROLLBACK")
                raise
            self._writing.execute("COMMIT")

    @contextmanager
    def look(self) -> Iterator[sqlite3.Connection]:
        """The reading connection."""
        with self._reading_lock:
            yield self._reading

    def fact(self, name: str, default: str = "") -> str:
        """Something the index remembers about itself."""
        with self._lock, closing(self._writing.execute("SELECT value FROM fact WHERE name = ?", (name,))) as found:
            row = found.fetchone()
        return str(row[0]) if row else default

    def remember(self, connection: sqlite3.Connection, **facts: object) -> None:
        """Note facts in a transaction."""
        rows = [(name, str(value)) for name, value in facts.items()]
        connection.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", rows)

    def close(self) -> None:
        """Close both connections."""
        self._writing.close()
        self._reading.close()


class Gone(AlpacaEstError):
    """There is no such record in the queue."""
