"""Ids are lineage; records travel as JSON and back."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alpaca_est.record import (
    Flag,
    Origin,
    Outcome,
    Record,
    Rejected,
    Sample,
    Turn,
    Used,
    descends,
    number_of,
    root_of,
    source_id,
    source_of,
    texts,
    with_scores,
)


@pytest.mark.parametrize(
    ("row", "round_", "wanted"),
    [(0, 0, "seed:000/0"), (17, 0, "seed:017/0"), (999, 3, "seed:999/3"), (51_760, 12, "seed:51760/12")],
)
def test_the_id_of_a_source_row(row: int, round_: int, wanted: str) -> None:
    assert source_id("seed", row, round_) == wanted


@pytest.mark.parametrize(
    ("identity", "source", "root", "number"),
    [
        ("seed:017/0", "seed", "seed:017/0", 17),
        ("seed:017/0/3", "seed", "seed:017/0", 17),
        ("seed:017/2/3/1", "seed", "seed:017/2", 2_000_017),
        ("alpaca_en:51760/1", "alpaca_en", "alpaca_en:51760/1", 1_051_760),
        ("handmade", "handmade", "handmade", 0),
    ],
)
def test_what_an_id_says(identity: str, source: str, root: str, number: int) -> None:
    assert (source_of(identity), root_of(identity), number_of(identity)) == (source, root, number)


@pytest.mark.parametrize(
    ("identity", "ancestor", "wanted"),
    [
        ("seed:017/0/3", "seed:017/0", True),
        ("seed:017/0/3/1", "seed:017/0", True),
        ("seed:017/0", "seed:017/0", False),
        ("seed:017/01", "seed:017/0", False),
        ("seed:017/0", "seed:017/0/3", False),
    ],
)
def test_descent(identity: str, ancestor: str, wanted: bool) -> None:
    assert descends(identity, ancestor) is wanted


@given(st.integers(0, 999_999), st.integers(0, 500), st.lists(st.integers(0, 99), max_size=3))
def test_every_descendant_knows_its_root(row: int, round_: int, way: list[int]) -> None:
    root = source_id("seed", row, round_)
    identity = "/".join([root, *map(str, way)])
    assert root_of(identity) == root
    assert number_of(identity) == row + 1_000_000 * round_
    assert descends(identity, root) is bool(way)


def test_texts_come_with_the_names_of_their_fields() -> None:
    sample = Sample(system="s", history=(Turn("user", "h1"), Turn("assistant", "h2")), instruction="a", output="b")
    wanted = [
        ("system", "s"),
        ("history", "h1"),
        ("history", "h2"),
        ("instruction", "a"),
        ("input", ""),
        ("output", "b"),
    ]
    assert list(texts(sample)) == wanted


def test_scores_are_added_under_the_name_of_their_step() -> None:
    before = Record(id="seed:000/0", scores={"length.words": 3.0})
    after = with_scores(before, "language", [("et", 0.9), ("fi", 0.1)])
    assert after.scores == {"length.words": 3.0, "language.et": 0.9, "language.fi": 0.1}
    assert before.scores == {"length.words": 3.0}


RECORD = Record(
    id="seed:017/0/3",
    lang="et",
    history=(Turn("user", "Tere!"),),
    instruction="Õpeta mulle üks šansoon.",
    output="žanr",
    origin=Origin(dataset="seed", row=17, licence="CC-BY-4.0"),
    original=Sample(instruction="Teach me a chanson."),
    made_by="self_instruct",
    flags=(Flag(step="language", reason="looks like Finnish", score=0.31, span=("output", 0, 4)),),
    scores={"language.et": 0.69},
)
OUTCOMES: list[Outcome] = [RECORD, Rejected(id="a", step="s", reason="r", record=RECORD, text="t"), Used(id="b")]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_outcome_comes_back_from_json_as_it_was(outcome: Outcome) -> None:
    assert msgspec.json.decode(msgspec.json.encode(outcome), type=Record | Rejected | Used) == outcome


def test_a_record_cannot_be_painted_over() -> None:
    with pytest.raises(AttributeError):
        RECORD.output = "teine"  # type: ignore[misc]
