"""Other views and splits than alpaca's train: every target takes them as the index lists them."""

import json
from pathlib import Path
from typing import Any

import datasets
import msgspec
import pytest

import alpaca_est
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.card import METADATA
from alpaca_est.runs.dataset.rows import line
from alpaca_est.runs.difference import difference
from alpaca_est.runs.export import exported
from alpaca_est.runs.export.hub import Push

CARD = """\
---
configs:
- config_name: alpaca
  default: true
  data_files:
  - {split: train, path: data/alpaca/train-*.jsonl}
  - {split: validation, path: data/alpaca/validation-*.jsonl}
- config_name: messages
  data_files:
  - {split: train, path: data/messages/train-*.jsonl}
  - {split: validation, path: data/messages/validation-*.jsonl}
---
"""


def alpaca(number: int) -> dict[str, str]:
    return {
        "id": f"s:{number:03d}/0",
        "instruction": f"Ülesanne {number}",
        "input": "",
        "output": "vastus",
        **dict.fromkeys(METADATA, ""),
    }


def messages(number: int) -> dict[str, Any]:
    said = [{"role": "user", "content": f"Ülesanne {number}"}, {"role": "assistant", "content": "vastus"}]
    return {"id": f"s:{number:03d}/0", "messages": said, **dict.fromkeys(METADATA, "")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dataset without its run: two views of two splits."""
    path, files = tmp_path / "set", []
    for view, row in (("alpaca", alpaca), ("messages", messages)):
        for split, numbers in (("train", range(8)), ("validation", range(8, 10))):
            name = f"data/{view}/{split}-00000-of-00001.jsonl"
            content = [line(row(number)) for number in numbers]
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(b"".join(content))
            files.append(index.tallied(content, name))
    (path / "README.md").write_text(CARD, encoding="utf-8")
    counts = {"published": 10, "flagged": 0, "rejected": 0, "beyond": 0}
    found = index.Index(fingerprint=index.fingerprint(files), steps={}, files=tuple(files), **counts)
    (path / index.NAME).write_bytes(msgspec.json.encode(found))
    return path


def test_load_gives_each_split_of_each_view(folder: Path, tmp_path: Path) -> None:
    for view, row in (("alpaca", alpaca), ("messages", messages)):
        loaded = alpaca_est.load(folder, view, cache=tmp_path / "cache")
        assert loaded["train"].to_list() == [row(number) for number in range(8)]
        assert loaded["validation"].to_list() == [row(number) for number in (8, 9)]


def test_parquet_keeps_turns_as_turns(folder: Path, tmp_path: Path) -> None:
    exported(folder, "parquet", out=tmp_path / "out", push=Push())
    loaded = datasets.load_dataset(str(tmp_path / "out"), "messages", cache_dir=str(tmp_path / "cache"))
    assert loaded["validation"].to_list() == [messages(8), messages(9)]


def test_llama_factory_has_a_name_for_each(folder: Path, tmp_path: Path) -> None:
    exported(folder, "llama-factory", out=tmp_path / "out", push=Push())
    infos = json.loads((tmp_path / "out" / "dataset_info.json").read_text(encoding="utf-8"))
    assert set(infos) == {"set", "set_validation", "set_messages", "set_messages_validation"}
    turned = infos["set_messages"]
    assert (turned["formatting"], turned["columns"]) == ("sharegpt", {"messages": "messages"})
    tags = turned["tags"]
    rows = [json.loads(row) for row in (tmp_path / "out" / turned["file_name"]).read_text("utf-8").splitlines()]
    assert rows == [{name: messages(number)[name] for name in ("id", "messages")} for number in range(8)]
    assert {turn[tags["role_tag"]] for row in rows for turn in row["messages"]} == {
        tags["user_tag"],
        tags["assistant_tag"],
    }


def test_a_dry_run_for_the_hub_names_all_of_them(folder: Path) -> None:
    said = exported(folder, "hub:me/set", out=None, push=Push(), dry_run=True)
    assert said.count("data/") == 4


def test_diff_counts_every_split_once(folder: Path) -> None:
    found = difference(folder, folder)
    assert (found.a.published, found.by_text.same) == (10, 10)
