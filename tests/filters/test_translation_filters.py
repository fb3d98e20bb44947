"""What a translation must share with its original, and what should never be translated."""

import msgspec
import pytest

from alpaca_est.filters.translation import (
    TranslationConsistent,
    TranslationCopied,
    TranslationLength,
    TranslationNumbers,
)
from alpaca_est.filters.untranslatable import Untranslatable
from alpaca_est.record import Outcome, Record, Rejected, Sample
from alpaca_est.step import Filter
from tests.filters.judging import verdict

ENGLISH = Sample(
    lang="en",
    instruction="Correct the mistakes in the text.",
    input="She go to school yesterday and buyed 1,234.5 apples from https://a.com/b.",
    output="She went to school yesterday and bought 1,234.5 apples from https://a.com/b.",
)
ESTONIAN = Record(
    id="a:000/0",
    lang="et",
    instruction="Paranda tekstis olevad vead.",
    input="Ta mineb eile kooli ja osteb 1 234,5 õuna aadressilt https://a.com/b.",
    output="Ta läks eile kooli ja ostis 1 234,5 õuna aadressilt https://a.com/b.",
    original=ENGLISH,
)


def judged(step: Filter, **fields) -> tuple[str, str]:
    original = fields.pop("original", ENGLISH)
    [outcome] = step.run([msgspec.structs.replace(ESTONIAN, original=original, **fields)])
    return told(outcome)


def told(outcome: Outcome) -> tuple[str, str]:
    if isinstance(outcome, Rejected):
        return "reject", outcome.reason
    assert isinstance(outcome, Record)
    return ("flag", outcome.flags[0].reason) if outcome.flags else ("keep", "")


@pytest.mark.parametrize("kind", [TranslationConsistent, TranslationCopied, TranslationLength, TranslationNumbers])
def test_a_good_translation_stays_and_an_original_has_no_measure(kind):
    assert judged(kind()) == ("keep", "")
    [outcome] = kind().run([msgspec.structs.replace(ESTONIAN, original=None)])
    assert outcome.scores == {}


def test_length():
    assert judged(TranslationLength(), output="Ta läks eile kooli.") == (
        "reject",
        "translated output is 0.25 as long as its original, 0.6 to 1.6 wanted",
    )
    assert judged(TranslationLength(), output=ESTONIAN.output[:54])[0] == "flag"
    assert judged(TranslationLength(), output=f"{ESTONIAN.output} {ESTONIAN.output}")[0] == "reject"
    short = Sample(instruction="Name a colour.", output="Red")
    assert (
        judged(TranslationLength(), instruction="Nimeta värv.", input="", output="Punane", original=short)[0] == "keep"
    )


def test_numbers():
    assert judged(TranslationNumbers(), output=ESTONIAN.output.replace("1 234,5", "1 243,5"))[0] == "flag"
    assert judged(TranslationNumbers(), output=ESTONIAN.output.replace("1 234,5", "1234.50")) == ("keep", "")


def test_copied():
    kind, reason = judged(TranslationCopied(), **{f: getattr(ENGLISH, f) for f in ("instruction", "input", "output")})
    assert kind == "reject"
    assert reason == "1.00 of the words are those of the original, at most 0.6 wanted"


def test_consistent():
    assert judged(TranslationConsistent(), input=ESTONIAN.output) == (
        "reject",
        "input and output are the same, in the original they were not",
    )
    assert judged(TranslationConsistent(), input="Ta mineb.", output="Ta läks.") == (
        "reject",
        "an address of the original is lost",
    )
    label = Sample(instruction="Is it positive or negative?", input="Nice!", output="positive")
    fields = {"instruction": "Kas see on positiivne või negatiivne?", "input": "Tore!", "original": label}
    assert judged(TranslationConsistent(), output="positiivne", **fields) == ("keep", "")
    assert judged(TranslationConsistent(), output="jaatav", **fields) == (
        "flag",
        "output „jaatav“ is no longer among what the task offers",
    )


@pytest.mark.parametrize(
    ("instruction", "name"),
    [
        ("Write a haiku about autumn.", "rhyme and metre"),
        ("Correct the grammar of the sentence.", "spelling and grammar"),
        ("Give the plural form of the noun.", "forms of words"),
        ("Name three animals that start with the letter B.", "letter and word counts"),
        ("Come up with an anagram.", "wordplay"),
        ("Sort the words alphabetically.", "alphabetical order"),
        ("Give a synonym for big.", "vocabulary"),
        ("Translate the text into Spanish.", "translation"),
        ("How is the name pronounced?", "pronunciation"),
        ("Are you an AI?", "the model itself"),
    ],
)
def test_untranslatable(instruction, name):
    kind, reason = verdict(Untranslatable(), instruction, "", "…", "en")
    assert kind == "reject"
    assert reason.startswith(f"instruction is about {name} („")


@pytest.mark.parametrize(
    "instruction",
    [
        "Explain how vaccines work.",
        "Describe how trade affects capitalism.",
        "Write a Python function that finds palindromes.",
        "Summarize the text in two sentences.",
        "What is the capital of Finland?",
        'Define the term "inflation".',
    ],
)
def test_translatable(instruction):
    assert verdict(Untranslatable(), instruction, "", "…", "en") == ("keep", "")
