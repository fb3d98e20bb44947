"""Packets go out and come back: nothing is lost, nothing is added twice, no cell is a formula."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alpaca_est import decision as decisions_
from alpaca_est.errors import DataError
from alpaca_est.review.exchange import FORMATS, Format, Merged, hand_out, merge
from alpaca_est.review.packets import FORMULA, guarded, unguarded
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish
from tests.review.payloads import PAYLOADS
from tests.review.run import make

NOW = "2026-11-21T09:00:00+00:00"


def filled(path: Path, form: Format, verdicts: list[str], edit: str = "Parandatud vastus.") -> None:
    """Answer the first records of a file as people would."""
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        for row, verdict in zip(rows, verdicts, strict=False):
            row |= {"verdict": verdict, "by": "mari", "reasons": "fact, language" if verdict == "reject" else ""}
            row |= {"new_output": edit} if verdict == "edit" else {}
        file = io.StringIO(newline="")
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(file.getvalue(), encoding="utf-8")
    elif form == "label-studio":
        tasks = json.loads(path.read_text())
        for task, verdict in zip(tasks, verdicts, strict=False):
            result = task["predictions"][0]["result"]
            result.append({"from_name": "verdict", "type": "choices", "value": {"choices": [verdict]}})
            if verdict == "reject":
                result.append({"from_name": "reasons", "type": "choices", "value": {"choices": ["fact", "language"]}})
            if verdict == "edit":
                result[2]["value"]["text"] = [edit]
            task["annotations"] = [{"completed_by": {"id": 1, "email": "mari"}, "result": result}]
        path.write_text(json.dumps(tasks))
    else:
        records = [json.loads(line) for line in path.read_text().splitlines()]
        for record, verdict in zip(records, verdicts, strict=False):
            told = {"verdict": verdict, "new_output": edit if verdict == "edit" else record["fields"]["output"]}
            told |= {"reasons": ["fact", "language"]} if verdict == "reject" else {}
            record["responses"] = {name: [{"user_id": "mari", "value": value}] for name, value in told.items()}
        path.write_text("".join(json.dumps(record) + "\n" for record in records))


@pytest.mark.parametrize("form", FORMATS)
def test_there_and_back(run: RunFolder, tmp_path: Path, form: Format) -> None:
    path = tmp_path / "packet"
    assert hand_out(run, path, form, 10) == 10
    filled(path, form, ["accept", "edit", "reject", "unsure"])
    assert merge(run, path, form, "", NOW) == Merged(4, 0, 6 if form == "csv" else 0)
    assert merge(run, path, form, "", NOW).added == 0, "the same file adds nothing"
    found = decisions_.log(run.decisions)[0]
    assert [(one.verdict, one.by) for one in found] == [(v, "mari") for v in ("accept", "edit", "reject", "unsure")]
    assert found[1].edit == {"output": "Parandatud vastus."}
    assert list(found[1].was) == ["output"]
    assert found[1].was["output"].endswith("eurot.")
    assert found[2].reasons == ("fact", "language")
    account = publish(run)
    assert (account.published, account.rejected, account.flagged) == (42, 1, 57)
    assert hand_out(run, path, form) == 57


@pytest.mark.parametrize("form", FORMATS)
def test_a_changed_text_is_refused_with_a_list(run: RunFolder, tmp_path: Path, form: Format) -> None:
    path = tmp_path / "packet"
    hand_out(run, path, form, 5)
    filled(path, form, ["accept"] * 5)
    other = make(tmp_path / "other", [{"instruction": "Liida arvud kokku.", "input": "", "output": "2 + 2 = 5 eurot."}])
    with pytest.raises(DataError) as caught:
        merge(other, path, form, "", NOW)
    assert "its text has changed" in caught.value.problems[0]
    assert "not a record of this run" in caught.value.problems[1]
    assert len(caught.value.problems) == 6
    assert not other.decisions.exists()


@pytest.mark.parametrize(
    ("verdict", "problem"), [("maybe", "verdict 'maybe'"), ("edit", "output is blank")], ids=["verdict", "blank"]
)
def test_wrong_answers_are_refused(run: RunFolder, tmp_path: Path, verdict: str, problem: str) -> None:
    path = tmp_path / "packet.csv"
    hand_out(run, path, "csv", 2)
    filled(path, "csv", ["accept", verdict], edit=" ")
    with pytest.raises(DataError, match=problem):
        merge(run, path, "csv", "", NOW)
    assert not run.decisions.exists()


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"\xff", b"{}", b"[1]"])
@pytest.mark.parametrize("form", FORMATS)
def test_other_files_are_refused(run: RunFolder, tmp_path: Path, form: Format, content: bytes) -> None:
    path = tmp_path / "packet"
    path.write_bytes(content)
    if content == b"{}" and form == "argilla":
        content = b'{"responses": {"verdict": [{}]}}'
        path.write_bytes(content)
    with pytest.raises(DataError):
        merge(run, path, form, "", NOW)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    records = [{"instruction": f"{p} ja veel", "input": p, "output": f"2 + 2 = 5 eurot.\n{p}"} for p in PAYLOADS]
    run = make(tmp_path / "project", records)
    path = tmp_path / "packet.csv"
    assert hand_out(run, path, "csv") == len(PAYLOADS)
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]
    filled(path, "csv", ["edit"] * len(PAYLOADS), edit="=1+1")
    merge(run, path, "csv", "", NOW)
    found = decisions_.log(run.decisions)[0]
    assert {tuple(one.edit.items()) for one in found} == {(("output", "=1+1"),)}, "what nobody changed is no edit"


@given(st.text())
def test_the_guard_is_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(FORMULA)
