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
    above = _limits_of(len(weights), limits)
    room = [limit.most for limit in limits]
    pace = [sum((weights[part] for part in limit.parts), Fraction(0)) for limit in limits]
    amounts = [Fraction(0) for _ in weights]
    rising = {part for part, weight in enumerate(weights) if weight > 0}
    level = Fraction(0)
    while rising:
        step = min(left / speed for left, speed in zip(room, pace, strict=True) if speed)
        level += step
        room = [left - step * speed for left, speed in zip(room, pace, strict=True)]
        reached = [number for number, speed in enumerate(pace) if speed and not room[number]]
        ended = any(limits[number].ends for number in reached)
        full = frozenset().union(*(limits[number].parts for number in reached))
        stopping = set(rising) if ended else rising & full
        for part in stopping:
            amounts[part] = level * weights[part]
            for number in above[part]:
                pace[number] -= weights[part]
        rising -= stopping
    return amounts


def _limits_of(parts: int, limits: Sequence[Limit]) -> list[list[int]]:
    """The limits that each part is under, by their numbers."""
    found: list[list[int]] = [[] for _ in range(parts)]
    for number, limit in enumerate(limits):
        for part in limit.parts:
            found[part].append(number)
    return found


def whole(amounts: Sequence[Fraction], limits: Sequence[Limit]) -> list[int]:
    """The amounts in whole numbers, their sum rounded down: the largest remainders go up, within the limits."""
    found = [int(amount) for amount in amounts]
    above = _limits_of(len(found), limits)
    room = [limit.most - sum(found[part] for part in limit.parts) for limit in limits]
    left = int(sum(amounts)) - sum(found)
    for part in sorted(range(len(found)), key=lambda one: (found[one] - amounts[one], one)):
        if left and amounts[part] and all(room[number] >= 1 for number in above[part]):
            found[part] += 1
            left -= 1
            for number in above[part]:
                room[number] -= 1
    return found


def shares(weights: Sequence[Fraction], limits: Sequence[Limit]) -> list[int]:
    """Whole numbers by weights and limits."""
    return whole(fill(weights, limits), limits)
