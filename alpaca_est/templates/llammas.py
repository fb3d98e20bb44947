"""The text format of Llammas, which is that of open-instruct: markers in plain text, no special tokens but the end.

<|system|>
…
<|user|>
Kes on kuningas?
<|assistant|>
Eestis kuningat ei ole.</s>
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from alpaca_est.ask import Message
from alpaca_est.errors import DataError

END = "</s>"
MARKERS = re.compile(r"<\|(?:system|user|assistant)\|>|</?s>")


class Segment(NamedTuple):
    """A stretch of the text, and whether a model learns from it: only from the assistant's words and their end."""

    text: str
    trained: bool


def forged(messages: Sequence[Message]) -> str:
    """What is wrong with messages whose text holds a marker, so that a model would see turns that are none; or ""."""
    for message in messages:
        if found := MARKERS.search(message.content):
            place = f"{found[0]} at character {found.start() + 1}"
            return f"the {message.role}'s message holds {place}, wanted text without markers of the chat format"
    return ""


def segments(messages: Sequence[Message]) -> Iterator[Segment]:
    """The text in stretches that together are all of it; raises `DataError` where a message holds a marker."""
    if wrong := forged(messages):
        raise DataError(wrong)
    for number, message in enumerate(messages):
        joint = "\n" if number else ""
        if message.role == "assistant":
            yield Segment(f"{joint}<|assistant|>\n", trained=False)
            yield Segment(f"{message.content.strip()}{END}", trained=True)
        else:
            yield Segment(f"{joint}<|{message.role}|>\n{message.content.strip()}", trained=False)


def text(messages: Sequence[Message], *, generate: bool = False) -> str:
    """Messages as the text that a model is trained on; with `generate` it ends where the assistant's words begin."""
    whole = "".join(segment.text for segment in segments(messages))
    return f"{whole}\n<|assistant|>\n" if generate else whole
