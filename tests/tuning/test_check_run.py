"""The whole check on a real run with a real tiny base."""

import asyncio

import msgspec
import pytest
from building import SMALL, built
from click.testing import CliRunner

from alpaca_est.cli import main
from alpaca_est.errors import CheckError, Interrupted
from alpaca_est.tuning.rows import published
from alpaca_est.tuning.running import run_check
from tests.looking import faults

SHOWN = ("check.html", "check.json", "rows.jsonl", "adapter/adapter_model.safetensors", "adapter/README.md")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return asyncio.run(built(tmp_path_factory.mktemp("project")))


@pytest.fixture(scope="module")
def items(run):
    """A test set of two items; a row of the run holds the first."""
    row = max(published(run).rows, key=lambda row: len(row.instruction))
    path = run.parent / "items.txt"
    path.write_text(f"{row.instruction}\nMitu sammu astus mölder Jaagup vanast veskist jõeni?\n", "utf-8")
    return (str(path),)


def seen(run):
    return {name: (run / "check" / name).read_bytes() for name in SHOWN}


def say(part, done, total):
    assert 0 <= done <= total


def test_a_check_that_was_stopped_gives_the_same_figures(run, items):
    def stop(part, done, total):
        if part == "fold-1" and done:
            raise KeyboardInterrupt

    report = run_check(run, SMALL, say=say, against=items)
    whole = seen(run)
    for work in (run / "check").glob("work-*"):
        for kept in work.glob("*.json"):
            kept.unlink()
    with pytest.raises(Interrupted, match="the same command goes on"):
        run_check(run, SMALL, say=stop, against=items)
    assert msgspec.to_builtins(run_check(run, SMALL, say=say, against=items)) == msgspec.to_builtins(report)
    assert seen(run) == whole
    assert {study.name for study in report.studies} == {"data", "random_labels", "answers_only", "share_25", "share_6"}
    assert {source.source for source in report.sources} == {"morphology", "figures"}
    assert report.judged == 160
    assert report.verdict.count(". ") == 0
    assert b"<script" not in whole["check.html"]
    assert [one.copies for one in report.exposures] == [0, 1, 2, 4, 8, 16]
    assert {place for _, place in report.overlaps.contaminated} == {"items.txt:1"}
    assert {(one.place, one.held) for one in report.leaks.items} == {("items.txt:1", True), ("items.txt:2", False)}
    assert {source.written.count for source in report.sources} == {52}


def test_every_row_has_a_line_for_the_review_queue(run, items):
    run_check(run, SMALL, say=say, against=items)
    lines = [msgspec.json.decode(line) for line in (run / "check/rows.jsonl").read_bytes().splitlines()]
    assert len({line["id"] for line in lines}) == len(lines) == 160
    assert [line["outlier"] for line in lines] == sorted((line["outlier"] for line in lines), reverse=True)
    assert all(bool(line["reasons"]) is line["flagged"] for line in lines)
    assert {"match", "letters", "far"} <= set(lines[0]["signals"])


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_nothing_is_wrong_with_the_page(run, items, browser, width, scheme):
    run_check(run, SMALL, say=say, against=items)
    assert faults(browser, run / "check/check.html", width, scheme) == []


def test_a_budget_leaves_parts_out_and_names_them(run):
    run_check(run, SMALL, say=say)
    assert (run / "check/adapter").is_dir()
    report = run_check(run, msgspec.structs.replace(SMALL, seed=43), say=say, minutes=1e-6)
    assert report.left_out
    assert "budget" in report.verdict
    assert not (run / "check/adapter").exists()  # that of the earlier check is not this one's


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"model": "no/such/model/here"}, CheckError, "--model no/such/model/here: no model there"),
        ({"device": "cuda"}, CheckError, "--device cuda: no GPU"),
        ({"device": "toaster"}, CheckError, "--device toaster: no device of torch's"),
        ({"qlora": True}, CheckError, "--qlora: the tiny base is not held in 4 bits"),
        ({"limit": 8}, CheckError, "no row has an answer token within 8 tokens"),
    ],
)
def test_what_cannot_work_is_refused_in_one_line(run, changed, error, message):
    with pytest.raises(error, match=message) as refused:
        run_check(run, msgspec.structs.replace(SMALL, **changed), say=say)
    assert len(refused.value.problems) == 1


def test_a_folder_without_a_run_is_refused(tmp_path):
    found = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert found.exit_code == 1
    assert "no manifest.json" in found.stderr
