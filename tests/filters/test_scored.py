"""Scores from elsewhere."""

import json
from pathlib import Path

import pytest

from alpaca_est.decision import judged
from alpaca_est.errors import PipelineError
from alpaca_est.filters.scored import Line, Scored, Scores
from alpaca_est.pipeline import load
from alpaca_est.record import Record, Rejected

RECORD = Record(id="a:000/0", instruction="Nimeta lind.", output="Ööbik.")


def step(score: float, sha256: str = "", **bounds: float) -> Scored:
    return Scored(name="comet", file=Scores((), {"a:000/0": Line("a:000/0", score, sha256)}), **bounds)


def test_a_score_decides_where_its_text_is_the_same():
    [kept] = step(0.9, flag_below=0.85).run([RECORD])
    assert (kept.flags, kept.scores) == ((), {"comet.score": 0.9})
    [flagged] = step(0.8, judged(RECORD), flag_below=0.85).run([RECORD])
    assert flagged.flags[0].reason == "comet is 0.800, at least 0.85 wanted"
    [rejected] = step(0.4, reject_below=0.5, flag_below=0.85).run([RECORD])
    assert isinstance(rejected, Rejected)
    [other] = step(0.1, "0" * 64, reject_below=0.5).run([RECORD])
    assert other == RECORD
    [unknown] = Scored(reject_below=0.5).run([RECORD])
    assert unknown == RECORD


def test_files_are_read_when_the_pipeline_loads(tmp_path: Path):
    (tmp_path / "alpaca-est.toml").touch()
    (tmp_path / "t.jsonl").write_text('{"instruction": "Nimeta lind.", "output": "x"}\n', "utf-8")
    (tmp_path / "s.jsonl").write_text(json.dumps({"id": "a:000/0", "score": 0.5}) + "\n", "utf-8")
    text = "name: p\nlanguage: et\nsources: [{name: a, path: t.jsonl}]\nsteps: [{step: scored, file: s.jsonl}]\n"
    (tmp_path / "p.yaml").write_text(text, "utf-8")
    [scored] = load(tmp_path / "p.yaml").pipeline.steps
    assert scored.file.lines == {"a:000/0": Line("a:000/0", 0.5)}
    (tmp_path / "s.jsonl").write_text('{"id": "a"}\n', "utf-8")
    with pytest.raises(PipelineError, match=r"s\.jsonl:1: .*score.*, wanted"):
        load(tmp_path / "p.yaml")
