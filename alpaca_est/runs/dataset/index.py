"""The index of a published dataset, and how a new dataset takes the place of an old one: whole or not at all.

A new dataset is made in RUN/.publishing/ and is complete when its index.json stands there. Then the old index goes
first, the old files go aside, the new ones move in, the new index comes last. Whoever is killed on the way leaves no
index, or the right one; `recover` finishes a complete dataset and removes an incomplete one.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from alpaca_est.errors import DataError
from alpaca_est.project import write
from alpaca_est.runs.dataset.licences import Together
from alpaca_est.runs.dataset.split_facts import SplitFacts
from alpaca_est.runs.stages import Count

FORMAT = 1
NAME = "index.json"
STAGING = ".publishing"
ASIDE = ".old"
AT_HOME = ("flagged.jsonl", "rejected.jsonl")
"""What is not for others: these files are neither sent to the Hub nor in SHA256SUMS."""
DERIVED = ("data", *AT_HOME, "README.md", "dataset_info.json", "SHA256SUMS")
SWAP_MOMENTS = (
    "dataset staged",
    "old index removed",
    *(f"old {name} aside" for name in DERIVED),
    "old report aside",
    *(f"new {name} in place" for name in DERIVED),
    "new files in place",
    "new index in place",
    "old files removed",
    "staging removed",
)
ADVICE = "run `alpaca-est publish`"

Moment = Callable[[str], None]


class File(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a dataset; `rowset` is the same for the same lines in any order, `path` is relative to the run."""

    path: str
    rows: int
    bytes: int
    sha256: str
    rowset: str


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What a published dataset consists of; `fingerprint` changes with every byte below data/ and with nothing else.

    `licences` says whether rows of different kinds of licence may stand in one config.
    """

    format: int = FORMAT
    fingerprint: str
    published: int
    flagged: int
    rejected: int
    beyond: int
    steps: dict[str, Count]
    splits: SplitFacts | None = None
    licences: Together = "mixed"
    files: tuple[File, ...]

    @property
    def shards(self) -> tuple[File, ...]:
        """The files with published rows, in their order."""
        return tuple(file for file in self.files if file.path.startswith("data/"))


class Tally:
    """Counts and digests of a file, taken line by line."""

    def __init__(self) -> None:
        self.rows = 0
        self.size = 0
        self._content = hashlib.sha256()
        self._lines = 0

    def add(self, line: bytes) -> None:
        """Take in the next line, with its line feed."""
        self.rows += 1
        self.size += len(line)
        self._content.update(line)
        self._lines += int.from_bytes(hashlib.sha256(line).digest(), "big")

    def file(self, path: str) -> File:
        """What has been taken in so far, as an entry of the index."""
        rowset = f"{self._lines % 2**256:064x}"
        return File(path=path, rows=self.rows, bytes=self.size, sha256=self._content.hexdigest(), rowset=rowset)


def tallied(lines: Iterable[bytes], path: str) -> File:
    """The entry of the index for these lines."""
    tally = Tally()
    for line in lines:
        tally.add(line)
    return tally.file(path)


def fingerprint(files: Iterable[File]) -> str:
    """One digest for all published rows, their order and their files."""
    listed = "".join(f"{file.sha256}  {file.path}\n" for file in files if file.path.startswith("data/"))
    return hashlib.sha256(listed.encode()).hexdigest()


def read(folder: Path) -> Index:
    """The index in a folder; `DataError` where there is none or it cannot be read."""
    path = folder / NAME
    try:
        index = msgspec.json.decode(path.read_bytes(), type=Index)
    except FileNotFoundError:
        raise DataError(f"{folder}: no {NAME}, so no whole dataset; wanted one that was published, {ADVICE}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: damaged ({error}), wanted the index as it was published, {ADVICE}") from None
    if index.format != FORMAT:
        raise DataError(f"{path}: format {index.format}, wanted {FORMAT}, {ADVICE}")
    return index


def stage(run: Path, index: Index, moment: Moment) -> None:
    """Declare everything in the staging folder a complete dataset; all files must be on disk."""
    staging = run / STAGING
    write(staging / NAME, msgspec.json.format(msgspec.json.encode(index), indent=1) + b"\n")
    sync(staging)
    moment("dataset staged")


def recover(run: Path, moment: Moment = lambda _: None) -> bool:
    """Finish a swap that was interrupted, or remove an incomplete new dataset; whether a new one came in."""
    if complete_swap(run, moment):
        return True
    if (run / STAGING).exists():
        shutil.rmtree(run / STAGING)
    return False


def complete_swap(run: Path, moment: Moment = lambda _: None) -> bool:
    """Put a complete new dataset in place of the old one; False where none is waiting. May be called again."""
    staging = run / STAGING
    if not (staging / NAME).is_file():
        return False
    wanted = {file.path.partition("/")[0] for file in read(staging).files}
    (run / NAME).unlink(missing_ok=True)
    sync(run)
    moment("old index removed")
    _set_aside(run, wanted, moment)
    for name in DERIVED:
        if (staging / name).exists():
            (staging / name).rename(run / name)
            moment(f"new {name} in place")
    sync(run)
    moment("new files in place")
    (staging / NAME).rename(run / NAME)
    sync(run)
    moment("new index in place")
    _remove(run, moment)
    return True


def _set_aside(run: Path, wanted: set[str], moment: Moment) -> None:
    """Move old files out of the way; one that is wanted and no longer staged is a new one that is in place already."""
    staging = run / STAGING
    (staging / ASIDE).mkdir(exist_ok=True)
    for name in DERIVED:
        if (run / name).exists() and (name not in wanted or (staging / name).exists()):
            (run / name).rename(staging / ASIDE / name)
            moment(f"old {name} aside")
    for report in sorted(run.glob("report.*")):
        report.rename(staging / ASIDE / report.name)
        moment("old report aside")


def _remove(run: Path, moment: Moment) -> None:
    shutil.rmtree(run / STAGING / ASIDE)
    moment("old files removed")
    shutil.rmtree(run / STAGING)
    sync(run)
    moment("staging removed")


def sync(folder: Path) -> None:
    """Wait until the names in a folder are on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
