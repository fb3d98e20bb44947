"""The card: front matter that loaders can read whatever users write, and a body without secrets."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alpaca_est.pipeline import load
from alpaca_est.record import Record
from alpaca_est.runs.build import build
from alpaca_est.runs.costs import Costs, ModelCosts
from alpaca_est.runs.dataset.card import COLUMNS, Facts, SourceFacts, card
from alpaca_est.runs.dataset.card_text import public_url
from alpaca_est.runs.dataset.datasheet import ModelSheet, PromptSheet, Sheet, StepSheet, datasheet
from alpaca_est.runs.dataset.review_facts import ReviewFacts, review_facts
from alpaca_est.runs.dataset.shards import DatasetWriter
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.stages import Count

FACTS = Facts(
    title="Alpaca-est",
    pipeline="alpaca_est",
    language="et",
    language_name="Estonian",
    version="0.1.0",
    state="complete",
    sources=(SourceFacts(name="seed", dataset="seeds/et", licence="CC-BY-4.0", url="https://example.org/seeds"),),
    models=("some-model",),
    steps={"self_instruct": Count(inputs=3, made=60, out=58, used=3, rejected=2, flagged=4)},
    licences={"CC-BY-4.0": 1200, "unspecified": 34},
    rows={("seed", "CC-BY-4.0"): 1200, ("own", "unspecified"): 34},
    published=1234,
    flagged=4,
    rejected=2,
    beyond=5,
)


def front_matter(text: str) -> dict[str, Any]:
    begin, matter, _ = text.split("---\n", 2)
    assert begin == ""
    found: dict[str, Any] = yaml.safe_load(matter)
    return found


def test_the_front_matter_says_what_loaders_and_the_hub_want() -> None:
    assert front_matter(card(FACTS, 2)) == {
        "pretty_name": "Alpaca-est",
        "language": ["et"],
        "license": ["cc-by-4.0", "unknown"],
        "task_categories": ["text-generation"],
        "size_categories": ["1K<n<10K"],
        "tags": ["instruction-tuning", "alpaca", "alpaca-est", "synthetic"],
        "configs": [
            {
                "config_name": "alpaca",
                "default": True,
                "data_files": [{"split": "train", "path": "data/alpaca/train-*.jsonl"}],
            }
        ],
        "dataset_info": [
            {"config_name": "alpaca", "features": [{"name": name, "dtype": "string"} for name in COLUMNS]}
        ],
    }


@pytest.mark.parametrize(
    "expected",
    [
        "# Alpaca-est\n",
        "An instruction dataset in Estonian (et): 1234 records in 2 files",
        "Made with alpaca-est 0.1.0, pipeline alpaca_est (complete).",
        "Models: some-model.",
        "| step | in | made | out | used | rejected | flagged |\n| --- |",
        "| self_instruct | 3 | 60 | 58 | 3 | 2 | 4 |",
        "In the end: 1234 published, 4 flagged, 2 rejected, 5 made beyond the target.",
        "| `instruction` | what is asked |",
        "| seed | seeds/et | CC-BY-4.0 | https://example.org/seeds |",
        "| permissive | CC-BY-4.0 | seed | 1200 |\n| unknown | unspecified | own | 34 |",
        "The licence of 34 rows is not known",
        "are not included (4 flagged)",
        "written by language models",
        "datasets.load_dataset(",
    ],
)
def test_the_body_says_what_people_want_to_know(expected: str) -> None:
    assert expected in card(FACTS, 2)


def test_without_models_nothing_is_called_synthetic() -> None:
    text = card(replace(FACTS, models=()), 1)
    assert "synthetic" not in text and "language models" not in text


def test_without_records_the_card_says_so_and_still_names_no_other_file_as_data() -> None:
    text = card(replace(FACTS, published=0, licences={}), 0)
    assert "without a single record" in text and "nothing to load" in text and "load_dataset" not in text
    assert front_matter(text)["license"] == ["unknown"]
    assert front_matter(text)["configs"][0]["data_files"][0]["path"] == "data/alpaca/train-*.jsonl"


@pytest.mark.parametrize(
    ("rows", "size"),
    [(0, "n<1K"), (999, "n<1K"), (1_000, "1K<n<10K"), (52_006, "10K<n<100K"), (300_000, "100K<n<1M")],
)
def test_the_size(rows: int, size: str) -> None:
    assert front_matter(card(replace(FACTS, published=rows), 1))["size_categories"] == [size]


@pytest.mark.parametrize(
    ("licence", "name"),
    [
        ("CC-BY-4.0", "cc-by-4.0"),
        ("cc-by-nc-sa-4.0", "cc-by-nc-sa-4.0"),
        ("Apache-2.0", "apache-2.0"),
        ("MIT", "mit"),
        ("unspecified", "unknown"),
        ("", "unknown"),
        ("Meie: 'oma' litsents\n---", "other"),
    ],
)
def test_the_licence_has_the_name_of_the_hub(licence: str, name: str) -> None:
    assert front_matter(card(replace(FACTS, licences={licence: 1}), 1))["license"] == [name]


HOSTILE = "Täht: 'a' \"b\" #c [d] {e} | f\n---\n\r\n...\n<script>&`x`\\| no\u2028\x00"


def test_titles_break_neither_yaml_nor_tables_nor_tags() -> None:
    source = SourceFacts(name="s", dataset=HOSTILE, licence=HOSTILE)
    text = card(replace(FACTS, title=HOSTILE, sources=(source,), licences={HOSTILE: 1}, models=(HOSTILE,)), 1)
    assert front_matter(text)["pretty_name"] == " ".join(HOSTILE.split()).removesuffix("\x00").rstrip()
    assert text.split("\n").count("---") == 2
    assert "<script" not in text.split("\n---\n")[1] and "\x00" not in text
    [row] = [line for line in text.split("\n") if line.startswith("| s |")]
    assert row.replace("\\\\", "").replace("\\|", "").count("|") == 5


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_any_title_survives_in_the_front_matter(title: str) -> None:
    assert front_matter(card(replace(FACTS, title=title), 1))["pretty_name"] == " ".join(title.split())


@given(st.text(st.characters()))
def test_any_text_gives_a_card_that_can_be_written_and_read(text: str) -> None:
    source = SourceFacts(name=text, dataset=text, licence=text, url=text)
    odd = replace(FACTS, title=text, sources=(source,), licences={text: 1}, models=(text,), state=text)
    assert front_matter(card(odd, 1).encode().decode())["tags"]


@pytest.mark.parametrize("code", ["no", "on", "nan", "yes", "et"])
def test_a_language_code_is_never_a_truth_value(code: str) -> None:
    assert front_matter(card(replace(FACTS, language=code), 1))["language"] == [code]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a/b", "https://example.org/a/b"),
        ("https://user:secret@example.org:8443/a?token=abc#x", "https://example.org:8443/a"),
        ("https://user@[::1]:80/a", "https://[::1]:80/a"),
        ("file:///home/mari/data", ""),
        ("/home/mari/data", ""),
        ("https://[::1/a", ""),
        ("https://user:secret@/a", ""),
        ("", ""),
    ],
)
def test_addresses_lose_what_may_be_secret(url: str, shown: str) -> None:
    assert public_url(url) == shown


@pytest.mark.parametrize("path", ["/home/mari/models/llama", "~/models/llama", "C:\\Users\\mari\\llama", "../x/llama"])
def test_of_paths_only_the_last_part_is_shown(path: str) -> None:
    source = SourceFacts(name="s", dataset=path, url=path)
    text = card(replace(FACTS, models=(path,), sources=(source,)), 1)
    assert "Models: llama." in text and "| s | llama |" in text
    assert "mari" not in text and "/models" not in text


def test_names_of_models_with_an_owner_stay_whole() -> None:
    assert "Models: tartuNLP/Llama-3.1-EstLLM-8B." in card(replace(FACTS, models=("tartuNLP/Llama-3.1-EstLLM-8B",)), 1)


def test_the_card_is_plain_utf8_text() -> None:
    text = card(replace(FACTS, title="Õpetused žüriile"), 1)
    assert "pretty_name: Õpetused žüriile\n" in text and text.endswith("\n") and "\r" not in text
    assert json.loads(json.dumps(text)) == text


SHEET = Sheet(
    seed=42,
    packages={"python": "3.12.1"},
    models=(ModelSheet(key="writer", name="some-model", engine="chat model", sampling="temperature 1.0"),),
    prompts=(PromptSheet(step="self_instruct", path="prompts/et/self_instruct.md", sha256="c7f0" * 16),),
    steps={"self_instruct": StepSheet(about="Asks for new tasks.", settings="shown 3")},
    review=ReviewFacts(accepted=5, edited=2, rejected=1, people=2, twice=4, agreed=3),
    test_sets=("seeds/held_out.jsonl", "hub:owner/benchmark:test"),
    costs=Costs([ModelCosts("writer", requests=1200, tokens=34_567, usd=1.5)]),
)


@pytest.mark.parametrize(
    "expected",
    [
        "| writer | some-model | chat model | temperature 1.0 |",
        "| self_instruct | prompts/et/self_instruct.md | `c7f0c7f0c7f0c7f0` |",
        "Seed 42; python 3.12.1.",
        "| self_instruct | Asks for new tasks. | shown 3 | 2 | 4 |",
        "8 decisions by 2 people: 5 accepted, 2 edited, 1 rejected. 4 records with doubts still left out.",
        "4 texts judged by two people or more: 3 alike (75%).",
        "- seeds/held_out.jsonl\n- hub:owner/benchmark:test",
        "| writer | 1,200 | 34,567 | 1.50 |",
    ],
)
def test_the_datasheet_says_how_it_was_made(expected: str) -> None:
    assert expected in card(replace(FACTS, sheet=SHEET), 1)


def test_what_was_not_done_is_said() -> None:
    text = card(replace(FACTS, sheet=Sheet()), 1)
    assert "No person has decided on a record yet; 4 records with doubts" in text
    assert "Not checked: the pipeline names no test set." in text
    assert "No request was paid for" in text
    assert "No model was asked." in text


def test_a_run_fills_its_datasheet_in(tmp_path: Path) -> None:
    (tmp_path / "alpaca-est.toml").touch()
    (tmp_path / "exam.txt").write_text("Mis on Eesti pikim jõgi ja kuhu see suubub?\n", encoding="utf-8")
    (tmp_path / "s.jsonl").write_text('{"instruction": "Nimeta üks lind.", "output": "Vares"}\n', encoding="utf-8")
    (tmp_path / "p.yaml").write_text(
        "name: small\nlanguage: et\nseed: 7\nsources: [{name: s, path: s.jsonl}]\n"
        "steps: [{step: length, max_words: 8}, {step: contamination, sets: [exam.txt]}]\n",
        encoding="utf-8",
    )
    asyncio.run(build(load(tmp_path / "p.yaml"), RunFolder(tmp_path / "run")))
    sheet = datasheet(RunFolder(tmp_path / "run"))
    assert (sheet.seed, sheet.test_sets, sheet.models) == (7, ("exam.txt",), ())
    assert sheet.steps["length"].settings == "max_words 8"
    assert str(tmp_path) not in card(replace(FACTS, sheet=sheet), 1)


def decided(identity: str, verdict: str, by: str) -> str:
    return json.dumps({"id": identity, "verdict": verdict, "sha256": "a" * 64, "by": by}) + "\n"


def test_decisions_are_counted_with_the_agreement_of_people(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    assert review_facts(path) == ReviewFacts()
    lines = [("s:1/0", "accept", "mari"), ("s:1/0", "accept", "jaan"), ("s:2/0", "accept", "mari")]
    lines += [("s:2/0", "reject", "jaan"), ("s:3/0", "reject", "mari"), ("s:3/0", "edit", "mari")]
    path.write_text("".join(decided(*line) for line in lines) + '{"id": "s:4', encoding="utf-8")
    assert review_facts(path) == ReviewFacts(accepted=1, edited=1, rejected=1, people=2, twice=2, agreed=1)


def test_the_front_matter_is_what_the_hub_reads() -> None:
    from huggingface_hub import DatasetCard

    found = DatasetCard(card(replace(FACTS, sheet=SHEET), 2)).data
    assert (found.language, found.license, found.pretty_name) == (["et"], ["cc-by-4.0", "unknown"], "Alpaca-est")
    assert (found.size_categories, found.task_categories) == (["1K<n<10K"], ["text-generation"])
    assert [one["config_name"] for one in found.to_dict()["configs"]] == ["alpaca"]


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A published dataset of two records."""
    records = [
        Record(id=f"s:{number:03d}/0", lang="et", instruction="Tõlgi.", input="bird" * number, output="lind")
        for number in range(2)
    ]
    with DatasetWriter(tmp_path / "run", shard_rows=10) as writer:
        for record in records:
            writer.publish(record, source="s", licence="CC-BY-4.0")
        writer.finish(FACTS)
    return tmp_path / "run"


def test_the_lines_for_axolotl_and_llama_factory_name_a_config_of_the_card_and_its_columns(published: Path) -> None:
    text = (published / "README.md").read_text(encoding="utf-8").replace("path/to/this/folder", str(published))
    [axolotl] = yaml.safe_load(blocks(text, "yaml")[0])["datasets"]
    factory = yaml.safe_load(blocks(text, "yaml")[1])
    [info] = json.loads((Path(factory["dataset_dir"]) / "dataset_info.json").read_text("utf-8")).values()
    [config] = front_matter(text)["configs"]
    row = json.loads(next((published / "data/alpaca").glob("*.jsonl")).read_text(encoding="utf-8").splitlines()[0])
    assert axolotl == {"path": str(published), "name": config["config_name"], "split": "train", "type": "alpaca"}
    assert (factory["dataset"], info["subset"]) == (FACTS.pipeline, config["config_name"])
    assert set(info["columns"].values()) == {"instruction", "input", "output"} < row.keys()


def test_views_are_told_by_name() -> None:
    text = card(
        replace(
            FACTS,
            views={
                view: {"train": f"data/{view}/train-*.jsonl"} for view in ("alpaca", "messages", "prompt_completion")
            },
        ),
        1,
    )
    assert 'load_dataset("path/to/this/folder", "prompt_completion", split="train")' in text
    assert "dataset.map(" not in text
