"""Shares by weights and limits: whole numbers that sum up, however the limits lie."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alpaca_est.runs.shares import Limit, fill, shares


def limit(most: float, *parts: int, ends: bool = False) -> Limit:
    return Limit(frozenset(parts), Fraction(most), ends)


@pytest.mark.parametrize(
    ("weights", "limits", "expected"),
    [
        ([1, 1], [limit(10, 0, 1, ends=True)], [5, 5]),
        ([3, 1], [limit(10, 0, 1, ends=True)], [8, 2]),  # 7.5 and 2.5: the first of equal remainders goes up
        ([1, 1, 1], [limit(10, 0, 1, 2, ends=True)], [4, 3, 3]),
        ([1, 1], [limit(2, 0), limit(10, 0, 1, ends=True)], [2, 8]),  # one is full, the other takes the rest
        ([1, 1, 1], [limit(4, 0, 1), limit(12, 0, 1, 2, ends=True)], [2, 2, 8]),  # two under one cap
        ([1, 3], [limit(5, 0, ends=True), limit(100, 1)], [5, 15]),  # ends where the first has no more
        ([0, 1], [limit(7, 0), limit(7, 1)], [0, 7]),
        ([1, 1], [limit(3, 0), limit(4, 1)], [3, 4]),
        ([1], [limit(0, 0)], [0]),
        ([], [], []),
    ],
)
def test_shares(weights: list[int], limits: list[Limit], expected: list[int]) -> None:
    assert shares([Fraction(weight) for weight in weights], limits) == expected


@settings(max_examples=200, deadline=None)
@given(
    weights=st.lists(st.integers(0, 20), min_size=1, max_size=7),
    rows=st.lists(st.integers(0, 50), min_size=7, max_size=7),
    total=st.integers(0, 200),
    cap=st.integers(0, 60),
    under=st.sets(st.integers(0, 6)),
)
def test_shares_keep_every_limit_and_lose_nothing(
    weights: list[int], rows: list[int], total: int, cap: int, under: set[int]
) -> None:
    parts = range(len(weights))
    limits = [limit(rows[part], part) for part in parts]
    limits += [limit(cap, *(under & set(parts))), limit(total, *parts, ends=True)]
    fractions = [Fraction(weight) for weight in weights]
    found = shares(fractions, limits)
    assert all(sum(found[part] for part in one.parts) <= one.most for one in limits)
    assert sum(found) == int(sum(fill(fractions, limits)))
    possible = sum(rows[part] for part in parts if weights[part] and part not in under)
    possible += min(cap, sum(rows[part] for part in parts if weights[part] and part in under))
    assert sum(found) == min(total, possible)


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(st.integers(0, 40), min_size=6, max_size=6),
    caps=st.lists(st.integers(0, 60), min_size=3, max_size=3),
    total=st.integers(1, 200),
)
def test_caps_of_sources_and_licences_that_cross_leave_nothing_over(
    rows: list[int], caps: list[int], total: int
) -> None:
    limits = [limit(number, part) for part, number in enumerate(rows)]
    limits += [limit(caps[0], 0, 1), limit(caps[1], 2, 3), limit(caps[2], 0, 2, 4)]
    limits.append(limit(total, *range(6), ends=True))
    weights = [Fraction(number) for number in rows]
    found = shares(weights, limits)
    assert all(sum(found[part] for part in one.parts) <= one.most for one in limits)
    assert int(sum(fill(weights, limits))) - sum(found) in (0, 1)


def test_thousands_of_kinds_are_shared_exactly() -> None:
    rows = [1 + number % 97 for number in range(5_000)]
    limits = [*(limit(count, part) for part, count in enumerate(rows)), limit(100_000, *range(5_000), ends=True)]
    found = shares([Fraction(1)] * 5_000, limits)
    assert sum(found) == 100_000
    assert {min(count, 22) for count in rows} <= set(found) <= {*range(1, 28)}
