"""Intervals by the bootstrap: how sure a mean over rows is."""

from collections.abc import Sequence

import msgspec
import numpy as np

DRAWS = 2000


class Estimate(msgspec.Struct, frozen=True):
    """A mean over `count` rows with its 95 % interval (percentile bootstrap over rows); all 0 where there are none."""

    mean: float
    low: float
    high: float
    count: int

    @property
    def above(self) -> bool:
        """Whether the whole interval is above zero."""
        return self.low > 0

    @property
    def below(self) -> bool:
        """Whether the whole interval is below zero."""
        return self.high < 0


def estimate(values: Sequence[float], seed: int) -> Estimate:
    """The mean of values with its interval; the same values and seed give the same interval."""
    if not values:
        return Estimate(0.0, 0.0, 0.0, 0)
    found = np.asarray(values, dtype=np.float64)
    chance = np.random.default_rng(seed)
    means = found[chance.integers(0, len(found), size=(DRAWS, len(found)))].mean(axis=1)
    low, high = (float(edge) for edge in np.percentile(means, (2.5, 97.5)))
    return Estimate(float(found.mean()), low, high, len(found))
