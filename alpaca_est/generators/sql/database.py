"""The built-in databases, and the part of one that a task shows."""

import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from alpaca_est.source.sheets import sheet

DATA = Path(__file__).with_name("data")
PLAIN = str.maketrans("õäöü", "oaou")
NUMBER_FORMS = ("number", "numbri", "numbrit", "numbrid", "numbrite")
PARENTS, CHILDREN = (4, 6), (6, 10)
"""Fewest and most rows that a task shows of a table that others point to, and of one that points."""

Value = int | str
Row = Mapping[str, Value]
Data = Mapping[str, Sequence[Row]]
"""The rows of each table."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a database; a key says which table it points to and what that row is to this one."""

    name: str
    kind: Literal["id", "name", "word", "number", "key"]
    forms: tuple[str, ...] = ()
    with_: str = ""
    up: str = "suurem"
    down: str = "väiksem"
    most: str = "suurim"
    least: str = "väikseim"
    sums: bool = False
    means: bool = False
    to: str = ""
    role: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table of a database, with the forms of its rows' noun."""

    name: str
    row: tuple[str, ...]
    having: str
    whose: str
    names: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """A column by its name."""
        return next(column for column in self.columns if column.name == name)

    def of_kind(self, *kinds: str) -> list[Column]:
        """The columns of some kinds."""
        return [column for column in self.columns if column.kind in kinds]


class Database(msgspec.Struct, frozen=True):
    """Tables that point to each other, with all their rows."""

    name: str
    about: str
    tables: Mapping[str, Table]
    data: Data


@cache
def databases() -> tuple[Database, ...]:
    """All built-in databases, read once in a process."""
    described = yaml.safe_load((DATA / "databases.yaml").read_text(encoding="utf-8"))
    return tuple(_database(name, about) for name, about in described.items())


def _database(name: str, about: Mapping[str, Any]) -> Database:
    tables = {one: _table(one, said) for one, said in about["tables"].items()}
    return Database(name, about["about"], tables, {one: _rows(name, table) for one, table in tables.items()})


def _table(name: str, said: Mapping[str, Any]) -> Table:
    columns = [Column(name="id", kind="id", forms=NUMBER_FORMS, with_="numbriga")]
    for column, about in said["columns"].items():
        named = {"with_" if key == "with" else key: value for key, value in about.items()}
        columns.append(msgspec.convert({"name": column, **named}, Column))
    return Table(
        name=name,
        row=tuple(said["row"]),
        having=said["having"],
        whose=said["whose"],
        names=said["name"],
        columns=tuple(columns),
    )


def _rows(database: str, table: Table) -> tuple[Row, ...]:
    file = f"{database}.{table.name.translate(PLAIN)}.csv"
    found = sheet(DATA / file, file)
    numeric = {column.name for column in table.of_kind("id", "number", "key")}
    return tuple(
        {name: int(cell) if name in numeric else cell for name, cell in zip(found.header, cells, strict=True)}
        for cells in found.rows
    )


def sample(database: Database, chance: random.Random) -> Data:
    """A few rows of each table; a row is shown only where the rows that it points to are shown."""
    shown: dict[str, Sequence[Row]] = {}
    for name, table in database.tables.items():
        keys, able = table.of_kind("key"), database.data[name]
        for key in keys:
            kept = {row["id"] for row in shown[key.to]}
            able = [row for row in able if row[key.name] in kept]
        count = min(len(able), chance.randint(*(CHILDREN if keys else PARENTS)))
        shown[name] = [able[at] for at in sorted(chance.sample(range(len(able)), count))]
    return shown
