"""What people rank and rate on the page becomes the preference view when the run is published again."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.decision import log
from alpaca_est.review import people
from alpaca_est.review.actions import CRITERIA, Action, Mode
from alpaca_est.review.queue import Wish
from alpaca_est.review.room import Room
from alpaca_est.runs.content import rows
from alpaca_est.runs.dataset.validate import validate
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish
from tests.review.run import make
from tests.small import decide, lines

ANSWERS = ("Rebane elab metsas.", "Rebane on loom, kes elab metsas ja sööb hiiri.", "Rebane on punane.")


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    """One task with three answers."""
    tasks = [{"instruction": "Kirjelda rebast ühe lausega.", "input": "", "output": answer} for answer in ANSWERS]
    found = make(tmp_path / "project", tasks)
    found.change_publication(["publish.formats=[alpaca, preference]", "publish.preference.pairs=all"])
    return found


@pytest.fixture
def rooms() -> Iterator[list[Room]]:
    opened: list[Room] = []
    yield opened
    for room in opened:
        room.close()


def judge(run: RunFolder, rooms: list[Room], mode: Mode, **said: Any) -> None:
    """Open the page in a mode and decide on everything that it shows."""
    rooms.append(Room(run, people.alone("mari"), lambda: 1.8e9, mode=mode))
    person = rooms[-1].team.people[0]
    for number, sheet in enumerate(rooms[-1].next(person, Wish(), 10)):
        told = {name: value(sheet) for name, value in said.items()}
        action = Action(key=f"key-{mode}-000{number}", id=sheet.id, version=sheet.version, verdict=mode, **told)  # type: ignore[arg-type]
        rooms[-1].desk.decide(person, action)


def pairs(run: RunFolder) -> list[tuple[str, str, str]]:
    publish(run)
    assert validate(run.path, partial(rows, run)) == []
    shards = sorted((run.path / "data").glob("preference/*"))
    return [(row["chosen"], row["rejected"], row["preferred_by"]) for shard in shards for row in lines(shard)]


def test_a_ranking_on_the_page_is_published_and_an_edit_takes_it_back(run: RunFolder, rooms: list[Room]) -> None:
    assert pairs(run) == []
    judge(
        run,
        rooms,
        "rank",
        ranking=lambda sheet: tuple(one for one, _ in sorted(sheet.answers, key=lambda one: -len(one[1]))),
    )
    long, middle, short = sorted(ANSWERS, key=len, reverse=True)
    assert sorted(pairs(run)) == sorted(
        [(long, middle, "ranking"), (long, short, "ranking"), (middle, short, "ranking")]
    )
    [ranking] = log(run.path / "rankings.jsonl")[0]
    assert len(ranking.answers) == len(ranking.ranking) == 3
    decide(run, ranking.ranking[0], "edit", edit={"output": "Rebane on metsloom."}, by="jüri")
    assert pairs(run) == [(middle, short, "ranking")]
    decide(run, ranking.ranking[2], "reject", by="jüri")
    assert pairs(run) == []


def test_ratings_on_the_page_are_published(run: RunFolder, rooms: list[Room]) -> None:
    marks = dict(zip(sorted(ANSWERS, key=len), (2, 4, 4), strict=True))
    judge(run, rooms, "rate", ratings=lambda sheet: dict.fromkeys(CRITERIA, marks[sheet.texts["output"]]))
    short, middle, long = sorted(ANSWERS, key=len)
    assert sorted(pairs(run)) == sorted([(middle, short, "ratings"), (long, short, "ratings")])
