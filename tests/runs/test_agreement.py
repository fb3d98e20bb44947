"""Agreement figures equal textbook tables and the krippendorff package; what is undefined says why."""

import random
from typing import Any

import krippendorff as reference
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alpaca_est.runs.agreement import Figure, Undefined, cohen, figures, figures_of, fleiss, krippendorff, percent

# Fleiss 1971, as in https://en.wikipedia.org/wiki/Fleiss%27_kappa: 14 raters, 10 subjects, 5 categories.
FLEISS = (
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
)  # fmt: skip
# Krippendorff's three coders and fifteen units, nominal alpha 0.691 (https://en.wikipedia.org/wiki/Krippendorff%27s_alpha)
CODERS = ("* * * * * 3 4 1 2 1 1 3 3 * 3", "1 * 2 1 3 3 4 3 * * * * * * *", "* * 2 1 3 4 4 * 2 1 1 3 3 * 4")


def units_of(rows: tuple[str, ...]) -> list[dict[str, str]]:
    columns = zip(*(row.split() for row in rows), strict=True)
    return [{str(coder): value for coder, value in enumerate(column) if value != "*"} for column in columns]


def test_cohen_of_the_textbook() -> None:
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    units = [{"a": one, "b": two} for (one, two), count in table.items() for _ in range(count)]
    assert percent(units) == pytest.approx(0.7)
    assert cohen(units) == pytest.approx(0.4)


def test_fleiss_of_the_textbook() -> None:
    units = []
    for row in FLEISS:
        opinions = [str(category) for category, count in enumerate(row) for _ in range(count)]
        units.append({str(rater): opinion for rater, opinion in enumerate(opinions)})
    assert fleiss(units) == pytest.approx(0.210, abs=5e-4)


def test_krippendorff_of_the_textbook() -> None:
    shared = [unit for unit in units_of(CODERS) if len(unit) > 1]
    assert krippendorff(shared) == pytest.approx(0.691, abs=5e-4)


@given(st.lists(st.lists(st.sampled_from(["accept", "edit", "reject", None]), min_size=3, max_size=3), min_size=2))
def test_krippendorff_of_the_package(rows: list[list[str | None]]) -> None:
    units = [{str(coder): value for coder, value in enumerate(row) if value} for row in rows]
    shared = [unit for unit in units if len(unit) > 1]
    values = sorted({value for unit in shared for value in unit.values()})
    if len(values) < 2:
        with pytest.raises(Undefined):
            krippendorff(shared)
        return
    numbers = [
        [float(values.index(unit[str(c)])) if str(c) in unit else float("nan") for unit in shared] for c in range(3)
    ]
    assert krippendorff(shared) == pytest.approx(reference.alpha(numbers, level_of_measurement="nominal"))


MARKS = st.sampled_from(["1", "2", "3", "4", "5", None])


@given(st.lists(st.lists(MARKS, min_size=4, max_size=4), min_size=2), st.sampled_from(["ordinal", "interval"]))
def test_ordered_marks_of_the_package(rows: list[list[str | None]], level: Any) -> None:
    units = [{str(coder): value for coder, value in enumerate(row) if value} for row in rows]
    shared = [unit for unit in units if len(unit) > 1]
    if len({value for unit in shared for value in unit.values()}) < 2:
        with pytest.raises(Undefined):
            krippendorff(shared, level=level)
        return
    numbers = [[float(unit.get(str(coder), "nan")) for unit in shared] for coder in range(4)]
    assert krippendorff(shared, level=level) == pytest.approx(reference.alpha(numbers, level_of_measurement=level))


def test_a_unit_that_counts_twice_is_two_units() -> None:
    units = [{"a": "1", "b": "2"}, {"a": "3", "b": "3"}, {"a": "1", "b": "1"}]
    twice = [*units, units[0]]
    for measure in (percent, cohen, fleiss, krippendorff):
        assert measure(units, [2, 1, 1]) == pytest.approx(measure(twice))


def test_answers_of_one_task_are_drawn_together() -> None:
    chance = random.Random("groups")
    groups = [[{"a": chance.choice("12"), "b": "1"}] * 5 for _ in range(30)]
    together = figures_of(groups)[0]
    alone = figures([unit for group in groups for unit in group])[0]
    assert together.value == alone.value
    assert (together.records, alone.records) == (30, 150)
    assert together.high - together.low > 1.5 * (alone.high - alone.low)  # type: ignore[operator]


def test_intervals_hold_the_value_and_repeat() -> None:
    chance = random.Random("units")
    units = [{"a": chance.choice("xy"), "b": chance.choice("xy")} for _ in range(60)]
    found = figures(units)
    assert found == figures(units)
    for figure in found:
        assert figure.value is not None
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low < figure.value < figure.high
        assert figure.records == 60


@pytest.mark.parametrize(
    ("units", "name", "why"),
    [
        ([], "krippendorff", "no record has two opinions"),
        ([{"a": "x"}], "percent", "no record has two opinions"),
        ([{"a": "x", "b": "x"}] * 3, "krippendorff", "everybody always said the same"),
        ([{"a": "x", "b": "x"}] * 3, "cohen", "everybody always said the same"),
        ([{"a": "x", "b": "y"}, {"a": "x", "c": "y"}], "cohen", "3 annotators share records, wanted two"),
    ],
)
def test_what_is_undefined_says_why(units: list[dict[str, str]], name: str, why: str) -> None:
    [figure] = [one for one in figures(units) if one.name == name]
    assert figure.value is None
    assert why in figure.missing
    assert isinstance(figure, Figure)
