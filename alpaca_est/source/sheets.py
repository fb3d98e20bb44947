"""Tables that a step draws its tasks from, read once when the pipeline is loaded."""

import datetime
import decimal
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from alpaca_est.errors import DataError
from alpaca_est.project import Files
from alpaca_est.source.reading import file_rows, files_of
from alpaca_est.source.strict_json import found_kind
from alpaca_est.text import unwanted_character

COLUMNS = 2
ROWS = 6


class Sheet(msgspec.Struct, frozen=True):
    """A table as its file has it: every cell as text, inner spaces single."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class SheetPool(msgspec.Struct, frozen=True):
    """The tables of a step, with the paths they were read from."""

    paths: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()

    @property
    def sha256(self) -> str:
        """The identity of the tables, wherever their files lie."""
        return hashlib.sha256(msgspec.json.encode([(one.header, one.rows) for one in self.sheets])).hexdigest()


def sheet(path: Path, shown: str) -> Sheet:
    """A file as a table; `DataError` with its line where it is broken or too small."""
    header: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    for row in file_rows(path, shown):
        if row.problem:
            raise DataError(f"{row.place}: {row.problem}")
        header = header or tuple(map(str, row.columns))
        if tuple(row.columns) != header:
            raise DataError(
                f"{row.place}: columns {', '.join(row.columns)}, wanted {', '.join(header)} as in the first"
            )
        rows.append(tuple(_cell(value, name, row.place) for name, value in row.columns.items()))
    if len(header) < COLUMNS or len(rows) < ROWS:
        raise DataError(f"{shown}: {len(header)} columns and {len(rows)} rows, at least {COLUMNS} and {ROWS} wanted")
    if unnamed := [number for number, name in enumerate(header, start=1) if not name.strip()]:
        raise DataError(f"{shown}:1: column {unnamed[0]} has no name, wanted one for each")
    return Sheet(path.name.partition(".")[0], tuple(" ".join(name.split()) for name in header), tuple(rows))


def _cell(value: object, name: str, place: str) -> str:
    """A cell as Estonian text: decimal comma, jah and ei, dates as 2025-03-01."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "jah" if value else "ei"
    if isinstance(value, float | decimal.Decimal):
        return str(value).removesuffix(".0").replace(".", ",")
    if isinstance(value, int | datetime.date | datetime.time):
        return str(value)
    if not isinstance(value, str):
        raise DataError(f"{place}: {name} is {found_kind(value)}, wanted text, a number or a date")
    if unwanted := unwanted_character(value):
        raise DataError(f"{place}: {name} holds {unwanted}, wanted readable text")
    return " ".join(value.split())


def sheets(paths: Sequence[str], folder: Path) -> SheetPool:
    """The tables of several paths; a folder stands for the data files in it."""
    found = [
        sheet(file, path if (folder / path).is_file() else f"{path}/{file.name}")
        for path in paths
        for file in files_of(folder / path, path)
    ]
    return SheetPool(tuple(paths), tuple(found))


Sheets = Annotated[SheetPool, Files(lambda paths, folder, _: sheets(paths, folder))]
