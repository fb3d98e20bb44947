"""The list layout: written, read, and read where models do not keep to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alpaca_est.generators.layout import Unread, parse, render
from alpaca_est.languages import language
from alpaca_est.record import Sample

ET = language("et")


def read(text, first=4, cut=False, lang="et"):
    """Triples of texts for tasks, reasons for what cannot be read."""
    return [
        part.reason if isinstance(part, Unread) else (part.instruction, part.input, part.output)
        for part in parse(text, language(lang), first=first, cut=cut)
    ]


ONE = ("Nimeta saar.", "", "Kihnu")
TWO = ("Liida arvud.", "2 ja 3", "5")
BOTH = [ONE, TWO]

FORMS = {
    "as asked": "4. Juhis: Nimeta saar.\n4. Sisend:\n<noinput>\n4. Väljund:\nKihnu\n###\n"
    "5. Juhis: Liida arvud.\n5. Sisend:\n2 ja 3\n5. Väljund:\n5",
    "goes on behind the label": "Nimeta saar.\n4. Sisend:\n<noinput>\n4. Väljund:\nKihnu\n###\n"
    "5. Juhis: Liida arvud.\n5. Sisend:\n2 ja 3\n5. Väljund:\n5",
    "text beside labels": "4. Juhis: Nimeta saar.\n4. Sisend: <noinput>\n4. Väljund: Kihnu\n###\n"
    "5. Juhis: Liida arvud.\n5. Sisend: 2 ja 3\n5. Väljund: 5",
    "text below labels": "4. Juhis:\nNimeta saar.\n4. Sisend:\n\npuudub\n\n4. Väljund:\n\nKihnu\n\n###\n\n"
    "5. Juhis:\n\nLiida arvud.\n\n5. Sisend:\n2 ja 3\n5. Väljund:\n5\n\n",
    "bold": "**4. Juhis:** Nimeta saar.\n**4. Sisend:**\n<noinput>\n**4. Väljund:**\nKihnu\n###\n"
    "5. **Juhis**: Liida arvud.\n5. **Sisend:** 2 ja 3\n5. **Väljund:** 5",
    "whole line bold": "**4. Juhis: Nimeta saar.**\n**4. Sisend: puudub**\n**4. Väljund:**\nKihnu\n\n"
    "**5. Juhis: Liida arvud.**\n**5. Sisend:**\n2 ja 3\n**5. Väljund: 5**",
    "italic": "*4. Juhis:* Nimeta saar.\n_4. Sisend:_ -\n*4. Väljund:* Kihnu\n###\n"
    "*5. Juhis:* Liida arvud.\n*5. Sisend:* 2 ja 3\n*5. Väljund:* 5",
    "headings": "### 4. Juhis: Nimeta saar.\n4. Sisend:\n4. Väljund:\nKihnu\n\n"
    "### 5. Juhis: Liida arvud.\n### 5. Sisend:\n2 ja 3\n### 5. Väljund:\n5",
    "no separators": "4. Juhis: Nimeta saar.\n4. Sisend:\nSisend puudub\n4. Väljund:\nKihnu\n\n"
    "5. Juhis: Liida arvud.\n5. Sisend:\n2 ja 3\n5. Väljund:\n5",
    "no blank lines": "4. Juhis: Nimeta saar.\n4. Väljund: Kihnu\n"
    "5. Juhis: Liida arvud.\n5. Sisend: 2 ja 3\n5. Väljund: 5",
    "renumbered": "1. Juhis: Nimeta saar.\n1. Sisend:\nN/A\n1. Väljund:\nKihnu\n###\n"
    "2. Juhis: Liida arvud.\n2. Sisend:\n2 ja 3\n2. Väljund:\n5",
    "two equal numbers": "4. Juhis: Nimeta saar.\n4. Sisend:\npole\n4. Väljund:\nKihnu\n###\n"
    "4. Juhis: Liida arvud.\n4. Sisend:\n2 ja 3\n4. Väljund:\n5",
    "equal numbers, no separator": "4. Juhis: Nimeta saar.\n4. Sisend:\npole\n4. Väljund:\nKihnu\n"
    "4. Juhis: Liida arvud.\n4. Sisend:\n2 ja 3\n4. Väljund:\n5",
    "a number left out": "4. Juhis: Nimeta saar.\n4. Sisend:\n\n4. Väljund:\nKihnu\n\n"
    "6. Juhis: Liida arvud.\n6. Sisend:\n2 ja 3\n6. Väljund:\n5",
    "no numbers": "Juhis: Nimeta saar.\nSisend: puudub\nVäljund: Kihnu\n\n"
    "Juhis: Liida arvud.\nSisend: 2 ja 3\nVäljund: 5",
    "numbers on instructions only": "4. Juhis: Nimeta saar.\nSisend: <noinput>\nVäljund: Kihnu\n\n"
    "5. Juhis: Liida arvud.\nSisend: 2 ja 3\nVäljund: 5",
    "no colons": "4. Juhis Nimeta saar.\n4. Sisend\n<noinput>\n4. Väljund\nKihnu\n###\n"
    "5. Juhis Liida arvud.\n5. Sisend\n2 ja 3\n5. Väljund\n5",
    "one colon missing": "4. Juhis: Nimeta saar.\n4. Sisend:\n<noinput>\n4. Väljund:\nKihnu\n###\n"
    "5. Juhis Liida arvud.\n5. Sisend:\n2 ja 3\n5. Väljund:\n5",
    "English labels": "4. Instruction: Nimeta saar.\n4. Input: <noinput>\n4. Output: Kihnu\n###\n"
    "5. Instruction: Liida arvud.\n5. Input: 2 ja 3\n5. Output: 5",
    "mixed labels": "4. Juhis: Nimeta saar.\n4. Input: none\n4. Vastus: Kihnu\n###\n"
    "5. Ülesanne: Liida arvud.\n5. Sisend: 2 ja 3\n5. Väljund: 5",
    "capitals": "4. JUHIS: Nimeta saar.\n4. SISEND: PUUDUB\n4. VÄLJUND: Kihnu\n###\n"
    "5. juhis: Liida arvud.\n5. sisend: 2 ja 3\n5. väljund: 5",
    "other separators": "4. Juhis: Nimeta saar.\n4. Sisend: ei ole\n4. Väljund: Kihnu\n---\n"
    "5. Juhis: Liida arvud.\n5. Sisend: 2 ja 3\n5. Väljund: 5\n---\n",
    "brackets": "4) Juhis: Nimeta saar.\n4) Sisend: (puudub)\n4) Väljund: Kihnu\n###\n"
    "5) Juhis: Liida arvud.\n5) Sisend: 2 ja 3\n5) Väljund: 5",
    "separators at both ends": "###\n4. Juhis: Nimeta saar.\n4. Sisend:\n-\n4. Väljund:\nKihnu\n###\n"
    "5. Juhis: Liida arvud.\n5. Sisend:\n2 ja 3\n5. Väljund:\n5\n###",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_list_is_read_in_many_forms(form):
    assert read(FORMS[form]) == BOTH
    assert read(FORMS[form].replace("\n", "\r\n")) == BOTH


OUTPUTS = {
    "headings": "### Esmaspäev\nPuder.\n\n## Teisipäev\nMuna.",
    "numbered list": "1. Loe.\n2. Kirjuta.\n5. Puhka.\n6. Maga.",
    "list with labels": "1. Sisend: arvud\n2. Väljund: summa",
    "label out of sequence": "Sisend: arv\n\nVäljund: ruut",
    "rule": "Üks\n\n---\n\nkaks",
    "worksheet": "1. Ülesanne: arvuta 2 + 2.\nVastus: 4\n2. Ülesanne: arvuta 3 + 3.\nVastus: 6",
    "next numbers in a worksheet": "4. Ülesanne: arvuta.\n5. Ülesanne: liida.\n6. Ülesanne: korruta.",
    "instruction without a number": "Juhis: sega kõik läbi.\nVäljund: tainas",
    "heading that is a label": "### Juhis\nSega.\n### Sisend:\njahu",
    "table": "| Juhis | Väljund |\n|---|---|\n| a | b |",
    "code": "```python\n# Sisend: arv\n    x = 1\n\n    y = 2\n```",
    "sentence": "6. Juhiseid on palju.\n5. Väljundid loetletakse.\nJuhis on lihtne.",
}


@pytest.mark.parametrize("kind", OUTPUTS)
def test_what_looks_like_a_label_inside_an_output_stays(kind):
    text = f"4. Juhis: A b.\n4. Sisend:\n<noinput>\n4. Väljund:\n{OUTPUTS[kind]}\n###\n"
    text += "5. Juhis: C d.\n5. Sisend:\nx\n5. Väljund:\ny"
    assert read(text) == [("A b.", "", OUTPUTS[kind]), ("C d.", "x", "y")]


@pytest.mark.parametrize(
    ("instruction", "given"),
    [
        ("Täida lüngad.\n1. Sisend: a\n2. Väljund: b", "Küsimus: mis?\nVastus:"),
        ("Vasta nii:\n4. Vastus peab olema lühike.", "x"),
        ("Jätka.", "Sisend: 2\nVäljund: 4\nSisend: 3\nVäljund:"),
        ("Jätka.", "Juhis: loe\n\nVäljund: loetud"),
    ],
)
def test_what_looks_like_a_label_before_the_output_stays(instruction, given):
    text = f"4. Juhis: {instruction}\n4. Sisend:\n{given}\n4. Väljund:\ny\n###\n5. Juhis: C d.\n5. Väljund:\nz"
    assert read(text) == [(instruction, given, "y"), ("C d.", "", "z")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["no task found, a list with Juhis labels wanted"]),
        ("Ma ei saa aidata.", ["no task found, a list with Juhis labels wanted"]),
        (
            "Siin on ülesanded:\n\n4. Juhis: A b.\n4. Väljund: c",
            ["text before the first task, only tasks wanted", ("A b.", "", "c")],
        ),
        ("4. Juhis: A b.\n4. Sisend: c", ["task has no Väljund label, one wanted"]),
        (
            "4. Juhis: A b.\n###\n5. Juhis: C d.\n5. Väljund: e",
            ["task has no Väljund label, one wanted", ("C d.", "", "e")],
        ),
        ("4. Juhis: A b.\n5. Juhis: C d.\n6. Juhis: E f.", ["task has no Väljund label, one wanted"] * 3),
        ("4. Juhis: A b.\n4. Väljund: c\n###\n5. Juhis:", [("A b.", "", "c"), "task has no Väljund label, one wanted"]),
        ("4. Juhis: A b.\n4. Väljund:\n###\n5. Juhis: C d.\n5. Väljund:", [("A b.", "", ""), ("C d.", "", "")]),
        ("4. Sisend:\nx\n4. Väljund:\ny", [("", "x", "y")]),
    ],
)
def test_what_is_missing(text, expected):
    assert read(text) == expected


def test_a_cut_off_task_is_not_a_task():
    text = FORMS["as asked"]
    assert read(text, cut=True) == [ONE, "cut off at the token limit, a whole task wanted"]
    last = parse(text, ET, first=4, cut=True)[-1]
    assert isinstance(last, Unread)
    assert last.text == "5. Juhis: Liida arvud.\n5. Sisend:\n2 ja 3\n5. Väljund:\n5"
    assert read("Nimeta saar", cut=True) == ["cut off at the token limit, a whole task wanted"]


def test_every_way_to_say_no_input():
    for way in ("<noinput>", "puudub", "Sisend puudub", "(puudub)", "N/A", "none", "-", "", "Ei ole.", "*puudub*"):
        assert read(f"4. Juhis: A b.\n4. Sisend: {way}\n4. Väljund: c") == [("A b.", "", "c")]


def test_indentation_of_code_stays():
    assert read("4. Juhis: A b.\n4. Väljund:\n    x = 1\n    y = 2") == [("A b.", "", "    x = 1\n    y = 2")]


def test_tasks_carry_the_language():
    [task] = parse("4. Instruction: A b.\n4. Output: c", language("en"), first=4)
    assert isinstance(task, Sample)
    assert task.lang == "en"


def test_a_list_is_written_as_it_is_shown():
    samples = [
        Sample(instruction="Nimeta saar.", output="Kihnu"),
        Sample(instruction="Liida.", input="2 ja 3", output="5"),
    ]
    assert render(samples, ET) == (
        "###\n1. Juhis: Nimeta saar.\n1. Sisend:\n<noinput>\n1. Väljund:\nKihnu\n"
        "###\n2. Juhis: Liida.\n2. Sisend:\n2 ja 3\n2. Väljund:\n5"
    )


LINES = st.text(alphabet="aõ1. #*-<>:\t|`", max_size=12).map(lambda line: f"sõna {line}".rstrip())
TEXTS = st.lists(LINES, min_size=1, max_size=4).map("\n".join)
SAMPLES = st.builds(
    lambda instruction, given, output: Sample(lang="et", instruction=instruction, input=given, output=output),
    TEXTS,
    st.one_of(st.just(""), TEXTS),
    st.one_of(st.just(""), TEXTS),
)


@given(st.lists(SAMPLES, min_size=1, max_size=5), st.integers(1, 90))
def test_what_was_written_is_read(samples, first):
    assert parse(render(samples, ET, first), ET, first=first) == samples


BARE = ["###", "---", "", "<noinput>"]
LABELS = ["4. Juhis: ", "5. Juhis:", "Juhis: ", "### 7. Juhis: ", "**6. Juhis:** ", "6. Juhis ", "Instruction: "]
LABELS += ["4. Sisend:", "Sisend: ", "5. Väljund: ", "Väljund:", "Vastus: ", "1. ", "# ", "```", "**", ""]


@given(
    st.lists(st.one_of(st.sampled_from(BARE), st.sampled_from(LABELS).map("{}[#]".format)), max_size=25), st.booleans()
)
def test_no_text_is_lost(lines, cut):
    text = "\n".join(line.replace("#]", f"{row}]") for row, line in enumerate(lines))
    parts = parse(text, ET, first=4, cut=cut)
    kept = "".join(
        part.text if isinstance(part, Unread) else part.instruction + part.input + part.output for part in parts
    )
    for row, line in enumerate(lines):
        assert line in BARE or f"[{row}]" in kept


@given(st.text(max_size=300), st.booleans())
def test_any_text_can_be_read(text, cut):
    assert parse(text, ET, cut=cut)
