"""What the tokenizer makes of a dataset: lengths, what is cut, what is masked, tokens a character, marks in texts."""

from collections.abc import Sequence

import msgspec
import numpy as np

from alpaca_est.tuning.encoding import Encoded, Encoder
from alpaca_est.tuning.rows import Row

SHOWN = 20


class SourceTokens(msgspec.Struct, frozen=True):
    """One source: its rows, and the tokens a character of its answers takes."""

    source: str
    rows: int
    tokens: int
    per_character: float


class TokenFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What was found; `masked` rows have no answer token left to learn, `marked` hold one of the model's own marks."""

    rows: int
    tokens: int
    learnt: int
    percentiles: dict[str, int]
    cut: list[str]
    masked: list[str]
    merged: int
    marked: list[str]
    sources: list[SourceTokens]


def token_facts(rows: Sequence[Row], encoded: Sequence[Encoded], encoder: Encoder) -> TokenFacts:
    """Measure the rows; lists of ids are whole."""
    lengths = np.array([len(row.ids) for row in encoded])
    return TokenFacts(
        rows=len(rows),
        tokens=int(lengths.sum()),
        learnt=sum(row.learnt for row in encoded),
        percentiles={f"p{level}": int(np.percentile(lengths, level)) for level in (50, 90, 99, 100)},
        cut=[row.id for row in encoded if row.cut],
        masked=[row.id for row in encoded if not row.learnt or not row.answer],
        merged=sum(_merged(row, one, encoder) for row, one in zip(rows, encoded, strict=True)),
        marked=[row.id for row in rows if _marks(row, encoder)],
        sources=_sources(rows, encoded),
    )


def _merged(row: Row, one: Encoded, encoder: Encoder) -> bool:
    """Whether the prompt's last token was merged with the answer: what is trained is then not what is asked later."""
    opened = encoder.opened(row)
    return not one.cut and list(one.ids[: len(opened)]) != opened


def _marks(row: Row, encoder: Encoder) -> bool:
    """Whether a text holds one of the tokenizer's special tokens: a model would read it as an end or a turn."""
    marks = [mark for mark in encoder.tokenizer.all_special_tokens if mark.strip()]
    return any(mark in text for mark in marks for turn in row.said for text in turn.values())


def _sources(rows: Sequence[Row], encoded: Sequence[Encoded]) -> list[SourceTokens]:
    found: dict[str, list[tuple[Row, Encoded]]] = {}
    for row, one in zip(rows, encoded, strict=True):
        found.setdefault(row.source, []).append((row, one))
    return [
        SourceTokens(
            source,
            len(own),
            sum(len(one.ids) for _, one in own),
            sum(one.learnt + one.cut for _, one in own) / max(1, sum(len(row.output) for row, _ in own)),
        )
        for source, own in found.items()
    ]
