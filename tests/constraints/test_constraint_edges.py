"""Beginnings, endings, what stands around an answer, and what kind of answer it is."""

import unicodedata

import pytest

from alpaca_est.constraints import constraint
from tests.constraints.table import Cases, check, rows

CASES: Cases = {
    'starts_with:"Hea lugeja,"': (
        ["Hea lugeja, tere.", "\n Hea lugeja,\ntere.", "Hea lugeja,", "Hea  lugeja, 😀"],
        [
            "Tere. Hea lugeja, tere.",
            "hea lugeja, tere",
            "„Hea lugeja, tere“",
            "**Hea lugeja,**",
            "Hea lugeja ja",
            "😀 Hea lugeja,",
            "",
        ],
    ),
    'starts_with:"Kujutame ette"': (
        [
            "Kujutame ette, et sajab.",
            "Kujutame ette.",
            unicodedata.normalize("NFD", "Kujutame ette öö."),
            "Kujutame\nette",
        ],
        ["Kujutame etteaste.", "Kujutan ette.", "Kujutame", "KUJUTAME ETTE"],
    ),
    'ends_with:"See on kõik."': (
        [
            "Tere. See on kõik.",
            "See on kõik.\n",
            "Tere:\n\nSee on kõik.",
            unicodedata.normalize("NFD", "Jah. See on kõik."),
        ],
        [
            "See on kõik",
            "See on kõik. 😀",
            "„See on kõik.“",
            "See on kõik. P.S. Ei.",
            "see on kõik.",
            "**See on kõik.**",
            "Kas see on kõik?",
            "",
        ],
    ),
    'postscript:"P.S."': (
        [
            "Tere.\n\nP.S. Helista.",
            "Tere.\nP.S. Kirjuta ka, nt. homme.",
            "Tere.\n\n**P.S.** Tule 3. mail.",
            "Tere.\n\nP.S.\nHelista.",
        ],
        [
            "Tere.",
            "P.S. Tere.",
            "Tere.\n\nP.S.",
            "Tere.\n\nPS: helista.",
            "Tere. P.S. Helista.",
            "Tere.\n\nP.S. Helista.\n\nVeel lõik.",
            "Tere.\n\nP.P.S. Helista.",
            "",
        ],
    ),
    'first_word_of_paragraph:2,2,"ometi"': (
        ["Üks.\n\nOmeti kaks.", "# P\n\nÜks.\n\n„Ometi!“ hüüdis ta.", "Üks.\n\n**ometi**", "1\n\nOMETI, jah"],
        [
            "Ometi.\n\nKaks.",
            "Üks.\nOmeti.",
            "Üks.\n\nOmetigi.",
            "Üks.\n\nOmeti.\n\nKolm.",
            "Ometi kaks.",
            "Üks.\n\nJa ometi.",
            "",
        ],
    ),
    "quoted": (
        ["„Tere.“", "„Tere.”", "„Ta ütles „tule“ ja läks.“", " „Tere,\n\nema.“ \n"],
        ['"Tere."', "“Tere.”", "„Tere“ ja „head aega“", "„Tere", "Tere.“", "„“", "„Tere.“ 😀", "«Tere.»", ""],
    ),
    'repeats_request:"Mis on 3,5 + 1?"': (
        [
            "Mis on 3,5 + 1? See on 4,5.",
            "„Mis on 3,5 + 1?“\n\n4,5",
            "> Mis on 3,5 + 1?\n\nNeli ja pool",
            "**Mis on 3,5 + 1?**\nVastus: 4,5",
        ],
        [
            "Mis on 3,5 + 1?",
            "4,5. Mis on 3,5 + 1?",
            "Mis on 3.5 + 1? 4,5",
            "mis on 3,5 + 1? 4,5",
            "Mis on 3,5 + 1",
            "4,5",
            "",
        ],
    ),
    "two_answers": (
        ["Üks.\n******\nKaks.", "Üks\n\n******\n\nKaks, nt. see", "- a\n******\n- b", "A 3,5\n  ******  \nB"],
        [
            "Üks.",
            "Üks.\n******\nÜks!",
            "Üks.\n***\nKaks.",
            "Üks. ****** Kaks.",
            "Üks.\n******\nKaks.\n******\nKolm.",
            "******\nÜks.",
            "Üks.\n*******\nKaks.",
            "",
        ],
    ),
    "in_english": (
        [
            "This is a short answer about the weather in Tallinn.",
            "Yes, I think that the book was very good.",
            "THE FOREST IS QUIET AND THE RIVER IS FROZEN.",
            "Tammsaare wrote five novels about life in the Estonian countryside.",
            "The price is 3.50 euros.\n```\nx = 1\n```",
        ],
        [
            "See on lühike vastus ilma kohta.",
            "This is an answer. See on aga täiesti eestikeelne lause siin.",
            "Tämä on lyhyt vastaus säästä.",
            "Das ist eine kurze Antwort über das Wetter.",
            "12 + 7 = 19",
            "Siin on vastus.\n```\nthis is the answer to everything\n```",
            "",
        ],
    ),
    'one_of:["jah","ei","võib-olla"]': (
        ["jah", "Jah.", "„Ei“", "**Võib-olla**", unicodedata.normalize("NFD", "võib-olla")],
        ["Jah, muidugi.", "jah ei", "ei tea", "muidugi", "jah ja ei", "1", ""],
    ),
}


@pytest.mark.parametrize(("name", "text", "wanted"), rows(CASES))
def test_edges(name: str, text: str, wanted: bool) -> None:
    check(name, text, wanted)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ('ends_with:"Jah."', "Ei.", "output ends with „Ei.“, „Jah.“ wanted"),
        ("two_answers", "Üks.", "output has 1 answer, two different wanted"),
        ('one_of:["jah","ei"]', "Äkki", "output is „Äkki“, one of jah, ei wanted"),
    ],
)
def test_reasons(name: str, text: str, reason: str) -> None:
    assert constraint(name).check(text).reason == reason
