"""How rows are written for a reader: a Markdown table, CSV with semicolons, or attributes and values.

Attribute–value rows are the instance serializer of Jellyfish (arXiv 2312.01678, section 3). What was written can be
read again, so that an answer can be checked against the text that a reader sees.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

Layout = Literal["markdown", "csv", "list"]
LAYOUTS: tuple[Layout, ...] = ("markdown", "csv", "list")
UNSAFE = frozenset('|;"`\n')
"""Characters that no shown cell has, so that every layout can be read again."""

NAMES = ("in_", "from_", "by", "look", "of_col", "in_col", "in_row", "with_rows", "row_no", "col")
TABLE_PARTS = ("veeru", "veerus", "reas", "ridadega", "rida", "veerg")
LIST_PARTS = ("välja", "väljal", "kirjes", "kirjetega", "kirje", "väli")
WORDS: Mapping[Layout, Mapping[str, str]] = {
    "markdown": dict(zip(NAMES, ("tabelis", "tabelist", "tabeli põhjal", "tabelit", *TABLE_PARTS), strict=True)),
    "csv": dict(zip(NAMES, ("andmetes", "andmetest", "andmete põhjal", "andmeid", *TABLE_PARTS), strict=True)),
    "list": dict(zip(NAMES, ("loendis", "loendist", "loendi põhjal", "loendit", *LIST_PARTS), strict=True)),
}
"""What each layout and its parts are called, in the forms that phrasings need."""


class Shown(msgspec.Struct, frozen=True):
    """Rows as a reader sees them."""

    layout: Layout
    text: str


def shown(layout: Layout, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Shown:
    """Rows written in a layout."""
    if layout == "markdown":
        lines = [header, ["---"] * len(header), *rows]
        return Shown(layout, "\n".join(f"| {' | '.join(cells)} |" for cells in lines))
    if layout == "csv":
        return Shown(layout, "\n".join(";".join(cells) for cells in (header, *rows)))
    return Shown(layout, "\n".join(f"{number}) {record(header, row)}" for number, row in enumerate(rows, start=1)))


def record(header: Sequence[str], row: Sequence[str]) -> str:
    """One row as attributes and values."""
    return "; ".join(f"{name}: {cell}" for name, cell in zip(header, row, strict=True))


def read_record(text: str) -> dict[str, str]:
    """Attributes and values read again."""
    return {name: cell for name, _, cell in (part.partition(": ") for part in text.split("; "))}


def read_rows(found: Shown) -> list[dict[str, str]]:
    """The rows of a shown text, each as its cells by header."""
    lines = found.text.split("\n")
    if found.layout == "list":
        return [read_record(line.partition(") ")[2]) for line in lines]
    if found.layout == "csv":
        header, *rows = [line.split(";") for line in lines]
    else:
        header, _, *rows = [line[2:-2].split(" | ") for line in lines]
    return [dict(zip(header, row, strict=True)) for row in rows]
