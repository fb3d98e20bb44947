"""People's decisions on flagged records, each tied to the text that was judged."""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from alpaca_est.errors import DataError
from alpaca_est.record import FIELDS, Record


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision; `sha256` is `judged(record)` of the text that was read, `edit` what replaces it."""

    id: str
    verdict: Literal["accept", "edit", "reject"]
    sha256: str
    by: str = ""
    reason: str = ""
    edit: dict[str, str] = {}


Decisions = Mapping[str, Decision]

WITHDRAWN = "withdrawn"
"""The reason of a decision that takes a published record back."""


def judged(record: Record) -> str:
    """The identity of the text that a person reads."""
    return hashlib.sha256("\0".join(getattr(record, field) for field in FIELDS).encode()).hexdigest()


def read(path: Path) -> tuple[dict[str, Decision], str]:
    """The latest decision on each record, and a warning where the last line was torn off by a crash."""
    if not path.is_file():
        return {}, ""
    lines = path.read_bytes().splitlines(keepends=True)
    found: dict[str, Decision] = {}
    for number, line in enumerate(lines, start=1):
        try:
            decision = msgspec.json.decode(line, type=Decision)
        except msgspec.DecodeError as error:
            if number == len(lines) and not line.endswith(b"\n"):
                return found, f"{path}:{number}: torn line, ignored"
            raise DataError(f"{path}:{number}: not a decision ({error})") from None
        found[decision.id] = decision
    return found, ""


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to a file, all of them on disk when this returns; a line that a crash tore off goes first."""
    content = b"".join(msgspec.json.encode(decision) + b"\n" for decision in decisions)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def withdrawn(record: Record, by: str = "") -> Decision:
    """The decision that takes a record back; `record` as the journal has it, before anybody edited it."""
    return Decision(id=record.id, verdict="reject", sha256=judged(record), by=by, reason=WITHDRAWN)


def applied(record: Record, decisions: Decisions) -> Record | Decision | None:
    """What becomes of a record: itself or its edited text is published, a rejecting decision, or None: it waits."""
    decision = decisions.get(record.id)
    if decision is None or decision.sha256 != judged(record):
        return None if record.flags else record
    if decision.verdict == "reject":
        return decision
    return msgspec.structs.replace(record, **decision.edit) if decision.edit else record
