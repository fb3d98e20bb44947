"""A run for trainers in one call, or one line that says why not."""

import shutil
from pathlib import Path

import pytest

import alpaca_est
from alpaca_est.errors import DataError
from alpaca_est.runs.publish import publish
from tests.small import decide, made, published


def test_every_split_with_the_types_of_the_card(tmp_path: Path) -> None:
    run = made(tmp_path)
    loaded = alpaca_est.load(run.path, cache=tmp_path / "cache")
    assert set(loaded) == {"train"}
    assert loaded["train"].to_list() == published(run)
    assert {feature.dtype for feature in loaded["train"].features.values()} == {"string"}


def test_what_is_published_anew_is_loaded_anew(tmp_path: Path) -> None:
    run = made(tmp_path)
    before = alpaca_est.load(run.path, cache=tmp_path / "cache")["train"].num_rows
    decide(run, "s:003/0", "accept")
    publish(run)
    assert alpaca_est.load(str(run.path), cache=tmp_path / "cache")["train"].num_rows == before + 1


def test_a_folder_that_came_without_its_run_loads_too(tmp_path: Path) -> None:
    run = made(tmp_path)
    away = tmp_path / "away"
    away.mkdir()
    for name in ("data", "README.md", "index.json"):
        target = shutil.copytree if (run.path / name).is_dir() else shutil.copy
        target(run.path / name, away / name)
    assert alpaca_est.load(away, cache=tmp_path / "cache")["train"].to_list() == published(run)


def test_no_index_no_dataset(tmp_path: Path) -> None:
    run = made(tmp_path)
    (run.path / "index.json").unlink()
    with pytest.raises(DataError) as problem:
        alpaca_est.load(run.path)
    assert problem.value.problems == (
        f"{run.path}: no index.json, so no whole dataset; wanted one that was published, run `alpaca-est publish`",
    )


def test_an_unknown_view_and_an_empty_dataset_are_refused(tmp_path: Path) -> None:
    run = made(tmp_path)
    with pytest.raises(DataError, match=r"no rows in the view chat, wanted .*alpaca"):
        alpaca_est.load(run.path, "chat")
    empty = made(tmp_path, "empty", steps=["{step: length, min_words: 90}"])
    with pytest.raises(DataError, match="no rows in the view alpaca, wanted a published record"):
        alpaca_est.load(empty.path)


def test_shards_that_are_not_those_of_the_index_are_refused(tmp_path: Path) -> None:
    run = made(tmp_path)
    shard = next((run.path / "data" / "alpaca").iterdir())
    content = shard.read_bytes()
    shard.write_bytes(content[:-1])
    with pytest.raises(DataError, match=f"{len(content) - 1} bytes, wanted {len(content)} bytes; run `alpaca-est pub"):
        alpaca_est.load(run.path, cache=tmp_path / "cache")
    shard.write_bytes(b"x" * len(content))
    with pytest.raises(DataError, match="cannot load it"):
        alpaca_est.load(run.path, cache=tmp_path / "cache")
    shard.unlink()
    with pytest.raises(DataError, match="missing, wanted"):
        alpaca_est.load(run.path, cache=tmp_path / "cache")
