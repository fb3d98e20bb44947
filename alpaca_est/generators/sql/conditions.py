"""Conditions of a query, drawn over a table's own columns and those its keys lead to, and said in Estonian."""

import random
from collections.abc import Sequence

import msgspec

from alpaca_est.generators.sql.database import Column, Data, Database, Table, Value
from alpaca_est.generators.sql.query import Operator, Ref, Where

FEWEST_APART = 2
"""Least distance of the two bounds of a range."""


class Path(msgspec.Struct, frozen=True):
    """A column, and the keys that lead to its table."""

    keys: tuple[tuple[Ref, str], ...]
    column: Column
    table: str
    noun: str

    @property
    def ref(self) -> Ref:
        """The column as a query names it."""
        return Ref(self.table, self.column.name)


class Condition(msgspec.Struct, frozen=True):
    """A test of a query and its words: `hind on kõrgem kui 5`."""

    path: Path
    test: Where
    said: str


def paths(database: Database, table: Table, *kinds: str) -> list[Path]:
    """The columns of some kinds that a row has, or that the rows have which its keys lead to."""
    own = [Path((), column, table.name, column.forms[0]) for column in table.of_kind(*kinds)]
    for key in table.of_kind("key"):
        for path in paths(database, database.tables[key.to], *kinds):
            keys = ((Ref(table.name, key.name), key.to), *path.keys)
            own.append(Path(keys, path.column, path.table, f"{key.role} {path.noun}"))
    return own


def conditions(database: Database, table: Table, data: Data, chance: random.Random) -> list[Condition]:
    """One condition, or now and then two on different columns."""
    known = paths(database, table, "word", "number")
    drawn = chance.sample(known, 2 if chance.random() < 0.25 and len(known) > 1 else 1)
    return [_condition(path, data, chance) for path in drawn]


def _condition(path: Path, data: Data, chance: random.Random) -> Condition:
    values = [row[path.column.name] for row in data[path.table]]
    value = chance.choice(values)
    if isinstance(value, str):
        return Condition(path, Where(path.ref, "=", value), f"{path.noun} on {value}")
    operator, words = chance.choice(_operators(path.column))
    other = chance.choice(values)
    if operator == "BETWEEN" and isinstance(other, int) and abs(other - value) >= FEWEST_APART:
        low, high = sorted((value, other))
        return Condition(path, Where(path.ref, "BETWEEN", (low, high)), f"{path.noun} on vahemikus {low}–{high}")
    if operator == "BETWEEN":
        operator, words = "=", ""
    return Condition(path, Where(path.ref, operator, value), f"{path.noun} on {words}{value}")


def _operators(column: Column) -> Sequence[tuple[Operator, str]]:
    return (
        *((">", f"{column.up} kui "), ("<", f"{column.down} kui ")),
        *((">=", "vähemalt "), ("<=", "kuni "), ("BETWEEN", "")),
    )


def joins(conditions: Sequence[Path]) -> tuple[tuple[Ref, str], ...]:
    """The keys of several paths, each once, nearest first."""
    return tuple(dict.fromkeys(key for path in conditions for key in path.keys))


def said(found: Sequence[Condition]) -> str:
    """Several conditions in words."""
    return " ja ".join(condition.said for condition in found)


def distinct_tables(keys: Sequence[tuple[Ref, str]]) -> bool:
    """Whether no table is joined twice."""
    return len({table for _, table in keys}) == len(keys)


def named(value: Value) -> str:
    """A value in quotation marks, as a question names it."""
    return f"„{value}“"
