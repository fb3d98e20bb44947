"""What annotation tools want to know of a flagged record, and JSON written bit by bit."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

import msgspec

from alpaca_est.record import FIELDS
from alpaca_est.runs.dataset.published import Columns, flagged
from alpaca_est.runs.dataset.rows import line


class Part(msgspec.Struct, frozen=True):
    """One file of an export: its path below the export's folder, its rows, and what writes it."""

    path: str
    rows: int
    write: Callable[[IO[bytes]], object]


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
