"""How long records are for a model: tokens of the whole chat, of the answer, and for each word."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

import msgspec

from alpaca_est.ask import Message
from alpaca_est.record import Record, texts
from alpaca_est.templates.chat import chat
from alpaca_est.templates.tokenizer import Tokenizer
from alpaca_est.text import word_count

BATCH = 1000


class Render(Protocol):
    """A chat as text: `Tokenizer.render`, or `llammas.text`."""

    def __call__(self, messages: Sequence[Message], *, generate: bool = False) -> str:
        """The text of a chat; with `generate` it ends where the answer begins."""


class Length(msgspec.Struct, frozen=True):
    """The tokens of a record: of its whole chat, of the answer in it, and of its bare texts with their words."""

    id: str
    lang: str
    tokens: int
    answer: int
    bare: int
    words: int


class Lengths(msgspec.Struct, frozen=True):
    """The records of a language: tokens of a middling chat, of the 95th of a hundred, of the longest; the rest."""

    lang: str
    records: int
    median: int
    most_of_them: int
    longest: int
    over: int
    tokens_per_word: float


def lengths(
    records: Iterable[Record], tokenizer: Tokenizer, *, seed: int = 0, render: Render | None = None
) -> Iterator[Length]:
    """The length of each record, its chat in the tokenizer's own template unless `render` says another."""
    rest = iter(records)
    while batch := list(islice(rest, BATCH)):
        yield from _measured(batch, tokenizer, seed, render or tokenizer.render)


def _measured(records: Sequence[Record], tokenizer: Tokenizer, seed: int, render: Render) -> Iterator[Length]:
    chats = [chat(record, seed) for record in records]
    whole = tokenizer.counts([render(messages) for messages in chats])
    asked = tokenizer.counts([render(messages[:-1], generate=True) for messages in chats])
    said = ["\n".join(text for _, text in texts(record) if text) for record in records]
    for record, all_of_it, before, bare, own in zip(records, whole, asked, tokenizer.counts(said), said, strict=True):
        yield Length(record.id, record.lang, all_of_it, all_of_it - before, bare, word_count(own))


def by_language(found: Iterable[Length], limit: int = 1024) -> list[Lengths]:
    """One line for each language; `over` counts the chats of more tokens than the limit, which trainers cut."""
    grouped: dict[str, list[Length]] = {}
    for one in found:
        grouped.setdefault(one.lang, []).append(one)
    return [_line(lang, grouped[lang], limit) for lang in sorted(grouped)]


def _line(lang: str, found: Sequence[Length], limit: int) -> Lengths:
    tokens = sorted(one.tokens for one in found)
    return Lengths(
        lang=lang,
        records=len(tokens),
        median=tokens[(len(tokens) - 1) // 2],
        most_of_them=tokens[(len(tokens) - 1) * 95 // 100],
        longest=tokens[-1],
        over=sum(number > limit for number in tokens),
        tokens_per_word=sum(one.bare for one in found) / max(sum(one.words for one in found), 1),
    )
