"""Small and capital letters; sentences that begin and end as they should."""

import unicodedata

import pytest

from tests.constraints.table import Cases, check, rows

CASES: Cases = {
    "all_lower": (
        ["mu koer muri on tore.", "öö on pikk (3,5 tundi).", "„tule!“ ütles ema", "a. h. tammsaare 😀"],
        [
            "Mu koer.",
            "mu koer Muri.",
            "nato otsus: NATO",
            "```\nX = 1\n```",
            unicodedata.normalize("NFD", "Õun"),
            "123 456",
            "",
        ],
    ),
    "all_capitals": (
        ["MU KOER ON SUUR.", "ÖÖ ON PIKK (3,5 H).", "„TULE!“ ÜTLES EMA.", unicodedata.normalize("NFD", "ÕUN")],
        ["Mu koer.", "NATO otsus", "VAATA https://a.ee", "```\nx\n```", "ON 5 kg", "123!", ""],
    ),
    "capital_words_at_least:2": (
        ["See on VÄGA TÄHTIS.", "NATO ja EL.", "**OLE** „VALMIS“!", "ÖÖ ja ÄÄR", "TALLINN-TARTU ja ÜRO"],
        ["See on VÄGA tähtis.", "A. H. Tammsaare", "```\nNATO EL\n```", "Väga Tähtis", "I ja X ja V", "123 456", ""],
    ),
    "capital_words_at_most:1": (
        ["See on VÄGA tähtis.", "A. H. Tammsaare ja I. Kant.", "Tavaline lause.", "1878. a 3,5 m"],
        ["NATO ja EL.", "```\nNATO EL\n```", "VÄGA TÄHTIS", "P.S. OLE VALMIS", "NATO-s ja ÜRO-s ja EL-is ja USA", ""],
    ),
    "whole_sentences": (
        [
            "Tere! Mu koer on suur.",
            "„Tule siia!“ ütles ema.",
            "3. mail sadas vihma. Läksin, nt. metsa.",
            "- Esimene.\n- Teine.",
            "# Pealkiri\n\nTekst algab siit.",
            "A. H. Tammsaare kirjutas. 😀",
            "*Tere.* (See on hea.)",
        ],
        [
            "tere.",
            "Tere",
            "Tere. mu koer on suur.",
            "- esimene\n- teine",
            "Mu koer:",
            "Ta läks. „tule!“ Ja läks",
            "```\nTere.\n```",
            "",
        ],
    ),
    "sentences_begin_differently": (
        ["Koer haukus. Kass magas.", "Üks. Kaks. Kolm.", "„Tule!“ ütles ema. Isa läks.", "- Esimene\n- Teine"],
        [
            "Koer haukus. Koer magas.",
            "Koer haukus. „Koer!“ Ta läks.",
            "- Koer\n- KOER",
            "Üks lause.",
            "Ta läks. Siis. ta tuli.",
            "Koer. *Koer* on.",
            "",
        ],
    ),
}


@pytest.mark.parametrize(("name", "text", "wanted"), rows(CASES))
def test_capitals(name: str, text: str, wanted: bool) -> None:
    check(name, text, wanted)
