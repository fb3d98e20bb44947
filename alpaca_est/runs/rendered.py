"""How one record is said in every template that a pipeline publishes or counts with, for people to read."""

from collections.abc import Mapping
from textwrap import indent
from typing import Any

from alpaca_est.errors import DataError
from alpaca_est.pipeline import Loaded
from alpaca_est.record import Record
from alpaca_est.runs.dataset.saying import saying_of
from alpaca_est.runs.report.chats import Chats
from alpaca_est.runs.report.tokens import tokenizers


def rendered(loaded: Loaded, record: Record) -> str:
    """The record in the template of `publish`, then in the chat template of each tokenizer, with its tokens."""
    settings: Mapping[str, Any] = loaded.pipeline.publish.model_dump()
    saying = saying_of(settings, loaded.pipeline.seed)
    counting, broken = tokenizers(settings["tokenizers"], loaded.folder, saying, settings["token_limit"])
    shown: dict[str, list[str]] = {}
    for tokens in counting:
        for chats in tokens.chats:
            said, count = _said(chats, record)
            by = "about" if tokens.estimated else f"{tokens.name}:"
            shown.setdefault(said, []).append(f"{by} {count} tokens" if count else "")
    told = [f"{said}{', '.join(filter(None, counts))}" for said, counts in shown.items()]
    told += [f"{one.name}: {one.problem}" for one in broken]
    lines = indent("\n".join(told), "  ")
    return f"said: {record.id}\n{lines}\n"


def _said(chats: Chats, record: Record) -> tuple[str, int]:
    """A record in a template, or why not, and its tokens."""
    try:
        text = chats.template.render(record)
    except DataError as error:
        return f"{chats.template.name}: {error.problems[0]}", 0
    return f"{chats.template.name}:\n{indent(text, '  ')}\n", chats.counting(text)
