"""Work outside the page: records handed out as files, decisions merged back by id and text."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from alpaca_est.decision import Decision, judged, log, replaced
from alpaca_est.errors import DataError
from alpaca_est.record import FIELDS, Record
from alpaca_est.review.actions import IN_MODE, Action, Refused, check
from alpaca_est.review.actions import told as reason
from alpaca_est.review.log import Log
from alpaca_est.runs.fates import Account, fates
from alpaca_est.runs.folder import RunFolder

Format = Literal["csv", "label-studio", "argilla"]
FORMATS: tuple[Format, ...] = ("csv", "label-studio", "argilla")
VERDICTS = IN_MODE["decide"]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody decided outside the page; `edit` has all texts as they came back, changed or not."""

    where: str
    id: str
    sha256: str
    verdict: str
    by: str = ""
    edit: dict[str, str] = {}
    reasons: tuple[str, ...] = ()
    note: str = ""


class Merged(msgspec.Struct, frozen=True):
    """What a merge did: decisions that are new, those that were there already, rows without a verdict."""

    added: int
    known: int
    empty: int


def waiting(folder: RunFolder, count: int | None = None) -> Iterator[Record]:
    """The flagged records nobody has decided on, in the order of the run."""
    decided = {decision.id for decision in log(folder.decisions)[0] if decision.decisive}
    target = folder.manifest().pipeline["target"]
    found = (item for fate, item in fates(folder, target, {}, Account()) if fate == "flagged")
    left = (record for record in found if record.id not in decided)
    for number, record in enumerate(left):
        if count is not None and number >= count:
            return
        yield record


def hand_out(folder: RunFolder, path: Path, format: Format, count: int | None = None) -> int:
    """Write waiting records to a file for work elsewhere; how many."""
    from alpaca_est.review import argilla, label_studio, packets

    records = list(waiting(folder, count))
    {"csv": packets.write, "label-studio": label_studio.write, "argilla": argilla.write}[format](path, records)
    return len(records)


def merge(folder: RunFolder, path: Path, format: Format, by: str, moment: str) -> Merged:
    """Add the decisions of a file to the run: all of them, or none and a line for each that cannot be one.

    The same file merged twice adds nothing. A decision on a text that is not the run's any more is refused.
    """
    from alpaca_est.review import argilla, label_studio, packets

    read = {"csv": packets.read, "label-studio": label_studio.read, "argilla": argilla.read}[format]
    answers = list(read(path))
    told = [answer for answer in answers if answer.verdict]
    records = _records(folder, {answer.id for answer in told})
    decisions, problems = [], []
    for answer in told:
        try:
            decisions.append(_decision(answer, records, by, moment))
        except Refused as refused:
            problems += [f"{answer.where}: {problem}" for problem in refused.problems]
    if problems:
        raise DataError([*problems, f"{path}: nothing was merged"])
    known = {decision.key for decision in log(folder.decisions)[0]}
    fresh = [decision for decision in decisions if decision.key not in known]
    writing = Log(folder.decisions)
    with writing.turn() as file:
        writing.append(file, fresh)
    return Merged(len(fresh), len(decisions) - len(fresh), len(answers) - len(told))


def _records(folder: RunFolder, wanted: set[str]) -> dict[str, Record]:
    target = folder.manifest().pipeline["target"]
    found: dict[str, Record] = {}
    for fate, item in fates(folder, target, {}, Account()):
        if fate in ("flagged", "published") and item.id in wanted:
            found[item.id] = item
    return found


def _decision(answer: Answer, records: dict[str, Record], by: str, moment: str) -> Decision:
    record = records.get(answer.id)
    if record is None:
        raise Refused(f"{answer.id or 'no id'}: not a record of this run")
    if judged(record) != answer.sha256:
        raise Refused(f"{answer.id}: its text has changed since it was handed out")
    action = _action(answer, record, answer.by or by)
    check(action, record)
    return Decision(
        id=record.id,
        verdict=action.verdict,
        sha256=answer.sha256,
        by=answer.by or by,
        role="annotator",
        edit=action.edit,
        was=replaced(record, action.edit),
        key=action.key,
        reason=reason(action, answer.by or by),
        reasons=action.reasons,
        note=action.note,
        at=moment,
    )


def _action(answer: Answer, record: Record, by: str) -> Action:
    """The decision of an answer; an edit that changed nothing accepts."""
    verdict = next((one for one in VERDICTS if one == answer.verdict), None)
    if verdict is None:
        raise Refused(f"{answer.id}: verdict {answer.verdict[:80]!r}, wanted {', '.join(VERDICTS)}")
    edit: dict[str, str] = {}
    if verdict in ("accept", "edit"):
        edit = {field: text for field, text in answer.edit.items() if _other(text, getattr(record, field))}
        verdict = "edit" if edit else "accept"
    key = _key(answer, by, edit)
    return Action(
        key=key, id=record.id, version="", verdict=verdict, edit=edit, reasons=answer.reasons, note=answer.note
    )


def _other(text: str, before: str) -> bool:
    """Whether a text was edited; line ends that a spreadsheet or a browser changes are no edit."""
    return text.replace("\r\n", "\n").strip() != before.replace("\r\n", "\n").strip()


def _key(answer: Answer, by: str, edit: dict[str, str]) -> str:
    parts = [answer.id, answer.sha256, by, answer.verdict, *answer.reasons, answer.note]
    parts += [f"{field}={edit[field]}" for field in FIELDS if field in edit]
    return f"file-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:40]}"


def shown_reasons(record: Record) -> str:
    """Why a record was flagged, one line each."""
    return "\n".join(f"{flag.step}: {flag.reason}" for flag in record.flags)


def texts_of(record: Record) -> Iterable[tuple[str, str]]:
    """The texts of a record by field."""
    return [(field, getattr(record, field)) for field in FIELDS]
