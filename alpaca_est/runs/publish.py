"""Publishing: the dataset that follows from journal and decisions, written again as often as one likes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from alpaca_est import __version__
from alpaca_est import decision as decisions_
from alpaca_est.decision import Decision, Decisions, applied
from alpaca_est.errors import AccountingError
from alpaca_est.languages import language
from alpaca_est.project import write
from alpaca_est.record import Record, Rejected, source_of
from alpaca_est.runs.answers import answers
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.card import Facts, SourceFacts
from alpaca_est.runs.dataset.datasheet import datasheet
from alpaca_est.runs.dataset.shards import DatasetWriter, line, problems, row
from alpaca_est.runs.dataset.views import Layout, conversation_problem, seen_as
from alpaca_est.runs.folder import Manifest, RunFolder
from alpaca_est.runs.journal import Entry
from alpaca_est.runs.judgements import Audit, audit
from alpaca_est.runs.returns import Returns
from alpaca_est.runs.stages import Count, flatten, rejected

Fate = Literal["published", "flagged", "rejected", "beyond"]


class Account(msgspec.Struct):
    """What became of everything that was made, up to the batch in which the target was met."""

    made: int = 0
    published: int = 0
    flagged: int = 0
    rejected: int = 0
    beyond: int = 0
    used: int = 0
    batches: int = 0
    rerouted: int = 0
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
    formats: Sequence[str] = ("alpaca",),
) -> Iterator[tuple[Fate, Any]]:
    """What becomes of each record, in batch order; ends with the batch in which the target is met.

    An account that has batches already goes on behind them.
    """
    for batch in folder.journal.batches(account.batches):
        if target is not None and account.published >= target:
            return
        _enter(account, batch)
        for _, entry in batch:
            for outcome in rejected(entry.result):
                account.rejected += 1
                yield "rejected", outcome
        for record in batch[-1][1].result.records:
            yield _fate(record, target, decisions, account, formats)


def _enter(account: Account, batch: list[tuple[str, Entry]]) -> None:
    counts = flatten([entry.head.counts for _, entry in batch])
    account.batches += 1
    account.steps = flatten([account.steps, counts])
    account.used += sum(count.used for count in counts.values())
    entered = counts["source"].inputs + sum(count.made for count in counts.values())
    account.made += entered - sum(count.used for count in counts.values())


def _fate(
    record: Record, target: int | None, decisions: Decisions, account: Account, formats: Sequence[str]
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
    return _checked(decided, account, formats)


def _checked(record: Record, account: Account, formats: Sequence[str]) -> tuple[Fate, Any]:
    if broken := [*problems(row(record, source_of(record.id), "")), *conversation_problem(record, formats)]:
        account.rejected += 1
        return "rejected", Rejected(id=record.id, step="publish", reason="; ".join(broken), record=record)
    account.published += 1
    return "published", record


def publish(folder: RunFolder, *, moment: Callable[[str], None] = lambda _: None) -> Account:
    """Write shards, flagged.jsonl, rejected.jsonl, card and index; the old dataset stays until the new one is whole."""
    manifest = folder.manifest()
    settings = manifest.pipeline
    told, _ = decisions_.log(folder.decisions)
    decisions = decisions_.agreed(told)
    account = Account()
    licences = _licences(settings)
    returns = Returns(settings, decisions)
    layout = layout_of(settings["publish"])
    with DatasetWriter(folder.path, settings["publish"]["shard_rows"], moment, layout=layout) as writer:
        for fate, item in fates(folder, settings["target"], decisions, account, layout.formats):
            if fate == "published":
                writer.publish(item, source=source_of(item.id), licence=_licence(item, licences))
                returns.published(item)
            elif fate == "flagged":
                writer.flag(item, source=source_of(item.id), licence=_licence(item, licences))
            elif fate == "rejected":
                writer.reject(item)
                returns.rejected(item)
        account.balance()
        facts = _facts(manifest, account, decisions, audit(told))
        writer.finish(msgspec.structs.replace(facts, sheet=datasheet(folder), answers=answers(folder.path)))
    returns.write(folder)
    account.rerouted = len(returns.rerouted)
    write_report(folder, account)
    return account


def write_report(folder: RunFolder, account: Account) -> None:
    """Write report.html and report.json; a run whose settings cannot be loaded any more has none."""
    from alpaca_est.runs.report import report
    from alpaca_est.runs.report.page import page

    found = report(folder, account)
    write(folder.path / "report.json", msgspec.json.format(msgspec.json.encode(found), indent=1))
    write(folder.path / "report.html", page(found).encode())


def layout_of(settings: Mapping[str, Any]) -> Layout:
    """How a dataset is written, from the settings under `publish`."""
    return Layout(settings["formats"], settings.get("splits") or {}, settings.get("compress") or "")


def rows(folder: RunFolder, view: str = "", split: str = "") -> Iterator[bytes]:
    """The lines that the shards of a view and a split should hold; of the default view and all splits unless named."""
    settings = folder.manifest().pipeline
    decisions, _ = decisions_.read(folder.decisions)
    licences = _licences(settings)
    layout = layout_of(settings["publish"])
    view = view or layout.formats[0]
    for fate, item in fates(folder, settings["target"], decisions, Account(), layout.formats):
        if fate == "published" and split in ("", layout.split(item)):
            yield line(seen_as(view, item, row(item, source_of(item.id), _licence(item, licences))))


def recovered(folder: RunFolder) -> bool:
    """Finish or undo a publication that was interrupted; whether there was one."""
    return index.recover(folder.path)


def _licences(settings: Mapping[str, Any]) -> dict[str, str]:
    return {"": settings["publish"]["licence"]} | {one["name"]: one["licence"] for one in settings["sources"]}


def _licence(record: Record, licences: Mapping[str, str]) -> str:
    """The licence of imported rows is their source's; what was made new has that of the publication."""
    if record.origin is not None:
        return record.origin.licence or licences[""]
    return licences[""]


def _facts(manifest: Manifest, account: Account, decisions: Decisions, audited: Audit | None) -> Facts:
    settings = manifest.pipeline
    target = settings["target"]
    met = target is None or account.published >= target
    return Facts(
        title=settings["publish"]["title"] or settings["name"],
        pipeline=settings["name"],
        language=settings["language"],
        language_name=language(settings["language"]).name,
        version=__version__,
        state="complete" if met else f"{account.published} of {target} records",
        sources=tuple(
            SourceFacts(name=one["name"], dataset=one["dataset"], licence=one["licence"], url=one["url"])
            for one in settings["sources"]
        ),
        models=tuple(model["name"] for model in settings["models"].values()),
        steps=account.steps,
        beyond=account.beyond,
        audit=audited,
        reviewed=len(decisions),
        guidelines=tuple(sorted({one.guidelines for one in decisions.values() if one.guidelines})),
    )
