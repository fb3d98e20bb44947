"""Shards that are compressed, the same bytes every time."""

import gzip
import hashlib
from pathlib import Path
from typing import IO, Any

from msgspec.structs import replace

from alpaca_est.runs.dataset.index import File

SUFFIXES = (".gz", ".zst")
BLOCK = 1 << 20


def packed(file: IO[bytes], name: str) -> Any:
    """What compresses lines into an open file, or None where its name asks for none; without a time or a name."""
    if name.endswith(".gz"):
        return gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)
    if name.endswith(".zst"):
        import zstandard

        return zstandard.ZstdCompressor().stream_writer(file, closefd=False)
    return None


def as_stored(entry: File, path: Path) -> File:
    """The entry of a file with size and digest of what lies on disk; rows and row set stay those of its lines."""
    if not path.name.endswith(SUFFIXES):
        return entry
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
    return replace(entry, sha256=digest.hexdigest(), bytes=size)
