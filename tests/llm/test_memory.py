"""Translation memories."""

from pathlib import Path

import pytest

from alpaca_est.ask import Ask
from alpaca_est.errors import DataError
from alpaca_est.llm.memory import memory, tsv_field

TMX = """<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en-GB"><seg>Name a <bpt/>bird.</seg></tuv><tuv xml:lang="et"><seg>Nimeta lind.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>only one</seg></tuv></tu>
</body></tmx>"""


def known(folder: Path, name: str, text: str, source: str = "en", target: str = "et") -> str | None:
    reply = memory([name], folder).reply(Ask(user=text, source=source, target=target))
    return None if reply.refused else reply.text


def test_tables_with_and_without_languages(tmp_path: Path) -> None:
    (tmp_path / "named.tsv").write_text('en\tet\nA "cat".\tKass.\nTwo\\nlines\tKaks\\nrida\n\n', "utf-8")
    (tmp_path / "bare.tsv").write_text("A dog.\tKoer.\n", "utf-8")
    assert known(tmp_path, "named.tsv", 'A "cat".') == "Kass."
    assert known(tmp_path, "named.tsv", " Two\nlines\n") == " Kaks\nrida\n"
    assert known(tmp_path, "named.tsv", "Kass.", "et", "en") == 'A "cat".'
    assert known(tmp_path, "named.tsv", 'A "cat".', "en", "fi") is None
    assert known(tmp_path, "bare.tsv", "A dog.") == "Koer."
    assert known(tmp_path, "bare.tsv", "a dog.") is None
    assert tsv_field("a\tb\nc\\n") == "a\\tb\\nc\\\\n"


def test_tmx(tmp_path: Path) -> None:
    (tmp_path / "m.tmx").write_text(TMX, "utf-8")
    assert known(tmp_path, "m.tmx", "Name a bird.") == "Nimeta lind."
    assert known(tmp_path, "m.tmx", "Nimeta lind.", "et", "en") == "Name a bird."


def test_the_later_file_wins_and_the_identity_is_the_content(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("A\tB\n", "utf-8")
    (tmp_path / "b.tsv").write_text("A\tC\n", "utf-8")
    both = memory(["a.tsv", "b.tsv"], tmp_path)
    assert both.reply(Ask(user="A", source="en", target="et")).text == "C"
    assert both.sha256 != memory(["b.tsv", "a.tsv"], tmp_path).sha256
    (tmp_path / "c.tsv").write_text("A\tC\n\n", "utf-8")
    assert memory(["c.tsv"], tmp_path).sha256 == memory(["b.tsv"], tmp_path).sha256


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("m.tsv", b"a\tb\nc\n", "m.tsv:2: 1 columns, wanted a text and its translation"),
        ("m.tsv", b"a\tb\tc\n", "m.tsv:1: 3 columns, wanted a text and its translation"),
        ("m.tsv", b"a\t \n", "m.tsv:1: an empty column, wanted a text and its translation"),
        ("m.tsv", b"a\t\xff\n", "m.tsv: byte 3 is not UTF-8, wanted UTF-8"),
        ("m.tmx", b"<tmx><tu></tmx>", "m.tmx:1: not XML: mismatched tag, wanted a whole TMX file"),
        (
            "m.tmx",
            b'<!DOCTYPE t [<!ENTITY a "b">]><tmx/>',
            "m.tmx:1: declares the entity a, wanted a TMX file without entities of its own",
        ),
        ("m.tsv", None, "m.tsv: cannot be read (No such file or directory)"),
    ],
)
def test_broken_files(name: str, content: bytes | None, problem: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError) as raised:
        memory([name], tmp_path)
    assert raised.value.problems == (problem,)


@pytest.mark.parametrize("text", ["a\tb", "c\\nd", "line\nline", "x\r\ny", "old\rmac", "tail\\", "q\u2028r", "v\x0bw"])
def test_any_text_of_a_review_is_read_again_as_it_was(text: str, tmp_path: Path) -> None:
    (tmp_path / "m.tsv").write_bytes(f"en\tet\r\n{tsv_field(text)}\t{tsv_field(text + '!')}\r\n".encode())
    assert known(tmp_path, "m.tsv", text) == f"{text}!"


def test_codes_of_other_formats_in_tmx_are_no_language(tmp_path: Path) -> None:
    units = '<tu><tuv xml:lang="en"><seg>Hi <bpt i="1">&lt;b&gt;</bpt>all<ept i="1">&lt;/b&gt;</ept>!</seg></tuv>'
    content = f'<tmx><body>{units}<tuv xml:lang="et"><seg>Tere!</seg></tuv></tu></body></tmx>'
    (tmp_path / "m.tmx").write_text(content, encoding="utf-8")
    assert known(tmp_path, "m.tmx", "Hi all!") == "Tere!"
