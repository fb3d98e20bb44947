"""Records are taken back, and decisions of one run hold in another."""

from functools import partial
from pathlib import Path

import pytest

from alpaca_est import decision as decisions_
from alpaca_est.errors import RunError
from alpaca_est.runs.content import rows
from alpaca_est.runs.dataset.validate import validate
from alpaca_est.runs.decided import carry, withdraw
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish
from tests.small import ROWS, decide, lines, made, published


def ids(run: RunFolder) -> set[str]:
    return {row["id"] for row in published(run)}


def test_a_withdrawn_record_is_rejected_as_withdrawn_and_stays_so(tmp_path: Path) -> None:
    run = made(tmp_path)
    assert "s:001/0" in ids(run)
    assert withdraw(run, ["s:001/0"]) == 1
    for _ in range(2):
        publish(run)
        assert "s:001/0" not in ids(run)
        [row] = [row for row in lines(run.path / "rejected.jsonl") if row["id"] == "s:001/0"]
        assert (row["step"], row["reason"]) == ("review", "withdrawn")
        assert validate(run.path, partial(rows, run)) == []
    assert withdraw(run, ["s:001/0"]) == 0


def test_a_record_that_people_edited_can_be_withdrawn(tmp_path: Path) -> None:
    run = made(tmp_path)
    decide(run, "s:003/0", "edit", edit={"output": "2 + 3 = 5."})
    publish(run)
    assert "s:003/0" in ids(run)
    withdraw(run, ["s:003/0"])
    publish(run)
    assert "s:003/0" not in ids(run)


def test_withdrawing_moves_the_mark_on(tmp_path: Path) -> None:
    run = made(tmp_path, target=2)
    before = ids(run)
    withdraw(run, [min(before)])
    publish(run)
    assert len(ids(run)) == len(before) == 2


def test_only_what_is_published_can_be_withdrawn(tmp_path: Path) -> None:
    run = made(tmp_path)
    with pytest.raises(RunError) as problem:
        withdraw(run, ["s:003/0", "s:005/0", "s:099/0", "s:001/0"])
    flagged, rejected, unknown = problem.value.problems
    assert "s:003/0 is flagged (output says" in flagged
    assert "s:005/0 is rejected (" in rejected
    assert unknown.endswith("s:099/0 is no record of this run, wanted the id of a published record")
    assert not run.decisions.exists()


def test_decisions_are_carried_over_by_id_and_text(tmp_path: Path) -> None:
    old = made(tmp_path, "old")
    decide(old, "s:003/0", "edit", edit={"output": "2 + 3 = 5."}, by="mari")
    decide(old, "s:006/0", "accept")
    decide(old, "s:000/0", "reject", reason="igav")
    decide(old, "s:001/0", "reject", reason="igav")
    changed = [dict(row) for row in ROWS[:-1]]
    changed[0]["output"] = "Karu, hunt ja rebane."
    new = made(tmp_path, "new", rows=changed)
    decide(new, "s:001/0", "accept")
    found = carry(new, old)
    assert (found.carried, found.other_text, found.unknown, found.decided, found.rejected) == (1, 1, 1, 1, 0)
    assert found.told == (
        "decisions carried over: 1; left: 1 decided here already, 1 judged another text, 1 about no record of this run"
    )
    publish(new)
    [row] = [row for row in published(new) if row["id"] == "s:003/0"]
    assert row["output"] == "2 + 3 = 5."
    assert {"s:000/0", "s:001/0"} <= ids(new)
    decisions, warning = decisions_.read(new.decisions)
    assert (decisions["s:003/0"].by, warning) == ("mari", "")
    assert carry(new, old).carried == 0


def test_a_decision_about_what_a_step_rejects_here_is_only_counted(tmp_path: Path) -> None:
    old = made(tmp_path, "old")
    decide(old, "s:003/0", "accept")
    new = made(tmp_path, "new", steps=["{step: length, max_words: 4}"])
    found = carry(new, old)
    assert (found.carried, found.rejected) == (0, 1)


def test_a_run_without_decisions_has_nothing_to_carry(tmp_path: Path) -> None:
    run = made(tmp_path)
    with pytest.raises(RunError, match=r"nowhere: no decisions\.jsonl, wanted a run that people have decided on"):
        carry(run, RunFolder(tmp_path / "nowhere"))


def test_appending_takes_a_torn_line_away_first(tmp_path: Path) -> None:
    run = made(tmp_path)
    decide(run, "s:003/0", "accept")
    with run.decisions.open("ab") as file:
        file.write(b'{"id":"s:004/0","verd')
    withdraw(run, ["s:004/0"])
    decisions, warning = decisions_.read(run.decisions)
    assert ([*decisions], warning) == (["s:003/0", "s:004/0"], "")
