"""The lines of plain and packed files, and rows with the place where they stand."""

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec

BOM = b"\xef\xbb\xbf"
MARKED = "begins with a byte order mark (U+FEFF), wanted plain UTF-8 without one"
CHUNK = 1 << 17


class Row(msgspec.Struct, frozen=True):
    """One row as found: where it stands, and its columns or what is wrong with it."""

    place: str
    columns: Mapping[str, Any] = {}
    problem: str = ""
    text: str = ""


class Damaged(Exception):
    """A packed file that cannot be unpacked from this line on."""

    def __init__(self, line: int, found: str) -> None:
        self.line = line
        super().__init__(f"the packed file is {found} here, wanted a whole one")


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A file's bytes, unpacked where its name says .gz or .zst."""
    if path.suffix == ".gz":
        with gzip.open(path) as file:
            yield file  # type: ignore[misc]
    elif path.suffix == ".zst":
        with path.open("rb") as packed, io.BufferedReader(_Chunks(_unpacked(packed)), CHUNK) as file:
            yield file
    else:
        with path.open("rb") as file:
            yield file


def _unpacked(packed: IO[bytes]) -> Iterator[bytes]:
    """What a .zst file holds, all its frames; a frame that is cut off is an `EOFError`, as `gzip` has it."""
    import zstandard

    frame = None
    while chunk := packed.read(CHUNK):
        while chunk:
            frame = frame or zstandard.ZstdDecompressor().decompressobj()
            try:
                yield frame.decompress(chunk)
            except zstandard.ZstdError as error:
                raise zlib.error(str(error)) from None
            chunk = frame.unused_data if frame.eof else b""
            frame = None if frame.eof else frame
    if frame is not None:
        raise EOFError


class _Chunks(io.RawIOBase):
    """Chunks of bytes as a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.chunks = chunks
        self.left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.left:
            chunk = next(self.chunks, None)
            if chunk is None:
                return 0
            self.left = chunk
        place = memoryview(buffer)
        count = min(len(place), len(self.left))
        place[:count], self.left = self.left[:count], self.left[count:]
        return count


def lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers from 1; `Damaged` where a packed file breaks off."""
    number = 0
    try:
        for line in file:
            number += 1
            yield number, line
    except EOFError:
        raise Damaged(number + 1, "cut off") from None
    except (gzip.BadGzipFile, zlib.error):
        raise Damaged(number + 1, "damaged") from None


def decoded(line: bytes) -> str:
    """A line as text; `ValueError` where it begins with a byte order mark or is not UTF-8."""
    if line.startswith(BOM):
        raise ValueError(MARKED)
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(not_utf8(error.start, line[error.start])) from None


def not_utf8(start: int, byte: int) -> str:
    """What is wrong with a byte, counted from 0 in its line."""
    return f"byte {start + 1} of the line (0x{byte:02X}) is not UTF-8, wanted UTF-8"


def readable(text: bytes) -> str:
    """Broken bytes as far as they can be read, for people."""
    return text.decode("utf-8", "replace").strip()
