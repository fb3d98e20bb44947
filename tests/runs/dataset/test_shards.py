"""Writing a dataset: what is in the files, what is refused, and that the quick check is the schema."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from alpaca_est.record import Flag, Origin, Record, Rejected, Sample
from alpaca_est.runs.dataset.card import COLUMNS, Facts
from alpaca_est.runs.dataset.index import STAGING, Index, read
from alpaca_est.runs.dataset.rows import line, problems, row, schema, sound
from alpaca_est.runs.dataset.shards import DatasetWriter
from alpaca_est.runs.stages import Count

FACTS = Facts(
    title="Proov", pipeline="proov", language="et", language_name="Estonian", version="0.1.0", state="complete"
)
GOOD = {
    "id": "seed:017/0/3",
    "instruction": "Õpeta",
    "input": "",
    "output": "žürii",
    "lang": "et",
    "source": "seed",
    "licence": "CC-BY-4.0",
    "made_by": "writer",
    "reviewed_by": "",
    "constraints": "",
}


def record(number: int, **changes: Any) -> Record:
    texts = {"lang": "et", "instruction": f"Ülesanne {number}", "output": f"Vastus {number}", **changes}
    return Record(id=f"seed:{number:03d}/0", **texts)


def published(run: Path, *records: Record, shard_rows: int = 10, facts: Facts = FACTS) -> Index:
    with DatasetWriter(run, shard_rows) as writer:
        for one in records:
            writer.publish(one, source="seed", licence="CC-BY-4.0")
        return writer.finish(facts)


def objects(path: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for text in path.read_text("utf-8").split("\n")[:-1]]


def test_a_row_has_the_columns_in_their_order_and_clean_texts() -> None:
    one = Record(id="a:1/0", lang="et", instruction=" \r\nÕpeta\r\nmulle\rsiin \n", output="\ttere ", made_by="mudel")
    columns = row(one, "alpaca", "MIT")
    assert list(columns) == list(COLUMNS) == list(schema()["properties"]) == schema()["required"]
    assert (columns["instruction"], columns["input"], columns["output"]) == ("Õpeta\nmulle\nsiin", "", "tere")
    assert (columns["lang"], columns["source"], columns["licence"], columns["made_by"]) == (
        "et",
        "alpaca",
        "MIT",
        "mudel",
    )


def test_shards_are_cut_and_numbered_and_keep_the_order(tmp_path: Path) -> None:
    index = published(tmp_path, *(record(number) for number in (4, 1, 3, 0, 2)), shard_rows=2)
    names = [f"data/alpaca/train-0000{number}-of-00003.jsonl" for number in range(3)]
    assert [(file.path, file.rows) for file in index.shards] == list(zip(names, (2, 2, 1), strict=True))
    ids = [columns["id"] for name in names for columns in objects(tmp_path / name)]
    assert ids == ["seed:004/0", "seed:001/0", "seed:003/0", "seed:000/0", "seed:002/0"]
    assert not (tmp_path / STAGING).exists()
    assert index == read(tmp_path)


def test_full_shards_leave_no_empty_one_behind(tmp_path: Path) -> None:
    index = published(tmp_path, record(0), record(1), shard_rows=1)
    assert [file.rows for file in index.shards] == [1, 1]


def test_letters_separators_and_emoji_stay_byte_exact(tmp_path: Path) -> None:
    text = 'õäöüšž ÕÄÖÜŠŽ\u2028\u2029\x85 🐿️ e\u0301\n\t"\\/'
    published(tmp_path, record(0, output=text + "."))
    content = (tmp_path / "data/alpaca/train-00000-of-00001.jsonl").read_bytes()
    assert content.endswith(b"}\n") and content.count(b"\n") == 1 and b"\r" not in content
    assert 'õäöüšž ÕÄÖÜŠŽ\u2028\u2029\x85 🐿️ e\u0301\\n\\t\\"\\\\/.'.encode() in content
    assert json.loads(content)["output"] == text + "."


def test_no_records_give_no_shard(tmp_path: Path) -> None:
    index = published(tmp_path)
    assert index.published == 0 and index.shards == ()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [
        "README.md",
        "SHA256SUMS",
        "dataset_info.json",
        "flagged.jsonl",
        "index.json",
        "rejected.jsonl",
    ]


WANTED = f"wanted the columns {', '.join(COLUMNS)}"
BROKEN = [
    ({"output": " \n"}, "output is blank, wanted text"),
    ({"instruction": ""}, "instruction is blank, wanted text"),
    ({"input": "a\x00"}, "input has U+0000 at character 2, wanted no control characters but line feed and tab"),
    ({"input": "\x1b"}, "input has U+001B at character 1, wanted no control characters but line feed and tab"),
    ({"output": "a\rb"}, "output has U+000D at character 2, wanted no control characters but line feed and tab"),
    ({"output": "\ud83d"}, "output has U+D83D at character 1, wanted no control characters but line feed and tab"),
    ({"lang": "ET"}, "lang is 'ET', wanted ^[a-z]{2,3}$(?!\\n)"),
    ({"lang": "et\n"}, "lang is 'et\\n', wanted ^[a-z]{2,3}$(?!\\n)"),
    ({"id": "seed:1"}, "id is 'seed:1', wanted ^[a-z0-9_]+:[0-9]+/[0-9]+(/[0-9]+)*$(?!\\n)"),
    ({"output": None}, "output is null, wanted string"),
    ({"input": 5}, "input is a number, wanted string"),
    ({"labels": "x"}, f"Additional properties are not allowed ('labels' was unexpected), {WANTED}"),
]


@pytest.mark.parametrize(("change", "message"), BROKEN)
def test_what_breaks_the_schema_is_said(change: dict[str, Any], message: str) -> None:
    assert problems(GOOD | change) == [message]
    assert not sound(GOOD | change)


def test_a_missing_column_is_said() -> None:
    assert problems({key: text for key, text in GOOD.items() if key != "output"}) == [
        f"'output' is a required property, {WANTED}"
    ]


def test_a_row_that_breaks_the_schema_is_rejected_and_counted(tmp_path: Path) -> None:
    with DatasetWriter(tmp_path, 10) as writer:
        assert writer.publish(record(0), source="seed", licence="MIT")
        assert not writer.publish(record(1, output=" \r\n"), source="seed", licence="MIT")
        assert not writer.publish(record(2, input="\x07"), source="seed", licence="MIT")
        assert (writer.published, writer.rejected) == (1, {"publish": 2})
        index = writer.finish(FACTS)
    assert (index.published, index.rejected) == (1, 2)
    assert [(one["id"], one["step"], one["reason"]) for one in objects(tmp_path / "rejected.jsonl")] == [
        ("seed:001/0", "publish", "output is blank, wanted text"),
        (
            "seed:002/0",
            "publish",
            "input has U+0007 at character 1, wanted no control characters but line feed and tab",
        ),
    ]


def test_flagged_rows_keep_their_texts_for_spans_and_have_all_a_reviewer_needs(tmp_path: Path) -> None:
    doubts = (Flag(step="language", reason="Finnish?", score=0.31, span=("output", 1, 4)),)
    original = Sample(lang="en", instruction="Teach")
    origin = Origin(dataset="alpaca", row=3, licence="CC-BY-NC-4.0")
    doubted = record(3, output=" abc ", flags=doubts, original=original, origin=origin, scores={"language.et": 0.31})
    with DatasetWriter(tmp_path, 10) as writer:
        writer.flag(doubted)
        writer.flag(record(4, flags=doubts), source="oma", licence="MIT")
        assert writer.finish(FACTS).flagged == 2
    first, second = objects(tmp_path / "flagged.jsonl")
    assert list(first) == [*COLUMNS, "flags", "original", "scores"]
    assert (first["output"], first["source"], first["licence"]) == (" abc ", "seed", "CC-BY-NC-4.0")
    assert first["flags"] == [
        {"step": "language", "reason": "Finnish?", "score": 0.31, "span": ["output", 1, 4]},
    ]
    assert first["original"]["instruction"] == "Teach" and first["scores"] == {"language.et": 0.31}
    assert (second["source"], second["licence"], second["original"]) == ("oma", "MIT", None)


def test_rejected_rows_have_texts_or_what_could_not_be_read(tmp_path: Path) -> None:
    with DatasetWriter(tmp_path, 10) as writer:
        writer.reject(Rejected(id="seed:001/0", step="length", reason="too short", record=record(1)))
        writer.reject(Rejected(id="seed:002/0", step="source", reason="no JSON", text='{"a\ud800\x00'))
        assert writer.rejected == {"length": 1, "source": 1}
        writer.finish(FACTS)
    assert objects(tmp_path / "rejected.jsonl") == [
        {
            "id": "seed:001/0",
            "step": "length",
            "reason": "too short",
            "instruction": "Ülesanne 1",
            "input": "",
            "output": "Vastus 1",
            "lang": "et",
            "text": "",
        },
        {
            "id": "seed:002/0",
            "step": "source",
            "reason": "no JSON",
            "instruction": None,
            "input": None,
            "output": None,
            "lang": None,
            "text": '{"a\ud800\x00',
        },
    ]


def test_the_index_stores_the_account_and_what_lies_beyond(tmp_path: Path) -> None:
    steps = {"length": Count(inputs=5, out=4, rejected=1)}
    index = published(tmp_path, record(0), facts=msgspec.structs.replace(FACTS, steps=steps, beyond=7))
    assert (index.steps, index.beyond) == (steps, 7)


def test_the_fingerprint_changes_with_the_published_rows_only(tmp_path: Path) -> None:
    first = published(tmp_path / "a", record(0), record(1))
    titled = published(tmp_path / "b", record(0), record(1), facts=msgspec.structs.replace(FACTS, title="Muu"))
    turned = published(tmp_path / "c", record(1), record(0))
    assert first.fingerprint == titled.fingerprint != turned.fingerprint
    assert first.shards[0].rowset == turned.shards[0].rowset


def test_a_writer_left_without_finish_leaves_the_old_dataset(tmp_path: Path) -> None:
    old = published(tmp_path, record(0))
    with DatasetWriter(tmp_path, 10) as writer:
        writer.publish(record(1), source="seed", licence="MIT")
    assert read(tmp_path) == old
    new = published(tmp_path, record(2))
    assert [one["id"] for one in objects(tmp_path / new.shards[0].path)] == ["seed:002/0"]


def test_the_schema_uses_only_rules_that_the_quick_check_knows() -> None:
    Draft202012Validator.check_schema(schema())
    assert set(schema()) == {
        "$schema",
        "title",
        "description",
        "type",
        "properties",
        "required",
        "additionalProperties",
    }
    assert (schema()["type"], schema()["additionalProperties"]) == ("object", False)
    for column in schema()["properties"].values():
        assert set(column) == {"title", "description", "type", "pattern"} and column["type"] == "string"


ODD = st.text(st.sampled_from("aõ\U0001f43f \n\t\r\x00\x07\x1f\x7f\x85\xa0\u2028\ufeff\ud83d:/0٣"), max_size=6)
VALUES = st.one_of(st.text(max_size=8), ODD, st.none(), st.integers(), st.lists(st.text(), max_size=1))
IDS = st.one_of(st.from_regex(r"[a-z_]+:[0-9]+/[0-9]+(/[0-9]+)*\n?", fullmatch=True), VALUES)
CHANGES = st.dictionaries(st.sampled_from([*COLUMNS, "extra"]), VALUES, max_size=3)


@given(CHANGES, IDS, st.sets(st.sampled_from(list(COLUMNS)), max_size=1))
def test_the_quick_check_and_the_validator_agree(changes: dict[str, Any], identity: object, gone: set[str]) -> None:
    columns = {key: value for key, value in (GOOD | {"id": identity} | changes).items() if key not in gone}
    fits = Draft202012Validator(schema()).is_valid(columns)
    assert sound(columns) == fits
    assert (problems(columns) == []) == fits


@given(st.text(), st.text())
def test_any_text_comes_back_from_its_line(instruction: str, output: str) -> None:
    columns = GOOD | {"instruction": instruction, "output": output}
    content = line(columns)
    assert content.count(b"\n") == 1 and json.loads(content) == columns
