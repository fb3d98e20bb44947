"""Variants of records in two languages."""

import json

import pytest

from alpaca_est.ask import Reply
from alpaca_est.augmenters.code_switch import CodeSwitch
from alpaca_est.augmenters.cross_lingual_cot import CrossLingualCot
from alpaca_est.augmenters.interlinear import Interlinear
from alpaca_est.llm.memory import Memory
from alpaca_est.prompts import parse
from alpaca_est.record import Record, Rejected, Sample, Used

BEFORE = Sample(
    lang="en",
    instruction="Read the text. Then name the bird.",
    input="It is small. It sings at night. Nobody sees it.",
    output="It is the nightingale. It sings well.",
)
RECORD = Record(
    id="a:000/0",
    lang="et",
    instruction="Loe tekst läbi. Seejärel nimeta lind.",
    input="Ta on väike. Ta laulab öösel. Keegi ei näe teda.",
    output="See on ööbik. Ta laulab hästi.",
    original=BEFORE,
)


def test_some_sentences_are_in_the_other_language_and_the_record_stays():
    for seed in range(20):
        same, variant = CodeSwitch(seed=seed).run([RECORD])
        assert same == RECORD
        assert (variant.id, variant.output, variant.lang) == ("a:000/0/0", RECORD.output, "et")
        english = [one for one in ("It is small.", "It sings at night.", "Nobody sees it.") if one in variant.input]
        assert 1 <= len(english) <= 2
        assert variant.original.input == RECORD.input
    assert list(CodeSwitch(seed=1).run([RECORD])) == list(CodeSwitch(seed=1).run([RECORD]))


def test_words_are_exchanged_by_a_file_of_pairs():
    pairs = Memory((), {("et", "en", "lind"): "bird", ("et", "en", "tekst"): "text", ("en", "et", "bird"): "lind"})
    found = list(CodeSwitch(level="word", share=0.9, words=pairs).run([RECORD]))
    assert found[1].instruction == "Loe text läbi. Seejärel nimeta bird."


def test_a_record_without_counterparts_has_no_variant():
    bare = Record(id="a:000/0", lang="et", instruction="Nimeta lind.", output="Ööbik.")
    assert list(CodeSwitch().run([bare])) == [bare]
    uneven = Record(id="a:000/0", lang="et", instruction="Nimeta lind.", output="Ööbik.", original=BEFORE)
    assert list(CodeSwitch().run([uneven])) == [uneven]


@pytest.mark.parametrize(("reverse", "lang", "first"), [(0.0, "en", BEFORE.output), (1.0, "et", RECORD.output)])
def test_interlinear(reverse, lang, first):
    [task] = Interlinear(reverse=reverse).run([RECORD])
    assert (task.lang, task.input, task.original) == (lang, first, None)
    other = RECORD.output if lang == "en" else BEFORE.output
    assert task.output.split("\n")[0::2] == first.replace(". ", ".\n").split("\n")
    assert task.output.split("\n")[1::2] == other.replace(". ", ".\n").split("\n")
    assert ("Estonian" in task.instruction) == (lang == "en")
    assert ("inglise keelde" in task.instruction) == (lang == "et")


def test_what_cannot_be_aligned_is_used_up():
    bare = Record(id="a:000/0", lang="et", instruction="Nimeta lind.", output="Ööbik.")
    assert list(Interlinear().run([bare])) == [Used(id="a:000/0")]


SUM = Record(id="a:000/0", lang="et", instruction="Palju on 2 + 3?", output="5")
STEP = CrossLingualCot(model="m", prompt=parse("{{task}} {{language}} {{answer_language}}"))


def test_the_language_of_reasoning_is_drawn_and_the_answer_is_held_against_the_known_one():
    asked = {STEP.model_copy(update={"seed": seed}).asks(SUM)[0].user for seed in range(20)}
    assert asked == {"Palju on 2 + 3? English Estonian", "Palju on 2 + 3? Estonian Estonian"}
    [outcome] = STEP.read(SUM, [Reply(text=json.dumps({"reasoning": "Two and three.", "answer": "5."}))])
    assert isinstance(outcome, Record)
    assert outcome.output == "Two and three.\n\n#### 5"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (json.dumps({"reasoning": "x", "answer": "6"}), "the reasoning ends in „6“, „5“ wanted"),
        ("five", "the reply „five“ is not JSON, an object with reasoning and answer wanted"),
        (json.dumps({"reasoning": "", "answer": "5"}), "the reply has no reasoning or no answer, both wanted"),
    ],
)
def test_a_wrong_answer_rejects(text, reason):
    [outcome] = STEP.read(SUM, [Reply(text=text)])
    assert isinstance(outcome, Rejected)
    assert outcome.reason == reason


def test_no_weights():
    with pytest.raises(ValueError, match="no language has a weight"):
        CrossLingualCot(model="m", prompt=parse("x"), reasoning={})
