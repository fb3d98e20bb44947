"""Argilla: what is flagged, as records with suggestions, and the settings of a dataset for them.

The format: argilla 2, `Settings.from_json("settings.json")` and `dataset.records.from_json("records.json")`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alpaca_est.record import FIELDS
from alpaca_est.runs.dataset.index import Index
from alpaca_est.runs.dataset.published import Columns, flagged
from alpaca_est.runs.export.rows import (
    Part,
    flags_of,
    judged,
    marking_steps,
    pretty,
    reasons,
    write_array,
)

AGENT = "alpaca-est"
GUIDELINES = (
    "Each record was doubted by a filter; the reasons stand first, the places are marked. Accept it, edit it, or reject"
    " it with a reason. The edited texts begin as what is there."
)


def parts(run: Path, found: Index) -> Iterator[Part]:
    """records.json and settings.json."""
    yield Part("records.json", found.flagged, lambda file: write_array(file, map(_record, flagged(run))))
    yield Part("settings.json", 0, lambda file: file.write(pretty(_settings(marking_steps(run)))))


def _record(row: Columns) -> dict[str, Any]:
    texts = {field: row[field] for field in FIELDS if row[field]}
    original = row["original"] or {}
    originals = {f"original_{field}": original[field] for field in FIELDS if original.get(field)}
    steps = sorted({flag["step"] for flag in row["flags"]})
    return {
        "id": row["id"],
        "fields": {"reasons": "\n".join(reasons(row)), **originals, **texts},
        "metadata": {"step": steps, "source": row["source"], "sha256": judged(row)},
        "suggestions": dict(_suggestions(row, texts)),
    }


def _suggestions(row: Columns, texts: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for field, text in texts.items():
        yield f"edited_{field}", {"value": text, "agent": AGENT}
        if marks := flags_of(row, field):
            value = [{"start": start, "end": end, "label": step} for step, start, end in marks]
            yield f"doubt_{field}", {"value": value, "agent": AGENT}


def _settings(steps: list[str]) -> dict[str, Any]:
    names = ["reasons", *(f"original_{field}" for field in FIELDS), *FIELDS]
    return {
        "guidelines": GUIDELINES,
        "fields": [_field(name, required=name in ("reasons", "instruction")) for name in names],
        "questions": list(_questions(steps)),
        "vectors": [],
        "metadata": [_metadata("step"), _metadata("source")],
        "allow_extra_metadata": True,
        "distribution": {"strategy": "overlap", "min_submitted": 1},
        "mapping": None,
    }


def _field(name: str, *, required: bool) -> dict[str, Any]:
    settings = {"type": "text", "use_markdown": False}
    return {"name": name, "title": name.replace("_", " "), "required": required, "settings": settings}


def _metadata(name: str) -> dict[str, Any]:
    settings = {"type": "terms", "values": None}
    return {"name": name, "title": name, "visible_for_annotators": True, "settings": settings}


def _questions(steps: list[str]) -> Iterator[dict[str, Any]]:
    """The verdict and its reason, then each text to edit with the places that are marked in it."""
    verdicts = _options(["accept", "edit", "reject"])
    yield _question("verdict", {"type": "label_selection", "options": verdicts}, required=True)
    yield _question("reason", {"type": "text", "use_markdown": False})
    for field in FIELDS:
        yield _question(f"edited_{field}", {"type": "text", "use_markdown": False})
        marks = {"type": "span", "field": field, "allow_overlapping": True, "options": _options(steps or ["doubt"])}
        yield _question(f"doubt_{field}", marks)


def _options(values: list[str]) -> list[dict[str, Any]]:
    return [{"value": value, "text": value, "description": None} for value in values]


def _question(name: str, settings: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    title = name.replace("_", " ")
    return {"name": name, "title": title, "description": None, "required": required, "settings": settings}
