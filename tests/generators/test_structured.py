"""The structured layout."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alpaca_est.generators.layout import Unread
from alpaca_est.generators.structured import FORMAT, parse_json, render_json
from alpaca_est.languages import language
from alpaca_est.record import Sample

ET = language("et")
A = '{"instruction": "Nimeta saar.", "input": "", "output": "Kihnu"}'
B = '{"instruction": "Liida {arvud}.", "input": "2, \\"3\\"", "output": "5"}'


def read(text, cut=False):
    return [
        part.reason if isinstance(part, Unread) else (part.instruction, part.input, part.output)
        for part in parse_json(text, ET, cut=cut)
    ]


ONE = ("Nimeta saar.", "", "Kihnu")
TWO = ("Liida {arvud}.", '2, "3"', "5")
CUT = "cut off at the token limit, a whole task wanted"
BROKEN = "not JSON, an object with three texts wanted"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'{{"tasks": [{A}, {B}]}}', [ONE, TWO]),
        (f'```json\n{{"tasks": [\n{A},\n{B}\n]\n}}\n```\n', [ONE, TWO]),
        (f"[{A}, {B}]", [ONE, TWO]),
        (f"{A}\n{B}", [ONE, TWO]),
        (f'{{"tasks": [{A}, {{"instruction": "Ka", "input"  "", "output": ""}}, {B}]}}', [ONE, BROKEN, TWO]),
        (f'{{"tasks": [{A}, 5, {B}]}}', [ONE, "task is a number, an object wanted", TWO]),
        ('{"tasks": [{"instruction": 5, "input": "", "output": ""}]}', ["instruction is a number, a text wanted"]),
        ('{"tasks": [{"instruction": "a", "input": "", "output": ["b"]}]}', ["output is a list, a text wanted"]),
        ('{"tasks": [{"instruction": "a", "input": ""}]}', ["output is missing, a text wanted"]),
        ('{"tasks": [{"instruction": "a b", "input": null, "output": "c"}]}', [("a b", "", "c")]),
        ('{"tasks": [{"instruction": "a b", "output": "c"}]}', [("a b", "", "c")]),
        ('{"tasks": [{"instruction": "a b", "input": "puudub", "output": "c"}]}', [("a b", "", "c")]),
        ('{"tasks": []}', ["no task in the reply, a list of tasks wanted"]),
        ("", ["no task in the reply, a list of tasks wanted"]),
        ("Ei saa.", [BROKEN]),
    ],
)
def test_json_is_read(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("end", range(len(A) + 12, len(A) + len(B)))
def test_whole_tasks_are_taken_from_a_cut_off_reply(end):
    text = f'{{"tasks": [{A}, {B}]}}'[:end]
    first, *rest = read(text, cut=True)
    assert first == ONE
    assert rest in ([], [CUT])


def test_the_rest_of_a_cut_off_reply_is_kept():
    _, last = parse_json(f'{{"tasks": [{A}, {{"instruction": "Lii', ET, cut=True)
    assert last == Unread('{"instruction": "Lii', CUT)


def test_deep_nesting_is_only_unreadable():
    assert read('{"tasks": [' + '{"a":' * 100_000) == [BROKEN]


@given(
    st.lists(
        st.builds(Sample, lang=st.just("et"), instruction=st.text(), input=st.just(""), output=st.text()), min_size=1
    )
)
def test_what_was_written_is_read(samples):
    expected = [(sample.instruction.strip(), "", sample.output.strip()) for sample in samples]
    assert read(render_json(samples)) == expected


@given(st.text(alphabet='{}[]",:a1\\ntuls ', max_size=60), st.booleans())
def test_any_text_can_be_read(text, cut):
    assert parse_json(text, ET, cut=cut)


def test_the_format_is_strict():
    task = FORMAT["properties"]["tasks"]["items"]
    assert task["required"] == ["instruction", "input", "output"]
    assert (FORMAT["additionalProperties"], task["additionalProperties"]) == (False, False)
    assert json.loads(json.dumps(FORMAT)) == FORMAT
