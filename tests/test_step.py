"""What every step can do: chance, lineage, flags, bounds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from alpaca_est.ask import Ask, Reply
from alpaca_est.record import Flag, Outcome, Record, Rejected, Sample, Used
from alpaca_est.step import Bounds, Filter, PromptStep, Step


class Letters(Filter, Bounds):
    step: Literal["letters"] = "letters"

    def measure(self, record: Record) -> Mapping[str, float]:
        return {"share": float(sum(map(str.isalpha, record.output)))}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        crossed = self.crossed(scores["share"])
        if crossed is None:
            return record
        verdict, bound = crossed
        reason = f"output has {scores['share']:g} letters, wanted {bound:g}"
        return self.reject(record, reason) if verdict == "reject" else self.flag(record, reason, score=scores["share"])


class Echo(PromptStep):
    step: Literal["echo"] = "echo"

    def asks(self, record: Record) -> Sequence[Ask]:
        return [Ask(user=record.instruction)]

    def read(self, record: Record, replies: Sequence[Reply]) -> Iterable[Outcome]:
        return [self.child(record, number, output=reply.text) for number, reply in enumerate(replies)]


RECORD = Record(id="seed:017/0", lang="et", instruction="küsi", output="vasta")


def draw(step: Step, record: Record, *names: object) -> int:
    return step.chance(record, *names).randrange(10**9)


def test_chance_is_the_same_in_every_process() -> None:
    # The values themselves: an update that changes them changes every dataset.
    assert [Letters().chance(RECORD, "shown", number).randrange(1000) for number in range(5)] == CHANCE


CHANCE = [125, 849, 56, 93, 27]


def test_chance_depends_on_seed_step_record_and_names() -> None:
    draws = [
        draw(Letters(), RECORD),
        draw(Letters(seed=1), RECORD),
        draw(Letters(name="other"), RECORD),
        draw(Letters(), Record(id="seed:018/0")),
        draw(Letters(), RECORD, "shown"),
        draw(Letters(), RECORD, "shown", 1),
    ]
    assert len(set(draws)) == len(draws)
    assert draws[0] == draw(Letters(lang="en", reject_below=3), Record(id=RECORD.id, output="muu"))


def test_a_child_is_numbered_below_its_parent() -> None:
    child = Letters(name="makes").child(RECORD, 3, instruction="uus")
    assert child == Record(id="seed:017/0/3", lang="et", instruction="uus", made_by="makes")
    assert Letters().child(RECORD, 0, lang="en").lang == "en"


def test_a_changed_record_keeps_its_id_and_its_first_text() -> None:
    once = Letters(name="one").change(RECORD, output="parem")
    twice = Letters(name="two").change(once, output="parim", lang="vro")
    assert (twice.id, twice.output, twice.lang, twice.made_by) == ("seed:017/0", "parim", "vro", "two")
    assert twice.original == once.original == Sample(lang="et", instruction="küsi", output="vasta")
    assert RECORD.original is None and RECORD.output == "vasta"


def test_flags_pile_up() -> None:
    once = Letters().flag(RECORD, "kahtlane", score=0.31)
    twice = Letters(name="b").flag(once, "veel", span=("output", 0, 2))
    wanted = (Flag(step="letters", reason="kahtlane", score=0.31), Flag(step="b", reason="veel", span=("output", 0, 2)))
    assert (twice.id, twice.flags, RECORD.flags) == ("seed:017/0", wanted, ())


def test_what_leaves_says_why() -> None:
    step = Letters(name="own")
    assert step.reject(RECORD, "liiga lühike") == Rejected(
        id="seed:017/0", step="own", reason="liiga lühike", record=RECORD
    )
    assert step.unreadable(RECORD, 4, "cut off", text="…") == Rejected(
        id="seed:017/0/4", step="own", reason="cut off", text="…"
    )
    assert step.used(RECORD) == Used(id="seed:017/0")


BOUNDS = {"reject_below": 2.0, "flag_below": 4.0, "flag_above": 6.0, "reject_above": 8.0}


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (1.9, ("reject", 2.0)),
        (2.0, ("flag", 4.0)),
        (3.9, ("flag", 4.0)),
        (4.0, None),
        (6.0, None),
        (6.1, ("flag", 6.0)),
        (8.0, ("flag", 6.0)),
        (8.1, ("reject", 8.0)),
    ],
)
def test_bounds(value: float, wanted: tuple[str, float] | None) -> None:
    assert Bounds(**BOUNDS).crossed(value) == wanted
    assert Bounds().crossed(value) is None


@pytest.mark.parametrize(
    ("bounds", "message"),
    [
        ({"reject_below": 0.5, "flag_below": 0.4}, "flag_below 0.4 is under reject_below 0.5"),
        ({"reject_above": 0.5, "flag_above": 0.6}, "flag_above 0.6 is over reject_above 0.5"),
    ],
)
def test_flags_that_could_never_be_set(bounds: dict[str, float], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Letters(**bounds)
    assert [error["msg"] for error in caught.value.errors()] == [f"Value error, {message}"]


@given(st.floats(allow_nan=False), st.lists(st.floats(-5, 5), min_size=4, max_size=4).map(sorted))
def test_a_value_is_rejected_flagged_or_neither(value: float, bounds: list[float]) -> None:
    low, flag_low, flag_high, high = bounds
    step = Bounds(reject_below=low, flag_below=flag_low, flag_above=flag_high, reject_above=high)
    crossed = step.crossed(value)
    assert (crossed is None) == (flag_low <= value <= flag_high)
    assert (crossed is not None and crossed[0] == "reject") == (value < low or value > high)


@pytest.mark.parametrize(
    ("output", "wanted"),
    [("õ", "output has 1 letters, wanted 2"), ("õäö", "output has 3 letters, wanted 4"), ("õäöüš", None)],
)
def test_a_filter_measures_then_decides(output: str, wanted: str | None) -> None:
    [outcome] = Letters(reject_below=2, flag_below=4).run([Record(id="a", output=output)])
    found = outcome.reason if isinstance(outcome, Rejected) else None
    if isinstance(outcome, Record):
        assert outcome.scores == {"letters.share": len(output)}
        found = outcome.flags[0].reason if outcome.flags else None
    assert found == wanted


def test_a_prompt_step_says_what_it_would_ask() -> None:
    step = Echo(model="writer")
    [ask] = step.asks(RECORD)
    assert [(message.role, message.content) for message in ask.messages] == [("user", "küsi")]
    assert step.follow_up(RECORD, [Reply(text="a")]) == ()
    assert list(step.read(RECORD, [Reply(text="a")])) == [step.child(RECORD, 0, output="a")]
    assert (step.children_per_ask, step.expected_characters(RECORD)) == (1.0, 200)
    assert step.expected_characters(Record(id="a", output="õ" * 300)) == 300


@pytest.mark.parametrize(
    ("settings", "where"),
    [({"treshold": 1}, "treshold"), ({"name": "Suur"}, "name"), ({"reject_below": "palju"}, "reject_below")],
)
def test_a_misspelt_setting_fails(settings: dict[str, object], where: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Letters.model_validate(settings)
    assert [error["loc"] for error in caught.value.errors()] == [(where,)]


def test_a_step_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Letters().seed = 3  # type: ignore[misc]
