"""What the page sends, and what of it can be a decision."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from alpaca_est.errors import AlpacaEstError
from alpaca_est.record import FIELDS, Record, source_of
from alpaca_est.review.reasons import REASONS
from alpaca_est.runs.dataset.rows import problems, row

KEY = re.compile(r"[\w-]{8,64}")
LONGEST = 200_000
LONGEST_NOTE = 4_000
Mode = Literal["decide", "rate", "rank"]
Chosen = Literal["accept", "edit", "reject", "unsure", "escalate", "rate", "rank"]
IN_MODE: dict[Mode, tuple[Chosen, ...]] = {
    "decide": ("accept", "edit", "reject", "unsure", "escalate"),
    "rate": ("rate", "unsure"),
    "rank": ("rank", "unsure"),
}
CRITERIA = ("helpfulness", "relevance", "accuracy", "detail")
MARKS = range(1, 6)


class Action(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision; `key` is unique, `version` that of the sheet it was made on, `edit` the fields that were changed."""

    key: str
    id: str
    version: str
    verdict: Chosen
    edit: dict[str, str] = {}
    reasons: tuple[str, ...] = ()
    note: str = ""
    seconds: float = 0.0
    ratings: dict[str, int] = {}
    ranking: tuple[str, ...] = ()


class Undo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Take back one's decision of a key, or one's last one."""

    key: str
    undoes: str = ""


class Draft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An edit that is not decided yet; an empty one removes the draft."""

    id: str
    edit: dict[str, str] = {}


class Refused(AlpacaEstError):
    """What was sent cannot be a decision; nothing was saved."""


def check_key(key: str) -> None:
    """An action needs a key of its own."""
    if not KEY.fullmatch(key):
        raise Refused(f"key is {key[:80]!r}, wanted 8 to 64 letters, digits or hyphens")


def check_edit(edit: Mapping[str, str]) -> None:
    """Only the texts of a record can be edited."""
    if strangers := sorted(set(edit) - set(FIELDS)):
        raise Refused(f"edit has {strangers[0][:80]!r}, wanted only {', '.join(FIELDS)}")
    if long := next((field for field, text in edit.items() if len(text) > LONGEST), None):
        raise Refused(f"{long} has {len(edit[long])} characters, at most {LONGEST} wanted")


def check(action: Action, record: Record) -> None:
    """Raise `Refused` unless the action can be a decision on the record."""
    check_edit(action.edit)
    if (action.verdict == "edit") != bool(action.edit):
        raise Refused(f"{action.verdict} with {len(action.edit)} edited fields, wanted an edit with at least one")
    if action.edit and all(text == getattr(record, field) for field, text in action.edit.items()):
        raise Refused("an edit that changes nothing, wanted accept")
    if action.verdict == "reject" and not action.reasons:
        raise Refused("rejected without a reason, wanted at least one")
    if unknown := sorted(set(action.reasons) - set(REASONS)):
        raise Refused(f"reason {unknown[0][:80]!r}, wanted {', '.join(REASONS)}")
    if "other" in action.reasons and not action.note.strip():
        raise Refused("reason other without a note, wanted a note")
    if len(action.note) > LONGEST_NOTE:
        raise Refused(f"the note has {len(action.note)} characters, at most {LONGEST_NOTE} wanted")
    if not 0 <= action.seconds <= 1e6:
        raise Refused(f"looked at for {action.seconds} seconds, wanted 0 to a million")
    if action.edit and (broken := unpublishable(record, action.edit)):
        raise Refused(broken)


def check_mode(action: Action, mode: Mode, answers: Sequence[str]) -> None:
    """A decision fits what is asked: four marks, or an order of all answers, or neither."""
    if action.verdict not in IN_MODE[mode]:
        raise Refused(f"verdict {action.verdict}, wanted {', '.join(IN_MODE[mode])}")
    marks = sorted(CRITERIA) if action.verdict == "rate" else []
    if sorted(action.ratings) != marks or not set(action.ratings.values()) <= set(MARKS):
        raise Refused(f"ratings {dict(action.ratings)}, wanted 1 to 5 for {', '.join(marks) or 'nothing'}")
    if sorted(action.ranking) != (sorted(answers) if action.verdict == "rank" else []):
        raise Refused(f"an order of {len(action.ranking)} answers, wanted every one of {len(answers)} once")


def unpublishable(record: Record, edit: Mapping[str, str]) -> list[str]:
    """Why an edited record could not be published."""
    return problems(row(msgspec.structs.replace(record, **edit), source_of(record.id), ""))


def told(action: Action, person: str) -> str:
    """What publish writes beside a record that a person rejected."""
    if action.verdict != "reject":
        return ""
    note = action.note.strip()
    return f"rejected by {person}: {', '.join(action.reasons)}{f': {note}' if note else ''}"
