"""JSON lines and JSON arrays as rows, strictly, each with its line."""

import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from alpaca_est.source.lines import BOM, MARKED, Damaged, Row, decoded, lines, not_utf8, opened, readable
from alpaca_est.source.strict_json import StrictDecoder, found_kind, parse_object, sentence

BLANK = re.compile(r"[ \t\r\n]*")
COMMA = re.compile(r"[ \t\r\n,]*")
NEXT_OBJECT = re.compile(r"\}[ \t\r\n]*,[ \t\r\n]*(?=\{[ \t\r\n]*\")")
BAD_BYTE = re.compile("[\udc80-\udcff]")


def json_rows(path: Path, shown: str) -> Iterator[Row]:
    """The rows of JSON lines, or of one array where a .json file begins with a bracket."""
    with opened(path) as file:
        numbered = ((number, line) for number, line in lines(file) if line.strip())
        try:
            first = next(numbered, None)
            if first is None:
                return
            if ".jsonl" not in path.name.lower() and first[1].removeprefix(BOM).lstrip().startswith(b"["):
                yield from _array_rows(chain([first], numbered), shown)
            else:
                for number, line in chain([first], numbered):
                    yield _line_row(number, line, shown)
        except Damaged as error:
            yield Row(f"{shown}:{error.line}", problem=str(error))


def _line_row(number: int, line: bytes, shown: str) -> Row:
    place = f"{shown}:{number}"
    try:
        return Row(place, _line_object(decoded(line)))
    except ValueError as error:
        return Row(place, problem=str(error), text=readable(line))


def _line_object(text: str) -> dict[str, Any]:
    if text.lstrip().startswith("["):
        raise ValueError("a list, wanted a JSON object on each line (a file that is one JSON array is named .json)")
    return parse_object(text.rstrip())


def _array_rows(numbered: Iterator[tuple[int, bytes]], shown: str) -> Iterator[Row]:
    """The rows of one array; blank lines are put back, bytes that are not UTF-8 stay marked in the text."""
    parts: list[str] = []
    last, damaged = 0, None
    try:
        for number, line in numbered:
            parts.append("\n" * (number - last - 1) + line.decode("utf-8", "surrogateescape"))
            last = number
    except Damaged as error:
        damaged = error
    yield from _Array("".join(parts).rstrip(), shown, damaged).rows()


class _Array:
    """The text of one JSON array, read element by element; a broken one does not take the others with it.

    Commas are not counted. As in JSON lines, a byte order mark spoils the first row and no other.
    """

    def __init__(self, text: str, shown: str, damaged: Damaged | None) -> None:
        self.text = text
        self.shown = shown
        self.damaged = damaged
        self.decoder = StrictDecoder()
        self.start = text.index("[") + 1
        self.line, self.counted = 1, 0
        self.reported = False

    def rows(self) -> Iterator[Row]:
        """A row for each element, and one for what is wrong with the array itself."""
        spoilt = MARKED if self.text.startswith("\ufeff") else ""
        position = _after(COMMA, self.text, self.start)
        while position < len(self.text) and self.text[position] != "]":
            try:
                row, position = self._element(position, spoilt)
            except json.JSONDecodeError as error:
                row, position = self._broken(position, error)
            yield row
            spoilt, position = "", _after(COMMA, self.text, position)
        if position == len(self.text) or self.damaged:
            if not self.reported:
                yield self._cut_off("")
        elif rest := self.text[_after(BLANK, self.text, position + 1) :]:
            place = self._place(len(self.text) - len(rest))
            yield Row(place, problem="text after the end of the array, wanted nothing", text=_shown(rest))

    def _element(self, start: int, spoilt: str) -> tuple[Row, int]:
        value, end = self.decoder.value_at(self.text, start)
        place, bad = self._place(start), BAD_BYTE.search(self.text, start, end)
        if bad:
            place, spoilt = self._place(bad.start()), self._bad_byte(bad)
        elif not isinstance(value, dict):
            spoilt = spoilt or f"{found_kind(value)}, wanted a JSON object"
        spoilt = spoilt or next(iter(self.decoder.problems), "")
        return Row(place, {} if spoilt else value, spoilt, _shown(self.text[start:end]) if spoilt else ""), end

    def _broken(self, start: int, error: json.JSONDecodeError) -> tuple[Row, int]:
        """An element that is no JSON, up to where the next object begins or the array ends."""
        following = NEXT_OBJECT.search(self.text, error.pos)
        if following is None and not self.text.endswith("]"):
            return self._cut_off(self.text[start:]), len(self.text)
        end = following.end() if following else len(self.text) - 1
        return Row(f"{self.shown}:{error.lineno}", problem=sentence(error), text=_shown(self.text[start:end])), end

    def _cut_off(self, text: str) -> Row:
        self.reported = True
        if self.damaged:
            return Row(f"{self.shown}:{self.damaged.line}", problem=str(self.damaged), text=_shown(text))
        problem = "the array is cut off here, wanted ] at its end"
        return Row(self._place(len(self.text)), problem=problem, text=_shown(text))

    def _bad_byte(self, bad: re.Match[str]) -> str:
        before = self.text[self.text.rfind("\n", 0, bad.start()) + 1 : bad.start()]
        return not_utf8(len(before.encode("utf-8", "surrogateescape")), ord(bad[0]) - 0xDC00)

    def _place(self, position: int) -> str:
        self.line += self.text.count("\n", self.counted, position)
        self.counted = position
        return f"{self.shown}:{self.line}"


def _after(blank: re.Pattern[str], text: str, position: int) -> int:
    found = blank.match(text, position)
    return found.end() if found else position


def _shown(text: str) -> str:
    return readable(text.encode("utf-8", "surrogateescape"))
