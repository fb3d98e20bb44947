"""Marks left out or wanted: in numbers, quotations, code, addresses, other scripts."""

import pytest

from alpaca_est.constraints import constraint
from tests.constraints.table import Cases, check, rows

CASES: Cases = {
    "no_comma": (
        ["Mu koer on suur.", "Üks; kaks ja kolm.", "Hind on 3.50 eurot.", "„Tule“ ütles ta.", "Tõsi‚ peaaegu koma"],
        ["Üks, kaks.", "Hind on 3,5 eurot.", "```\nf(a, b)\n```", "一，二", "Üks ، kaks", "„Tule,“ ütles ta.", ""],
    ),
    "no_digits": (
        ["Kolm poissi läks metsa.", "XX sajandil.", "Pool kilo jahu.", "Üks kolmandik (ehk kolmandik)."],
        [
            "Tulen 3. mail.",
            "Aasta 1878",
            "H2O",
            "Vaata https://a.ee/1",
            "Pindala on viis m²",
            "٣ päeva",
            "1. Esimene",
            "",
        ],
    ),
    "no_exclamation": (
        ["Tule siia.", "Kas tuled?", "a ≠ b", "¡Hola"],
        ["Tule!", "„Tule!“ hüüdis ta.", "```\nif a != b:\n```", "Tule！", "Kas tõesti?!", "Oi‼ kui hea", ""],
    ),
    "no_question": (
        ["Tule siia.", "Küsin, kas tuled.", "Ei tea!", "¿Que"],
        ["Kas tuled?", "„Kas?“ küsis ta.", "https://a.ee/x?y=1", "Tõesti？", "Mis⁇ ei", "Kas tõesti?!", ""],
    ),
    "questions_at_least:2": (
        [
            "Kas tuled? Millal?",
            "„Kas tuled?“ Ta ootas. (Miks?)",
            "- Kes?\n- Kus?",
            "Kas tõesti?! No mis???",
            "Kas? 😀 Miks?",
        ],
        [
            "Kas tuled?",
            "Kas tõesti???",
            "Vaata https://a.ee/x?y=1&z=2. Kas?",
            "„Kas tuled?“ küsis ta. „Kus?“ uuris ta.",
            "```\nKas? Miks?\n```",
            "Küsin, kas ja miks.",
            "",
        ],
    ),
    "placeholders_at_least:2": (
        ["Tere, [nimi]! Kohtume [kuupäev].", "[NIMI] ja [teise poole nimi]", "**[nimi]**, „[aadress]“", "[nimi][koht]"],
        [
            "Tere, [nimi]!",
            "Vt [1] ja [2].",
            "[link](https://a.ee) ja [nimi]",
            "- [ ] tee ära\n- [x] tehtud",
            "```\n[nimi] [koht]\n```",
            "{nimi} <koht> (aeg)",
            "a[0] ja b[i] ja [nimi]",
            "",
        ],
    ),
    "highlights_at_least:2": (
        ["*Üks* ja *kaks*.", "**Üks** ja *kaks*.", "***Väga*** *tähtis*", "Ta on *nt. suur*, *väga suur*."],
        [
            "*Üks*.",
            "* üks\n* kaks\n* kolm",
            "2 * 3 * 4 * 5",
            "_Üks_ ja _kaks_.",
            "```\n*a* *b*\n```",
            "* * ja ****",
            "******",
            "a*b*c ja d*e*f",
            "",
        ],
    ),
}


@pytest.mark.parametrize(("name", "text", "wanted"), rows(CASES))
def test_marks(name: str, text: str, wanted: bool) -> None:
    check(name, text, wanted)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("no_comma", "a, b, c", "output has 2 commas, none wanted"),
        ("no_digits", "5", "output has 1 digit, none wanted"),
        ("questions_at_least:2", "Kas?", "output has 1 question, at least 2 wanted"),
        ("placeholders_at_least:1", "Tere!", "output has 0 placeholders, at least 1 wanted"),
        ("highlights_at_least:2", "*a*", "output has 1 highlighted part, at least 2 wanted"),
    ],
)
def test_reasons(name: str, text: str, reason: str) -> None:
    assert constraint(name).check(text).reason == reason
