"""Running text without code."""

import pytest

from alpaca_est.languages.prose import running_text


@pytest.mark.parametrize(
    "code",
    [
        "def liida(a, b):\n    return a + b",
        "for i in range(10):\n    print(i)",
        "import re",
        "from math import sqrt",
        "SELECT nimi, vanus FROM inimesed\nWHERE vanus > 18",
        "const arv = leia(arvud);",
        "h2 {\n  color: darkblue;\n}",
        "<html>\n<body>\n</body>\n</html>",
        "#include <stdio.h>\nint main() {\n  return 0;\n}",
        "summa = a + b",
        "if (x > 3) {\n  alert(x);\n} else {\n  stop();\n}",
        "```\nsee on kood\n```",
        "`print(x)`",
        "// kommentaar",
    ],
)
def test_code_is_left_out(code):
    assert running_text(code).strip() == ""


@pytest.mark.parametrize(
    "text",
    [
        "Tallinn on Eesti pealinn.",
        "Võta jahu, piima ja muna; sega kõik läbi.",
        "For example, you can walk more.",
        "if you like it, keep it",
        "Võrrandi x + 2 = 5 lahend on 3.",
        "Ema ütles: „Tule koju!“",
        "1. Võta leib (must või valge).\n2. Määri peale võid.",
        "Return the book to the library",
    ],
)
def test_prose_stays(text):
    assert running_text(text) == text


def test_addresses_and_tags_are_left_out():
    text = "Vaata https://eki.ee/otsing?x=1 või kirjuta info@eki.ee <b>kohe</b> ja ava www.eki.ee leht"
    assert running_text(text).split() == ["Vaata", "või", "kirjuta", "kohe", "ja", "ava", "leht"]
