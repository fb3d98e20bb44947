"""decisions.jsonl as it grows: a line is on disk before anybody is told that it was saved."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from alpaca_est.decision import Decision
from alpaca_est.errors import DataError

TAIL = 100  # bytes


class Log:
    """The log of a run; several processes may append, each in its turn."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def turn(self) -> Iterator[IO[bytes]]:
        """The open log, to be read and appended to by nobody else meanwhile; what a crash tore off is cut away."""
        with self.path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            _mend(file)
            yield file

    def append(self, file: IO[bytes], decisions: list[Decision]) -> int:
        """Add lines in one's turn and wait until they are on disk; where the next line will begin."""
        file.write(b"".join(msgspec.json.encode(decision) + b"\n" for decision in decisions))
        file.flush()
        os.fsync(file.fileno())
        return file.tell()

    def since(self, file: IO[bytes], offset: int) -> tuple[list[Decision], int]:
        """The lines from a place on, and where the next one will begin."""
        file.seek(offset)
        content = file.read()
        try:
            return [msgspec.json.decode(line, type=Decision) for line in content.splitlines()], offset + len(content)
        except msgspec.DecodeError as error:
            raise DataError(f"{self.path}: after byte {offset}: not a decision ({error})") from None

    def tail(self, file: IO[bytes], end: int) -> str:
        """What stands before a place, so that another file of the same name is noticed."""
        file.seek(max(0, end - TAIL))
        return file.read(min(TAIL, end)).hex()


def _mend(file: IO[bytes]) -> None:
    """End the log with a whole line: a last line that cannot be read was never confirmed to anybody."""
    end = file.seek(0, os.SEEK_END)
    if end == 0:
        return
    file.seek(end - 1)
    if file.read(1) == b"\n":
        return
    file.seek(0)
    last = file.read().rpartition(b"\n")[2]
    try:
        msgspec.json.decode(last, type=Decision)
        file.write(b"\n")
    except msgspec.DecodeError:
        file.truncate(end - len(last))
