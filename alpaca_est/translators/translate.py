"""Translates a record as a whole with a chat model: instruction, input and output in one question."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from alpaca_est.ask import Ask, Reply
from alpaca_est.prompts import PromptFile, fill
from alpaca_est.record import FIELDS, Outcome, Record
from alpaca_est.step import PromptStep
from alpaca_est.text import excerpt, unwanted_character
from alpaca_est.translators.masks import Masked, mask, unmask


class Unusable(ValueError):
    """A reply that is no translation of the record, and why."""


class Translate(PromptStep):
    """Translates records into the pipeline's language with a chat model, and keeps what must not change.

    Instruction, input and output go in one question, as JSON, so that terms and labels stay the same. Code, formulas,
    tags, addresses and placeholders are masked before and put back after; a reply that lost one is asked again with the
    reason, then the record is rejected. What there was before stands in `original`. Set the model's temperature to 0.
    """

    fills: ClassVar[frozenset[str]] = frozenset({"task", "glossary"})

    step: Literal["translate"] = "translate"
    prompt: PromptFile
    """Prompt file with the holes {{task}} and {{glossary}}."""
    glossary: dict[str, str] = Field(default_factory=dict)
    """Terms and how they are to be translated."""
    attempts: int = Field(default=2, ge=1, le=5)
    """How often a record is asked about before it is rejected."""

    def asks(self, record: Record) -> Sequence[Ask]:
        """One question with all fields that say something; none where nothing does."""
        masked = self._masked(record)
        return [self._ask(masked, "", 0)] if masked else []

    def follow_up(self, record: Record, replies: Sequence[Reply]) -> Sequence[Ask]:
        """Once more with what was wrong, as long as there are attempts left."""
        masked = self._masked(record)
        if not masked or len(replies) >= self.attempts or replies[-1].refused:
            return []
        try:
            self._translated(record, masked, replies[-1])
        except Unusable as problem:
            return [self._ask(masked, str(problem), len(replies))]
        return []

    def read(self, record: Record, replies: Sequence[Reply]) -> Iterator[Outcome]:
        """The record in the other language, or a rejection with what was wrong with its last reply."""
        masked = self._masked(record)
        if not masked:
            yield self.change(record, lang=self.lang)
            return
        try:
            yield self.change(record, lang=self.lang, **self._translated(record, masked, replies[-1]))
        except Unusable as problem:
            yield self.reject(record, f"{problem}, a whole translation wanted")

    def _masked(self, record: Record) -> dict[str, Masked]:
        """The fields that say something, masked, with tokens numbered through the record."""
        found: dict[str, Masked] = {}
        first = 0
        for field in FIELDS:
            masked = mask(getattr(record, field), first)
            if not masked.says_nothing:
                found[field] = masked
                first += len(masked.protected)
        return found

    def _ask(self, masked: Mapping[str, Masked], problem: str, draw: int) -> Ask:
        task = json.dumps({field: one.text for field, one in masked.items()}, ensure_ascii=False, indent=1)
        glossary = "\n".join(f"{term} – {word}" for term, word in self.glossary.items()) or "–"
        user = fill(self.prompt.user, task=task, glossary=glossary)
        again = f"\n\n{problem}." if problem else ""
        system = fill(self.prompt.system, task=task, glossary=glossary)
        return Ask(user=user + again, system=system, format=_format(list(masked)), draw=draw)

    def _translated(self, record: Record, masked: Mapping[str, Masked], reply: Reply) -> dict[str, str]:
        """The fields with what was masked put back; `Unusable` where something is missing."""
        texts = _texts(reply, list(masked))
        found: dict[str, str] = {}
        first = 0
        for field, one in masked.items():
            try:
                found[field] = unmask(texts[field], one.protected, first)
            except ValueError as problem:
                raise Unusable(f"the translated {field} {problem}") from None
            first += len(one.protected)
            if not found[field].strip():
                raise Unusable(f"the translated {field} is empty")
            if unwanted := unwanted_character(found[field]):
                raise Unusable(f"the translated {field} has {unwanted}")
            if found[field] == getattr(record, field) and len(found[field]) > 60:
                raise Unusable(f"the {field} came back untranslated")
        return found


def _format(fields: Sequence[str]) -> dict[str, Any]:
    """The JSON Schema of an answer with these fields."""
    properties = {field: {"type": "string"} for field in fields}
    return {"type": "object", "properties": properties, "required": list(fields), "additionalProperties": False}


def _texts(reply: Reply, fields: Sequence[str]) -> dict[str, str]:
    """The texts of a reply; a fence around the JSON is forgiven."""
    if reply.refused:
        raise Unusable(f"the model refused: {reply.reason}")
    if reply.finish == "length":
        raise Unusable("the reply was cut off at the token limit")
    text = reply.text.strip().removeprefix("```json").removeprefix("```").removesuffix("```").strip()
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Unusable(f"the reply „{excerpt(reply.text, 40)}“ is not JSON") from None
    if not isinstance(found, dict) or any(not isinstance(found.get(field), str) for field in fields):
        raise Unusable(f"the reply has not all of {', '.join(fields)}")
    return {field: found[field] for field in fields}
