"""Writes a dataset: shards of checked rows, what is flagged, what is rejected, the card and the index."""

import io
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from alpaca_est.errors import RunError
from alpaca_est.project import write
from alpaca_est.record import FIELDS, Record, Rejected, source_of
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.beside import INFO, SUMS, dataset_info, sums
from alpaca_est.runs.dataset.card import Facts, card
from alpaca_est.runs.dataset.index import STAGING, File, Index, Moment
from alpaca_est.runs.dataset.licences import clash, config, configs, view_of
from alpaca_est.runs.dataset.rows import line, problems, row
from alpaca_est.runs.dataset.stored import RowFile
from alpaca_est.runs.dataset.views import TRAIN, Layout, conversation_problem, seen_as

STEP = "publish"
DATA = "data"
WRITE_MOMENTS = (
    *("staging begun", "shard written", "shard named", "flagged written", "rejected written"),
    *("README.md written", "dataset_info.json written", "SHA256SUMS written"),
)


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
        self.licences: Counter[tuple[str, str]] = Counter()
        self._shards: dict[tuple[str, str], list[RowFile]] = {}

    def __enter__(self) -> Self:
        index.recover(self.run, self.moment)
        self.staging.mkdir(parents=True)
        self.moment("staging begun")
        self._flagged = RowFile(self.staging / "flagged.jsonl")
        self._rejected = RowFile(self.staging / "rejected.jsonl")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for lines in (self._flagged, self._rejected, *(shards[-1] for shards in self._shards.values())):
            lines.leave()

    def publish(self, record: Record, *, source: str, licence: str) -> bool:
        """Write a record to the shards, or reject it where its row breaks the schema; whether it was published."""
        columns = row(record, source, licence)
        if broken := [*problems(columns), *conversation_problem(record, self.layout.formats)]:
            self.reject(Rejected(id=record.id, step=STEP, reason="; ".join(broken), record=record))
            return False
        split = self.layout.split(record)
        for view in self.layout.formats:
            seen = seen_as(view, record, columns)
            content = line(seen)
            name = config(view, licence, self.layout.licences)
            self._shard(name, split, len(content)).add(seen, content)
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
        files.append(self._beside("README.md", self._card(facts, views[self.layout.formats[0]])))
        files.append(self._beside(INFO, dataset_info(facts.pipeline, self._written)))
        files.append(self._beside(SUMS, sums(files)))
        index.sync(self.staging)
        found = self._index(facts, files)
        index.stage(self.run, found, self.moment)
        index.complete_swap(self.run, self.moment)
        return found

    def _shard(self, name: str, split: str, size: int) -> RowFile:
        """The shard of a config that takes the next row, of so many bytes."""
        shards = self._shards.setdefault((name, split), [])
        if not shards or self._full(shards[-1], size):
            self._close_shard(shards)
            file = f"{split}-{len(shards):05d}{self.layout.suffix}"
            shards.append(RowFile(self.staging / DATA / name / file, view_of(name)))
        return shards[-1]

    def _full(self, shard: RowFile, size: int) -> bool:
        most = self.layout.shard_bytes
        return shard.tally.rows == self.shard_rows or (most is not None and shard.tally.size + size > most)

    def _close_shard(self, shards: list[RowFile]) -> None:
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

    def _named(self, view: str, split: str, number: int, shards: list[RowFile]) -> File:
        """One shard under its final name."""
        name = f"{split}-{number:05d}-of-{len(shards):05d}{self.layout.suffix}"
        path = shards[number].path
        path.rename(path.with_name(name))
        self.moment("shard named")
        return shards[number].entry(f"{DATA}/{view}/{name}")

    def _card(self, facts: Facts, shards: int) -> bytes:
        counted = msgspec.structs.replace(
            facts,
            published=self.published,
            flagged=self.flagged,
            rejected=self.rejected.total(),
            licences=self._licences(),
            rows=dict(sorted(self.licences.items())),
            views={view: self._patterns(view) for view in self.configs},
            files=self.layout.files,
        )
        return card(counted, shards).encode()

    def _beside(self, name: str, content: bytes) -> File:
        """A small file beside the data."""
        write(self.staging / name, content)
        self.moment(f"{name} written")
        return index.tallied(io.BytesIO(content), name)

    @property
    def _written(self) -> list[tuple[str, str]]:
        """The configs and splits that have rows."""
        every = ((name, split) for name in self.configs for split in self.layout.names)
        return [one for one in every if one in self._shards]

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
        return {split: f"{DATA}/{name}/{split}-*{self.layout.suffix}" for split in splits}

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
