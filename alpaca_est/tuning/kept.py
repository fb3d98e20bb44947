"""The work folder of a check: each finished part is kept, so that a check that was killed goes on where it stood."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from alpaca_est.project import write
from alpaca_est.tuning.crew import crew

T = TypeVar("T")


class Kept:
    """Results of parts as JSON files, each whole or not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def part(self, name: str, kind: type[T], compute: Callable[[], T]) -> T:
        """The kept result of a part, or the result computed now and kept."""
        path = self.folder / f"{name}.json"
        if path.is_file():
            return msgspec.json.decode(path.read_bytes(), type=kind)
        found = compute()
        if crew().leader:
            write(path, msgspec.json.encode(found))
            self.training(name).unlink(missing_ok=True)
        return found

    def training(self, name: str) -> Path:
        """Where a training that is part of `name` keeps its state while it runs."""
        return self.folder / f"{name}.training"

    def has(self, name: str) -> bool:
        """Whether a part is finished."""
        return (self.folder / f"{name}.json").is_file()

    def settled(self, settings: Any) -> None:
        """Write down what this check is, for people who look into the folder."""
        if crew().leader:
            write(self.folder / "settings.json", msgspec.json.format(msgspec.json.encode(settings), indent=1))
