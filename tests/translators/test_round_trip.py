"""Back into the first language, and translation with a grammar."""

import json
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.ask import Reply
from alpaca_est.pipeline import load
from alpaca_est.prompts import parse
from alpaca_est.record import Record, Rejected, Sample
from alpaca_est.translators.grammar_context import GrammarContext, nearest
from alpaca_est.translators.round_trip import RoundTrip, chrf
from tests.translators.test_chain import through

BEFORE = Sample(lang="en", instruction="Name a bird that sings.", output="The nightingale sings at night.")
RECORD = Record(
    id="a:000/0", lang="et", instruction="Nimeta lind, kes laulab.", output="Ööbik laulab öösel.", original=BEFORE
)
BACK = {
    "Nimeta lind, kes laulab.": "Name a bird which sings.",
    "Ööbik laulab öösel.": "The nightingale sings at night.",
}


def test_chrf_is_that_of_sacrebleu() -> None:
    assert chrf([("the same", "the same")]) == 100.0
    assert 0 < chrf([("the same", "something else")]) < 40
    assert chrf([("x", " ")]) == 100.0


@pytest.mark.parametrize(("bound", "flagged"), [(30, False), (95, True)])
def test_what_comes_back_is_scored(bound: float, flagged: bool) -> None:
    step = RoundTrip(model="mt", kinds={"mt": "tartunlp"}, lang="et", flag_below=bound)
    outcome, asked = through(step, RECORD, lambda ask: Reply(text=BACK[ask.user]))  # type: ignore[arg-type]
    assert {(ask.source, ask.target) for ask in asked} == {("et", "en")}
    assert 70 < outcome.scores["round_trip.chrf"] < 95
    assert bool(outcome.flags) == flagged
    assert (outcome.instruction, outcome.original) == (RECORD.instruction, BEFORE)


def test_what_cannot_be_brought_back_is_flagged() -> None:
    step = RoundTrip(model="mt", kinds={"mt": "tartunlp"}, lang="et")
    outcome, _ = through(step, RECORD, lambda _: Reply(finish="refused", reason="no"))  # type: ignore[arg-type]
    assert outcome.flags[0].reason.startswith("cannot be brought back: mt: the translation of „Nimeta lind")


def test_a_record_without_an_original_passes() -> None:
    step = RoundTrip(model="mt", kinds={"mt": "tartunlp"}, lang="et")
    bare = Record(id="a:000/0", lang="et", instruction="Nimeta lind.", output="Ööbik.")
    assert through(step, bare, lambda _: Reply()) == (bare, [])  # type: ignore[arg-type]
    assert [ask.user for ask in step.expected_asks(Record(id="a:000/0", lang="en", instruction="A bird?"))] == [
        "A bird?"
    ]


def test_a_chat_model_needs_a_prompt() -> None:
    with pytest.raises(ValueError, match="writer is a chat model and there is no prompt"):
        RoundTrip(model="writer", kinds={"writer": "openai"}, lang="et")


PROMPT = parse("{{entries}}\n--\n{{passages}}\n--\n{{sentences}}\n--\n{{task}}")


def context(folder: Path) -> GrammarContext:
    """A step over small files, loaded as a pipeline does."""
    (folder / "alpaca-est.toml").touch()
    (folder / "words.tsv").write_text("en\tvro\nbird\ttsirk\nhouse\tmaja\nsinging\tlaulminõ\n", "utf-8")
    (folder / "talk.tsv").write_text("en\tvro\nThe house is big.\tMaja om suur.\nA bird came.\tTsirk tull.\n", "utf-8")
    (folder / "grammar.md").write_text("The verb of a bird stands last.\n\nNouns have cases.\n", "utf-8")
    (folder / "p.md").write_text("## user\n{{entries}}\n--\n{{passages}}\n--\n{{sentences}}\n--\n{{task}}\n", "utf-8")
    (folder / "s.jsonl").write_text('{"instruction": "A bird.", "output": "x"}\n', "utf-8")
    (folder / "p.yaml").write_text(
        "name: p\nlanguage: vro\nsources: [{name: s, path: s.jsonl, lang: en}]\nmodels: {w: {name: m}}\n"
        "steps: [{step: grammar_context, model: w, prompt: p.md, dictionary: words.tsv, grammar: grammar.md,"
        " parallel: talk.tsv, passages: 1, sentences: 1}]\n",
        "utf-8",
    )
    [step] = load(folder / "p.yaml").pipeline.steps
    assert isinstance(step, GrammarContext)
    return step


def test_what_a_linguist_would_look_up_is_shown(tmp_path: Path) -> None:
    record = Record(id="a:000/0", lang="en", instruction="Name a bird that sings `x`.", output="Nightingale")
    said: dict[str, Any] = {"instruction": "Nimmaq tsirk ⟦0⟧.", "output": "Ööpik"}
    outcome, [ask] = through(context(tmp_path), record, lambda _: Reply(text=json.dumps(said)))  # type: ignore[arg-type]
    entries, passages, sentences, task = ask.user.split("\n--\n")
    assert entries == "bird – tsirk\nsinging – laulminõ"
    assert passages == "The verb of a bird stands last."
    assert sentences == "A bird came. – Tsirk tull."
    assert "⟦0⟧" in task
    assert (outcome.lang, outcome.instruction, outcome.output) == ("vro", "Nimmaq tsirk `x`.", "Ööpik")
    assert outcome.original.instruction == record.instruction


def test_a_reply_that_is_none_rejects(tmp_path: Path) -> None:
    record = Record(id="a:000/0", lang="en", instruction="A bird.", output="x y")
    outcome, asked = through(context(tmp_path), record, lambda _: Reply(text="?"))  # type: ignore[arg-type]
    assert isinstance(outcome, Rejected)
    assert len(asked) == 2
    assert outcome.reason == "the reply „?“ is not JSON; a whole translation wanted"


def test_rare_words_count_more() -> None:
    texts = ["the house", "the dog", "the bird", "the old dog"]
    assert nearest(["the", "bird"], texts, 1) == ["the bird"]
    assert nearest(["fish"], texts, 3) == []
