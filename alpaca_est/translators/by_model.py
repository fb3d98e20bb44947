"""Chat models: a whole record in one question, as JSON, so that terms and labels stay the same."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from alpaca_est.ask import Ask, Message, Reply
from alpaca_est.prompts import Prompt, fill
from alpaca_est.text import excerpt
from alpaca_est.translators.by_engine import Talk, Unusable, checked
from alpaca_est.translators.masks import BRACKETS, Masked, mask, unmask


def by_model(
    texts: Mapping[str, str],
    model: str,
    prompt: Prompt,
    *,
    values: Mapping[str, str],
    keep: Sequence[str],
    numbers: bool,
    attempts: int,
    before: Sequence[Message] = (),
) -> Talk:
    """Translations by a chat model, asked again with what was wrong, at most so many times; then `Unusable`.

    `values` fill the prompt's other holes; `before` are those about earlier turns of a conversation.
    """
    masked = _masked(texts, keep, numbers=numbers)
    if not masked:
        return dict(texts)
    problem = ""
    for draw in range(attempts):
        [reply] = yield [_ask(masked, model, prompt, values, before, problem, draw)]
        try:
            return {**texts, **_read(texts, masked, reply)}
        except Unusable as unusable:
            problem = str(unusable)
            if reply.refused:
                break
    raise Unusable(problem)


def _masked(texts: Mapping[str, str], keep: Sequence[str], *, numbers: bool) -> dict[str, tuple[Masked, int]]:
    """The texts that say something, masked, each with the number of its first token."""
    found: dict[str, tuple[Masked, int]] = {}
    first = 0
    for name, text in texts.items():
        masked = mask(text, first, style=BRACKETS, keep=keep, numbers=numbers)
        if not masked.says_nothing:
            found[name] = masked, first
            first += len(masked.protected)
    return found


def _ask(
    masked: Mapping[str, tuple[Masked, int]],
    model: str,
    prompt: Prompt,
    values: Mapping[str, str],
    before: Sequence[Message],
    problem: str,
    draw: int,
) -> Ask:
    task = json.dumps({name: one.text for name, (one, _) in masked.items()}, ensure_ascii=False, indent=1)
    again = f"\n\n{problem}." if problem else ""
    return Ask(
        user=fill(prompt.user, task=task, **values) + again,
        system=fill(prompt.system, task=task, **values),
        history=tuple(before),
        model=model,
        format=_format(list(masked)),
        draw=draw,
    )


def _read(texts: Mapping[str, str], masked: Mapping[str, tuple[Masked, int]], reply: Reply) -> dict[str, str]:
    """The texts with what was masked put back; `Unusable` where something is missing."""
    answered = _texts(reply, list(masked))
    found: dict[str, str] = {}
    for name, (one, first) in masked.items():
        try:
            found[name] = unmask(answered[name], one.protected, first)
        except ValueError as problem:
            raise Unusable(f"the translated {name} {problem}") from None
    return checked(texts, found)


def _format(names: Sequence[str]) -> dict[str, Any]:
    """The JSON Schema of an answer with these texts."""
    properties = {name: {"type": "string"} for name in names}
    return {"type": "object", "properties": properties, "required": list(names), "additionalProperties": False}


def _texts(reply: Reply, names: Sequence[str]) -> dict[str, str]:
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
    if not isinstance(found, dict) or any(not isinstance(found.get(name), str) for name in names):
        raise Unusable(f"the reply has not all of {', '.join(names)}")
    return {name: found[name] for name in names}
