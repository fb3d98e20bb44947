"""People's decisions on records, each tied to the text that was judged: a log that only grows, and what follows."""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from alpaca_est.errors import DataError
from alpaca_est.record import FIELDS, Record

Verdict = Literal["accept", "edit", "reject", "unsure", "escalate", "undo", "rate", "rank"]
Role = Literal["annotator", "adjudicator", "curator"]
DECISIVE: tuple[Verdict, ...] = ("accept", "edit", "reject")
SENIOR: tuple[Role, ...] = ("adjudicator", "curator")


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of decisions.jsonl; `sha256` is `judged(record)` of the text that was read, `edit` what replaces it
    and `was` the texts that it replaces (old lines lack it).

    `key` is unique in the log: the same action sent twice counts once. `undoes` is the key of what an `undo` takes
    back. `reasons` are codes, `reason` is what publish writes beside a rejected record. `purpose` says why a record
    was shown when no filter had flagged it (`audit`) or its verdict was known (`gold`). `at` is UTC (ISO 8601),
    `seconds` how long the record was looked at, `guidelines` the version that was followed. `rate` and `rank` stand in
    logs of their own: `ratings` are marks from 1 to 5 by criterion, `ranking` the ids of answers, the best first,
    `answers` what `judged` says of each of them.
    """

    id: str
    verdict: Verdict
    sha256: str
    by: str = ""
    reason: str = ""
    edit: dict[str, str] = {}
    was: dict[str, str] = {}
    key: str = ""
    undoes: str = ""
    role: Role = "curator"
    reasons: tuple[str, ...] = ()
    note: str = ""
    at: str = ""
    seconds: float = 0.0
    guidelines: str = ""
    purpose: Literal["", "audit", "gold"] = ""
    ratings: dict[str, int] = {}
    ranking: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()

    @property
    def decisive(self) -> bool:
        """Whether it says what becomes of the record."""
        return self.verdict in DECISIVE

    @property
    def outcome(self) -> tuple[bool, tuple[tuple[str, str], ...]]:
        """What becomes of the record: two decisions agree when their outcomes are equal."""
        return self.verdict == "reject", tuple(sorted(self.edit.items()))


Decisions = Mapping[str, Decision]

WITHDRAWN = "withdrawn"
"""The reason of a decision that takes a published record back."""


def judged(record: Record) -> str:
    """The identity of the text that a person reads."""
    return hashlib.sha256("\0".join(getattr(record, field) for field in FIELDS).encode()).hexdigest()


def replaced(record: Record, edit: Mapping[str, str]) -> dict[str, str]:
    """The texts of a record that an edit replaces."""
    return {field: getattr(record, field) for field in edit}


def log(path: Path) -> tuple[list[Decision], str]:
    """Every line of a log in its order, and a warning where the last one was torn off by a crash."""
    if not path.is_file():
        return [], ""
    lines = path.read_bytes().splitlines(keepends=True)
    found: list[Decision] = []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(msgspec.json.decode(line, type=Decision))
        except msgspec.DecodeError as error:
            if number == len(lines) and not line.endswith(b"\n"):
                return found, f"{path}:{number}: torn line, ignored"
            raise DataError(f"{path}:{number}: not a decision ({error})") from None
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


def read(path: Path) -> tuple[dict[str, Decision], str]:
    """What people agreed on for each record, and a warning where the last line was torn off by a crash."""
    found, warning = log(path)
    return agreed(found), warning


def agreed(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decision that counts for each record that has one."""
    found = ((identity, settled(opinions)) for identity, opinions in standing(decisions).items())
    return {identity: decision for identity, decision in found if decision is not None}


def standing(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """For each record the last opinion of each person that was not taken back, in the order of the log."""
    told: dict[str, dict[str, list[Decision]]] = {}
    for decision in decisions:
        own = told.setdefault(decision.id, {}).setdefault(decision.by, [])
        if decision.verdict == "undo":
            own[:] = [one for one in own if not one.key or one.key != decision.undoes]
        else:
            own.append(decision)
            told[decision.id][decision.by] = told[decision.id].pop(decision.by)
    return {identity: list(_last(people)) for identity, people in told.items()}


def _last(people: Mapping[str, Sequence[Decision]]) -> Iterator[Decision]:
    yield from (opinions[-1] for opinions in people.values() if opinions)


def settled(opinions: Sequence[Decision]) -> Decision | None:
    """The decision that counts: the last of an adjudicator or curator, else the one that all agree on.

    None where nobody decided, where people disagree, and where one of them asks for an adjudicator. Opinions on an
    older text than the last one's do not count, nor do those on gold records.
    """
    real = [opinion for opinion in opinions if opinion.purpose != "gold"]
    real = [opinion for opinion in real if opinion.sha256 == real[-1].sha256]
    senior = [opinion for opinion in real if opinion.role in SENIOR and opinion.decisive]
    if senior:
        return senior[-1]
    decisive = [opinion for opinion in real if opinion.decisive]
    agree = len({opinion.outcome for opinion in decisive}) == 1
    return decisive[-1] if agree and not any(opinion.verdict == "escalate" for opinion in real) else None


def applied(record: Record, decisions: Decisions) -> Record | Decision | None:
    """What becomes of a record: itself or its edited text is published, a rejecting decision, or None: it waits."""
    decision = decisions.get(record.id)
    if decision is None or decision.sha256 != judged(record):
        return None if record.flags else record
    if decision.verdict == "reject":
        return decision
    return msgspec.structs.replace(record, reviewed_by=decision.by or "a person", **decision.edit)
