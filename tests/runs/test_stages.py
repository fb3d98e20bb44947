"""Stages: how a chain is cut, what a hop does, and that every input is accounted for."""

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict

from alpaca_est.ask import Ask, Reply
from alpaca_est.errors import AccountingError
from alpaca_est.record import Outcome, Record, Rejected, Used
from alpaca_est.runs.stages import Count, account, compute, cut, flatten, rejected
from alpaca_est.step import BatchStep, Filter, PromptStep, Step, StreamStep


class Longest(Filter):
    step: Literal["longest"] = "longest"
    most: int = 3

    def measure(self, record: Record) -> Mapping[str, float]:
        return {"characters": float(len(record.output))}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        if scores["characters"] <= self.most:
            return record
        return self.reject(record, f"output has {scores['characters']:g} characters, at most {self.most}")


class Doubtful(Filter):
    step: Literal["doubtful"] = "doubtful"

    def measure(self, record: Record) -> Mapping[str, float]:
        return {"seen": float(len(record.scores))}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        return self.flag(record, "kahtlane", score=scores["seen"])


class Endless(Filter):
    step: Literal["endless"] = "endless"
    value: float

    model_config = ConfigDict(allow_inf_nan=True)

    def measure(self, record: Record) -> Mapping[str, float]:
        return {"share": self.value}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        return record


class Given(BatchStep):
    """Gives what the test wants."""

    step: Literal["given"] = "given"
    outcomes: tuple[Any, ...] = ()

    def run(self, records: Sequence[Record]) -> Iterable[Outcome]:
        return self.outcomes


class Splits(BatchStep):
    step: Literal["splits"] = "splits"

    def run(self, records: Sequence[Record]) -> Iterable[Outcome]:
        for record in records:
            for number, word in enumerate(record.output.split()):
                yield self.child(record, number, output=word)


class Asking(PromptStep):
    step: Literal["asking"] = "asking"
    model: str = "writer"

    def asks(self, record: Record) -> Sequence[Ask]:
        return ()

    def read(self, record: Record, replies: Sequence[Reply]) -> Iterable[Outcome]:
        return [record]


class Remembering(StreamStep):
    step: Literal["remembering"] = "remembering"

    def begin(self) -> list[str]:
        return []

    def run(self, records: Sequence[Record], memory: Any) -> Iterable[Outcome]:
        return records


def seeds(*outputs: str) -> list[Record]:
    return [Record(id=f"seed:{number:03d}/0", output=output) for number, output in enumerate(outputs)]


F, B, A, S = Longest(), Splits(), Asking(), Remembering()


@pytest.mark.parametrize(
    ("chain", "wanted"),
    [
        ([], [("00-source", "compute", 0)]),
        ([F], [("00-longest", "compute", 1)]),
        ([F, B, F], [("00-longest", "compute", 3)]),
        ([A], [("00-asking", "ask", 1)]),
        ([A, F, B], [("00-asking", "ask", 3)]),
        ([F, A, F], [("00-longest", "compute", 1), ("01-asking", "ask", 2)]),
        ([A, A], [("00-asking", "ask", 1), ("01-asking", "ask", 1)]),
        ([A, F, S, F], [("00-asking", "ask", 2), ("01-remembering", "stream", 1), ("02-longest", "compute", 1)]),
        ([S, S], [("00-remembering", "stream", 1), ("01-remembering", "stream", 1)]),
        ([S, A, F], [("00-remembering", "stream", 1), ("01-asking", "ask", 2)]),
    ],
)
def test_a_chain_is_cut_before_asking_and_around_remembering(
    chain: list[Step], wanted: list[tuple[str, str, int]]
) -> None:
    stages = cut(chain)
    assert [(stage.name, stage.kind, len(stage.steps)) for stage in stages] == wanted
    assert [step for stage in stages for step in stage.steps] == chain


def test_a_stage_is_named_after_the_name_of_its_first_step() -> None:
    assert [stage.name for stage in cut([Longest(name="short_answers"), F])] == ["00-short_answers"]


def test_in_a_hop_every_filter_measures_every_record() -> None:
    result = compute([F, Longest(name="shortest", most=1), Doubtful()], seeds("a", "äää", "õõõõ"))
    assert [(record.id, record.scores) for record in result.records] == [
        ("seed:000/0", {"longest.characters": 1.0, "shortest.characters": 1.0, "doubtful.seen": 0.0}),
    ]
    assert [(one.id, one.step, one.reason) for one in rejected(result)] == [
        ("seed:002/0", "longest", "output has 4 characters, at most 3"),
        ("seed:001/0", "shortest", "output has 3 characters, at most 1"),
    ]
    assert all(len(one.record.scores) == 3 for one in rejected(result) if one.record)
    assert result.counts == {
        "longest": Count(inputs=3, out=2, rejected=1),
        "shortest": Count(inputs=2, out=1, rejected=1),
        "doubtful": Count(inputs=1, out=1, flagged=1),
    }


def test_a_step_that_changes_ends_a_hop() -> None:
    result = compute([F, B, Longest(name="words", most=1)], seeds("a b", "õõõõ"))
    assert [(record.id, record.scores) for record in result.records] == [
        ("seed:000/0/0", {"words.characters": 1.0}),
        ("seed:000/0/1", {"words.characters": 1.0}),
    ]
    assert list(result.counts.items()) == [
        ("longest", Count(inputs=2, out=1, rejected=1)),
        ("splits", Count(inputs=1, made=2, out=2, used=1)),
        ("words", Count(inputs=2, out=2)),
    ]
    assert Used(id="seed:000/0") in result.left


def test_nothing_in_nothing_out() -> None:
    assert compute([F, B], []).counts == {"longest": Count(), "splits": Count()}
    assert compute([], seeds("a")).records == seeds("a")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_measure_that_json_cannot_hold_is_a_mistake_of_the_step(value: float) -> None:
    with pytest.raises(AccountingError) as caught:
        compute([Endless(value=value)], seeds("a"))
    assert str(caught.value) == f"step endless measured share {value} of seed:000/0, wanted a finite number"


@pytest.mark.parametrize("step", [A, S])
def test_what_asks_or_remembers_is_not_computed(step: Step) -> None:
    with pytest.raises(AccountingError, match=f"step {step.key} is of no kind that a stage can run"):
        compute([step], seeds("a"))


class Fails(Longest):
    def measure(self, record: Record) -> Mapping[str, float]:
        return {"characters": 1 / len(record.output)}


def test_a_mistake_in_a_step_names_step_and_record() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        compute([Fails(name="own")], seeds("a", ""))
    assert caught.value.__notes__ == ["in step own, record seed:001/0"]


def child(identity: str) -> Record:
    return Record(id=identity)


ZERO, ONE = "seed:000/0", "seed:001/0"
BAD = [
    ([child(ZERO)], f"step given lost 1 of 2 inputs, the first is {ONE}"),
    ([], f"step given lost 2 of 2 inputs, the first is {ZERO}"),
    ([child(ZERO), child(ONE), child(ZERO)], f"step given gave two outcomes with the id {ZERO}"),
    ([child(ZERO), child(ONE), Used(id=ONE)], f"step given gave two outcomes with the id {ONE}"),
    ([child(f"{ZERO}/1"), child(f"{ZERO}/1"), child(ONE)], f"step given gave two outcomes with the id {ZERO}/1"),
    (
        [child(ZERO), child(ONE), child("seed:002/0")],
        "step given made seed:002/0, which descends from none of its inputs",
    ),
    (
        [child(ZERO), child(ONE), child("seed:000/00")],
        "step given made seed:000/00, which descends from none of its inputs",
    ),
    ([child(ZERO), child(ONE), child("")], "step given made , which descends from none of its inputs"),
]


@pytest.mark.parametrize(("outcomes", "message"), BAD)
def test_what_does_not_add_up_is_a_mistake_of_the_step(outcomes: list[Outcome], message: str) -> None:
    with pytest.raises(AccountingError) as caught:
        compute([Given(outcomes=tuple(outcomes))], seeds("a", "b"))
    assert str(caught.value) == message


def test_an_input_that_only_became_others_is_used() -> None:
    outcomes: list[Outcome] = [
        child(f"{ZERO}/0/7"),
        child(ONE),
        child(f"{ONE}/0"),
        Rejected(id=f"{ZERO}/1", step="x", reason="y"),
    ]
    balanced, count = account(Given(), seeds("a", "b"), outcomes)
    assert balanced == [*outcomes, Used(id=ZERO)]
    assert count == Count(inputs=2, made=3, out=3, used=1, rejected=1)


def test_a_child_belongs_to_its_nearest_input() -> None:
    inputs = [child(ZERO), child(f"{ZERO}/3")]
    with pytest.raises(AccountingError, match=f"lost 1 of 2 inputs, the first is {ZERO}$"):
        account(Given(), inputs, [child(f"{ZERO}/3/1")])


class Anything(BatchStep):
    """Keeps, changes, splits, rejects and uses up by chance."""

    step: Literal["anything"] = "anything"

    def run(self, records: Sequence[Record]) -> Iterable[Outcome]:
        outcomes = [outcome for record in records for outcome in self._of(record)]
        random.Random(self.seed).shuffle(outcomes)
        return outcomes

    def _of(self, record: Record) -> list[Outcome]:
        chance = self.chance(record)
        # Numbers of its own: a record that was kept beside its children may come to several such steps.
        first = 10 * self.seed
        children: list[Outcome] = [self.child(record, first + number) for number in range(chance.randrange(4))]
        children += [self.unreadable(record, first + 5 + number, "loetamatu") for number in range(chance.randrange(3))]
        own: list[Outcome] = [record, self.flag(record, "?"), self.reject(record, "ei"), self.used(record)]
        return [*children, chance.choice(own)] if not children or chance.random() < 0.5 else children


@given(
    steps=st.lists(st.integers(0, 10**6), max_size=5, unique=True),
    outputs=st.lists(st.text("õ a", max_size=5), max_size=12),
)
def test_every_account_balances(steps: list[int], outputs: list[str]) -> None:
    chain: list[Step] = [Anything(name=f"step_{number}", seed=seed) for number, seed in enumerate(steps)]
    chain += [F, Doubtful()]
    result = compute(chain, seeds(*outputs))
    incoming = len(outputs)
    for step in chain:
        count = result.counts[step.key]
        assert count.inputs == incoming
        assert count.inputs + count.made == count.out + count.used + count.rejected
        incoming = count.out
    made = sum(count.made for count in result.counts.values())
    assert len(outputs) + made == len(result.records) + len(result.left)
    assert len({outcome.id for outcome in [*result.records, *result.left]}) == len(outputs) + made


def test_accounts_of_several_batches_are_added() -> None:
    first = {"a": Count(inputs=2, out=1, rejected=1), "b": Count(inputs=1, made=3, out=3, used=1)}
    second = {"c": Count(inputs=1, out=1, flagged=1), "a": Count(inputs=5, out=5)}
    total = flatten([first, second])
    assert list(total.items()) == [
        ("a", Count(inputs=7, out=6, rejected=1)),
        ("b", Count(inputs=1, made=3, out=3, used=1)),
        ("c", Count(inputs=1, out=1, flagged=1)),
    ]
    assert first["a"] == Count(inputs=2, out=1, rejected=1)
