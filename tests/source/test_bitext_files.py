"""Bitexts as sources: TMX, two files of lines, tabs, and columns; broken files with their lines."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from alpaca_est.errors import DataError
from alpaca_est.record import Origin, Record
from alpaca_est.source import Source, Unreadable, records

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
PAIRS = [("It was <gentle> & small.", "See oli õrn ja väike."), ("Two.", "Kaks."), ("", "")]


def unit(source: str, target: str) -> str:
    source, target = (text.replace("&", "&amp;").replace("<", "&lt;") for text in (source, target))
    variants = f'<tuv xml:lang="EN-GB"><seg>{source}</seg></tuv>\n<tuv xml:lang="et"><seg>{target}</seg></tuv>'
    return f"<tu>\n{variants}\n</tu>\n"


def tmx(*units: str, head: str = HEAD) -> bytes:
    return f'{head}<tmx version="1.4"><header srclang="en"/><body>\n{"".join(units)}</body></tmx>\n'.encode()


WHOLE = tmx(*(unit(*pair) for pair in PAIRS))
LINES = {"a.en": "\n".join(pair[0] for pair in PAIRS) + "\n", "a.et": "\n".join(pair[1] for pair in PAIRS) + "\n"}


def read(folder: Path, path: str, on_error: str = "stop", **bitext: Any) -> list[Record | Unreadable]:
    settings = {"name": "b", "path": path, "bitext": bitext, "on_error": on_error}
    source = Source.model_validate(settings, context={"root": folder})
    return list(records(source, folder, "et"))


def pairs(found: list[Record | Unreadable]) -> list[tuple[str, str]]:
    assert all(isinstance(one, Record) and one.instruction == "" for one in found)
    return [(one.input, one.output) for one in found if isinstance(one, Record)]


def reasons(found: list[Record | Unreadable]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Unreadable)]


TABS = "".join(f"{source}\t{target}\n" for source, target in PAIRS)
JSON = [{"en": source, "et": target} for source, target in PAIRS]
LAYOUTS: dict[str, tuple[bytes, dict[str, Any]]] = {
    "a.tmx": (WHOLE, {}),
    "a.tmx.gz": (gzip.compress(WHOLE), {}),
    "utf16.tmx": (WHOLE.decode().replace("UTF-8", "UTF-16").encode("utf-16"), {}),
    "a.tsv": (TABS.encode(), {}),
    "blank_line.tsv": (TABS.replace("\n\t\n", "\n\n").encode(), {}),
    "windows.tsv.gz": (gzip.compress(TABS.replace("\n", "\r\n").encode()), {}),
    "head.tsv": (("et\tid\ten\n" + "".join(f"{b}\t7\t{a}\n" for a, b in PAIRS)).encode(), {}),
    "named.tsv": (f"english\testonian\n{TABS}".encode(), {"columns": ["english", "estonian"]}),
    "a.jsonl": ("".join(json.dumps(row) + "\n" for row in JSON).encode(), {}),
    "hub.jsonl": ("".join(json.dumps({"translation": row}) + "\n" for row in JSON).encode(), {}),
    "a.en": (LINES["a.en"].encode(), {"target_path": "a.et"}),
    "packed.en.gz": (gzip.compress(LINES["a.en"].encode()), {"target_path": "a.et"}),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_gives_the_same_pairs(tmp_path: Path, name: str) -> None:
    content, bitext = LAYOUTS[name]
    (tmp_path / "a.et").write_text(LINES["a.et"], encoding="utf-8")
    (tmp_path / name).write_bytes(content)
    found = read(tmp_path, name, **bitext)
    assert pairs(found) == PAIRS
    assert [one.id for one in found] == ["b:000/0", "b:001/0", "b:002/0"]
    assert {(one.lang, one.origin) for one in found[:1] if isinstance(one, Record)} == {
        ("et", Origin(dataset="b", row=0))
    }


def test_a_dataset_of_the_hub(tmp_path: Path) -> None:
    (tmp_path / "hub").mkdir()
    rows = "".join(json.dumps({"translation": row}) + "\n" for row in JSON)
    (tmp_path / "hub" / "train.jsonl").write_text(rows, encoding="utf-8")
    settings = {"name": "b", "hub": {"name": "hub"}, "bitext": {}, "rows": 2}
    source = Source.model_validate(settings, context={"root": tmp_path})
    assert pairs(list(records(source, tmp_path, "et"))) == PAIRS[:2]


def test_the_sides_may_be_other_languages_and_turned(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_bytes(WHOLE)
    found = read(tmp_path, "a.tmx", source="et", target="en")
    assert pairs(found)[1] == ("Kaks.", "Two.")
    assert found[0].lang == "en"


def test_codes_inside_segments_are_left_out_and_highlights_stay(tmp_path: Path) -> None:
    seg = '<bpt i="1">&lt;b&gt;</bpt>Save<ept i="1">&lt;/b&gt;</ept> the <hi>file</hi>\n  now<ph x="1">{0}</ph>.'
    text = f'<tu><tuv xml:lang="en"><seg>{seg}</seg></tuv><tuv lang="et_EE"><seg>Salvesta fail.</seg></tuv></tu>'
    (tmp_path / "a.tmx").write_bytes(tmx(text))
    assert pairs(read(tmp_path, "a.tmx")) == [("Save the file now.", "Salvesta fail.")]


def test_quotation_marks_are_text_in_a_file_with_tabs(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text('"Two.\tKaks" ja pool.\n', encoding="utf-8")
    assert pairs(read(tmp_path, "a.tsv")) == [('"Two.', 'Kaks" ja pool.')]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
MUCH = "".join(f"Lause {n}. " for n in range(9000))
BROKEN_TMX: list[tuple[bytes, str]] = [
    (
        tmx(unit("&l9;", "x"), head=f'<!DOCTYPE tmx [<!ENTITY l0 "ha">{LAUGHS}]>\n'),
        "a.tmx:1: declares the entity l0, wanted a TMX file without entities of its own",
    ),
    (
        tmx(unit("x", "y"), head='<!DOCTYPE tmx [<!ENTITY file SYSTEM "file:///etc/passwd">]>\n'),
        "a.tmx:1: declares the entity file, wanted a TMX file without entities of its own",
    ),
    (
        tmx(head='<!DOCTYPE tmx [<!ENTITY % all SYSTEM "http://127.0.0.1/x.dtd">%all;]>\n'),
        "a.tmx:1: declares the entity all, wanted a TMX file without entities of its own",
    ),
    (
        tmx("<tu><tuv><seg>x&nbsp;y</seg></tuv></tu>"),
        "a.tmx:4: uses the entity nbsp that XML does not know, wanted its character or &#…;",
    ),
    (tmx("<tu><tuv></tu>"), "a.tmx:4: not XML: mismatched tag, wanted a whole TMX file"),
    (WHOLE[:-20], "a.tmx:15: not XML: no element found, wanted a whole TMX file"),
    (b"", "a.tmx:1: not XML: no element found, wanted a whole TMX file"),
    (b"One.\tKaks.\n", "a.tmx:1: not XML: syntax error, wanted a whole TMX file"),
    (b"<html><body/></html>", "a.tmx:1: begins with <html>, wanted <tmx>"),
    (
        tmx('<tu><tuv xml:lang="en"><seg>x</seg></tuv><tuv xml:lang="fi"><seg>y</seg></tuv></tu>'),
        "a.tmx:4: no segment in et, only en, fi, wanted en and et",
    ),
    (tmx("<tu/>"), "a.tmx:4: no segment in en, only none, wanted en and et"),
    (
        tmx(unit(MUCH * 10, "x")),
        "a.tmx:5: a segment has more than 1000000 characters, wanted sentences",
    ),
    (tmx(unit("x", "õ")).replace("õ".encode(), b"\xf5"), "a.tmx:6: not XML: not well-formed (invalid token)"),
]


@pytest.mark.parametrize(("content", "message"), BROKEN_TMX, ids=range(len(BROKEN_TMX)))
def test_broken_tmx(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.tmx").write_bytes(content)
    with pytest.raises(DataError) as caught:
        read(tmp_path, "a.tmx")
    assert str(caught.value).startswith(message)


def test_what_stood_before_the_break_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_bytes(WHOLE.replace(b"</body>", b"</tu>"))
    found = read(tmp_path, "a.tmx", "reject")
    assert pairs(found[:3]) == PAIRS
    assert reasons(found) == ["a.tmx:16: not XML: mismatched tag, wanted a whole TMX file"]


def test_a_packed_tmx_that_breaks_off(tmp_path: Path) -> None:
    (tmp_path / "a.tmx.gz").write_bytes(gzip.compress(WHOLE)[:-20])
    assert reasons(read(tmp_path, "a.tmx.gz", "reject")) == [
        "a.tmx.gz:1: the packed file is cut off here, wanted a whole one"
    ]


def test_two_files_of_different_length(tmp_path: Path) -> None:
    (tmp_path / "a.en").write_text("One.\nTwo.\n")
    (tmp_path / "a.et").write_text("Üks.\n")
    found = read(tmp_path, "a.en", "reject", target_path="a.et")
    assert pairs(found[:1]) == [("One.", "Üks.")]
    assert reasons(found) == ["a.et:2: ends before a.en, wanted as many lines in both files"]
    turned = read(tmp_path, "a.et", "reject", target_path="a.en")
    assert reasons(turned) == ["a.et:2: ends before a.en, wanted as many lines in both files"]


def test_a_line_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.en").write_text("One.\nTwo.\nThree.\n")
    (tmp_path / "a.et").write_bytes(b"\xdcks.\nKaks.\n\xef\xbb\xbfKolm.\n")
    assert reasons(read(tmp_path, "a.en", "reject", target_path="a.et")) == [
        "a.et:1: byte 1 of the line (0xDC) is not UTF-8, wanted UTF-8",
        "a.et:3: begins with a byte order mark (U+FEFF), wanted plain UTF-8 without one",
    ]
    (tmp_path / "b.en.gz").write_bytes(gzip.compress(b"One.\nTwo.\n")[:-9])
    last = read(tmp_path, "b.en.gz", "reject", target_path="a.et")[-1]
    assert reasons([last]) == ["b.en.gz:3: the packed file is cut off here, wanted a whole one"]


TAB_PROBLEMS = [
    (b"One.\tKaks.\nTwo.\n", "a.tsv:2: 1 cell, wanted 2: en, et"),
    (b"One.\tKaks.\textra\n", "a.tsv:1: 3 cells, wanted 2: en, et"),
    (b"id\ten\tet\n1\tOne.\n", "a.tsv:2: 2 cells, wanted 3: id, en, et"),
    (b"One.\t\xdcks.\n", "a.tsv:1: byte 6 of the line (0xDC) is not UTF-8, wanted UTF-8"),
    (b"\xef\xbb\xbfOne.\tKaks.\n", "a.tsv:1: begins with a byte order mark (U+FEFF), wanted plain UTF-8 without one"),
    (b"One.\tKa\x00ks.\n", "a.tsv:1: et holds U+0000 at character 3, wanted readable text"),
]


@pytest.mark.parametrize(("content", "message"), TAB_PROBLEMS)
def test_broken_tabs(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.tsv").write_bytes(content)
    with pytest.raises(DataError) as caught:
        read(tmp_path, "a.tsv")
    assert str(caught.value) == message


def test_columns_that_are_not_there(tmp_path: Path) -> None:
    rows = [{"en": "One."}, {"translation": {"en": "Two.", "et": None}}, {"en": "x", "et": "y", "licence": 1}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert reasons(read(tmp_path, "a.jsonl", "reject")) == [
        "a.jsonl:1: et is missing, wanted text",
        "a.jsonl:2: et is null, wanted text",
        "a.jsonl:3: licence is a number, wanted text",
    ]


SETTINGS = [
    ({"path": "a.tmx"}, "a.tmx is a bitext, wanted its languages as well: bitext: {source: en, target: et}"),
    ({"path": "a.tmx", "bitext": {"source": "et"}}, "source and target are both et, wanted two languages"),
    ({"path": "a.tmx", "bitext": {"target_path": "a.txt"}}, "no file a.txt; did you mean a.tmx?"),
    ({"hub": {"name": "x"}, "bitext": {"target_path": "a.tmx"}}, "target_path without path, wanted both files"),
]


@pytest.mark.parametrize(("settings", "message"), SETTINGS)
def test_settings_that_cannot_be(tmp_path: Path, settings: dict[str, Any], message: str) -> None:
    (tmp_path / "a.tmx").write_bytes(WHOLE)
    with pytest.raises(ValidationError) as caught:
        Source.model_validate({"name": "b", **settings}, context={"root": tmp_path})
    assert message in str(caught.value)
