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
    `alone`: how much less all held-out answers cost after training on this source only. `written` and `written_alone`
    are the same of tasks that were written for this and stand in no dataset: what a source does beyond its own kind.
    """

    source: str
    rows: int
    without: Estimate
    own: Estimate
    alone: Estimate
    written: Estimate
    written_alone: Estimate


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
    source: str, count: int, *, held: Sequence[Row], written: Sequence[Row], losses: Mapping[str, dict[str, float]],
    seed: int,
) -> SourceEffect:  # fmt: skip
    """The effect of one source from the losses after training on `all`, on nothing, `without` it and on it `only`."""

    def less(rows: Sequence[Row], worse: str, better: str) -> Estimate:
        known = [row.id for row in rows if row.id in losses[worse]]
        return estimate([losses[worse][row] - losses[better][row] for row in known], seed)

    without, only = f"without {source}", f"only {source}"
    return SourceEffect(
        source=source,
        rows=count,
        without=less(held, without, "all"),
        own=less([row for row in held if row.source == source], without, "all"),
        alone=less(held, "none", only),
        written=less(written, without, "all"),
        written_alone=less(written, "none", only),
    )
