"""What a dataset is made of: samples, records, and the reasons why some are left out."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec


class Turn(msgspec.Struct, frozen=True):
    """One earlier turn of a conversation."""

    role: Literal["user", "assistant"]
    content: str


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """The Alpaca triple in one language; `system` and `history` are empty unless it is a conversation."""

    lang: str = ""
    system: str = ""
    history: tuple[Turn, ...] = ()
    instruction: str = ""
    input: str = ""
    output: str = ""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a human-made or imported record came from; `row` counts from 0, `ancestor` is its id in an earlier run."""

    dataset: str
    row: int
    licence: str = ""
    url: str = ""
    ancestor: str = ""


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """A doubt a person has to decide on; `span` is (field, start, end) in characters."""

    step: str
    reason: str
    score: float | None = None
    span: tuple[str, int, int] | None = None


class Record(Sample, frozen=True, kw_only=True, tag="record"):
    """A sample on its way through a pipeline.

    `id` is lineage, never content: `seed:017/0` is row 17 of the source `seed` in round 0,
    `seed:017/0/3` the fourth thing that was made of it. `scores` are named `step.measure`. `kind` tells which kind of
    task a generator computed and with which of its phrasings, as `case_form/3`; `engine` which models translated it, as
    `memory+writer`. `constraints` are those that the answer has to keep, as `words_at_most:50`, or `2/no_comma` where
    it is asked in the second turn. `reviewed_by` is who decided on it.
    """

    id: str
    origin: Origin | None = None
    original: Sample | None = None
    made_by: str = ""
    kind: str = ""
    engine: str = ""
    constraints: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    scores: dict[str, float] = {}
    reviewed_by: str = ""


class Rejected(msgspec.Struct, frozen=True, kw_only=True, tag="rejected"):
    """A record that left, and why; `text` holds what could not even be read as a record."""

    id: str
    step: str
    reason: str
    record: Record | None = None
    text: str = ""


class Used(msgspec.Struct, frozen=True, kw_only=True, tag="used"):
    """An input that served its purpose: a seed that was shown, a document that was split."""

    id: str


Outcome = Record | Rejected | Used

FIELDS = ("instruction", "input", "output")


def source_id(source: str, row: int, round_: int) -> str:
    """The identity a source gives to its row (from 0) in a round (from 0)."""
    return f"{source}:{row:03d}/{round_}"


def source_of(identity: str) -> str:
    """The name of the source that an id began in."""
    return identity.partition(":")[0]


def root_of(identity: str) -> str:
    """The source record an id descends from: `seed:017/0/3` comes from `seed:017/0`."""
    return "/".join(identity.split("/", 2)[:2])


def number_of(identity: str) -> int:
    """A running number of an id's source record: its row, a million further on for each round."""
    match = re.search(r":(\d+)/(\d+)", identity)
    return int(match[1]) + 1_000_000 * int(match[2]) if match else 0


def descends(identity: str, ancestor: str) -> bool:
    """Whether an id is strictly below another one."""
    return identity.startswith(ancestor + "/")


def texts(sample: Sample) -> Iterator[tuple[str, str]]:
    """Every text of a sample with the name of its field, conversations included."""
    yield "system", sample.system
    for turn in sample.history:
        yield "history", turn.content
    for field in FIELDS:
        yield field, getattr(sample, field)


def with_scores(record: Record, step: str, scores: Iterable[tuple[str, float]]) -> Record:
    """The record with a step's measures added."""
    named = {f"{step}.{name}": value for name, value in scores}
    return msgspec.structs.replace(record, scores={**record.scores, **named})
