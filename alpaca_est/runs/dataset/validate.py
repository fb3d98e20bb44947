"""Checks a published dataset against its index, its schema, and the journal."""

import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from itertools import islice, zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

from alpaca_est.errors import DataError
from alpaca_est.record import source_of
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.beside import INFO, SUMS, sums
from alpaca_est.runs.dataset.front import front
from alpaca_est.runs.dataset.index import ADVICE, AT_HOME, File, Index, Tally
from alpaca_est.runs.dataset.licences import view_of
from alpaca_est.runs.dataset.preference import BETWEEN
from alpaca_est.runs.dataset.rows import view_problems
from alpaca_est.runs.dataset.stored import as_stored, stored_lines
from alpaca_est.runs.dataset.straddling import Straddling
from alpaca_est.runs.dataset.views import PREFERENCE, VIEWS
from alpaca_est.source.lines import decoded
from alpaca_est.source.strict_json import parse_object
from alpaca_est.text import excerpt

SHOWN = 20
CARD = "README.md"
TEXTS = (CARD, INFO, SUMS)
ALWAYS = (*TEXTS, *AT_HOME)


Truth = Callable[[str, str], Iterator[bytes]]


def validate(path: Path, rows: Truth | None = None) -> list[str]:
    """Everything wrong with the dataset in a folder, as `file:line: what was found, what was wanted`; [] if sound.

    `rows` gives the lines that the run's journal and decisions have for a view and a split (`shards.line`), all shards
    in one; with them the line that differs is named.
    """
    try:
        found = index.read(path)
    except DataError as error:
        return list(error.problems)
    if stray := [file.path for file in found.files if _leaves(file.path)]:
        return [
            f"{path / index.NAME}: lists {name or 'a file without a name'}, wanted only files in this folder"
            for name in stray
        ]
    check = _Check(path, found, rows)
    reports = [check.listing(), *(check.file(file) for file in found.files), check.card(), check.sums(), check.rest()]
    return [line for report in reports for line in _capped(report, path)]


def _leaves(name: str) -> bool:
    pure = PurePosixPath(name)
    return pure.is_absolute() or ".." in pure.parts or not pure.parts


def _capped(report: Iterable[str], path: Path) -> Iterator[str]:
    lines = iter(report)
    shown = list(islice(lines, SHOWN))
    yield from shown
    if more := sum(1 for _ in lines):
        yield f"{shown[0].partition(': ')[0].rpartition(':')[0] or path}: and {more} more problems"


class _Check:
    """One dataset being read, its files in the order of the index."""

    def __init__(self, folder: Path, found: Index, rows: Truth | None) -> None:
        self.folder = folder
        self.index = found
        self.rows = rows
        self.truths: dict[tuple[str, str], Iterator[bytes]] = {}
        self.places: dict[tuple[str, str], tuple[str, int]] = {}
        self.straddling = Straddling(found)

    def truth(self, wanted: File) -> Iterator[bytes] | None:
        """The lines that a shard should hold, where the run is known."""
        if self.rows is None or wanted not in self.index.shards:
            return None
        place = _place(wanted.path)
        if place not in self.truths:
            self.truths[place] = self.rows(*place)
        return self.truths[place]

    def listing(self) -> Iterator[str]:
        """What the index says about itself, and files that it does not know."""
        place = self.folder / index.NAME
        known = {file.path: file.rows for file in self.index.files}
        for name in ALWAYS:
            if name not in known:
                yield f"{place}: does not list {name}, wanted every file of the dataset; {ADVICE}"
        counted = Counter[str]()
        for file in self.index.shards:
            if (view := view_of(_place(file.path)[0])) != PREFERENCE:
                counted[view] += file.rows
        told = [("published", rows) for rows in counted.values()] or [("published", 0)]
        told += [(name, known.get(f"{name}.jsonl", 0)) for name in ("flagged", "rejected")]
        for name, rows in told:
            if rows != (said := getattr(self.index, name)):
                yield f"{place}: says {said} {name} and lists files with {rows} rows, wanted the same number"
        for extra in sorted(entry for entry in (self.folder / "data").rglob("*") if entry.is_file()):
            if extra.relative_to(self.folder).as_posix() not in known:
                yield f"{extra}: not in {index.NAME}, wanted only the files that it lists; remove it"

    def file(self, wanted: File) -> Iterator[str]:
        """What is wrong in one file: line by line, then as a whole."""
        path = self.folder / wanted.path
        shard = wanted in self.index.shards
        known = self.truth(wanted)
        truth = islice(known, wanted.rows) if known is not None else None
        if path.is_file():
            yield from self._content(path, wanted, truth, shard=shard)
        else:
            yield f"{path}: missing, wanted {wanted.rows} lines, {wanted.bytes} bytes; {ADVICE}"
        deque(truth or (), maxlen=0)

    def _content(self, path: Path, wanted: File, truth: Iterator[bytes] | None, *, shard: bool) -> Iterator[str]:
        tally, different = Tally(), None
        try:
            with stored_lines(path) as file:
                for number, line in enumerate(file, start=1):
                    tally.add(line)
                    if truth is not None and different is None and (right := next(truth, b"")) != line:
                        different = number, _difference(line, right)
                    if wanted.path not in TEXTS:
                        told = self._line(wanted, number, line, shard=shard)
                        yield from (f"{path}:{number}: {text}" for text in told)
        except (OSError, EOFError, zlib.error) as error:
            yield f"{path}: cannot be {_read(path)} ({error}), wanted {wanted.rows} lines; {ADVICE}"
            return
        yield from self._whole(path, wanted, as_stored(tally.file(wanted.path), path), different)

    def _line(self, wanted: File, number: int, line: bytes, *, shard: bool) -> Iterator[str]:
        if line.endswith(b"\r\n"):
            yield "ends with CR LF, wanted LF alone"
        elif not line.endswith(b"\n"):
            yield f"no line feed at the end: the file is cut off, wanted {wanted.rows} lines, {wanted.bytes} bytes"
            return
        try:
            columns = parse_object(decoded(line).rstrip("\r\n"))
        except ValueError as error:
            yield str(error)
            return
        if shard:
            config, split = _place(wanted.path)
            broken = view_problems(view_of(config), columns)
            yield from broken or self.straddling.problems(config, split, columns, f"{wanted.path}:{number}")
            yield from self._twice(columns.get("id"), wanted.path, number)
            if view_of(config) == PREFERENCE:
                yield from self._pair(columns.get("id"), wanted.path)

    def _twice(self, identity: Any, name: str, number: int) -> Iterator[str]:
        if isinstance(identity, str):
            first, line = self.places.setdefault((view_of(_place(name)[0]), identity), (name, number))
            if (first, line) != (name, number):
                yield f"id {identity} stands in {first}:{line} too, wanted each id once"

    def _pair(self, identity: Any, name: str) -> Iterator[str]:
        """Whether both answers of a pair are records of the first view, in the split of the pair."""
        first, split = view_of(_place(self.index.shards[0].path)[0]), _place(name)[1]
        for one in identity.split(BETWEEN) if isinstance(identity, str) else ():
            found = self.places.get((first, one))
            if found is None:
                yield f"id {identity} names {one}, wanted ids of published records"
            elif _place(found[0])[1] != split:
                yield f"id {identity} names {one}, which is in {found[0]}, wanted a record of the split {split}"

    def _whole(self, path: Path, wanted: File, found: File, different: tuple[int, str] | None) -> Iterator[str]:
        """How a file differs from its entry in the index, with the line where it begins to, if that can be known."""
        swapped = [file.path for file in self.index.files if file.sha256 == found.sha256 and file != wanted]
        number, detail = different or (0, "")
        if found.sha256 == wanted.sha256:
            said = "not what the run publishes now" if different else ""
        elif swapped:
            said = f"holds what {index.NAME} lists as {swapped[0]}, wanted {wanted.rows} other lines"
        elif found.rows != wanted.rows:
            said = f"{found.rows} lines, wanted {wanted.rows}: lines were {_lost_or_added(found, wanted)}"
            number = number or min(found.rows, wanted.rows) + 1
        elif found.rowset == wanted.rowset:
            said = "the right lines in another order, wanted the order in which they were published"
            number, detail = different or _descent(path) or (0, "")
        else:
            said = f"changed: sha256 {found.sha256[:12]}…, wanted {wanted.sha256[:12]}…"
        if said:
            place = f"{path}:{number}" if number else str(path)
            yield f"{place}: {said}{f' (here {detail})' if detail else ''}; {ADVICE}"

    def card(self) -> Iterator[str]:
        """Whether the card's front matter still says which files are the dataset and that all columns are text."""
        path = self.folder / CARD
        if not path.is_file():
            return
        try:
            found = front(path.read_bytes())
        except ValueError as error:
            yield f"{path}: {excerpt(str(error), 200)}, wanted the front matter that was published; {ADVICE}"
            return
        patterns = [files.path for config in found.configs for files in config.data_files]
        for file in self.index.shards:
            if not any(fnmatch(file.path, pattern) for pattern in patterns):
                yield f"{path}: front matter does not name {file.path} under configs, wanted every shard; {ADVICE}"
        for info in found.dataset_info:
            columns = VIEWS.get(view_of(info.config_name), {})
            texts = {feature.name: feature.dtype for feature in info.features}
            if texts != {name: "" if name == "messages" else "string" for name in columns}:
                yield f"{path}: features of {info.config_name} differ, wanted only {', '.join(columns)} as string"

    def sums(self) -> Iterator[str]:
        """Whether SHA256SUMS says what the index says."""
        path = self.folder / SUMS
        if not path.is_file():
            return
        wanted = sums(file for file in self.index.files if file.path != SUMS).splitlines()
        for number, (found, right) in enumerate(zip_longest(path.read_bytes().splitlines(), wanted), start=1):
            if found != right:
                told = right.decode() if right else "no more lines"
                yield f"{path}:{number}: not what {index.NAME} says, wanted {told}; {ADVICE}"
                return

    def rest(self) -> Iterator[str]:
        """Whether the run has more rows than were published, in a config and split of the dataset or in others."""
        rows = self.index.published
        now = sum(1 for _ in self.rows("", "")) if self.rows is not None else rows
        if now > rows:
            yield f"{self.folder / index.NAME}: {rows} published, wanted {now} as the run has now; {ADVICE}"
        listed = sum(file.rows for file in self.index.shards if view_of(_place(file.path)[0]) == PREFERENCE)
        pairs = sum(1 for _ in self.rows(f"{PREFERENCE}*", "")) if self.rows is not None else listed
        if pairs != listed:
            yield f"{self.folder / index.NAME}: {listed} pairs, wanted {pairs} as the run has now; {ADVICE}"


def _place(path: str) -> tuple[str, str]:
    """View and split of a shard: data/alpaca/train-00000-of-00001.jsonl."""
    parts = PurePosixPath(path).parts
    return (parts[1], parts[2].rpartition("-of-")[0].rpartition("-")[0]) if len(parts) == 3 else ("", "")


def _read(path: Path) -> str:
    return "decompressed" if path.name.endswith((".gz", ".zst")) else "read"


def _lost_or_added(found: File, wanted: File) -> str:
    return "lost" if found.rows < wanted.rows else "added"


def _named(line: bytes) -> str:
    """A row by its id, for messages."""
    try:
        return str(parse_object(line.decode("utf-8-sig", "replace").strip()).get("id", "no id"))
    except ValueError:
        return "an unreadable line" if line else "no line"


def _difference(line: bytes, right: bytes) -> str:
    """What stands in a line and what should: by id, or by column where the ids are the same."""
    found, wanted = _named(line), _named(right)
    if found != wanted:
        return f"{found}, wanted {wanted}"
    columns = parse_object(right.decode())
    try:
        differing = [name for name, value in parse_object(decoded(line)).items() if columns.get(name) != value]
    except ValueError:
        differing = []
    return f"{found} differs in {', '.join(differing) or 'its bytes'}"


def _descent(path: Path) -> tuple[int, str] | None:
    """The first row of a source that stands after a later one of the same source, by lineage; None if none does."""
    latest: dict[str, tuple[tuple[int, ...], str]] = {}
    with stored_lines(path) as file:
        for number, line in enumerate(file, start=1):
            identity = _named(line)
            order = _order(identity)
            before, name = latest.setdefault(source_of(identity), (order, identity))
            if order < before:
                return number, f"{identity} after {name}"
            latest[source_of(identity)] = order, identity
    return None


def _order(identity: str) -> tuple[int, ...]:
    """Where a row belongs among those of its source: round, row, then the numbers of its descent."""
    numbers = [int(part) for part in identity.partition(":")[2].split("/") if part.isdecimal()]
    return (*numbers[1:2], *numbers[:1], *numbers[2:])
