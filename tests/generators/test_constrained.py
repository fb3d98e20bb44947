"""Tasks get constraints: which tasks, how many, over how many turns, and that they come back from the record."""

import pytest
from pydantic import ValidationError

from alpaca_est.constraints import KINDS, constraint, keeps
from alpaca_est.constraints.checking import turn_of
from alpaca_est.constraints.composing import clash
from alpaca_est.generators.constrained import Constrained
from alpaca_est.record import Record, Turn

ANSWER = (
    "Linnulaul äratas küla. Naabrid jõid hommikukohvi, lapsed jooksid randa ja paadid sõitsid merele. "
    "Päev oli selge ning tuul puhus vaikselt lõunast. Vana kalur istus kivil ja jutustas lastele lugusid. "
    "Õhtul kogunes rahvas lõkke äärde laulma."
)
TOPICS = ("rannaküla hommikut", "vanaema aeda", "talvist metsa", "turuplatsi", "rongisõitu", "koolipäeva", "laata")


def record(number: int = 0, instruction: str = "", input: str = "", output: str = ANSWER, **more: object) -> Record:
    text = instruction or f"Kirjelda {TOPICS[number % len(TOPICS)]}."
    fields = {"lang": "et", "instruction": text, "input": input, "output": output, **more}
    return Record(id=f"seed:{number:03d}/0", **fields)


def asked(one: Record) -> list[str]:
    return [turn_of(name)[1] for name in one.constraints]


def test_each_task_gets_one_to_three_constraints_that_go_together() -> None:
    records = [record(number) for number in range(200)]
    found = [one for one in Constrained(seed=3).run(records) if isinstance(one, Record)]
    assert {len(one.constraints) for one in found} == {1, 2, 3}
    for one, number in zip(found, range(200), strict=True):
        assert clash([constraint(name) for name in one.constraints]) == ""
        assert record(number).instruction in one.instruction != record(number).instruction
        assert (one.output, one.made_by, one.history) == ("", "constrained", ())
        assert one.original is not None
        assert one.original.output == ANSWER
    assert len({name.partition(":")[0] for one in found for name in one.constraints}) >= 0.8 * len(KINDS)


def test_the_same_seed_gives_the_same_and_batches_do_not_matter() -> None:
    records = [record(number) for number in range(20)]
    step = Constrained(seed=1)
    assert list(step.run(records)) == [one for single in records for one in step.run([single])]
    assert list(step.run(records)) != list(Constrained(seed=2).run(records))


def test_conversations_ask_for_more_in_each_turn() -> None:
    records = [record(number, input="Küla on väike.") for number in range(60)]
    found = [one for one in Constrained(turns=3).run(records) if isinstance(one, Record)]
    assert {len(one.history) for one in found} == {0, 1, 2}
    for one in found:
        turns = [turn_of(name)[0] for name in one.constraints]
        assert turns == sorted(turns)
        assert set(turns) == set(range(1, len(one.history) + 2))
        assert clash([constraint(name) for name in asked(one)]) == ""
        assert [turn.role for turn in one.history] == ["user"] * len(one.history)
        if one.history:
            assert one.history[0].content.endswith("\n\nKüla on väike.")
            assert one.input == ""


@pytest.mark.parametrize(
    "one",
    [
        record(instruction="Kirjuta Pythonis funktsioon, mis liidab arvud."),
        record(instruction="Paranda vead.", input="Ma lähen koolli."),
        record(instruction="Write a story.", lang="en"),
        record(history=(Turn("user", "Tere"), Turn("assistant", "Tere!"))),
        record(constraints=("no_comma",)),
        record(instruction=" "),
    ],
)
def test_tasks_that_stay_as_they_are(one: Record) -> None:
    assert list(Constrained(lang="").run([one])) == [one]


def test_constraints_can_suit_the_answer_that_is_there() -> None:
    found = list(Constrained(from_answers=True).run([record(number) for number in range(60)]))
    kept = [one for one in found if isinstance(one, Record) and one.constraints]
    assert len(kept) > 50
    for one in kept:
        assert one.output == ANSWER
        assert keeps(one.output, one.constraints)


def test_share_and_kinds() -> None:
    records = [record(number) for number in range(100)]
    some = Constrained(share=0.3, kinds={"no_comma": 1, "no_digits": 1}, fewest=2, most=2)
    found = [one for one in some.run(records) if isinstance(one, Record) and one.constraints]
    assert 15 <= len(found) <= 45
    assert {frozenset(one.constraints) for one in found} == {frozenset({"no_comma", "no_digits"})}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"kinds": {"no_coma": 1}}, "no constraint no_coma; did you mean no_comma?"),
        ({"kinds": {"no_comma": 0}}, "one of them is more"),
        ({"fewest": 3, "most": 2}, "fewest 3 is over most 2"),
        ({"from_answers": True, "turns": 2}, "from_answers with turns 2, wanted 1"),
        ({"most": 4}, "less than or equal to 3"),
    ],
)
def test_settings_that_cannot_be(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message.replace("?", r"\?")):
        Constrained.model_validate({"step": "constrained", **settings})
