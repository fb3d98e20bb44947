"""Publishing: the dataset that follows from journal and decisions, written again as often as one likes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import msgspec

from alpaca_est import __version__
from alpaca_est import decision as decisions_
from alpaca_est.languages import language
from alpaca_est.project import write
from alpaca_est.record import source_of
from alpaca_est.runs.answers import answers
from alpaca_est.runs.content import Content
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.card import Facts, SourceFacts
from alpaca_est.runs.dataset.datasheet import datasheet
from alpaca_est.runs.dataset.shards import DatasetWriter
from alpaca_est.runs.fates import Account, fates
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.judgements import Audit, audit
from alpaca_est.runs.returns import Returns


def publish(folder: RunFolder, *, moment: Callable[[str], None] = lambda _: None) -> Account:
    """Write shards, flagged.jsonl, rejected.jsonl, card and index; the old dataset stays until the new one is whole."""
    told, _ = decisions_.log(folder.decisions)
    content = Content(folder, decisions_.agreed(told))
    settings = content.settings
    account = Account()
    returns = Returns(settings, content.decisions)
    pairing = content.pairing()
    with DatasetWriter(folder.path, settings["publish"]["shard_rows"], moment, layout=content.layout) as writer:
        for fate, item in fates(folder, settings["target"], content.decisions, account, content.layout):
            if fate == "published":
                writer.publish(item, source=source_of(item.id), licence=content.licence(item))
                returns.published(item)
                if pairing:
                    pairing.count(item)
            elif fate == "flagged":
                writer.flag(item, source=source_of(item.id), licence=content.licence(item))
            elif fate == "rejected":
                writer.reject(item)
                returns.rejected(item)
        account.balance()
        for pair in pairing.pairs(content.published()) if pairing else ():
            writer.pair(pair)
        facts = msgspec.structs.replace(
            _facts(content, account, audit(told)),
            sheet=datasheet(folder),
            splits=content.split_facts,
            preference=pairing.told if pairing else None,
            answers=answers(folder.path),
        )
        writer.finish(facts)
    returns.write(folder)
    account.rerouted = len(returns.rerouted)
    write_report(folder, account)
    return account


@contextmanager
def changed(folder: RunFolder, changes: Sequence[str]) -> Iterator[None]:
    """Other settings of `publish` for what is done inside; where that fails without a new dataset, the old ones."""
    manifest, before = folder.manifest_path.read_bytes(), _state(folder)
    folder.change_publication(changes)
    done = False
    try:
        yield
        done = True
    finally:
        if not done and _state(folder) == before:
            write(folder.manifest_path, manifest)


def _state(folder: RunFolder) -> tuple[bytes, bool]:
    """Which dataset is there, and whether another one is whole and on its way."""
    path = folder.path / index.NAME
    return path.read_bytes() if path.is_file() else b"", (folder.path / index.STAGING / index.NAME).is_file()


def write_report(folder: RunFolder, account: Account) -> None:
    """Write report.html and report.json; a run whose settings cannot be loaded any more has none."""
    from alpaca_est.runs.report import report
    from alpaca_est.runs.report.page import page

    found = report(folder, account)
    write(folder.path / "report.json", msgspec.json.format(msgspec.json.encode(found), indent=1))
    write(folder.path / "report.html", page(found).encode())


def recovered(folder: RunFolder) -> bool:
    """Finish or undo a publication that was interrupted; whether there was one."""
    return index.recover(folder.path)


def _facts(content: Content, account: Account, audited: Audit | None) -> Facts:
    settings, decisions = content.settings, content.decisions
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
