"""The structured layout: tasks as JSON, for models whose answers follow a JSON Schema."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from alpaca_est.generators.layout import CUT_OFF, Parsed, Unread
from alpaca_est.languages import Language
from alpaca_est.record import FIELDS, Sample

TASK = {
    "type": "object",
    "properties": {field: {"type": "string"} for field in FIELDS},
    "required": list(FIELDS),
    "additionalProperties": False,
}
FORMAT: dict[str, Any] = {
    "type": "object",
    "properties": {"tasks": {"type": "array", "items": TASK}},
    "required": ["tasks"],
    "additionalProperties": False,
}
NEXT_TASK = re.compile(r'\{\s*"(?:instruction|input|output)"\s*:')
OPENING = re.compile(r"""\s*(?:```\w*)?\s*(?:\{\s*"tasks"\s*:)?\s*\[?[\s,]*""")
BETWEEN = re.compile(r"[\s,]*")
CLOSING = re.compile(r"[\s,]*\]?[\s,]*\}?\s*(?:```)?\s*\Z")


def render_json(samples: Sequence[Sample]) -> str:
    """Samples as the JSON that is asked for."""
    tasks = [{field: getattr(sample, field) for field in FIELDS} for sample in samples]
    return json.dumps({"tasks": tasks}, ensure_ascii=False, indent=1)


def parse_json(text: str, language: Language, *, cut: bool = False) -> list[Parsed]:
    """The tasks of a JSON reply in their order; whole ones are also taken from a reply that was cut off or broken."""
    parsed = list(_parsed(text, language, CUT_OFF if cut else "not JSON, an object with three texts wanted"))
    return parsed or [Unread(text, "no task in the reply, a list of tasks wanted")]


def _parsed(text: str, language: Language, broken: str) -> Iterator[Parsed]:
    match = OPENING.match(text)
    position = match.end() if match else 0
    while not CLOSING.match(text, position):
        value, end = _decoded(text, position)
        if end > position:
            yield _read(value, text[position:end], language)
        else:
            following = NEXT_TASK.search(text, position + 1)
            end = following.start() if following else len(text)
            yield Unread(text[position:end].strip(), broken)
        position = _after(text, end)


def _decoded(text: str, position: int) -> tuple[Any, int]:
    """The JSON value that begins at a position and where it ends, or None and the position itself."""
    try:
        return json.JSONDecoder().raw_decode(text, position)
    except (ValueError, RecursionError):  # broken, a number of 4,301 digits, or nested a thousand deep
        return None, position


def _after(text: str, position: int) -> int:
    match = BETWEEN.match(text, position)
    return match.end() if match else position


def _read(value: Any, text: str, language: Language) -> Parsed:
    if not isinstance(value, dict):
        return Unread(text, f"task is {_kind(value)}, an object wanted")
    for field in FIELDS:
        found = value.get(field)
        if not isinstance(found, str) and not (field == "input" and found is None):
            problem = f"{field} is {_kind(found)}" if field in value else f"{field} is missing"
            return Unread(text, f"{problem}, a text wanted")
    given = value.get("input") or ""
    return Sample(
        lang=language.code,
        instruction=value["instruction"].strip(),
        input="" if language.means_no_input(given) else given,
        output=value["output"].strip(),
    )


def _kind(value: object) -> str:
    """What JSON calls the type of a value."""
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "a truth value", type(None): "null"}
    return kinds.get(type(value), "a number")
