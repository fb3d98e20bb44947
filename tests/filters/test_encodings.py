"""Letters that went through the wrong encoding: found by `mojibake`, repaired by `mend_encoding`."""

import pytest

from alpaca_est.filters.code_pages import CODE_PAGES
from alpaca_est.filters.mend_encoding import MendEncoding, mended
from alpaca_est.filters.mojibake import Mojibake, damaged
from alpaca_est.languages import language
from alpaca_est.languages.estonian import ESTONIAN
from alpaca_est.record import Record
from tests.filters.judging import judged, verdict

SENTENCE = "Õhtul jäi töö pooleli, sest žürii ja šokk: „KÄÄ“ – üks, Äär, ½."


@pytest.mark.parametrize(
    ("output", "wanted"),
    [
        ("Õun, jäär, öö, šokk ja „jutt“ – see on hea.", ("keep", "")),
        ("Ãµun on magus.", ("reject", "output has „Ãµ“, 1 damaged places in all, at most 0 wanted")),
        ("Ta\ufffd tuli.", ("reject", "output has „\ufffd“, 1 damaged places in all, at most 0 wanted")),
        ("Jah \\u00f5ige &auml;ra", ("reject", "output has „\\u00f5“, 2 damaged places in all, at most 0 wanted")),
        ("```html\n&auml; &amp;\n```", ("keep", "")),
        ("ÃÕÄÖ pole viga.", ("keep", "")),
    ],
)
def test_mojibake(output, wanted):
    assert verdict(Mojibake(), "Kirjuta lause.", "", output) == wanted


def test_tasks_about_encodings_are_left_out():
    assert verdict(Mojibake(), "Mis kodeering see on?", "", "Ãµun") == ("keep", "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ãµun ja jÃ¤Ã¤r", "õun ja jäär"),
        ("„Tere“, Ã¼tles ta – “jah”.", "„Tere“, ütles ta – “jah”."),
        ("p&auml;ev", "päev"),
        ("Puhas õun\r\nja ﬁlm", "Puhas õun\r\nja ﬁlm"),
        ("Ãµun `Ãµ`", "õun `Ãµ`"),
        ("```\nÃµ\n```\nÃµun", "```\nÃµ\n```\nõun"),
    ],
)
def test_encodings_are_mended(text, wanted):
    assert mended(text, ESTONIAN) == wanted


def test_what_was_mended_is_kept_as_it_was():
    outcome = judged(MendEncoding(), "Kirjuta.", "", "Ãµun")
    assert isinstance(outcome, Record)
    assert (outcome.output, outcome.made_by) == ("õun", "mend_encoding")
    assert outcome.original is not None
    assert outcome.original.output == "Ãµun"
    untouched = judged(MendEncoding(), "Kirjuta.", "", "õun")
    assert isinstance(untouched, Record)
    assert untouched.original is None


@pytest.mark.parametrize(
    "text",
    [
        "„KÄÄ“ ja „JÄÄ”",
        "KÄÄ– ja JÄÄ — vesi",
        "JÄÄ… HÄÄ€ JÄÄ» KÄÄ² JÄÄ\u00a0ON",
        "„Ä“, „Õ“, „Ü“ ja „Ã“",
        "«ÕÕ» TÖÖ” ÜÜ– ÕÜ… Õ€",
        "Tähed Ä–Ü, NÄÄ–ja, KÄÄ’st",
        "IRMÃ” ja MANHÃ…",
        "„Å“ ja FÄÅ…",
        "СССР – Г. Ева, ГЕ–",
    ],
)
def test_capitals_before_marks_are_no_damage(text):
    assert damaged(text) == []
    assert mended(f"{text} &amp;", ESTONIAN) == f"{text} &"


@pytest.mark.parametrize(
    "text",
    [
        *("jÃ¤Ã¤r", "TÃ–Ã–", "Ã•UN", "JÃ„Ã„", "Ãœks", "â€žtereâ€œ", "Å¡okk", "Å\u00a0okk", "20Â°C", "Â«tere»", "cafÃ©"),
        *("lÄ“ts", "LÄ“mums", "RÄ’ZEKNE", "latvijÄ«", "Ä“st", "dailÄ—", "vÄ…s"),
        *("jÃ€i", "ÃŒle", "tÃļÃļ", "ÅĄokk", "Ãĩun", "Ćµun", "Å”okk", "Ć„Ć¤r", "ĂĽle", "ĹľĂĽrii"),
        *("Гµun", "Г¶Г¶", "Гњks", "tГјkk", "ЕЎokk", "вЂћtere"),
    ],
)
def test_damage_by_many_code_pages_is_found(text):
    assert damaged(text)


@pytest.mark.parametrize("page", ["latin1", *CODE_PAGES])
def test_sentences_are_read_back_from_every_code_page(page):
    assert mended(misread(SENTENCE, page), ESTONIAN) == SENTENCE


def misread(text: str, page: str) -> str:
    """UTF-8 read in a code page; bytes that it lacks stay as they are."""
    found = ""
    for byte in text.encode():
        try:
            found += bytes([byte]).decode(page)
        except UnicodeDecodeError:
            found += chr(byte)
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("jÃ€i", "jäi"),  # read as Windows-1252 it would be jÀi
        ("Ã€ la carte", "Ã€ la carte"),  # À or ä: no word says which
        ("ÅŸanss", "ÅŸanss"),  # ş or ž
        ("kÃ€qwx", "kÃ€qwx"),
        ("cafÃ© ja BeyoncÃ©", "café ja Beyoncé"),
        ("ЕЎokk ja tГ¶Г¶", "šokk ja töö"),
    ],
)
def test_a_repair_is_taken_only_where_it_is_sure(text, wanted):
    assert mended(text, ESTONIAN) == wanted


def test_without_a_dictionary_no_code_page_is_guessed():
    assert mended("ЕЎokk", language("tlh")) == "ЕЎokk"
    assert mended("jÃ¤Ã¤", language("tlh")) == "jää"


@pytest.mark.parametrize("instruction", ["Kirjelda oma identiteeti.", "Selgita, mis on kurlum."])
def test_words_that_only_hold_the_name_of_an_encoding_do_not_excuse_damage(instruction):
    assert verdict(Mojibake(), instruction, "", "Ãµun")[0] == "reject"
