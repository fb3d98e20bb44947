"""Records as chats. A task is said by a template that its id draws; a conversation is said as it was.

After the recipe of Llammas (Kuulmets et al. 2024, arXiv 2404.04042), in wordings of our own.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from alpaca_est.ask import Message
from alpaca_est.record import Record
from alpaca_est.templates import english, estonian
from alpaca_est.templates.template import PLAIN, Template, Templates

TEMPLATES: Mapping[str, Templates] = {"et": estonian.TEMPLATES, "en": english.TEMPLATES}
"""By the language of the record; those of other languages are said as they are."""
NAMES = tuple(one.name for one in estonian.TEMPLATES.without_input)
"""The wordings by which a task can be said, the same in every language that has them."""


def template_of(record: Record, seed: int, chances: Mapping[str, float] | None = None) -> Template:
    """The template of a record: the same for one id and seed, whatever else is in the dataset.

    `chances` are by the wordings' names; unless given, each wording comes by its own weight.
    """
    templates = TEMPLATES.get(record.lang, PLAIN)
    if record.system or record.history:
        templates = PLAIN
    chance = random.Random(f"{seed}/template/{record.id}")
    return templates.draw(has_input=bool(record.input.strip()), chance=chance, chances=chances)


def chat(record: Record, seed: int = 0, *, plain: bool = False) -> list[Message]:
    """The messages of a record, outer whitespace gone: system, what was said before, the task, its answer.

    A record with a system message or earlier turns is said as it stands, and so is every record where `plain` is set;
    another one by the template of its id. The list ends with the assistant's message, also where that is empty.
    """
    template = PLAIN.draw(has_input=bool(record.input.strip()), chance=random.Random(0)) if plain else None
    asked = (template or template_of(record, seed)).fill(record.instruction.strip(), record.input.strip())
    return [
        *([Message("system", record.system.strip())] if record.system.strip() else []),
        *(Message(turn.role, turn.content.strip()) for turn in record.history),
        Message("user", asked),
        Message("assistant", record.output.strip()),
    ]


def record_of(row: Mapping[str, Any]) -> Record:
    """A published row of any view as a record: its texts, its id and its language."""
    names = ("id", "lang", "system", "instruction", "input", "output")
    texts = {name: row[name] for name in names if row.get(name) is not None}
    if "messages" in row:
        texts |= _conversation(row["messages"])
    elif "completion" in row:
        texts |= {"instruction": row["prompt"].rstrip("\n"), "output": row["completion"]}
    return msgspec.convert(texts, Record)


def _conversation(messages: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """The texts of a published conversation: its last exchange is the task."""
    *before, asked, answered = messages
    history = tuple({"role": turn["role"], "content": turn["content"]} for turn in before if turn["role"] != "system")
    system = "\n\n".join(turn["content"] for turn in before if turn["role"] == "system")
    return {"system": system, "history": history, "instruction": asked["content"], "output": answered["content"]}
