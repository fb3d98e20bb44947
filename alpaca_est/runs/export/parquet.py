"""Parquet: the same rows in the same shards and splits, typed, with the card that says so."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO

from alpaca_est.errors import DataError
from alpaca_est.runs.dataset.beside import INFO
from alpaca_est.runs.dataset.index import ADVICE, File, Index
from alpaca_est.runs.dataset.parquet import ParquetRows
from alpaca_est.runs.dataset.published import rows
from alpaca_est.runs.dataset.rows import line
from alpaca_est.runs.export.rows import Part

SUFFIX = re.compile(r"(?<=[-*0-9])\.jsonl(\.gz|\.zst)?$")
PATTERNS = re.compile(r"(data/\w+/\w+-\*)\.jsonl(\.gz|\.zst)?\b")


def parts(run: Path, found: Index) -> Iterator[Part]:
    """A parquet file for every shard, README.md, and the dataset_info.json that LLaMA-Factory reads."""
    for file in found.shards:
        yield Part(SUFFIX.sub(".parquet", file.path), file.rows, partial(_write, run, file))
    yield Part("README.md", 0, lambda file: file.write(_card(run).encode()))
    if any(file.path == INFO for file in found.files):
        yield Part(INFO, 0, lambda file: file.write((run / INFO).read_bytes()))


def _write(run: Path, shard: File, file: IO[bytes]) -> None:
    from pyarrow import ArrowInvalid, ArrowTypeError

    table = ParquetRows(file, shard.path.split("/")[1])
    try:
        for row in rows(run, [shard]):
            table.add(row, len(line(row)))
        table.close()
    except (ArrowInvalid, ArrowTypeError) as error:
        raise DataError(f"{run / shard.path}: columns of two types ({error}), {ADVICE}") from None
    finally:
        table.leave()


def _card(run: Path) -> str:
    """The dataset's card, told of parquet instead of JSON lines."""
    text = (run / "README.md").read_text("utf-8")
    text = PATTERNS.sub(r"\1.parquet", text).replace("JSON lines, UTF-8", "parquet")
    return re.sub(r"; +`index\.json` has [^.]*\.", ".", text)
