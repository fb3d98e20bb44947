"""Writes a dataset: shards of checked rows, what is flagged, what is rejected, the card and the index."""

import io
import json
import os
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

import msgspec

from alpaca_est.decision import WITHDRAWN
from alpaca_est.errors import RunError
from alpaca_est.project import write
from alpaca_est.record import FIELDS, Record, Rejected, source_of
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.card import COLUMNS, Facts, card
from alpaca_est.runs.dataset.compressed import as_stored, packed
from alpaca_est.runs.dataset.index import STAGING, File, Index, Moment, Tally
from alpaca_est.runs.dataset.licences import clash, config, configs, view_of
from alpaca_est.runs.dataset.views import TRAIN, VIEWS, Layout, conversation_problem, seen_as
from alpaca_est.source.strict_json import found_kind
from alpaca_est.text import excerpt

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

STEP = "publish"
DATA = "data"
BUFFER = 1 << 20
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
WRITE_MOMENTS = ("staging begun", "shard written", "shard named", "flagged written", "rejected written", "card written")


def row(record: Record, source: str, licence: str) -> dict[str, str]:
    """A record as it is published: outer whitespace gone, line ends LF, the columns in their fixed order."""
    columns = {"id": record.id, **{field: _clean(getattr(record, field)) for field in FIELDS}}
    made = {"lang": record.lang, "source": source, "licence": licence, "made_by": record.made_by}
    return {**columns, **made, "reviewed_by": record.reviewed_by, "constraints": "\n".join(record.constraints)}


def _clean(text: str) -> str:
    return (text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text).strip()


def line(columns: Mapping[str, Any]) -> bytes:
    """An object as one line of JSON: UTF-8, the keys as given, a line feed at the end."""
    try:
        return msgspec.json.encode(columns) + b"\n"
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(columns), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of a published row."""
    text = resources.files("alpaca_est").joinpath("schemas/record.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(column["pattern"]) for name, column in schema()["properties"].items()}


def sound(columns: Mapping[str, Any]) -> bool:
    """Whether a row fits the schema: the schema's own patterns, some hundred times faster than a validator."""
    patterns = _patterns()
    return columns.keys() == patterns.keys() and all(
        isinstance(columns[name], str) and pattern.search(columns[name]) is not None
        for name, pattern in patterns.items()
    )


def problems(columns: Mapping[str, Any]) -> list[str]:
    """What breaks the schema in a row, a sentence for each column; nothing where it fits."""
    if sound(columns):
        return []
    from jsonschema import Draft202012Validator

    return sorted(_sentence(error) for error in Draft202012Validator(schema()).iter_errors(columns))


def view_problems(view: str, columns: Mapping[str, Any]) -> list[str]:
    """What breaks the form of a row of a view."""
    if view == "alpaca":
        return problems(columns)
    wanted = VIEWS.get(view, {})
    if list(columns) != list(wanted):
        return [f"columns {', '.join(columns)}, wanted {', '.join(wanted)}"]
    messages = columns.get("messages", [])
    if not isinstance(messages, list) or not all(
        isinstance(one, dict) and list(one) == ["role", "content"] for one in messages
    ):
        return ["messages is no list of role and content, wanted one"]
    texts = [(name, value) for name, value in columns.items() if name != "messages"]
    texts += [("messages", one[part]) for one in messages for part in ("role", "content")]
    wrong = [f"{name} is {found_kind(value)}, wanted text" for name, value in texts if not isinstance(value, str)]
    return wrong or [f"{name} holds a control character, wanted none" for name, value in texts if CONTROL.search(value)]


def _sentence(error: "ValidationError") -> str:
    column, value = next(iter(error.path), "the row"), cast(Any, error.instance)
    if error.validator == "type":
        return f"{column} is {found_kind(value)}, wanted {error.validator_value}"
    if error.validator != "pattern":
        return f"{error.message}, wanted the columns {', '.join(COLUMNS)}"
    if found := CONTROL.search(value):
        place = f"U+{ord(found[0]):04X} at character {found.start() + 1}"
        return f"{column} has {place}, wanted no control characters but line feed and tab"
    if not value.strip():
        return f"{column} is blank, wanted text"
    return f"{column} is {excerpt(repr(value))}, wanted {error.validator_value}"


class _Lines:
    """A file that grows by lines and knows its entry in the index; compressed where its name says so."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.tally = Tally()
        self.file = path.open("wb", buffering=BUFFER)
        self.packed = packed(self.file, path.name)

    def add(self, columns: Mapping[str, Any]) -> None:
        content = line(columns)
        (self.packed or self.file).write(content)
        self.tally.add(content)

    def close(self) -> None:
        """Everything on disk."""
        if self.packed is not None:
            self.packed.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def entry(self, path: str) -> File:
        """The file's entry in the index, closed as it is."""
        return as_stored(self.tally.file(path), self.path.with_name(Path(path).name))


class DatasetWriter:
    """Streams a dataset into the staging folder of a run; `finish` puts it in place of the old one.

    Left without `finish`, the old dataset stays; the next writer, or `index.recover`, removes what was staged.
    """

    def __init__(
        self, run: Path, shard_rows: int, moment: Moment = lambda _: None, *, layout: Layout | None = None
    ) -> None:
        self.run = run
        self.shard_rows = shard_rows
        self.moment = moment
        self.layout = layout or Layout()
        self.staging = run / STAGING
        self.published = 0
        self.flagged = 0
        self.withdrawn = 0
        self.rejected: Counter[str] = Counter()
        self.licences: Counter[tuple[str, str]] = Counter()
        self._shards: dict[tuple[str, str], list[_Lines]] = {}

    def __enter__(self) -> Self:
        index.recover(self.run, self.moment)
        self.staging.mkdir(parents=True)
        self.moment("staging begun")
        self._flagged = _Lines(self.staging / "flagged.jsonl")
        self._rejected = _Lines(self.staging / "rejected.jsonl")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for lines in (self._flagged, self._rejected, *(shards[-1] for shards in self._shards.values())):
            lines.file.close()

    def publish(self, record: Record, *, source: str, licence: str) -> bool:
        """Write a record to the shards, or reject it where its row breaks the schema; whether it was published."""
        columns = row(record, source, licence)
        if broken := [*problems(columns), *conversation_problem(record, self.layout.formats)]:
            self.reject(Rejected(id=record.id, step=STEP, reason="; ".join(broken), record=record))
            return False
        split = self.layout.split(record)
        for view in self.layout.formats:
            self._shard(config(view, licence, self.layout.licences), split).add(seen_as(view, record, columns))
        self.published += 1
        self.licences[source, licence] += 1
        return True

    def flag(self, record: Record, *, source: str = "", licence: str = "") -> None:
        """Write a record that waits for a person, its texts as they are: spans and decisions refer to them."""
        known = licence or (record.origin.licence if record.origin else "")
        columns = row(record, source or source_of(record.id), known)
        columns |= {field: getattr(record, field) for field in FIELDS}
        self._flagged.add({**columns, "flags": record.flags, "original": record.original, "scores": record.scores})
        self.flagged += 1

    def reject(self, rejected: Rejected) -> None:
        """Write a record that left, with its texts as far as it had any."""
        texts = {name: getattr(rejected.record, name, None) for name in (*FIELDS, "lang")}
        reason = {"id": rejected.id, "step": rejected.step, "reason": rejected.reason}
        self._rejected.add({**reason, **texts, "text": rejected.text})
        self.rejected[rejected.step] += 1
        self.withdrawn += rejected.reason == WITHDRAWN and rejected.step == "review"

    def finish(self, facts: Facts) -> Index:
        """Write card and index with the counts of what was written, and put the dataset in place of the old one.

        `RunError` where licences stand together that may not, with the old dataset as it was.
        """
        if self.layout.licences == "same" and (problem := clash(self.licences)):
            raise RunError(f"{self.run}: {problem}")
        files = [*self._named_shards()]
        for name, lines in (("flagged", self._flagged), ("rejected", self._rejected)):
            lines.close()
            files.append(lines.tally.file(lines.path.name))
            self.moment(f"{name} written")
        views = Counter(view_of(file.path.split("/")[1]) for file in files if file.path.startswith(f"{DATA}/"))
        files.append(self._card(facts, views[self.layout.formats[0]]))
        index.sync(self.staging)
        found = self._index(facts, files)
        index.stage(self.run, found, self.moment)
        index.complete_swap(self.run, self.moment)
        return found

    def _shard(self, name: str, split: str) -> _Lines:
        shards = self._shards.setdefault((name, split), [])
        if not shards or shards[-1].tally.rows == self.shard_rows:
            self._close_shard(shards)
            file = f"{split}-{len(shards):05d}.jsonl{self.layout.compress}"
            shards.append(_Lines(self.staging / DATA / name / file))
        return shards[-1]

    def _close_shard(self, shards: list[_Lines]) -> None:
        if shards:
            shards[-1].close()
            self.moment("shard written")

    def _named_shards(self) -> list[File]:
        """The shards under their final names, view by view; none for no rows: an empty first shard breaks loaders."""
        files: list[File] = []
        for view in self.configs:
            for split in self.layout.names:
                shards = self._shards.get((view, split), [])
                self._close_shard(shards)
                files += [self._named(view, split, number, shards) for number in range(len(shards))]
            if (self.staging / DATA / view).exists():
                index.sync(self.staging / DATA / view)
        if files:
            index.sync(self.staging / DATA)
        return files

    def _named(self, view: str, split: str, number: int, shards: list[_Lines]) -> File:
        """One shard under its final name."""
        name = f"{split}-{number:05d}-of-{len(shards):05d}.jsonl{self.layout.compress}"
        path = shards[number].path
        path.rename(path.with_name(name))
        self.moment("shard named")
        return shards[number].entry(f"{DATA}/{view}/{name}")

    def _card(self, facts: Facts, shards: int) -> File:
        counted = msgspec.structs.replace(
            facts,
            published=self.published,
            flagged=self.flagged,
            withdrawn=self.withdrawn,
            rejected=self.rejected.total(),
            licences=self._licences(),
            rows=dict(sorted(self.licences.items())),
            views={view: self._patterns(view) for view in self.configs},
        )
        content = card(counted, shards).encode()
        path = self.staging / "README.md"
        write(path, content)
        self.moment("card written")
        return index.tallied(io.BytesIO(content), path.name)

    @property
    def configs(self) -> list[str]:
        """The configs that have rows, or the views where nothing was published."""
        written = {name for name, _ in self._shards}
        return [name for name in configs(self.layout.formats) if name in written] or list(self.layout.formats)

    def _licences(self) -> dict[str, int]:
        found = Counter[str]()
        for (_, licence), count in sorted(self.licences.items(), key=lambda item: item[0][1]):
            found[licence] += count
        return dict(found)

    def _patterns(self, name: str) -> dict[str, str]:
        """Where the files of each split are; of train where nothing was published."""
        splits = [split for split in self.layout.names if (name, split) in self._shards] or [TRAIN]
        return {split: f"{DATA}/{name}/{split}-*.jsonl{self.layout.compress}" for split in splits}

    def _index(self, facts: Facts, files: list[File]) -> Index:
        return Index(
            fingerprint=index.fingerprint(files),
            published=self.published,
            flagged=self.flagged,
            rejected=self.rejected.total(),
            beyond=facts.beyond,
            steps=facts.steps,
            splits=facts.splits,
            licences=self.layout.licences,
            files=tuple(files),
        )
