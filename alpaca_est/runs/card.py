"""The dataset card: README.md with the front matter that loaders read and a body that people read."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import urlsplit

import msgspec
import yaml

from alpaca_est.runs.judgements import Audit
from alpaca_est.runs.stages import Count

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
UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")

LOADING = """\
```python
import datasets

dataset = datasets.load_dataset("path/to/this/folder", split="train")
```

For TRL's `SFTTrainer`, which wants `prompt` and `completion`:

```python
dataset = dataset.map(
    lambda row: {"prompt": f"{row['instruction']}\\n\\n{row['input']}".strip() + "\\n", "completion": row["output"]},
    remove_columns=dataset.column_names,
)
```

axolotl (`type: alpaca`) and LLaMA-Factory (`formatting: alpaca`) take the files in `data/alpaca` as they are."""


class SourceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A source as the card names it."""

    name: str
    dataset: str = ""
    licence: str = ""
    url: str = ""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a card says; `licences` counts published rows; `steps` are the accounts in the order of the pipeline.

    `reviewed` counts the decisions of people, `guidelines` the versions they followed.
    `DatasetWriter.finish` fills in `published`, `flagged`, `rejected` and `licences` from what it wrote.
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
    published: int = 0
    flagged: int = 0
    rejected: int = 0
    beyond: int = 0
    views: dict[str, dict[str, str]] = msgspec.field(
        default_factory=lambda: {"alpaca": {"train": "data/alpaca/train-*.jsonl"}}
    )
    """The files of each split of each view; the first view is the default."""
    audit: Audit | None = None
    reviewed: int = 0
    guidelines: tuple[str, ...] = ()


def card(facts: Facts, shards: int) -> str:
    """The whole README.md of a dataset with so many shards; without times, paths of this machine, or credentials."""
    front = yaml.safe_dump(_front_matter(facts), sort_keys=False, allow_unicode=True, width=1_000_000)
    return f"---\n{front}---\n\n{_body(facts, shards)}\n"


def _front_matter(facts: Facts) -> dict[str, Any]:
    from alpaca_est.runs.views import features

    licences = sorted({_hub_licence(licence) for licence in facts.licences})
    tags = ["instruction-tuning", "alpaca", "alpaca-est", *(["synthetic"] if facts.models else [])]
    return {
        "pretty_name": _line(facts.title),
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
        "dataset_info": [{"config_name": view, "features": features(view)} for view in facts.views],
    }


def _body(facts: Facts, shards: int) -> str:
    return "\n\n".join(
        (
            f"# {_text(facts.title)}",
            _what(facts, shards),
            "## How it was made",
            _how(facts),
            *_people(facts),
            "## Columns",
            _table(("column", "holds"), ((f"`{name}`", holds) for name, holds in COLUMNS.items())),
            "## Sources and licences",
            _sources(facts),
            "## Loading",
            LOADING if facts.published else "There is nothing to load: no record was published.",
            "## Known limits",
            "\n".join(f"- {limit}" for limit in _limits(facts)),
        )
    )


def _what(facts: Facts, shards: int) -> str:
    name = f"{_text(facts.language_name)} ({_text(facts.language)})"
    if not facts.published:
        return f"An instruction dataset in {name} without a single record: none was published."
    files = "one file" if shards == 1 else f"{shards} files"
    return (
        f"An instruction dataset in {name}: {_counted(facts.published, 'record')} in {files} (JSON lines, UTF-8). Each"
        " is a task, an input where the task needs one, and an answer. Every row was checked against a JSON Schema;"
        " `index.json` has the rows and the SHA-256 of every file."
    )


def _how(facts: Facts) -> str:
    accounts = (
        (_text(name), *map(str, (step.inputs, step.made, step.out, step.used, step.rejected, step.flagged)))
        for name, step in facts.steps.items()
    )
    models = ", ".join(_text(_name(model)) for model in facts.models)
    lines = [f"Made with alpaca-est {_text(facts.version)}, pipeline {_text(facts.pipeline)} ({_text(facts.state)})."]
    lines += [f"Models: {models}."] if models else []
    lines += [_table(("step", "in", "made", "out", "used", "rejected", "flagged"), accounts)] if facts.steps else []
    lines += [
        f"In the end: {facts.published} published, {facts.flagged} flagged, {facts.rejected} rejected,"
        f" {facts.beyond} made beyond the target."
    ]
    return "\n\n".join(lines)


def _people(facts: Facts) -> Iterable[str]:
    """What people read, and how many of the records drawn for an audit were right."""
    if not facts.reviewed:
        return
    yield "## What people read"
    versions = f", with the guidelines {', '.join(map(_text, facts.guidelines))}" if facts.guidelines else ""
    yield f"People decided on {_counted(facts.reviewed, 'record')}{versions}."
    if facts.audit:
        found = facts.audit
        shares = {**found.sources, "all": found.right}
        rows = (
            (_text(name), str(share.count), str(share.total), f"{share.value:.3f}", f"{share.low:.3f}–{share.high:.3f}")
            for name, share in shares.items()
        )
        yield "Drawn at random from the published records, right as they are, with 95 % intervals (Wilson):"
        yield _table(("source", "right", "read", "share", "interval"), rows)


def _sources(facts: Facts) -> str:
    rows = (
        tuple(map(_text, (_name(source.name), _name(source.dataset), source.licence, public_url(source.url))))
        for source in facts.sources
    )
    counts = ((_text(licence), str(count)) for licence, count in facts.licences.items())
    tables = [_table(("source", "dataset", "licence", "where"), rows)] if facts.sources else []
    tables += [_table(("licence of the rows", "rows"), counts)] if facts.licences else []
    return "\n\n".join(tables) or "None."


def _limits(facts: Facts) -> Iterable[str]:
    if facts.models:
        yield "Text was written by language models: facts, arithmetic and links in it may be wrong; check before use."
        yield "The terms of the models' makers may limit what their output may be used for."
    yield f"Records that a filter doubted and no person has decided on are not included ({facts.flagged} flagged)."
    yield "Filters are measured, not perfect: some bad records pass and some good ones are rejected."


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _line(text: str) -> str:
    """A text on one line, without control characters."""
    return " ".join(UNSEEN.sub("", text).split())


def _text(text: str) -> str:
    """A text of the user's as one line of Markdown that breaks no table and opens no tag."""
    line = _line(text).replace("\\", "\\\\").replace("|", "\\|").replace("`", "\\`")
    return line.replace("&", "&amp;").replace("<", "&lt;")


def _name(text: str) -> str:
    """A name; of a path on somebody's machine only its last part."""
    absolute = text.startswith(("/", "~", "./", "../", "file:")) or PureWindowsPath(text).drive
    return PurePosixPath(text.replace("\\", "/")).name if absolute else text


def public_url(url: str) -> str:
    """An address without user, password, query and fragment; nothing where it is no address on the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}" if parts.scheme in ("http", "https") and host else ""


def _hub_licence(licence: str) -> str:
    """The Hub's name of a licence."""
    known = licence.strip().lower()
    if LICENCES.fullmatch(known):
        return known
    return "unknown" if known in ("", "unspecified", "unknown") else "other"


def _size(rows: int) -> str:
    return next((name for limit, name in SIZES if rows < limit), "1M<n<10M")
