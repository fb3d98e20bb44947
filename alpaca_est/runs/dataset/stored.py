"""How rows are stored: JSON lines, plain or packed, or parquet; the same bytes every time."""

import gzip
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from msgspec.structs import replace

from alpaca_est.runs.dataset import parquet
from alpaca_est.runs.dataset.index import File, Tally
from alpaca_est.runs.dataset.rows import line
from alpaca_est.source.lines import opened

BUFFER = 1 << 20
PACKED = (".gz", ".zst", parquet.SUFFIX)


class RowFile:
    """A file that grows by rows and knows its entry in the index; packed or parquet where its name says so."""

    def __init__(self, path: Path, view: str = "") -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.tally = Tally()
        self.file = path.open("wb", buffering=BUFFER)
        self.packed = _packed(self.file, path.name)
        self.table = parquet.ParquetRows(self.file, view) if path.suffix == parquet.SUFFIX else None

    def add(self, columns: Mapping[str, Any], content: bytes = b"") -> None:
        """Write a row; `content` is its line of JSON where the caller has it already."""
        content = content or line(columns)
        if self.table is not None:
            self.table.add(columns, len(content))
        else:
            (self.packed or self.file).write(content)
        self.tally.add(content)

    def close(self) -> None:
        """Everything on disk."""
        if self.table is not None:
            self.table.close()
        if self.packed is not None:
            self.packed.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def leave(self) -> None:
        """Let go of the file as it is; nothing promises what is in it."""
        if self.table is not None and not self.file.closed:
            self.table.leave()
        self.file.close()

    def entry(self, path: str) -> File:
        """The file's entry in the index, closed as it is."""
        return as_stored(self.tally.file(path), self.path.with_name(Path(path).name))


def _packed(file: IO[bytes], name: str) -> Any:
    """What compresses lines into an open file, or None where its name asks for none; without a time or a name."""
    if name.endswith(".gz"):
        return gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)
    if name.endswith(".zst"):
        import zstandard

        return zstandard.ZstdCompressor().stream_writer(file, closefd=False)
    return None


def as_stored(entry: File, path: Path) -> File:
    """The entry of a file with size and digest of what lies on disk; rows and row set stay those of its lines."""
    if not path.name.endswith(PACKED):
        return entry
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return replace(entry, sha256=digest.hexdigest(), bytes=file.tell())


@contextmanager
def stored_lines(path: Path) -> Iterator[Iterable[bytes]]:
    """The lines of a file of a dataset, unpacked; the rows of parquet as the lines that JSON would have."""
    if path.suffix == parquet.SUFFIX:
        yield parquet.lines(path)
    else:
        with opened(path) as file:
            yield file
