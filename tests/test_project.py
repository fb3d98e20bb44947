"""Where paths start, hints at neighbours, and files that are there in full or not at all."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError, ValidationInfo, field_validator

from alpaca_est.project import located, nearest, neighbour, project_folder, write, written


@pytest.mark.parametrize("marker", ["pyproject.toml", "alpaca-est.toml"])
def test_paths_start_at_the_nearest_marker(tmp_path: Path, marker: str) -> None:
    (tmp_path / "inner" / "pipelines").mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "inner" / marker).touch()
    assert project_folder(tmp_path / "inner" / "pipelines" / "a.yaml") == tmp_path.resolve() / "inner"


def test_paths_start_beside_a_pipeline_without_a_project(tmp_path: Path) -> None:
    assert project_folder(tmp_path / "a.yaml") == tmp_path.resolve()


class Reads(BaseModel):
    path: str

    @field_validator("path")
    @classmethod
    def _exists(cls, path: str, info: ValidationInfo) -> str:
        return str(located(path, info))


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("seeds/ee.jsonl", "no file seeds/ee.jsonl; did you mean et.jsonl?"),
        ("seeds/täiesti_muu", "no file seeds/täiesti_muu"),
        ("sead/et.jsonl", "no file sead/et.jsonl"),
    ],
)
def test_a_missing_file_is_named_with_its_neighbour(tmp_path: Path, path: str, message: str) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "et.jsonl").touch()
    with pytest.raises(ValidationError) as caught:
        Reads.model_validate({"path": path}, context={"root": tmp_path})
    assert [error["msg"] for error in caught.value.errors()] == [message]


def test_a_file_is_found_from_the_project_folder(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    assert Reads.model_validate({"path": "a.md"}, context={"root": tmp_path}).path == str(tmp_path / "a.md")


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("lenght", ["length", "language"], "; did you mean length?"),
        ("wording", ["length", "language"], ""),
        ("length", [], ""),
    ],
)
def test_the_nearest_name(name: str, known: list[str], hint: str) -> None:
    assert nearest(name, known) == hint


def test_a_missing_folder_has_no_neighbours(tmp_path: Path) -> None:
    assert neighbour(tmp_path / "no" / "file") == ""


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.json"
    with written(path) as file:
        file.write("õ".encode())
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "õ"
    assert [entry.name for entry in path.parent.iterdir()] == ["a.json"]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write(path, b"old")
    with pytest.raises(RuntimeError, match="in the middle"), written(path) as file:
        file.write(b"ne")
        raise RuntimeError("in the middle")
    assert path.read_bytes() == b"old"
    write(path, b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]
