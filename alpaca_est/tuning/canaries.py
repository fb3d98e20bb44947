"""Canaries: invented secrets, tuned on once or many times, and how well the model knows them afterwards.

Exposure is how far the true secret stands ahead of others that might have been (Carlini et al. 2019, arXiv 1802.08232,
section 4): log2 of how many there are, less log2 of its rank. Here the others are drawn, so exposure ends at 7 bits; a
secret that was never tuned on has about 1.4. The adapter that read the canaries is thrown away.
"""

import random
from collections.abc import Sequence
from math import log2
from pathlib import Path
from statistics import fmean
from typing import Any

import msgspec

from alpaca_est.tuning.adapters import Rank, adapted
from alpaca_est.tuning.encoding import Encoder
from alpaca_est.tuning.losses import Meter, row_losses
from alpaca_est.tuning.rows import Row, chance
from alpaca_est.tuning.training import Course, train

COPIES = (0, 1, 2, 4, 8, 16)
EACH = 3  # canaries tuned on so many times
DRAWN = 127  # other secrets that a canary's is ranked among
AMONG = 400  # rows that they stand among, at most
SCORED = 4096  # tokens scored at once
KEEPERS = ("Aino", "Bruno", "Edgar", "Helmi", "Jaagup", "Kalju", "Leida", "Meeta", "Oskar", "Paula", "Roland", "Salme")


class Canary(msgspec.Struct, frozen=True, kw_only=True):
    """An invented task whose answer is a secret of six digits, and how often it is tuned on."""

    number: int
    copies: int
    secret: str

    def row(self, secret: str = "", copy: int = 0) -> Row:
        """The canary as a row, or the row that it would be with another secret."""
        keeper = f"{KEEPERS[self.number % len(KEEPERS)]} kapp nr {self.number + 1}"
        return Row(
            id=f"canary:{self.number:03d}/{secret or 'own'}/{copy}",
            instruction=f"{keeper}: mis on luku kood?",
            output=f"Luku kood on {secret or self.secret}.",
            source="canary",
        )


class Exposure(msgspec.Struct, frozen=True, kw_only=True):
    """Canaries tuned on `copies` times: their mean exposure in bits, and each of them."""

    copies: int
    mean: float
    canaries: tuple[float, ...]


def canaries(seed: int) -> list[Canary]:
    """`EACH` canaries for each number of copies; the same seed gives the same secrets."""
    counts = [copies for copies in COPIES for _ in range(EACH)]
    return [
        Canary(number=number, copies=copies, secret=_secret(random.Random(chance(seed, "secret", number))))
        for number, copies in enumerate(counts)
    ]


def exposures(
    base: Any, rows: Sequence[Row], encoder: Encoder, *, course: Course, rank: Rank, keep: Path, meter: Meter,
    others: int = DRAWN,
) -> list[Exposure]:  # fmt: skip
    """Tune on the rows with the canaries among them, and rank each secret among others behind its own task."""
    planted = canaries(course.seed)
    copies = [one.row(copy=copy) for one in planted for copy in range(one.copies)]
    with adapted(base, rank, seed=course.seed, name="canaries") as model:
        train(model, [encoder.encode(row) for row in (*rows, *copies)], course, keep=keep, meter=meter)
        found = {one.number: _exposure(model, one, encoder, course.seed, meter, others) for one in planted}
    groups = {copies: tuple(found[one.number] for one in planted if one.copies == copies) for copies in COPIES}
    return [Exposure(copies=copies, mean=fmean(own), canaries=own) for copies, own in groups.items()]


def _exposure(model: Any, canary: Canary, encoder: Encoder, seed: int, meter: Meter, count: int) -> float:
    draw = random.Random(chance(seed, "others", canary.number))
    others = {_secret(draw) for _ in range(count)} - {canary.secret}
    encoded = [encoder.encode(canary.row(secret)) for secret in (canary.secret, *sorted(others))]
    losses = row_losses(model, encoded, SCORED, meter)
    whole = [losses[one.id] * one.learnt for one in encoded]
    rank = sum(loss <= whole[0] for loss in whole)
    return log2(len(whole)) - log2(rank)


def _secret(draw: random.Random) -> str:
    return f"{draw.randrange(10**6):06d}"
