"""The second computation of tasks about data that is wrong, missing, or written in two ways."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.tables.entities import MONTHS
from alpaca_est.generators.tables.layouts import read_record, read_rows
from alpaca_est.generators.tables.phrasing import Given
from alpaca_est.generators.tables.second import Rank, rank
from alpaca_est.generators.tables.table import Table

Tables = Mapping[str, Table]


def _imputation(draft: Draft, tables: Tables) -> str:
    """The row of the whole table that agrees with all the cells that are shown says what is missing."""
    given: Given = draft.given
    [row] = [row for row in read_rows(given.shown) if "?" in row.values()]
    found = {full[given.asked.column] for full in _full(tables, given) if _agrees(row, full)}
    [filling] = given.asked.result
    if found != {filling} or filling not in draft.output:
        return f"{', '.join(sorted(found)) or 'nothing'} instead of {filling}"
    return ""


def _agrees(row: Mapping[str, str], full: Mapping[str, str]) -> bool:
    return all(cell == full[name] for name, cell in row.items() if cell != "?")


def _full(tables: Tables, given: Given) -> list[dict[str, str]]:
    table = tables[given.asked.details["table"]]
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def _error_detection(draft: Draft, tables: Tables) -> str:
    """Every shown cell is held against the whole table's row of that name; the one that differs is the fault."""
    given: Given = draft.given
    rows = {next(iter(row.values())): row for row in _full(tables, given)}
    wrong = [
        (str(line), name, cell)
        for line, row in enumerate(read_rows(given.shown), start=1)
        for name, cell in row.items()
        if rows[next(iter(row.values()))][name] != cell
    ]
    if wrong != [given.asked.result]:
        return f"{wrong} instead of {given.asked.result}"
    return "" if given.asked.result[2] in draft.output or f"{wrong[0][0]}. " in draft.output else "another fault"


def _rule_check(draft: Draft, _: Tables) -> str:
    """Each rule is applied to the record as it is read from the text."""
    given: Given = draft.given
    row = read_record(given.shown.text)
    kept = [KEEPS[kind](row[name], limit) for name, kind, limit in given.asked.details["rules"]]
    broken = tuple(str(number) for number, good in enumerate(kept, start=1) if not good)
    return "" if broken == given.asked.result else f"rules broken: {broken} instead of {given.asked.result}"


def _is_date(cell: str, _: Sequence[str]) -> bool:
    numbers = [int(part) for part in re.split(r"[.-]", cell)]
    year, month, day = numbers if numbers[0] > 99 else reversed(numbers)
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _is_between(cell: str, limit: Sequence[str]) -> bool:
    low, value, high = (rank(one) for one in (limit[0], cell, limit[1]))
    return sorted([low, value, high]) == [low, value, high]


KEEPS: Mapping[str, Callable[[str, Sequence[str]], bool]] = {
    "date": _is_date,
    "time": lambda cell, _: re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", cell) is not None,
    "word": lambda cell, allowed: cell in allowed,
    "number": _is_between,
}


def _schema_matching(draft: Draft, tables: Tables) -> str:
    """Columns match where the same rows stand in them, or where the other header is a known name of the first."""
    given: Given = draft.given
    details = given.asked.details
    first, second = read_rows(given.shown), read_rows(details["second"])
    known = {name: column for column in tables[details["table"]].columns for name in column.also}
    pairs = []
    for name in first[0]:
        contents = sorted(row[name] for row in first)
        for other in second[0]:
            alike = sorted(row[other] for row in second) == contents
            if known[other].name == name if other in known else alike:
                pairs.append(f"{name} → {other}")
    return "" if tuple(pairs) == given.asked.result else f"{pairs} instead of {given.asked.result}"


def _entity_matching(draft: Draft, _: Tables) -> str:
    """Records are the same where all their cells are, once both are written in one way."""
    given: Given = draft.given
    details = given.asked.details
    first = {name: plain(cell) for name, cell in read_record(given.shown.text).items()}
    same = []
    for number, (other, headers) in enumerate(zip(details["others"], details["headers"], strict=True), start=1):
        cells = {headers[name]: plain(cell) for name, cell in read_record(other.text).items()}
        if cells == first:
            same.append(str(number))
    found = tuple(same) if len(details["others"]) > 1 else ("jah" if same else "ei",)
    return "" if found == given.asked.result else f"{found} instead of {given.asked.result}"


def plain(cell: str) -> Rank:
    """A cell written in the one way that all its other writings come to."""
    if named := re.fullmatch(r"(\d+)\. (\w+) (\d{4})", cell):
        cell = f"{named[1]}.{MONTHS.index(named[2]) + 1}.{named[3]}" if named[2] in MONTHS else cell
    if turned := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", cell):
        cell = f"{turned[3]}.{turned[2]}.{turned[1]}"
    if clock := re.fullmatch(r"kell (\d+)\.(\d\d)", cell):
        return rank(f"{clock[1]}:{clock[2]}")
    found = rank(cell)
    if not isinstance(found, str):
        return found
    last, comma, first = found.partition(", ")
    return (f"{first} {last}" if comma else found).casefold()


JUDGES: Mapping[str, Callable[[Draft, Tables], str]] = {
    "imputation": _imputation,
    "error_detection": _error_detection,
    "rule_check": _rule_check,
    "schema_matching": _schema_matching,
    "entity_matching": _entity_matching,
}


def judged_otherwise(draft: Draft, tables: Tables) -> str:
    """What reading the text again says against the answer; "" where it agrees."""
    return JUDGES[draft.kind](draft, tables)
