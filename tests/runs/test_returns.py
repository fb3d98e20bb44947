"""What a run gives back: tasks for native authors, translations that people approved."""

import asyncio
import json
from pathlib import Path
from typing import Any

import msgspec

from alpaca_est.decision import Decision, judged
from alpaca_est.llm.memory import memory
from alpaca_est.pipeline import load
from alpaca_est.record import Record
from alpaca_est.runs.build import build
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish
from alpaca_est.runs.returns import Returns
from tests.server import Server

ROOT = Path(__file__).parents[2]
ROWS = [
    {"instruction": "Name a bird.", "output": "A swallow."},
    {"instruction": "Find a word that rhymes with cat.", "output": "hat"},
]
PIPELINE = """
name: p
language: et
sources:
  - {name: s, path: en.jsonl, lang: en, steps: [{step: untranslatable}, {step: translate, engines: [memory]}]}
models: {memory: {engine: memory, memory: words.tsv}}
steps: [{step: length}]
"""


def project(folder: Path) -> Path:
    """A project with two English tasks and a memory of the first."""
    (folder / "alpaca-est.toml").touch()
    (folder / "en.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    (folder / "words.tsv").write_text("en\tet\nName a bird.\tNimeta lind.\nA swallow.\tPääsuke.\n", "utf-8")
    (folder / "p.yaml").write_text(PIPELINE, "utf-8")
    return folder / "p.yaml"


def test_an_edited_translation_is_in_the_memory_of_the_run(tmp_path: Path) -> None:
    path = project(tmp_path)
    text = path.read_text("utf-8").replace("{step: length}", "{step: translation_length, flag_below: 0.99}")
    path.write_text(text, "utf-8")
    folder = RunFolder(tmp_path / "run")
    asyncio.run(build(load(path), folder))
    assert not list(folder.path.glob("memory*"))
    [row] = [json.loads(line) for line in (folder.path / "flagged.jsonl").read_text("utf-8").splitlines()]
    texts = {name: row[name] for name in ("instruction", "input", "output")}
    decision = Decision(
        id=row["id"],
        verdict="edit",
        sha256=judged(Record(id=row["id"], **texts)),
        edit={"output": "Suitsupääsuke."},
    )
    folder.decisions.write_bytes(msgspec.json.encode(decision) + b"\n")
    publish(folder)
    assert (folder.path / "memory.en-et.tsv").read_text("utf-8") == (
        "en\tet\nName a bird.\tNimeta lind.\nA swallow.\tSuitsupääsuke.\n"
    )
    assert memory(["words.tsv", "run"], tmp_path).pairs["en", "et", "A swallow."] == "Suitsupääsuke."


def test_every_pair_of_languages_has_a_file_of_its_own(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    returns = Returns({"steps": [], "sources": []}, {})
    (tmp_path / "memory.ru-et.tsv").write_text("ru\tet\nкот\tkass\n", "utf-8")
    returns.pairs = {("en", "et"): {"A cat.": "Kass."}, ("fi", "et"): {"Kissa.": "Kass."}}
    returns.write(folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["memory.en-et.tsv", "memory.fi-et.tsv"]
    pairs = memory([str(tmp_path)], tmp_path).pairs
    assert (pairs["en", "et", "A cat."], pairs["fi", "et", "Kissa."]) == ("Kass.", "Kass.")


def test_what_cannot_be_translated_becomes_a_native_task(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")
    asyncio.run(build(load(project(tmp_path)), folder))
    [row] = [json.loads(line) for line in (folder.path / "reroute.jsonl").read_text("utf-8").splitlines()]
    assert (row["id"], row["instruction"], row["lang"]) == ("s:001/0", ROWS[1]["instruction"], "en")

    def answer(request: dict[str, Any]) -> str:
        assert "rhymes with cat" in request["messages"][-1]["content"]
        task = {"instruction": "Leia kaks sõna, mis riimuvad sõnaga „maja“.", "input": "", "output": "kaja, raja"}
        return json.dumps({"tasks": [task, {"instruction": "Pooleli"}]}, ensure_ascii=False)

    async def run() -> Any:
        async with Server(answer=answer) as server:
            changes = [
                f"sources.reroute.path={folder.path / 'reroute.jsonl'}",
                f"models.writer.base_url={server.url}",
                "models.writer.key_env=null",
                f"cache={tmp_path / 'c.sqlite'}",
            ]
            return await build(load(ROOT / "pipelines/native_answers.yaml", changes), RunFolder(tmp_path / "native"))

    built = asyncio.run(run())
    assert (built.account.published, built.account.rejected) == (1, 1)
    shard = next((tmp_path / "native/data/alpaca").glob("*.jsonl"))
    [found] = [json.loads(line) for line in shard.read_text("utf-8").splitlines()]
    assert (found["output"], found["made_by"], found["lang"]) == ("kaja, raja", "native_task", "et")
    [left] = [json.loads(line) for line in (tmp_path / "native/rejected.jsonl").read_text("utf-8").splitlines()]
    assert left["reason"] == "output is missing, a text wanted"
