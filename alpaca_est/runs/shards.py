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

from alpaca_est.project import write
from alpaca_est.record import FIELDS, Record, Rejected, source_of
from alpaca_est.runs import index
from alpaca_est.runs.card import COLUMNS, Facts, card
from alpaca_est.runs.index import STAGING, File, Index, Moment, Tally
from alpaca_est.source.strict_json import found_kind
from alpaca_est.text import excerpt

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

STEP = "publish"
VIEW = "data/alpaca"
BUFFER = 1 << 20
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
WRITE_MOMENTS = ("staging begun", "shard written", "shard named", "flagged written", "rejected written", "card written")


def row(record: Record, source: str, licence: str) -> dict[str, str]:
    """A record as it is published: outer whitespace gone, line ends LF, the columns in their fixed order."""
    columns = {"id": record.id, **{field: _clean(getattr(record, field)) for field in FIELDS}}
    made = {"lang": record.lang, "source": source, "licence": licence, "made_by": record.made_by}
    return {**columns, **made, "reviewed_by": record.reviewed_by}


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
    """A file that grows by lines and knows its entry in the index."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.tally = Tally()
        self.file = path.open("wb", buffering=BUFFER)

    def add(self, columns: Mapping[str, Any]) -> None:
        content = line(columns)
        self.file.write(content)
        self.tally.add(content)

    def close(self) -> None:
        """Everything on disk."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()


class DatasetWriter:
    """Streams a dataset into the staging folder of a run; `finish` puts it in place of the old one.

    Left without `finish`, the old dataset stays; the next writer, or `index.recover`, removes what was staged.
    """

    def __init__(self, run: Path, shard_rows: int, moment: Moment = lambda _: None) -> None:
        self.run = run
        self.shard_rows = shard_rows
        self.moment = moment
        self.staging = run / STAGING
        self.published = 0
        self.flagged = 0
        self.rejected: Counter[str] = Counter()
        self.licences: Counter[str] = Counter()
        self._shards: list[_Lines] = []

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
        for lines in (self._flagged, self._rejected, *self._shards[-1:]):
            lines.file.close()

    def publish(self, record: Record, *, source: str, licence: str) -> bool:
        """Write a record to the shards, or reject it where its row breaks the schema; whether it was published."""
        columns = row(record, source, licence)
        if broken := problems(columns):
            self.reject(Rejected(id=record.id, step=STEP, reason="; ".join(broken), record=record))
            return False
        self._shard().add(columns)
        self.published += 1
        self.licences[licence] += 1
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

    def finish(self, facts: Facts) -> Index:
        """Write card and index with the counts of what was written, and put the dataset in place of the old one."""
        files = [*self._named_shards()]
        for name, lines in (("flagged", self._flagged), ("rejected", self._rejected)):
            lines.close()
            files.append(lines.tally.file(lines.path.name))
            self.moment(f"{name} written")
        files.append(self._card(facts, len(self._shards)))
        index.sync(self.staging)
        found = self._index(facts, files)
        index.stage(self.run, found, self.moment)
        index.complete_swap(self.run, self.moment)
        return found

    def _shard(self) -> _Lines:
        if not self._shards or self._shards[-1].tally.rows == self.shard_rows:
            self._close_shard()
            self._shards.append(_Lines(self.staging / VIEW / f"train-{len(self._shards):05d}.jsonl"))
        return self._shards[-1]

    def _close_shard(self) -> None:
        if self._shards:
            self._shards[-1].close()
            self.moment("shard written")

    def _named_shards(self) -> list[File]:
        """The shards under their final names; none for no rows: an empty first shard breaks loaders."""
        self._close_shard()
        names = [f"train-{number:05d}-of-{len(self._shards):05d}.jsonl" for number in range(len(self._shards))]
        for name, lines in zip(names, self._shards, strict=True):
            lines.path.rename(lines.path.with_name(name))
            self.moment("shard named")
        for folder in (VIEW, "data") if names else ():
            index.sync(self.staging / folder)
        return [lines.tally.file(f"{VIEW}/{name}") for name, lines in zip(names, self._shards, strict=True)]

    def _card(self, facts: Facts, shards: int) -> File:
        counted = msgspec.structs.replace(
            facts,
            published=self.published,
            flagged=self.flagged,
            rejected=self.rejected.total(),
            licences=dict(sorted(self.licences.items())),
        )
        content = card(counted, shards).encode()
        path = self.staging / "README.md"
        write(path, content)
        self.moment("card written")
        return index.tallied(io.BytesIO(content), path.name)

    def _index(self, facts: Facts, files: list[File]) -> Index:
        return Index(
            fingerprint=index.fingerprint(files),
            published=self.published,
            flagged=self.flagged,
            rejected=self.rejected.total(),
            beyond=facts.beyond,
            steps=facts.steps,
            files=tuple(files),
        )
