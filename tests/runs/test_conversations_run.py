"""A run of conversations, which only the view `messages` holds: every command tells the same of it."""

import asyncio
import json
from pathlib import Path

import pytest

import alpaca_est
from alpaca_est.runs.dataset.validate import validate
from alpaca_est.runs.decided import withdraw
from alpaca_est.runs.difference import difference
from alpaca_est.runs.explain import explain
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish
from alpaca_est.runs.summary import account_page
from alpaca_est.templates import chat, record_of
from tests.small import made

TALK = (("user", "Mis on leib?"), ("assistant", "Küpsetis."), ("user", "Ja sai?"), ("assistant", "Nisuleib."))
ROWS = (
    {"messages": [{"role": role, "content": text} for role, text in TALK]},
    {"instruction": "Nimeta kolm metslooma.", "input": "Euroopas", "output": "Karu, hunt ja ilves."},
)


def conversations(folder: Path, run: str = "run", view: str = "messages") -> RunFolder:
    return made(folder, run, rows=ROWS, steps=(), publish={"formats": [view]})


def test_report_table_and_life_agree_with_the_dataset(tmp_path: Path) -> None:
    run = conversations(tmp_path)
    told = json.loads((run.path / "report.json").read_text("utf-8"))
    assert [(one["published"], one["rejected"]) for one in told["records"]["sources"]] == [(2, 0)]
    assert told["records"]["reasons"] == []
    assert list(alpaca_est.frame(run.path).fate) == ["published", "published"]
    assert asyncio.run(explain(run, "s:000/0")).fate == "published"


def test_the_report_shows_what_was_said_before(tmp_path: Path) -> None:
    told = json.loads((conversations(tmp_path).path / "report.json").read_text("utf-8"))
    assert told["records"]["reading"][0]["texts"] == {
        "before": "user: Mis on leib?\n\nassistant: Küpsetis.",
        "instruction": "Ja sai?",
        "output": "Nisuleib.",
    }


def test_what_no_step_rejected_and_no_view_holds_is_told_at_the_end(tmp_path: Path) -> None:
    run = conversations(tmp_path, view="alpaca")
    told = "  1 of them passed every step and cannot be published: has 2 earlier turns, which alpaca has no column for"
    assert told in account_page(publish(run), run.path)
    assert "passed every step" not in account_page(publish(conversations(tmp_path, "b")), run.path)


def test_a_conversation_can_be_withdrawn(tmp_path: Path) -> None:
    run = conversations(tmp_path)
    assert withdraw(run, ["s:000/0"]) == 1
    assert publish(run).published == 1
    assert validate(run.path) == []


def test_a_row_of_every_view_is_a_record_again(tmp_path: Path) -> None:
    rows = {}
    for view in ("messages", "prompt_completion"):
        run = conversations(tmp_path, view, view)
        [shard] = (run.path / "data" / view).iterdir()
        rows[view] = [json.loads(line) for line in shard.read_text("utf-8").splitlines()]
    said = chat(record_of(rows["messages"][0]), plain=True)
    assert [(message.role, message.content) for message in said] == list(TALK)
    task = record_of(rows["prompt_completion"][0])
    assert (task.instruction, task.output) == ("Nimeta kolm metslooma.\n\nEuroopas", "Karu, hunt ja ilves.")
    assert chat(record_of(rows["messages"][1]), 3) == chat(task, 3)


@pytest.mark.parametrize("view", ["messages", "prompt_completion", "alpaca"])
def test_runs_of_different_views_are_compared(view: str, tmp_path: Path) -> None:
    a, b = conversations(tmp_path, "a"), conversations(tmp_path, "b", view)
    found = difference(a.path, b.path)
    there = 2 if view == "messages" else 1
    assert (found.a.published, found.b.published, found.by_text.same) == (2, there, there)
    assert found.by_id is not None
    assert (found.by_id.same, found.by_id.changed, found.by_id.removed) == (there, 0, 2 - there)


def test_a_run_of_conversations_is_compared_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "alpaca.json"
    path.write_text(json.dumps([ROWS[1]], ensure_ascii=False), "utf-8")
    found = difference(conversations(tmp_path).path, path)
    assert (found.by_text.same, found.by_text.only_a, found.by_text.only_b) == (1, 1, 0)
