"""Translation end to end against a real server, and what becomes of bad replies."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.ask import Reply
from alpaca_est.pipeline import load
from alpaca_est.prompts import parse
from alpaca_est.record import Record, Rejected
from alpaca_est.runs.build import build
from alpaca_est.runs.folder import RunFolder
from alpaca_est.translators.translate import Translate
from tests.server import Server
from tests.translation_server import TranslationServer

ROOT = Path(__file__).parents[2]
PROMPT = parse("Tõlgi.\n{{glossary}}\nÜlesanne:\n{{task}}\nVasta.")
RECORD = Record(
    id="a:000/0",
    lang="en",
    instruction="Explain the code at https://a.com/x.",
    input="```python\nprint('hi')\n```",
    output="It prints `hi` to the screen.",
)


def step(**settings: Any) -> Translate:
    return Translate(step="translate", model="w", lang="et", prompt=PROMPT, **settings)


def reply(**texts: str) -> Reply:
    return Reply(text=json.dumps(texts, ensure_ascii=False))


GOOD = reply(instruction="Selgita koodi aadressil ⟦0⟧.", output="See kuvab ekraanile ⟦1⟧.")
LOST = reply(instruction="Selgita koodi.", output="See kuvab ekraanile ⟦1⟧.")


def test_what_is_sent_is_masked_and_code_alone_is_not_sent() -> None:
    [ask] = step(glossary={"screen": "ekraan"}).asks(RECORD)
    sent = json.loads(ask.user.partition("Ülesanne:\n")[2].removesuffix("\nVasta."))
    assert sent == {"instruction": "Explain the code at ⟦0⟧.", "output": "It prints ⟦1⟧ to the screen."}
    assert "screen – ekraan" in ask.user
    assert ask.format is not None
    assert ask.format["required"] == ["instruction", "output"]


def test_a_good_reply_is_put_together_exactly() -> None:
    [outcome] = step().read(RECORD, [GOOD])
    assert isinstance(outcome, Record)
    assert (outcome.lang, outcome.instruction) == ("et", "Selgita koodi aadressil https://a.com/x.")
    assert outcome.input == RECORD.input
    assert outcome.output == "See kuvab ekraanile `hi`."
    assert (outcome.made_by, outcome.engine) == ("translate", "w")
    assert outcome.original is not None
    assert (outcome.original.lang, outcome.original.output) == ("en", RECORD.output)


def test_a_bad_reply_is_asked_again_with_the_reason() -> None:
    [again] = step().follow_up(RECORD, [LOST])
    assert again.user.endswith("the translated instruction lost ⟦0⟧.")
    assert again.draw == 1
    assert step().follow_up(RECORD, [LOST, LOST]) == ()
    assert step().follow_up(RECORD, [GOOD]) == ()


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (LOST, "w: the translated instruction lost ⟦0⟧; a whole translation wanted"),
        (Reply(text="Selgita"), "w: the reply „Selgita“ is not JSON; a whole translation wanted"),
        (reply(instruction="x ⟦0⟧"), "w: the reply has not all of instruction, output; a whole translation wanted"),
        (reply(instruction="x ⟦0⟧", output="⟦1⟧ \x00"), "w: the translated output has U+0000 at character 6; a whole"),
        (Reply(text="{", finish="length"), "w: the reply was cut off at the token limit; a whole translation wanted"),
        (Reply(finish="refused", reason="filtered"), "w: the model refused: filtered; a whole translation wanted"),
    ],
)
def test_a_reply_that_is_no_translation_rejects_with_the_reason(bad: Reply, reason: str) -> None:
    [outcome] = step(attempts=1).read(RECORD, [bad])
    assert isinstance(outcome, Rejected)
    assert outcome.reason.startswith(reason)
    assert outcome.record == RECORD


def test_a_record_that_says_nothing_needs_no_model() -> None:
    bare = Record(id="a:000/0", lang="en", instruction="`x`", output="42")
    assert step().asks(bare) == ()
    [outcome] = step().read(bare, [])
    assert isinstance(outcome, Record)
    assert (outcome.lang, outcome.output) == ("et", "42")


ESTONIAN = {
    "Name a bird.": "Nimeta üks lind.",
    "A swallow.": "Pääsuke.",
    "Name three fish of the sea.": "Nimeta kolm kala.",
}


def answer(request: dict[str, Any]) -> str:
    """The Estonian of each field; the first attempt at fish forgets a field."""
    text = request["messages"][-1]["content"]
    task = json.loads(text[text.index("{\n") : text.rindex("}") + 1])
    if "fish" in task["instruction"] and "has not all" not in text:
        return json.dumps({"instruction": "Nimeta kolm kala."})
    return json.dumps({field: ESTONIAN.get(value, f"Eestikeelne {field}.") for field, value in task.items()})


def test_a_set_is_translated_end_to_end(tmp_path: Path) -> None:
    (tmp_path / "alpaca-est.toml").touch()
    (tmp_path / "translate.md").write_text((ROOT / "prompts/et/translate.md").read_text("utf-8"), "utf-8")
    rows = [
        {"instruction": "Name a bird.", "output": "A swallow."},
        {"instruction": "Name three fish of the sea.", "output": "Cod, herring, flounder."},
        {"instruction": "Find a word that rhymes with cat.", "output": "Hat"},
    ]
    (tmp_path / "en.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    async def built() -> tuple[Any, int]:
        async with Server(answer=answer) as server:
            text = f"""\
name: t
language: et
sources:
  - name: s
    path: en.jsonl
    lang: en
    steps:
      - {{step: untranslatable}}
      - {{step: translate, model: w, prompt: translate.md}}
models: {{w: {{name: m, base_url: "{server.url}", temperature: 0}}}}
steps:
  - {{step: translation_length}}
  - {{step: translation_consistent}}
"""
            (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
            found = await build(load(tmp_path / "p.yaml"), RunFolder(tmp_path / "run"))
            return found, server.requests

    found, requests = asyncio.run(built())
    assert found.error is None
    assert requests == 3, "one of the two was asked twice"
    assert (found.account.published, found.account.rejected) == (2, 1)
    [shard] = (tmp_path / "run" / "data" / "alpaca").glob("*.jsonl")
    published = [json.loads(line) for line in shard.read_text(encoding="utf-8").splitlines()]
    assert [(row["instruction"], row["lang"], row["made_by"]) for row in published] == [
        ("Nimeta üks lind.", "et", "translate"),
        ("Nimeta kolm kala.", "et", "translate"),
    ]
    [rejected] = (tmp_path / "run" / "rejected.jsonl").read_text(encoding="utf-8").splitlines()
    assert "rhyme and metre" in rejected


CHAIN = """
name: chain
language: et
sources: [{name: s, path: en.jsonl, lang: en, steps: [{step: translate, engines: [memory, mt, writer], prompt: p.md}]}]
models:
  memory: {engine: memory, memory: words.tsv}
  mt: {engine: tartunlp, base_url: MT}
  writer: {name: m, base_url: CHAT, temperature: 0}
steps: [{step: translation_protected}, {step: translation_whole}]
"""


def test_a_chain_of_engines_end_to_end_and_again_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "alpaca-est.toml").touch()
    (tmp_path / "p.md").write_text("## user\n{{glossary}}\n{{task}}\n", "utf-8")
    (tmp_path / "words.tsv").write_text("en\tet\nName a bird.\tNimeta lind.\nA swallow.\tPääsuke.\n", "utf-8")
    rows = [
        {"instruction": "Name a bird.", "output": "A swallow."},
        {"instruction": "Name a bird.", "output": "See `x(1)` at https://a.ee, please."},
        {"instruction": "Say when.", "output": "At <b>5</b> or {time}, as you like it best."},
    ]
    (tmp_path / "en.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")

    def say(text: str) -> str:
        return text.replace("ZQX", "XQZ") if "like" in text else f"Eesti: {text}"

    def chat(request: dict[str, Any]) -> str:
        text = request["messages"][-1]["content"]
        task = json.loads(text[text.index("{") : text.rindex("}") + 1])
        return json.dumps({field: f"Mudel: {value}" for field, value in task.items()})

    async def run() -> tuple[int, int]:
        async with TranslationServer(say=say) as mt, Server(answer=chat) as writer:
            (tmp_path / "p.yaml").write_text(CHAIN.replace("MT", mt.url).replace("CHAT", writer.url), "utf-8")
            loaded = load(tmp_path / "p.yaml")
            for name in ("first", "second"):
                await build(loaded, RunFolder(tmp_path / name))
            return len(mt.requests), writer.requests

    requests = asyncio.run(run())
    assert requests[1] == 1
    assert requests[0] <= 4
    for name in ("first", "second"):
        shard = next((tmp_path / name / "data/alpaca").glob("*.jsonl"))
        found = [json.loads(line) for line in shard.read_text("utf-8").splitlines()]
        assert [(row["instruction"], row["output"]) for row in found] == [
            ("Nimeta lind.", "Pääsuke."),
            ("Nimeta lind.", "Eesti: See `x(1)` at https://a.ee, please."),
            ("Mudel: Say when.", "Mudel: At <b>5</b> or {time}, as you like it best."),
        ]
    journal = "".join(path.read_text("utf-8") for path in (tmp_path / "first/journal").rglob("*.jsonl"))
    assert [f'"engine":"{name}"' in journal for name in ("memory", "memory+mt", "writer")] == [True] * 3


def test_conversations_are_translated_with_what_was_said_before(tmp_path: Path) -> None:
    def chat(request: dict[str, Any]) -> str:
        text = request["messages"][-1]["content"]
        task = json.loads(text[text.index("{\n") : text.rindex("}") + 1])
        return json.dumps({field: f"Eesti: {value}" for field, value in task.items()})

    async def run() -> list[dict[str, Any]]:
        async with Server(answer=chat) as server:
            changes = [
                f"models.writer.base_url={server.url}",
                "models.writer.key_env=null",
                "steps=[]",
                f"cache={tmp_path}/c.sqlite",
            ]
            loaded = load(ROOT / "pipelines/translated_conversations.yaml", changes)
            await build(loaded, RunFolder(tmp_path / "run"))
            return server.bodies

    bodies = asyncio.run(run())
    assert sorted(len(body["messages"]) for body in bodies) == [2] * 4 + [4] * 4 + [6] * 4 + [8]
    journal = "".join(path.read_text("utf-8") for path in (tmp_path / "run/journal").rglob("*.jsonl"))
    assert "Eesti: My sourdough starter smells like nail varnish." in journal
    assert "Eesti: You help people who are new to programming." in journal
