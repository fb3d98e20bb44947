"""The lines of a card that say how a dataset is loaded, with the folder and the model that a test has."""

import json
import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

END = "<|end|>"


def code(run: Path) -> list[str]:
    """The blocks of Python; the first one is for `datasets`."""
    return _blocks(run, "python")


def axolotl(run: Path) -> list[dict[str, Any]]:
    """The configurations of axolotl."""
    return [found for found in map(yaml.safe_load, _blocks(run, "yaml")) if "datasets" in found]


def llama_factory(run: Path) -> dict[str, str]:
    """The lines for LLaMA-Factory's training configuration: `dataset_dir` and `dataset`."""
    [found] = [found for found in map(yaml.safe_load, _blocks(run, "yaml")) if "dataset_dir" in found]
    return dict(found)


def _blocks(run: Path, kind: str) -> list[str]:
    card = (run / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", card.replace("path/to/this/folder", str(run)), re.DOTALL)


def ran(command: Sequence[str], folder: Path) -> list[Any]:
    """What a program printed as lines of JSON; nothing is fetched, and what it keeps lies in a folder."""
    quiet = {"HF_HUB_OFFLINE": "1", "DO_NOT_TRACK": "1", "AXOLOTL_DO_NOT_TRACK": "1", "TRL_EXPERIMENTAL_SILENCE": "1"}
    home = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=quiet | home,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-6000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"')]
