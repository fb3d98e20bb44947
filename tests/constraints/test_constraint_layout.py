"""Lists, JSON, tables, headings, titles, parts: real ones and what only looks like them."""

import pytest

from alpaca_est.constraints import constraint
from tests.constraints.table import Cases, check, rows

TABLE = "| a | b |\n|---|---|\n| 1 | 2 |"
CASES: Cases = {
    "bullets_exactly:2": (
        [
            "* üks\n* kaks",
            "- üks\n- kaks",
            "Sissejuhatus:\n\n• üks\n• kaks\n\nLõpp.",
            "- üks\n  - kaks",
            "- Hind on 3,5\n---\n- nt. see",
        ],
        [
            "- üks",
            "- üks\n- kaks\n- kolm",
            "1. üks\n2. kaks",
            "– Tere! ütles ta.\n– Tere!",
            "```\n- üks\n- kaks\n```",
            "- üks\n- kaks\n```\n- kolm\n```",
            "-üks\n-kaks",
            "***\n---",
            "",
        ],
    ),
    "numbered_exactly:3": (
        [
            "1. üks\n2. kaks\n3. kolm",
            "Sissejuhatus\n\n1) üks\n2) kaks\n3) kolm",
            "1. üks\n\n2. kaks\n\n3. kolm\n\n3. mail kohtume.",
            "  1. a\n  2. b\n  3. c",
        ],
        [
            "1. üks\n2. kaks",
            "1. üks\n2. kaks\n3. mai on tähtis",
            "1. üks\n1. kaks\n1. kolm",
            "3. a\n2. b\n1. c",
            "- üks\n- kaks\n- kolm",
            "1. a 2. b 3. c",
            "```\n1. a\n2. b\n3. c\n```",
            "1. a\n2. b\n3. c\n4. d",
            "",
        ],
    ),
    'json:["vastus","selgitus"]': (
        [
            '{"vastus": "jah", "selgitus": "sest, nt. nii"}',
            '```json\n{"selgitus": [1, 2], "vastus": null}\n```',
            ' {"vastus": 3.5, "selgitus": {"a": 1}} \n',
            '{"vastus": "„tsitaat“", "selgitus": "😀"}',
        ],
        [
            '{"vastus": "jah"}',
            '{"vastus": 1, "selgitus": 2, "muu": 3}',
            'Siin: {"vastus": 1, "selgitus": 2}',
            "{'vastus': 1, 'selgitus': 2}",
            '["vastus", "selgitus"]',
            '{"vastus": 3,5, "selgitus": 2}',
            '{"vastus": NaN, "selgitus": 1}',
            '{"vastus": 1, "vastus": 2, "selgitus": 1}',
            '{"vastus": 1, "selgitus": 2,}',
            "",
        ],
    ),
    "table_columns:2": (
        [TABLE, f"Tabel:\n\n{TABLE}\n\nLõpp.", "a | b\n--- | ---\n3,5 | 2", "| a | b |\n|:--|--:|\n| x \\| y | 2 |"],
        [
            "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |",
            "| a | b |\n| 1 | 2 |",
            "| a | b |\n|---|---|",
            "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
            f"```\n{TABLE}\n```",
            "a, b\n1, 2",
            f"{TABLE}\n\n| a |\n|---|\n| 1 |",
            "",
        ],
    ),
    "headings_exactly:2": (
        [
            "# Üks\n\nTekst.\n\n## Kaks\n\nTekst.",
            "### A\n# B",
            "# Üks\nTekst # siin\n# Kaks",
            "# nt. see\n\n#teemaviide\n\n## 3. mai",
        ],
        [
            "# Üks",
            "# Üks\n# Kaks\n# Kolm",
            "#Üks\n#Kaks",
            "```\n# Üks\n# Kaks\n```",
            "# Üks\n```python\n# Kaks\n```",
            "####### Üks\n# Kaks",
            "**Üks**\n**Kaks**",
            "# \n## ",
            "",
        ],
    ),
    "title": (
        [
            "<<Suvine õhtu>>\n\nOli õhtu.",
            "# <<Suvi>>\nTekst.",
            "**<<Öö, s.t pimedus>>**\n\nTekst.",
            "  <<3. mai>>  \nTekst",
        ],
        [
            "Suvine õhtu",
            "<Suvi>\nTekst.",
            "«Suvi»\nTekst",
            "```\n<<Suvi>>\n```",
            "cout << x >> y;",
            "<<>>\nTekst.",
            "Tekst <<Suvi>> tekst.",
            "<< ... >>",
            "",
        ],
    ),
    "parts_exactly:2": (
        [
            "Osa 1\nTekst.\n\nOsa 2\nTekst.",
            "## Osa 1\nA\n## Osa 2\nB",
            "**Osa 1: algus**\nA\n**Osa 2**\nB",
            "OSA 1. A\nosa 2. B",
        ],
        [
            "Osa 1\nTekst.",
            "Osa 2\nA\nOsa 1\nB",
            "Osa 1\nA\nOsa 2\nB\nOsa 3\nC",
            "Osa 1 ja Osa 2",
            "```\nOsa 1\nOsa 2\n```",
            "1. osa\n2. osa",
            "Osa I\nOsa II",
            "",
        ],
    ),
}


@pytest.mark.parametrize(("name", "text", "wanted"), rows(CASES))
def test_layout(name: str, text: str, wanted: bool) -> None:
    check(name, text, wanted)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("bullets_exactly:3", "- a", "output has 1 bullet, exactly 3 wanted"),
        ("numbered_exactly:2", "1. a\n3. b", "output has a list numbered 1, 3, 1 to 2 wanted"),
        ('json:["a"]', "a", "output is not JSON (Expecting value), an object wanted"),
        ("table_columns:3", TABLE, "output has a table row of 2 cells, 3 in each wanted"),
    ],
)
def test_reasons(name: str, text: str, reason: str) -> None:
    assert constraint(name).check(text).reason == reason
