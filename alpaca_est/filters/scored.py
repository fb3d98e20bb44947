"""Scores that another program gave: COMET, MetricX, a reward model; joined by id and text, never by line."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from pydantic import Field

from alpaca_est.decision import judged
from alpaca_est.errors import DataError
from alpaca_est.filters.numbers import beside
from alpaca_est.project import Files
from alpaca_est.record import Record
from alpaca_est.step import Measured


class Line(msgspec.Struct, frozen=True):
    """A line of a file of scores; `sha256` ties the score to the text that was scored."""

    id: str
    score: float
    sha256: str = ""


class Scores(msgspec.Struct, frozen=True):
    """Scores by the ids of records, with the paths they were read from."""

    paths: tuple[str, ...]
    lines: dict[str, Line]

    @property
    def sha256(self) -> str:
        """The identity of the scores, wherever their files lie."""
        return hashlib.sha256(msgspec.json.encode(sorted(self.lines.values(), key=lambda line: line.id))).hexdigest()


def scores(paths: Sequence[str], folder: Path) -> Scores:
    """The scores in several files, those of later ones before those of earlier ones."""
    found: dict[str, Line] = {}
    for path in paths:
        found |= {line.id: line for line in _lines(folder / path, path)}
    return Scores(tuple(paths), found)


def _lines(path: Path, shown: str) -> list[Line]:
    decoder = msgspec.json.Decoder(Line)
    found: list[Line] = []
    for number, content in enumerate(path.read_bytes().split(b"\n"), 1):
        if content.strip():
            try:
                found.append(decoder.decode(content))
            except msgspec.DecodeError as error:
                raise DataError(f'{shown}:{number}: {error}, wanted {{"id": …, "score": …}}') from None
    return found


ScoreFiles = Annotated[Scores, Files(lambda paths, folder, _: scores(paths, folder))]


class Scored(Measured):
    """Flags or rejects by scores that another program gave, such as reference-free COMET in an environment of its own.

    `file` has a line of JSON for each record: its id, the score, and where it was written the sha256 of the text that
    was judged; a score of another text does not count, nor has a record without a score a verdict. Give the step a
    name, as `name: comet`, and the thresholds of that model: TartuNLP kept synthetic pairs over 0.85 COMET.
    """

    measure_name = "score"

    step: Literal["scored"] = "scored"
    file: ScoreFiles = Field(default_factory=lambda: Scores((), {}))
    """Files of scores, JSON lines."""

    def value(self, record: Record) -> float | None:
        """The score of this record with this text."""
        line = self.file.lines.get(record.id)
        if line is None or (line.sha256 and line.sha256 != judged(record)):
            return None
        return line.score

    def reason(self, record: Record, value: float) -> str:  # noqa: ARG002
        """The score, under the step's name."""
        bounds = [bound for bound in (self.reject_below, self.flag_below, self.flag_above, self.reject_above) if bound]
        return f"{self.key} is {beside(value, min(bounds, key=lambda bound: abs(bound - value)), 3)}"
