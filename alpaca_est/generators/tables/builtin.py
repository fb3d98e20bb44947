"""The tables that come with the package: invented shops, libraries and people, and a few certain facts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from alpaca_est.generators.tables import values
from alpaca_est.generators.tables.table import Column, Formula, Kind, Table
from alpaca_est.generators.tables.values import Value
from alpaca_est.source.sheets import Sheet, sheet

DATA = Path(__file__).with_name("data")
GENITIVE = "omastav"


@cache
def builtin_tables() -> tuple[Table, ...]:
    """All of them, read once in a process."""
    described = yaml.safe_load((DATA / "tables.yaml").read_text(encoding="utf-8"))
    return tuple(_table(name, about, sheet(DATA / f"{name}.csv", f"{name}.csv")) for name, about in described.items())


def _table(name: str, about: Mapping[str, Any], found: Sheet) -> Table:
    rows = [dict(zip(found.header, row, strict=True)) for row in found.rows]
    key = Column(name=about["key"]["name"], kind="key", noun=about["key"]["name"], also=tuple(about["key"]["also"]))
    columns = (key, *(_column(header, said, rows) for header, said in about["columns"].items()))
    names = [column.name for column in columns]
    cells = tuple(tuple(row[column] for column in names) for row in rows)
    return Table(
        name=name,
        about=about["about"],
        row=tuple(about["row"]),
        whose=about["whose"],
        columns=columns,
        rows=cells,
        values=tuple(read(columns, row) for row in cells),
        genitives=tuple(row.get(GENITIVE) or about["of"].format(key=row[key.name]) for row in rows),
        follows=tuple((names.index(one), names.index(by)) for one, by in about.get("follows", {}).items()),
        formulas=tuple(
            Formula(kind, names.index(one), tuple(map(names.index, of)))
            for one, (kind, *of) in about.get("formulas", {}).items()
        ),
    )


def _column(header: str, said: Mapping[str, Any], rows: Sequence[Mapping[str, str]]) -> Column:
    kind: Kind = said["kind"]
    up, down = ("hilisem", "varasem") if kind in ("date", "time", "year") else ("suurem", "väiksem")
    return Column(
        name=header,
        kind=kind,
        noun=said["noun"],
        up=said.get("up", up),
        down=said.get("down", down),
        most=said.get("most", ""),
        least=said.get("least", ""),
        unit=tuple(said.get("unit", ("", ""))),
        sums=said.get("sums", False),
        total=said.get("total", ""),
        least_possible=said.get("from"),
        ask=said["ask"],
        also=tuple(said["also"]),
        decimals=decimals([row[header] for row in rows]) if kind == "number" else 0,
    )


def decimals(cells: Sequence[str]) -> int:
    """How many decimals the cells of a column have at most."""
    return max(len(cell.replace(".", ",").partition(",")[2]) for cell in cells)


def read(columns: Sequence[Column], cells: Sequence[str]) -> tuple[Value, ...]:
    """The cells of a row as values; what cannot be read as its column's kind stays text."""
    return tuple(_value(column.kind, cell) for column, cell in zip(columns, cells, strict=True))


def _value(kind: Kind, cell: str) -> Value:
    found: Decimal | int | None = None
    if kind in ("number", "year"):
        found = values.number(cell)
    elif kind == "date":
        found = values.date(cell)
    elif kind == "time":
        found = values.time(cell)
    return cell if found is None else found
