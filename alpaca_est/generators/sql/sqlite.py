"""The second computation: the query's text run by SQLite, in memory and without a file."""

import sqlite3
from collections.abc import Mapping, Sequence

Cells = Mapping[str, str | int]


def executed(statement: str, tables: Mapping[str, Sequence[Cells]]) -> list[tuple[str | int | float | None, ...]]:
    """The rows that SQLite returns for a statement over these tables, each of one row at least.

    The tables stand before the statement as common table expressions: nothing is created, so nothing is kept.
    """
    before, cells = [], []
    for name, rows in tables.items():
        marks = f"({', '.join('?' * len(rows[0]))})"
        before.append(f"{name}({', '.join(rows[0])}) AS (VALUES {', '.join([marks] * len(rows))})")
        cells += [cell for row in rows for cell in row.values()]
    connection = sqlite3.connect(":memory:")
    try:
        return connection.execute(f"WITH {', '.join(before)} {statement}", cells).fetchall()
    finally:
        connection.close()
