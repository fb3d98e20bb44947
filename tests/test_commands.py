"""diff, export and the decisions of publish as people type them, in processes of their own."""

import json
import subprocess
import sys
from pathlib import Path

from tests.small import decide, lines, made, published


def alpaca_est(*words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", "from alpaca_est.cli import main; main()", *map(str, words)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_diff_prints_a_page_or_one_object(tmp_path: Path) -> None:
    made(tmp_path, "old")
    made(tmp_path, "new", steps=["{step: length, max_words: 3}"])
    page = alpaca_est("diff", "old", "new", folder=tmp_path)
    assert (page.returncode, page.stderr) == (0, "")
    assert "steps.length.max_words: 12 → 3" in page.stdout
    assert "rejected by length: output has N words, at most N" in page.stdout
    found = json.loads(alpaca_est("diff", "old", "new.jsonl", "--json", folder=tmp_path).stdout)
    assert (found["by_id"], found["by_text"]["only_a"]) == (None, 0)


def test_diff_of_nothing_is_one_line(tmp_path: Path) -> None:
    made(tmp_path, "old")
    done = alpaca_est("diff", "old", "oldd", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("oldd: no such run or file; did you mean old")
    assert done.stderr.count("\n") == 1


def test_export_says_what_it_wrote(tmp_path: Path) -> None:
    run = made(tmp_path)
    done = alpaca_est("export", "run", "--to", "parquet", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("run/export/parquet: rows and bytes\n")
    assert (run.path / "export" / "parquet" / "README.md").is_file()
    wrong = alpaca_est("export", "run", "--to", "excel", folder=tmp_path)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)


def test_publish_withdraws_and_carries_decisions(tmp_path: Path) -> None:
    old, new = made(tmp_path, "old"), made(tmp_path, "new")
    decide(old, "s:003/0", "accept")
    command = ("publish", "new", "--decisions", "old", "--withdraw", "s:000/0", "--json")
    done = alpaca_est(*command, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "decisions carried over: 1\n")
    ids = {row["id"] for row in published(new)}
    assert "s:003/0" in ids
    assert "s:000/0" not in ids
    assert json.loads(done.stdout)["published"] == len(ids)
    assert [row["reason"] for row in lines(new.path / "rejected.jsonl") if row["id"] == "s:000/0"] == ["withdrawn"]
    wrong = alpaca_est("publish", "new", "--withdraw", "s:999/0", folder=tmp_path)
    assert wrong.returncode == 1
    assert wrong.stderr == "new: s:999/0 is no record of this run, wanted the id of a published record\n"
