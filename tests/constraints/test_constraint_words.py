"""Words by lemma, phrases, letters: inflected, hidden, composed, in code and in compounds."""

import unicodedata

import pytest

from alpaca_est.constraints import constraint
from alpaca_est.constraints.traits import is_form
from tests.constraints.table import Cases, check, rows

CASES: Cases = {
    'uses_words:["meri"]': (
        [
            "Läksin mere äärde.",
            "Meri kohiseb.",
            "MERE ÄÄRES ON HEA.",
            "Nägin **merd**.",
            "„Meredel“ olen käinud.",
            "Ka merigi jäätus.",
            "- [mered](https://a.ee)",
        ],
        [
            "Läksin mererannale.",
            "Merike tuli.",
            "Vaata https://meri.ee siit.",
            "```\nmeri\n```",
            "Me ri",
            "Läksin järve äärde.",
            "",
        ],
    ),
    'uses_words:["sõber","laev"]': (
        [
            "Sõbra laev sõitis.",
            "Laevadel olid sõbrad.",
            unicodedata.normalize("NFD", "Sõber ehitas laeva."),
            "LAEV! SÕBRAD!",
        ],
        ["Sõber tuli.", "Laev läks.", "Sõbralik laevnik.", "Soeber ja laev.", "sober laev"],
    ),
    'avoids_words:["ilus","väga"]': (
        ["Päev oli kena.", "Ilutulestik algas.", "Vägev lugu!", "Ilu on silmades.", "Kaunis hommik (nt mai)."],
        [
            "Ilus päev.",
            "ILUSAMAD päevad.",
            "See oli väga hea.",
            "Il\u00adus päev.",
            "i\u200blus päev",
            "```\nilus = 1\n```",
            unicodedata.normalize("NFD", "See on väga hea."),
            "Räägi „ilusast“ elust.",
            "",
        ],
    ),
    'uses_phrase:"lõpp hea, kõik hea"': (
        [
            "Lõpp hea, kõik hea.",
            "Nagu öeldakse: „Lõpp hea, kõik hea!“",
            "LÕPP HEA, KÕIK HEA",
            "Ja nii: lõpp hea,\nkõik hea.",
            unicodedata.normalize("NFD", "Lõpp hea, kõik hea"),
        ],
        [
            "Lõpp hea kõik hea.",
            "Lõpp hea ja kõik hea.",
            "Lõpp hea, kõik head.",
            "```\nlõpp hea, kõik hea\n```",
            "Lopp hea, koik hea",
            "",
        ],
    ),
    'word_at_least:"koer",2': (
        ["Koer nägi koera.", "Koertel on koertega lõbus.", "KOER! koer!", "„Koer“, „koerale“"],
        [
            "Koer haukus.",
            "Koerakuut ja koerapoeg.",
            "Koer. https://koer.ee",
            "Koer.\n```\nkoer\n```",
            "Koerus ja koerustükk koertest.",
            "",
        ],
    ),
    'letter_at_least:"õ",3': (
        ["Õun, õlu, õde.", "õõõ", "ÕIGE SÕNA ÕPETAJALT", unicodedata.normalize("NFD", "võõras õu")],
        ["Õun ja õlu.", "Oun, olu, ode.", "ööö", "```\nõõõ\n```", "Vaata https://õõõ.ee", "õ õ ô", ""],
    ),
    'letter_absent:"õ"': (
        ["Öö on pikk.", "Mul on kott 3,5 kg.", "ÖÖ", "Oun"],
        ["Õun.", "võti", unicodedata.normalize("NFD", "võti"), "KÕIK", "```\nõ = 1\n```", ""],
    ),
}


@pytest.mark.parametrize(("name", "text", "wanted"), rows(CASES))
def test_words(name: str, text: str, wanted: bool) -> None:
    check(name, text, wanted)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ('uses_words:["meri","tuul"]', "Meri.", "output has 1 of 2 words, no form of tuul, all of them wanted"),
        ('avoids_words:["ilus"]', "Ilus, ilusam.", "output has 2 forms of ilus, none wanted"),
        ('word_at_least:"koer",3', "Koer, koera.", "output has 2 forms of koer, at least 3 wanted"),
        ('letter_absent:"b"', "Abi.", "output has „b“ 1 time, none wanted"),
    ],
)
def test_reasons(name: str, text: str, reason: str) -> None:
    assert constraint(name).check(text).reason == reason


@pytest.mark.parametrize(
    ("word", "lemma", "wanted"),
    [
        ("merele", "meri", True),
        ("Merele", "meri", True),
        ("võtmed", "võti", True),
        ("lastega", "laps", True),
        ("merineitsi", "meri", False),
        ("mets", "meri", False),
        ("kooli", "kool", True),
        ("koolon", "kool", False),
    ],
)
def test_forms_of_a_lemma(word: str, lemma: str, wanted: bool) -> None:
    assert is_form(word, lemma) is wanted
