"""Out-of-fold losses: what each row costs a model that was tuned on the others (cross-fitting)."""

import random
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any

import msgspec

from alpaca_est.tuning.adapters import Rank, adapted
from alpaca_est.tuning.encoding import Encoder
from alpaca_est.tuning.losses import Cost, Meter, row_costs, row_losses
from alpaca_est.tuning.rows import Row, chance, parted
from alpaca_est.tuning.signals import Costs
from alpaca_est.tuning.training import Course, train

FOLDS = 2
STRANGERS = 2  # tasks of others that an answer is put behind, of its source and of any
LIKE = 8  # rows of like length among which strangers of a source are taken
SCORED = 4096  # tokens scored at once


def strangers(rows: Sequence[Row], seed: int, *, near: bool, number: int = 1) -> list[Row]:
    """Each row with the task of another row and its own answer; every `number` up to `STRANGERS` gives another one.

    The other is of the row's source and its task of like length where `near`, else of any source.
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.source if near else "", []).append(row)
    found: dict[str, Row] = {}
    for own in _together(list(groups.values())):
        ordered = sorted(own, key=lambda row: (len(row.asked), row.id))
        for block in _blocks(ordered, LIKE if near else len(own)):
            random.Random(chance(seed, "strangers", block[0].id)).shuffle(block)
            for place, row in enumerate(block):
                other = block[(place + number) % len(block)]
                found[row.id] = _asked_as(row, other)
    return [found[row.id] for row in rows]


def _asked_as(row: Row, other: Row) -> Row:
    """The row's answer behind everything that was said to another."""
    return msgspec.structs.replace(
        row, system=other.system, history=other.history, instruction=other.instruction, input=other.input
    )


def _together(groups: Sequence[list[Row]]) -> list[list[Row]]:
    """Groups in which everybody has strangers enough: those with too few rows join the largest one."""
    large = [own for own in groups if len(own) > STRANGERS]
    small = [row for own in groups if len(own) <= STRANGERS for row in own]
    if not large:
        return [small]
    largest = max(range(len(large)), key=lambda number: len(large[number]))
    return [own + small if number == largest else own for number, own in enumerate(large)]


def _blocks(rows: Sequence[Row], size: int) -> list[list[Row]]:
    """Neighbours in blocks of nearly the same size, none smaller than `size` where there are so many rows."""
    count = max(1, len(rows) // size)
    edges = [len(rows) * number // count for number in range(count + 1)]
    return [list(rows[start:end]) for start, end in pairwise(edges)]


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
        costs.other, costs.opening_other = _stranger_costs(model, own, encoder, course.seed, meter, near=True)
        costs.far, costs.opening_far = _stranger_costs(model, own, encoder, course.seed, meter, near=False)
        costs.seen = row_losses(model, rest, SCORED, meter)
    return costs


def _stranger_costs(
    model: Any, rows: Sequence[Row], encoder: Encoder, seed: int, meter: Meter, *, near: bool
) -> tuple[dict[str, float], dict[str, float]]:
    """What each answer costs behind strangers' tasks, and what its first tokens cost there: means over strangers."""
    found = []
    for number in range(1, STRANGERS + 1):
        asked = [encoder.encode(row) for row in strangers(rows, seed, near=near, number=number)]
        found.append(_parted(row_costs(model, asked, SCORED, meter)))
    whole, opening = ([one[part] for one in found] for part in (0, 1))
    return _means(whole), _means(opening)


def _means(found: Sequence[Mapping[str, float]]) -> dict[str, float]:
    known = [row for row in found[0] if all(row in one for one in found)]
    return {row: fmean(one[row] for one in found) for row in known}


def _parted(found: Mapping[str, Cost]) -> tuple[dict[str, float], dict[str, float]]:
    return {row: cost.mean for row, cost in found.items()}, {row: cost.opening for row, cost in found.items()}


def joined(parts: Sequence[Costs]) -> Costs:
    """The losses of all folds together."""
    whole = Costs()
    for part in parts:
        for name in Costs.__struct_fields__:
            getattr(whole, name).update(getattr(part, name))
    return whole
