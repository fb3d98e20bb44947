"""What exports read: the published rows of each split, what is flagged, and how JSON is written bit by bit."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import msgspec

from alpaca_est.errors import DataError
from alpaca_est.record import FIELDS
from alpaca_est.runs.index import ADVICE, File, Index
from alpaca_est.runs.shards import line
from alpaca_est.source.reading import file_rows

Columns = Mapping[str, Any]


class Part(msgspec.Struct, frozen=True):
    """One file of an export: its path below the export's folder, its rows, and what writes it."""

    path: str
    rows: int
    write: Callable[[IO[bytes]], object]


def shards(found: Index) -> dict[str, dict[str, list[File]]]:
    """The files of each view and split, in their order: `{"alpaca": {"train": […]}}`."""
    views: dict[str, dict[str, list[File]]] = {}
    for file in found.shards:
        _, view, name = file.path.split("/")
        views.setdefault(view, {}).setdefault(name.partition("-")[0], []).append(file)
    return views


def rows(run: Path, files: Iterable[File]) -> Iterator[Columns]:
    """The rows of some shards, as they were published; `DataError` where one is missing or cannot be read."""
    for file in files:
        path, count = run / file.path, 0
        if not path.is_file():
            raise DataError(f"{path}: missing, wanted {file.rows} rows, {ADVICE}")
        for count, row in enumerate(file_rows(path, str(path)), start=1):
            if row.problem:
                raise DataError(f"{row.place}: {row.problem}, {ADVICE}")
            yield row.columns
        if count != file.rows:
            raise DataError(f"{path}: {count} rows, wanted {file.rows}, {ADVICE}")


def flagged(run: Path) -> Iterator[dict[str, Any]]:
    """The records that wait for a person, with their flags; `DataError` where the file is missing."""
    path = run / "flagged.jsonl"
    if not path.is_file():
        raise DataError(f"{path}: missing, wanted the records that wait for a person, {ADVICE}")
    with path.open("rb") as file:
        for text in file:
            yield json.loads(text)


def flags_of(row: Columns, field: str) -> list[tuple[str, int, int]]:
    """The marked places in one field: step, start and end in characters (code points)."""
    spans = [(flag["step"], flag["span"]) for flag in row["flags"] if flag["span"]]
    return [(step, start, end) for step, (name, start, end) in spans if name == field]


def reasons(row: Columns) -> list[str]:
    """Every doubt about a record as `step: reason`."""
    return [f"{flag['step']}: {flag['reason']}" for flag in row["flags"]]


def marking_steps(run: Path) -> list[str]:
    """The steps that marked a place in a text."""
    return sorted({flag["step"] for row in flagged(run) for flag in row["flags"] if flag["span"]})


def judged(row: Columns) -> str:
    """The identity of the text that a person will read, as `decision.judged` has it."""
    return hashlib.sha256("\0".join(row[field] for field in FIELDS).encode("utf-8", "surrogatepass")).hexdigest()


def write_array(file: IO[bytes], items: Iterable[Columns]) -> None:
    """Items as one JSON array, an item on each line; only one of them is in memory."""
    file.write(b"[")
    for number, item in enumerate(items):
        file.write((b",\n" if number else b"\n") + line(item).rstrip(b"\n"))
    file.write(b"\n]\n")


def write_lines(file: IO[bytes], items: Iterable[Columns]) -> None:
    """Items as JSON lines."""
    for item in items:
        file.write(line(item))


def pretty(item: Columns) -> bytes:
    """A small object for people to read."""
    return msgspec.json.format(line(item).rstrip(b"\n"), indent=2) + b"\n"
