"""What the report says: what became of everything that was made, and why; what the published records are like."""

import msgspec

from alpaca_est import decision as decisions_
from alpaca_est.runs.costs import Costs, costs
from alpaca_est.runs.dataset.saying import saying_of
from alpaca_est.runs.fates import Account, fates
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.judgements import Audit
from alpaca_est.runs.report.people import PeopleFacts, people
from alpaca_est.runs.report.records import Portrait, RecordFacts
from alpaca_est.runs.report.steps import StepFacts, step_facts
from alpaca_est.runs.report.tokens import tokenizers


class Chain(msgspec.Struct, frozen=True):
    """Steps that the records of one source take alone, or of all sources together where it has no name."""

    source: str
    steps: list[str]


class Report(msgspec.Struct):
    """Everything that the report shows; times are those of the machine, all else is the dataset's."""

    name: str
    language: str
    account: Account
    chains: list[Chain]
    steps: list[StepFacts]
    records: RecordFacts
    costs: Costs
    people: list[PeopleFacts] = []
    audit: Audit | None = None


def report(folder: RunFolder, account: Account) -> Report:
    """Read the journal once for its steps and once for its records."""
    manifest = folder.manifest()
    loaded = folder.loaded()
    pipeline = loaded.pipeline
    publishing = manifest.pipeline["publish"]
    saying, limit = saying_of(publishing, manifest.pipeline["seed"]), publishing.get("token_limit") or 2048
    counting, broken = tokenizers(publishing.get("tokenizers") or {}, loaded.folder, saying, limit)
    portrait = Portrait(account, counting)
    decisions, _ = decisions_.read(folder.decisions)
    for fate, item in fates(folder, manifest.pipeline["target"], decisions, Account()):
        portrait.take(fate, item)
    own = [Chain(source.name, [step.key for step in source.steps]) for source in pipeline.sources]
    said, audited = people(folder, {step.key: step for step in pipeline.all_steps}, account.batches)
    return Report(
        name=pipeline.name,
        language=pipeline.language,
        account=account,
        chains=[*own, Chain("", [step.key for step in pipeline.steps])],
        steps=step_facts(pipeline, folder.journal, account.steps, account.batches),
        records=portrait.facts(broken),
        costs=costs(folder.ledger),
        people=said,
        audit=audited,
    )
