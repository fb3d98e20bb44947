"""Batches: numbered by weight, in rounds, the same whatever the moment at which they are finished."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alpaca_est.ask import Ask, Reply
from alpaca_est.pipeline import Pipeline
from alpaca_est.record import Outcome, Record
from alpaca_est.runs.schedule import Batch, Schedule
from alpaca_est.source import Unreadable
from alpaca_est.step import PromptStep

Brings = Callable[[Batch], tuple[int, int]]


class Writes(PromptStep):
    """Feeds on seeds: what makes a source go round."""

    step: Literal["writes"] = "writes"
    model: str = "writer"

    @property
    def children_per_ask(self) -> float:
        return 20.0

    def asks(self, record: Record) -> Sequence[Ask]:
        return [Ask(user=record.instruction)]

    def read(self, record: Record, replies: Sequence[Reply]) -> Iterable[Outcome]:
        return [self.used(record)]


def pipeline(folder: Path, sources: dict[str, dict[str, Any]], **settings: Any) -> Pipeline:
    """A pipeline whose sources have as many `count` rows; those that `write` feed a generator."""
    entries = []
    for name, source in sources.items():
        count, writes = source.pop("count"), source.pop("writes", False)
        rows = (f'{{"instruction": "{name} {number}", "output": "jah"}}\n' for number in range(count))
        (folder / f"{name}.jsonl").write_text("".join(rows))
        entries.append({"name": name, "path": f"{name}.jsonl", "steps": [Writes()] if writes else [], **source})
    data = {"name": "a", "language": "et", "sources": entries, **settings}
    return Pipeline.model_validate(data, context={"root": folder})


def all_new(batch: Batch) -> tuple[int, int]:
    return 10, 10


def nothing_new(batch: Batch) -> tuple[int, int]:
    return 1000, 9


def walk(schedule: Schedule, brings: Brings = all_new, width: int = 1, most: int = 200) -> list[Batch]:
    """All batches, as many unfinished ones at a time as `width`; finished ones are told of in order."""
    found: list[Batch] = []
    walking: deque[Batch] = deque()
    while len(found) < most:
        batch = schedule.next() if len(walking) < width else "wait"
        if batch is None:
            break
        if isinstance(batch, Batch):
            found.append(batch)
            walking.append(batch)
        else:
            done = walking.popleft()
            made, kept = brings(done)
            schedule.finished(done, made=made, kept=[""] * kept)
    return found


def shown(batches: list[Batch]) -> list[tuple[str, int, int]]:
    return [(batch.source.name, batch.round, len(batch.rows)) for batch in batches]


def test_one_source_without_a_target_goes_once(tmp_path: Path) -> None:
    made = pipeline(tmp_path, {"seed": {"count": 10, "batch": 4}})
    batches = walk(Schedule(made, tmp_path))
    assert shown(batches) == [("seed", 0, 4), ("seed", 0, 4), ("seed", 0, 2)]
    assert [batch.number for batch in batches] == [0, 1, 2]
    ids = [row.id for batch in batches for row in batch.rows]
    assert ids == [f"seed:{number:03d}/0" for number in range(10)]


@pytest.mark.parametrize(("writes", "target"), [(True, None), (False, 100)])
def test_only_a_generator_with_a_target_goes_round(tmp_path: Path, writes: bool, target: int | None) -> None:
    made = pipeline(tmp_path, {"seed": {"count": 20, "writes": writes, "batch": 20}}, target=target)
    assert shown(walk(Schedule(made, tmp_path))) == [("seed", 0, 20)]


@pytest.mark.parametrize(("writes", "wanted"), [(True, [16, 16, 8]), (False, [40])])
def test_batches_are_small_where_a_model_is_asked(tmp_path: Path, writes: bool, wanted: list[int]) -> None:
    made = pipeline(tmp_path, {"seed": {"count": 40, "writes": writes}})
    assert [size for _, _, size in shown(walk(Schedule(made, tmp_path)))] == wanted


def test_rounds_have_ids_of_their_own_and_an_end(tmp_path: Path) -> None:
    made = pipeline(tmp_path, {"seed": {"count": 2, "writes": True, "rounds": 3}}, target=100)
    assert [[row.id for row in batch.rows] for batch in walk(Schedule(made, tmp_path))] == [
        ["seed:000/0", "seed:001/0"],
        ["seed:000/1", "seed:001/1"],
        ["seed:000/2", "seed:001/2"],
    ]


def test_weights_share_out_the_records(tmp_path: Path) -> None:
    sources = {"a": {"count": 400, "batch": 10, "weight": 3.0}, "b": {"count": 400, "batch": 10, "weight": 1.0}}
    first = walk(Schedule(pipeline(tmp_path, sources), tmp_path), most=40)
    assert Counter(batch.source.name for batch in first) == {"a": 30, "b": 10}
    assert [batch.source.name for batch in first[:8]] == ["a", "b", "a", "a", "a", "b", "a", "a"]


def test_weights_count_records_not_batches(tmp_path: Path) -> None:
    sources = {"a": {"count": 400, "batch": 40}, "b": {"count": 400, "batch": 10}}
    first = walk(Schedule(pipeline(tmp_path, sources), tmp_path), most=50)
    assert Counter(batch.source.name for batch in first) == {"a": 10, "b": 40}


def test_sources_of_different_length(tmp_path: Path) -> None:
    sources = {"short": {"count": 3, "batch": 2}, "empty": {"count": 0}, "long": {"count": 9, "batch": 2}}
    assert shown(walk(Schedule(pipeline(tmp_path, sources), tmp_path))) == [
        ("short", 0, 2),
        ("long", 0, 2),
        ("short", 0, 1),
        ("long", 0, 2),
        ("long", 0, 2),
        ("long", 0, 2),
        ("long", 0, 1),
    ]


@pytest.mark.parametrize("writes", [True, False])
def test_a_source_without_rows_is_over_at_once(tmp_path: Path, writes: bool) -> None:
    made = pipeline(tmp_path, {"seed": {"count": 0, "writes": writes}}, target=5)
    assert Schedule(made, tmp_path).next() is None


def test_a_source_that_goes_once_keeps_no_other_waiting(tmp_path: Path) -> None:
    sources = {"long": {"count": 600, "batch": 300}, "other": {"count": 700, "batch": 100}}
    schedule = Schedule(pipeline(tmp_path, sources), tmp_path)
    found = [schedule.next() for _ in range(10)]
    assert [batch.source.name if isinstance(batch, Batch) else batch for batch in found] == [
        *("long", "other", "other", "other", "long", "other", "other", "other", "other", None)
    ]


def test_broken_rows_travel_with_their_batch(tmp_path: Path) -> None:
    made = pipeline(tmp_path, {"seed": {"count": 2, "on_error": "reject"}})
    (tmp_path / "seed.jsonl").write_text('{"instruction": "a", "output": "b"}\n{broken\n')
    [batch] = walk(Schedule(made, tmp_path))
    assert [type(row) for row in batch.rows] == [Record, Unreadable]
    assert [row.id for row in batch.rows] == ["seed:000/0", "seed:001/0"]


@pytest.mark.parametrize("count", [300, 256, 100, 40, 10, 3])
@pytest.mark.parametrize("width", [1, 5, 1000])
@pytest.mark.parametrize("max_rounds", [1, 3])
def test_a_dry_source_ends_at_the_same_round(tmp_path: Path, count: int, width: int, max_rounds: int) -> None:
    made = pipeline(tmp_path, {"seed": {"count": count, "writes": True}}, target=10**6, max_rounds=max_rounds)
    batches = walk(Schedule(made, tmp_path), nothing_new, width, most=10**4)
    ahead = -(-256 // count)
    assert batches[-1].round == max_rounds - 1 + ahead - 1


@pytest.mark.parametrize("count", [300, 175, 40, 3])
@pytest.mark.parametrize("width", [1, 5, 1000])
def test_a_source_that_brings_enough_never_ends(tmp_path: Path, count: int, width: int) -> None:
    made = pipeline(tmp_path, {"seed": {"count": count, "writes": True, "batch": 64}}, target=10**6)
    most = 2000 // min(count, 64)
    assert len(walk(Schedule(made, tmp_path), all_new, width, most)) == most


def test_a_dry_round_between_good_ones_does_not_end_a_source(tmp_path: Path) -> None:
    made = pipeline(tmp_path, {"seed": {"count": 256, "writes": True, "batch": 256}}, target=10**6)
    dry_until = {0: True, 1: True, 2: False, 3: True, 4: True, 5: True}
    brings: Brings = lambda batch: (1000, 9 if dry_until[batch.round] else 10)  # noqa: E731
    assert [batch.round for batch in walk(Schedule(made, tmp_path), brings)] == [0, 1, 2, 3, 4, 5]


def test_a_round_waits_for_those_far_behind_it(tmp_path: Path) -> None:
    made = pipeline(tmp_path, {"seed": {"count": 200, "writes": True, "batch": 100}}, target=10**6)
    schedule = Schedule(made, tmp_path)
    found = [schedule.next() for _ in range(5)]
    assert [batch.round if isinstance(batch, Batch) else batch for batch in found] == [0, 0, 1, 1, "wait"]
    first, second = (batch for batch in found[:2] if isinstance(batch, Batch))
    schedule.finished(first, made=10, kept=[""] * 10)
    assert schedule.next() == "wait"
    schedule.finished(second, made=10, kept=[""] * 10)
    third = schedule.next()
    assert isinstance(third, Batch) and third.round == 2


SOURCE = st.fixed_dictionaries(
    {
        "count": st.sampled_from([0, 1, 7, 30, 50, 130, 300]),
        "writes": st.booleans(),
        "batch": st.sampled_from([5, 16, 100]),
        "weight": st.sampled_from([0.1, 1.0, 2.5]),
    }
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sources=st.lists(SOURCE, min_size=1, max_size=3),
    max_rounds=st.integers(1, 3),
    dry_from=st.integers(0, 8),
    width=st.integers(2, 400),
)
def test_the_moment_at_which_batches_are_finished_changes_nothing(
    tmp_path: Path, sources: list[dict[str, Any]], max_rounds: int, dry_from: int, width: int
) -> None:
    named = {f"s{number}": source for number, source in enumerate(sources)}
    made = pipeline(tmp_path, named, target=10**6, max_rounds=max_rounds)
    brings: Brings = lambda batch: (1000, 9 if batch.round >= dry_from else 500)  # noqa: E731
    one, many = (
        [(*entry, batch.number) for batch in batches for entry in shown([batch])]
        for batches in (walk(Schedule(made, tmp_path), brings, size, most=400) for size in (1, width))
    )
    assert one == many
