"""The near-duplicate index decides as brute force does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alpaca_est.filters.novelty import Novelty


def common(left: list[str], right: list[str]) -> int:
    """Length of the longest common subsequence, the plain way."""
    row = [0] * (len(right) + 1)
    for one in left:
        before = 0
        for place, other in enumerate(right, start=1):
            before, row[place] = row[place], before + 1 if one == other else max(row[place], row[place - 1])
    return row[-1]


def similarity(left: list[str], right: list[str]) -> float:
    """ROUGE-L F of two word sequences; two empty ones are the same."""
    return 2 * common(left, right) / (len(left) + len(right)) if left or right else 1.0


SEQUENCES = st.lists(st.lists(st.sampled_from("abcdefgõ"), max_size=9), max_size=25)


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.9])
@given(sequences=SEQUENCES)
def test_decisions_equal_brute_force(threshold: float, sequences: list[list[str]]) -> None:
    index = Novelty(threshold)
    kept: list[list[str]] = []
    for sequence in sequences:
        wanted = max((similarity(sequence, other) for other in kept), default=0.0)
        score, number = index.nearest(sequence)
        if wanted > threshold:
            assert score == pytest.approx(wanted, abs=1e-12)
            assert similarity(sequence, kept[number]) == pytest.approx(wanted, abs=1e-12)
        else:
            assert (score, number) == (0.0, -1)
            index.add(sequence)
            kept.append(sequence)


def test_estonian_letters_count() -> None:
    index = Novelty(0.7)
    index.add(["mis", "on", "öö"])
    assert index.nearest(["mis", "on", "üü"]) == (0.0, -1)
    assert index.nearest(["mis", "on", "öö"]) == (1.0, 0)
