"""What each source teaches: trained without it, and on it alone, with the same number of tokens each time."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from alpaca_est.tuning.adapters import Rank, adapted
from alpaca_est.tuning.encoding import Encoder
from alpaca_est.tuning.losses import Meter, row_losses
from alpaca_est.tuning.rows import Row
from alpaca_est.tuning.statistics import Estimate, estimate
from alpaca_est.tuning.training import Course, train

SCORED = 4096  # tokens scored at once


class SourceEffect(msgspec.Struct, frozen=True, kw_only=True):
    """What a source does to held-out answers, in nats a token; above zero is good for all of them.

    `without`: how much more all held-out answers cost when it is left out; `own`: those of the source itself.
    `alone`: how much less all held-out answers cost after training on this source only.
    """

    source: str
    rows: int
    without: Estimate
    own: Estimate
    alone: Estimate


def source_losses(
    base: Any, rows: Sequence[Row], held: Sequence[Row], encoder: Encoder, *, course: Course, rank: Rank, keep: Path,
    meter: Meter,
) -> dict[str, float]:  # fmt: skip
    """Held-out losses after training on these rows with the course's tokens; no rows: those of the base."""
    encoded = [encoder.encode(row) for row in held]
    if not rows:
        return row_losses(base, encoded, SCORED, meter)
    with adapted(base, rank, seed=course.seed, name="sources") as model:
        train(model, [encoder.encode(row) for row in rows], course, keep=keep, meter=meter)
        return row_losses(model, encoded, SCORED, meter)


def effect(
    source: str, count: int, held: Sequence[Row], losses: Mapping[str, dict[str, float]], seed: int
) -> SourceEffect:
    """The effect of one source from the losses after training on `all`, on nothing, `without` it and on it `only`."""
    everything, nothing = losses["all"], losses["none"]
    without, only = losses[f"without {source}"], losses[f"only {source}"]
    own = [row.id for row in held if row.source == source]
    return SourceEffect(
        source=source,
        rows=count,
        without=estimate([without[row] - everything[row] for row in everything], seed),
        own=estimate([without[row] - everything[row] for row in own if row in everything], seed),
        alone=estimate([nothing[row] - only[row] for row in nothing], seed),
    )
