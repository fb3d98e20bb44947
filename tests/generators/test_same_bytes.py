"""Computed tasks are the same whatever Python's hashes are."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from alpaca_est.generators.computed import Computed
from alpaca_est.pipeline import load

ROOT = Path(__file__).parents[2]


def digest(folder: Path, seed: str) -> str:
    """The shards of 4,000 tasks, built in a process with this hash seed."""
    command = [sys.executable, "-c", "from alpaca_est.cli import main; main()", "build"]
    words = [str(ROOT / "pipelines/computed.yaml"), "--target", "4000", "--run", str(folder / seed)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([*command, *words], env=environment, check=True, capture_output=True, timeout=200)
    shards = sorted((folder / seed / "data").rglob("*.jsonl"))
    return hashlib.sha256(b"".join(shard.read_bytes() for shard in shards)).hexdigest()


def test_hashes_change_nothing(tmp_path: Path) -> None:
    assert digest(tmp_path, "1") == digest(tmp_path, "2")


def test_the_table_of_kinds_has_every_kind() -> None:
    told = (ROOT / "seeds/README.md").read_text("utf-8")
    steps = load(ROOT / "pipelines/computed.yaml").pipeline.all_steps
    kinds = [(step.key, kind) for step in steps if isinstance(step, Computed) for kind in step.all_kinds]
    assert len(kinds) > 100
    assert [kind for kind in kinds if f"| {kind[0]} | {kind[1]} |" not in told] == []
