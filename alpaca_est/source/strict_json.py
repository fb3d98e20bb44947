"""JSON read strictly, and what is wrong with it in words that need no programmer."""

import json
from typing import Any

DIGITS = 4000

WANTED = {
    "Expecting value": "wanted a value",
    "Expecting property name": "wanted a key in double quotes",
    "Illegal trailing comma": "wanted no comma before the closing bracket",
    "Expecting ',' delimiter": "wanted a comma or the closing bracket",
    "Expecting ':' delimiter": "wanted a colon",
    "Invalid control character": "wanted \\n, \\t or \\u00.. instead of a bare control character",
    "Unterminated string": "wanted a closing quote for the text that begins here",
    "Invalid \\escape": "wanted \\\\ for a backslash",
    "Invalid \\uXXXX escape": "wanted four hexadecimal digits after \\u",
    "Extra data": "wanted the end of the line",
}


class StrictDecoder:
    """Decodes JSON and notes in `problems` what `json` lets through: a key twice, NaN, endless numbers."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=self._constant, parse_int=self._whole
        )

    def decode(self, text: str) -> Any:
        """All of a text as one value; `ValueError` says what is wrong."""
        value, end = self.value_at(text, len(text) - len(text.lstrip(" \t\r\n")))
        if rest := text[end:].lstrip(" \t\r\n"):
            raise json.JSONDecodeError("Extra data", text, len(text) - len(rest))
        if self.problems:
            raise ValueError(self.problems[0])
        return value

    def value_at(self, text: str, position: int) -> tuple[Any, int]:
        """The value that begins at a position, and where it ends; its problems are noted anew."""
        self.problems.clear()
        try:
            return self._decoder.raw_decode(text, position)
        except RecursionError:
            raise json.JSONDecodeError("nested too deeply", text, position) from None

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            self.problems.append(f"key {twice!r} stands twice, wanted each key once")
        return found

    def _constant(self, name: str) -> None:
        self.problems.append(f"{name} is no JSON value, wanted a number or null")

    def _whole(self, digits: str) -> int:
        if len(digits) <= DIGITS:
            return int(digits)
        self.problems.append(f"a number of {len(digits)} digits, wanted at most {DIGITS}")
        return 0


def parse_object(text: str) -> dict[str, Any]:
    """One JSON object, strictly: no key twice, no NaN, nothing after it; `ValueError` says what is wrong."""
    try:
        value = StrictDecoder().decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(sentence(error)) from None
    if not isinstance(value, dict):
        raise ValueError(f"{found_kind(value)}, wanted a JSON object")
    return value


def sentence(error: json.JSONDecodeError) -> str:
    """Where in its line a text stops being JSON, and what was wanted there."""
    if error.msg == "nested too deeply":
        return "brackets are nested too deeply, wanted a flat JSON object"
    if error.msg.startswith("Invalid control character") and error.doc[error.pos] in "\r\n":
        return f"not JSON at character {error.colno}, wanted a closing quote before the line ends"
    wanted = next((wanted for begin, wanted in WANTED.items() if error.msg.startswith(begin)), error.msg)
    return f"not JSON at character {error.colno}, {wanted}"


def found_kind(value: object) -> str:
    """What a JSON value is, in a word or two."""
    if value is None:
        return "null"
    kinds = {
        bool: "a truth value",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "an object",
    }
    return kinds.get(type(value), f"a {type(value).__name__}")
