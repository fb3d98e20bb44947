"""What becomes of each record of a run: published, flagged, rejected, or made beyond the target."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from alpaca_est.decision import Decision, Decisions, applied
from alpaca_est.errors import AccountingError
from alpaca_est.record import Record, Rejected, source_of
from alpaca_est.runs.dataset.rows import problems, row
from alpaca_est.runs.dataset.saying import saying_of
from alpaca_est.runs.dataset.views import Layout, unsayable
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.journal import Entry
from alpaca_est.runs.stages import Count, flatten, rejected

Fate = Literal["published", "flagged", "rejected", "beyond"]


class Account(msgspec.Struct):
    """What became of everything that was made, up to the batch in which the target was met.

    `unpublishable` are those rejected ones that no step stopped, `obstacle` is why the first of them cannot stand in
    the dataset.
    """

    made: int = 0
    published: int = 0
    flagged: int = 0
    rejected: int = 0
    beyond: int = 0
    used: int = 0
    batches: int = 0
    rerouted: int = 0
    unpublishable: int = 0
    obstacle: str = ""
    steps: dict[str, Count] = {}

    def balance(self) -> None:
        """Raise `AccountingError` unless everything that was made is accounted for."""
        fates = self.published + self.flagged + self.rejected + self.beyond
        if self.made != fates:
            raise AccountingError(f"{self.made} records were made, {fates} are accounted for")


def fates(
    folder: RunFolder,
    target: int | None,
    decisions: Decisions,
    account: Account,
    layout: Layout | None = None,
) -> Iterator[tuple[Fate, Any]]:
    """What becomes of each record, in batch order; ends with the batch in which the target is met.

    An account that has batches already goes on behind them. The layout is the run's own unless another one is tried.
    """
    layout = layout or layout_of(folder.manifest().pipeline)
    for batch in folder.journal.batches(account.batches):
        if target is not None and account.published >= target:
            return
        _enter(account, batch)
        for _, entry in batch:
            for outcome in rejected(entry.result):
                account.rejected += 1
                yield "rejected", outcome
        for record in batch[-1][1].result.records:
            yield _fate(record, target, decisions, account, layout)


def _enter(account: Account, batch: list[tuple[str, Entry]]) -> None:
    counts = flatten([entry.head.counts for _, entry in batch])
    account.batches += 1
    account.steps = flatten([account.steps, counts])
    account.used += sum(count.used for count in counts.values())
    entered = counts["source"].inputs + sum(count.made for count in counts.values())
    account.made += entered - sum(count.used for count in counts.values())


def _fate(
    record: Record, target: int | None, decisions: Decisions, account: Account, layout: Layout
) -> tuple[Fate, Any]:
    if target is not None and account.published >= target:
        account.beyond += 1
        return "beyond", record
    decided = applied(record, decisions)
    if decided is None:
        account.flagged += 1
        return "flagged", record
    if isinstance(decided, Decision):
        account.rejected += 1
        reason = decided.reason or "rejected by a person"
        return "rejected", Rejected(id=record.id, step="review", reason=reason, record=record)
    return _checked(decided, account, layout)


def _checked(record: Record, account: Account, layout: Layout) -> tuple[Fate, Any]:
    if broken := [*problems(row(record, source_of(record.id), "")), *unsayable(record, layout)]:
        account.rejected += 1
        account.unpublishable += 1
        account.obstacle = account.obstacle or broken[0]
        return "rejected", Rejected(id=record.id, step="publish", reason="; ".join(broken), record=record)
    account.published += 1
    return "published", record


def layout_of(settings: Mapping[str, Any]) -> Layout:
    """How a dataset is written, from the settings of its run."""
    own = settings["publish"]
    return Layout(
        own["formats"],
        own.get("splits") or {},
        own.get("compress") or "",
        own.get("files") or "jsonl",
        own.get("shard_bytes"),
        own.get("licences") or "same",
        saying=saying_of(own, settings["seed"]),
    )
