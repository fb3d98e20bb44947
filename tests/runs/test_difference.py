"""Two datasets side by side: what came, went and changed, and why."""

import gzip
import json
from pathlib import Path

import pytest

from alpaca_est.errors import DataError
from alpaca_est.runs.decided import withdraw
from alpaca_est.runs.difference import Difference, difference
from alpaca_est.runs.difference.page import difference_page
from alpaca_est.runs.difference.sides import general
from alpaca_est.runs.publish import publish
from tests.small import ROWS, STEPS, decide, made, published


def compared(folder: Path) -> Difference:
    """A run against one with a stricter filter, an edited record, a withdrawn one and a new row."""
    old = made(folder, "old")
    rows = [*ROWS, {"instruction": "Nimeta Eesti suurim saar.", "output": "Saaremaa"}]
    new = made(folder, "new", rows=rows, steps=["{step: length, max_words: 6}", *STEPS[1:]])
    decide(new, "s:003/0", "edit", edit={"output": "2 + 3 = 5."})
    withdraw(new, ["s:000/0"])
    publish(new)
    return difference(old.path, new.path)


def test_records_that_came_went_and_why(tmp_path: Path) -> None:
    found = compared(tmp_path)
    assert found.by_id is not None
    by_id = found.by_id
    assert (by_id.same, by_id.changed, by_id.removed, by_id.added) == (2, 0, 2, 2)
    assert by_id.removed_by == {
        "rejected by review: withdrawn": 1,
        "rejected by length: output has N words, at most N": 1,
    }
    assert by_id.added_by == {
        "flagged by arithmetic: output says „…“, but it is N; wrong equations: N, at most N wanted": 1,
        "not there": 1,
    }
    assert [example.id for example in by_id.examples["removed"]] == ["s:000/0", "s:001/0"]
    assert by_id.examples["removed"][1].before["output"] == ROWS[1]["output"]
    assert by_id.examples["added"][0].after["output"] == "2 + 3 = 5."


def test_settings_that_differ_are_named(tmp_path: Path) -> None:
    found = compared(tmp_path)
    names = {setting.name: (setting.a, setting.b) for setting in found.settings}
    assert names["steps.length.max_words"] == ("12", "6")
    assert all(name.startswith(("steps.length", "sources.s")) for name in names)


def test_a_changed_record_is_shown_field_by_field(tmp_path: Path) -> None:
    old, new = made(tmp_path, "old"), made(tmp_path, "new")
    for run, answer in ((old, "2 + 3 = 5."), (new, "Viis.")):
        decide(run, "s:003/0", "edit", edit={"output": answer})
        publish(run)
    found = difference(old.path, new.path)
    assert found.by_id is not None
    assert (found.by_id.changed, found.by_id.changed_in) == (1, {"instruction": 0, "input": 0, "output": 1})
    [example] = found.by_id.examples["changed"]
    assert (example.before["output"], example.after["output"]) == ("2 + 3 = 5.", "Viis.")
    assert (found.by_text.only_a, found.by_text.only_b, found.by_text.other_answer) == (1, 1, 1)
    page = difference_page(found)
    assert "output: 2 + 3 = 5." in page
    assert "→ Viis." in page


def test_a_run_is_compared_with_a_file_by_texts(tmp_path: Path) -> None:
    run = made(tmp_path)
    rows = [
        {"instruction": row["instruction"], "input": row["input"], "output": row["output"]} for row in published(run)
    ]
    rows[0]["output"] = "Rebane, jänes ja mäger."
    rows[1]["instruction"] = "  " + rows[1]["instruction"].upper()
    file = tmp_path / "alpaca.json"
    file.write_text(json.dumps([*rows, rows[2], {"instruction": "x"}], ensure_ascii=False), encoding="utf-8")
    found = difference(run.path, file)
    assert found.by_id is None
    assert found.settings == []
    assert found.b.fates == {"published": len(rows) + 1, "broken": 1}
    assert found.b.reasons["broken"] == {"output is missing, wanted text": 1}
    assert found.b.distinct == len(rows)
    assert found.by_text.same == len(rows) - 2
    assert (found.by_text.instructions, found.by_text.other_answer) == (len(rows), 2)
    assert "no id in common" in difference_page(found)
    assert "output is missing, wanted text" in difference_page(found)


def test_verbs_are_those_of_the_language_of_each_side(tmp_path: Path) -> None:
    run = made(tmp_path)
    file = tmp_path / "english.jsonl.gz"
    rows = [{"instruction": f"Describe the animal number {number}.", "output": "A bear."} for number in range(40)]
    file.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    found = difference(run.path, file)
    assert found.a.verbs["kirjeldama"] > 0
    assert found.b.verbs == {"describe": 1.0}
    assert (found.b.words["output"].mean, found.b.words["instruction"].median, found.b.with_input) == (2.0, 5.0, 0)


def test_the_same_run_does_not_differ(tmp_path: Path) -> None:
    run = made(tmp_path)
    found = difference(run.path, run.path)
    assert found.by_id is not None
    assert (found.by_id.changed, found.by_id.removed, found.by_id.added) == (0, 0, 0)
    assert (found.by_text.only_a, found.by_text.only_b, found.by_text.other_answer) == (0, 0, 0)


def test_a_side_without_any_record(tmp_path: Path) -> None:
    run = made(tmp_path)
    empty = made(tmp_path, "empty", steps=["{step: length, min_words: 90}"])
    found = difference(run.path, empty.path)
    assert found.b.words["output"].most == 0
    assert found.by_id is not None
    assert found.by_id.removed == len(published(run))
    assert difference_page(difference(empty.path, empty.path))


def test_what_cannot_be_compared(tmp_path: Path) -> None:
    run = made(tmp_path)
    with pytest.raises(DataError, match="no such run or file; did you mean run"):
        difference(run.path, tmp_path / "rum")
    (run.path / "index.json").unlink()
    with pytest.raises(DataError, match=r"no index\.json, so no whole dataset"):
        difference(run.path, run.path)


@pytest.mark.parametrize(
    ("reason", "wanted"),
    [
        ("output has 151 words, at most 150", "output has N words, at most N"),
        ("likeness 0.83, at most 0,7 wanted", "likeness N, at most N wanted"),
        ("holds U+001B at character 5", "holds U+001B at character N"),
        ("output says „2 + 2 = 5“, but it is 4", "output says „…“, but it is N"),
        ("withdrawn", "withdrawn"),
    ],
)
def test_reasons_are_counted_without_their_figures(reason: str, wanted: str) -> None:
    assert general(reason) == wanted


def test_steps_of_one_side_are_told_by_their_kind_alone(tmp_path: Path) -> None:
    old, new = made(tmp_path, "old"), made(tmp_path, "new", steps=STEPS[1:])
    found = {one.name: (one.a, one.b) for one in difference(old.path, new.path).settings}
    assert found["steps.length.step"] == ("length", "")
    assert [name for name in found if name.startswith("steps.")] == ["steps.length.step"]


def test_rows_of_files_have_numbers_as_ids(tmp_path: Path) -> None:
    for name, answer in (("a", "neli"), ("b", "viis")):
        rows = [{"id": number, "instruction": f"Arvuta {number}.", "output": "üks"} for number in range(3)]
        (tmp_path / f"{name}.json").write_text(json.dumps([*rows, {"id": 3, "instruction": "Loe.", "output": answer}]))
    found = difference(tmp_path / "a.json", tmp_path / "b.json")
    assert found.by_id is not None
    assert (found.by_id.same, found.by_id.changed) == (3, 1)
