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
