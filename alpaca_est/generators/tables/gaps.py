"""Imputation: a missing value that the other rows, or the others of its row, settle."""

import random
from collections.abc import Sequence

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.tables.formulas import computed, worked
from alpaca_est.generators.tables.phrasing import Asked, Phrasing, drafted, of_column, scene
from alpaca_est.generators.tables.table import Table, View, view

GAP = "?"
EVIDENCE = 2
"""Other rows that show what a value goes with, at least."""
IMPUTATION = (
    Phrasing("Üks väärtus on puudu ja selle asemel on küsimärk. Mis väärtus sinna kuulub?", "{value}"),
    Phrasing("Täida küsimärgiga märgitud lünk teiste andmete põhjal ja põhjenda.", "{reasoned}"),
    Phrasing("Palun leidke puuduv väärtus, mille asemel on küsimärk.", "{value}"),
    Phrasing("Mis peaks olema küsimärgi asemel? Vasta ainult puuduva väärtusega.", "{value}"),
    Phrasing("Taasta puuduv väärtus {in_col} „{name}“ ja selgita, millest sa seda järeldad.", "{reasoned}"),
    Phrasing("{in_col} „{name}“ on üks väärtus puudu. Tuletage see ülejäänud andmetest.", "{value}"),
    Phrasing("Küsimärgi kohal peab olema üks väärtus. Millise väärtuse te sinna kirjutaksite ja miks?", "{reasoned}"),
)


def imputation(table: Table, chance: random.Random) -> Draft | None:
    """A gap that has one filling; None where too few rows show it."""
    ways = len(table.follows) + len(table.formulas)
    way = chance.randrange(ways)
    if way < len(table.follows):
        return _followed(table, chance, *table.follows[way])
    formula = table.formulas[way - len(table.follows)]
    found = view(table, chance, [formula.column, *formula.of])
    row = chance.choice(found.rows)
    return _drafted(found, chance, row, formula.column, computed(formula, table, row), worked(formula, table, row))


def evident(table: Table, chance: random.Random, by: int, least: int) -> Sequence[int]:
    """Rows among which enough have the same value in a column, the first of them such a one; empty where none do."""
    row = chance.randrange(len(table.rows))
    alike = [one for one, cells in enumerate(table.rows) if cells[by] == table.rows[row][by] and one != row]
    if len(alike) < least:
        return ()
    alike = chance.sample(alike, min(len(alike), chance.randint(least, least + 1)))
    others = [one for one, cells in enumerate(table.rows) if cells[by] != table.rows[row][by]]
    return (row, *alike, *chance.sample(others, min(len(others), chance.randint(1, 4))))


def _followed(table: Table, chance: random.Random, column: int, by: int) -> Draft | None:
    rows = evident(table, chance, by, EVIDENCE)
    if not rows:
        return None
    cells = table.rows[rows[0]]
    found = view(table, chance, [column, by], sorted(rows))
    names = table.columns[by].name, table.columns[column].name
    reason = f"ka mujal, kus „{names[0]}“ on „{cells[by]}“, on „{names[1]}“ alati „{cells[column]}“"
    return _drafted(found, chance, rows[0], column, cells[column], reason)


def _drafted(found: View, chance: random.Random, row: int, column: int, value: str, reason: str) -> Draft:
    table = found.table
    cells = found.cells
    cells[found.rows.index(row)][found.columns.index(column)] = GAP
    place = scene(found, chance, cells)
    said = {**of_column(table.columns[column], place), "value": value}
    said["reasoned"] = f"Puuduv väärtus on „{value}“, sest {reason}."
    asked = Asked(result=(value,), column=table.columns[column].name, details={"table": table.name})
    return drafted(("imputation", IMPUTATION), chance, place, said, asked)
