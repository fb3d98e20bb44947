"""Words and characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alpaca_est.text import excerpt, prose, unwanted_character, word_count, words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Öö ja ää", ["öö", "ja", "ää"]),
        ("ŠOKOLAAD, Žanr; õun!", ["šokolaad", "žanr", "õun"]),
        ("Õpeta mulle üks-kaks", ["õpeta", "mulle", "üks-kaks"]),
        ("NATO-le ja ÜRO’le", ["nato-le", "ja", "üro’le"]),
        ("– alguses ja lõpus -", ["alguses", "ja", "lõpus"]),
        ("3,5 km2 snake_case", ["3", "5", "km2", "snake", "case"]),
        ("İstanbul ΐ", ["i\u0307stanbul", "ι\u0308\u0301"]),
        ("日本語 и русский", ["日本語", "и", "русский"]),
        ("", []),
        ("!?…", []),
    ],
)
def test_words(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted
    assert word_count(text) == len(wanted)


@pytest.mark.parametrize("text", ["õäöüšž ÕÄÖÜŠŽ", "Jäääär tõusis öösel", "ṍ ǟ ȭ"])
def test_letters_in_two_parts_make_the_same_words(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    assert words(apart) == words(text) and word_count(apart) == word_count(text)


@given(st.text())
def test_words_are_counted_as_they_are_cut(text: str) -> None:
    found = words(text)
    assert len(found) == word_count(text)
    assert found == words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("enne\n```python\nprint()\n```\npärast", "enne\n\npärast"),
        ("```\nkõik on kood", "\n"),
        ("rea sees `kood` jääb", "rea sees `kood` jääb"),
        ("a\n```\n1\n```\nb\n```\n2\n```\nc", "a\n\nb\n\nc"),
    ],
)
def test_prose_is_what_stands_outside_of_code(text: str, wanted: str) -> None:
    assert prose(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tere\tõhtust\r\n„öö“ 😀 e\u0301 \u200d", None),
        ("a\0b", "U+0000 at character 2"),
        ("\x1b[1m", "U+001B at character 1"),
        ("õ\x7f", "U+007F at character 2"),
        ("üks \ud83d", "U+D83D at character 5"),
        ("\udfff\0", "U+DFFF at character 1"),
    ],
)
def test_characters_that_no_dataset_should_hold(text: str, wanted: str | None) -> None:
    assert unwanted_character(text) == wanted


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_what_utf8_can_hold_is_wanted(text: str) -> None:
    assert unwanted_character(text) is None


@pytest.mark.parametrize(
    ("text", "limit", "wanted"),
    [
        ("üks\n  kaks\tkolm ", 60, "üks kaks kolm"),
        ("õõõõõ", 5, "õõõõõ"),
        ("õõõõõõ", 5, "õõõõ…"),
        ("", 5, ""),
    ],
)
def test_an_excerpt_is_one_line_of_a_length(text: str, limit: int, wanted: str) -> None:
    assert excerpt(text, limit) == wanted
