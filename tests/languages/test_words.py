"""Dictionaries, the words that count, sentences with their places, and the order of letters."""

import subprocess
import sys

import pytest

from alpaca_est.languages import language
from alpaca_est.languages.countable import countable, known
from alpaca_est.languages.sentences import sentences
from alpaca_est.languages.vabamorf import analyses, suggestions, synthesize
from alpaca_est.languages.vocabulary import Simplemma, Vabamorf, estonian_vocabulary, simplemma_vocabulary


@pytest.mark.parametrize("word", ["õun", "õunapuu", "majadesse", "So\u0303ber".lower(), "kirjutage", "maantee"])
def test_vabamorf_knows(word):
    assert Vabamorf().known(word)


@pytest.mark.parametrize("word", ["xyzzyk", "tehisintelekt", "majjade", "", " ", "kaks sõna"])
def test_vabamorf_does_not_know(word):
    assert not Vabamorf().known(word)


def test_forms_and_lemmas():
    vocabulary = Vabamorf()
    assert vocabulary.forms("kirjutage") == {"V ge"}
    assert "kirjutama" in vocabulary.lemmas("kirjutas")
    assert vocabulary.lemmas_as("kirjuta", frozenset({"V o"})) == ["kirjutama"]
    assert analyses("allmaaraudteejaam")[0].root == ("all", "maa", "raud", "tee", "jaam")
    assert set(synthesize("maja", "pl p", "S")) == {"maju", "majasid"}
    assert "tehisintellekt" in suggestions("tehisintelekt")


def test_the_first_threads_may_come_together():
    code = (
        "from concurrent.futures import ThreadPoolExecutor as Pool\n"
        "from alpaca_est.languages.vabamorf import analyses\n"
        "with Pool(16) as pool: print(sum(map(bool, pool.map(analyses, ['maja', 'õun', 'xyzzy'] * 50))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "100"


def test_the_dictionaries_of_the_languages():
    found = estonian_vocabulary()
    assert found is not None
    assert found.name == "vabamorf", "EstNLTK is installed for the tests"
    assert simplemma_vocabulary("xx") is None
    light = Simplemma("et")
    assert light.known("maja")
    assert not light.known("xyzzyk")
    assert light.forms("maja") == frozenset()
    assert language("lv").vocabulary() is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vana karu elas metsas.", ["Vana", "karu", "elas", "metsas"]),
        ("Ta sõitis Tallinnast Tartusse NATO autoga.", ["Ta", "sõitis", "autoga"]),
        ("Vaata https://a.ee/karu ja kirjuta a@b.ee", ["Vaata", "ja", "kirjuta"]),
        ("Lisa [nimi] ja {muutuja} siia.", ["Lisa", "ja", "siia"]),
        ("```\nkood siin\n```\nSelgitus", ["Selgitus"]),
        ("a m² 5 kg", ["kg"]),
    ],
)
def test_countable(text, wanted):
    assert [word.word for word in countable(text, Vabamorf())] == wanted


@pytest.mark.parametrize(
    ("word", "wanted"), [("Tartu-suunaline", True), ("e-kirja", True), ("iPhone’i", False), ("must-valge", True)]
)
def test_words_of_parts(word, wanted):
    assert known(word, Vabamorf()) is wanted


def test_sentences_have_their_places():
    text = "See juhtus 24. veebruaril 1918. a. Tallinnas. Mis? Ei!\n\n  Uus rida nt. nii."
    found = list(sentences(text, "et"))
    assert [one.text for one in found] == [
        "See juhtus 24. veebruaril 1918. a. Tallinnas.",
        "Mis?",
        "Ei!",
        "Uus rida nt. nii.",
    ]
    assert all(text[one.start : one.end] == one.text for one in found)


def test_estonian_order():
    words = ["õun", "zebra", "äke", "žanr", "sari", "šokk", "tamm", "üks", "öö", "vana", "xylofon"]
    assert sorted(words, key=language("et").sort_key) == [
        *("sari", "šokk", "zebra", "žanr", "tamm", "vana", "õun", "äke", "öö", "üks", "xylofon")
    ]


@pytest.mark.parametrize("word", ["da-tegevusnimi", "nud-kesksõna", "GPS-seade", "mast-vorm", "e-kiri"])
def test_a_short_ending_or_abbreviation_may_stand_before_a_hyphen(word):
    assert known(word, Vabamorf())


@pytest.mark.parametrize("word", ["da-xyzzyk", "xyzzyk-seade", "brzz"])
def test_the_rest_has_to_exist(word):
    assert not known(word, Vabamorf())
