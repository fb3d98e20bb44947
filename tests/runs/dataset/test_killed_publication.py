"""A publication that is killed with SIGKILL leaves the old dataset or the new one, never a mixture."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.runs.dataset.index import SWAP_MOMENTS
from alpaca_est.runs.dataset.shards import WRITE_MOMENTS
from tests.small import ROWS, made

STAGED = "dataset staged"


@pytest.mark.parametrize("files", ["jsonl", "parquet"])
def test_killed_at_every_moment_and_at_random_ones(files: str, tmp_path: Path) -> None:
    rows = [{**row, "instruction": f"{row['instruction']} {number}"} for number in range(12) for row in ROWS]
    formats = ["alpaca", "messages", "prompt_completion"]
    publication = {"formats": formats, "splits": {"validation": 0.3}, "shard_bytes": "8kB", "files": files}
    run = made(tmp_path, rows=rows, publish=publication)
    command = [sys.executable, "-m", "tests.runs.dataset.dying", str(run.path), "8"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    kills: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    named = [kill for kill in kills if kill["at"] != "random"]
    assert list(dict.fromkeys(kill["at"] for kill in named)) == [*WRITE_MOMENTS, *SWAP_MOMENTS]
    assert all(kill["died"] for kill in named) and any(kill["died"] for kill in kills[len(named) :])
    assert [kill for kill in kills if kill["left"] or kill["problems"]] == []
    staged = [kill["at"] for kill in named].index(STAGED)
    for number, kill in enumerate(named):
        assert kill["found"] == (kill["before"] if number < staged else kill["wanted"])
    assert all(kill["found"] in (kill["before"], kill["wanted"]) for kill in kills)
