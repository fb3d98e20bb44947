"""A record's life: what it began as, the prompt, the reply, scores and verdicts."""

import asyncio
import json

import pytest

from alpaca_est.errors import DataError
from alpaca_est.runs.explain import Life, explain
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.pages import life_page
from tests.project import make, run, tasks
from tests.server import Server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    path = tmp_path_factory.mktemp("explained")

    async def build_one() -> None:
        async with Server(answer=tasks, faults={"length": 0.3}) as server:
            await run(make(path, server.url, target=20), path / "run")

    asyncio.run(build_one())
    return RunFolder(path / "run")


def life(folder: RunFolder, identity: str) -> Life:
    return asyncio.run(explain(folder, identity))


def test_a_published_record_has_its_seed_prompt_reply_and_verdicts(folder: RunFolder) -> None:
    found = life(folder, first(folder, "data/alpaca/train-00000-of-00001.jsonl"))
    assert found.fate == "published"
    assert found.root is not None
    assert found.root.instruction.startswith("Kirjuta: ")
    [asked] = found.asked
    assert "veel 5: 4 kuni 8" in asked.asks[0].user.replace("  ", " ") or asked.asks[0].user
    assert found.record is not None
    assert found.record.instruction.removeprefix("Jutusta: ") in asked.replies[0].text
    assert [(one.step, one.verdict) for one in found.verdicts] == [
        ("length", "passed"),
        ("wording", "passed"),
        ("near_duplicate", "passed"),
    ]
    page = life_page(found)
    assert "self_instruct asked w about" in page
    assert "reply (stop):" in page or "reply (length):" in page
    assert "output_words" in page


def test_a_rejected_record_says_where_it_left(folder: RunFolder) -> None:
    found = life(folder, first(folder, "rejected.jsonl", '"step":"length"'))
    verdicts = {one.step: one.verdict for one in found.verdicts}
    assert found.fate == "rejected"
    assert (verdicts["length"], verdicts["wording"], verdicts["near_duplicate"]) == (
        "rejected",
        "not reached",
        "not reached",
    )


def test_what_could_not_be_read_is_shown_as_it_was(folder: RunFolder) -> None:
    found = life(folder, first(folder, "rejected.jsonl", "cut off at the token limit"))
    assert found.text
    assert found.verdicts[0].step == "self_instruct"
    assert found.verdicts[0].verdict == "rejected"
    assert "could not be read:" in life_page(found)


def test_a_seed_was_used(folder: RunFolder) -> None:
    found = life(folder, "seed:000/0")
    assert found.fate == "used"
    assert {one.verdict for one in found.verdicts} == {"not reached"}


def test_an_unknown_id_is_refused(folder: RunFolder) -> None:
    with pytest.raises(DataError, match="no record seed:999/0, wanted an id from"):
        life(folder, "seed:999/0")


def first(folder: RunFolder, name: str, mark: str = "") -> str:
    lines = (folder.path / name).read_text(encoding="utf-8").splitlines()
    return str(json.loads(next(line for line in lines if mark in line))["id"])
