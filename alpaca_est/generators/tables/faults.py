"""Error detection: one wrong value among right ones, and how one can tell."""

import random
from collections.abc import Callable, Iterator, Mapping

import msgspec

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.tables.formulas import worked
from alpaca_est.generators.tables.gaps import EVIDENCE, evident
from alpaca_est.generators.tables.phrasing import Asked, Phrasing, drafted, of_column, scene
from alpaca_est.generators.tables.table import Kind, Table, View, view
from alpaca_est.generators.tables.values import number, written

ERROR_DETECTION = (
    Phrasing("Üks väärtus on {in_} vigane. Leia see ja selgita, milles viga seisneb.", "{fault}", wants="plain"),
    Phrasing("Kus on {in_} viga?", "{fault}", wants="plain"),
    Phrasing("Palun leidke {from_} vigane väärtus ja põhjendage oma vastust.", "{fault}", wants="plain"),
    Phrasing("Andmetesse on sattunud viga. Nimeta {row_no} ja {col}, kus see on.", "{spot}", wants="plain"),
    Phrasing("Vaadake {look} ja öelge, milline väärtus on vigane.", "„{bad}“ ({spot})", wants="plain"),
    Phrasing("Kas märkad {in_} midagi, mis ei saa õige olla?", "Jah. {fault}", wants="plain"),
    Phrasing(
        "{in_col} „{name}“ on üks väärtus, mis ei käi teiste {with_rows} kokku. Leia see.", "{fault}", wants="follows"
    ),
    Phrasing(
        "Palun leidke, milline väärtus {in_col} „{name}“ on teiste {with_rows} vastuolus.", "{fault}", wants="follows"
    ),
    Phrasing("Ühes {in_row} on „{name}“ valesti leitud. Otsi see koht üles ja paranda.", "{fault}", wants="formula"),
    Phrasing("Palun kontrollige, millises {in_row} on „{name}“ valesti leitud.", "{fault}", wants="formula"),
)
LOOKALIKES = {"0": "O", "1": "l", "5": "S", "8": "B"}


class Fault(msgspec.Struct, frozen=True):
    """A wrong cell in a view, what is wrong with it, and which phrasings speak of such a fault."""

    view: View
    row: int
    column: int
    bad: str
    reason: str
    wants: str = "plain"


def error_detection(table: Table, chance: random.Random) -> Draft | None:
    """A table with one fault that a reader can prove; None where the draw gave none."""
    fault = FAULTS[chance.choice(able(table))](table, chance)
    if fault is None:
        return None
    column = table.columns[fault.column]
    cells = fault.view.cells
    line = fault.view.rows.index(fault.row)
    cells[line][fault.view.columns.index(fault.column)] = fault.bad
    place = scene(fault.view, chance, cells)
    said = {**of_column(column, place), "bad": fault.bad}
    said["spot"] = f"{line + 1}. {place.words['row_no']}, {place.words['col']} „{column.name}“"
    where = f"{line + 1}. {place.words['in_row']} {place.words['in_col']} „{column.name}“"
    said["fault"] = f"Viga on {where}: {fault.reason}."
    asked = Asked(result=(str(line + 1), column.name, fault.bad), column=column.name, details={"table": table.name})
    return drafted(("error_detection", ERROR_DETECTION), chance, place, said, asked, [fault.wants])


def able(table: Table) -> list[str]:
    """The kinds of fault that a table can have."""
    has = {
        "spelling": any(map(_has_letters, _cells(table, "word"))),
        "figure": any(map(_has_lookalike, _cells(table, "number", "year"))),
        "negative": any(column.least_possible is not None for column in table.columns),
        "date": table.of_kind("date"),
        "time": table.of_kind("time"),
        "follows": table.follows,
        "formula": table.formulas,
    }
    return [kind for kind, found in has.items() if found]


def _cells(table: Table, *kinds: Kind) -> Iterator[str]:
    return (row[column] for column in table.of_kind(*kinds) for row in table.rows)


def _has_letters(word: str) -> bool:
    return len(word) > 3 and word.replace(" ", "").isalpha()


def _has_lookalike(cell: str) -> bool:
    return sum(map(str.isdigit, cell)) > 1 and not LOOKALIKES.keys().isdisjoint(cell)


def _spelling(table: Table, chance: random.Random) -> Fault | None:
    column = chance.choice(table.of_kind("word"))
    rows = evident(table, chance, column, EVIDENCE)
    right = table.rows[rows[0]][column] if rows else ""
    if not _has_letters(right):
        return None
    place = chance.randrange(1, len(right) - 1)
    swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    bad = chance.choice((swapped, right[:place] + right[place + 1 :], right[:place] + right[place] + right[place:]))
    if " " in right[place - 1 : place + 2] or bad in {cells[column] for cells in table.rows}:
        return None
    found = view(table, chance, [column], sorted(rows))
    return Fault(found, rows[0], column, bad, f"„{bad}“ peab olema „{right}“")


def _figure(table: Table, chance: random.Random) -> Fault | None:
    column = chance.choice(table.of_kind("number", "year"))
    found = view(table, chance, [column])
    row = chance.choice(found.rows)
    right = table.rows[row][column]
    if not _has_lookalike(right):
        return None
    place = chance.choice([place for place, digit in enumerate(right) if digit in LOOKALIKES])
    digit, letter = right[place], LOOKALIKES[right[place]]
    bad = right[:place] + letter + right[place + 1 :]
    return Fault(found, row, column, bad, f"„{bad}“ ei ole arv, sest numbri {digit} asemel on täht {letter}")


def _negative(table: Table, chance: random.Random) -> Fault | None:
    column = chance.choice([at for at, one in enumerate(table.columns) if one.least_possible is not None])
    found = view(table, chance, [column])
    row = chance.choice(found.rows)
    right = number(table.rows[row][column])
    if not right:
        return None
    about = table.columns[column]
    bad = written(-right, about.decimals)
    return Fault(found, row, column, bad, f"{about.noun} ei saa olla {bad}, sest see ei ole kunagi negatiivne")


def _date(table: Table, chance: random.Random) -> Fault | None:
    column = chance.choice(table.of_kind("date"))
    found = view(table, chance, [column])
    row = chance.choice(found.rows)
    right = table.rows[row][column]
    parts = right.split("." if "." in right else "-")
    day = 0 if "." in right else 2
    parts[1], parts[day] = chance.choice(
        ((parts[1], str(chance.randint(32, 39))), (str(chance.randint(13, 19)), parts[day]), ("02", "30"))
    )
    bad = ("." if "." in right else "-").join(parts)
    return Fault(found, row, column, bad, f"kuupäeva {bad} ei ole olemas")


def _time(table: Table, chance: random.Random) -> Fault | None:
    column = chance.choice(table.of_kind("time"))
    found = view(table, chance, [column])
    row = chance.choice(found.rows)
    hour, _, minute = table.rows[row][column].partition(":")
    bad = chance.choice((f"{hour}:{chance.randint(60, 99)}", f"{chance.randint(25, 39)}:{minute}"))
    return Fault(found, row, column, bad, f"kellaaega {bad} ei ole olemas")


def _follows(table: Table, chance: random.Random) -> Fault | None:
    column, by = chance.choice(table.follows)
    rows = evident(table, chance, by, EVIDENCE)
    if not rows:
        return None
    right, cause = table.rows[rows[0]][column], table.rows[rows[0]][by]
    others = sorted({cells[column] for cells in table.rows} - {right})
    found = view(table, chance, [column, by], sorted(rows))
    bad = chance.choice(others)
    reason = f"„{bad}“ ei sobi, sest mujal, kus „{table.columns[by].name}“ on „{cause}“, on siin „{right}“"
    return Fault(found, rows[0], column, bad, reason, "follows")


def _formula(table: Table, chance: random.Random) -> Fault | None:
    formula = chance.choice(table.formulas)
    found = view(table, chance, [formula.column, *formula.of])
    row = chance.choice(found.rows)
    right = table.rows[row][formula.column]
    bad = chance.choice([cells[formula.column] for cells in table.rows])
    if bad == right:
        return None
    return Fault(found, row, formula.column, bad, f"{worked(formula, table, row)}, mitte {bad}", "formula")


FAULTS: Mapping[str, Callable[[Table, random.Random], Fault | None]] = {
    "spelling": _spelling,
    "figure": _figure,
    "negative": _negative,
    "date": _date,
    "time": _time,
    "follows": _follows,
    "formula": _formula,
}
