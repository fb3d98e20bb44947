"""The report: figures that agree with the account, examples of what it says, and no text that becomes HTML."""

import asyncio
import json
from html.parser import HTMLParser
from pathlib import Path

import msgspec

import alpaca_est
from alpaca_est.pipeline import load
from alpaca_est.runs.build import build
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.report import Report

PIPELINE = """\
name: small
language: et
sources:
  - {name: s, path: s.jsonl}
steps:
  - {step: length, max_words: 8}
  - {step: wording}
  - {step: near_duplicate}
pool: {kind: thread, workers: 1}
"""
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>"


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes.update(name for name, _ in attrs)


def built(folder: Path) -> Path:
    (folder / "alpaca-est.toml").touch()
    rows = [{"instruction": f"Nimeta {n} lindu saarel {n}.", "output": "lind " * (n + 1)} for n in range(12)]
    rows.append({"instruction": f"Kirjelda {ATTACK} metsa.", "output": "Kahjuks ei saa ma sellega aidata. " * 3})
    (folder / "s.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    (folder / "p.yaml").write_text(PIPELINE, encoding="utf-8")
    asyncio.run(build(load(folder / "p.yaml"), RunFolder(folder / "run")))
    return folder / "run"


def test_figures_agree_with_the_account(tmp_path: Path) -> None:
    run = built(tmp_path)
    report = msgspec.json.decode((run / "report.json").read_bytes(), type=Report)
    steps = {step.name: step for step in report.steps}
    assert list(steps) == ["source", "length", "wording", "near_duplicate"]
    length = steps["length"]
    assert (length.count.inputs, length.count.rejected) == (13, 5)
    assert length.alone == 4
    assert length.overlap == {"wording": 1}
    assert steps["wording"].count.inputs == 8, "decisions are taken in order"
    assert steps["wording"].overlap == {"length": 1}, "but every filter measures every record"
    assert length.microseconds is not None
    assert length.microseconds > 0
    histogram = next(one for one in length.histograms if one.measure == "output_words")
    assert sum(histogram.counts) == 13
    assert histogram.thresholds == [8.0]
    assert {example.reason for example in length.went} >= {"output has 9 words, at most 8"}
    assert any(example.reason == "output_words 8, bound 8" for example in length.stayed)


def test_main_verbs_are_counted(tmp_path: Path) -> None:
    report = msgspec.json.decode((built(tmp_path) / "report.json").read_bytes(), type=Report)
    assert report.verbs[0].verb == "nimetama"
    assert report.verbs[0].objects == [("lind", report.verbs[0].count)]


def test_texts_of_records_never_become_html(tmp_path: Path) -> None:
    page = (built(tmp_path) / "report.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(page)
    assert "&lt;script&gt;" in page
    assert tags.found.isdisjoint({"script", "img", "iframe", "object"})
    assert not any(name.startswith("on") for name in tags.attributes)


def test_a_second_publication_writes_the_same_report(tmp_path: Path) -> None:
    run = built(tmp_path)
    before = (run / "report.json").read_bytes()
    from alpaca_est.runs.publish import publish

    publish(RunFolder(run))
    assert (run / "report.json").read_bytes() == before


def test_a_run_is_a_table(tmp_path: Path) -> None:
    table = alpaca_est.frame(built(tmp_path))
    assert table["fate"].value_counts().to_dict()["rejected"] >= 5
    assert table.loc["s:008/0", "reason"] == "output has 9 words, at most 8"
    assert table.loc["s:008/0", "length.output_words"] == 9
