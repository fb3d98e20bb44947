"""One side of a comparison: a published run with everything it left out, or a file of Alpaca rows."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from alpaca_est.errors import DataError
from alpaca_est.languages.identification import identify
from alpaca_est.project import neighbour
from alpaca_est.record import FIELDS, Sample
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.licences import view_of
from alpaca_est.runs.dataset.published import Columns, left_out, rows, shards
from alpaca_est.runs.folder import Manifest, RunFolder
from alpaca_est.source.reading import file_rows, samples_of
from alpaca_est.source.settings import Columns as Names

QUOTED = re.compile("„[^“]*“|'[^']*'|\"[^\"]*\"")
NUMBER = re.compile(r"(?<![\w+])\d+(?:[.,]\d+)*(?!\w)")

ALPACA = "alpaca"
LOOKED_AT = 200
"""Of so many rows the language is identified where none of them names it."""


class Entry(NamedTuple):
    """A record of a side: its fate there, and for what was left out the step and the reason."""

    id: str
    fate: str
    reason: str
    texts: tuple[str, ...]
    lang: str


class Side:
    """A published run or a data file, read as often as needed.

    Where it is `joined`, the input stands in the instruction: views of chats have one text for both.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.exists():
            raise DataError(f"{path}: no such run or file{neighbour(path)}")
        self.index = index.read(path) if path.is_dir() else None
        folder = RunFolder(path)
        self.manifest: Manifest | None = folder.manifest() if folder.manifest_path.is_file() else None
        views = shards(self.index) if self.index else {}
        self.joined = bool(views) and ALPACA not in views

    def language(self, given: str = "") -> str:
        """The language of its settings or its rows; where they do not say, the given one, or what they look like."""
        if self.manifest is not None:
            return str(self.manifest.pipeline["language"])
        first = list(islice((entry for entry in self.entries() if entry.fate == "published"), LOOKED_AT))
        told = next((entry.lang for entry in first if entry.lang), given)
        return told or _identified(" ".join(entry.texts[0] for entry in first))

    def entries(self) -> Iterator[Entry]:
        """Every record, published ones first and in their order; rows of a file that are none are „broken“."""
        found = self._file() if self.index is None else self._run(self.index)
        return map(_joined, found) if self.joined else found

    def _run(self, found: index.Index) -> Iterator[Entry]:
        configs = shards(found)
        views = [view_of(config) for config in configs]
        view = ALPACA if ALPACA in views else next(iter(views), ALPACA)
        for config, splits in configs.items():
            for files in splits.values() if view_of(config) == view else ():
                yield from (_published(row) for row in rows(self.path, files))
        for fate in ("flagged", "rejected"):
            if (self.path / f"{fate}.jsonl").is_file():
                yield from (_entry(row, fate, _reason(row)) for row in left_out(self.path, f"{fate}.jsonl"))

    def _file(self) -> Iterator[Entry]:
        for row in file_rows(self.path, str(self.path)):
            identity = row.columns.get("id")
            for sample in [row.problem] if row.problem else samples_of(row.columns, Names(constraints=None)):
                yield _sample(str(identity) if isinstance(identity, str | int) else "", sample)


def _identified(text: str) -> str:
    found = identify(text, "en", (), "py3langid")
    return max(found, key=lambda code: found[code]) if found else "en"


def _sample(identity: str, sample: Sample | str) -> Entry:
    if isinstance(sample, str):
        return Entry("", "broken", general(sample), ("", "", ""), "")
    texts = tuple(getattr(sample, field).strip() for field in FIELDS)
    return Entry(identity, "published", "", texts, sample.lang)


def _published(row: Columns) -> Entry:
    """A published row of any view."""
    if "messages" in row:
        *before, asked, answered = (turn["content"] for turn in row["messages"])
        texts = {"instruction": "\n\n".join([*before, asked]), "input": "", "output": answered}
    elif "completion" in row:
        texts = {"instruction": row["prompt"], "input": "", "output": row["completion"]}
    else:
        texts = {}
    return _entry({**row, **texts}, "published", "")


def _joined(entry: Entry) -> Entry:
    """The same record with its input in the instruction, as the views of chats have it."""
    instruction, given, output = entry.texts
    return entry._replace(texts=("\n\n".join(filter(None, (instruction, given))), "", output))


def _entry(row: Columns, fate: str, reason: str) -> Entry:
    texts = tuple(_clean(row[field]) for field in FIELDS)
    return Entry(row["id"], fate, reason, texts, row.get("lang") or "")


def _clean(text: str | None) -> str:
    """A text as the shards have it, so that the same text is the same on both sides."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _reason(row: dict[str, Any] | Columns) -> str:
    """Why a record was left out, of its first flag where it waits: the step, and the reason without its figures."""
    first = row["flags"][0] if row.get("flags") else row
    return f"{first.get('step', '')}: {general(first.get('reason', ''))}"


def general(reason: str) -> str:
    """A reason as it can be counted: measured values and quoted texts left open."""
    return NUMBER.sub("N", QUOTED.sub("„…“", reason))
