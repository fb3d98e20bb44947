"""The rows of a published run as the check sees them, drawn and held out by named chance."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from alpaca_est.errors import DataError
from alpaca_est.record import Turn, root_of
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.licences import view_of
from alpaca_est.runs.dataset.published import whole
from alpaca_est.runs.dataset.stored import stored_lines

FEWEST = 40  # rows under which nothing can be held out and compared


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A published row: its texts, where it came from, and the constraints its answer keeps.

    `system` and `history` are what was said before; both are empty unless it is a conversation.
    """

    id: str
    system: str = ""
    history: tuple[Turn, ...] = ()
    instruction: str
    input: str = ""
    output: str
    lang: str = "et"
    source: str = ""
    made_by: str = ""
    constraints: str = ""

    @property
    def asked(self) -> str:
        """Instruction and input."""
        return f"{self.instruction}\n\n{self.input}" if self.input else self.instruction

    @property
    def conversation(self) -> bool:
        """Whether something was said before the instruction."""
        return bool(self.system or self.history)

    @property
    def said(self) -> list[dict[str, str]]:
        """Every turn with its role, the answer last: what a chat template takes."""
        before = [("system", self.system)] if self.system else []
        turns = [*before, *((turn.role, turn.content) for turn in self.history)]
        return [
            {"role": role, "content": text} for role, text in (*turns, ("user", self.asked), ("assistant", self.output))
        ]


class _Said(msgspec.Struct, frozen=True):
    """A turn of the messages view."""

    role: str
    content: str


class _Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the messages view."""

    id: str
    messages: tuple[_Said, ...]
    lang: str = "et"
    source: str = ""
    made_by: str = ""
    constraints: str = ""

    def row(self) -> Row:
        """The line as a row: the last question and its answer, with everything that was said before."""
        system = "\n\n".join(said.content for said in self.messages if said.role == "system")
        *before, asked, answer = (said for said in self.messages if said.role != "system")
        history = tuple(msgspec.convert({"role": said.role, "content": said.content}, Turn) for said in before)
        return Row(
            id=self.id, system=system, history=history, instruction=asked.content, output=answer.content,
            lang=self.lang, source=self.source, made_by=self.made_by, constraints=self.constraints,
        )  # fmt: skip


class _Prompt(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the prompt_completion view."""

    id: str
    prompt: str
    completion: str
    lang: str = "et"
    source: str = ""
    made_by: str = ""
    constraints: str = ""

    def row(self) -> Row:
        """The line as a row: the whole prompt is its instruction."""
        return Row(
            id=self.id, instruction=self.prompt.removesuffix("\n"), output=self.completion, lang=self.lang,
            source=self.source, made_by=self.made_by, constraints=self.constraints,
        )  # fmt: skip


VIEWS: dict[str, type[Row | _Conversation | _Prompt]] = {
    "alpaca": Row,
    "messages": _Conversation,
    "prompt_completion": _Prompt,
}
"""The views that hold what the check reads; the first that was published is read."""


class Published(msgspec.Struct, frozen=True):
    """All rows of a run and the fingerprint of its shards."""

    rows: tuple[Row, ...]
    fingerprint: str


def published(run: Path) -> Published:
    """Every row of the first of `VIEWS` that is there, of each split and of each licence that stands apart.

    `DataError` where there is no such view, a shard is not as it was published, or a line is no row.
    """
    found = index.read(run)
    views = {view_of(shard.path.split("/")[1]) for shard in found.shards}
    view = next((name for name in VIEWS if name in views), None)
    if view is None:
        there = ", ".join(sorted(views)) or "nothing published"
        raise DataError(f"{run}: {there}, wanted one of the views {', '.join(VIEWS)} for the check")
    shards = [shard for shard in found.shards if view_of(shard.path.split("/")[1]) == view]
    rows = [row for shard in shards for row in _read(whole(run, shard), VIEWS[view])]
    if len(rows) < FEWEST:
        raise DataError(f"{run}: {len(rows)} rows, at least {FEWEST} wanted for the check")
    return Published(tuple(rows), found.fingerprint)


def _read(path: Path, kind: type[Row | _Conversation | _Prompt]) -> Iterator[Row]:
    """The rows of a shard."""
    decoder = msgspec.json.Decoder(kind)
    number = 0
    try:
        with stored_lines(path) as lines:
            for line in lines:
                number += 1
                read = decoder.decode(line)
                yield read if isinstance(read, Row) else read.row()
    except (msgspec.DecodeError, ValueError, EOFError, OSError, zlib.error) as error:
        raise DataError(f"{path}:{number}: no row ({error}); {index.ADVICE}") from None


def chance(*names: object) -> int:
    """A number from 0 to 2**32 - 1 that belongs to these names: the seed of one draw."""
    joined = "/".join(str(name) for name in names)
    return int.from_bytes(hashlib.sha256(joined.encode()).digest()[:4], "big")


def drawn(rows: Sequence[Row], count: int | None, seed: int) -> list[Row]:
    """At most `count` rows in their order, every row with the same chance."""
    if count is None or count >= len(rows):
        return list(rows)
    chosen = {row.id for row in sorted(rows, key=lambda row: chance(seed, "draw", row.id))[:count]}
    return [row for row in rows if row.id in chosen]


def parted(rows: Sequence[Row], parts: int, name: str) -> list[list[Row]]:
    """Rows in disjoint parts of nearly the same size, each source spread evenly; relatives stay together.

    Relatives are rows made of one source record, as the children of one prompt.
    """
    found: list[list[Row]] = [[] for _ in range(parts)]
    families: dict[str, list[Row]] = {}
    for row in rows:
        families.setdefault(root_of(row.id), []).append(row)
    order = sorted(families, key=lambda root: (families[root][0].source, chance(name, root)))
    for number, root in enumerate(order):
        found[number % parts] += families[root]
    return found
