"""Old and new versions of `datasets` give the rows that were published, in every way of loading them."""

import hashlib
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.runs.dataset.views import VIEWS
from tests.trainers import environments, reader, shelf

LONG = [pytest.param(one, marks=pytest.mark.long) for one in ("4.0.0", "4.8.4")]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every dataset of the shelf."""
    folder = tmp_path_factory.mktemp("shelf")
    return {name: shelf.published(folder, name) for name in shelf.SHELF}


def told(rows: list[dict[str, Any]], view: str) -> dict[str, Any]:
    """What a reader should say of a split."""
    lines = [json.dumps(row, sort_keys=True).encode() for row in rows]
    types = {
        name: [{"role": "string", "content": "string"}] if name == "messages" else "string" for name in VIEWS[view]
    }
    digest = hashlib.sha256(b"".join(lines)).hexdigest()
    return {"rows": len(rows), "ids": [row["id"] for row in rows], "digest": digest, "types": types}


def read(python: str, folders: dict[str, Path], cache: Path) -> Any:
    command = [python, "-I", reader.__file__, str(cache), *map(str, folders.values())]
    home = {"PATH": os.environ["PATH"], "HOME": str(cache), "HF_HOME": str(cache / "hub")}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=home, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def flat(found: Any, *path: str) -> dict[str, Any]:
    """One entry for each leaf, so that a difference names its place."""
    if not isinstance(found, dict) or "role" in found:
        return {" / ".join(path): found}
    return {place: leaf for name, part in found.items() for place, leaf in flat(part, *path, name).items()}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("wanted", ["3.6.0", *LONG, "installed"])
def test_every_view_loads_in_every_way(wanted: str, folders: dict[str, Path], tmp_path: Path) -> None:
    python = sys.executable if wanted == "installed" else str(environments.python(f"datasets_{wanted}"))
    came = read(python, folders, tmp_path)
    assert came["datasets"] == (version("datasets") if wanted == "installed" else wanted)
    right = {
        name: {
            view: {way: {split: told(rows, view) for split, rows in splits.items()} for way in reader.WAYS}
            for view, splits in shelf.truth(folder).items()
        }
        for name, folder in folders.items()
    }
    assert flat({name: came["found"][str(folder)] for name, folder in folders.items()}) == flat(right)
