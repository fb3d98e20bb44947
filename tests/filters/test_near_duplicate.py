"""The near-duplicate filter."""

import pytest

from alpaca_est.filters.near_duplicate import NearDuplicate
from alpaca_est.record import Record, Rejected


def records(*instructions):
    return [Record(id=f"seed:{row:03d}/0", instruction=text) for row, text in enumerate(instructions)]


def outcomes(step, given):
    return list(step.run(given, step.begin()))


def test_the_first_of_two_stays():
    first, second = outcomes(NearDuplicate(), records("Nimeta kolm Eesti saart.", "nimeta kolm eesti saart"))
    assert isinstance(first, Record)
    assert isinstance(second, Rejected)
    assert second.reason == "instruction is 1.000 like seed:000/0, at most 0.7 wanted"
    assert second.record is not None
    assert second.record.scores == {"near_duplicate.similarity": 1.0}


def test_what_was_rejected_is_not_remembered():
    step = NearDuplicate(reject_above=0.6)
    given = records("a b c d e f", "a b c d g h", "a b g h i j", "c d g h x y")
    assert [type(outcome) for outcome in outcomes(step, given)] == [Record, Rejected, Record, Record]


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ("Mis on öö?", "Mis on üü?", True),
        ("a b c d e f g x y z", "a b c d e f g u v w", True),
        ("a b c d e f g h y z", "a b c d e f g h v w", False),
        ("a b c d", "d c b a", True),
    ],
)
def test_words_are_whole_and_in_order(one, other, kept):
    _, second = outcomes(NearDuplicate(), records(one, other))
    assert isinstance(second, Record) == kept


def test_memory_outlives_a_batch():
    step = NearDuplicate()
    memory = step.begin()
    given = records("Leia tekstist viga.", "Leia tekstist viga!")
    assert isinstance(next(step.run(given[:1], memory)), Record)
    assert isinstance(next(step.run(given[1:], memory)), Rejected)
    assert isinstance(next(step.run(given[1:], step.begin())), Record)


def test_tasks_may_differ_in_their_input():
    one = Record(id="a:000/0", instruction="Leia tekstist viga.", input="Karu ronis puu otsa ja jäi sinna.")
    other = Record(
        id="a:001/0", instruction="Leia tekstist viga.", input="Hobune seisis tallis, sest väljas sadas vihma."
    )
    step = NearDuplicate(field="instruction_input")
    assert all(isinstance(outcome, Record) for outcome in outcomes(step, [one, other]))
    assert isinstance(outcomes(NearDuplicate(), [one, other])[1], Rejected)
    again = Record(id="a:002/0", instruction=one.instruction, input=one.input)
    assert outcomes(step, [one, again])[1].reason == "instruction and input are 1.000 like a:000/0, at most 0.7 wanted"
