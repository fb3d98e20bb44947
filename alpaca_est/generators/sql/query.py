"""Queries as trees, written as SQL and evaluated without a database.

What is here of SQL: columns and COUNT, SUM, AVG, MIN, MAX, inner joins over keys, comparisons joined by AND,
subqueries, GROUP BY with HAVING, ORDER BY, LIMIT and DISTINCT.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

import msgspec

from alpaca_est.generators.sql.database import Data, Value

Function = Literal["", "COUNT", "SUM", "AVG", "MIN", "MAX"]
Operator = Literal["=", ">", "<", ">=", "<=", "BETWEEN", "NOT IN"]
Result = Value | Decimal | None


class Ref(NamedTuple):
    """A column of a table."""

    table: str
    column: str


class Term(msgspec.Struct, frozen=True):
    """What a query returns or sorts by: a column, or a function of it; COUNT without a column counts rows."""

    ref: Ref | None
    function: Function = ""
    distinct: bool = False


class Where(msgspec.Struct, frozen=True):
    """A condition on a column."""

    ref: Ref
    operator: Operator
    value: Value | tuple[int, int] | Select


class Select(msgspec.Struct, frozen=True, kw_only=True):
    """A query; `joins` are the keys that lead from the tables before to the next one."""

    terms: tuple[Term, ...]
    source: str
    joins: tuple[tuple[Ref, str], ...] = ()
    where: tuple[Where, ...] = ()
    group: Ref | None = None
    having: int | None = None
    order: Term | None = None
    descending: bool = False
    limit: int | None = None
    distinct: bool = False


def sql(query: Select) -> str:
    """The query as SQL, without a semicolon."""
    short = not query.joins
    parts = [f"SELECT {'DISTINCT ' * query.distinct}{', '.join(_term(term, short) for term in query.terms)}"]
    parts.append(f"FROM {query.source}")
    parts += [f"JOIN {table} ON {key.table}.{key.column} = {table}.id" for key, table in query.joins]
    if query.where:
        parts.append("WHERE " + " AND ".join(_test(test, short) for test in query.where))
    if query.group:
        parts.append(f"GROUP BY {_ref(query.group, short)}")
    if query.having is not None:
        parts.append(f"HAVING COUNT(*) > {query.having}")
    if query.order:
        parts.append(f"ORDER BY {_term(query.order, short)}{' DESC' * query.descending}")
    if query.limit:
        parts.append(f"LIMIT {query.limit}")
    return " ".join(parts)


def _ref(ref: Ref, short: bool) -> str:
    return ref.column if short else f"{ref.table}.{ref.column}"


def _term(term: Term, short: bool) -> str:
    inner = "*" if term.ref is None else "DISTINCT " * term.distinct + _ref(term.ref, short)
    return f"{term.function}({inner})" if term.function else inner


def _test(test: Where, short: bool) -> str:
    left = _ref(test.ref, short)
    if isinstance(test.value, Select):
        return f"{left} {test.operator} ({sql(test.value)})"
    if isinstance(test.value, tuple):
        return f"{left} BETWEEN {test.value[0]} AND {test.value[1]}"
    return f"{left} {test.operator} {literal(test.value)}"


def literal(value: Value) -> str:
    """A value as SQL writes it."""
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


Wide = Mapping[Ref, Value]
"""A row of all joined tables."""


def evaluate(query: Select, data: Data) -> list[tuple[Result, ...]]:
    """What a query returns from the rows of its tables."""
    rows = [row for row in _joined(query, data) if all(_holds(test, row, data) for test in query.where)]
    groups: list[list[Wide]]
    if query.group is not None:
        grouped: dict[Value, list[Wide]] = {}
        for row in rows:
            grouped.setdefault(row[query.group], []).append(row)
        kept = sorted(grouped.items(), key=lambda item: item[0])
        groups = [group for _, group in kept if query.having is None or len(group) > query.having]
    else:
        groups = [rows] if any(term.function for term in query.terms) else [[row] for row in rows]
    if query.order is not None:
        by = query.order
        groups = sorted(groups, key=lambda group: _value(by, group), reverse=query.descending)  # type: ignore[arg-type, return-value]
    found = [tuple(_value(term, group) for term in query.terms) for group in groups]
    if query.distinct:
        found = list(dict.fromkeys(found))
    return found[: query.limit] if query.limit else found


def _joined(query: Select, data: Data) -> list[Wide]:
    rows: list[dict[Ref, Value]] = [_wide(query.source, row) for row in data[query.source]]
    for key, table in query.joins:
        by_id = {row["id"]: _wide(table, row) for row in data[table]}
        rows = [row | by_id[row[key]] for row in rows if row[key] in by_id]
    return list(rows)


def _wide(table: str, row: Mapping[str, Value]) -> dict[Ref, Value]:
    return {Ref(table, column): value for column, value in row.items()}


def _holds(test: Where, row: Wide, data: Data) -> bool:
    value = row[test.ref]
    if isinstance(test.value, Select):
        found = [result for (result,) in evaluate(test.value, data)]
        return value not in found if test.operator == "NOT IN" else _compared(value, test.operator, found[0])
    if isinstance(test.value, tuple):
        return _compared(value, ">=", test.value[0]) and _compared(value, "<=", test.value[1])
    return _compared(value, test.operator, test.value)


def _compared(value: Value, operator: Operator, bound: Result) -> bool:
    if isinstance(value, str) or isinstance(bound, str) or bound is None:
        return value == bound
    return {"=": value == bound, ">": value > bound, "<": value < bound, ">=": value >= bound, "<=": value <= bound}[
        operator
    ]


def _value(term: Term, group: Sequence[Wide]) -> Result:
    if term.ref is None:
        return len(group)
    if not term.function:
        return group[0][term.ref]
    values = [row[term.ref] for row in group]
    if term.function == "COUNT":
        return len(set(values)) if term.distinct else len(values)
    numbers = [value for value in values if isinstance(value, int)]
    if not numbers:
        return None
    if term.function == "AVG":
        return Decimal(sum(numbers)) / len(numbers)
    if term.function == "SUM":
        return sum(numbers)
    return min(numbers) if term.function == "MIN" else max(numbers)
