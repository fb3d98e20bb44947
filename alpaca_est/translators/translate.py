"""Translates a record: instruction, input, output, and what was said before."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from alpaca_est.ask import Ask, Message
from alpaca_est.project import problem
from alpaca_est.prompts import PromptFile
from alpaca_est.record import FIELDS, Record, Turn
from alpaca_est.translators.by_engine import Route, Talk, Unusable, by_engine, sharing_label
from alpaca_est.translators.by_model import by_model
from alpaca_est.translators.masks import WORDS, mask
from alpaca_est.translators.replay import Conversation, TalkStep

CHAT, MEMORY = "openai", "memory"
LOCAL = "ctranslate2"
Done = tuple[Mapping[str, str], Mapping[str, str]]  # texts that other engines translated, and their translations
CONTEXT = 6  # messages about earlier turns that a chat model sees


class Translate(TalkStep):
    """Translates records into the pipeline's language, and keeps what must not change.

    `engines` are tried in their order: a translation memory answers the texts it knows, then a translation engine or a
    chat model translates the rest; the next one is asked where a translation is damaged. Chat models get the whole
    record in one question as JSON (set their temperature to 0); engines get lines without list markers, tables, quotes.
    Code, formulas, tags, addresses and placeholders are masked before and put back after; where one is lost the record
    is asked again, then left to the next engine, then rejected. What there was before stands in `original`; `engine`
    names those that did it. Turns of a conversation are translated one by one with those before them.
    """

    fills: ClassVar[frozenset[str]] = frozenset({"task", "glossary"})

    step: Literal["translate"] = "translate"
    model: str = ""
    """The one entry of `models:` that is asked; or `engines`."""
    engines: tuple[str, ...] = ()
    """Entries of `models:` in the order in which they are tried, such as [memory, tartunlp, writer]."""
    kinds: dict[str, str] = Field(default_factory=dict)
    """The engine of each entry; taken over from `models:`."""
    prompt: PromptFile | None = None
    """Prompt file with the holes {{task}} and {{glossary}}; chat models need it."""
    glossary: dict[str, str] = Field(default_factory=dict)
    """Terms and how a chat model is to translate them."""
    keep: tuple[str, ...] = ()
    """Names that stay as they are."""
    keep_numbers: bool = False
    """Whether numbers, with their units, are masked too."""
    attempts: int = Field(default=2, ge=1, le=5)
    """How often a chat model is asked about a record before the next engine is."""

    @field_validator("engines")
    @classmethod
    def _each_once(cls, engines: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if bool(engines) == bool(info.data.get("model")):
            raise problem("model and engines are both set, wanted one of them")
        if twice := [name for name in engines if engines.count(name) > 1]:
            raise problem(f"{twice[0]} stands twice, wanted each engine once")
        return engines

    @model_validator(mode="after")
    def _can_ask(self) -> Self:
        if not self.chain:
            raise problem("neither model nor engines is set, wanted one of them")
        if self.prompt is None and (chat := [name for name in self.chain if self._kind(name) == CHAT]):
            raise problem(f"{chat[0]} is a chat model and there is no prompt, wanted prompt: FILE")
        return self

    @property
    def chain(self) -> tuple[str, ...]:
        """The engines in their order."""
        return self.engines or ((self.model,) if self.model else ())

    def expected_asks(self, record: Record) -> Sequence[Ask]:
        """The questions to the first engine that is no memory: what a memory knows is not known before."""
        paid = tuple(name for name in self.chain if self._kind(name) != MEMORY)
        if not paid:
            return self.asks(record)
        asks = list(self.model_copy(update={"model": "", "engines": paid}).asks(record))
        return asks * (1 + len(record.history)) if self._kind(paid[0]) == CHAT else asks

    def _kind(self, name: str) -> str:
        return self.kinds.get(name, CHAT)

    def talk(self, record: Record) -> Conversation:
        """The whole conversation with all engines about a record."""
        texts = texts_of(record)
        left = {name: text for name, text in texts.items() if not mask(text, style=WORDS, keep=self.keep).says_nothing}
        if record.lang == self.lang or not left:
            return record if record.lang == self.lang else self.change(record, lang=self.lang)
        found: dict[str, str] = {}
        used: list[str] = []
        problems: list[str] = []
        for name in self.chain:
            try:
                done = ({key: texts[key] for key in found}, found)
                translated = yield from self._translated(left, record.lang, name, done)
            except Unusable as unusable:
                problems.append(f"{name}: {unusable}")
                continue
            if translated:
                used.append(name)
            found |= translated
            left = {key: text for key, text in left.items() if key not in found}
            if not left:
                return self._whole(record, {**texts, **found}, used)
            problems.append(f"{name}: does not know the {', '.join(left)}")
        return self.reject(record, f"{'; '.join(problems)}; a whole translation wanted")

    def _translated(self, texts: Mapping[str, str], source: str, name: str, done: Done) -> Talk:
        """What one engine makes of texts: all of them, or those it knows; raises `Unusable`."""
        kind = self._kind(name)
        if kind == CHAT:
            return (yield from self._by_model(texts, name, done))
        route = Route(name, source, self.lang)
        if kind == MEMORY:
            return (yield from self._remembered(texts, route))
        return (yield from by_engine(texts, route, keep=self.keep, numbers=self.keep_numbers, sentences=kind == LOCAL))

    def _remembered(self, texts: Mapping[str, str], route: Route) -> Talk:
        """What a memory knows: whole texts, else texts of which it knows every line or sentence.

        Texts that share a label are all known or none is: another engine would call it by another name.
        """
        model, source, target = route
        replies = yield [Ask(user=text, source=source, target=target, model=model) for text in texts.values()]
        found = {name: reply.text for name, reply in zip(texts, replies, strict=True) if not reply.refused}
        for name in [key for key in texts if key not in found]:
            try:
                found |= yield from by_engine({name: texts[name]}, route, keep=(), numbers=False, sentences=False)
            except Unusable:
                continue
        tied = sharing_label(texts)
        return found if tied <= found.keys() else {name: text for name, text in found.items() if name not in tied}

    def _by_model(self, texts: Mapping[str, str], name: str, done: Done) -> Talk:
        """A whole record in one question; a conversation turn by turn. What others translated stands before it."""
        assert self.prompt is not None
        settings: dict[str, Any] = {
            "values": {"glossary": "\n".join(f"{term} – {word}" for term, word in self.glossary.items()) or "–"},
            "keep": self.keep,
            "numbers": self.keep_numbers,
            "attempts": self.attempts,
        }
        turns = [key for key in texts if key not in FIELDS]
        found: dict[str, str] = {}
        before: list[Message] = []
        if any(done):
            before += _said(*done)
        for keys in [[key] for key in turns] + [[key for key in texts if key in FIELDS]]:
            part = {key: texts[key] for key in keys}
            if part:
                told = yield from by_model(part, name, self.prompt, before=before[-CONTEXT:], **settings)
                before += _said(part, told)
                found |= told
        return found

    def _whole(self, record: Record, texts: Mapping[str, str], used: Sequence[str]) -> Record:
        """The record with its translated texts."""
        history = tuple(
            Turn(turn.role, texts.get(turn_name(number), turn.content)) for number, turn in enumerate(record.history)
        )
        fields = {name: texts.get(name, getattr(record, name)) for name in ("system", *FIELDS)}
        return self.change(record, lang=self.lang, history=history, engine="+".join(used), **fields)


def texts_of(record: Record) -> dict[str, str]:
    """The texts of a record that are not blank, by the names that engines see."""
    turns = {turn_name(number): turn.content for number, turn in enumerate(record.history)}
    texts = {"system": record.system, **turns, **{name: getattr(record, name) for name in FIELDS}}
    return {name: text for name, text in texts.items() if text.strip()}


def turn_name(number: int) -> str:
    """The name of an earlier turn, counted from 0."""
    return f"turn {number + 1}"


def _said(texts: Mapping[str, str], translated: Mapping[str, str]) -> list[Message]:
    """Texts and their translations as what was said before."""
    return [Message("user", _json(texts)), Message("assistant", _json(translated))]


def _json(texts: Mapping[str, str]) -> str:
    return json.dumps(texts, ensure_ascii=False, indent=1)
