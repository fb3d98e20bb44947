"""The second computation: the text that a reader sees is read again, and the question answered from it in another way.

Numbers are fractions here, dates and times are texts that sort by themselves; nothing of the first computation but its
result and the question is used.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.tables.layouts import read_rows
from alpaca_est.generators.tables.phrasing import Given

Rows = Sequence[Mapping[str, str]]
Rank = Fraction | str


def rank(cell: str) -> Rank:
    """A cell as something that sorts: a fraction, or a date or time with its greatest part first."""
    if found := re.fullmatch(r"(\d+)\.(\d+)\.(\d{4})", cell):
        return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    if re.fullmatch(r"\d+:\d\d|\d{4}-\d\d?-\d\d?", cell):
        return "-".join(part.zfill(4) for part in re.split("[:-]", cell))
    plain = cell.replace("−", "-").replace(" ", "").replace(",", ".")
    return Fraction(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else cell


def _lookup(rows: Rows, given: Given) -> tuple[str, ...]:
    return tuple(row[given.asked.column] for row in rows if _name(row) == given.asked.details["key"])


def _meeting(rows: Rows, given: Given) -> tuple[str, ...]:
    bound = rank(given.asked.details["bound"])
    kind = given.asked.details["condition"]
    kept = []
    for row in rows:
        found = rank(row[given.asked.column])
        order = 0 if found == bound else -1 if min(found, bound) == found else 1
        if order in {"same": (0,), "more": (1,), "less": (-1,), "least": (0, 1), "most": (0, -1)}[kind]:
            kept.append(_name(row))
    return tuple(kept)


def _extreme(rows: Rows, given: Given) -> tuple[str, ...]:
    ordered = sorted(rows, key=lambda row: rank(row[given.asked.column]))
    best = ordered[-1 if given.asked.details["upwards"] else 0]
    return _name(best), best[given.asked.column]


def _comparison(rows: Rows, given: Given) -> tuple[str, ...]:
    named = {_name(row): rank(row[given.asked.column]) for row in rows}
    details = given.asked.details
    first, second = (named[key] for key in details["keys"])
    ordered = sorted([first, second], reverse=details["upwards"])
    wins = ordered[0] == first
    difference = given.asked.result[3]
    if isinstance(first, Fraction) and isinstance(second, Fraction) and difference:
        shown = rank(re.split(r" (?=[^\d ])", difference)[0])
        difference = (
            difference if shown in (first - second, second - first) else f"a difference of {abs(first - second)}"
        )
    return details["of"][not wins], "jah" if wins else "ei", "õige" if wins else "vale", difference


def _total(rows: Rows, given: Given) -> tuple[str, ...]:
    return _number(sum((_fraction(row, given) for row in rows), Fraction(0)), given)


def _average(rows: Rows, given: Given) -> tuple[str, ...]:
    mean = sum((_fraction(row, given) for row in rows), Fraction(0)) / len(rows)
    hundredths = (abs(mean) * 100 + Fraction(1, 2)).__floor__()
    return _number(Fraction(hundredths if mean >= 0 else -hundredths, 100), given)


def _fraction(row: Mapping[str, str], given: Given) -> Fraction:
    found = rank(row[given.asked.column])
    return found if isinstance(found, Fraction) else Fraction(0)


def _number(value: Fraction, given: Given) -> tuple[str, ...]:
    return given.asked.result if rank(given.asked.result[0]) == value else (str(float(value)),)


def _ordering(rows: Rows, given: Given) -> tuple[str, ...]:
    ordered = sorted(rows, key=lambda row: rank(row[given.asked.column]))
    return tuple(_name(row) for row in (reversed(ordered) if given.asked.details["falling"] else ordered))


def _grouping(rows: Rows, given: Given) -> tuple[str, ...]:
    cells = [row[given.asked.column] for row in rows]
    distinct = list(dict.fromkeys(cells))
    return max(distinct, key=cells.count), *(f"{cell}: {cells.count(cell)}" for cell in distinct)


def _name(row: Mapping[str, str]) -> str:
    return next(iter(row.values()))


ANSWERS: Mapping[str, Callable[[Rows, Given], tuple[str, ...]]] = {
    "lookup": _lookup,
    "counting": _meeting,
    "selection": _meeting,
    "extreme": _extreme,
    "comparison": _comparison,
    "total": _total,
    "average": _average,
    "ordering": _ordering,
    "grouping": _grouping,
}


def _said_count(given: Given, output: str) -> bool:
    keys = given.asked.result
    bare = output == str(len(keys))
    return bare or ("ei ole" in output if not keys else all(key in output for key in keys))


def _said_all(given: Given, output: str) -> bool:
    places = [output.find(part) for part in given.asked.result]
    return min(places) >= 0


def _said_any(given: Given, output: str) -> bool:
    return any(part and part.casefold() in output.casefold() for part in given.asked.result)


SAID: Mapping[str, Callable[[Given, str], bool]] = {
    "counting": _said_count,
    "extreme": lambda given, output: given.asked.result[0] in output or given.asked.details["of"] in output,
    "comparison": _said_any,
    "grouping": lambda given, output: (
        all(part.partition(": ")[0] in output for part in given.asked.result[1:]) or given.asked.result[0] in output
    ),
}
"""Whether an answer says the result; where nothing else is known, all its parts have to be in it."""


def answered_otherwise(draft: Draft) -> str:
    """What the rows that a reader sees say against the answer to a question; "" where they agree."""
    given: Given = draft.given
    if given.shown.text not in (draft.input or draft.instruction):
        return "that the rows are not shown"
    found = ANSWERS[draft.kind](read_rows(given.shown), given)
    if found != given.asked.result:
        return f"{', '.join(found)} instead of {', '.join(given.asked.result)}"
    said = SAID.get(draft.kind, _said_all)(given, draft.output)
    return "" if said else f"{', '.join(found)} and the answer {draft.output}"
