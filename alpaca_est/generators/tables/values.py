"""Cells as values, and values as Estonian writes them."""

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal

Value = Decimal | int | str
"""A number; minutes of a time or days of a date; any other text as it stands."""

NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?")
THOUSANDS = re.compile(r"[-−]?\d{1,3}[.,]\d{3}")
DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
TIME = re.compile(r"(\d{1,2}):(\d{2})")


def number(cell: str) -> Decimal | None:
    """A cell as a number, with decimal comma or point; None where it is none."""
    if NUMBER.fullmatch(cell) is None:
        return None
    return Decimal(cell.replace(",", ".").replace("−", "-").replace(" ", ""))


def date(cell: str) -> int | None:
    """A cell as the number of a day; None where no calendar has it."""
    found = DATE.fullmatch(cell)
    if found is None:
        return None
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return datetime.date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return None


def time(cell: str) -> int | None:
    """A cell as minutes of a day; None where no clock shows it."""
    found = TIME.fullmatch(cell)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return 60 * int(found[1]) + int(found[2])


def written(value: Decimal, decimals: int = 0) -> str:
    """A number as Estonian writes it: comma, true minus, five digits and more in groups of three."""
    text = format(value, "f")
    if "." in text:
        whole, _, part = text.partition(".")
        part = part.rstrip("0").ljust(decimals, "0")
    else:
        whole, part = text, "0" * decimals
    sign, whole = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", " ")
    return f"{sign}{whole},{part}" if part else sign + whole


def amount(value: Decimal, unit: Sequence[str], decimals: int = 0) -> str:
    """A number with its unit: 1 euro, 2 eurot, 1,50 eurot."""
    text = written(value, decimals)
    return " ".join(filter(None, (text, unit[0] if text == "1" else unit[1])))


def listed(items: Sequence[str], joined: str = "ja") -> str:
    """Several things in one sentence: a, b ja c."""
    *first, last = items
    return f"{', '.join(first)} {joined} {last}" if first else last
