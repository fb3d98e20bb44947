"""axolotl and LLaMA-Factory read every view by the lines of its card: their own readers, in their own environments."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.trainers import environments, shelf, small_model, usage_lines
from tests.trainers.usage_lines import END

HERE = Path(__file__).parent
SETS = [(name, view) for name in ("plain", "gz", "parquet") for view in shelf.VIEWS]
Rows = dict[tuple[str, str], Any]

pytestmark = [pytest.mark.long, pytest.mark.timeout(1500)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each set published in one view alone, and a model."""
    folder = tmp_path_factory.mktemp("others")
    small_model.saved(folder / "model")
    for name, view in SETS:
        shelf.published(folder / view, name, formats=[view])
    return folder


@pytest.fixture(scope="module")
def axolotl(folder: Path) -> Rows:
    """What axolotl 0.19.0 reads of each."""
    given = [usage_lines.axolotl(folder / view / name / "run")[0] for name, view in SETS]
    command = [environments.axolotl(), HERE / "axolotl_reader.py", folder / "model", *map(json.dumps, given)]
    return dict(zip(SETS, usage_lines.ran([*map(str, command)], folder), strict=True))


@pytest.fixture(scope="module")
def llama_factory(folder: Path) -> Rows:
    """What LLaMA-Factory 0.9.5 reads of each."""
    given = [usage_lines.llama_factory(folder / view / name / "run") for name, view in SETS]
    places = [place for lines in given for place in (lines["dataset_dir"], lines["dataset"])]
    command = [environments.llama_factory(), HERE / "llama_factory_reader.py", folder / "model", "sft", *places]
    return dict(zip(SETS, usage_lines.ran([*map(str, command)], folder), strict=True))


def tasks(folder: Path, name: str, view: str) -> list[dict[str, str]]:
    """The tasks of the split train, in their order."""
    ids = [row["id"] for row in shelf.truth(folder / view / name / "run")[view]["train"]]
    alpaca = {row["id"]: row for row in shelf.truth(folder / "alpaca" / name / "run")["alpaca"]["train"]}
    return [alpaca[identity] for identity in ids]


@pytest.mark.parametrize(("name", "view"), SETS)
def test_axolotl_reads_the_training_split_and_learns_the_answers(
    name: str, view: str, folder: Path, axolotl: Rows
) -> None:
    rows, right = axolotl[name, view]["rows"], tasks(folder, name, view)
    assert [row["learnt"] for row in rows] == [task["output"] + END for task in right]
    for row, task in zip(rows, right, strict=True):
        assert task["instruction"] in row["read"] and task["input"] in row["read"]
        assert row["read"].endswith(task["output"] + END)


@pytest.mark.parametrize(("name", "view"), SETS)
def test_llama_factory_reads_the_training_split_and_learns_the_answers(
    name: str, view: str, folder: Path, llama_factory: Rows
) -> None:
    rows, right = llama_factory[name, view]["rows"], tasks(folder, name, view)
    assert [row["learnt"].rstrip("\n") for row in rows] == [task["output"] + END for task in right]
    for row, task in zip(rows, right, strict=True):
        assert task["instruction"] in row["read"] and task["input"] in row["read"]
