"""What people said of answers: counted, with agreement; told on the card."""

import msgspec
import pytest

from alpaca_est.decision import Decision
from alpaca_est.runs.answers import Answers, ranked_by, rated_by
from alpaca_est.runs.dataset.answers_told import answers_told


def rating(identity: str, by: str, mark: int, text: str = "t") -> Decision:
    return Decision(id=identity, verdict="rate", sha256=text, by=by, ratings={"accuracy": mark})


def ranking(identity: str, by: str, *order: str) -> Decision:
    return Decision(id=identity, verdict="rank", sha256="t", by=by, ranking=order)


def test_marks_are_compared_on_the_same_text() -> None:
    decisions = [rating("a", "mari", 5), rating("a", "jaan", 4), rating("b", "mari", 1), rating("b", "jaan", 1, "new")]
    rated = rated_by(decisions)
    assert rated is not None
    [marks] = rated.marks
    assert (rated.answers, rated.people, marks.counts, marks.mean) == (2, 2, (2, 0, 0, 1, 1), 2.75)
    names = [figure.name for figure in marks.agreement]
    assert names == ["percent", "cohen", "fleiss", "krippendorff_ordinal", "krippendorff_interval"]
    assert [figure.records for figure in marks.agreement] == [1] * 5


def test_orders_are_compared_by_pairs_and_places() -> None:
    decisions = [ranking("a", "mari", "x", "y", "z"), ranking("a", "jaan", "x", "z", "y")]
    orders = ranked_by([*decisions, ranking("b", "mari", "p", "q"), ranking("b", "jaan", "p", "r")])
    assert orders is not None
    assert (orders.tasks, orders.people, orders.pairs[0].records) == (2, 2, 1)
    assert orders.pairs[0].value == pytest.approx(2 / 3)
    assert orders.places[0].value == pytest.approx(1 / 3)


def test_nothing_is_told_where_nobody_judged() -> None:
    assert rated_by([]) is None
    assert ranked_by([Decision(id="a", verdict="unsure", sha256="")]) is None
    assert answers_told(Answers()) == []


def test_the_card_tells_marks_and_orders() -> None:
    marks = [rating(f"a{n}", by, 1 + n % 5) for n in range(10) for by in ("mari", "jaan")]
    told = answers_told(Answers(rated=rated_by(marks), ranked=ranked_by([ranking("a", "mari", "x", "y")])))
    assert told[0].startswith("2 people gave marks from 1 to 5 to 10 answers;")
    assert "| accuracy | 3.00 | 1.000 | 1.000–1.000 | 10 |" in told[1]
    assert told[2].startswith("One person put the answers of 1 task in order;")
    assert "| pairs | – | no record has two opinions | 0 |" in told[3]
    assert msgspec.json.decode(msgspec.json.encode(rated_by(marks)))["people"] == 2
