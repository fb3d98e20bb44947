"""Writes a dataset: shards of checked rows, what is flagged, what is rejected, the card and the index."""

import io
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from alpaca_est.project import write
from alpaca_est.record import FIELDS, Record, Rejected, source_of
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.card import Facts, card
from alpaca_est.runs.dataset.compressed import as_stored, packed
from alpaca_est.runs.dataset.index import STAGING, File, Index, Moment, Tally
from alpaca_est.runs.dataset.rows import line, problems, row
from alpaca_est.runs.dataset.views import TRAIN, Layout, conversation_problem, seen_as

STEP = "publish"
DATA = "data"
BUFFER = 1 << 20
WRITE_MOMENTS = ("staging begun", "shard written", "shard named", "flagged written", "rejected written", "card written")


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
        self.rejected: Counter[str] = Counter()
        self.licences: Counter[str] = Counter()
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
            self._shard(view, split).add(seen_as(view, record, columns))
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
        files.append(
            self._card(facts, sum(file.path.startswith(f"{DATA}/{self.layout.formats[0]}/") for file in files))
        )
        index.sync(self.staging)
        found = self._index(facts, files)
        index.stage(self.run, found, self.moment)
        index.complete_swap(self.run, self.moment)
        return found

    def _shard(self, view: str, split: str) -> _Lines:
        shards = self._shards.setdefault((view, split), [])
        if not shards or shards[-1].tally.rows == self.shard_rows:
            self._close_shard(shards)
            name = f"{split}-{len(shards):05d}.jsonl{self.layout.compress}"
            shards.append(_Lines(self.staging / DATA / view / name))
        return shards[-1]

    def _close_shard(self, shards: list[_Lines]) -> None:
        if shards:
            shards[-1].close()
            self.moment("shard written")

    def _named_shards(self) -> list[File]:
        """The shards under their final names, view by view; none for no rows: an empty first shard breaks loaders."""
        files: list[File] = []
        for view in self.layout.formats:
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
            rejected=self.rejected.total(),
            licences=dict(sorted(self.licences.items())),
            views={view: self._patterns(view) for view in self.layout.formats},
        )
        content = card(counted, shards).encode()
        path = self.staging / "README.md"
        write(path, content)
        self.moment("card written")
        return index.tallied(io.BytesIO(content), path.name)

    def _patterns(self, view: str) -> dict[str, str]:
        """Where the files of each split are; train even where nothing was published."""
        splits = [split for split in self.layout.names if split == TRAIN or (view, split) in self._shards]
        return {split: f"{DATA}/{view}/{split}-*.jsonl{self.layout.compress}" for split in splits}

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
