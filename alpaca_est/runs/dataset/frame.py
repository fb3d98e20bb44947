"""A run as a table for notebooks: every record that was made, what became of it, and each score."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alpaca_est import decision as decisions_
from alpaca_est.record import FIELDS, Record, Rejected, source_of
from alpaca_est.runs.fates import Account, fates
from alpaca_est.runs.folder import RunFolder

if TYPE_CHECKING:
    import pandas


def frame(run: str | Path) -> "pandas.DataFrame":
    """One row a record: id, fate (published, flagged, rejected, beyond), step, reason, texts, and scores by name.

    A score that a record does not have is NaN; `step` and `reason` are empty for what was published.
    """
    import pandas

    columns = ["id", "fate", "source", "step", "reason", *FIELDS]
    rows = list(_rows(RunFolder(Path(run))))
    return (pandas.DataFrame(rows) if rows else pandas.DataFrame(columns=columns, dtype=str)).set_index("id")


def _rows(folder: RunFolder) -> Iterator[dict[str, Any]]:
    target = folder.manifest().pipeline["target"]
    decisions, _ = decisions_.read(folder.decisions)
    for fate, outcome in fates(folder, target, decisions, Account()):
        record = outcome if isinstance(outcome, Record) else outcome.record
        yield {
            "id": outcome.id,
            "fate": fate,
            "source": source_of(outcome.id),
            "step": outcome.step if isinstance(outcome, Rejected) else "; ".join(flag.step for flag in outcome.flags),
            "reason": outcome.reason if isinstance(outcome, Rejected) else _reasons(outcome),
            **{field: getattr(record, field, None) for field in FIELDS},
            **(record.scores if record else {}),
        }


def _reasons(record: Record) -> str:
    return "; ".join(flag.reason for flag in record.flags)
