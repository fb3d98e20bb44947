"""The items of test sets: texts that no training record may hold."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import msgspec
from pydantic import BeforeValidator, InstanceOf, PlainSerializer, ValidationInfo, WithJsonSchema

from alpaca_est.errors import DataError
from alpaca_est.project import located, problem, root
from alpaca_est.source.lines import opened
from alpaca_est.source.reading import file_rows, files_of
from alpaca_est.source.settings import Hub
from alpaca_est.source.tables import hub_rows
from alpaca_est.text import words

FEWEST = 5  # words of an item that is looked for


class Item(NamedTuple):
    """One text of a test set: where it stands, its words, and the text as it was where it is known."""

    place: str
    words: tuple[str, ...]
    text: str = ""


class TestSets(msgspec.Struct, frozen=True):
    """The items of test sets, with the names that were given for them."""

    names: tuple[str, ...]
    items: tuple[Item, ...]

    __test__ = False  # for pytest: no class of tests

    @property
    def sha256(self) -> str:
        """The identity of the items, wherever their files lie."""
        return hashlib.sha256(msgspec.json.encode([item.words for item in self.items])).hexdigest()


def read_items(names: Sequence[str], folder: Path) -> TestSets:
    """The items of files and Hub datasets (`hub:owner/name`, `hub:owner/name:split`); `DataError` where one is broken.

    A plain text file has an item on each line; of rows, every text column of five words and more is one.
    """
    return TestSets(tuple(names), tuple(item for name in names for item in _items(name, folder)))


def _items(name: str, folder: Path) -> Iterator[Item]:
    if name.startswith("hub:"):
        dataset, _, split = name.removeprefix("hub:").partition(":")
        for row in hub_rows(Hub(name=dataset, split=split or "test"), folder):
            yield from _texts(row.place, row.columns)
        return
    for path in files_of(folder / name, name):
        if path.suffix == ".txt":
            with opened(path) as file:
                for number, line in enumerate(file, start=1):
                    yield from _text(f"{path.name}:{number}", line.decode("utf-8", "replace"))
            continue
        for row in file_rows(path, path.name):
            if row.problem:
                raise DataError(f"{row.place}: {row.problem}")
            yield from _texts(row.place, row.columns)


def _texts(place: str, columns: Any) -> Iterator[Item]:
    for value in columns.values() if hasattr(columns, "values") else ():
        if isinstance(value, str):
            yield from _text(place, value)
        elif isinstance(value, list | tuple):
            yield from (item for one in value if isinstance(one, str) for item in _text(place, one))


def _text(place: str, text: str) -> Iterator[Item]:
    found = tuple(words(text))
    if len(found) >= FEWEST:
        yield Item(place, found, text)


def _read(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        return value
    for name in value:
        if not name.startswith("hub:"):
            located(name, info)
    try:
        return read_items(value, root(info))
    except DataError as error:
        raise problem(str(error)) from None


Sets = Annotated[
    InstanceOf[TestSets],
    BeforeValidator(_read),
    PlainSerializer(lambda found: {"names": list(found.names), "sha256": found.sha256}),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""Test sets by path or Hub name, read once when the pipeline is loaded."""
