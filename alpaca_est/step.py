"""What a step is. Steps think; the engine acts: here is no client, no waiting, no file.

Four kinds, all frozen settings, all pure:

    PromptStep   asks a model            asks → (follow_up) → read
    BatchStep    computes                run
    Filter       measures, then decides  measure → decide
    StreamStep   computes and remembers  begin → run

Every input must come out again: as itself, as something below its id, rejected, or `used`.
"""

import random
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Self

import msgspec
from pydantic import BaseModel, ConfigDict, Field, model_validator

from alpaca_est.ask import Ask, Reply
from alpaca_est.record import Flag, Outcome, Record, Rejected, Sample, Used, with_scores


class Step(BaseModel, ABC):
    """One step of a pipeline; its fields are the keys of the YAML."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    step: str
    """Which step this is."""
    name: str = Field(default="", pattern=r"^[a-z0-9_]*$")
    """Its name in scores and reports, where two steps of a kind stand in one pipeline."""
    lang: str = ""
    """Language of the records (ISO 639); the pipeline's unless set here."""
    seed: int = 0
    """Seed of every draw; the pipeline's unless set here."""

    @property
    def key(self) -> str:
        """The name in scores, reports and `--set steps.NAME.field=…`."""
        return self.name or self.step

    def chance(self, record: Record, *names: object) -> random.Random:
        """A random generator that depends on seed, step, record and names only."""
        return random.Random("/".join([str(self.seed), self.key, record.id, *map(str, names)]))

    def child(self, record: Record, number: int, **fields: Any) -> Record:
        """Something new made from a record, numbered below it."""
        return Record(id=f"{record.id}/{number}", made_by=self.key, **{"lang": record.lang, **fields})

    def change(self, record: Record, **fields: Any) -> Record:
        """The same record with other texts; what it was before stands in `original`."""
        before = record.original or Sample(**{name: getattr(record, name) for name in Sample.__struct_fields__})
        return msgspec.structs.replace(record, original=before, made_by=self.key, **fields)

    def flag(
        self, record: Record, reason: str, *, score: float | None = None, span: tuple[str, int, int] | None = None
    ) -> Record:
        """The record with a doubt that a person has to decide on; it goes on through the pipeline."""
        flag = Flag(step=self.key, reason=reason, score=score, span=span)
        return msgspec.structs.replace(record, flags=(*record.flags, flag))

    def reject(self, record: Record, reason: str) -> Rejected:
        """The record leaves, with the measured value and then what was wanted."""
        return Rejected(id=record.id, step=self.key, reason=reason, record=record)

    def unreadable(self, record: Record, number: int, reason: str, *, text: str = "") -> Rejected:
        """Something that should have become a child of the record and cannot be read as one."""
        return Rejected(id=f"{record.id}/{number}", step=self.key, reason=reason, text=text)

    def used(self, record: Record) -> Used:
        """The record served its purpose and goes no further."""
        return Used(id=record.id)


class PromptStep(Step):
    """A step that asks a model."""

    fills: ClassVar[frozenset[str]] = frozenset()

    model: str
    """Which entry of `models:` is asked."""

    @abstractmethod
    def asks(self, record: Record) -> Sequence[Ask]:
        """The first questions about a record."""

    def follow_up(self, record: Record, replies: Sequence[Reply]) -> Sequence[Ask]:  # noqa: ARG002
        """More questions, given all replies so far; asked again until there are none."""
        return ()

    @abstractmethod
    def read(self, record: Record, replies: Sequence[Reply]) -> Iterable[Outcome]:
        """What the replies say about the record."""

    def expected_asks(self, record: Record) -> Sequence[Ask]:
        """The questions about a record that are likely to be paid, for estimates."""
        return self.asks(record)

    @property
    def children_per_ask(self) -> float:
        """How many records one question is expected to bring, for estimates."""
        return 1.0

    def expected_characters(self, record: Record) -> int:
        """How long all replies about a record are expected to be, for estimates."""
        return max(200, len(record.instruction) + len(record.input) + len(record.output))


class BatchStep(Step):
    """A step that computes."""

    @abstractmethod
    def run(self, records: Sequence[Record]) -> Iterable[Outcome]:
        """The outcomes of a batch, in the order of its records."""


class Filter(Step):
    """A step that measures a record, then decides from the measures alone."""

    deciding: ClassVar[frozenset[str]] = frozenset()
    """Settings besides `reject_…` and `flag_…` that change decisions and never measures."""

    @classmethod
    def only_decides(cls, setting: str) -> bool:
        """Whether a setting changes decisions alone, so that stored scores stay true."""
        return setting in cls.deciding or setting.startswith(("reject_", "flag_"))

    def thresholds(self) -> Mapping[str, Sequence[float]]:
        """The bounds of each measure, for histograms in reports; the four of `Bounds` unless a filter says more."""
        return {}

    @abstractmethod
    def measure(self, record: Record) -> Mapping[str, float]:
        """Named measures of a record; a measure that has no meaning for it is left out."""

    @abstractmethod
    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Keep, flag or reject."""

    def run(self, records: Iterable[Record]) -> Iterator[Outcome]:
        """Measure and decide, one record after the other."""
        for record in records:
            scores = self.measure(record)
            yield self.decide(with_scores(record, self.key, scores.items()), scores)


class StreamStep(Step):
    """A step that remembers what it has seen; batches come to it in their order, one at a time."""

    @abstractmethod
    def begin(self) -> Any:
        """An empty memory."""

    @abstractmethod
    def run(self, records: Sequence[Record], memory: Any) -> Iterable[Outcome]:
        """The outcomes of the next batch; the memory learns."""


class Bounds(BaseModel):
    """The four thresholds a one-score filter may have, as a mixin; those not set do nothing."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    reject_below: float | None = None
    """Rejected under this value."""
    flag_below: float | None = None
    """Flagged for people under this value."""
    reject_above: float | None = None
    """Rejected over this value."""
    flag_above: float | None = None
    """Flagged for people over this value."""

    @model_validator(mode="after")
    def _flags_before_rejects(self) -> Self:
        if self.reject_below is not None and self.flag_below is not None and self.flag_below < self.reject_below:
            raise ValueError(f"flag_below {self.flag_below} is under reject_below {self.reject_below}")
        if self.reject_above is not None and self.flag_above is not None and self.flag_above > self.reject_above:
            raise ValueError(f"flag_above {self.flag_above} is over reject_above {self.reject_above}")
        return self

    def crossed(self, value: float) -> tuple[str, float] | None:
        """What a value means: ("reject" or "flag", the bound it crossed), or None; rejections come first."""
        for verdict, low, high in (
            ("reject", self.reject_below, self.reject_above),
            ("flag", self.flag_below, self.flag_above),
        ):
            if low is not None and value < low:
                return verdict, low
            if high is not None and value > high:
                return verdict, high
        return None


class Measured(Filter, Bounds):
    """A filter whose decision is its four thresholds over one measure; authors write `value` and `reason`."""

    measure_name: ClassVar[str] = "value"
    wanted: ClassVar[str] = ""
    """What a reason ends with where a bound says little, as `one of them`; else `at most 0.2` and the like."""

    @abstractmethod
    def value(self, record: Record) -> float | None:
        """The measure of a record, or None where it has no meaning for it."""

    @abstractmethod
    def reason(self, record: Record, value: float) -> str:
        """What was measured, as a sentence that goes on with `, at most … wanted`."""

    def span(self, record: Record) -> tuple[str, int, int] | None:  # noqa: ARG002
        """Where a person should look: field, start and end in characters."""
        return None

    def thresholds(self) -> Mapping[str, Sequence[float]]:
        """Those that are set, of the one measure."""
        bounds = (self.reject_below, self.flag_below, self.flag_above, self.reject_above)
        return {self.measure_name: [bound for bound in bounds if bound is not None]}

    def measure(self, record: Record) -> Mapping[str, float]:
        """The one measure, under its name."""
        value = self.value(record)
        return {} if value is None else {self.measure_name: value}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject or flag at the first threshold that is crossed."""
        value = scores.get(self.measure_name)
        crossed = None if value is None else self.crossed(value)
        if value is None or crossed is None:
            return record
        verdict, bound = crossed
        wanted = "at least" if value < bound else "at most"
        reason = f"{self.reason(record, value)}, {self.wanted or f'{wanted} {bound:g}'} wanted"
        if verdict == "reject":
            return self.reject(record, reason)
        return self.flag(record, reason, score=value, span=self.span(record))
