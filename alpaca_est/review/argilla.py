"""Argilla: records as JSON lines with our texts as suggestions, and its exported responses."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from alpaca_est import project
from alpaca_est.decision import judged
from alpaca_est.errors import DataError
from alpaca_est.record import FIELDS, Record
from alpaca_est.review.exchange import Answer, shown_reasons, texts_of


def write(path: Path, records: Sequence[Record]) -> None:
    """One record a line, for `rg.Record.from_dict`; the questions are verdict, reasons, note and `new_` each field."""
    lines = (
        {
            "id": record.id,
            "fields": {**dict(texts_of(record)), "why": shown_reasons(record)},
            "metadata": {"sha256": judged(record)},
            "suggestions": {f"new_{field}": {"value": text, "agent": "alpaca-est"} for field, text in texts_of(record)},
        }
        for record in records
    )
    project.write(path, msgspec.json.Encoder().encode_lines(lines))


def read(path: Path) -> Iterator[Answer]:
    """The responses of an export as JSON lines; each user's is a decision."""
    try:
        for number, line in enumerate(path.read_bytes().splitlines(), start=1):
            record = msgspec.json.decode(line, type=dict[str, Any])
            responses = record.get("responses") or {}
            users = dict.fromkeys(one["user_id"] for given in responses.values() for one in given)
            for user in users:
                values = {name: one["value"] for name, given in responses.items() for one in given
                          if one["user_id"] == user}  # fmt: skip
                yield _answer(f"{path}:{number}", record, str(user), values)
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: not an export of Argilla as JSON lines ({error!r})") from None


def _answer(where: str, record: Mapping[str, Any], user: str, values: Mapping[str, Any]) -> Answer:
    return Answer(
        where=where,
        id=str(record["id"]),
        sha256=str(record["metadata"]["sha256"]),
        verdict=str(values.get("verdict", "")),
        by=user,
        edit={field: str(values[f"new_{field}"]) for field in FIELDS if f"new_{field}" in values},
        reasons=tuple(values.get("reasons", ())),
        note=str(values.get("note", "")),
    )
