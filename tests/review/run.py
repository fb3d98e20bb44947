"""A small run with flagged records, made by the real engine from a file."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from alpaca_est.record import Flag, Record, Sample
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.journal import encode, head_of
from alpaca_est.runs.stages import Count, Result, cut

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


TRANSLATED = (
    (
        Sample(
            lang="en",
            instruction="Explain why the sky is blue.",
            output="Sunlight is made of all colours.\n\nAir scatters blue light more than red, so the sky looks blue.",
        ),
        {
            "instruction": "Selgita, miks taevas on sinine.",
            "output": "Päikesevalgus koosneb kõigist värvidest.\n\nÕhk hajutab sinist valgust punasest rohkem, seega "
            "näib taevas sinine 🌤️ ja 12\u00a0km kõrgusel tume.",
        },
        Flag(step="translation_numbers", reason="numbers 12 stand in one of the two texts only", score=1.0,
             span=("output", 117, 119)),
    ),
    (
        Sample(lang="en", instruction="Name three fruits.", output="Apple, pear and plum."),
        {"instruction": "Nimeta kolm puuvilja.", "output": "Õun, pirn ja\u200b ploom."},
        Flag(step="translation_length", reason="translated output is 1.02 as long as its original"),
    ),
    (
        Sample(lang="et", instruction="Kirjuta luuletus", output="Kevad tuleb,lumi sulab."),
        {"instruction": "Kirjuta luuletus kevadest.", "output": "Kevad tuleb, lumi sulab."},
        Flag(step="typography", reason="no space after a comma", score=1.0),
    ),
)  # fmt: skip


def translated(folder: Path, times: int = 4) -> RunFolder:
    """A run of translated and mended records, its journal written as the engine writes it."""
    run = make(folder, rows(1, 0))
    loaded = run.loaded()
    records = []
    for number in range(times * len(TRANSLATED)):
        original, texts, flag = TRANSLATED[number % len(TRANSLATED)]
        identity = f"file:{number:03d}/0"
        records.append(Record(id=identity, lang="et", original=original, made_by="translate", flags=(flag,), **texts))
    [stage] = cut(loaded.pipeline.chain(loaded.pipeline.sources[0]))
    count = len(records)
    counts = {key: Count(count, 0, count) for key in ("source", "length", "arithmetic")}
    result = Result(records, [], counts)
    run.journal.write(stage.name, 0, encode(head_of(0, "file", 0, [stage.name], result), result))
    return run
