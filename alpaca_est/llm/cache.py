"""Every reply that was ever paid for, in one SQLite file that several runs and processes may share.

One thread owns the connection. It takes all that is queued, does it in one transaction, and only then lets the
askers go on: a reply that was acted on is never lost to a kill (WAL; the file survives at any moment).
"""

import asyncio
import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

import msgspec

from alpaca_est.ask import Ask, Reply
from alpaca_est.errors import AlpacaEstError, DataError, RunError
from alpaca_est.llm.model import Model

VERSION = 1
PATIENCE = 30.0  # seconds that another program may hold the file
CHUNK = 500
SCHEMA = """
CREATE TABLE IF NOT EXISTS replies (
    key TEXT NOT NULL, run TEXT NOT NULL, finish TEXT NOT NULL, reply TEXT NOT NULL, PRIMARY KEY (key, run)
)
"""
INSERT = "INSERT INTO replies (key, run, finish, reply) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"

_encode = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.json.Decoder(Reply).decode


class Keys:
    """The keys of one model's asks: sha256 of everything that can change the answer."""

    def __init__(self, model: Model) -> None:
        self.start = hashlib.sha256(_encode([VERSION, model.endpoint, model.identity()]))

    def key(self, ask: Ask) -> str:
        """The key of one ask."""
        digest = self.start.copy()
        digest.update(_encode([ask.system, ask.history, ask.user, ask.format, ask.draw]))
        if ask.target:
            digest.update(_encode([ask.source, ask.target]))
        return digest.hexdigest()


class Work(NamedTuple):
    """Something for the thread, either keys to look up or a row to keep, and who waits for it."""

    keys: Sequence[str]
    row: tuple[str, str, str, str] | None
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


class Cache:
    """The open file. A whole answer serves any run; one that was cut off or refused serves only the run that paid."""

    def __init__(self, path: Path, run: str, *, patience: float = PATIENCE) -> None:
        self.path = path
        self.run = run
        self.patience = patience
        self.queue: SimpleQueue[Work | None] = SimpleQueue()
        self.connection = self._opened()
        self.thread = Thread(target=self._work, name="reply cache", daemon=True)
        self.thread.start()

    async def get(self, keys: Sequence[str]) -> dict[str, Reply]:
        """The replies that are there, by key; looked up all at once."""
        found: dict[str, str] = await self._done(keys, None)
        try:
            return {key: _decode(reply) for key, reply in found.items()}
        except msgspec.DecodeError as error:
            raise DataError(f"{self.path}: the reply cache holds what is not a reply ({error})") from error

    async def put(self, key: str, reply: Reply) -> None:
        """Keep a reply; returns when it can no longer be lost."""
        row = (key, self.run, reply.finish, _encode(reply).decode())
        await self._done((), row)

    def close(self) -> None:
        """Finish what is queued and close the file."""
        self.queue.put(None)
        self.thread.join()
        self.connection.close()

    def _opened(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(
                self.path, timeout=self.patience, isolation_level=None, check_same_thread=False
            )
        except (OSError, sqlite3.Error) as error:
            raise RunError(f"{self.path}: the reply cache cannot be opened ({error})") from error
        try:
            _prepare(connection)
        except sqlite3.Error as error:
            connection.close()
            raise self._explained(error) from error
        return connection

    async def _done(self, keys: Sequence[str], row: tuple[str, str, str, str] | None) -> Any:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self.queue.put(Work(keys, row, future, loop))
        return await future

    def _work(self) -> None:
        """Take what is queued, do it, tell who waits; None is the end."""
        while (first := self.queue.get()) is not None:
            group = [first]
            while not self.queue.empty() and len(group) < CHUNK:
                if (work := self.queue.get()) is None:
                    self.queue.put(None)
                    break
                group.append(work)
            self._keep([work for work in group if work.row])
            for work in group:
                if not work.row:
                    self._find(work)

    def _keep(self, group: Sequence[Work]) -> None:
        """Write all rows in one transaction."""
        if not group:
            return
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.executemany(INSERT, [work.row for work in group if work.row])
            self.connection.execute("COMMIT")
            _tell(group, None)
        except sqlite3.Error as error:
            if self.connection.in_transaction:
                self.connection.rollback()
            _tell(group, self._explained(error))

    def _find(self, work: Work) -> None:
        try:
            _tell([work], _look_up(self.connection, work.keys, self.run))
        except sqlite3.Error as error:
            _tell([work], self._explained(error))

    def _explained(self, error: sqlite3.Error) -> AlpacaEstError:
        """What a person can do about an error of SQLite."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return RunError(
                f"{self.path}: the reply cache is locked by another program for {self.patience:.0f} s; "
                "end that one, then run the same command again"
            )
        if isinstance(error, sqlite3.OperationalError):
            return RunError(f"{self.path}: the reply cache cannot be used ({error})")
        return DataError(
            f"{self.path}: not a reply cache, or damaged ({error}); "
            "move it away to start a new one, whose replies have to be paid anew"
        )


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(SCHEMA)
    connection.execute("SELECT key, run, finish, reply FROM replies LIMIT 1").fetchone()


def _look_up(connection: sqlite3.Connection, keys: Sequence[str], run: str) -> dict[str, str]:
    """The replies to keys as JSON: the run's own first, else the oldest whole one."""
    found: dict[str, str] = {}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        holes = ",".join("?" * len(chunk))
        rows = connection.execute(
            f"SELECT key, reply FROM replies WHERE key IN ({holes}) AND (finish = 'stop' OR run = ?) "
            "ORDER BY run = ? DESC, rowid",
            (*chunk, run, run),
        )
        for key, reply in rows:
            found.setdefault(key, reply)
    return found


def _tell(group: Sequence[Work], result: Any) -> None:
    """Let those who wait go on, each event loop woken once."""
    for loop in {work.loop for work in group}:
        futures = [work.future for work in group if work.loop is loop]
        if not loop.is_closed():
            loop.call_soon_threadsafe(_resolve, futures, result)


def _resolve(futures: Sequence[asyncio.Future[Any]], result: Any) -> None:
    for future in futures:
        if future.done():
            continue
        if isinstance(result, AlpacaEstError):
            future.set_exception(result)
        else:
            future.set_result(result)
