"""The sentences of a text, with their places in it."""

from collections.abc import Iterator
from typing import NamedTuple


class Sentence(NamedTuple):
    """A sentence and where it stands in characters, so that `text[start:end] == sentence`."""

    text: str
    start: int
    end: int


def sentences(text: str, code: str) -> Iterator[Sentence]:
    """Its sentences in order; a line end always ends one. simplemma splits, and knows `24. veebruaril` and `nt.`."""
    from simplemma import split_sentences

    line_start = 0
    for line in text.splitlines(keepends=True):
        place = line_start
        for found in split_sentences(line, lang=code) if line.strip() else ():
            start = text.find(found, place)
            if start < 0:
                continue
            place = start + len(found)
            yield Sentence(found, start, place)
        line_start += len(line)
