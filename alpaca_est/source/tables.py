"""CSV, TSV, parquet and Hub datasets as rows."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from alpaca_est.errors import DataError
from alpaca_est.source.lines import Damaged, Row, decoded, lines, opened, readable
from alpaca_est.source.settings import Hub
from alpaca_est.text import excerpt

NOT_CSV = {
    "field larger": f"a cell has more than {csv.field_size_limit()} characters, wanted its quotes closed",
    "new-line": "a carriage return (U+000D) stands in the middle, wanted line ends of one kind",
}


def table_rows(path: Path, shown: str) -> Iterator[Row]:
    """The rows of a table whose first line names its columns; without a sound first line nothing can be read."""
    with opened(path) as file:
        table = _Table(file, "\t" if ".tsv" in path.name.lower() else ",")
        header: list[str] = []
        try:
            while (cells := table.row()) is not None:
                problem = table.problem or (_uncounted(cells, header) if header else _repeated(cells))
                if problem:
                    yield Row(f"{shown}:{table.line}", problem=problem, text=table.text)
                    if not header:
                        return
                elif header:
                    yield Row(f"{shown}:{table.line}", dict(zip(header, cells, strict=True)))
                else:
                    header = cells
        except Damaged as error:
            yield Row(f"{shown}:{error.line}", problem=str(error), text=table.text)


class _Table:
    """Rows of cells; one whose quotes are broken counts as one line, and reading goes on with the line after it."""

    def __init__(self, file: IO[bytes], delimiter: str) -> None:
        self.coming = lines(file)
        self.again: deque[tuple[int, bytes]] = deque()
        self.taken: list[tuple[int, bytes]] = []
        self.reader = csv.reader(self, delimiter=delimiter, strict=True)
        self.line, self.problem = 1, ""

    @property
    def text(self) -> str:
        """The present row as its file has it."""
        return readable(b"".join(line for _, line in self.taken))

    def row(self) -> list[str] | None:
        """The cells of the next row that is not blank, with `line` and `problem`; None at the end."""
        cells: list[str] | None = []
        while not cells and cells is not None:
            self.taken.clear()
            try:
                cells = next(self.reader, None)
            except csv.Error as error:
                return self._broken(str(error))
        self.line, self.problem = self._undecodable() or (self.taken[0][0] if self.taken else 0, "")
        return cells

    def _broken(self, message: str) -> list[str]:
        self.again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]
        quotes = 'its quotes do not match, wanted quoted cells closed and a quote inside them doubled ("")'
        self.problem = next((text for begin, text in NOT_CSV.items() if message.startswith(begin)), quotes)
        self.line = self.taken[0][0]
        return []

    def _undecodable(self) -> tuple[int, str] | None:
        for number, line in self.taken:
            try:
                decoded(line)
            except ValueError as error:
                return number, str(error)
        return None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line for the reader of cells; bytes that are not UTF-8 stay marked in it."""
        self.taken.append(self.again.popleft() if self.again else next(self.coming))
        return self.taken[-1][1].decode("utf-8", "surrogateescape")


def _repeated(header: Sequence[str]) -> str:
    twice = next((name for name in header if header.count(name) > 1), None)
    return "" if twice is None else f"column {twice!r} stands twice, wanted each column once"


def _uncounted(cells: Sequence[str], header: Sequence[str]) -> str:
    return (
        ""
        if len(cells) == len(header)
        else f"{len(cells)} cell{'s'[: len(cells) != 1]}, wanted {len(header)} as in the first line"
    )


def parquet_rows(path: Path, shown: str) -> Iterator[Row]:
    """The rows of a parquet file."""
    import pyarrow
    from pyarrow import parquet

    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=1024):
                for columns in _columns(batch):
                    number += 1
                    place = f"{shown}: row {number}"
                    yield Row(place, problem=columns) if isinstance(columns, str) else Row(place, columns)
    except (pyarrow.ArrowException, OSError):
        place = f"{shown}: row {number + 1}" if number else shown
        yield Row(place, problem="cannot be read as parquet (cut off or damaged), wanted a whole parquet file")


def _columns(batch: Any) -> Iterator[dict[str, Any] | str]:
    """The rows of a batch as columns; one whose bytes are no text as what is wrong with it."""
    try:
        yield from batch.to_pylist()
    except UnicodeDecodeError:
        for number in range(batch.num_rows):
            try:
                yield from batch.slice(number, 1).to_pylist()
            except UnicodeDecodeError as error:
                yield f"byte {error.start + 1} of a cell (0x{error.object[error.start]:02X}) is not UTF-8, wanted UTF-8"


def hub_rows(hub: Hub, folder: Path) -> Iterator[Row]:
    """The rows of a dataset on the Hub, or of a folder below the project folder, as they stream in."""
    import datasets

    name = str(folder / hub.name) if (folder / hub.name).is_dir() else hub.name
    try:
        rows = datasets.load_dataset(name, hub.config, split=hub.split, revision=hub.revision, streaming=True)
        for number, columns in enumerate(rows, start=1):
            yield Row(f"{hub.name} ({hub.split}): row {number}", columns)
    except (OSError, ValueError, datasets.exceptions.DatasetsError) as error:
        raise DataError(f"{hub.name}: cannot be loaded ({excerpt(str(error), 200)})") from None
