"""Samples that steps may show."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from alpaca_est.source import Pool


class Shows(BaseModel):
    seeds: Pool


def made(folder: Path, seeds: object) -> Shows:
    return Shows.model_validate({"seeds": seeds}, context={"root": folder})


def seeds(folder: Path, name: str, *instructions: str) -> None:
    rows = "".join(f'{{"instruction": "{text}", "output": "jah", "lang": "et"}}\n' for text in instructions)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(rows, encoding="utf-8")


def test_people_and_machines_are_told_apart(tmp_path: Path) -> None:
    seeds(tmp_path, "seeds/et.jsonl", "Ütle üks õis.", "Loe ette.")
    seeds(tmp_path, "runs/a/data/alpaca/train-00000-of-00001.jsonl", "Masina töö")
    for name in ("manifest.json", "index.json"):
        (tmp_path / "runs/a" / name).write_text("{}")
    pool = made(tmp_path, ["seeds/et.jsonl", "runs/a"]).seeds
    assert pool.paths == ("seeds/et.jsonl", "runs/a")
    assert [sample.instruction for sample in pool.human] == ["Ütle üks õis.", "Loe ette."]
    assert [(sample.instruction, sample.lang) for sample in pool.machine] == [("Masina töö", "et")]


def test_the_identity_follows_the_samples_not_their_place(tmp_path: Path) -> None:
    seeds(tmp_path, "a.jsonl", "üks")
    seeds(tmp_path, "b/c.jsonl", "üks")
    seeds(tmp_path, "d.jsonl", "kaks")
    a, c, d = (made(tmp_path, path).seeds.sha256 for path in ("a.jsonl", "b/c.jsonl", "d.jsonl"))
    assert a == c != d
    assert made(tmp_path, "a.jsonl").model_dump() == {"seeds": {"paths": ["a.jsonl"], "sha256": a}}


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("b.jsonl", "no file b.jsonl; did you mean a.jsonl?"),
        ("broken.jsonl", "broken.jsonl:1: instruction is missing, wanted text"),
        ("run", "run: a run without index.json, wanted a published one (alpaca-est publish run)"),
    ],
)
def test_seeds_that_cannot_be_read(tmp_path: Path, path: str, message: str) -> None:
    seeds(tmp_path, "a.jsonl", "üks")
    (tmp_path / "broken.jsonl").write_text('{"output": "jah"}\n')
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "manifest.json").write_text("{}")
    with pytest.raises(ValidationError) as caught:
        made(tmp_path, path)
    assert [error["msg"] for error in caught.value.errors()] == [message]
