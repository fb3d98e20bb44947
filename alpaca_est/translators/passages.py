"""Paragraphs of text files that a step may show to a model, read once when the pipeline is loaded."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from alpaca_est.errors import DataError
from alpaca_est.project import Files


class Passages(msgspec.Struct, frozen=True):
    """Paragraphs, with the paths of the files they were read from."""

    paths: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The identity of the paragraphs, wherever their files lie."""
        return hashlib.sha256(msgspec.json.encode(self.texts)).hexdigest()


def passages(paths: Sequence[str], folder: Path) -> Passages:
    """The paragraphs of several files; `DataError` where one is no text."""
    found: list[str] = []
    for path in paths:
        try:
            text = (folder / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            wanted = "wanted paragraphs with blank lines between"
            raise DataError(f"{path} cannot be read as UTF-8 text, {wanted}") from None
        found += [part.strip() for part in text.split("\n\n") if part.strip()]
    return Passages(tuple(paths), tuple(found))


TextFiles = Annotated[Passages, Files(lambda paths, folder, _: passages(paths, folder))]
