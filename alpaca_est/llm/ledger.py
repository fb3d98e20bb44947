"""What a run asked and paid, one JSON line before each request and one after it.

A start without an end was in flight when the process died: it counts as much as it can have cost. A torn line was
being written at that moment. If it was a start, its request was never sent; if an end, its start still counts.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from alpaca_est.errors import RunError


class Start(msgspec.Struct, tag="start", tag_field="event", kw_only=True):
    """A request is about to be sent; tokens and usd are what it may cost at most."""

    number: int
    key: str
    model: str
    tokens: int
    usd: float
    at: str


class End(msgspec.Struct, tag="end", tag_field="event", kw_only=True):
    """A request has ended; tokens and usd are what it cost."""

    number: int
    key: str
    tokens: int
    usd: float
    seconds: float
    ended: str


class Open(NamedTuple):
    """A start that has no end yet."""

    key: str
    tokens: int
    usd: float


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Start | End).decode


class Ledger:
    """One run's ledger, read back when it is opened; without a path it lives in memory only."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.number = 0
        self.usd = 0.0
        self.tokens = 0
        self.paid_again = 0
        self.open: dict[int, Open] = {}
        self.unfinished: dict[str, int] = {}
        self.file = _opened(path) if path else None
        for line in lines(path) if path else ():
            self._count(line)

    def start(self, *, key: str, model: str, tokens: int, usd: float, at: str) -> int:
        """Write down that a request is about to be sent; its number."""
        line = Start(number=self.number + 1, key=key, model=model, tokens=tokens, usd=usd, at=at)
        self._write(line)
        return line.number

    def end(self, number: int, *, tokens: int, usd: float, seconds: float, ended: str) -> None:
        """Write down what a request came to."""
        key = self.open[number].key
        self._write(End(number=number, key=key, tokens=tokens, usd=usd, seconds=round(seconds, 3), ended=ended))

    @property
    def spent(self) -> tuple[float, int]:
        """USD and tokens that are gone for sure, or may be: what is in flight counts at its ceiling."""
        usd = self.usd + sum(request.usd for request in self.open.values())
        return usd, self.tokens + sum(request.tokens for request in self.open.values())

    def close(self) -> None:
        """Close the file."""
        if self.file is not None:
            os.close(self.file)
            self.file = None

    def _write(self, line: Start | End) -> None:
        if self.file is not None and self.path is not None:
            try:
                os.write(self.file, _encode(line) + b"\n")
            except OSError as error:
                raise RunError(f"{self.path}: the ledger cannot be written ({error.strerror})") from error
        self._count(line)

    def _count(self, line: Start | End) -> None:
        self.number = max(self.number, line.number)
        if isinstance(line, Start):
            self.paid_again += line.key in self.unfinished
            self.unfinished[line.key] = line.number
            self.open[line.number] = Open(line.key, line.tokens, line.usd)
        else:
            self.open.pop(line.number, None)
            self.usd += line.usd
            self.tokens += line.tokens
            if self.unfinished.get(line.key) == line.number:
                del self.unfinished[line.key]


def _opened(path: Path) -> int:
    """The file to append to; a torn last line is closed, so that the next one stands alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    except OSError as error:
        raise RunError(f"{path}: the ledger cannot be opened ({error.strerror})") from error
    size = os.fstat(file).st_size
    if size and os.pread(file, 1, size - 1) != b"\n":
        os.write(file, b"\n")
    return file


def lines(path: Path) -> Iterator[Start | End]:
    """What a ledger file says, torn lines left out."""
    with path.open("rb") as file:
        for line in file:
            try:
                yield _decode(line)
            except msgspec.DecodeError:
                continue
