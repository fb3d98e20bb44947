"""What a translation must share with its original, and what should never be translated."""

import msgspec
import pytest

from alpaca_est.filters.localise import Localise
from alpaca_est.filters.translation import (
    TranslationConsistent,
    TranslationCopied,
    TranslationLength,
    TranslationNumbers,
)
from alpaca_est.filters.translation_answered import TranslationAnswered
from alpaca_est.filters.translation_protected import TranslationProtected
from alpaca_est.filters.translation_register import TranslationRegister
from alpaca_est.filters.translation_whole import TranslationWhole
from alpaca_est.filters.untranslatable import Untranslatable
from alpaca_est.record import Outcome, Record, Rejected, Sample, Turn
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


KINDS = [TranslationConsistent, TranslationCopied, TranslationLength, TranslationNumbers, TranslationWhole]
KINDS += [TranslationProtected, TranslationAnswered, TranslationRegister]


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_translation_stays_and_an_original_has_no_measure(kind):
    assert judged(kind()) == ("keep", "")
    [outcome] = kind().run([msgspec.structs.replace(ESTONIAN, original=None)])
    assert outcome.scores == {}


def test_length():
    assert judged(TranslationLength(), output="Ta läks eile kooli.") == (
        "reject",
        "translated output is 0.25 as long as its original, 0.36 to 2.56 wanted",
    )
    assert judged(TranslationLength(), output=ESTONIAN.output[:40])[0] == "flag"
    assert judged(TranslationLength(), output=f"{ESTONIAN.output} " * 3)[0] == "reject"
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
    assert judged(TranslationConsistent(), input="")[1].startswith("a field has a text that the original has not")
    label = Sample(instruction="Is it positive or negative?", input="Nice!", output="positive")
    fields = {"instruction": "Kas see on positiivne või negatiivne?", "input": "Tore!", "original": label}
    assert judged(TranslationConsistent(), output="positiivne", **fields) == ("keep", "")
    assert judged(TranslationConsistent(), output="jaatav", **fields) == (
        "flag",
        "output „jaatav“ is no longer among what the task offers",
    )


LIST = Sample(lang="en", instruction="List them.", output="- a red cat\n- a blue dog\n- a green bird")
STORY = Sample(
    lang="en",
    instruction="Tell a story.",
    output="The boy went home. He ate a big bowl of soup with his brother. Then he slept. Nobody woke him.",
)
TOLD = "Poiss läks koju. Ta sõi koos vennaga suure kausitäie suppi. Siis jäi ta magama. Keegi ei äratanud teda."


@pytest.mark.parametrize(
    ("output", "told"),
    [
        (TOLD, ("keep", "")),
        (TOLD.replace(" Siis jäi ta magama.", ""), ("flag", "1 sentences are missing, none wanted")),
        (
            TOLD.replace("Siis jäi ta magama.", "Ta sõi koos vennaga suure kausitäie suppi."),
            ("reject", "1 sentences are repeated that the original has once, none wanted"),
        ),
        (
            "Hommikul sõitsime rongiga Tartusse ja vaatasime seal muuseume. Oli külm. Siis läksime üle silla koju."
            " Oli öö.",
            ("flag", "sentences are not as long as those of the original (0.81), at most 0.28 wanted"),
        ),
    ],
)
def test_whole(output, told):
    fields = {"instruction": "Jutusta lugu.", "input": "", "original": STORY}
    assert judged(TranslationWhole(), output=output, **fields) == told


def test_lost_items():
    fields = {"instruction": "Loetle need.", "input": "", "original": LIST}
    assert judged(TranslationWhole(), output="- punane kass\n- sinine koer\n- roheline lind", **fields)[0] == "keep"
    assert judged(TranslationWhole(), output="- punane kass\n- sinine koer", **fields) == (
        "reject",
        "1 lines or list items are lost, none wanted",
    )


def test_protected():
    assert judged(TranslationProtected(), input=ESTONIAN.input.replace("https://a.com/b", "veeb")) == (
        "reject",
        "„https://a.com/b“ of the original is lost, code and addresses as they were wanted",
    )
    assert judged(TranslationProtected(), instruction="Paranda `kood`.") == (
        "reject",
        "„`kood`“ is not in the original, code and addresses as they were wanted",
    )


def test_answered():
    asked = Sample(lang="en", instruction="What is the capital of Estonia?", output="Tallinn is the capital.")
    fields = {"input": "", "output": "Pealinn on Tallinn.", "original": asked}
    assert judged(TranslationAnswered(), instruction="Mis on Eesti pealinn?", **fields) == ("keep", "")
    assert judged(TranslationAnswered(), instruction="Eesti pealinn on Tallinn.", **fields) == (
        "reject",
        "instruction „Eesti pealinn on Tallinn.“ asks for nothing any more, a translated request wanted",
    )


def test_register():
    both = "Kirjuta lühike jutt. Lisage sinna koer."
    assert judged(TranslationRegister(), instruction=both)[0] == "flag"
    assert judged(TranslationRegister(), instruction="Kirjuta lühike jutt. Lisa sinna koer.")[0] == "keep"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It is 5 miles away.", "units"),
        ("Bake at 350°F.", "units"),
        ("It costs $20.", "money"),
        ("Call (555) 123-4567.", "addresses"),
        ("How does Medicare work?", "law and offices"),
        ("Plan a Thanksgiving dinner.", "holidays"),
        ("Write for 5th graders.", "schools"),
    ],
)
def test_localise(text, kind):
    [outcome] = Localise().run([Record(id="a:000/0", lang="en", instruction="Answer.", input=text, output="Yes.")])
    [flag] = outcome.flags
    assert flag.reason.startswith(f"input has {kind} of the United States („")
    assert flag.span is not None
    assert text[flag.span[1] : flag.span[2]] in flag.reason


@pytest.mark.parametrize("text", ["It is 5 km away.", "Miles is my friend.", "Solve $x = 4$.", "Open at 9.", "10 €"])
def test_what_is_at_home_everywhere(text):
    record = Record(id="a:000/0", lang="en", instruction="Answer.", input=text, output="Yes.")
    [outcome] = Localise().run([record])
    assert outcome.flags == ()


@pytest.mark.parametrize(
    ("instruction", "name"),
    [
        ("Find the noun in the sentence.", "forms of words"),
        ("Which words read the same backwards?", "letter and word counts"),
        ("Tell me a joke.", "wordplay"),
        ("Describe the attached photo.", "images"),
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


TURN = "See https://b.com/c, where 12 cats are. The first one is black. The second one is white and very old."
HISTORY = "Vaata https://b.com/c, kus on 12 kassi. Esimene on must. Teine on valge ja väga vana."


@pytest.mark.parametrize(
    ("kind", "turn", "wanted"),
    [
        (TranslationLength, "Vaata https://b.com/c, 12.", "reject: translated history is 0.26 as long as its original"),
        (TranslationCopied, TURN, "flag: 0.48 of the words are those of the original"),
        (TranslationNumbers, HISTORY.replace("12", "13"), "flag: 2 numbers differ from the original (12, 13)"),
        (TranslationProtected, HISTORY.replace("b.com", "d.com"), "reject: „https://b.com/c“ of the original is lost"),
        (TranslationWhole, "Vaata https://b.com/c, kus on 12 kassi ja üks must kass.", "flag: 2 sentences are missing"),
    ],
)
def test_earlier_turns_are_held_against_their_originals_too(kind, turn, wanted):
    original = msgspec.structs.replace(ENGLISH, history=(Turn("user", TURN),))
    assert judged(kind(), original=original, history=(Turn("user", HISTORY),)) == ("keep", "")
    verdict, reason = judged(kind(), original=original, history=(Turn("user", turn),))
    assert f"{verdict}: {reason}".startswith(wanted)


@pytest.mark.parametrize(
    ("instruction", "wanted"),
    [
        ("How do you spell necessary?", "reject"),
        ('Spell the word "xylophone".', "reject"),
        ("Given a word, spell it correctly.", "reject"),
        ("Please spell-check the text.", "reject"),
        ("Spell out the longest word in this sentence.", "reject"),
        ("Write a story about a witch who had a spell book.", "keep"),
        ("Describe a cold spell in one paragraph.", "keep"),
    ],
)
def test_spelling_is_no_task_for_translators(instruction, wanted):
    [outcome] = Untranslatable().run([Record(id="a:000/0", lang="en", instruction=instruction, output="x")])
    assert told(outcome)[0] == wanted


def test_an_earlier_question_about_words_is_not_translated_either():
    history = (Turn("user", "How do you spell necessary?"), Turn("assistant", "With one c and two s."))
    given = Record(id="a:000/0", lang="en", instruction="Thank you.", output="You are welcome.", history=history)
    [rejected] = Untranslatable().run([given])
    assert told(rejected)[1].startswith("instruction is about ")
    [flagged] = Untranslatable(untranslatable="flag").run([given])
    assert flagged.flags[0].span is None
    [kept] = Untranslatable().run([msgspec.structs.replace(given, history=())])
    assert told(kept) == ("keep", "")
