"""The report: figures that agree with the account, examples of what it says, and no text that becomes HTML."""

import asyncio
import json
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

import alpaca_est
from alpaca_est.llm.ledger import Ledger
from alpaca_est.pipeline import load
from alpaca_est.record import Record, Sample
from alpaca_est.runs.build import build
from alpaca_est.runs.costs import costs
from alpaca_est.runs.fates import Account
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.report import Report
from alpaca_est.runs.report.neighbours import Neighbours
from alpaca_est.runs.report.pictures import sunburst
from alpaca_est.runs.report.reasons import pattern
from alpaca_est.runs.report.records import Portrait
from alpaca_est.runs.report.tokens import tokenizers
from alpaca_est.runs.report.verbs import VerbFacts
from tests.small import made

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
        self.ids: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links |= {value for name, value in attrs if name in ("href", "src") and value}


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


def told(folder: Path) -> Report:
    return msgspec.json.decode((built(folder) / "report.json").read_bytes(), type=Report)


def test_main_verbs_are_counted(tmp_path: Path) -> None:
    [verb] = told(tmp_path).records.verbs
    assert (verb.verb, verb.count, verb.objects) == ("nimetama", 8, [("lind", 8)])


def test_what_became_of_each_source_adds_up(tmp_path: Path) -> None:
    report = told(tmp_path)
    [source] = report.records.sources
    assert (source.name, source.made, source.published, source.rejected) == ("s", 13, 8, 5)
    assert source.median_words == {"instruction": 5.0, "input": 0.0, "output": 4.5}
    assert report.records.languages == {"et": 8}
    assert report.records.lengths["output"].most == 8
    assert report.records.lengths["input"].of == 0, "empty inputs have no length"


def test_reasons_that_differ_in_what_was_measured_are_one(tmp_path: Path) -> None:
    reasons = {(one.reason, one.fate): one for one in told(tmp_path).records.reasons}
    assert reasons["output has … words, at most 8", "rejected"].count == 5
    assert len(reasons["output has … words, at most 8", "rejected"].examples) == 3


@pytest.mark.parametrize(
    ("reason", "same"),
    [
        ("instruction is 0.909 like seed:003/0/0, at most 0.7 wanted", "instruction is … like …, at most 0.7 wanted"),
        (
            "output looks like English (0.01 Estonian), at least 0.5 wanted",
            "output looks like English (…), at least 0.5 wanted",
        ),
        ("output refuses with „Kahjuks, ei saa“, an answer wanted", "output refuses with „…“, an answer wanted"),
        ("output has U+200B at character 3, none wanted", "output has U+200B at character …, none wanted"),
        ("rejected by a person", "rejected by a person"),
        ("", ""),
    ],
)
def test_the_pattern_of_a_reason(reason: str, same: str) -> None:
    assert pattern(reason) == same


def test_all_records_can_be_read_where_there_are_few(tmp_path: Path) -> None:
    reading = told(tmp_path).records.reading
    assert len(reading) == 8
    assert reading[0].texts == {"instruction": "Nimeta 0 lindu saarel 0.", "output": "lind"}


def test_neighbours_are_the_nearest_earlier_tasks(tmp_path: Path) -> None:
    neighbours = told(tmp_path).records.neighbours
    assert (neighbours.of, neighbours.found) == (8, 7)
    assert all(0.4 < pair.similarity <= 1 for pair in neighbours.pairs)


def test_neighbours_differ_in_signs_too() -> None:
    neighbours = Neighbours()
    for number, signs in enumerate(("☆◇☆◇", "☆◇☆◇", "□□□□")):
        neighbours.take(Record(id=f"s:{number:03d}/0", instruction="Leia reegel.", input=signs))
    assert [round(similarity, 2) for similarity, _, _ in neighbours.near] == [1.0, 0.43]


def test_without_a_tokenizer_tokens_are_estimated_and_that_is_said(tmp_path: Path) -> None:
    run = built(tmp_path)
    [facts] = msgspec.json.decode((run / "report.json").read_bytes(), type=Report).records.tokens
    assert facts.estimated
    assert "are estimated: 4 characters a token in English" in (run / "report.html").read_text("utf-8")


def test_a_named_tokenizer_counts_estonian_against_english(tmp_path: Path) -> None:
    spm = pytest.importorskip("sentencepiece")
    text = tmp_path / "text.txt"
    text.write_text("the bird sings in the old forest and the bird sleeps\n" * 50, encoding="utf-8")
    spm.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(tmp_path / "tiny"), vocab_size=40, minloglevel=2, hard_vocab_limit=False
    )
    [tokens], broken = tokenizers({"tiny": "tiny.model"}, tmp_path)
    english = Sample(lang="en", instruction="the bird sings", output="the old forest")
    tokens.take(Record(id="s:000/0", lang="et", instruction="lind laulab", output="vana mets", original=english))
    facts = tokens.facts()
    fertility = {one.lang: one.fertility for one in facts.languages}
    assert not broken
    assert not facts.estimated
    assert fertility["et"] > fertility["en"] > 0, "a vocabulary of English words costs Estonian more"
    assert facts.pairs[0] == 1
    assert facts.pairs[1] / 4 == fertility["et"], "four words"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("missing.json", None, "missing.json: no such file, wanted a tokenizer.json, its folder, or a SentencePiece"),
        ("broken.model", b"\x00\x01", "broken.model: not a SentencePiece model"),
    ],
)
def test_a_tokenizer_that_cannot_count_is_told(tmp_path: Path, name: str, content: bytes | None, problem: str) -> None:
    if content is not None:
        pytest.importorskip("sentencepiece")
        (tmp_path / name).write_bytes(content)
    [estimate], [broken] = tokenizers({"mine": name}, tmp_path)
    assert estimate.estimated
    assert broken.problem.startswith(problem)


def test_costs_are_added_up_by_model_and_what_was_in_flight_counts_in_full(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    first = ledger.start(key="a", model="writer", tokens=900, usd=0.9, at="2026-01-02T10:00:00")
    ledger.start(key="b", model="judge", tokens=50, usd=0.5, at="2026-01-02T11:00:00")
    ledger.end(first, tokens=100, usd=0.25, seconds=2.0, ended="stop")
    ledger.close()
    found = costs(tmp_path / "ledger.jsonl")
    assert [(one.model, one.requests, one.unfinished, one.tokens, one.usd) for one in found.models] == [
        ("writer", 1, 0, 100, 0.25),
        ("judge", 1, 1, 50, 0.5),
    ]
    assert (found.first, found.last, found.usd) == ("2026-01-02T10:00:00", "2026-01-02T11:00:00", 0.75)


def test_computed_kinds_are_counted_with_their_phrasings() -> None:
    portrait = Portrait(Account(published=3), [])
    for number, kind in enumerate(("plural/0", "plural/1", "case/0")):
        record = Record(id=f"m:{number:03d}/0", lang="et", instruction="Käändu.", output="jah", made_by="m", kind=kind)
        portrait.take("published", record)
    kinds = {one.kind: (one.made_by, one.count, one.phrasings) for one in portrait.facts([]).kinds}
    assert kinds == {"plural": ("m", 2, 2), "case": ("m", 1, 1)}


def test_the_sunburst_fills_its_rings() -> None:
    arcs = list(sunburst([VerbFacts("kirjutama", 6, [("kiri", 4)]), VerbFacts("leidma", 2, [])]))
    assert [arc.title for arc in arcs] == [
        "kirjutama, 6 tasks",
        "kirjutama: kiri, 4 tasks",
        "kirjutama: other objects or none, 2",
        "leidma, 2 tasks",
        "leidma: other objects or none, 2",
    ]
    assert not list(sunburst([]))


def test_links_of_the_page_lead_somewhere_and_nothing_comes_from_outside(tmp_path: Path) -> None:
    tags = Tags()
    tags.feed((built(tmp_path) / "report.html").read_text(encoding="utf-8"))
    assert len(tags.ids) == len(set(tags.ids))
    assert {link.removeprefix("#") for link in tags.links if link != "data:,"} <= set(tags.ids)


def test_a_run_without_a_published_record_has_a_report(tmp_path: Path) -> None:
    (tmp_path / "alpaca-est.toml").touch()
    (tmp_path / "s.jsonl").write_text('{"instruction": "Nimeta lind.", "output": "üks kaks kolm"}\n', "utf-8")
    (tmp_path / "p.yaml").write_text(PIPELINE.replace("max_words: 8", "max_words: 2"), encoding="utf-8")
    asyncio.run(build(load(tmp_path / "p.yaml"), RunFolder(tmp_path / "run")))
    assert "output has … words, at most 2" in (tmp_path / "run/report.html").read_text("utf-8")


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


def test_a_run_in_which_nothing_was_made_is_an_empty_frame(tmp_path: Path) -> None:
    run = made(tmp_path, rows=())
    assert alpaca_est.frame(run.path).empty and list(alpaca_est.frame(run.path).columns)[:2] == ["fate", "source"]
