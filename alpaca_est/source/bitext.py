"""Bitexts as rows: two files of lines, or one with tabs."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from alpaca_est.source.lines import Damaged, Row, decoded, lines, opened, readable
from alpaca_est.source.settings import Bitext

Named = tuple[Path, str]
Numbered = tuple[int, bytes]


def line_pairs(source: Named, target: Named, bitext: Bitext) -> Iterator[Row]:
    """The rows of two files whose lines belong together (Moses); each file with the name that messages show."""
    shown = (source[1], target[1])
    with opened(source[0]) as file, opened(target[0]) as other:
        for left, right in zip_longest(_numbered(lines(file)), _numbered(lines(other))):
            if isinstance(left, Damaged) or isinstance(right, Damaged):
                yield from _broken_off((left, right), shown)
                return
            if left is None or right is None:
                ended, longer = shown if left is None else shown[::-1]
                number = (left or right or (0,))[0]
                yield Row(f"{ended}:{number}", problem=f"ends before {longer}, wanted as many lines in both files")
                return
            yield _line_pair(left, right, shown, bitext.names)


def _numbered(found: Iterator[Numbered]) -> Iterator[Numbered | Damaged]:
    """The lines of a file, and how it broke off."""
    try:
        yield from found
    except Damaged as damaged:
        yield damaged


def _broken_off(sides: Sequence[Numbered | Damaged | None], shown: Sequence[str]) -> Iterator[Row]:
    for side, name in zip(sides, shown, strict=True):
        if isinstance(side, Damaged):
            yield Row(f"{name}:{side.line}", problem=str(side))


def _line_pair(left: Numbered, right: Numbered, shown: tuple[str, str], names: tuple[str, str]) -> Row:
    texts: list[str] = []
    for (number, line), file in zip((left, right), shown, strict=True):
        try:
            texts.append(decoded(line).rstrip("\r\n"))
        except ValueError as error:
            return Row(f"{file}:{number}", problem=str(error), text=readable(line))
    return Row(f"{shown[0]}:{left[0]}", dict(zip(names, texts, strict=True)))


def tab_pairs(path: Path, shown: str, bitext: Bitext) -> Iterator[Row]:
    """The rows of a file with tabs, where quotation marks are nothing but text.

    Its first line may name the columns, then others are left alone; without it there are two, source and target.
    """
    header: list[str] = list(bitext.names)
    with opened(path) as file:
        try:
            for number, line in lines(file):
                row = _tab_row(f"{shown}:{number}", line, header)
                if number == 1 and not row.problem.startswith(("begins", "byte")):
                    cells = decoded(line).rstrip("\r\n").split("\t")
                    if set(bitext.names) <= set(cells):
                        header = cells
                        continue
                yield row
        except Damaged as error:
            yield Row(f"{shown}:{error.line}", problem=str(error))


def _tab_row(place: str, line: bytes, header: list[str]) -> Row:
    try:
        text = decoded(line).rstrip("\r\n")
    except ValueError as error:
        return Row(place, problem=str(error), text=readable(line))
    cells = text.split("\t") if text else [""] * len(header)
    if len(cells) != len(header):
        found = f"{len(cells)} cell{'s'[: len(cells) != 1]}"
        return Row(place, problem=f"{found}, wanted {len(header)}: {', '.join(header)}", text=readable(line))
    return Row(place, dict(zip(header, cells, strict=True)))


def sides(columns: Mapping[str, Any], bitext: Bitext) -> Mapping[str, Any]:
    """Where a row holds its two texts: in its own columns, or in one named `translation`, as on the Hub."""
    inner = columns.get("translation")
    if isinstance(inner, Mapping) and not all(name in columns for name in bitext.names):
        return inner
    return columns
