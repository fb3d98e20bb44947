"""Shards as parquet: the columns of the view as its schema says, the same bytes every time from one pyarrow."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

from alpaca_est.runs.dataset.licences import view_of
from alpaca_est.runs.dataset.rows import line
from alpaca_est.runs.dataset.views import features

SUFFIX = ".parquet"
GROUP_ROWS = 5_000
GROUP_BYTES = 16_000_000


@cache
def schema(view: str) -> Any:
    """The columns of a view: text, whatever it looks like, and lists of named texts; nothing is ever null."""
    import pyarrow

    return pyarrow.schema([_field(feature) for feature in features(view_of(view))])


def _field(feature: Mapping[str, Any]) -> Any:
    import pyarrow

    if "list" not in feature:
        return pyarrow.field(feature["name"], pyarrow.string())
    return pyarrow.field(feature["name"], pyarrow.list_(pyarrow.struct([_field(one) for one in feature["list"]])))


class ParquetRows:
    """Writes rows of a view into an open file, in groups of 5,000 rows or 16 MB."""

    def __init__(self, file: IO[bytes], view: str) -> None:
        from pyarrow import parquet

        self.schema = schema(view)
        self.writer: Any = parquet.ParquetWriter(file, self.schema, compression="zstd")
        self.group: list[Mapping[str, Any]] = []
        self.size = 0

    def add(self, columns: Mapping[str, Any], size: int) -> None:
        """Take in the next row, which has so many bytes as a line."""
        self.group.append(columns)
        self.size += size
        if len(self.group) >= GROUP_ROWS or self.size >= GROUP_BYTES:
            self._flush()

    def close(self) -> None:
        """Everything in the file, which stays open."""
        self._flush()
        self.writer.close()

    def leave(self) -> None:
        """Let go of the file as it is; nothing promises what is in it."""
        self.writer.close()

    def _flush(self) -> None:
        import pyarrow

        if self.group:
            self.writer.write_table(pyarrow.Table.from_pylist(self.group, schema=self.schema))
            self.group.clear()
            self.size = 0


def lines(path: Path) -> Iterator[bytes]:
    """The rows of a parquet file as lines of JSON; `EOFError` where it cannot be read."""
    import pyarrow
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=1_000):
                yield from (line(columns) for columns in batch.to_pylist())
    except pyarrow.ArrowException as error:
        raise EOFError(str(error)) from None
