"""Conversations as rows: lists of messages, ShareGPT's lists, and the trees of OpenAssistant.

A conversation becomes one sample: its last question and answer are instruction and output, what was said before them
is its history. Of a tree every path of best replies is one conversation (Köpf et al. 2023, arXiv 2304.07327; the best
reply is the one with the highest quality, as in the top-1 conversations of Llammas).
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alpaca_est.record import Sample, Turn
from alpaca_est.source.strict_json import found_kind
from alpaca_est.text import unwanted_character

ROLES = {
    "user": "user",
    "human": "user",
    "prompter": "user",
    "assistant": "assistant",
    "gpt": "assistant",
    "system": "system",
}
WANTED = "wanted a list of messages with role and content"


def is_conversation(columns: Mapping[str, Any]) -> bool:
    """Whether a row holds a conversation and no instruction."""
    if "instruction" in columns:
        return False
    return any(name in columns for name in ("messages", "conversations")) or isinstance(columns.get("prompt"), dict)


def conversations(columns: Mapping[str, Any]) -> Iterator[Sample | str]:
    """The conversations of a row as samples, or what is wrong with them."""
    lang = columns.get("lang") or ""
    if isinstance(columns.get("prompt"), dict):
        yield from (_sample(path, str(columns["prompt"].get("lang") or lang)) for path in _paths(columns["prompt"]))
        return
    name = "messages" if "messages" in columns else "conversations"
    listed = columns[name]
    if not isinstance(listed, list):
        yield f"{name} is {found_kind(listed)}, {WANTED}"
        return
    yield _sample([_message(one) for one in listed], str(lang))


def _message(one: Any) -> tuple[str, str] | str:
    """Role and text of a message under the names that sets give them, or what is wrong."""
    if not isinstance(one, dict):
        return f"a message is {found_kind(one)}, {WANTED}"
    role, text = one.get("role", one.get("from")), one.get("content", one.get("value", one.get("text")))
    if role not in ROLES:
        return f"a message has the role {role!r}, wanted one of {', '.join(ROLES)}"
    if not isinstance(text, str):
        return f"a message has {found_kind(text)} as its text, {WANTED}"
    if unwanted := unwanted_character(text):
        return f"a message holds {unwanted}, wanted readable text"
    return ROLES[role], text


def _sample(messages: Sequence[tuple[str, str] | str], lang: str) -> Sample | str:
    if broken := next((one for one in messages if isinstance(one, str)), None):
        return broken
    said = [one for one in messages if not isinstance(one, str)]
    system = "\n\n".join(text for role, text in said if role == "system")
    turns = [Turn(role, text) for role, text in said if role in ("user", "assistant")]  # type: ignore[arg-type]
    while turns and turns[-1].role == "user":
        turns.pop()
    if len(turns) < 2 or turns[-2].role != "user":
        return "no question with an answer after it, wanted a conversation that ends with one"
    if any(one.role == other.role for one, other in itertools.pairwise(turns)) or turns[0].role != "user":
        return "two messages of one side follow each other, wanted them in turns"
    question, answer = turns[-2:]
    return Sample(
        lang=lang, system=system, history=tuple(turns[:-2]), instruction=question.content, output=answer.content
    )


def _paths(node: Mapping[str, Any]) -> Iterator[list[tuple[str, str] | str]]:
    """Every path from the root of a tree to an answer that ends it: all questions, of answers only the best."""
    stack: list[tuple[Mapping[str, Any], list[tuple[str, str] | str]]] = [(node, [])]
    while stack:
        current, before = stack.pop()
        path = [*before, _message(current)]
        replies = [one for one in current.get("replies") or () if isinstance(one, dict) and not one.get("deleted")]
        if replies and ROLES.get(str(replies[0].get("role"))) == "assistant":
            replies = [max(replies, key=_quality)]
        if not replies and ROLES.get(str(current.get("role"))) == "assistant":
            yield path
        elif not replies and len(path) > 1:
            yield path[:-1]
        stack += [(one, path) for one in reversed(replies)]


def _quality(node: Mapping[str, Any]) -> tuple[float, float]:
    """What people thought of a reply: its quality, else its rank."""
    labels = node.get("labels")
    quality = labels.get("quality") if isinstance(labels, dict) else None
    value = quality.get("value") if isinstance(quality, dict) else None
    rank = node.get("rank")
    return (float(value) if isinstance(value, int | float) else -1.0, -float(rank) if isinstance(rank, int) else -99.0)
