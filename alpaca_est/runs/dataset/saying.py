"""How a record is said as one text: the wording of its task, and how turns are marked, as `publish` names them."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from alpaca_est.ask import Message
from alpaca_est.record import Record
from alpaca_est.templates import llammas
from alpaca_est.templates.chat import template_of

UNSPOKEN = re.compile(r"\r\n?")
PLAINLY: Mapping[str, float] = {"plain": 1.0}


class Saying(NamedTuple):
    """How the prompts of a dataset are written.

    `template` marks the turns: `plain` has no marks, so it cannot say a conversation; `llammas` has `<|user|>` and the
    like. `wordings` are the chances of instruction templates by their names, None all of them by their own weights;
    `seed` and the record's id draw one.
    """

    template: str = "plain"
    wordings: Mapping[str, float] | None = PLAINLY
    seed: int = 0

    def prompt(self, record: Record, columns: Mapping[str, str]) -> str:
        """What a model reads of a published row before it writes the output; ends in a line feed."""
        messages = messages_of(record, columns, self._asked(record, columns))
        if self.template == "llammas":
            return llammas.text(messages[:-1], generate=True)
        return f"{messages[-2].content}\n"

    def problem(self, record: Record) -> str:
        """Why the template cannot say a record: turns that it has no marks for, or marks inside a text; or nothing."""
        if self.template == "llammas":
            texts = {name: getattr(record, name) for name in ("instruction", "input", "output")}
            return llammas.forged(messages_of(record, texts))
        if not is_conversation(record):
            return ""
        return (
            f"has {turns(record)}, which the template {self.template} cannot say, wanted publish: {{template: llammas}}"
        )

    def wording(self, record: Record) -> str:
        """The name of the wording that a record's task is said in."""
        return template_of(record, self.seed, self.wordings).name

    def _asked(self, record: Record, columns: Mapping[str, str]) -> str:
        if self.wordings == PLAINLY:
            return asked(columns)
        return template_of(record, self.seed, self.wordings).fill(columns["instruction"], columns["input"])


def saying_of(publish: Mapping[str, Any], seed: int) -> Saying:
    """How prompts are written, from the settings under `publish` and the run's seed; plainly where they are missing."""
    chances = publish.get("wordings") or "plain"
    named = {"plain": PLAINLY, "recipe": None}
    return Saying(publish.get("template") or "plain", named[chances] if isinstance(chances, str) else chances, seed)


def asked(columns: Mapping[str, str]) -> str:
    """The task of a row as it is: the instruction, and its input a blank line further on."""
    return "\n\n".join(filter(None, (columns["instruction"], columns["input"])))


def messages_of(record: Record, columns: Mapping[str, str], task: str = "") -> list[Message]:
    """A published row as messages, each clean as its columns are; `task` says the last one of the user otherwise."""
    return [
        *([Message("system", clean(record.system))] if record.system.strip() else []),
        *(Message(turn.role, clean(turn.content)) for turn in record.history),
        Message("user", task or asked(columns)),
        Message("assistant", columns["output"]),
    ]


def is_conversation(record: Record) -> bool:
    """Whether there is more to say than a task and its answer."""
    return bool(record.history) or bool(record.system.strip())


def turns(record: Record) -> str:
    """What a record has before its task, in words."""
    return f"{len(record.history)} earlier turns" if record.history else "a system prompt"


def clean(text: str) -> str:
    """A text as it is published: outer whitespace gone, line ends LF."""
    return UNSPOKEN.sub("\n", text).strip()
