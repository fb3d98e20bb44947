"""What the toolkit knows about languages."""

import pytest

from alpaca_est.languages import KNOWN, language
from alpaca_est.languages.phrases import NEVER


@pytest.mark.parametrize(
    ("code", "name", "instruction", "output"),
    [
        ("et", "Estonian", "Juhis", "Väljund"),
        ("en", "English", "Instruction", "Output"),
        ("vro", "Võro", "Instruction", "Output"),
    ],
)
def test_every_code_has_a_language(code, name, instruction, output):
    found = language(code)
    assert (found.code, found.name) == (code, name)
    assert found.labels.instruction[0] == instruction
    assert found.labels.output[0] == output


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.code)
def test_a_language_is_among_its_neighbours_and_has_wordings(known):
    assert known.code in known.neighbours
    assert set(known.language_names) < set(known.neighbours)
    assert NEVER not in (known.refusal.sure, known.identity.sure, known.media.sure)


def test_a_language_without_a_file_has_no_wordings():
    assert language("xx").name == "xx"
    assert language("xx").refusal.sure is NEVER
    assert language("xx").neighbours == ()


@pytest.mark.parametrize(
    "text",
    [
        "", "  \n", "<noinput>", "<No Input>", "<sisend puudub>", "puudub", "Puudub.", "(puudub)", "[puudub]",
        "„puudub“",        "Sisend puudub", "sisend   puudub", "pole", "Ei ole.", "N/A", "n/a",
        "None", "no input", "noinput", "-", "–",
        "—",         "*puudub*", "_puudub_", "**<noinput>**", "...", "tühi", "ei ole vaja", "\"\"", "`noinput`", "null",
    ],
)  # fmt: skip
def test_ways_to_say_no_input(text):
    assert language("et").means_no_input(text)


@pytest.mark.parametrize(
    "text", ["0", "puudub sool", "Kas pole kena?", "pole paha", "noinputs", "x", "Õ", "?", "[1]", "= 3"]
)
def test_an_input_is_an_input(text):
    assert not language("et").means_no_input(text)


def test_english_has_only_english_ways():
    assert language("en").means_no_input("Not applicable")
    assert not language("en").means_no_input("puudub")
