"""What a check does: which model, how many rows, how long each training is."""

from typing import Literal

import msgspec

from alpaca_est.tuning.adapters import Rank
from alpaca_est.tuning.encoding import Layout
from alpaca_est.tuning.model import TINY, Number
from alpaca_est.tuning.training import Course

Wide = Literal["all", "none"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one check; everything that can change a figure stands here, but not the budget.

    `passes` says how often a training reads its rows, `source_tokens` how many tokens each source training reads.
    """

    model: str = TINY
    rows: int | None = 2500
    seed: int = 42
    seeds: int = 1
    device: str = "auto"
    number: Number = "auto"
    qlora: bool = False
    layout: Layout | None = None
    limit: int = 512
    held: float = 0.1
    base_tokens: int = 600_000
    passes: float = 2.0
    rate: float = 0.0
    batch: int = 0
    at_once: int = 0
    packed: bool = False
    rank: Rank = Rank()
    sources: bool = True
    source_tokens: int = 40_000
    generate: int = 48

    def course(self, tokens: int, seed: int, *, looks: int = 0) -> Course:
        """A training of so many tokens; a tiny base takes a high rate and small steps, a real one LoRA's usual ones."""
        small = self.model == TINY
        rate = self.rate or (5e-3 if small else 2e-4)
        batch = self.batch or (512 if small else 4096)
        return Course(
            tokens=tokens, rate=rate, batch=batch, seed=seed, looks=looks, at_once=self.at_once, packed=self.packed
        )
