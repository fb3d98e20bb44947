"""What other tools get: the same rows, the same places, in the formats that they document."""

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import datasets
import pyarrow
import pytest
from pyarrow import parquet

from alpaca_est.decision import judged
from alpaca_est.errors import DataError, RunError
from alpaca_est.record import Record
from alpaca_est.runs.export import exported
from alpaca_est.runs.export.hub import Push
from alpaca_est.runs.folder import RunFolder
from tests.small import ROWS, lines, made, published


def export(run: RunFolder, target: str, out: Path | None = None, *, dry_run: bool = False) -> str:
    return exported(run.path, target, out=out, push=Push(), dry_run=dry_run)


def test_parquet_holds_the_same_rows_as_text_and_loads_with_its_card(tmp_path: Path) -> None:
    dates = [{"instruction": f"Mis kuupäev on {day}.?", "output": f"2026-01-0{day}"} for day in range(1, 6)]
    run = made(
        tmp_path, rows=[row for pair in zip(ROWS, dates, strict=False) for row in pair], publish={"shard_rows": 3}
    )
    export(run, "parquet", tmp_path / "out")
    files = sorted((tmp_path / "out" / "data" / "alpaca").iterdir())
    assert [file.name for file in files] == [f"train-0000{n}-of-00003.parquet" for n in range(3)]
    assert {kind for file in files for kind in parquet.read_schema(file).types} == {pyarrow.string()}
    assert [row for file in files for row in parquet.read_table(file).to_pylist()] == published(run)
    loaded = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert loaded["train"].to_list() == published(run)
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "jsonl" not in card
    assert "index.json" not in card


def test_llama_factory_finds_each_split_under_a_name(tmp_path: Path) -> None:
    """data/README.md of LLaMA-Factory: file_name beside dataset_info.json, columns by its own names."""
    run = made(tmp_path)
    export(run, "llama-factory")
    folder = run.path / "export" / "llama-factory"
    infos = json.loads((folder / "dataset_info.json").read_text(encoding="utf-8"))
    assert infos == {
        "small": {
            "file_name": "small.jsonl",
            "formatting": "alpaca",
            "columns": {"prompt": "instruction", "query": "input", "response": "output"},
        }
    }
    loaded = datasets.load_dataset(
        "json", data_files=[str(folder / "small.jsonl")], split="train", cache_dir=str(tmp_path / "cache")
    )
    wanted = [{name: row[name] for name in ("id", "instruction", "input", "output")} for row in published(run)]
    assert loaded.to_list() == wanted
    assert all(isinstance(row[column], str) for row in loaded for column in infos["small"]["columns"].values())


def tasks_of(run: RunFolder) -> tuple[list[dict[str, Any]], ElementTree.Element]:
    export(run, "label-studio")
    folder = run.path / "export" / "label-studio"
    page = ElementTree.fromstring((folder / "label_config.xml").read_text(encoding="utf-8"))
    return json.loads((folder / "tasks.json").read_text(encoding="utf-8")), page


def test_label_studio_gets_what_is_flagged_with_its_reasons_and_places(tmp_path: Path) -> None:
    run = made(tmp_path)
    tasks, page = tasks_of(run)
    flagged = lines(run.path / "flagged.jsonl")
    assert [task["data"]["id"] for task in tasks] == [row["id"] for row in flagged]
    emoji = next(task for task in tasks if "💙" in task["data"]["output"])
    assert emoji["data"]["reasons"].startswith("arithmetic: output says „1 + 1 = 3“")
    [mark] = [result for result in emoji["predictions"][0]["result"] if result["type"] == "labels"]
    assert mark["value"]["text"] == "1 + 1 = 3"
    assert emoji["data"]["output"][mark["value"]["start"] : mark["value"]["end"]] == "1 + 1 = 3"
    texts = {name: emoji["data"][name] for name in ("instruction", "input", "output")}
    assert emoji["data"]["sha256"] == judged(Record(id="x", **texts))
    assert page.tag == "View"


def test_every_prediction_names_what_the_labelling_page_has(tmp_path: Path) -> None:
    """labelstud.io/guide/predictions: from_name and to_name are tags of the page, labels are among its labels."""
    tasks, page = tasks_of(made(tmp_path))
    controls = {tag.get("name"): tag for tag in page.iter() if tag.get("toName")}
    shown = {tag.get("name"): tag.get("value", "") for tag in page.iter("Text")}
    for task in tasks:
        for value in shown.values():
            assert value.removeprefix("$") in task["data"]
        for result in task["predictions"][0]["result"]:
            control = controls[result["from_name"]]
            assert control.get("toName") == result["to_name"]
            assert control.tag.lower() == result["type"]
            assert result["to_name"] in shown
            labels = {label.get("value") for label in control.iter("Label")}
            assert set(result["value"].get("labels", [])) <= labels
        assert len({result["id"] for result in task["predictions"][0]["result"]}) == len(
            task["predictions"][0]["result"]
        )


def test_argilla_gets_records_that_fit_its_settings(tmp_path: Path) -> None:
    """argilla 2.8, records/_resource.py and settings: fields are text, suggestions name questions, spans are whole."""
    run = made(tmp_path)
    export(run, "argilla", tmp_path / "out")
    records = json.loads((tmp_path / "out" / "records.json").read_text(encoding="utf-8"))
    settings = json.loads((tmp_path / "out" / "settings.json").read_text(encoding="utf-8"))
    fields = {field["name"]: field for field in settings["fields"]}
    questions = {question["name"]: question["settings"] for question in settings["questions"]}
    assert [record["id"] for record in records] == [row["id"] for row in lines(run.path / "flagged.jsonl")]
    for record in records:
        assert set(record["fields"]) <= set(fields)
        assert all(record["fields"].get(name) for name, field in fields.items() if field["required"])
        for name, suggestion in record["suggestions"].items():
            if questions[name]["type"] == "span":
                text = record["fields"][questions[name]["field"]]
                options = {option["value"] for option in questions[name]["options"]}
                for mark in suggestion["value"]:
                    assert mark["label"] in options
                    assert re.fullmatch(r"\d \+ \d = \d", text[mark["start"] : mark["end"]])
            else:
                assert suggestion["value"] == record["fields"][name.removeprefix("edited_")]
    assert any("doubt_output" in record["suggestions"] for record in records)


@pytest.mark.parametrize("target", ["parquet", "llama-factory", "label-studio", "argilla"])
def test_a_second_export_takes_the_place_of_the_first_and_a_dry_run_writes_nothing(tmp_path: Path, target: str) -> None:
    run = made(tmp_path)
    said = export(run, target, dry_run=True)
    assert "nothing was written" in said
    assert not (run.path / "export").exists()
    export(run, target)
    before = {path.name: path.read_bytes() for path in (run.path / "export" / target).rglob("*") if path.is_file()}
    (run.path / "export" / target / "stale.jsonl").touch()
    export(run, target)
    after = {path.name: path.read_bytes() for path in (run.path / "export" / target).rglob("*") if path.is_file()}
    assert after == before
    assert all(name in said for name in before)


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    run = made(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").touch()
    with pytest.raises(RunError, match=r"mine: holds thesis\.tex, wanted an empty or new folder for --out"):
        export(run, "parquet", tmp_path / "mine")
    with pytest.raises(RunError, match="a file, wanted a folder for --out"):
        export(run, "parquet", tmp_path / "mine" / "thesis.tex")


def test_a_run_that_is_not_whole_is_not_handed_over(tmp_path: Path) -> None:
    run = made(tmp_path)
    shard = next((run.path / "data" / "alpaca").iterdir())
    shard.write_bytes(shard.read_bytes()[:-20])
    with pytest.raises(DataError, match="bytes, wanted"):
        export(run, "parquet")
    assert not (run.path / "export" / "parquet").exists()
    (run.path / "index.json").unlink()
    with pytest.raises(DataError, match=r"no index\.json, so no whole dataset"):
        export(run, "argilla")


def test_unknown_targets_are_named(tmp_path: Path) -> None:
    run = made(tmp_path)
    with pytest.raises(RunError, match="--to label_studio: no such target; did you mean label-studio"):
        export(run, "label_studio")


def test_a_run_without_doubts_gives_empty_tasks(tmp_path: Path) -> None:
    run = made(tmp_path, steps=["{step: length}"])
    assert tasks_of(run)[0] == []
