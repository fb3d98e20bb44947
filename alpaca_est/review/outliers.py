"""Rows that the LoRA check found strange (`alpaca-est check RUN` writes RUN/check/rows.jsonl), for the queue."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from alpaca_est.errors import DataError
from alpaca_est.record import Flag, Record

ROWS = Path("check") / "rows.jsonl"
STEP = "check"
HALF = 8.0  # the outlier value that counts half as much as anything could


class Outlier(msgspec.Struct, frozen=True):
    """A row of the check: 0 is usual, the larger the stranger; reasons are there where people should look."""

    id: str
    outlier: float = 0.0
    reasons: tuple[str, ...] = ()

    @property
    def doubt(self) -> float:
        """How much it adds to a record's uncertainty, from 0 to 1."""
        return max(0.0, self.outlier) / (HALF + max(0.0, self.outlier))


Outliers = Mapping[str, Outlier]


def outliers(folder: Path) -> Outliers:
    """The rows of a run's check by id; none where it was not checked."""
    path = folder / ROWS
    if not path.is_file():
        return {}
    found: dict[str, Outlier] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            one = msgspec.json.decode(line, type=Outlier)
        except msgspec.DecodeError as error:
            raise DataError(f"{path}:{number}: not a row of a check ({error}), wanted id, outlier, reasons") from None
        found[one.id] = one
    return found


def version(folder: Path) -> str:
    """The identity of a check: an index of another one is made again."""
    path = folder / ROWS
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""


def marked(record: Record, outlier: Outlier | None) -> Record:
    """The record with what the check says of it among its flags."""
    if outlier is None or not outlier.reasons:
        return record
    said = tuple(Flag(step=STEP, reason=reason, score=outlier.outlier) for reason in outlier.reasons)
    return msgspec.structs.replace(record, flags=(*record.flags, *said))
