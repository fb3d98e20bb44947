"""Shares: so much of each as the weights say and the limits allow, in whole numbers, the same on every machine.

All amounts rise together, each as fast as its weight, until a limit is reached; those under it stay, the others rise on
(progressive filling, which gives the max-min fair shares; Bertsekas and Gallager, Data Networks, section 6.5.2).
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple


class Limit(NamedTuple):
    """At most so much of some parts together; where it `ends` the filling, nothing rises any more."""

    parts: frozenset[int]
    most: Fraction
    ends: bool = False


def fill(weights: Sequence[Fraction], limits: Sequence[Limit]) -> list[Fraction]:
    """How much of each part; every part of some weight has to be under a limit."""
    amounts = [Fraction(0) for _ in weights]
    rising = {part for part, weight in enumerate(weights) if weight > 0}
    while rising:
        steps = {number: _room(limit, weights, amounts, rising) for number, limit in enumerate(limits)}
        step = min(room for room in steps.values() if room is not None)
        for part in rising:
            amounts[part] += step * weights[part]
        reached = [limits[number] for number, room in steps.items() if room == step]
        if any(limit.ends for limit in reached):
            break
        rising = rising.difference(*(limit.parts for limit in reached))
    return amounts


def _room(limit: Limit, weights: Sequence[Fraction], amounts: Sequence[Fraction], rising: set[int]) -> Fraction | None:
    """How far all may rise until a limit is reached; None where nothing under it rises."""
    pace = sum((weights[part] for part in limit.parts & rising), Fraction(0))
    return (limit.most - sum(amounts[part] for part in limit.parts)) / pace if pace else None


def whole(amounts: Sequence[Fraction], limits: Sequence[Limit]) -> list[int]:
    """The amounts in whole numbers, their sum rounded down: the largest remainders go up, within the limits."""
    found = [int(amount) for amount in amounts]
    left = int(sum(amounts)) - sum(found)
    remainders = sorted(range(len(found)), key=lambda part: (found[part] - amounts[part], part))
    for part in remainders:
        under = (limit for limit in limits if part in limit.parts)
        if left and amounts[part] and all(sum(found[one] for one in limit.parts) < limit.most for limit in under):
            found[part] += 1
            left -= 1
    return found


def shares(weights: Sequence[Fraction], limits: Sequence[Limit]) -> list[int]:
    """Whole numbers by weights and limits."""
    return whole(fill(weights, limits), limits)
