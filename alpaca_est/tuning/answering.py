"""What a model answers by itself: language, loops, stops, constraints kept, and computed tasks answered right."""

from collections.abc import Sequence
from typing import Any

import msgspec

from alpaca_est.constraints import keeps
from alpaca_est.filters.loops import Loops
from alpaca_est.languages import language
from alpaca_est.languages.identification import identify
from alpaca_est.languages.prose import running_text
from alpaca_est.record import Record
from alpaca_est.text import words
from alpaca_est.tuning.encoding import Encoder
from alpaca_est.tuning.losses import Meter
from alpaca_est.tuning.rows import Row

LONGEST = 96  # tokens of an answer
TOGETHER = 16  # prompts answered at once
JUDGED = 4  # fewest words of an answer whose language is judged


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer and what was found in it; None where nothing can be said."""

    id: str
    text: str
    stopped: bool
    own_language: bool | None
    loops: bool
    right: bool | None
    kept: bool | None


class Rates(msgspec.Struct, frozen=True, kw_only=True):
    """Shares from 0 to 1 of the answers that can be judged; None where none can be."""

    answers: int
    stopped: float | None
    empty: float | None
    own_language: float | None
    loops: float | None
    right: float | None
    kept: float | None


def answers(model: Any, rows: Sequence[Row], encoder: Encoder, closed: frozenset[str], meter: Meter) -> list[Answer]:
    """The model's likeliest answers (greedy), in the order of the rows."""
    found: dict[str, Answer] = {}
    ordered = sorted(rows, key=lambda row: (len(encoder.opened(row)), row.id))
    for start in range(0, len(ordered), TOGETHER):
        group = ordered[start : start + TOGETHER]
        for row, (text, stopped) in zip(group, _written(model, group, encoder), strict=True):
            found[row.id] = judged(row, text, stopped=stopped, closed=row.made_by in closed)
        meter(LONGEST * len(group))
    return [found[row.id] for row in rows]


def _written(model: Any, rows: Sequence[Row], encoder: Encoder) -> list[tuple[str, bool]]:
    import torch

    tokenizer = encoder.tokenizer
    shown = max(encoder.limit - LONGEST, encoder.limit // 2)  # a small limit leaves a prompt its end
    prompts = [encoder.opened(row)[-shown:] for row in rows]
    longest = max(map(len, prompts))
    filler = tokenizer.eos_token_id
    ids = torch.tensor([[filler] * (longest - len(prompt)) + prompt for prompt in prompts], device=model.device)
    mask = torch.tensor([[0] * (longest - len(prompt)) + [1] * len(prompt) for prompt in prompts], device=model.device)
    model.eval()
    with torch.inference_mode():
        made = model.generate(
            input_ids=ids, attention_mask=mask, max_new_tokens=LONGEST, do_sample=False, pad_token_id=filler
        )
    found = []
    for line in made[:, longest:].tolist():
        stopped = filler in line
        kept = line[: line.index(filler)] if stopped else line
        found.append((tokenizer.decode(kept, skip_special_tokens=True).strip(), stopped))
    return found


def judged(row: Row, text: str, *, stopped: bool, closed: bool) -> Answer:
    """What can be said of one answer; it is right where it says the same words as the computed one."""
    record = Record(id=row.id, lang=row.lang, instruction=row.instruction, output=text)
    loops = Loops()
    scores = loops.measure(record)
    kept = keeps(text, row.constraints.splitlines()) if row.constraints and "/" not in row.constraints else None
    return Answer(
        id=row.id,
        text=text,
        stopped=stopped,
        own_language=_own_language(row, text),
        loops=bool(scores) and scores["share"] > 0.5,
        right=words(text) == words(row.output) if closed else None,
        kept=kept,
    )


def _own_language(row: Row, text: str) -> bool | None:
    running = running_text(text)
    if len(words(running)) < JUDGED:
        return None
    own = language(row.lang)
    found = identify(running, own.code, own.neighbours, "py3langid")
    return found[own.code] > 0.5 if found else None


def rates(found: Sequence[Answer]) -> Rates:
    """The shares over all answers."""

    def share(values: Sequence[bool | None]) -> float | None:
        known = [value for value in values if value is not None]
        return sum(known) / len(known) if known else None

    return Rates(
        answers=len(found),
        stopped=share([one.stopped for one in found]),
        empty=share([not one.text for one in found]),
        own_language=share([one.own_language for one in found]),
        loops=share([one.loops for one in found]),
        right=share([one.right for one in found]),
        kept=share([one.kept for one in found]),
    )
