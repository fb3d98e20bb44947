"""Parquet: the same rows in the same shards and splits, typed, with the card that says so."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from alpaca_est.errors import DataError
from alpaca_est.runs.dataset.card import COLUMNS
from alpaca_est.runs.dataset.index import ADVICE, File, Index
from alpaca_est.runs.dataset.published import Columns, rows
from alpaca_est.runs.export.rows import Part

GROUP = 5_000
SUFFIX = re.compile(r"\.jsonl(\.gz|\.zst)?\b")


def parts(run: Path, found: Index) -> Iterator[Part]:
    """A parquet file for every shard, and README.md."""
    for file in found.shards:
        yield Part(SUFFIX.sub(".parquet", file.path), file.rows, partial(_write, run, file))
    yield Part("README.md", 0, lambda file: file.write(_card(run).encode()))


def _write(run: Path, shard: File, file: IO[bytes]) -> None:
    import pyarrow
    from pyarrow import parquet

    published = rows(run, [shard])
    groups = iter(lambda: tuple(islice(published, GROUP)), ())
    first = next(groups)
    schema = _schema(first)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in chain([first], groups):
            try:
                writer.write_table(pyarrow.Table.from_pylist(list(group), schema=schema))
            except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError) as error:
                raise DataError(f"{run / shard.path}: columns of two types ({error}), {ADVICE}") from None


def _schema(group: tuple[Columns, ...]) -> Any:
    """Text for the columns that are text, whatever they look like; lists of turns and the like as they are found."""
    import pyarrow

    found = pyarrow.Table.from_pylist(list(group)).schema
    return pyarrow.schema([(one.name, pyarrow.string() if one.name in COLUMNS else one.type) for one in found])


def _card(run: Path) -> str:
    """The dataset's card, told of parquet instead of JSON lines."""
    text = (run / "README.md").read_text("utf-8")
    text = SUFFIX.sub(".parquet", text).replace("JSON lines, UTF-8", "parquet")
    return re.sub(r" +`index\.json` has [^.]*\.", "", text)
