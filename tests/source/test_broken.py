# ruff: noqa: E501 (tables of values: a row is a line)
"""Broken inputs: the exact message, and what `on_error: reject` makes of the file around the broken row."""

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from alpaca_est.errors import DataError
from alpaca_est.record import Record
from alpaca_est.source import Source, Unreadable, records


def read(folder: Path, name: str, on_error: str) -> list[Record | Unreadable]:
    source = Source.model_validate({"name": "seed", "path": name, "on_error": on_error}, context={"root": folder})
    return list(records(source, folder, "et"))


def shown(found: Record | Unreadable) -> str:
    return found.instruction if isinstance(found, Record) else found.reason


def good(name: str) -> str:
    return json.dumps({"instruction": name, "input": "", "output": "jah"})


def lines(*rows: str | bytes) -> bytes:
    return b"".join((row if isinstance(row, bytes) else row.encode()) + b"\n" for row in (good("a"), *rows, good("z")))


LINE_PROBLEMS: list[tuple[str | bytes, str]] = [
    ("{broken", "not JSON at character 2, wanted a key in double quotes"),
    ('{"instruction": "Ava uks", "output": }', "not JSON at character 38, wanted a value"),
    ('{"instruction": "Ava uks" "output": "jah"}', "not JSON at character 27, wanted a comma or the closing bracket"),
    ('{"instruction" "Ava uks"}', "not JSON at character 16, wanted a colon"),
    ('{"instruction": "Ava uks', "not JSON at character 17, wanted a closing quote for the text that begins here"),
    (r'{"instruction": "C:\õun"}', r"not JSON at character 20, wanted \\ for a backslash"),
    (r'{"instruction": "\u12"}', r"not JSON at character 19, wanted four hexadecimal digits after \u"),
    ('{"instruction": "a\0b"}', "not JSON at character 19, wanted \\n, \\t or \\u00.. instead of a bare control character"),
    (good("x") + good("y"), "not JSON at character 51, wanted the end of the line"),
    (b'{"instruction": "\xf5un"}', "byte 18 of the line (0xF5) is not UTF-8, wanted UTF-8"),
    (b"\xef\xbb\xbf" + good("x").encode(), "begins with a byte order mark (U+FEFF), wanted plain UTF-8 without one"),
    ('{"instruction": "x", "output": null}', "output is null, wanted text"),
    ('{"instruction": "x", "output": 42}', "output is a number, wanted text"),
    ('{"instruction": "x", "output": true}', "output is a truth value, wanted text"),
    ('{"instruction": "x", "input": null, "output": "y"}', "input is null, wanted text"),
    ('{"instruction": ["x"], "output": "y"}', "instruction is a list, wanted text"),
    ('{"output": "y"}', "instruction is missing, wanted text"),
    ("{}", "instruction is missing, wanted text"),
    (r'{"instruction": "tere \ud83d", "output": "y"}', "instruction holds U+D83D at character 6, wanted readable text"),
    (r'{"instruction": "x", "output": "a\u0000b"}', "output holds U+0000 at character 2, wanted readable text"),
    ('{"instruction": "x", "output": "y", "output": "z"}', "key 'output' stands twice, wanted each key once"),
    ('{"instruction": "x", "instances": [{"output": "y", "output": "z"}]}', "key 'output' stands twice, wanted each key once"),
    ('{"instruction": "x", "output": "y", "score": NaN}', "NaN is no JSON value, wanted a number or null"),
    ('{"instruction": "x", "output": -Infinity}', "-Infinity is no JSON value, wanted a number or null"),
    ('{"instruction": "x", "output": ' + "7" * 5000 + "}", "a number of 5000 digits, wanted at most 4000"),
    ('{"instruction": ' + "[" * 100_000, "brackets are nested too deeply, wanted a flat JSON object"),
    ('["x", "y"]', "a list, wanted a JSON object on each line (a file that is one JSON array is named .json)"),
    ("[" * 100_000, "a list, wanted a JSON object on each line (a file that is one JSON array is named .json)"),
    ('"tere"', "a text, wanted a JSON object"),
    ("null", "null, wanted a JSON object"),
    ('{"instruction": "x", "instances": "y"}', "instances is a text, wanted a list of objects with input and output"),
    ('{"instruction": "x", "instances": ["y"]}', "instances holds a text, wanted objects with input and output"),
    ('{"instruction": "x", "instances": []}', "instances is empty, wanted at least one with input and output"),
    ('{"instruction": "x", "instances": [{"input": "y"}]}', "output is missing, wanted text"),
    ('{"instruction": "x", "output": "y", "lang": 1}', "lang is a number, wanted text"),
    (r'{"instruction": "x", "output": "y", "licence": "\ud83d"}', "licence holds U+D83D at character 1, wanted readable text"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "problem"), LINE_PROBLEMS)
def test_a_broken_line(tmp_path: Path, row: str | bytes, problem: str) -> None:
    (tmp_path / "seeds.jsonl").write_bytes(lines(row))
    with pytest.raises(DataError) as caught:
        read(tmp_path, "seeds.jsonl", "stop")
    assert str(caught.value) == f"seeds.jsonl:2: {problem}"
    found = read(tmp_path, "seeds.jsonl", "reject")
    assert [(one.id, shown(one)) for one in found] == [
        ("seed:000/0", "a"),
        ("seed:001/0", f"seeds.jsonl:2: {problem}"),
        ("seed:002/0", "z"),
    ]


ELEMENT_PROBLEMS = [(row, problem) for row, problem in LINE_PROBLEMS if problem.startswith(("out", "in", "key", "lic"))]
ELEMENT_PROBLEMS += [
    ('"tere"', "a text, wanted a JSON object"),
    ('["x", "y"]', "a list, wanted a JSON object"),
    ("null", "null, wanted a JSON object"),
    ('{"instruction": "Ava uks", "output": }', "not JSON at character 38, wanted a value"),
    ('{"instruction": "tere "sulle"", "output": "y"}', "not JSON at character 24, wanted a comma or the closing bracket"),
    ('{"instruction": ' + "[" * 100_000 + "}", "brackets are nested too deeply, wanted a flat JSON object"),
    ('{"instruction": "x", "output": "y", "score": NaN}', "NaN is no JSON value, wanted a number or null"),
    (b'{"instruction": "\xc3\xb5\xf5un", "output": "y"}', "byte 20 of the line (0xF5) is not UTF-8, wanted UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "problem"), ELEMENT_PROBLEMS)
def test_a_broken_element_of_an_array(tmp_path: Path, row: str | bytes, problem: str) -> None:
    content = b"[\n" + lines(row).replace(b"}\n", b"},\n").rstrip(b",\n")
    content = content.replace(b"\n{" + good("z")[1:].encode(), b",\n" + good("z").encode()).replace(b",,", b",")
    (tmp_path / "seeds.json").write_bytes(content + b"\n]\n")
    with pytest.raises(DataError) as caught:
        read(tmp_path, "seeds.json", "stop")
    assert str(caught.value) == f"seeds.json:3: {problem}"
    found = read(tmp_path, "seeds.json", "reject")
    assert [(one.id, shown(one)) for one in found] == [
        ("seed:000/0", "a"),
        ("seed:001/0", f"seeds.json:3: {problem}"),
        ("seed:002/0", "z"),
    ]


CUT_OFF = "the packed file is cut off here, wanted a whole one"
DAMAGED = "the packed file is damaged here, wanted a whole one"
HEAD = "instruction,input,output\n"
QUOTES = 'its quotes do not match, wanted quoted cells closed and a quote inside them doubled ("")'
MARK = "begins with a byte order mark (U+FEFF), wanted plain UTF-8 without one"
ARRAY_END = "the array is cut off here, wanted ] at its end"
PARQUET = "cannot be read as parquet (cut off or damaged), wanted a whole parquet file"
LONG = b"".join(good(f"juhis {number * 7919}").encode() + b"\n" for number in range(3))


def parquet_bytes(rows: list[dict[str, Any]]) -> bytes:
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.Table.from_pylist(rows), sink)
    return bytes(sink.getvalue())


def parquet_with_bad_bytes() -> bytes:
    cells = pyarrow.array([b"a", b"\xc3\xb5\xf5", b"z"]).view(pyarrow.string())
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.table({"instruction": cells, "output": ["1", "2", "3"]}), sink)
    return bytes(sink.getvalue())


# name, content, what on_error: reject gives: instructions of records and reasons of what cannot be read
FILES: list[tuple[str, bytes, list[str]]] = [
    ("cut.jsonl.gz", gzip.compress(LONG)[:-9], ["juhis 0", "juhis 7919", "juhis 15838", f"cut.jsonl.gz:4: {CUT_OFF}"]),
    ("cut.jsonl.zst", zstandard.compress(LONG)[:-3], [f"cut.jsonl.zst:1: {CUT_OFF}"]),
    ("plain.jsonl.gz", LONG, [f"plain.jsonl.gz:1: {DAMAGED}"]),
    ("plain.jsonl.zst", LONG, [f"plain.jsonl.zst:1: {DAMAGED}"]),
    ("more.jsonl.gz", gzip.compress(LONG) + b"x" * 20, ["juhis 0", "juhis 7919", "juhis 15838", f"more.jsonl.gz:4: {DAMAGED}"]),
    ("cut.json.gz", gzip.compress(b"[" + b",".join(LONG.splitlines(True)) + b"]")[:-9], ["juhis 0", "juhis 7919", "juhis 15838", f"cut.json.gz:4: {CUT_OFF}"]),
    ("cut.csv.gz", gzip.compress((HEAD + "a,,1\n").encode())[:-9], ["a", f"cut.csv.gz:3: {CUT_OFF}"]),
    ("wide.jsonl", ("\ufeff" + good("x")).encode("utf-16-le"), ["wide.jsonl:1: byte 1 of the line (0xFF) is not UTF-8, wanted UTF-8"]),
    ("mark.jsonl", b"\xef\xbb\xbf" + LONG, [f"mark.jsonl:1: {MARK}", "juhis 7919", "juhis 15838"]),
    ("mark.json", b"\xef\xbb\xbf[" + LONG.replace(b"}\n", b"},") + b"]", [f"mark.json:1: {MARK}", "juhis 7919", "juhis 15838"]),
    ("open.json", f"[\n{good('a')},\n{good('b')}\n".encode(), ["a", "b", f"open.json:3: {ARRAY_END}"]),
    ("comma.json", f"[\n{good('a')},".encode(), ["a", f"comma.json:2: {ARRAY_END}"]),
    ("middle.json", f"[\n{good('a')},\n{good('b')[:40]}".encode(), ["a", f"middle.json:3: {ARRAY_END}"]),
    ("last.json", f"[{good('a')},\n{good('b')[:-2]}\n]".encode(), ["a", "last.json:2: not JSON at character 49, wanted a closing quote before the line ends"]),
    ("bracket.json", b"[", [f"bracket.json:1: {ARRAY_END}"]),
    ("two.json", f"[{good('a')}]\n[{good('b')}]".encode(), ["a", "two.json:2: text after the end of the array, wanted nothing"]),
    ("ids.json", b'[{"id": 7, "instruction": "a", "output": ""}, {"id": "7", "instruction": "b", "output": ""}]', ["a", "ids.json:1: id '7' stands already at ids.json:1, wanted each one once"]),
    ("ids.jsonl", b'{"id": "x", "instruction": "a", "output": "1"}\n\n{"id": "x", "instruction": "b", "output": "2"}\n', ["a", "ids.jsonl:3: id 'x' stands already at ids.jsonl:1, wanted each one once"]),
    ("wide.csv", f"{HEAD}a,,1\nb,,2,\nz,,3\n".encode(), ["a", "wide.csv:3: 4 cells, wanted 3 as in the first line", "z"]),
    ("narrow.csv", f"{HEAD}a,,1\nb,2\nz,,3\n".encode(), ["a", "narrow.csv:3: 2 cells, wanted 3 as in the first line", "z"]),
    ("narrow.tsv", HEAD.replace(",", "\t").encode() + b"a\t\t1\nb,,2\nz\t\t3\n", ["a", "narrow.tsv:3: 1 cell, wanted 3 as in the first line", "z"]),
    ("rows.csv", f'{HEAD}a,,"1\n2"\n"b\nc",2\nz,,3\n'.encode(), ["a", "rows.csv:4: 2 cells, wanted 3 as in the first line", "z"]),
    ("open.csv", f'{HEAD}a,,1\nb,,"2\nz,,3\n'.encode(), ["a", f"open.csv:3: {QUOTES}", "z"]),
    ("quote.csv", f'{HEAD}a,,1\nb,,"ta ütles "jah" mulle"\nz,,"3"\n'.encode(), ["a", f"quote.csv:3: {QUOTES}", "z"]),
    ("later.csv", f'{HEAD}a,,1\nb,"oi,2\nc,"d",3\nz,,"3"\n'.encode(), ["a", f"later.csv:3: {QUOTES}", "c", "z"]),
    ("huge.csv", f"{HEAD}a,,1\nb,,{'õ' * 140_000}\nz,,3\n".encode(), ["a", "huge.csv:3: a cell has more than 131072 characters, wanted its quotes closed", "z"]),
    ("latin.csv", f"{HEAD}a,,1\nõun,,2\nz,,3\n".encode("latin-1"), ["a", "latin.csv:3: byte 1 of the line (0xF5) is not UTF-8, wanted UTF-8", "z"]),
    ("latin2.csv", f'{HEAD}a,,1\nb,,"x\nõ,\ny"\nz,,3\n'.encode("latin-1"), ["a", "latin2.csv:4: byte 1 of the line (0xF5) is not UTF-8, wanted UTF-8", "z"]),
    ("return.csv", f"{HEAD}a,,1\nb\rc,,2\nz,,3\n".encode(), ["a", "return.csv:3: a carriage return (U+000D) stands in the middle, wanted line ends of one kind", "z"]),
    ("nul.csv", f"{HEAD}a,,1\nb,,\0\nz,,3\n".encode(), ["a", "nul.csv:3: output holds U+0000 at character 1, wanted readable text", "z"]),
    ("mark.csv", b"\xef\xbb\xbf" + f"{HEAD}a,,1\n".encode(), [f"mark.csv:1: {MARK}"]),
    ("head.csv", b"instruction,output,output\na,1,2\n", ["head.csv:1: column 'output' stands twice, wanted each column once"]),
    ("other.csv", b"juhis,output\na,1\nb,2\n", ["other.csv:2: instruction is missing, wanted text", "other.csv:3: instruction is missing, wanted text"]),
    ("garbage.parquet", b"not parquet at all", [f"garbage.parquet: {PARQUET}"]),
    ("empty.parquet", b"", [f"empty.parquet: {PARQUET}"]),
    ("cut.parquet", parquet_bytes([{"instruction": "a", "output": "1"}])[:-6], [f"cut.parquet: {PARQUET}"]),
    ("latin.parquet", parquet_with_bad_bytes(), ["a", "latin.parquet: row 2: byte 3 of a cell (0xF5) is not UTF-8, wanted UTF-8", "z"]),
    ("null.parquet", parquet_bytes([{"instruction": "a", "output": "1"}, {"instruction": "b", "output": None}]), ["a", "null.parquet: row 2: output is null, wanted text"]),
    ("number.parquet", parquet_bytes([{"instruction": "a", "output": 1.5}]), ["number.parquet: row 1: output is a number, wanted text"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "wanted"), FILES, ids=[name for name, _, _ in FILES])
def test_a_broken_file(tmp_path: Path, name: str, content: bytes, wanted: list[str]) -> None:
    (tmp_path / name).write_bytes(content)
    found = read(tmp_path, name, "reject")
    assert [shown(one) for one in found] == wanted
    assert [one.id for one in found] == [f"seed:{number:03d}/0" for number in range(len(wanted))]
    with pytest.raises(DataError) as caught:
        read(tmp_path, name, "stop")
    assert str(caught.value) == next(text for text in wanted if text.startswith(name))


def test_a_repeated_id_takes_as_many_numbers_as_the_task_has_instances(tmp_path: Path) -> None:
    instances = '"instances": [{"output": "1"}, {"output": "2"}]'
    task = f'{{"id": "x", "instruction": "a", {instances}}}\n'
    (tmp_path / "seeds.jsonl").write_text(task + task + good("z"))
    twice = "seeds.jsonl:2: id 'x' stands already at seeds.jsonl:1, wanted each one once"
    assert [shown(one) for one in read(tmp_path, "seeds.jsonl", "reject")] == ["a", "a", twice, twice, "z"]


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.jsonl", b"{\xf5broken \xc3\xb5un\n", "{\ufffdbroken õun"),
        ("a.jsonl", '{"instruction": "õ", "output": null}\n'.encode(), '{"instruction": "õ", "output": null}'),
        ("a.jsonl", rb'{"instruction": "\ud83d", "output": ""}', r'{"instruction": "\ud83d", "output": ""}'),
        ("a.json", '[{"instruction": "õ", "output": }]'.encode(), '{"instruction": "õ", "output": }'),
        ("a.json", b'["\xf5"]', '"\ufffd"'),
        ("a.csv", 'instruction,output\n"õ,1\n'.encode(), '"õ,1'),
        ("a.csv", 'instruction,output\n"õ\n1"\n'.encode(), '"õ\n1"'),
    ],
)
def test_what_could_not_be_read_is_kept_for_people(tmp_path: Path, name: str, content: bytes, text: str) -> None:
    (tmp_path / name).write_bytes(content)
    [found] = read(tmp_path, name, "reject")
    assert isinstance(found, Unreadable)
    assert found.text == text


BROKEN_ROWS = [row if isinstance(row, bytes) else row.encode() for row, _ in LINE_PROBLEMS if len(row) < 99]
MARKS = [b"\n", b",", b"[", b"]", b"{", b"}", b'"', b"\xff", b"\0", b"\t", b"\r", HEAD.encode(), good("a").encode()]
PIECES = st.lists(st.sampled_from(BROKEN_ROWS + MARKS), max_size=8).map(b"".join)
PACKED = {"": lambda content: content, ".gz": lambda content: gzip.compress(content)[:-3]} | {
    ".zst": lambda content: zstandard.compress(content)[:-3]
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=PIECES | st.binary(max_size=60), suffix=st.sampled_from(["jsonl", "json", "csv", "tsv", "parquet"]))
def test_reject_never_stops_whatever_a_file_holds(tmp_path: Path, content: bytes, suffix: str) -> None:
    for ending, packed in PACKED.items():
        path = tmp_path / f"a.{suffix}{ending}"
        path.write_bytes(packed(content))
        found = read(tmp_path, path.name, "reject")
        assert [one.id for one in found] == [f"seed:{number:03d}/0" for number in range(len(found))]
        for one in found:
            shown(one).encode()
            if isinstance(one, Unreadable):
                assert one.reason.startswith(path.name)
                one.text.encode()
