"""Rating answers by four criteria, and ranking several answers to a task, with the keyboard alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from alpaca_est.review import people
from alpaca_est.review.actions import CRITERIA, Action, Mode, Refused
from alpaca_est.review.queue import Wish
from alpaca_est.review.room import Room
from alpaca_est.runs.folder import RunFolder
from tests.review.conftest import Enter
from tests.review.run import make
from tests.review.served import Served
from tests.review.test_access import violations

ANSWERS = ("Rebane elab metsas.", "Rebane on loom, kes elab metsas ja sööb hiiri.", "Rebane on punane.")


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    """Two tasks with three answers each, one with a single answer."""
    records = [
        {"instruction": f"Kirjelda {animal} ühe lausega.", "input": "", "output": answer}
        for animal in ("rebast", "hunti")
        for answer in ANSWERS
    ]
    return make(
        tmp_path / "project", [*records, {"instruction": "Nimeta üks lind.", "input": "", "output": "Kajakas."}]
    )


def lines(run: RunFolder, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (run.path / name).read_text().splitlines()]


@pytest.fixture
def rooms() -> Iterator[list[Room]]:
    opened: list[Room] = []
    yield opened
    for room in opened:
        room.close()


def room_of(run: RunFolder, mode: Mode, rooms: list[Room]) -> Room:
    rooms.append(Room(run, people.alone("mari"), lambda: 1.8e9, mode=mode))
    return rooms[-1]


@pytest.mark.parametrize(
    ("mode", "more", "problem"),
    [
        ("rate", {"verdict": "rate"}, "wanted 1 to 5 for accuracy, detail, helpfulness, relevance"),
        ("rate", {"verdict": "rate", "ratings": dict.fromkeys(CRITERIA, 6)}, "wanted 1 to 5"),
        ("rate", {"verdict": "accept"}, "verdict accept, wanted rate, unsure"),
        ("rank", {"verdict": "rank"}, "an order of 0 answers, wanted every one of 3 once"),
        ("rank", {"verdict": "rank", "ranking": ("file:000/0",) * 3}, "an order of 3 answers"),
    ],
)
def test_what_is_incomplete_is_refused(
    run: RunFolder, rooms: list[Room], mode: Mode, more: dict[str, Any], problem: str
) -> None:
    room = room_of(run, mode, rooms)
    person = room.team.people[0]
    [sheet] = room.next(person, Wish(), 1)
    with pytest.raises(Refused, match=problem):
        room.desk.decide(person, Action(key="key-00000001", id=sheet.id, version=sheet.version, **more))


def test_tasks_with_several_answers_are_ranked_once(run: RunFolder, rooms: list[Room]) -> None:
    room = room_of(run, "rank", rooms)
    sheets = room.next(room.team.people[0], Wish(), 10)
    assert len(sheets) == 2
    assert all({text for _, text in sheet.answers} == set(ANSWERS) for sheet in sheets)
    assert len(room_of(run, "rate", rooms).next(room.team.people[0], Wish(), 10)) == 7


def test_answers_of_later_batches_join_their_task(rooms: list[Room], tmp_path: Path) -> None:
    """As a build goes on: 50 rows a batch, so the second and third answer come later."""
    tasks = [f"Kirjelda looma number {n} ühe lausega." for n in range(50)]
    records = [
        {"instruction": task, "input": "", "output": f"{answer} {n}"}
        for answer in ANSWERS
        for n, task in enumerate(tasks)
    ]
    run = make(tmp_path / "growing", records)
    last = sorted((run.path / "journal").rglob("*00002.jsonl"))
    kept = [path.read_bytes() for path in last]
    for path in last:
        path.unlink()
    room = room_of(run, "rank", rooms)
    mari = room.team.people[0]
    first, second, *_ = sheets = room.next(mari, Wish(), 10)
    assert {len(sheet.answers) for sheet in sheets} == {2}
    ranking = tuple(answer for answer, _ in first.answers)
    action = Action(key="key-00000001", id=first.id, version=first.version, verdict="rank", ranking=ranking)
    room.decide(mari, action)
    for path, content in zip(last, kept, strict=True):
        path.write_bytes(content)
    room.intake.take()
    assert len(room.desk.sheet(mari, second.id).answers) == 3
    assert len(room.desk.sheet(mari, first.id).answers) == 2
    assert len(room.desk.listed(mari, Wish(queue="all"))) == 50


@pytest.mark.browser
def test_ranking_by_keyboard(browser: Browser, run: RunFolder, enter: Enter) -> None:
    with Served(run.path, "--mode", "rank") as server:
        page = enter(browser.new_context(), server.links["curator"])
        first = page.locator("#record h1").inner_text()
        shown = page.locator(".answer .text").all_inner_texts()
        page.keyboard.press("3")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#toast")).to_be_visible()
        page.keyboard.press("0")
        for key in ("2", "3", "1"):
            page.keyboard.press(key)
        assert violations(page, "ranking") == []
        page.keyboard.press("Control+Enter")
        expect(page.locator("#record h1")).not_to_have_text(first)
        expect(page.locator("#status")).to_have_attribute("data-state", "saved")
    [line] = lines(run, "rankings.jsonl")
    outputs = {row["id"]: row["output"] for row in lines(run, "data/alpaca/train-00000-of-00001.jsonl")}
    assert [outputs[identity] for identity in line["ranking"]] == [shown[1], shown[2], shown[0]]
    assert not run.decisions.exists()


@pytest.mark.browser
def test_rating_by_keyboard(browser: Browser, run: RunFolder, enter: Enter) -> None:
    with Served(run.path, "--mode", "rate") as server:
        page = enter(browser.new_context(), server.links["curator"])
        first = page.locator("#record h1").inner_text()
        for key in "5434":
            page.keyboard.press(key)
        assert violations(page, "rating") == []
        page.keyboard.press("Control+Enter")
        expect(page.locator("#record h1")).not_to_have_text(first)
        page.keyboard.press("3")
        page.keyboard.press("u")
        expect(page.locator("#record h1")).to_have_text(first)
        expect(page.locator("#status")).to_have_attribute("data-state", "saved")
    found = lines(run, "ratings.jsonl")
    assert found[0]["ratings"] == {"helpfulness": 5, "relevance": 4, "accuracy": 3, "detail": 4}
    assert found[1]["undoes"] == found[0]["key"]
