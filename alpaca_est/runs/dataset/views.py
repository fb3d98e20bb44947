"""The views of a dataset: the same records in the forms that trainers want, and the splits they are divided into."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from alpaca_est.record import Record, root_of, source_of
from alpaca_est.runs.dataset.card import COLUMNS, METADATA
from alpaca_est.runs.dataset.licences import Together
from alpaca_est.runs.dataset.saying import PLAINLY, Saying, clean, is_conversation, messages_of, turns

View = Literal["alpaca", "messages", "prompt_completion", "preference"]
PREFERENCE = "preference"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
TRAIN = "train"

MESSAGES = {"id": COLUMNS["id"], "messages": "the conversation: a list of role (system, user, assistant) and content"}
PROMPT = {
    "id": COLUMNS["id"],
    "prompt": "what the model reads, ending in a line feed",
    "completion": "what it is to write",
}
PAIR = {
    "id": "the ids of both answers, the better one first: `better>worse`",
    "prompt": PROMPT["prompt"],
    "chosen": "the better answer",
    "rejected": "the worse one",
    "preferred_by": "who says so: `ranking` or `ratings` of people, or the score that was compared",
}
VIEWS: dict[str, dict[str, str]] = {
    "alpaca": COLUMNS,
    "messages": {**MESSAGES, **METADATA},
    "prompt_completion": {**PROMPT, **METADATA},
    PREFERENCE: {**PAIR, **METADATA},
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
    saying: Saying = Saying()

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
    def varied(self) -> bool:
        """Whether some view says tasks in wordings that are drawn."""
        return self.saying.wordings != PLAINLY and bool({"prompt_completion", PREFERENCE} & {*self.formats})

    @property
    def same(self) -> list[str]:
        """The views in which every record stands; that of preferences has pairs of some of them."""
        return [view for view in self.formats if view != PREFERENCE]

    @property
    def names(self) -> list[str]:
        """The splits, train first."""
        return [TRAIN, *(name for name in self.splits if name != TRAIN)]


def seen_as(view: str, record: Record, columns: Mapping[str, str], saying: Saying | None = None) -> dict[str, Any]:
    """A published row in another view; `columns` are those of the alpaca view, `saying` writes its prompt."""
    if view == "alpaca":
        return dict(columns)
    metadata = {name: columns[name] for name in METADATA}
    if view == "prompt_completion":
        prompt = (saying or Saying()).prompt(record, columns)
        return {"id": columns["id"], "prompt": prompt, "completion": columns["output"], **metadata}
    messages = [{"role": one.role, "content": one.content} for one in messages_of(record, columns)]
    return {"id": columns["id"], "messages": messages, **metadata}


def unsayable(record: Record, layout: Layout) -> list[str]:
    """Why a record cannot stand in all views: turns without a column, or what the template cannot say.

    The preference view takes no part: it leaves a pair out that it cannot say.
    """
    said = layout.saying.problem(record) if "prompt_completion" in layout.formats else ""
    if not is_conversation(record):
        return [said] if said else []
    if "alpaca" in layout.formats:
        return [f"has {turns(record)}, which alpaca has no column for, wanted publish: {{formats: [messages]}}"]
    texts = [clean(text) for text in (record.system, *(turn.content for turn in record.history))]
    blank = not all(texts[1:])
    broken = any(CONTROL.search(text) for text in texts)
    faults = {
        "an earlier turn is blank, wanted text": blank,
        "an earlier turn has a control character, wanted none": broken,
    }
    return [*([said] if said else []), *(fault for fault, there in faults.items() if there)]


def features(view: str) -> list[dict[str, Any]]:
    """The columns of a view as a card's front matter names them."""
    texts = [{"name": "role", "dtype": "string"}, {"name": "content", "dtype": "string"}]
    return [
        {"name": name, "list": texts} if name == "messages" else {"name": name, "dtype": "string"}
        for name in VIEWS[view]
    ]
