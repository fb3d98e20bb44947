"""What makes a row suspicious, and how sure a mean is."""

import math

import msgspec
import pytest
from building import row, rows

from alpaca_est.source.items import Item
from alpaca_est.source.items import TestSets as Sets
from alpaca_est.tuning.answering import judged, rates
from alpaca_est.tuning.duplicates import overlaps
from alpaca_est.tuning.signals import auroc, deviations, grouped
from alpaca_est.tuning.statistics import estimate


@pytest.mark.parametrize(
    ("planted", "wanted"),
    [({"c", "d"}, 1.0), ({"a", "b"}, 0.0), ({"a", "d"}, 0.5), ({"b", "d"}, 0.75)],
)
def test_auroc_of_known_orders(planted, wanted):
    assert auroc({"a": 1, "b": 2, "c": 3, "d": 4}, planted) == wanted


def test_auroc_counts_ties_half_and_needs_both_kinds():
    assert auroc({"a": 1, "b": 1}, {"a"}) == 0.5
    assert math.isnan(auroc({"a": 1}, {"a"}))


def test_deviations_are_measured_within_a_group():
    values = {f"a{number}": float(number % 5) for number in range(20)} | {f"b{n}": 100.0 + n % 5 for n in range(20)}
    values["a0"] = 50.0
    groups = [[name for name in values if name[0] == letter] for letter in "ab"]
    found = deviations(values, groups)
    assert found["a0"] > 10
    assert max(abs(value) for name, value in found.items() if name != "a0") < 3


def test_groups_are_sources_and_lengths_and_small_sources_go_together():
    sources = "a" * 50 + "b" * 50 + "c" * 5
    own = [
        msgspec.structs.replace(row(number), id=f"{source}:{number:03d}/0", source=source)
        for number, source in enumerate(sources)
    ]
    found = grouped(own, {one.id: index for index, one in enumerate(own)})
    assert sorted(identity for group in found for identity in group) == sorted(one.id for one in own)
    assert sorted(len(group) for group in found) == [5, 25, 25, 25, 25]


def test_an_interval_holds_the_mean_and_is_the_same_again():
    found = estimate([1.0, 2.0, 3.0, 4.0] * 20, 1)
    assert found.low < found.mean == 2.5 < found.high
    assert found.above
    assert estimate([1.0, 2.0, 3.0, 4.0] * 20, 1) == found
    assert estimate([], 1).count == 0


def test_duplicates_and_test_items_are_named():
    plain = rows(5)
    twice = row(9, id="proov:900/0", instruction=plain[0].instruction, output=plain[0].output)
    item = "Mitu kivi oli Juhani taskus siis kui ta koju jõudis?"
    leaked = row(10, instruction=f"Vasta lühidalt. {item}", output="Kolm.")
    found = overlaps(
        [*plain, twice, leaked], Sets(("proov",), (Item("proov:1", tuple(item.casefold().strip("?").split())),))
    )
    assert found.exact == [["proov:000/0", "proov:900/0"]]
    assert found.contaminated == [("proov:010/0", "proov:1")]


@pytest.mark.parametrize(
    ("text", "own_language", "loops", "right"),
    [
        ("Vastus on nelikümmend kaks.", True, False, True),
        ("The answer is of course forty two, as always.", False, False, False),
        ("see on see on see on see on see on see on see on see on see on see on", True, True, False),
        ("42", None, False, False),
    ],
)
def test_an_answer_is_judged(text, own_language, loops, right):
    asked = row(1, output="Vastus on nelikümmend kaks")
    found = judged(asked, text, stopped=True, closed=True)
    assert (found.own_language, found.loops, found.right) == (own_language, loops, right)


def test_constraints_of_the_row_are_checked():
    asked = row(1, constraints="words_at_most:2")
    answers = [judged(asked, text, stopped=True, closed=False) for text in ("üks kaks", "üks kaks kolm")]
    assert [one.kept for one in answers] == [True, False]
    assert rates(answers).kept == 0.5
    assert rates(answers).right is None
