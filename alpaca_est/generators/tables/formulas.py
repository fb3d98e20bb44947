"""Columns that are computed from others of their row, and how the computation is written down."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from alpaca_est.generators.tables import values
from alpaca_est.generators.tables.table import Formula, Table

WEEKDAYS = ("esmaspäev", "teisipäev", "kolmapäev", "neljapäev", "reede", "laupäev", "pühapäev")


def computed(formula: Formula, table: Table, row: int) -> str:
    """The cell that a formula gives for a row."""
    if formula.kind == "weekday":
        day = values.date(table.rows[row][formula.of[0]])
        assert day is not None, "a built-in date"
        return WEEKDAYS[date.fromordinal(day).weekday()]
    first, second = (Decimal(table.values[row][column]) for column in formula.of)
    result = {"product": first * second, "minutes": second - first, "points": 3 * first + second}[formula.kind]
    return values.written(result, table.columns[formula.column].decimals)


def working(formula: Formula, cells: Sequence[str], result: str) -> str:
    """The computation as a reader would write it: 5 · 1,09 = 5,45."""
    if formula.kind == "weekday":
        return f"{cells[0]} on {result}"
    if formula.kind == "minutes":
        return f"kella {cells[0]} ja {cells[1]} vahele jääb {result} min"
    if formula.kind == "points":
        return f"võit annab 3 punkti ja viik ühe, 3 · {cells[0]} + {cells[1]} = {result}"
    return f"{cells[0]} · {cells[1]} = {result}"


def worked(formula: Formula, table: Table, row: int) -> str:
    """The computation of a row, written down."""
    cells = [table.rows[row][column] for column in formula.of]
    return working(formula, cells, computed(formula, table, row))
