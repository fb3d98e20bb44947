"""Tokens per record and fertility, by tokenizers that the pipeline names or estimated from characters.

Fertility is tokens per word (Rust et al. 2021, arXiv 2012.15613, section 4): what a language pays for a vocabulary that
was not made for it.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from alpaca_est.llm.tokens import tokens_of
from alpaca_est.record import FIELDS, Record, Sample
from alpaca_est.runs.dataset.saying import Saying
from alpaca_est.runs.report.chats import ChatFacts, Chats, own_template, published_template
from alpaca_est.runs.report.figures import Spread, spread
from alpaca_est.text import word_count

Counting = Callable[[str], int]
LIMITS = (512, 1024, 2048, 4096, 8192)


class LanguageTokens(msgspec.Struct):
    """What texts of a language come to; originals of translations count for theirs."""

    lang: str
    texts: int = 0
    words: int = 0
    characters: int = 0
    tokens: int = 0

    @property
    def fertility(self) -> float:
        """Tokens per word."""
        return self.tokens / self.words if self.words else 0.0


class TokenFacts(msgspec.Struct):
    """Tokens of records by one tokenizer; `problem` says why it could not count.

    `over` counts records that are longer than models are often trained with; `pairs` are translated records, their
    tokens, and the tokens of their originals.
    """

    name: str
    estimated: bool = False
    problem: str = ""
    records: Spread | None = None
    over: dict[str, int] = {}
    languages: list[LanguageTokens] = []
    pairs: tuple[int, int, int] = (0, 0, 0)
    chats: list[ChatFacts] = []


class Tokens:
    """Counts with one tokenizer as records come by."""

    def __init__(self, name: str, counting: Counting, *, estimated: bool = False, chats: Sequence[Chats] = ()) -> None:
        self.name = name
        self.chats = chats
        self.counting = counting
        self.estimated = estimated
        self.lengths: list[float] = []
        self.languages: dict[str, LanguageTokens] = {}
        self.pairs = [0, 0, 0]

    def take(self, record: Record) -> None:
        """Count a record, and the original that it was translated from."""
        tokens = self._count(record)
        self.lengths.append(tokens)
        for chat in self.chats:
            chat.take(record)
        if record.original is not None and record.original.lang not in ("", record.lang):
            self.pairs = [sum(pair) for pair in zip(self.pairs, (1, tokens, self._count(record.original)), strict=True)]

    def facts(self) -> TokenFacts:
        """What was counted; languages with most texts first."""
        return TokenFacts(
            name=self.name,
            estimated=self.estimated,
            records=spread("tokens", self.lengths),
            over={str(limit): sum(tokens > limit for tokens in self.lengths) for limit in LIMITS},
            languages=sorted(self.languages.values(), key=lambda one: (-one.texts, one.lang)),
            pairs=(self.pairs[0], self.pairs[1], self.pairs[2]),
            chats=[chat.facts() for chat in self.chats],
        )

    def _count(self, sample: Sample) -> int:
        text = "\n".join(value for field in FIELDS if (value := getattr(sample, field)))
        tokens = self.counting(text)
        found = self.languages.setdefault(sample.lang, LanguageTokens(sample.lang))
        found.texts += 1
        found.words += word_count(text)
        found.characters += len(text)
        found.tokens += tokens
        return tokens


def tokenizers(
    named: Mapping[str, str], folder: Path, saying: Saying | None = None, limit: int = 2048
) -> tuple[list[Tokens], list[TokenFacts]]:
    """The tokenizers that can count, the estimate where none can, and those that cannot with the reason.

    Each counts records as `saying` has them too, and in its own chat template where it has one.
    """
    published = published_template(saying or Saying())
    counting: list[Tokens] = []
    broken: list[TokenFacts] = []
    for name, place in named.items():
        found = _opened(place, folder)
        if isinstance(found, str):
            broken.append(TokenFacts(name, problem=found))
        else:
            own = own_template(folder / place) if (folder / place).is_dir() else None
            chats = [Chats(template, found, limit) for template in (published, own) if template]
            counting.append(Tokens(name, found, chats=chats))
    estimate = Tokens("estimate", tokens_of, estimated=True, chats=[Chats(published, tokens_of, limit)])
    return counting or [estimate], broken


def _opened(place: str, folder: Path) -> Counting | str:
    """How to count with a file, or what is wrong with it."""
    path = folder / place / "tokenizer.json" if (folder / place).is_dir() else folder / place
    if not path.is_file():
        return f"{place}: no such file, wanted a tokenizer.json, its folder, or a SentencePiece .model"
    return _sentencepiece(path, place) if path.suffix == ".model" else _hugging_face(path, place)


def _sentencepiece(path: Path, place: str) -> Counting | str:
    try:
        from sentencepiece import SentencePieceProcessor
    except ModuleNotFoundError:
        return f'{place}: SentencePiece is not installed (pip install "alpaca-est[mt]")'
    try:
        processor: Any = SentencePieceProcessor(model_file=str(path))
    except (RuntimeError, OSError) as error:
        return f"{place}: not a SentencePiece model ({error})"
    return lambda text: len(processor.encode(text))


def _hugging_face(path: Path, place: str) -> Counting | str:
    try:
        from tokenizers import Tokenizer
    except ModuleNotFoundError:
        return f"{place}: the package tokenizers is not installed (pip install tokenizers)"
    try:
        content = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except (msgspec.DecodeError, OSError) as error:
        return f"{place}: not a tokenizer.json ({error})"
    if "model" not in content:
        return f"{place}: not a tokenizer.json (no model in it)"
    tokenizer: Any = Tokenizer.from_file(str(path))
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)
