"""Conversations as rows."""

import json
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.errors import DataError
from alpaca_est.record import Record, Turn
from alpaca_est.source import Source, records


def read(folder: Path, row: dict[str, Any]) -> list[Record]:
    (folder / "talks.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    source = Source.model_construct(name="talk", path="talks.jsonl", on_error="stop")
    return [one for one in records(source, folder, "en") if isinstance(one, Record)]


SAID = [
    ("user", "Hello."),
    ("assistant", "Hello, how can I help?"),
    ("user", "Name a bird."),
    ("assistant", "Swallow."),
]
MESSAGES = [{"role": "system", "content": "Be kind."}, *({"role": role, "content": text} for role, text in SAID)]
SHARED = [{"from": {"user": "human"}.get(role, "gpt"), "value": text} for role, text in SAID]


@pytest.mark.parametrize(
    "row", [{"messages": MESSAGES}, {"conversations": SHARED}, {"messages": [*MESSAGES, MESSAGES[1]]}]
)
def test_the_last_exchange_is_the_task_and_what_came_before_its_history(tmp_path: Path, row: dict[str, Any]) -> None:
    [found] = read(tmp_path, row)
    assert (found.instruction, found.output) == ("Name a bird.", "Swallow.")
    assert found.history == (Turn("user", "Hello."), Turn("assistant", "Hello, how can I help?"))
    assert found.system == ("Be kind." if "messages" in row else "")


def node(role: str, text: str, *replies: dict[str, Any], quality: float | None = None) -> dict[str, Any]:
    labels = {} if quality is None else {"labels": {"quality": {"value": quality}}}
    return {"role": role, "text": text, "lang": "es", "replies": list(replies), **labels}


def test_a_tree_gives_every_path_of_best_replies(tmp_path: Path) -> None:
    tree = node(
        "prompter",
        "Q",
        node("assistant", "bad", quality=0.1),
        node(
            "assistant",
            "good",
            node("prompter", "more", node("assistant", "yes", quality=0.5)),
            node("prompter", "thanks"),
            quality=0.9,
        ),
    )
    found = read(tmp_path, {"message_tree_id": "x", "prompt": tree})
    assert [(len(one.history), one.instruction, one.output, one.lang) for one in found] == [
        (2, "more", "yes", "es"),
        (0, "Q", "good", "es"),
    ]
    assert [one.id for one in found] == ["talk:000/0", "talk:001/0"]


@pytest.mark.parametrize(
    ("messages", "problem"),
    [
        ("x", "talks.jsonl:1: messages is a text, wanted a list of messages with role and content"),
        ([MESSAGES[1]], "talks.jsonl:1: no question with an answer after it"),
        ([{"role": "tool", "content": ""}], "talks.jsonl:1: a message has the role 'tool', wanted one of user"),
        ([{"role": "user", "content": 3}], "talks.jsonl:1: a message has a number as its text"),
        ([MESSAGES[1], *MESSAGES[1:]], "talks.jsonl:1: two messages of one side follow each other"),
    ],
)
def test_broken_conversations(tmp_path: Path, messages: Any, problem: str) -> None:
    with pytest.raises(DataError) as raised:
        read(tmp_path, {"messages": messages})
    assert str(raised.value).startswith(problem)
