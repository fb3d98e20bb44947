"""Reads a published dataset back: the rows of each view and split, what is flagged, what is rejected."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from alpaca_est.errors import DataError
from alpaca_est.runs.dataset.index import ADVICE, File, Index
from alpaca_est.source.reading import file_rows

Columns = Mapping[str, Any]


def whole(run: Path, file: File) -> Path:
    """A file of the dataset; `DataError` where it is missing or has not the size that the index says."""
    path = run / file.path
    size = path.stat().st_size if path.is_file() else -1
    if size != file.bytes:
        seen = f"{size} bytes" if size >= 0 else "missing"
        raise DataError(f"{path}: {seen}, wanted {file.bytes} bytes; {ADVICE}")
    return path


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
        path, count = whole(run, file), 0
        for row in file_rows(path, str(path)):
            if row.problem:
                raise DataError(f"{row.place}: {row.problem}, {ADVICE}")
            count += 1
            yield row.columns
        if count != file.rows:
            raise DataError(f"{path}: {count} rows, wanted {file.rows}, {ADVICE}")


def flagged(run: Path) -> Iterator[Columns]:
    """The records that wait for a person, with their flags; `DataError` where the file is missing."""
    yield from left_out(run, "flagged.jsonl")


def left_out(run: Path, name: str) -> Iterator[Columns]:
    """The lines of flagged.jsonl or rejected.jsonl; `DataError` where the file is missing."""
    path = run / name
    if not path.is_file():
        raise DataError(f"{path}: missing, wanted the whole run, {ADVICE}")
    with path.open("rb") as file:
        for text in file:
            yield json.loads(text)
