"""Shards by rows or bytes, as JSON lines or parquet; what stands beside the card."""

import json
import subprocess
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import datasets
import pytest
from pyarrow import parquet

import alpaca_est
from alpaca_est.errors import PipelineError
from alpaca_est.pipeline.sizes import size
from alpaca_est.runs.content import rows
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.loader import loads
from alpaca_est.runs.dataset.validate import validate
from alpaca_est.runs.export import exported
from alpaca_est.runs.export.hub import Push
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish
from tests.small import made

VIEWS = ["alpaca", "messages", "prompt_completion"]
TASKS = [{"instruction": f"Loe arvuni {n}.", "input": "", "output": f"{n}, " * n + "ja ongi kõik."} for n in range(60)]


def run_of(folder: Path, **settings: Any) -> RunFolder:
    return made(folder, rows=TASKS, steps=[], publish=settings)


def shards(run: RunFolder, view: str = "alpaca") -> list[index.File]:
    return [file for file in index.read(run.path).shards if file.path.startswith(f"data/{view}/")]


@pytest.mark.parametrize(
    ("written", "bytes_"),
    [
        *(("64MB", 64_000_000), ("64MiB", 67_108_864), ("64 mb", 64_000_000), ("1.5GiB", 1_610_612_736)),
        *(("1kB", 1000), (64_000_000, 64_000_000), ("64000000", 64_000_000), ("2000 B", 2000), (None, None)),
    ],
)
def test_sizes_as_people_write_them(written: object, bytes_: int | None) -> None:
    assert size(written) == bytes_


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("64", "64 is 64 bytes, wanted at least 1000 (1kB), such as 64MB"),
        (0, "0 is 0 bytes, wanted at least 1000 (1kB), such as 64MB"),
        *((text, "wanted a size such as 64MB, 64MiB or 64000000") for text in ("64Mb/s", "palju", "-64MB", True, 6.4)),
    ],
)
def test_a_size_that_cannot_be_is_said_with_its_line(written: object, said: str, tmp_path: Path) -> None:
    with pytest.raises(PipelineError) as raised:
        run_of(tmp_path, shard_bytes=written)
    assert "publish.shard_bytes" in str(raised.value) and said in str(raised.value)


def test_shards_end_at_the_bytes_or_the_rows_whichever_comes_first(tmp_path: Path) -> None:
    run = run_of(tmp_path, shard_bytes="4kB", shard_rows=12)
    found = shards(run)
    assert sum(file.rows for file in found) == 60
    assert all(file.bytes <= 4000 and file.rows <= 12 for file in found)
    assert found[0].rows == 12 and found[-2].rows < 12
    for file, after in pairwise(found):
        with (run.path / after.path).open("rb") as content:
            assert file.rows == 12 or file.bytes + len(content.readline()) > 4000
    again = run_of(tmp_path / "again", shard_bytes=4000, shard_rows=12)
    assert index.read(again.path).fingerprint == index.read(run.path).fingerprint


def test_a_row_that_is_larger_than_a_shard_has_one_of_its_own(tmp_path: Path) -> None:
    long = [{"instruction": "Loe.", "output": "üks kaks " * 300}, *TASKS[:3]]
    run = made(tmp_path, rows=[*TASKS[:2], *long], steps=[], publish={"shard_bytes": "1kB"})
    assert [file.rows for file in shards(run)] == [2, 1, 3]
    assert validate(run.path, partial(rows, run)) == loads(run.path) == []


def test_parquet_has_the_rows_of_the_json_lines_in_their_order_and_the_same_bytes_again(tmp_path: Path) -> None:
    settings = {"formats": VIEWS, "splits": {"validation": 0.2}, "shard_bytes": "4kB"}
    plain, packed = run_of(tmp_path / "a", **settings), run_of(tmp_path / "b", **settings, files="parquet")
    again = run_of(tmp_path / "c", **settings, files="parquet")
    assert index.read(packed.path).fingerprint == index.read(again.path).fingerprint
    for view in VIEWS:
        for one, other in zip(shards(plain, view), shards(packed, view), strict=True):
            assert other.path == one.path.replace(".jsonl", ".parquet")
            assert (one.rows, one.rowset) == (other.rows, other.rowset)
            with (plain.path / one.path).open("rb") as lines:
                assert parquet.read_table(packed.path / other.path).to_pylist() == [json.loads(text) for text in lines]
        before, after = (alpaca_est.load(run.path, view, cache=tmp_path / "cache") for run in (plain, packed))
        assert {name: split.to_list() for name, split in before.items()} == {
            name: split.to_list() for name, split in after.items()
        }
    assert validate(packed.path, partial(rows, packed)) == loads(packed.path) == []
    card = (packed.path / "README.md").read_text("utf-8")
    assert "jsonl" not in card and "(parquet)" in card
    assert len(alpaca_est.frame(packed.path)) == 60


def test_what_is_published_as_parquet_is_handed_on_as_anything(tmp_path: Path) -> None:
    run = run_of(tmp_path, files="parquet", formats=VIEWS)
    for target, kind in (("parquet", "*.parquet"), ("llama-factory", "*.jsonl")):
        exported(run.path, target, out=tmp_path / target, push=Push())
        assert any((tmp_path / target).rglob(kind))
    listed = exported(run.path, "hub:a/b", out=None, push=Push(), dry_run=True)
    assert "train-00000-of-00001.parquet" in listed and "SHA256SUMS" in listed and "flagged" not in listed
    other = made(tmp_path / "other", rows=TASKS[:1], steps=[], sources=[{"name": "s", "path": str(run.path)}])
    assert index.read(other.path).published == 60


def test_damaged_parquet_is_found(tmp_path: Path) -> None:
    run = run_of(tmp_path, files="parquet")
    shard = run.path / shards(run)[0].path
    content = shard.read_bytes()
    shard.write_bytes(content[:-20])
    [problem] = validate(run.path, partial(rows, run))
    assert problem.startswith(f"{shard}: cannot be read (") and problem.endswith(
        "wanted 60 lines; run `alpaca-est publish`"
    )
    table = parquet.read_table(run_of(tmp_path / "b", files="parquet").path / shards(run)[0].path)
    parquet.write_table(table.slice(0, 59), shard)
    [problem] = validate(run.path, partial(rows, run))
    assert problem.startswith(f"{shard}:60: 59 lines, wanted 60: lines were lost")


def test_parquet_is_not_packed_twice(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"publish\.compress.*beside files: parquet, which is packed already"):
        run_of(tmp_path, files="parquet", compress=".gz")
    run = run_of(tmp_path / "a", compress=".gz")
    with pytest.raises(PipelineError, match="packed already"):
        run.change_publication(["publish.files=parquet"])
    run.change_publication(["publish.files=parquet", "publish.compress=", "publish.shard_bytes=2kB"])
    publish(run)
    assert {Path(file.path).suffix for file in shards(run)} == {".parquet"} and len(shards(run)) > 1


def test_sha256sum_checks_what_leaves_the_house(tmp_path: Path) -> None:
    run = run_of(tmp_path, formats=VIEWS, compress=".zst")
    check = partial(subprocess.run, ["sha256sum", "-c", "SHA256SUMS"], cwd=run.path, capture_output=True, text=True)
    done = check(check=True)
    listed = [text.removesuffix(": OK") for text in done.stdout.splitlines()]
    assert listed == [*(file.path for file in index.read(run.path).shards), "README.md", "dataset_info.json"]
    sums = run.path / "SHA256SUMS"
    sums.write_bytes(sums.read_bytes().replace(b"0", b"1"))
    assert check(check=False).returncode == 1
    problems = validate(run.path)
    assert any(problem.startswith(f"{sums}: changed: sha256") for problem in problems)
    assert any(f"{sums}:1: not what index.json says, wanted " in problem for problem in problems)


@pytest.mark.parametrize("settings", [{}, {"compress": ".zst"}, {"files": "parquet"}])
def test_llama_factory_finds_every_view_and_split_in_the_folder(settings: dict[str, str], tmp_path: Path) -> None:
    """LLaMA-Factory 0.9.5, data/loader.py: a `script_url` is joined to `dataset_dir` and loaded by subset and split."""
    run = run_of(tmp_path, formats=VIEWS, splits={"validation": 0.2}, shard_rows=20, **settings)
    infos = json.loads((run.path / "dataset_info.json").read_bytes())
    assert list(infos) == [
        *("small", "small_validation", "small_messages", "small_messages_validation"),
        *("small_prompt_completion", "small_prompt_completion_validation"),
    ]
    for info in infos.values():
        path = f"{run.path}/{info['script_url']}"
        cache = str(tmp_path / "cache")
        loaded = datasets.load_dataset(path, name=info["subset"], split=info["split"], cache_dir=cache)
        wanted = sum(file.rows for file in shards(run, info["subset"]) if f"/{info['split']}-" in file.path)
        assert loaded.num_rows == wanted > 0
        assert set(info["columns"].values()) <= set(loaded.column_names)
    assert "dataset: small\n" in (run.path / "README.md").read_text("utf-8")
