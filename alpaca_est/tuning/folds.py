"""Out-of-fold losses: what each row costs a model that was tuned on the others (cross-fitting)."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from alpaca_est.tuning.adapters import Rank, adapted
from alpaca_est.tuning.encoding import Encoded, Encoder
from alpaca_est.tuning.losses import Cost, Meter, row_costs, row_losses
from alpaca_est.tuning.rows import Row, chance, parted
from alpaca_est.tuning.signals import Costs
from alpaca_est.tuning.training import Course, train

FOLDS = 2
SCORED = 4096  # tokens scored at once


def strangers(rows: Sequence[Row], seed: int, *, near: bool) -> list[Row]:
    """Each row with the task of another row, of its own source where `near`, of any other; its own answer stays."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.source if near else "", []).append(row)
    found: dict[str, Row] = {}
    for source, own in groups.items():
        turned = list(own)
        random.Random(chance(seed, "strangers", source)).shuffle(turned)
        for row, other in zip(turned, turned[1:] + turned[:1], strict=True):
            found[row.id] = msgspec.structs.replace(row, instruction=other.instruction, input=other.input)
    return [found[row.id] for row in rows]


def fold_costs(
    base: Any, rows: Sequence[Row], fold: int, encoder: Encoder, course: Course, rank: Rank, keep: Path, meter: Meter
) -> Costs:
    """The losses of one fold's rows under a model that was tuned on all other folds."""
    parts = parted(rows, FOLDS, f"{course.seed}/folds")
    own = parts[fold]
    rest = [encoder.encode(row) for number, part in enumerate(parts) if number != fold for row in part]
    encoded = [encoder.encode(row) for row in own]
    fertility = {row.id: one.learnt / (len(row.output) + 1) for row, one in zip(own, encoded, strict=True)}
    costs = Costs(base=row_losses(base, encoded, SCORED, meter), fertility=fertility)
    with adapted(base, rank, seed=course.seed, name=f"fold {fold}") as model:
        train(model, rest, course, keep=keep, meter=meter)
        costs.fold, costs.opening = _parted(row_costs(model, encoded, SCORED, meter))
        costs.alone = row_losses(model, [encoder.alone(row) for row in own], SCORED, meter)
        near, far = ([encoder.encode(row) for row in strangers(own, course.seed, near=near)] for near in (True, False))
        costs.other = row_losses(model, near, SCORED, meter)
        costs.far, costs.opening_far = _parted(row_costs(model, far, SCORED, meter))
        costs.seen = row_losses(model, rest, SCORED, meter)
    return costs


def _parted(found: Mapping[str, Cost]) -> tuple[dict[str, float], dict[str, float]]:
    return {row: cost.mean for row, cost in found.items()}, {row: cost.opening for row, cost in found.items()}


def joined(parts: Sequence[Costs]) -> Costs:
    """The losses of all folds together."""
    whole = Costs()
    for part in parts:
        for name in Costs.__struct_fields__:
            getattr(whole, name).update(getattr(part, name))
    return whole


def lengths(encoded: Sequence[Encoded]) -> dict[str, int]:
    """How many answer tokens each row has."""
    return {row.id: row.learnt for row in encoded}
