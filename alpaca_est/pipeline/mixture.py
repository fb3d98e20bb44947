"""What a pipeline says about its mixture: how much of each source, licence and kind of task."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema, model_validator

from alpaca_est.project import located, problem
from alpaca_est.source.lines import decoded
from alpaca_est.source.settings import Source
from alpaca_est.source.strict_json import parse_object

EXAMPLE = '{"seed": 0.7}'
SHARE = re.compile(r"(\d+(?:\.\d+)?) ?%")


def _read_most(value: Any) -> Any:
    """A number of records, or a share of the total."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, str) and SHARE.fullmatch(value):
        return value
    raise problem(f"found {value!r}, wanted a number of records or a share such as 10%")


Most = Annotated[
    int | str,
    BeforeValidator(_read_most),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": f"^{SHARE.pattern}$"}]}),
]


def amount(most: int | str, total: int) -> Fraction:
    """A cap in records; a share is of the total."""
    found = SHARE.fullmatch(most) if isinstance(most, str) else None
    return Fraction(found[1]) * total / 100 if found else Fraction(most)


def _read_weights(value: Any, info: ValidationInfo) -> Any:
    """Weights as they stand in the pipeline, or in a JSON file that it names."""
    if not isinstance(value, str):
        return value
    path = located(value, info)
    if path.is_dir():
        raise problem(f"{value}: a folder, wanted a file of JSON such as {EXAMPLE}")
    try:
        return parse_object(decoded(path.read_bytes()))
    except ValueError as error:
        raise problem(f"{value}: {error} (the file holds JSON such as {EXAMPLE})") from None


Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]

Weights = Annotated[
    dict[str, Weight],
    BeforeValidator(_read_weights),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "number"}}]}),
]


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class AtMost(_Settings):
    """Caps, in records or as a share of the total such as `10%`."""

    sources: dict[str, Most] = {}
    """By the name of a source."""
    licences: dict[str, Most] = {}
    """By licence, of the row or else of its source; `unspecified` where neither has one. In capitals or not."""


class Balance(_Settings):
    """The kinds of task within each source: evenly, or as weighted (after TAPIR, Yue et al. 2024, arXiv 2405.13448)."""

    by: Literal["kind", "verb", "verb_object"] = "kind"
    """The column that `columns.kind` names, or the main verb of the instruction, without or with its object."""
    weights: dict[str, Weight] = {}
    """Kinds that come more or less often than the others, whose weight is 1."""
    temperature: float | None = Field(default=None, gt=0)
    """Kinds come by their number of rows to the power of 1/T: 1 as they are; evenly unless set."""


class Mixture(_Settings):
    """How many records each source brings. They come in turn, by their shares; rows are drawn by the seed.

    `counts` are exact. The other sources share what is left of `total` by their weights, or by their numbers of rows.
    No row comes again before every other one of its source, licence and kind has come as often. Records that a step
    rejects are replaced by further rows as long as there are any.
    """

    total: int | None = Field(default=None, ge=1)
    """Records of all sources together; unless set as many as there are until a source has no rows left."""
    counts: dict[str, Annotated[int, Field(ge=0)]] = {}
    """Records of single sources."""
    weights: Weights | None = None
    """Weights of all other sources, or a JSON file that holds them; their numbers of rows unless set."""
    temperature: float = Field(default=1.0, gt=0)
    """Weights are taken to the power of 1/T: above 1 small sources come more often than their weight."""
    epochs: int = Field(default=1, ge=1, le=1000)
    """How often a row may come, each time with an id of its own; `rounds` of a source goes before."""
    at_most: AtMost = AtMost()
    """Caps of sources and licences."""
    balance: Balance | None = None
    """Whether kinds of task are balanced within each source."""

    @model_validator(mode="after")
    def _shares_of_something(self) -> Self:
        shares = [*self.at_most.sources.values(), *self.at_most.licences.values()]
        if self.total is None and (share := next((one for one in shares if isinstance(one, str)), None)):
            raise problem(f"at_most {share} without total, wanted both, or a number of records")
        return self

    @model_validator(mode="after")
    def _weights_of_something(self) -> Self:
        if self.weights and not any(self.weights.values()) and not any(self.counts.values()):
            raise problem("every weight is 0, wanted one above 0 or counts")
        return self

    def epochs_of(self, source: Source) -> int:
        """How often a row of a source may come."""
        return source.rounds or self.epochs

    def unknown(self, sources: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Settings whose sources are none of the pipeline's, and weights that lack one, with what is wrong."""
        named: dict[str, Mapping[str, Any]] = {"counts": self.counts, "at_most.sources": self.at_most.sources}
        for setting, given in {**named, "weights": self.weights or {}}.items():
            for name in given:
                if name not in sources:
                    yield setting, f"no source {name!r}, only {', '.join(sources)}"
        if self.weights is not None:
            for name in sources:
                if name not in self.weights and name not in self.counts:
                    yield "weights", f"none for {name}, wanted one for every source without a count"
