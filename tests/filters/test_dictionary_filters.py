"""Filters that ask the dictionary: unknown words, lost diacritics, English leftovers, the register."""

import pytest

from alpaca_est.filters.diacritics import Diacritics
from alpaca_est.filters.english_leftovers import EnglishLeftovers
from alpaca_est.filters.mixed_register import MixedRegister
from alpaca_est.filters.unknown_words import UnknownWords
from alpaca_est.record import Record
from tests.filters.judging import judged, verdict

CLEAN = "Sügisel lehed kollastuvad, sest päevad jäävad lühemaks ja puud valmistuvad talveks. Külm võtab värvi ära."
STRIPPED = CLEAN.translate(str.maketrans("õäöü", "oaou"))


@pytest.mark.parametrize(
    ("output", "wanted"),
    [
        (CLEAN, ("keep", "")),
        ("Jaan Tamm sõitis Tartust Haapsallu, kus ISO ja NATO koosolek peeti Hotell Kõrvemaal.", ("keep", "")),
        ("Kutsu funktsiooni `printf()` aadressilt https://näide.ee/xyzzy ja salvesta fail.", ("keep", "")),
        (
            "Lehde koltsuvad, sset päveda jäädav lühmeaks nnig puud vlamistuvad.",
            ("reject", "0.73 of the words are unknown (Lehde, koltsuvad, sset), at most 0.2 wanted"),
        ),
        ("Ta läks koju ja tegi sülaapti lahti, et lõpetadda töö.", ("flag", None)),
    ],
)
def test_unknown_words(output, wanted):
    kind, reason = verdict(UnknownWords(fields=("output",)), "Selgita.", "", output)
    assert kind == wanted[0]
    if wanted[1] is not None and kind != "reject":
        assert reason == wanted[1]
    if kind != "keep":
        assert "of the words are unknown (" in reason
        assert reason.endswith(("at most 0.2 wanted", "at most 0.1 wanted"))


def test_unknown_words_of_another_language_are_flagged_where_the_task_names_it():
    text = "The government decided to raise taxes next year without asking anyone."
    assert verdict(UnknownWords(), "Tõlgi inglise keelde.", "", text)[0] == "flag"
    assert verdict(UnknownWords(), "Kirjuta uudis maksudest.", "", text)[0] == "reject"


def test_few_words_have_no_verdict():
    assert verdict(UnknownWords(), "Nimeta.", "", "xyzzy plugh") == ("keep", "")
    assert verdict(UnknownWords(min_words=1), "Nimeta.", "", "xyzzy plugh")[0] == "reject"


def test_the_light_dictionary_is_named_in_the_scores_and_has_margin():
    text = "The xyzzy plugh fell frobly from the quuxes in the autumn wind."
    outcome = judged(UnknownWords(), "Write about it.", "", text, "en")
    assert isinstance(outcome, Record)
    assert outcome.scores["unknown_words.simplemma"] == 1.0
    [flag] = outcome.flags
    assert flag.reason == "0.27 of the words are unknown (xyzzy, plugh, frobly), at most 0.2 wanted"


def test_a_language_without_a_dictionary_has_no_measure():
    outcome = judged(UnknownWords(), "Abc def ghi jkl mno", "", "xyz", "zz")
    assert isinstance(outcome, Record)
    assert outcome.scores == {}


def test_diacritics():
    assert verdict(Diacritics(), "Selgita.", "", CLEAN) == ("keep", "")
    kind, reason = verdict(Diacritics(), "Selgita.", "", STRIPPED)
    assert kind == "reject"
    assert reason.startswith("0.000 of 88 letters are õ ä ö ü („")
    assert reason.endswith("“), at least 0.003 wanted")
    assert (
        verdict(Diacritics(), "Tõlgi inglise keelde.", "", "The weather is cold and the roads are icy. " * 4)[0]
        == "keep"
    )
    assert verdict(Diacritics(), "Selgita.", "", "Maja on suur. Koer on kodus.")[0] == "keep", "too short"
    assert verdict(Diacritics(), "Kirjuta kood.", "", "```python\n" + "print(muutuja)\n" * 20 + "```")[0] == "keep"
    assert verdict(Diacritics(), "Explain.", "", "The weather is cold and wet. " * 10, "en") == ("keep", "")


def test_diacritics_of_endless_words_are_not_looked_up():
    outcome = judged(Diacritics(), "Selgita.", "", "oaou" * 25_000)
    assert isinstance(outcome, Record)
    assert outcome.scores["diacritics.restorable"] == 0.0
    outcome = judged(Diacritics(), "Selgita.", "", STRIPPED * 60)
    assert outcome.record.scores["diacritics.restorable"] <= 100.0


@pytest.mark.parametrize(
    ("instruction", "output", "kind"),
    [
        ("Selgita.", CLEAN, "keep"),
        ("Selgita.", "See on väga good idee, sest the lehed kollastuvad enne talve ja külma.", "flag"),
        ("Selgita.", "The leaves turn yellow because days become shorter, ütles ta.", "reject"),
        ("Tõlgi inglise keelde.", "The leaves turn yellow because days become shorter.", "keep"),
        (
            "Selgita koodi.",
            "```python\nreturn the value\n```\nSee tagastab väärtuse, mille kasutaja andis.",
            "keep",
        ),
    ],
)
def test_english_leftovers(instruction, output, kind):
    assert verdict(EnglishLeftovers(), instruction, "", output)[0] == kind


def test_english_itself_has_no_leftovers():
    outcome = judged(EnglishLeftovers(), "Explain.", "", "The leaves turn yellow.", "en")
    assert isinstance(outcome, Record)
    assert outcome.scores == {}


@pytest.mark.parametrize(
    ("output", "wanted"),
    [
        ("Võta kott. Pane müts pähe. Mine õue.", ("keep", "")),
        ("Võtke kott. Pange müts pähe. Minge õue.", ("keep", "")),
        (
            "Võta kott. Pange müts pähe. Mine õue. Kutsuge sõbrad.",
            ("flag", "output says „Võta“ and „Pange“, 2 times and more each, at most 1 wanted"),
        ),
        ("Ta ütles: „Võtke kott! Pange müts pähe!“ Mina vastasin: „Mine sina, võta kott!“", ("keep", "")),
        ("Tere!\nVõta kott. Pange müts pähe. Mine õue. Kutsuge sõbrad.", ("keep", "")),
    ],
)
def test_mixed_register(output, wanted):
    assert verdict(MixedRegister(), "Anna nõu.", "", output) == wanted
