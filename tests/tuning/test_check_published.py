"""The check reads every row of a dataset in whatever form it was published."""

import asyncio
from collections import Counter

import msgspec
import pytest
from building import PIPELINE, built

from alpaca_est.errors import DataError
from alpaca_est.tuning.rows import published

APART = """
name: apart
language: et
sources:
  - {name: free, path: free.jsonl, licence: CC-BY-4.0}
  - {name: paid, path: paid.jsonl, licence: CC-BY-NC-4.0}
publish: {title: Proov}
"""


def run_of(folder, settings, pipeline=PIPELINE):
    return asyncio.run(built(folder, pipeline.replace("title: Proov", f"title: Proov, {settings}")))


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    rows = published(run_of(tmp_path_factory.mktemp("plain"), "formats: [alpaca]")).rows
    return {row.id: (row.asked, row.output, row.source, row.made_by) for row in rows}


@pytest.mark.parametrize(
    "settings",
    [
        "formats: [messages]",
        "formats: [prompt_completion]",
        "formats: [messages, prompt_completion]",
        "formats: [alpaca, messages], splits: {test: 0.2, validation: [figures]}",
        "files: parquet",
        "files: parquet, formats: [messages]",
        "files: parquet, formats: [prompt_completion]",
        "compress: .gz, shard_rows: 30",
    ],
)
def test_all_rows_are_read_from(tmp_path, plain, settings):
    found = published(run_of(tmp_path, settings)).rows
    assert {row.id: (row.asked, row.output, row.source, row.made_by) for row in found} == plain


@pytest.mark.parametrize("form", ["alpaca", "messages", "prompt_completion"])
def test_rows_whose_licences_stand_apart_are_all_read(tmp_path, form):
    for name in ("free", "paid"):
        tasks = [{"instruction": f"Loe {name} arvuni {n}.", "output": f"{n}."} for n in range(30)]
        (tmp_path / f"{name}.jsonl").write_bytes(b"".join(msgspec.json.encode(task) + b"\n" for task in tasks))
    run = run_of(tmp_path, f"licences: apart, formats: [{form}]", APART)
    assert {config.name for config in (run / "data").iterdir()} == {form, f"{form}_non_commercial"}
    assert Counter(row.source for row in published(run).rows) == {"free": 30, "paid": 30}


def test_a_shard_that_was_changed_is_refused(tmp_path):
    run = run_of(tmp_path, "files: parquet")
    shard = next((run / "data").rglob("*.parquet"))
    shard.write_bytes(b"x" * shard.stat().st_size)
    with pytest.raises(DataError, match=r"no row .*alpaca-est publish"):
        published(run)
