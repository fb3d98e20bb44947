"""What the editor's translation memory knows of a run: its pipeline's memories, and what people approve here."""

import sqlite3
from collections.abc import Iterator
from threading import Lock

import msgspec

from alpaca_est.decision import judged, settled
from alpaca_est.errors import AlpacaEstError
from alpaca_est.llm.memory import Memory
from alpaca_est.record import FIELDS, Record
from alpaca_est.review.index import Index
from alpaca_est.review.opinions import standing_on
from alpaca_est.review.recall import Recall
from alpaca_est.runs.folder import RunFolder

DECIDED = "SELECT DISTINCT item FROM standing WHERE verdict IN ('accept', 'edit') ORDER BY item"
BODY = "SELECT b.record FROM item i JOIN body b ON b.number = i.number WHERE i.id = ?"


class Remembered:
    """Built when somebody edits for the first time; from then on it follows every decision."""

    def __init__(self, folder: RunFolder, index: Index) -> None:
        self.folder = folder
        self.index = index
        self._recall: Recall | None = None
        self._lock = Lock()

    def recall(self) -> Recall:
        """The memory."""
        with self._lock:
            if self._recall is None:
                self._recall = self._built()
            return self._recall

    def look_again(self, identity: str) -> None:
        """Somebody decided on a record, or took a decision back."""
        if self._recall is not None:
            with self.index.look() as connection:
                _learn(self._recall, connection, identity)

    def _built(self) -> Recall:
        recall = Recall(_memories(self.folder))
        with self.index.look() as connection:
            for row in connection.execute(DECIDED).fetchall():
                _learn(recall, connection, row["item"])
        return recall


def _learn(recall: Recall, connection: sqlite3.Connection, identity: str) -> None:
    """What people agree on counts; an opinion that others must not see yet does not."""
    row = connection.execute(BODY, (identity,)).fetchone()
    if row is None:
        return
    record = msgspec.json.decode(row["record"], type=Record)
    decision = settled(standing_on(connection, identity)) if record.original else None
    approved = decision is not None and decision.verdict != "reject" and decision.sha256 == judged(record)
    texts = {field: getattr(record, field) for field in FIELDS} | (decision.edit if decision else {})
    recall.learn(record, texts if approved else None)


def _memories(folder: RunFolder) -> Iterator[Memory]:
    """Those of the pipeline's models and of its steps; none where the settings cannot be loaded any more."""
    try:
        pipeline = folder.loaded().pipeline
    except AlpacaEstError:
        return
    yield from (model.memory for model in pipeline.models.values() if model.memory is not None)
    for step in pipeline.all_steps:
        yield from (value for _, value in step if isinstance(value, Memory))
