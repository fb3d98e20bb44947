"""Every layout that a source may have, read from real files."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from alpaca_est.errors import DataError
from alpaca_est.record import Origin, Record
from alpaca_est.source import Source, Unreadable, files_of, records

TASKS = [
    {"instruction": "Nimeta üks õun.", "input": "", "output": "Kuldrenett"},
    {"instruction": "Tõlgi eesti keelde.", "input": "žest, šokk", "output": "žest,\n„šokk“\tõäöü"},
]


def read(folder: Path, **settings: Any) -> list[Record | Unreadable]:
    source = Source.model_validate({"name": "seed", **settings}, context={"root": folder})
    return list(records(source, folder, "et"))


def triples(found: list[Record | Unreadable]) -> list[tuple[str, str, str]]:
    assert all(isinstance(record, Record) for record in found)
    return [(record.instruction, record.input, record.output) for record in found if isinstance(record, Record)]


WANTED = [(task["instruction"], task["input"], task["output"]) for task in TASKS]


def json_lines(tasks: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(task, ensure_ascii=False) + "\n" for task in tasks).encode()


def table(delimiter: str) -> bytes:
    def cells(values: Any) -> str:
        return delimiter.join('"' + value.replace('"', '""') + '"' for value in values)

    return "\r\n".join([cells(TASKS[0]), *(cells(task.values()) for task in TASKS)]).encode()


def parquet_bytes(tasks: list[dict[str, Any]]) -> bytes:
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.Table.from_pylist(tasks), sink)
    return bytes(sink.getvalue())


LAYOUTS = {
    "lines.jsonl": json_lines(TASKS),
    "windows.jsonl": json_lines(TASKS).replace(b"\n", b"\r\n"),
    "no_last_newline.jsonl": json_lines(TASKS).rstrip(),
    "blank.jsonl": b"\n \n" + json_lines(TASKS).replace(b"\n", b"\n\n\t\n"),
    "packed.jsonl.gz": gzip.compress(json_lines(TASKS)),
    "packed.jsonl.zst": zstandard.compress(json_lines(TASKS)),
    "two_parts.jsonl.gz": gzip.compress(json_lines(TASKS[:1])) + gzip.compress(json_lines(TASKS[1:])),
    "two_frames.jsonl.zst": zstandard.compress(json_lines(TASKS[:1])) + zstandard.compress(json_lines(TASKS[1:])),
    "pretty.json": b"\n" + json.dumps(TASKS, ensure_ascii=False, indent=4).encode() + b"\n",
    "one_line.json": json.dumps(TASKS).encode(),
    "packed.json.gz": gzip.compress(json.dumps(TASKS, indent=1).encode()),
    "lines.json": json_lines(TASKS),
    "table.csv": table(","),
    "table.tsv": table("\t"),
    "BIG.TSV": table("\t"),
    "packed.csv.gz": gzip.compress(table(",")),
    "packed.tsv.zst": zstandard.compress(table("\t")),
    "rows.parquet": parquet_bytes(TASKS),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_gives_the_same_records(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(LAYOUTS[name])
    found = read(tmp_path, path=name)
    assert triples(found) == WANTED
    assert [record.id for record in found] == ["seed:000/0", "seed:001/0"]


def test_a_long_packed_file_is_read_to_its_end(tmp_path: Path) -> None:
    tasks = [{"instruction": f"küsimus {number}", "output": "õ" * (number % 997)} for number in range(5000)]
    (tmp_path / "long.jsonl.zst").write_bytes(zstandard.compress(json_lines(tasks)))
    assert [record.output for record in read(tmp_path, path="long.jsonl.zst") if isinstance(record, Record)] == [
        task["output"] for task in tasks
    ]


def test_each_instance_of_a_self_instruct_task_is_a_record(tmp_path: Path) -> None:
    seeds = [
        {"id": "a", "instruction": "Liida.", "instances": [{"input": "1+1", "output": "2"}, {"output": "0"}]},
        {"id": "b", "instruction": "Lahuta.", "instances": [{"input": "2,5-1", "output": "1,5"}]},
    ]
    (tmp_path / "seeds.jsonl").write_bytes(json_lines(seeds))  # type: ignore[arg-type]
    found = read(tmp_path, path="seeds.jsonl")
    assert triples(found) == [("Liida.", "1+1", "2"), ("Liida.", "", "0"), ("Lahuta.", "2,5-1", "1,5")]
    assert [record.origin.row for record in found if isinstance(record, Record) and record.origin] == [0, 1, 2]


@pytest.mark.parametrize("name", ["empty.jsonl", "empty.json", "empty.csv", "blank.jsonl", "blank.tsv", "array.json"])
def test_a_file_without_rows_gives_none(tmp_path: Path, name: str) -> None:
    content = {"empty": b"", "blank": b"\n \n\n" if name.endswith("l") else b"\n\r\n", "array": b" [\n]\n"}
    (tmp_path / name).write_bytes(content[name.partition(".")[0]])
    assert read(tmp_path, path=name) == []


def test_a_table_with_a_first_line_only_gives_no_rows(tmp_path: Path) -> None:
    (tmp_path / "head.csv").write_text("instruction,output\n")
    assert read(tmp_path, path="head.csv") == []


def test_the_files_of_a_folder_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "tasks"
    (folder / "more.json").mkdir(parents=True)
    (folder / "b.jsonl").write_bytes(json_lines(TASKS[1:]))
    (folder / "a.csv").write_text("instruction,input,output\nesimene,,1\n")
    (folder / "README.md").write_text("# not data")
    (folder / "._a.csv").write_bytes(b"\0\5\x16\7")
    assert [triple[0] for triple in triples(read(tmp_path, path="tasks"))] == ["esimene", "Tõlgi eesti keelde."]


def published_run(folder: Path) -> Path:
    shards = folder / "runs" / "a" / "data" / "alpaca"
    shards.mkdir(parents=True)
    (folder / "runs" / "a" / "manifest.json").write_text("{}")
    for number, row in enumerate([{"id": "seed:000/0/1", "lang": "et"}, {"id": "seed:000/0/2", "lang": "en"}]):
        row |= {"instruction": f"juhis {number}", "input": "", "output": "vastus", "licence": "CC-BY-4.0"}
        (shards / f"train-{number:05d}-of-00002.jsonl").write_bytes(json_lines([row]))
    (shards / ".train-00000-of-00002.jsonl.part").write_bytes(b"half")
    return folder / "runs" / "a"


def test_the_shards_of_an_earlier_run(tmp_path: Path) -> None:
    (published_run(tmp_path) / "index.json").write_text("{}")
    first, second = read(tmp_path, path="runs/a", licence="other", dataset="earlier")
    assert isinstance(first, Record) and isinstance(second, Record)
    assert (first.id, first.instruction, first.lang) == ("seed:000/0", "juhis 0", "et")
    assert (second.id, second.instruction, second.lang) == ("seed:001/0", "juhis 1", "en")
    assert first.origin == Origin(dataset="earlier", row=0, licence="CC-BY-4.0", ancestor="seed:000/0/1")


FOLDER_PROBLEMS = [
    ("runs/a", "runs/a: a run without index.json, wanted a published one (alpaca-est publish runs/a)"),
    ("runs", "runs: no data file in this folder, wanted .jsonl, .json, .parquet, .csv, .tsv"),
    ("notes.txt", "notes.txt: no reader for .txt, wanted .jsonl, .json, .parquet, .csv, .tsv"),
    ("notes", "notes: no reader for a file without a suffix, wanted .jsonl, .json, .parquet, .csv, .tsv"),
]


@pytest.mark.parametrize(("path", "message"), FOLDER_PROBLEMS)
@pytest.mark.parametrize("on_error", ["stop", "reject"])
def test_a_path_that_holds_no_data_stops_the_run(tmp_path: Path, path: str, message: str, on_error: str) -> None:
    published_run(tmp_path)
    for name in ("notes.txt", "notes"):
        (tmp_path / name).write_text("märkmed")
    with pytest.raises(DataError) as caught:
        read(tmp_path, path=path, on_error=on_error)
    assert str(caught.value) == message


def test_a_published_run_that_lost_its_shards(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    (tmp_path / "index.json").write_text("{}")
    with pytest.raises(DataError, match=r"^run/data/alpaca: no data file in this folder, wanted "):
        files_of(tmp_path, "run")


def test_a_file_that_is_gone_when_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "seeds.jsonl").write_bytes(json_lines(TASKS))
    with pytest.raises(DataError, match=r"^seed\.jsonl: no such file or folder; did you mean seeds\.jsonl\?$"):
        files_of(tmp_path / "seed.jsonl", "seed.jsonl")


def test_a_folder_that_datasets_can_load(tmp_path: Path) -> None:
    (tmp_path / "hub").mkdir()
    (tmp_path / "hub" / "train.jsonl").write_bytes(json_lines(TASKS))
    found = read(tmp_path, hub={"name": "hub"}, rows=1, dataset="näide")
    assert triples(found) == WANTED[:1]
    broken = read(tmp_path, hub={"name": "hub"}, columns={"output": "answer"}, on_error="reject")
    assert [row.reason for row in broken if isinstance(row, Unreadable)] == [
        "hub (train): row 1: answer is missing, wanted text",
        "hub (train): row 2: answer is missing, wanted text",
    ]


def test_a_hub_split_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "hub").mkdir()
    (tmp_path / "hub" / "train.jsonl").write_bytes(json_lines(TASKS))
    with pytest.raises(DataError, match=r"^hub: cannot be loaded \(.*test.*\)$"):
        read(tmp_path, hub={"name": "hub", "split": "test"})


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"instruction": "prompt", "output": "response"}, ("küsi", "", "vasta")),
        ({"instruction": "prompt", "output": None}, ("küsi", "", "")),
        ({"instruction": "prompt", "input": "context", "output": "response"}, ("küsi", "taust", "vasta")),
        ({"instruction": "prompt", "input": None, "output": "context"}, ("küsi", "", "taust")),
    ],
)
def test_columns_with_other_names(tmp_path: Path, columns: dict[str, str | None], wanted: tuple[str, str, str]) -> None:
    (tmp_path / "a.jsonl").write_bytes(json_lines([{"prompt": "küsi", "response": "vasta", "context": "taust"}]))
    assert triples(read(tmp_path, path="a.jsonl", columns=columns)) == [wanted]


def test_a_column_without_repeats_can_be_switched_off(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(json_lines([{"id": "x", **TASKS[0]}, {"id": "x", **TASKS[1]}]))
    assert triples(read(tmp_path, path="a.jsonl", columns={"id": None})) == WANTED


@pytest.mark.parametrize(
    ("row", "source", "wanted"),
    [
        ({}, {}, Origin(dataset="seed", row=0)),
        (
            {},
            {"dataset": "Alpaca", "licence": "MIT", "url": "https://x"},
            Origin(dataset="Alpaca", row=0, licence="MIT", url="https://x"),
        ),
        ({"licence": "CC0-1.0"}, {"licence": "MIT"}, Origin(dataset="seed", row=0, licence="CC0-1.0")),
        ({"licence": ""}, {"licence": "MIT"}, Origin(dataset="seed", row=0, licence="MIT")),
        ({"licence": None}, {"licence": "MIT"}, Origin(dataset="seed", row=0, licence="MIT")),
    ],
)
def test_the_origin_of_a_record(tmp_path: Path, row: dict[str, Any], source: dict[str, str], wanted: Origin) -> None:
    (tmp_path / "a.jsonl").write_bytes(json_lines([{**TASKS[0], **row}]))
    [record] = read(tmp_path, path="a.jsonl", **source)
    assert isinstance(record, Record) and record.origin == wanted


@pytest.mark.parametrize(
    ("row", "source", "wanted"),
    [({}, {}, "et"), ({}, {"lang": "en"}, "en"), ({"lang": "vro"}, {"lang": "en"}, "vro"), ({"lang": ""}, {}, "et")],
)
def test_the_language_of_a_record(tmp_path: Path, row: dict[str, str], source: dict[str, str], wanted: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(json_lines([{**TASKS[0], **row}]))
    [record] = read(tmp_path, path="a.jsonl", **source)
    assert isinstance(record, Record) and record.lang == wanted


@pytest.mark.parametrize(("rows", "wanted"), [(1, 1), (2, 2), (5, 2), (None, 2)])
def test_only_so_many_rows(tmp_path: Path, rows: int | None, wanted: int) -> None:
    (tmp_path / "a.jsonl").write_bytes(json_lines(TASKS))
    assert len(read(tmp_path, path="a.jsonl", rows=rows)) == wanted


def test_what_stands_after_the_last_wanted_row_is_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(json_lines(TASKS) + b"{broken\n")
    assert triples(read(tmp_path, path="a.jsonl", rows=2)) == WANTED


def test_the_round_stands_in_the_id(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(json_lines(TASKS))
    source = Source.model_validate({"name": "seed", "path": "a.jsonl"}, context={"root": tmp_path})
    assert [record.id for record in records(source, tmp_path, "et", 12)] == ["seed:000/12", "seed:001/12"]


def test_a_file_is_let_go_of_when_reading_ends_early(tmp_path: Path) -> None:
    for name in ("lines.jsonl", "packed.jsonl.gz", "packed.jsonl.zst", "table.csv", "rows.parquet"):
        (tmp_path / name).write_bytes(LAYOUTS[name])
        source = Source.model_validate({"name": "seed", "path": name}, context={"root": tmp_path})
        found: Iterator[Record | Unreadable] = records(source, tmp_path, "et")
        assert next(found).id == "seed:000/0"
        del found


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\",'[]{}\\"), max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=4))
def test_any_text_comes_out_of_every_layout_as_it_went_in(tmp_path: Path, wanted: list[tuple[str, str, str]]) -> None:
    rows = [dict(zip(("instruction", "input", "output"), triple, strict=True)) for triple in wanted]
    quoted = [[value.replace('"', '""') for value in triple] for triple in wanted]
    lines = ["instruction\tinput\toutput", *('"' + '"\t"'.join(values) + '"' for values in quoted)]
    contents = {
        "a.jsonl": json_lines(rows),
        "a.json": json.dumps(rows, ensure_ascii=False, indent=2).encode(),
        "b.json": json.dumps(rows, ensure_ascii=False).encode(),
        "a.tsv": "\n".join(lines).encode(),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        assert triples(read(tmp_path, path=name)) == wanted
