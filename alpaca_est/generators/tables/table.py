"""A table with what is known of its columns, and the part of it that a task shows."""

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from alpaca_est.generators.tables.values import Value, amount

Kind = Literal["key", "word", "number", "year", "date", "time", "label"]
COMPARED: tuple[Kind, ...] = ("number", "year", "date", "time")
FEWEST, MOST = 4, 9
"""Rows that a task shows."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: its header, what its values are, and the Estonian forms that questions need."""

    name: str
    kind: Kind
    noun: str
    up: str = "suurem"
    down: str = "väiksem"
    most: str = ""
    least: str = ""
    unit: tuple[str, str] = ("", "")
    sums: bool = False
    total: str = ""
    least_possible: int | None = None
    ask: str = ""
    also: tuple[str, ...] = ()
    decimals: int = 0


class Formula(msgspec.Struct, frozen=True):
    """How a column is computed from one or two others of its row."""

    kind: Literal["product", "minutes", "points", "weekday"]
    column: int
    of: tuple[int, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A whole table; its first column names the rows, `values` are its cells read.

    `natural` says whether its rows have a noun of their own; else they are spoken of as rows.
    """

    name: str
    about: str
    row: tuple[str, ...]
    whose: str
    natural: bool = True
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    values: tuple[tuple[Value, ...], ...]
    genitives: tuple[str, ...] = ()
    follows: tuple[tuple[int, int], ...] = ()
    formulas: tuple[Formula, ...] = ()

    def of_kind(self, *kinds: Kind) -> tuple[int, ...]:
        """The numbers of the columns of some kinds."""
        return tuple(number for number, column in enumerate(self.columns) if column.kind in kinds)


class View(msgspec.Struct, frozen=True):
    """Some rows and columns of a table, in the order in which they are shown."""

    table: Table
    rows: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def header(self) -> list[str]:
        """The headers that are shown."""
        return [self.table.columns[column].name for column in self.columns]

    @property
    def cells(self) -> list[list[str]]:
        """The cells that are shown, row by row."""
        return [[self.table.rows[row][column] for column in self.columns] for row in self.rows]

    @property
    def keys(self) -> list[str]:
        """The names of the rows."""
        return [self.table.rows[row][0] for row in self.rows]

    def of(self, column: int) -> list[Value]:
        """The values of one column."""
        return [self.table.values[row][column] for row in self.rows]

    def ranks(self, column: int) -> list[Decimal | int]:
        """The values of a column that can be compared."""
        return [value for value in self.of(column) if not isinstance(value, str)]

    def numbers(self, column: int) -> list[Decimal]:
        """The values of a column of numbers."""
        return [value for value in self.of(column) if isinstance(value, Decimal)]


def view(table: Table, chance: random.Random, needed: Sequence[int], rows: Sequence[int] = ()) -> View:
    """Rows drawn from a table (or those given), its key, the columns needed and up to two more."""
    spare = [number for number in range(1, len(table.columns)) if number not in needed]
    extra = chance.sample(spare, min(len(spare), chance.randint(0, 2)))
    if not rows:
        count = min(chance.randint(FEWEST, MOST), len(table.rows))
        rows = sorted(chance.sample(range(len(table.rows)), count))
    return View(table, tuple(rows), tuple(sorted({0, *needed, *extra})))


def spoken(column: Column, cell: str, value: Value) -> str:
    """A value as a sentence says it: with its unit, or as it stands."""
    if column.unit[1] and isinstance(value, Decimal):
        return amount(value, column.unit, column.decimals)
    return cell
