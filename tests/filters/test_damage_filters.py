"""Filters and steps about damaged characters, leaked markers and typography."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alpaca_est.filters.control_characters import ControlCharacters
from alpaca_est.filters.mend_encoding import MendEncoding
from alpaca_est.filters.mend_no_input import MendNoInput
from alpaca_est.filters.no_input_leak import NoInputLeak
from alpaca_est.filters.normalise_typography import NormaliseTypography
from alpaca_est.filters.typography import Typography
from alpaca_est.record import Record
from tests.filters.judging import judged, verdict

ONE = "1 in all, at most 0 wanted"


@settings(deadline=None)  # the first text loads the dictionary
@given(st.text(max_size=300))
def test_mending_twice_is_mending_once(text):
    for step in (MendEncoding(), MendNoInput(), NormaliseTypography(), NormaliseTypography(style="ascii")):
        once = judged(step, text, text, text)
        assert isinstance(once, Record)
        twice = judged(step, once.instruction, once.input, once.output)
        assert isinstance(twice, Record)
        assert (twice.instruction, twice.input, twice.output) == (once.instruction, once.input, once.output)


@pytest.mark.parametrize(
    ("output", "wanted"),
    [
        ("Tavaline tekst\nkahel real\tja taandega.", "keep"),
        ("Nähta\u200bmatu", "flag"),
        ("poo\u00adlitus", "flag"),
        ("\ufeffTere", "flag"),
        ("👩‍👩‍👧 ja 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "keep"),
        ("שלום\u200f", "keep"),
        ("ladina\u200f", "flag"),
        ("Piiks\x07 ja", "reject"),
        ("Lehe\x0clõpp", "reject"),
        ("Kolm\x85", "reject"),
        ("kustuta\x7f", "reject"),
        ("reavahetus\r\nja taane\t.", "keep"),
        ("o\u0303un on lahti kirjutatud õun", "keep"),
        ("sõna \u0326\u0326\u0326", "flag"),
        ("\u0301algus", "flag"),
        ("(\u0303)", "flag"),
        ("märk \u25cc\u0303 või \u00a0\u0303", "keep"),
        ("❤\ufe0f ja 1\ufe0f\u20e3 ja येच्छु ja שָׁלוֹם", "keep"),
    ],
)
def test_control_characters(output, wanted):
    assert verdict(ControlCharacters(), "Kirjuta.", "", output)[0] == wanted


def test_an_unseen_character_is_named():
    reason = verdict(ControlCharacters(), "Kirjuta.", "", "Näh\u200btav\u200b")[1]
    assert reason == "output has U+200B ZERO WIDTH SPACE at character 4, 2 unseen ones in all, at most 0 wanted"


@pytest.mark.parametrize(
    ("settings", "output", "wanted"),
    [
        ({}, "Ta\x01ma\u200b", "U+0001 a control character at character 3, 1 controls in all, at most 0 wanted"),
        ({"reject_controls_above": None}, "Ta\x01", "U+0001 a control character at character 3, 1 unseen ones in all"),
        ({}, "a \u0303", "U+0303 COMBINING TILDE on no letter at character 3, 1 unseen ones in all"),
    ],
)
def test_controls_and_lone_marks_are_named(settings, output, wanted):
    reason = verdict(ControlCharacters(**settings), "Kirjuta.", "", output)[1]
    assert reason.startswith(f"output has {wanted}")


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        (("Nimeta loom.", "", "Kass"), ("keep", "")),
        (("Nimeta.", "", "Kass\n<noinput>"), ("reject", f"output has the marker „<noinput>“, {ONE}")),
        (("Nimeta. [No input]", "", "Kass"), ("reject", f"instruction has the marker „[No input]“, {ONE}")),
        (("Nimeta.", "<sisend puudub>", "Kass"), ("reject", f"input is „<sisend puudub>“ in place of nothing, {ONE}")),
        (("Nimeta.", "puudub", "Kass"), ("reject", f"input is „puudub“ in place of nothing, {ONE}")),
        (("Kas lause on eitav?", "ei", "Jah"), ("keep", "")),
    ],
)
def test_no_input_leak(fields, wanted):
    assert verdict(NoInputLeak(), *fields) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("<noinput>", ""), ("N/A", ""), ("Sisend puudub", ""), ("  ", ""), ("ei", "ei")]
)
def test_inputs_that_say_nothing_are_emptied(text, wanted):
    outcome = judged(MendNoInput(), "Nimeta.", text, "Kass")
    assert isinstance(outcome, Record)
    assert outcome.input == wanted


@pytest.mark.parametrize(
    ("output", "settings", "wanted"),
    [
        ("Ta ütles „tere“ ja läks.", {}, "keep"),
        ('Ta ütles „tere“ ja "head aega".', {}, "flag"),
        ('Ta ütles "tere".', {"style": "estonian"}, "flag"),
        ("Ta ütles „tere“.", {"style": "ascii"}, "flag"),
        ("See maksab 3.50 eurot.", {}, "flag"),
        ("Versioon 3.11 ja 24.02. kell 12.30", {}, "keep"),
        ("Tere , kuidas läheb ?", {}, "flag"),
        ("Kaks  tühikut.", {}, "flag"),
        ("Üks,kaks", {}, "flag"),
        ('```python\nx = "a"  # „b“\n```', {}, "keep"),
    ],
)
def test_typography(output, settings, wanted):
    assert verdict(Typography(**settings), "Kirjuta lause.", "", output)[0] == wanted


def test_typography_is_normalised_but_not_in_code():
    text = 'Ta ütles: "Tere" ja maksis 3.5 eurot.  Siis  läks , jah.\n```py\nx = "a" , 3.5\n```'
    outcome = judged(NormaliseTypography(), "Kirjuta.", "", text)
    assert isinstance(outcome, Record)
    assert outcome.output == 'Ta ütles: „Tere“ ja maksis 3,5 eurot.  Siis läks, jah.\n```py\nx = "a" , 3.5\n```'
    back = judged(NormaliseTypography(style="ascii"), "Kirjuta.", "", "„Tere“ ja “jah”")
    assert isinstance(back, Record)
    assert back.output == '"Tere" ja "jah"'


@pytest.mark.parametrize(
    "text",
    [
        'Toru on 5" ja 7" lai.',
        'Ekraan on 27" ja hiir on „must“, kaabel 3" pikk.',
        "Toru on 5” ja 7” lai.",
        "Asukoht on 59° 26' 15\" N ja 24° 45' 10\" E.",
        "Esimene jooksis 2' 30\" ja teine 3' 5\".",
        "Nimi  Vanus  Linn\nMari   12    Tartu\nJüri   9     Pärnu",
        "Nimi  Hind\nÕun   2\n\nKõik.",
        "Nimi\tVanus\nMari  Tamm\t12",
        "Leib        2 eurot",
        "x = 5  # arv",
        "tagasta x  -- arv",
    ],
)
@pytest.mark.parametrize("style", ["estonian", "ascii"])
def test_figures_with_marks_and_aligned_columns_are_left_alone(text, style):
    outcome = judged(NormaliseTypography(style=style), "Kirjuta.", "", text)
    assert isinstance(outcome, Record)
    assert '"must"' in outcome.output if "must" in text and style == "ascii" else outcome.output == text
    assert verdict(Typography(style="any"), "Kirjuta.", "", text) == ("keep", "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('Aasta "1995" oli hea ja "õun".', "Aasta „1995“ oli hea ja „õun“."),
        ('Rida (vt "A") ja "B"-rühm.', "Rida (vt „A“) ja „B“-rühm."),
        ('Lai 5".\nTa ütles "jah".', 'Lai 5".\nTa ütles „jah“.'),
        ("Üks  kaks   kolm.", "Üks kaks kolm."),
        ("Üks rida.\n\nKaks  tühikut.\n\nKolm.", "Üks rida.\n\nKaks tühikut.\n\nKolm."),
    ],
)
def test_quotations_and_slips_beside_them_are_mended(text, wanted):
    outcome = judged(NormaliseTypography(), "Kirjuta.", "", text)
    assert isinstance(outcome, Record)
    assert outcome.output == wanted
