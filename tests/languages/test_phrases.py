"""The notation for wordings."""

import pytest

from alpaca_est.languages.phrases import phrases


@pytest.mark.parametrize(
    ("notation", "text", "expected"),
    [
        ("pilt", "Pilt seinal", "Pilt"),
        ("pilt", "pilti", None),
        ("pilt*", "See piltidega raamat", "piltidega"),
        ("pilt*", "ekraanipilt", None),
        ("pil[td](?!ista)*", "lähme pildistama", None),
        ("pil[td](?!ista)*", "vaata pildile", "pildile"),
        ("vaata|kuula videot", "Kuula videot!", "Kuula videot"),
        ("(ma) ei saa", "ei saa", "ei saa"),
        ("(ma) ei saa", "Ma ei saa", "Ma ei saa"),
        ("ei saa … aidata", "ei saa sind selles küsimuses aidata", "ei saa sind selles küsimuses aidata"),
        ("ei saa … aidata", "ei saa aidata", "ei saa aidata"),
        ("ei saa … aidata", "Ta ei saa. Tahan aidata", None),
        ("ei saa … aidata", "ei saa üks kaks kolm neli viis aidata", None),
        ("see on", "see,\non", "see,\non"),
    ],
)
def test_a_phrase_is_found(notation, text, expected):
    match = phrases(notation).search(text)
    assert (match and match[0]) == expected
