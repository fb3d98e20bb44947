"""Shares: so much of each as the weights say and the limits allow, in whole numbers, the same on every machine.

All amounts rise together, each as fast as its weight, until a limit is reached; those under it stay, the others rise on
(progressive filling, which gives the max-min fair shares; Bertsekas and Gallager, Data Networks, section 6.5.2).
"""

import heapq
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple


class Limit(NamedTuple):
    """At most so much of some parts together; where it `ends` the filling, nothing rises any more."""

    parts: frozenset[int]
    most: Fraction
    ends: bool = False


class _Rising:
    """The level at which each limit will be reached, while parts rise under it."""

    def __init__(self, weights: Sequence[Fraction], limits: Sequence[Limit]) -> None:
        self.room = [limit.most for limit in limits]
        self.pace = [sum((weights[part] for part in limit.parts), Fraction(0)) for limit in limits]
        self.due: list[Fraction | None] = [None for _ in limits]
        self.coming: list[tuple[Fraction, int]] = []
        for number in range(len(limits)):
            self.expect(number)

    def next(self) -> tuple[Fraction, list[int]]:
        """The lowest level at which limits are reached, and these limits."""
        while self.due[self.coming[0][1]] != self.coming[0][0]:
            heapq.heappop(self.coming)
        level, reached = self.coming[0][0], set[int]()
        while self.coming and self.coming[0][0] == level:
            number = heapq.heappop(self.coming)[1]
            if self.due[number] == level:
                reached.add(number)
        return level, sorted(reached)

    def stop(self, number: int, weight: Fraction, amount: Fraction) -> None:
        """One part of a limit rises no more: what it has come to is taken off."""
        self.room[number] -= amount
        self.pace[number] -= weight

    def expect(self, number: int) -> None:
        """Say anew when a limit will be reached; what was said before counts no more."""
        self.due[number] = due = self.room[number] / self.pace[number] if self.pace[number] else None
        if due is not None:
            heapq.heappush(self.coming, (due, number))


def fill(weights: Sequence[Fraction], limits: Sequence[Limit]) -> list[Fraction]:
    """How much of each part; every part of some weight has to be under a limit."""
    above = _limits_of(len(weights), limits)
    under = _Rising(weights, limits)
    amounts = [Fraction(0) for _ in weights]
    rising = {part for part, weight in enumerate(weights) if weight > 0}
    while rising:
        level, reached = under.next()
        ended = any(limits[number].ends for number in reached)
        stopping = rising if ended else {part for number in reached for part in limits[number].parts if part in rising}
        for part in stopping:
            amounts[part] = level * weights[part]
            for number in above[part]:
                under.stop(number, weights[part], amounts[part])
        for number in {number for part in stopping for number in above[part]}:
            under.expect(number)
        rising = rising - stopping
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
