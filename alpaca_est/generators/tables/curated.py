"""A curator's own table: what its columns are is read off their cells."""

from collections.abc import Iterator, Sequence

from alpaca_est.errors import DataError
from alpaca_est.generators.tables import values
from alpaca_est.generators.tables.builtin import decimals, read
from alpaca_est.generators.tables.layouts import UNSAFE
from alpaca_est.generators.tables.table import FEWEST, Column, Kind, Table
from alpaca_est.source.sheets import Sheet

LONGEST = 60
"""Characters of a cell that is shown."""
ROW = ("rida", "rea", "rida", "read", "ridade", "ridu")
REPEATED = 2
"""How often each value of a column stands on average where it is a class, as towns and kinds are."""


def curated_table(sheet: Sheet) -> Table:
    """A table to draw tasks from; rows with empty cells and columns with long texts or markup in them are left out."""
    kept = [at for at in range(len(sheet.header)) if all(map(_showable, _column(sheet, at)))]
    rows = [tuple(row[at] for at in kept) for row in sheet.rows if all(row[at] for at in kept)]
    names = _cleaned([sheet.header[at] for at in kept])
    if len(kept) < 2 or len(rows) <= FEWEST:
        measured = f"{len(kept)} columns and {len(rows)} rows of short cells without gaps"
        raise DataError(f"{sheet.name}: {measured}, at least 2 and {FEWEST + 1} wanted")
    if (key := _key(rows)) is None:
        names, rows, key = _cleaned(["nr", *names]), [(str(at), *row) for at, row in enumerate(rows, start=1)], 0
    order = [key, *(at for at in range(len(names)) if at != key)]
    cells = tuple(tuple(row[at] for at in order) for row in rows)
    columns = tuple(_described(names[at], [row[at] for row in rows], at == key) for at in order)
    found = tuple(read(columns, row) for row in cells)
    return Table(
        name=sheet.name,
        about=f"tabel „{sheet.name}“",
        row=ROW,
        whose="mille",
        natural=False,
        columns=columns,
        rows=cells,
        values=found,
        follows=tuple(_follows(columns, cells)),
    )


def _column(sheet: Sheet, at: int) -> Iterator[str]:
    return (row[at] for row in sheet.rows)


def _showable(cell: str) -> bool:
    return len(cell) <= LONGEST and not UNSAFE & set(cell)


def _cleaned(names: Sequence[str]) -> list[str]:
    """Headers without the marks that layouts need, each one once."""
    found: list[str] = []
    for name in names:
        plain = "".join(" " if mark in UNSAFE or mark == ":" else mark for mark in name)
        plain = " ".join(plain.split()) or "veerg"
        found.append(plain if plain not in found else f"{plain} {len(found) + 1}")
    return found


def _key(rows: Sequence[Sequence[str]]) -> int | None:
    """The first column that names each row by a word of its own, or else by anything of its own."""
    own = [at for at in range(len(rows[0])) if len({row[at].casefold() for row in rows}) == len(rows)]
    words = [at for at in own if _kind([row[at] for row in rows]) == "label"]
    return next(iter([*words, *own]), None)


def _kind(cells: Sequence[str]) -> Kind:
    if all(values.number(cell) is not None for cell in cells):
        points = [cell for cell in cells if "," in cell or "." in cell]
        doubtful = points and all(values.THOUSANDS.fullmatch(cell) for cell in points)
        coded = any(len(cell) > 1 and cell[0] == "0" and cell.isdigit() for cell in cells)
        return "label" if doubtful or coded else "number"
    if all(values.date(cell) is not None for cell in cells):
        return "date"
    if all(values.time(cell) is not None for cell in cells):
        return "time"
    return "word" if 1 < len(set(cells)) <= len(cells) / REPEATED else "label"


def _described(name: str, cells: Sequence[str], key: bool) -> Column:
    kind: Kind = "key" if key else _kind(cells)
    up, down = ("hilisem", "varasem") if kind in ("date", "time") else ("suurem", "väiksem")
    places = decimals(cells) if kind == "number" else 0
    return Column(name=name, kind=kind, noun="", up=up, down=down, sums=kind == "number", decimals=places)


def _follows(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of class columns of which the second settles the first in every row."""
    classes = [at for at, column in enumerate(columns) if column.kind == "word"]
    for by in classes:
        for at in classes:
            pairs = {(row[by], row[at]) for row in rows}
            if at != by and len(pairs) == len({one for one, _ in pairs}) and len({other for _, other in pairs}) > 1:
                yield at, by
