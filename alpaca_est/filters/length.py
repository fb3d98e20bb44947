"""How long a record's fields are, in words and characters."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import word_count

PREFIXES = {"output": "", "instruction": "instruction_", "input": "input_"}
UNITS = ("words", "characters")


class Bound(NamedTuple):
    """One limit on one measure: `output`, `words`, `max`, 150."""

    field: str
    unit: str
    side: Literal["min", "max"]
    limit: int


class Length(Filter):
    """Rejects records with a field that is too short or too long, in words or characters.

    Settings without a prefix are about the output: `max_words: 300`. Those of the other fields begin with
    `instruction_` and `input_`. `null` removes a limit. Characters are counted without white space at the ends.
    """

    deciding: ClassVar[frozenset[str]] = frozenset(
        f"{prefix}{side}_{unit}" for prefix in PREFIXES.values() for side in ("min", "max") for unit in UNITS
    )

    step: Literal["length"] = "length"
    min_words: int | None = Field(default=None, ge=0)
    """Fewest words of the output."""
    max_words: int | None = Field(default=None, ge=1)
    """Most words of the output."""
    min_characters: int | None = Field(default=1, ge=0)
    """Fewest characters of the output."""
    max_characters: int | None = Field(default=20_000, ge=1)
    """Most characters of the output."""
    instruction_min_words: int | None = Field(default=2, ge=0)
    """Fewest words of the instruction."""
    instruction_max_words: int | None = Field(default=150, ge=1)
    """Most words of the instruction."""
    instruction_min_characters: int | None = Field(default=None, ge=0)
    """Fewest characters of the instruction."""
    instruction_max_characters: int | None = Field(default=None, ge=1)
    """Most characters of the instruction."""
    input_min_words: int | None = Field(default=None, ge=0)
    """Fewest words of the input."""
    input_max_words: int | None = Field(default=None, ge=1)
    """Most words of the input."""
    input_min_characters: int | None = Field(default=None, ge=0)
    """Fewest characters of the input."""
    input_max_characters: int | None = Field(default=20_000, ge=1)
    """Most characters of the input."""

    def thresholds(self) -> Mapping[str, Sequence[float]]:
        """Every limit that is set, of its measure."""
        found: dict[str, list[float]] = {}
        for field, unit, _, limit in self._bounds():
            found.setdefault(f"{field}_{unit}", []).append(limit)
        return found

    def measure(self, record: Record) -> Mapping[str, float]:
        """Words and characters of each field, as `output_words`."""
        measures: dict[str, float] = {}
        for field in PREFIXES:
            text = getattr(record, field).strip()
            measures[f"{field}_words"] = float(word_count(text))
            measures[f"{field}_characters"] = float(len(text))
        return measures

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject at the first limit that is missed."""
        for field, unit, side, limit in self._bounds():
            count = int(scores[f"{field}_{unit}"])
            if count < limit if side == "min" else count > limit:
                wanted = "at least" if side == "min" else "at most"
                return self.reject(record, f"{field} has {counted(count, unit)}, {wanted} {limit}")
        return record

    def _bounds(self) -> Iterator[Bound]:
        for field, prefix in PREFIXES.items():
            for unit in UNITS:
                for side in ("min", "max"):
                    limit = getattr(self, f"{prefix}{side}_{unit}")
                    if limit is not None:
                        yield Bound(field, unit, side, limit)


def counted(count: int, unit: str) -> str:
    """A number with its unit: `1 word`, `3 words`."""
    return f"{count} {unit[:-1] if count == 1 else unit}"
