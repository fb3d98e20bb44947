"""What the LoRA check found strange comes to people, early and with its reasons; an audit is read without them."""

import json
from pathlib import Path

import pytest

from alpaca_est.errors import DataError
from alpaca_est.review import people
from alpaca_est.review.actions import Action
from alpaca_est.review.outliers import Outlier, outliers
from alpaca_est.review.queue import Wish
from alpaca_est.review.room import Room
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish

REASON = "hard to predict: loss 9.1 robust deviations, at most 3 wanted"


def checked(run: RunFolder, *rows: dict[str, object]) -> None:
    (run.path / "check").mkdir()
    (run.path / "check" / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def published(run: RunFolder) -> list[str]:
    path = run.path / "data" / "alpaca" / "train-00000-of-00001.jsonl"
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


def room_of(run: RunFolder, sample: int = 0) -> Room:
    return Room(run, people.alone("mari"), lambda: 1.8e9, sample=sample)


def test_strange_rows_are_shown_with_their_reasons_and_decided(run: RunFolder) -> None:
    strange, usual = published(run)[:2]
    rows = [{"id": strange, "outlier": 20.5, "reasons": [REASON], "signals": {"loss": 9.1}}, {"id": usual}]
    checked(run, *rows)
    room = room_of(run)
    [mari] = room.team.people
    [sheet] = room.next(mari, Wish(step="check"), 10)
    assert (sheet.id, sheet.purpose, sheet.flags[0]["reason"], sheet.flags[0]["score"]) == (strange, "", REASON, 20.5)
    assert sheet.flags[0]["estonian"].startswith("raskesti ennustatav")
    assert usual not in {row["id"] for row in room.desk.listed(mari, Wish(queue="all"))}
    action = Action(key="key-00000001", id=strange, version=sheet.version, verdict="reject", reasons=("unclear",))
    room.decide(mari, action)
    assert [one.step for one in room.team_facts().filters] == ["check"]
    room.close()
    assert publish(run).rejected == 1
    assert strange not in published(run)


def test_flagged_rows_that_are_strange_come_first(run: RunFolder) -> None:
    flagged = json.loads((run.path / "flagged.jsonl").read_text("utf-8").splitlines()[-1])["id"]
    room = room_of(run)
    assert room.next(room.team.people[0], Wish(), 1)[0].id != flagged
    room.close()
    checked(run, {"id": flagged, "outlier": 30.0, "reasons": [REASON]})
    room = room_of(run)  # the index notices that the run was checked
    sheet = room.next(room.team.people[0], Wish(), 1)[0]
    assert (sheet.id, [flag["step"] for flag in sheet.flags]) == (flagged, ["arithmetic", "check"])
    room.close()


def test_an_audit_is_drawn_from_all_and_says_nothing(run: RunFolder) -> None:
    checked(run, *({"id": identity, "outlier": 9.0, "reasons": [REASON]} for identity in published(run)))
    room = room_of(run, sample=10)
    [mari] = room.team.people
    drawn = room.desk.listed(mari, Wish(queue="all", purpose="audit"))
    assert len(drawn) == 10
    assert all(row["steps"] == [] for row in drawn)
    assert len(room.desk.listed(mari, Wish(queue="all", step="check"))) == 30
    room.close()


def test_a_broken_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "check").mkdir()
    (tmp_path / "check" / "rows.jsonl").write_text('{"id": "a"}\n{"outlier": "much"}\n')
    with pytest.raises(DataError, match=r"rows.jsonl:2: not a row of a check"):
        outliers(tmp_path)
    assert Outlier("a", 8.0).doubt == 0.5
