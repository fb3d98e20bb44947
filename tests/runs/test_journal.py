"""The journal: what is written comes back, and damage is never taken for data."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alpaca_est.errors import DataError
from alpaca_est.record import Flag, Origin, Record, Rejected, Used
from alpaca_est.runs.journal import Journal, encode, head_of
from alpaca_est.runs.stages import Count, Result

RECORD = Record(
    id="seed:000/0/1",
    lang="et",
    instruction="Õpeta\r\n\u2028mulle",
    output="žest \x85",
    origin=Origin(dataset="seed", row=0),
    flags=(Flag(step="language", reason="?", score=0.5, span=("output", 0, 2)),),
    scores={"language.et": 0.1 + 0.2},
)
RESULT = Result(
    [RECORD, Record(id="seed:000/0/2")],
    [Rejected(id="seed:001/0", step="source", reason="a.jsonl:2: broken", text="{"), Used(id="seed:000/0")],
    {"source": Count(inputs=2, out=1, rejected=1), "self_instruct": Count(inputs=1, made=2, out=2, used=1)},
)
EMPTY = Result([], [], {})
STAGES = ["00-self_instruct", "01-near_duplicate"]


def keep(journal: Journal, stage: str, batch: int, result: Result = RESULT, stages: list[str] = STAGES) -> Path:
    journal.write(stage, batch, encode(head_of(batch, "seed", 2, stages, result), result))
    return journal.path(stage, batch)


@pytest.mark.parametrize("result", [RESULT, EMPTY, Result(RESULT.records, [], {}), Result([], RESULT.left, {})])
def test_what_is_written_comes_back(tmp_path: Path, result: Result) -> None:
    journal = Journal(tmp_path)
    keep(journal, STAGES[0], 4, result)
    entry = journal.read(STAGES[0], 4)
    assert entry is not None and entry.result == result
    assert (entry.head.batch, entry.head.source, entry.head.round, entry.head.stages) == (4, "seed", 2, STAGES)
    assert (entry.head.left, entry.head.records) == (len(result.left), len(result.records))


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    path = keep(Journal(tmp_path), STAGES[0], 123_456)
    assert path == tmp_path / "00-self_instruct" / "123456.jsonl"
    assert path.read_bytes() == encode(head_of(123_456, "seed", 2, STAGES, RESULT), RESULT)
    assert Journal(tmp_path).path("00-x", 4).name == "00004.jsonl"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(TEXTS, TEXTS, st.floats(allow_nan=False, allow_infinity=False)), max_size=4))
def test_any_text_and_score_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, float]]
) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal"))
    records = [Record(id=str(n), instruction=a, output=b, scores={"s": c}) for n, (a, b, c) in enumerate(rows)]
    keep(journal, "00-a", 0, Result(records, [], {}))
    entry = journal.read("00-a", 0)
    assert entry is not None and entry.result.records == records


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    keep(journal, STAGES[0], 0)
    assert journal.read(STAGES[0], 1) is None
    assert journal.read(STAGES[1], 0) is None


def lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


ADVICE = "; remove the file and run the build again"
DAMAGE: list[tuple[Callable[[bytes], bytes], str]] = [
    (lambda _: b"", r"damaged journal \(.+\)"),
    (lambda content: content[:-30], r"damaged journal \(.+\)"),
    (lambda content: b"\0" * len(content), r"damaged journal \(.+\)"),
    (
        lambda content: content.replace(b"Rejected", b"Refused").replace(b'"rejected"', b'"refused"'),
        r"damaged journal \(.+\)",
    ),
    (lambda content: content.replace(b"broken", b"br\xffken"), r"damaged journal \(.+\)"),
    (
        lambda content: b"".join(lines(content)[:-1]),
        r"damaged journal \(found 2 that left and 1 that go on, wanted 2 and 2\)",
    ),
    (
        lambda content: b"".join(lines(content)[:1]),
        r"damaged journal \(found 0 that left and 0 that go on, wanted 2 and 2\)",
    ),
    (
        lambda content: content + lines(content)[-1],
        r"damaged journal \(found 2 that left and 3 that go on, wanted 2 and 2\)",
    ),
    (
        lambda content: b"".join([*lines(content)[:1], *lines(content)[:0:-1]]),
        r"damaged journal \(found 0 that left and 0 that go on, wanted 2 and 2\)",
    ),
]


@pytest.mark.parametrize(("damage", "message"), DAMAGE)
def test_damage_is_named(tmp_path: Path, damage: Callable[[bytes], bytes], message: str) -> None:
    journal = Journal(tmp_path)
    path = keep(journal, STAGES[0], 0)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(DataError, match=f"00000.jsonl: {message}{ADVICE}$"):
        journal.read(STAGES[0], 0)
    with pytest.raises(DataError, match=message):
        list(journal.batches())


def test_batches_come_with_all_their_stages_and_end_at_the_first_unfinished_one(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert list(journal.batches()) == []
    for batch in (0, 1, 3):
        for stage in STAGES:
            keep(journal, stage, batch)
    keep(journal, "00-source", 2, EMPTY, ["00-source"])
    keep(journal, STAGES[0], 4)
    for stage in STAGES:
        keep(journal, stage, 5)
    found = list(journal.batches())
    assert [[stage for stage, _ in batch] for batch in found] == [STAGES, STAGES, ["00-source"], STAGES]
    assert [entry.head.batch for batch in found for _, entry in batch] == [0, 0, 1, 1, 2, 3, 3]
    assert journal.finished(4) == [] and len(journal.finished(5)) == 2


def test_a_batch_without_its_first_stage_is_not_finished(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    keep(journal, STAGES[1], 0)
    assert journal.finished(0) == [] and list(journal.batches()) == []
