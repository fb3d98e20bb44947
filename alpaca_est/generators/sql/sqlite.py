"""The second computation: the query's text run by SQLite, in memory and without a file."""

import sqlite3
from collections.abc import Mapping, Sequence

Cells = Mapping[str, str | int]


def executed(statement: str, tables: Mapping[str, Sequence[Cells]]) -> list[tuple[str | int | float | None, ...]]:
    """The rows that SQLite returns for a statement over these tables."""
    connection = sqlite3.connect(":memory:")
    try:
        for name, rows in tables.items():
            columns = ", ".join(f"{column} {'INTEGER' if isinstance(cell, int) else 'TEXT'}" for column, cell in rows[0].items())
            connection.execute(f"CREATE TABLE {name} ({columns})")
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", [tuple(row.values()) for row in rows])
        return connection.execute(statement).fetchall()
    finally:
        connection.close()
