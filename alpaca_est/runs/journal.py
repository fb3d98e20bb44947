"""The journal: for each stage and batch one file with everything that came of it, whole or not there.

journal/<stage>/00004.jsonl     first line: the account; then what left; then the records that go on
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from alpaca_est.errors import DataError
from alpaca_est.project import write
from alpaca_est.record import Record, Rejected, Used
from alpaca_est.runs.stages import Count, Result

_ENCODER = msgspec.json.Encoder()
_OUTCOMES = msgspec.json.Decoder(Record | Rejected | Used)


class Head(msgspec.Struct):
    """The first line of a journal file; `left` and `records` count the lines that follow."""

    batch: int
    source: str
    round: int
    stages: list[str]
    counts: dict[str, Count]
    left: int
    records: int


class Entry(msgspec.Struct):
    """One journal file, read."""

    head: Head
    result: Result


class Times(msgspec.Struct):
    """How many records each step of a stage took in, and its processor seconds for them."""

    stage: str
    batch: int
    records: dict[str, int]
    seconds: dict[str, float]


_HEAD = msgspec.json.Decoder(Head)
_TIMES = msgspec.json.Decoder(Times)


def encode(head: Head, result: Result) -> bytes:
    """The bytes of a journal file."""
    return _ENCODER.encode(head) + b"\n" + _ENCODER.encode_lines([*result.left, *result.records])


def head_of(batch: int, source: str, round_: int, stages: Sequence[str], result: Result) -> Head:
    """The first line for a result; `stages` are all stages of the batch, so that the last is known."""
    return Head(batch, source, round_, list(stages), result.counts, len(result.left), len(result.records))


class Journal:
    """All journal files of a run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def begun(self) -> bool:
        """Whether anything was made: a run that broke before that has nothing that its settings bind."""
        return any(self.folder.glob("*/*.jsonl"))

    def path(self, stage: str, batch: int) -> Path:
        """Where the outcomes of a batch in a stage stand."""
        return self.folder / stage / f"{batch:05d}.jsonl"

    def write(self, stage: str, batch: int, content: bytes) -> None:
        """Keep the outcomes of a batch in a stage."""
        write(self.path(stage, batch), content)

    def time(self, stage: str, batch: int, result: Result) -> None:
        """Note how long each step computed; these notes are for the report alone and may be lost."""
        records = {key: result.counts[key].inputs for key in result.seconds if key in result.counts}
        line = _ENCODER.encode(Times(stage, batch, records, result.seconds)) + b"\n"
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "times.jsonl").open("ab") as file:
            file.write(line)

    def times(self) -> Iterator[Times]:
        """What was noted of computing times, torn lines left out."""
        path = self.folder / "times.jsonl"
        for line in path.read_bytes().splitlines() if path.is_file() else ():
            with suppress(msgspec.DecodeError):
                yield _TIMES.decode(line)

    def read(self, stage: str, batch: int) -> Entry | None:
        """The outcomes of a batch in a stage, or None; a damaged file is a `DataError`."""
        path = self.path(stage, batch)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        return _decode(content, path)

    def batches(self, first: int = 0) -> Iterator[list[tuple[str, Entry]]]:
        """All finished batches from the first, in order, each with its stages; ends at the first unfinished one."""
        number = first
        while batch := self.finished(number):
            yield batch
            number += 1

    def finished(self, number: int) -> list[tuple[str, Entry]]:
        """The stages of a batch, empty where it is not finished."""
        first = next(iter(self.folder.glob(f"00-*/{number:05d}.jsonl")), None)
        if first is None:
            return []
        found: list[tuple[str, Entry]] = []
        for stage in _head(first).stages:
            entry = self.read(stage, number)
            if entry is None:
                return []
            found.append((stage, entry))
        return found


def _head(path: Path) -> Head:
    """The first line of a journal file."""
    with path.open("rb") as file:
        return _head_in(file.readline(), path)


def _head_in(line: bytes, path: Path) -> Head:
    try:
        return _HEAD.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _damaged(path, error) from None


def _damaged(path: Path, error: Exception) -> DataError:
    return DataError(f"{path}: damaged journal ({error}); remove the file and run the build again")


def _decode(content: bytes, path: Path) -> Entry:
    first, _, rest = content.partition(b"\n")
    head = _head_in(first, path)
    try:
        outcomes = _OUTCOMES.decode_lines(rest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _damaged(path, error) from None
    left = [outcome for outcome in outcomes[: head.left] if not isinstance(outcome, Record)]
    records = [outcome for outcome in outcomes[head.left :] if isinstance(outcome, Record)]
    if (len(left), len(records), len(outcomes)) != (head.left, head.records, head.left + head.records):
        found = f"damaged journal (found {len(left)} that left and {len(records)} that go on"
        wanted = f"wanted {head.left} and {head.records})"
        raise DataError(f"{path}: {found}, {wanted}; remove the file and run the build again")
    return Entry(head, Result(records, left, head.counts))
