"""The dataset card: README.md with the front matter that loaders read and a body that people read."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec
import yaml

from alpaca_est.runs.answers import Answers
from alpaca_est.runs.dataset.answers_told import answers_told
from alpaca_est.runs.dataset.beside import first_name
from alpaca_est.runs.dataset.card_text import counted, line, name, public_url, table, text
from alpaca_est.runs.dataset.datasheet import Sheet
from alpaca_est.runs.dataset.licences import family, kinds, known, view_of
from alpaca_est.runs.dataset.preferred import PairFacts
from alpaca_est.runs.dataset.prompt_sections import paired, said
from alpaca_est.runs.dataset.saying import Saying
from alpaca_est.runs.dataset.sheet_sections import checked_against, cleaned, cost, made_with, reviewed
from alpaca_est.runs.dataset.split_facts import SplitFacts, told
from alpaca_est.runs.judgements import Audit
from alpaca_est.runs.stages import Count
from alpaca_est.runs.usage import usage

METADATA = {
    "lang": "language (ISO 639)",
    "source": "the source it began in",
    "licence": "licence of the row",
    "made_by": "what wrote it; empty where people did",
    "reviewed_by": "who accepted or edited it; empty where no person read it",
    "constraints": "what the answer was checked to keep, a line each, as `words_at_most:50`; empty where nothing",
}
COLUMNS = {
    "id": "where the row comes from: source, row, round, and the number of each thing made of it since",
    "instruction": "what is asked",
    "input": "what the instruction works on; empty where there is none",
    "output": "the answer",
    **METADATA,
}
SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
# The licences that the Hub knows and data sets use: huggingface.co/docs/hub/repositories-licenses
LICENCES = re.compile(
    r"apache-2\.0|mit|cc0-1\.0|cc-by(-nc)?(-sa)?-[34]\.0|cc-by-nc-nd-[34]\.0|cc-by-nd-4\.0|odbl|odc-by|pddl"
    r"|gfdl|l?gpl-3\.0|agpl-3\.0|gpl-2\.0|mpl-2\.0|bsd-[23]-clause|unlicense|openrail"
)

NOTHING = "There is nothing to load: no record was published."


class SourceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A source as the card names it."""

    name: str
    dataset: str = ""
    licence: str = ""
    url: str = ""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a card says; `licences` counts published rows; `steps` are the accounts in the order of the pipeline,
    `sheet` what the run says of how it was made (`datasheet(folder)`), `views` the configs that are loaded by name.

    `reviewed` counts the decisions of people, `guidelines` the versions they followed.
    `saying` is how prompts are written, `preference` what became of tasks with several answers.
    `DatasetWriter.finish` fills in `published`, `flagged`, `rejected`, `licences` and `wordings` from what it wrote.
    """

    title: str
    pipeline: str
    language: str
    language_name: str
    version: str
    state: str
    sources: tuple[SourceFacts, ...] = ()
    models: tuple[str, ...] = ()
    steps: dict[str, Count] = {}
    licences: dict[str, int] = {}
    rows: dict[tuple[str, str], int] = {}
    published: int = 0
    withdrawn: int = 0
    flagged: int = 0
    rejected: int = 0
    beyond: int = 0
    sheet: Sheet | None = None
    views: dict[str, dict[str, str]] = msgspec.field(
        default_factory=lambda: {"alpaca": {"train": "data/alpaca/train-*.jsonl"}}
    )
    """The files of each split of each view; the first view is the default."""
    files: str = "jsonl"
    splits: SplitFacts | None = None
    saying: Saying = Saying()
    wordings: dict[str, int] = {}
    preference: PairFacts | None = None
    audit: Audit | None = None
    answers: Answers = Answers()
    reviewed: int = 0
    guidelines: tuple[str, ...] = ()


def card(facts: Facts, shards: int) -> str:
    """The whole README.md of a dataset with so many shards; without times, paths of this machine, or credentials."""
    front = yaml.safe_dump(_front_matter(facts), sort_keys=False, allow_unicode=True, width=1_000_000)
    return f"---\n{front}---\n\n{_body(facts, shards)}\n"


def _front_matter(facts: Facts) -> dict[str, Any]:
    from alpaca_est.runs.dataset.views import features

    licences = sorted({_hub_licence(licence) for licence in facts.licences})
    tags = ["instruction-tuning", "alpaca", "alpaca-est", *(["synthetic"] if facts.models else [])]
    return {
        "pretty_name": line(facts.title),
        "language": [facts.language],
        "license": licences or ["unknown"],
        "task_categories": ["text-generation"],
        "size_categories": [_size(facts.published)],
        "tags": tags,
        "configs": [
            {
                "config_name": view,
                **({"default": True} if number == 0 else {}),
                "data_files": [{"split": split, "path": path} for split, path in files.items()],
            }
            for number, (view, files) in enumerate(facts.views.items())
        ],
        "dataset_info": [{"config_name": view, "features": features(view_of(view))} for view in facts.views],
    }


def _body(facts: Facts, shards: int) -> str:
    columns = ((f"`{column}`", holds) for column, holds in COLUMNS.items())
    sections = {
        "": _what(facts, shards),
        "Loading": usage(tuple(facts.views), first_name(facts.pipeline, facts.views))
        if facts.published
        else "There is nothing to load: no record was published.",
        **({"Splits": told(facts.splits)} if facts.splits and facts.published else {}),
        **(
            {"Prompts": said(facts.saying, facts.wordings)}
            if {"prompt_completion", "preference"} & {*map(view_of, facts.views)}
            else {}
        ),
        **({"Preferences": paired(facts.preference)} if facts.preference else {}),
        "Why it was made": _why(facts),
        "How it was made": _how(facts),
        **(_sheet(facts, facts.sheet) if facts.sheet else {}),
        **_people(facts),
        "Columns": table(("column", "holds"), columns),
        "Sources and licences": _sources(facts),
        "Uses": _uses(facts),
        "Known limits": "\n".join(f"- {limit}" for limit in _limits(facts)),
        "Maintenance": _maintenance(facts),
    }
    parts = (f"## {title}\n\n{section}" if title else section for title, section in sections.items())
    return "\n\n".join((f"# {text(facts.title)}", *parts))


def _sheet(facts: Facts, sheet: Sheet) -> dict[str, str]:
    """The sections that a run fills in (Gebru et al. 2021, arXiv 1803.09010), by their titles."""
    return {
        "Models and prompts": made_with(sheet),
        "Filters": cleaned(sheet, facts.steps),
        "Review": reviewed(sheet.review, facts.flagged),
        "Contamination": checked_against(sheet.test_sets),
        "Cost": cost(sheet.costs),
    }


def _why(facts: Facts) -> str:
    return (
        f"To teach models to follow instructions in {text(facts.language_name)}, for which few such tasks are"
        " written. It was built by a pipeline that gives a reason for every record it left out."
    )


def _uses(facts: Facts) -> str:
    return (
        f"Supervised fine-tuning of models for {text(facts.language_name)}, and research on such data. It is no"
        " test set, no source of facts, and no advice on health, law or money."
    )


def _maintenance(facts: Facts) -> str:
    again = (
        f"The same pipeline, seed and replies give the same rows again (alpaca-est {text(facts.version)}). `id` stays"
        " the same when a record is edited: name it when you report a mistake."
    )
    if not facts.withdrawn:
        return again
    were = "was" if facts.withdrawn == 1 else "were"
    return f"{again} {counted(facts.withdrawn, 'record')} {were} withdrawn after publication and left out since."


def _what(facts: Facts, shards: int) -> str:
    tongue = f"{text(facts.language_name)} ({text(facts.language)})"
    if not facts.published:
        return f"An instruction dataset in {tongue} without a single record: none was published."
    files = "one file" if shards == 1 else f"{shards} files"
    form = "parquet" if facts.files == "parquet" else "JSON lines, UTF-8"
    return (
        f"An instruction dataset in {tongue}: {counted(facts.published, 'record')} in {files} ({form}). Each"
        " is a task, an input where the task needs one, and an answer. Every row was checked against a JSON Schema;"
        " `index.json` has the rows and the SHA-256 of every file; `sha256sum -c SHA256SUMS` checks them."
    )


def _how(facts: Facts) -> str:
    accounts = (
        (text(key), *map(str, (step.inputs, step.made, step.out, step.used, step.rejected, step.flagged)))
        for key, step in facts.steps.items()
    )
    models = ", ".join(text(name(model)) for model in facts.models if model)
    lines = [f"Made with alpaca-est {text(facts.version)}, pipeline {text(facts.pipeline)} ({text(facts.state)})."]
    lines += [f"Models: {models}."] if models else []
    lines += [table(("step", "in", "made", "out", "used", "rejected", "flagged"), accounts)] if facts.steps else []
    lines += [
        f"In the end: {facts.published} published, {facts.flagged} flagged, {facts.rejected} rejected,"
        f" {facts.beyond} made beyond the target."
    ]
    return "\n\n".join(lines)


def _people(facts: Facts) -> dict[str, str]:
    """What people read, and how many of the records drawn for an audit were right."""
    judged = answers_told(facts.answers)
    if not facts.reviewed:
        return {"What people read": "\n\n".join(judged)} if judged else {}
    versions = f", with the guidelines {', '.join(map(text, facts.guidelines))}" if facts.guidelines else ""
    lines = [f"People decided on {counted(facts.reviewed, 'record')}{versions}."]
    if facts.audit:
        found = facts.audit
        shares = {**found.sources, "all": found.right}
        rows = (
            (text(one), str(share.count), str(share.total), f"{share.value:.3f}", f"{share.low:.3f}–{share.high:.3f}")
            for one, share in shares.items()
        )
        lines.append("Drawn at random from the published records, right as they are, with 95 % intervals (Wilson):")
        lines.append(table(("source", "right", "read", "share", "interval"), rows))
    lines += judged
    return {"What people read": "\n\n".join(lines)}


def _sources(facts: Facts) -> str:
    rows = (
        tuple(map(text, (name(source.name), name(source.dataset), source.licence, public_url(source.url))))
        for source in facts.sources
    )
    counts = (
        (kind.replace("_", "-"), text(licence), text(source), str(count))
        for kind, licence, source, count in kinds(facts.rows)
    )
    tables = [table(("source", "dataset", "licence", "where"), rows)] if facts.sources else []
    tables += [table(("kind of licence", "licence", "source", "rows"), counts)] if facts.rows else []
    return "\n\n".join([*tables, *_apart(facts)]) or "None."


def _apart(facts: Facts) -> Iterable[str]:
    """What a reader of the licences should know."""
    if apart := [name for name in facts.views if view_of(name) != name]:
        others = ", ".join(f"`{name}`" for name in apart)
        yield f"Kinds of licence stand apart: {others} hold the rows that are not permissive."
    elif len(known(facts.licences)) > 1:
        yield "Kinds of licence are mixed: `licence` says for each row what may be done with it."
    if unknown := sum(count for licence, count in facts.licences.items() if family(licence) == "unknown"):
        yield f"The licence of {counted(unknown, 'row')} is not known: ask the maker before you use them."


def _limits(facts: Facts) -> Iterable[str]:
    if facts.models:
        yield "Text was written by language models: facts, arithmetic and links in it may be wrong; check before use."
        yield "The terms of the models' makers may limit what their output may be used for."
    yield f"Records that a filter doubted and no person has decided on are not included ({facts.flagged} flagged)."
    yield "Filters are measured, not perfect: some bad records pass and some good ones are rejected."


def _hub_licence(licence: str) -> str:
    """The Hub's name of a licence."""
    known = licence.strip().lower()
    if LICENCES.fullmatch(known):
        return known
    return "unknown" if known in ("", "unspecified", "unknown") else "other"


def _size(rows: int) -> str:
    return next((name for limit, name in SIZES if rows < limit), "1M<n<10M")
