"""pipelines/llammas_mix.yaml: it runs as it is, keeps counts exactly, and gives the same bytes however it is run."""

import asyncio
import json
from collections import Counter
from pathlib import Path

import pytest

from alpaca_est.runs.folder import RunFolder
from tests.project import published, run

ROOT = Path(__file__).parents[2]
PIPELINE = ROOT / "pipelines" / "llammas_mix.yaml"
MIXTURE = """{total: 120, counts: {oasst: 3, flan: 16, translation: 20}, epochs: 2, temperature: 2,
at_most: {sources: {cot: 5%}}, balance: {by: verb}}"""


class Stopped(Exception):
    """Where a run is cut short."""


def sources(folder: Path) -> Counter[str]:
    lines = [line for path in (folder / "data" / "messages").iterdir() for line in path.read_text().splitlines()]
    ids = [json.loads(line)["id"] for line in lines]
    assert len(ids) == len(set(ids))
    return Counter(identity.partition(":")[0] for identity in ids)


def test_it_runs_as_it_is(tmp_path: Path) -> None:
    built = asyncio.run(run(PIPELINE, tmp_path / "run"))
    assert built.warnings == []
    found = sources(tmp_path / "run")
    assert {name: found[name] for name in ("alpaca_est", "alpaca_cleaned", "oasst", "cot", "flan")} == {
        "alpaca_est": 190,
        "alpaca_cleaned": 110,
        "oasst": 4,
        "cot": 8,
        "flan": 8,
    }


def test_a_mixture_comes_to_its_counts_in_the_same_bytes(tmp_path: Path) -> None:
    whole = asyncio.run(run(PIPELINE, tmp_path / "whole", mixture=MIXTURE))
    assert whole.warnings == []
    found = sources(tmp_path / "whole")
    assert found.total() == 120
    assert (found["flan"], found["translation"], found["cot"], found["oasst"]) == (16, 20, 6, 3)
    left = 60

    def moment(name: str) -> None:
        nonlocal left
        left -= name.startswith("after ")
        if not left:
            raise Stopped

    with pytest.raises(Stopped):
        asyncio.run(run(PIPELINE, tmp_path / "cut", moment=moment, mixture=MIXTURE))
    asyncio.run(run(PIPELINE, tmp_path / "cut", mixture=MIXTURE))
    assert published(tmp_path / "whole") == published(tmp_path / "cut")
    assert RunFolder(tmp_path / "cut").manifest().identity["mixture.total"] == "120"
