"""Values beside bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alpaca_est.filters.numbers import beside


@pytest.mark.parametrize(
    ("value", "bound", "digits", "shown"),
    [
        (0.82, 0.7, 3, "0.820"),
        (0.70001, 0.7, 3, "0.70001"),
        (0.4999, 0.5, 2, "0.4999"),
        (0.03, 0.5, 2, "0.03"),
        (0.5, 0.5, 2, "0.50"),
    ],
)
def test_a_value_never_looks_like_the_bound_it_crossed(value, bound, digits, shown):
    assert beside(value, bound, digits) == shown


@given(st.floats(0, 1), st.floats(0, 1))
def test_it_lies_on_its_side(value, bound):
    shown = float(beside(value, bound, 3))
    assert (shown > bound, shown < bound) == (value > bound, value < bound)
