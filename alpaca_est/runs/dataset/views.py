"""The views of a dataset: the same records in the forms that trainers want, and the splits they are divided into."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from alpaca_est.record import Record, root_of, source_of
from alpaca_est.runs.dataset.card import COLUMNS, METADATA
from alpaca_est.runs.dataset.licences import Together

View = Literal["alpaca", "messages", "prompt_completion"]
TRAIN = "train"

MESSAGES = {"id": COLUMNS["id"], "messages": "the conversation: a list of role (system, user, assistant) and content"}
PROMPT = {
    "id": COLUMNS["id"],
    "prompt": "what the model reads, ending in a line feed",
    "completion": "what it is to write",
}
VIEWS: dict[str, dict[str, str]] = {
    "alpaca": COLUMNS,
    "messages": {**MESSAGES, **METADATA},
    "prompt_completion": {**PROMPT, **METADATA},
}
"""The columns of each view, with what they hold."""


class Layout(NamedTuple):
    """How a dataset is written: its views, the first of which loaders take by default, its splits, and its files."""

    formats: Sequence[str] = ("alpaca",)
    splits: Mapping[str, float | Sequence[str]] = {}
    compress: str = ""
    files: str = "jsonl"
    shard_bytes: int | None = None
    licences: Together = "same"
    moved: Mapping[str, str] = {}
    """Lineages that stand elsewhere than their hash says (`splits.planned`)."""

    def split(self, record: Record) -> str:
        """The split of a record: whole sources by name, else as it was drawn for what it descends from."""
        for name, sources in self.held_out.items():
            if source_of(record.id) in sources:
                return name
        root = root_of(record.id)
        return self.moved.get(root) or self.drawn(root)

    def drawn(self, lineage: str) -> str:
        """The split that the hash of a lineage says."""
        place = int.from_bytes(hashlib.sha256(lineage.encode()).digest()[:8], "big") / 2**64
        for name, share in self.shares.items():
            if place < share:
                return name
            place -= share
        return TRAIN

    @property
    def suffix(self) -> str:
        """How the names of shards end."""
        return f".{self.files}{self.compress}"

    @property
    def shares(self) -> dict[str, float]:
        """The splits that are a share of the records."""
        return {name: float(given) for name, given in self.splits.items() if isinstance(given, int | float)}

    @property
    def held_out(self) -> dict[str, tuple[str, ...]]:
        """The splits that are whole sources."""
        return {name: tuple(given) for name, given in self.splits.items() if not isinstance(given, int | float)}

    @property
    def names(self) -> list[str]:
        """The splits, train first."""
        return [TRAIN, *(name for name in self.splits if name != TRAIN)]


def seen_as(view: str, record: Record, columns: Mapping[str, str]) -> dict[str, Any]:
    """A published row in another view; `columns` are those of the alpaca view."""
    if view == "alpaca":
        return dict(columns)
    metadata = {name: columns[name] for name in METADATA}
    asked = "\n\n".join(filter(None, (columns["instruction"], columns["input"])))
    if view == "prompt_completion":
        return {"id": columns["id"], "prompt": f"{asked}\n", "completion": columns["output"], **metadata}
    said = [("system", record.system)] if record.system.strip() else []
    said += [(turn.role, turn.content) for turn in record.history]
    said += [("user", asked), ("assistant", columns["output"])]
    messages = [
        {"role": role, "content": text.replace("\r\n", "\n").replace("\r", "\n").strip()} for role, text in said
    ]
    return {"id": columns["id"], "messages": messages, **metadata}


def conversation_problem(record: Record, formats: Sequence[str]) -> list[str]:
    """Why a conversation cannot stand in these views; nothing where it can, or where it is a single exchange."""
    if not record.history and not record.system.strip():
        return []
    others = [view for view in formats if view != "messages"]
    if others:
        turns = f"{len(record.history)} earlier turns" if record.history else "a system prompt"
        return [f"has {turns}, which {others[0]} has no column for, wanted publish: {{formats: [messages]}}"]
    blank = any(not turn.content.strip() for turn in record.history)
    return ["an earlier turn is blank, wanted text"] if blank else []


def features(view: str) -> list[dict[str, Any]]:
    """The columns of a view as a card's front matter names them."""
    texts = [{"name": "role", "dtype": "string"}, {"name": "content", "dtype": "string"}]
    return [
        {"name": name, "list": texts} if name == "messages" else {"name": name, "dtype": "string"}
        for name in VIEWS[view]
    ]
