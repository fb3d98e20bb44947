"""A hostile set: what breaks loaders is published right, or refused in one line."""

import json
from pathlib import Path
from typing import Any

import datasets
import pytest

from alpaca_est.errors import DataError
from alpaca_est.record import Record
from alpaca_est.runs.dataset.card import COLUMNS, Facts
from alpaca_est.runs.dataset.index import Index, read
from alpaca_est.runs.dataset.loader import loads
from alpaca_est.runs.dataset.shards import DatasetWriter
from alpaca_est.runs.dataset.validate import validate
from alpaca_est.runs.dataset.views import Layout
from tests.small import made

FACTS = Facts(title="Proov", pipeline="proov", language="et", language_name="Estonian", version="0", state="complete")
FORMATS = ("alpaca", "messages", "prompt_completion")
LAYOUTS = {
    "lines": Layout(FORMATS),
    "splits": Layout(FORMATS, {"validation": 0.3}, shard_bytes=2000),
    "zst": Layout(FORMATS, compress=".zst"),
    "parquet": Layout(FORMATS, files="parquet"),
}
TEXTS = (
    *("null", "None", "NaN", "nan", "true", "Infinity", "-0", "1", "1.50", "1e5", "007", "[]", "{}", '{"a": 1}', "[1]"),
    *("2026-01-02", "2026-01-02T03:04:05Z", "10:20", "=1+1", "@sum", "id", "labels", "input_ids", "instruction"),
    *("<|im_end|>", "</s>", "[INST] a [/INST]", "<|endoftext|>", "<s>", "<|user|>\nTere\n<|assistant|>"),
    *(
        "a\u2028b\u2029c\x85d",
        "\ufeffa",
        "a\r\nb\rc",
        "a\tb\n\n\nc",
        '"\\"\\u0041\\',
        "e\u0301",
        "🐿️👩‍👩‍👧",
        "\u202eabc\u202c",
    ),
    *(
        "\u202eabc\u202c",
        "\u200b",
        "a\xa0b",
        "\ue000",
        "\U0010ffff",
        "\uffff",
        "--- \n---",
        "# a\n\n- b",
        "<script>alert(1)</script>",
    ),
)
REFUSED = {
    "a\x00b": "has U+0000 at character 2, wanted no control characters but line feed and tab",
    "\x1b[31m": "has U+001B at character 1, wanted no control characters but line feed and tab",
    "a\x7f": "has U+007F at character 2, wanted no control characters but line feed and tab",
    "a\x0bb": "has U+000B at character 2, wanted no control characters but line feed and tab",
    "\ud83d": "has U+D83D at character 1, wanted no control characters but line feed and tab",
    "a\udc00\ud800": "has U+DC00 at character 2, wanted no control characters but line feed and tab",
    " \r\n\t ": "is blank, wanted text",
    "": "is blank, wanted text",
}


def published(run: Path, records: list[Record], layout: Layout) -> Index:
    with DatasetWriter(run, 1000, layout=layout) as writer:
        for record in records:
            writer.publish(record, source="s", licence="MIT")
        return writer.finish(FACTS)


def record(number: int, **texts: str) -> Record:
    return Record(id=f"s:{number:03d}/0", lang="et", **{"instruction": "Ütle.", "output": "Nii.", **texts})


def hostile() -> list[Record]:
    """Every text in every field, beside plain ones."""
    every = [dict.fromkeys(("instruction", "input", "output"), text) for text in TEXTS]
    every += [{field: text} for text in TEXTS for field in ("instruction", "input", "output")]
    return [record(number, **texts) for number, texts in enumerate(every)]


def loaded(run: Path, view: str, cache: Path) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The rows of each split as `datasets` gives them: from the folder, from its files without the card, streamed."""
    files: dict[str, list[str]] = {}
    for file in read(run).shards:
        _, folder, name = file.path.split("/")
        if folder == view:
            files.setdefault(name.partition("-")[0], []).append(str(run / file.path))
    kind = "parquet" if "parquet" in str(files) else "json"
    ways = {
        "folder": datasets.load_dataset(str(run), view, cache_dir=str(cache)),
        "files": datasets.load_dataset(kind, data_files=files, cache_dir=str(cache)),
        "streamed": datasets.load_dataset(str(run), view, streaming=True, cache_dir=str(cache)),
        "streamed files": datasets.load_dataset(kind, data_files=files, streaming=True, cache_dir=str(cache)),
    }
    return {way: {split: list(rows) for split, rows in found.items()} for way, found in ways.items()}


@pytest.mark.parametrize("name", LAYOUTS)
def test_hostile_records_load_all_ways_with_the_same_rows(name: str, tmp_path: Path) -> None:
    records, layout = hostile(), LAYOUTS[name]
    index = published(tmp_path / "run", records, layout)
    assert (index.published, index.rejected) == (len(records), 0)
    assert validate(tmp_path / "run") == loads(tmp_path / "run") == []
    wanted = {
        one.id: {
            field: getattr(one, field).replace("\r\n", "\n").replace("\r", "\n").strip()
            for field in ("instruction", "input", "output")
        }
        for one in records
    }
    for view in FORMATS:
        ways = loaded(tmp_path / "run", view, tmp_path / "cache")
        assert all(ways[way] == ways["folder"] for way in ways)
        rows = [row for split in ways["folder"].values() for row in split]
        assert {row["id"] for row in rows} == wanted.keys()
        if view == "alpaca":
            assert {row["id"]: {field: row[field] for field in wanted[row["id"]]} for row in rows} == wanted
            assert all(list(row) == list(COLUMNS) and {type(text) for text in row.values()} == {str} for row in rows)
        else:
            assert all(None not in row.values() for row in rows)


@pytest.mark.parametrize("text", REFUSED)
def test_what_no_loader_should_see_is_refused_in_one_line(text: str, tmp_path: Path) -> None:
    index = published(tmp_path / "run", [record(0), record(1, output=text), record(2, instruction=text)], Layout())
    assert (index.published, index.rejected) == (1, 2)
    lines = (tmp_path / "run" / "rejected.jsonl").read_bytes().splitlines()
    assert [json.loads(line)["reason"] for line in lines] == [
        f"output {REFUSED[text]}",
        f"instruction {REFUSED[text]}",
    ]
    assert validate(tmp_path / "run") == loads(tmp_path / "run") == []


@pytest.mark.parametrize("layout", ["lines", "parquet"])
def test_ten_megabytes_in_one_field(layout: str, tmp_path: Path) -> None:
    long = "Väga pikk vastus… " * 580_000
    records = [record(0), record(1, output=long), record(2, input=long), record(3)]
    index = published(tmp_path / "run", records, LAYOUTS[layout]._replace(formats=("alpaca",)))
    assert index.published == 4 and validate(tmp_path / "run") == []
    ways = loaded(tmp_path / "run", "alpaca", tmp_path / "cache")
    assert all([row["output"] for row in ways[way]["train"]][1] == long.strip() for way in ways)


@pytest.mark.parametrize("field", ["instruction", "output"])
def test_a_column_of_nothing_but_dates_is_text_or_refused(field: str, tmp_path: Path) -> None:
    dates = [record(day, **{field: f"2026-01-0{day}", "input": ""}) for day in range(1, 6)]
    with pytest.raises(DataError) as refused:
        published(tmp_path / "run", dates, Layout())
    assert refused.value.problems == (
        f"data/alpaca/train-00000.jsonl: {field} holds nothing but dates, which many loaders of JSON turn into"
        " timestamps; wanted publish: {files: parquet}",
    )
    assert not (tmp_path / "run" / "index.json").exists()
    published(tmp_path / "run", dates, LAYOUTS["parquet"])
    assert loads(tmp_path / "run") == []
    ways = loaded(tmp_path / "run", "alpaca", tmp_path / "cache")
    assert all([row[field] for row in ways[way]["train"]] == [f"2026-01-0{day}" for day in range(1, 6)] for way in ways)
    published(tmp_path / "run", [*dates, record(9)], Layout())
    ways = loaded(tmp_path / "run", "alpaca", tmp_path / "cache")
    assert all(ways[way] == ways["folder"] for way in ways)


def test_turns_of_nothing_but_dates_are_refused_too(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"data/messages/train-00000\.jsonl: messages holds nothing but dates"):
        published(
            tmp_path / "run", [record(0, instruction="2026-01-02", output="2026-01-03 04:05")], Layout(["messages"])
        )


@pytest.mark.parametrize("name", LAYOUTS)
def test_one_row_and_none_at_all(name: str, tmp_path: Path) -> None:
    published(tmp_path / "one", [record(1)], LAYOUTS[name])
    assert validate(tmp_path / "one") == loads(tmp_path / "one") == []
    for view in FORMATS:
        ways = loaded(tmp_path / "one", view, tmp_path / "cache")
        assert all(sum(map(len, splits.values())) == 1 for splits in ways.values())
    published(tmp_path / "none", [], LAYOUTS[name])
    assert validate(tmp_path / "none") == [] and read(tmp_path / "none").shards == ()
    [line] = loads(tmp_path / "none")
    assert line == f"{tmp_path / 'none'}: no published records, wanted at least one; a loader has nothing to load"


def test_a_split_without_rows_is_no_file_and_no_promise(tmp_path: Path) -> None:
    published(tmp_path / "run", [record(1)], Layout(FORMATS, {"validation": 0.3, "test": ["other"]}))
    assert {file.path.rpartition("/")[2].partition("-")[0] for file in read(tmp_path / "run").shards} == {"train"}
    assert list(loaded(tmp_path / "run", "alpaca", tmp_path / "cache")["folder"]) == ["train"]


def test_a_source_of_hostile_rows_goes_through_a_whole_run(tmp_path: Path) -> None:
    texts = [*TEXTS, *(text for text in REFUSED if text.isprintable() or text.isascii())]
    rows = [{"instruction": f"Ütle {number}.", "input": text, "output": text} for number, text in enumerate(texts)]
    sources = [{"name": "s", "path": "run.jsonl", "on_error": "reject"}]
    run = made(tmp_path, rows=rows, steps=[], sources=sources, publish={"formats": list(FORMATS)})
    found = read(run.path)
    assert (found.published, found.rejected) == (len(TEXTS), len(texts) - len(TEXTS))
    assert validate(run.path) == loads(run.path) == []
