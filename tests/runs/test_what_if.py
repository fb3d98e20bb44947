"""What-if agrees with a real rerun, and says where its knowledge ends."""

import asyncio
import json
from pathlib import Path

import pytest

from alpaca_est.errors import AlpacaEstError
from alpaca_est.pipeline import load
from alpaca_est.runs.build import build
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.pages import what_if_page
from alpaca_est.runs.what_if import tallies, what_if

PIPELINE = """\
name: small
language: et
sources:
  - {name: s, path: s.jsonl}
steps:
  - {step: length, max_words: 8}
  - {step: language}
  - {step: wording}
  - {step: near_duplicate}
pool: {kind: thread, workers: 1}
"""


def project(folder: Path) -> Path:
    (folder / "alpaca-est.toml").touch()
    rows = [
        {"instruction": f"Nimeta {number} looma, kes elavad {place}.", "output": " ".join(["karu"] * (number % 12 + 1))}
        for number, place in enumerate(["metsas", "meres", "laudas", "linnas", "rabas"] * 12)
    ]
    rows.append({"instruction": "Kirjelda lumist metsa.", "output": "Kahjuks ei saa ma sellega aidata."})
    rows.append({"instruction": "Kirjelda lumist randa.", "output": "It was a cold day at the beach."})
    (folder / "s.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    (folder / "p.yaml").write_text(PIPELINE, encoding="utf-8")
    return folder / "p.yaml"


def built(pipeline: Path, run: Path, *changes: str) -> RunFolder:
    folder = RunFolder(run)
    asyncio.run(build(load(pipeline, changes), folder))
    return folder


def sides(run: RunFolder) -> dict[str, str]:
    """Which side each record was on after the first hop of a run."""
    entry = run.journal.read("00-length", 0)
    assert entry is not None
    kept = {record.id: "flagged" if record.flags else "kept" for record in entry.result.records}
    return {**kept, **{outcome.id: "rejected" for outcome in entry.result.left}}


@pytest.mark.parametrize(
    "changes",
    [
        ["steps.length.max_words=3"],
        ["steps.length.max_words=11"],
        ["steps.length.max_words=null"],
        ["steps.language.reject_below=0", "steps.language.flag_below=0.95"],
        ["steps.wording.refusals=flag"],
    ],
)
def test_it_agrees_with_a_real_rerun_up_to_the_stage_it_names(tmp_path: Path, changes: list[str]) -> None:
    pipeline = project(tmp_path)
    run = built(pipeline, tmp_path / "a")
    answer = what_if(run, changes)
    again = built(pipeline, tmp_path / "b", *changes)
    before, after = sides(run), sides(again)
    assert len(before) == 62
    wanted = {one: f"{old} → {after[one]}" for one, old in before.items() if old != after[one]}
    assert wanted
    assert sum(answer.moves.values()) == len(wanted)
    assert {move: list(wanted.values()).count(move) for move in set(wanted.values())} == answer.moves
    assert answer.exact_up_to == "near_duplicate"
    assert answer.to_run == sum(move.startswith("rejected") for move in wanted.values())
    assert all(wanted[change.id] == f"{change.before} → {change.after}" for change in answer.examples)


def test_nothing_changes_where_nothing_is_changed(tmp_path: Path) -> None:
    run = built(project(tmp_path), tmp_path / "a")
    answer = what_if(run, ["steps.length.max_words=8"])
    assert answer.moves == {}
    assert answer.settings == ["nothing changes: the run has these settings already"]


def test_the_page_says_what_is_not_known(tmp_path: Path) -> None:
    run = built(project(tmp_path), tmp_path / "a")
    answer = what_if(run, ["steps.length.max_words=11"])
    page = what_if_page(answer)
    assert "steps.length.max_words: was 8, now 11" in page
    assert "exact up to near_duplicate" in page
    assert f"{answer.to_run} records would have to be run from near_duplicate on" in page
    assert [side for side, _, _ in tallies(answer)] == ["kept", "flagged", "rejected"]


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ([], "nothing to change, wanted --set"),
        (["target=5"], ""),
        (["steps.language.min_words=1"], "this changes what is measured, wanted a new run for this: --run"),
        (["steps.near_duplicate.reject_above=0.6"], "what-if changes decisions of filters only"),
        (["seed=3"], "what-if changes decisions of filters only"),
        (["steps.lenght.max_words=3"], "no step 'lenght'; did you mean length?"),
    ],
)
def test_what_it_cannot_answer_is_refused_by_name(tmp_path: Path, changes: list[str], wanted: str) -> None:
    run = built(project(tmp_path), tmp_path / "a")
    if not wanted:
        assert what_if(run, changes).moves == {}
        return
    with pytest.raises(AlpacaEstError) as caught:
        what_if(run, changes)
    assert wanted in str(caught.value)
