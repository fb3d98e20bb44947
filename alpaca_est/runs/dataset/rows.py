"""The rows of a dataset: a record as it is published, as a line of JSON, and what breaks its schema."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

import msgspec

from alpaca_est.record import FIELDS, Record
from alpaca_est.runs.dataset.card import COLUMNS
from alpaca_est.runs.dataset.views import VIEWS
from alpaca_est.source.strict_json import found_kind
from alpaca_est.text import excerpt

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def row(record: Record, source: str, licence: str) -> dict[str, str]:
    """A record as it is published: outer whitespace gone, line ends LF, the columns in their fixed order."""
    columns = {"id": record.id, **{field: _clean(getattr(record, field)) for field in FIELDS}}
    made = {"lang": record.lang, "source": source, "licence": licence, "made_by": record.made_by}
    return {**columns, **made, "reviewed_by": record.reviewed_by, "constraints": "\n".join(record.constraints)}


def _clean(text: str) -> str:
    return (text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text).strip()


def line(columns: Mapping[str, Any]) -> bytes:
    """An object as one line of JSON: UTF-8, the keys as given, a line feed at the end."""
    try:
        return msgspec.json.encode(columns) + b"\n"
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(columns), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of a published row."""
    text = resources.files("alpaca_est").joinpath("schemas/record.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(column["pattern"]) for name, column in schema()["properties"].items()}


def sound(columns: Mapping[str, Any]) -> bool:
    """Whether a row fits the schema: the schema's own patterns, some hundred times faster than a validator."""
    patterns = _patterns()
    return columns.keys() == patterns.keys() and all(
        isinstance(columns[name], str) and pattern.search(columns[name]) is not None
        for name, pattern in patterns.items()
    )


def problems(columns: Mapping[str, Any]) -> list[str]:
    """What breaks the schema in a row, a sentence for each column; nothing where it fits."""
    if sound(columns):
        return []
    from jsonschema import Draft202012Validator

    return sorted(_sentence(error) for error in Draft202012Validator(schema()).iter_errors(columns))


def view_problems(view: str, columns: Mapping[str, Any]) -> list[str]:
    """What breaks the form of a row of a view."""
    if view == "alpaca":
        return problems(columns)
    wanted = VIEWS.get(view, {})
    if list(columns) != list(wanted):
        return [f"columns {', '.join(columns)}, wanted {', '.join(wanted)}"]
    messages = columns.get("messages", [])
    if not isinstance(messages, list) or not all(
        isinstance(one, dict) and list(one) == ["role", "content"] for one in messages
    ):
        return ["messages is no list of role and content, wanted one"]
    texts = [(name, value) for name, value in columns.items() if name != "messages"]
    texts += [("messages", one[part]) for one in messages for part in ("role", "content")]
    wrong = [f"{name} is {found_kind(value)}, wanted text" for name, value in texts if not isinstance(value, str)]
    return wrong or [f"{name} holds a control character, wanted none" for name, value in texts if CONTROL.search(value)]


def _sentence(error: "ValidationError") -> str:
    column, value = next(iter(error.path), "the row"), cast(Any, error.instance)
    if error.validator == "type":
        return f"{column} is {found_kind(value)}, wanted {error.validator_value}"
    if error.validator != "pattern":
        return f"{error.message}, wanted the columns {', '.join(COLUMNS)}"
    if found := CONTROL.search(value):
        place = f"U+{ord(found[0]):04X} at character {found.start() + 1}"
        return f"{column} has {place}, wanted no control characters but line feed and tab"
    if not value.strip():
        return f"{column} is blank, wanted text"
    return f"{column} is {excerpt(repr(value))}, wanted {error.validator_value}"
