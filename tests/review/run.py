"""A small run with flagged records, made by the real engine from a file."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from alpaca_est.runs.folder import RunFolder

PIPELINE = """\
name: reviewed
language: et
target: {target}
sources:
  - {{name: file, path: rows.jsonl, licence: CC0-1.0, batch: 50, rounds: 1}}
steps:
  - {{step: length, max_words: 400}}
  - {{step: arithmetic}}
pool: {{kind: thread}}
publish: {{licence: CC0-1.0}}
"""
TASKS = (
    ("Arvuta, kui palju maksavad {n} piletit, kui üks maksab 2 eurot.", "{n} · 2 = {wrong} eurot.", True),
    ("Kirjuta lause, milles on arv {n}.", "Laual on {n} õuna.", False),
)


def rows(flagged: int, plain: int) -> list[dict[str, str]]:
    """So many records with a wrong sum, and so many without a fault."""
    wrong, right = TASKS[0], TASKS[1]
    return [
        {"instruction": wrong[0].format(n=n), "input": "", "output": wrong[1].format(n=n, wrong=2 * n + 1)}
        for n in range(2, flagged + 2)
    ] + [{"instruction": right[0].format(n=n), "input": "", "output": right[1].format(n=n)} for n in range(plain)]


def make(folder: Path, records: Sequence[dict[str, str]], *, target: str = "null") -> RunFolder:
    """Build a run from records."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "alpaca-est.toml").touch()
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (folder / "rows.jsonl").write_text(lines, encoding="utf-8")
    (folder / "reviewed.yaml").write_text(PIPELINE.format(target=target), encoding="utf-8")
    run = RunFolder(folder / "run")
    command = [sys.executable, "-c", "from alpaca_est.cli import main; main()", "build", str(folder / "reviewed.yaml")]
    subprocess.run([*command, "--run", str(run.path)], check=True, capture_output=True)
    return run
