"""CSV packets for work in a spreadsheet; no cell of them is ever a formula."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from alpaca_est import project
from alpaca_est.decision import judged
from alpaca_est.errors import DataError
from alpaca_est.record import FIELDS, Record
from alpaca_est.review.exchange import Answer, shown_reasons, texts_of

COLUMNS = ("id", "sha256", *FIELDS, "why", "verdict", "reasons", "note", "by", *(f"new_{field}" for field in FIELDS))
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
GUARD = "'"


def write(path: Path, records: Sequence[Record]) -> None:
    """One row a record; `new_…` has the texts to edit, `verdict` is to be filled in."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, restval="")
    writer.writeheader()
    for record in records:
        row = {"id": record.id, "sha256": judged(record), "why": shown_reasons(record)}
        row |= dict(texts_of(record)) | {f"new_{field}": text for field, text in texts_of(record)}
        writer.writerow({name: guarded(text) for name, text in row.items()})
    project.write(path, file.getvalue().encode("utf-8-sig"))


def read(path: Path) -> Iterator[Answer]:
    """The decisions of a packet; `DataError` where it is not one."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: byte {error.start + 1} is not UTF-8, wanted CSV in UTF-8") from None
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    if missing := set(COLUMNS) - set(rows.fieldnames or ()):
        raise DataError(f"{path}:1: no column {', '.join(sorted(missing))}, wanted the columns of the packet")
    for row in rows:
        told = {name: unguarded(row.get(name) or "") for name in COLUMNS}
        yield Answer(
            where=f"{path}:{rows.line_num}",
            id=told["id"],
            sha256=told["sha256"],
            verdict=told["verdict"].strip().lower(),
            by=told["by"].strip(),
            edit={field: told[f"new_{field}"] for field in FIELDS},
            reasons=tuple(code.strip() for code in told["reasons"].split(",") if code.strip()),
            note=told["note"],
        )


def guarded(text: str) -> str:
    """A text that no spreadsheet reads as a formula."""
    return GUARD + text if text.startswith((*FORMULA, GUARD)) else text


def unguarded(text: str) -> str:
    """The text as it was before it was guarded."""
    return text[1:] if text.startswith(GUARD) and text[1:].startswith((*FORMULA, GUARD)) else text
