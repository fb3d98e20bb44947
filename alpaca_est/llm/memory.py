"""Translation memories: pairs of texts that people made, asked before any engine, for nothing.

TSV files have two columns, whose first line may name their languages (`en<tab>et`), with `\\n` for a line break in a
text; TMX files name the languages in `xml:lang`.
A run that people have reviewed is a memory too: `publish` writes their accepted and edited translations into it, a file
for each pair of languages (`memory.en-et.tsv`). Texts are compared with blanks at their ends left out.
"""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from alpaca_est.ask import Ask, Reply
from alpaca_est.errors import DataError
from alpaca_est.project import Files
from alpaca_est.tmx import NotTmx, language_of, units

RUN_MEMORY = "memory.*tsv"
"""The files of a run that are a memory."""
TMX = re.compile(r"\.tmx(?:\.gz)?$", re.IGNORECASE)
CODE = re.compile(r"[a-z]{2,3}(?:[-_]\w+)*", re.IGNORECASE)


class Pair(msgspec.Struct, frozen=True):
    """A text and its translation, with their languages; "" where the file does not say."""

    source: str
    target: str
    source_lang: str = ""
    target_lang: str = ""


class Memory(msgspec.Struct, frozen=True):
    """The pairs of several files, in their order; of two translations of one text the last counts."""

    paths: tuple[str, ...]
    pairs: dict[tuple[str, str, str], str]

    @property
    def sha256(self) -> str:
        """The identity of the pairs, wherever their files lie."""
        listed = sorted([*key, value] for key, value in self.pairs.items())
        return hashlib.sha256(msgspec.json.encode(listed)).hexdigest()

    def reply(self, ask: Ask) -> Reply:
        """The translation of a text, or a refusal that says it is not known."""
        text = ask.user.strip()
        for languages in ((ask.source, ask.target), ("", "")):
            if (found := self.pairs.get((*languages, text))) is not None:
                before = ask.user[: len(ask.user) - len(ask.user.lstrip())]
                return Reply(text=before + found + ask.user[len(ask.user.rstrip()) :])
        return Reply(finish="refused", reason="not in the memory")


def memory(paths: Sequence[str], folder: Path) -> Memory:
    """The pairs of files and runs, in both directions; `DataError` where one cannot be read."""
    pairs: dict[tuple[str, str, str], str] = {}
    for path in paths:
        for whole, shown in _files(folder / path, path):
            for pair in _tmx(whole, shown) if TMX.search(whole.name) else _tsv(whole, shown):
                pairs[pair.target_lang, pair.source_lang, pair.target] = pair.source
                pairs[pair.source_lang, pair.target_lang, pair.source] = pair.target
    return Memory(tuple(paths), pairs)


def memory_name(source: str, target: str) -> str:
    """The file of a run that holds the pairs of two languages."""
    return f"memory.{source}-{target}.tsv"


def _files(whole: Path, shown: str) -> list[tuple[Path, str]]:
    """A file, or those of a run, each with what messages call it."""
    if not whole.is_dir():
        return [(whole, shown)]
    found = sorted(whole.glob(RUN_MEMORY))
    if not found:
        raise DataError(
            f"{shown}/{memory_name('en', 'et')}: no such file, wanted a run that was reviewed and published"
        )
    return [(one, f"{shown}/{one.name}") for one in found]


def _text(path: Path, shown: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError(f"{shown}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{shown}: byte {error.start + 1} is not UTF-8, wanted UTF-8") from None


def _tsv(path: Path, shown: str) -> Iterator[Pair]:
    """Pairs of a table, one a line; line breaks and tabs in a text are written `\\n` and `\\t`, a backslash twice."""
    languages = ("", "")
    for number, line in enumerate(_text(path, shown).split("\n"), 1):
        row = [_ESCAPE.sub(lambda one: _PLAIN[one[0]], field).strip() for field in line.rstrip("\r").split("\t")]
        if row == [""]:
            continue
        if number == 1 and len(row) == 2 and all(map(CODE.fullmatch, row)):
            languages = (language_of(row[0]), language_of(row[1]))
        elif len(row) != 2:
            raise DataError(f"{shown}:{number}: {len(row)} columns, wanted a text and its translation")
        elif not all(row):
            raise DataError(f"{shown}:{number}: an empty column, wanted a text and its translation")
        else:
            yield Pair(row[0], row[1], *languages)


_PLAIN = {"\\n": "\n", "\\r": "\r", "\\t": "\t", "\\\\": "\\"}
_ESCAPE = re.compile(r"\\[nrt\\]")


def tsv_field(text: str) -> str:
    """A text as a column of a memory file."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _tmx(path: Path, shown: str) -> Iterator[Pair]:
    """Pairs of a TMX file, also packed as .gz: the first language of each unit with every other."""
    try:
        content = path.read_bytes()
        content = gzip.decompress(content) if path.suffix.lower() == ".gz" else content
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{shown}: cannot be read ({getattr(error, 'strerror', None) or error})") from None
    try:
        for unit in units([content]):
            (lang, text), *others = unit.segments.items() or [("", "")]
            yield from (
                Pair(text.strip(), one.strip(), lang, code) for code, one in others if text.strip() and one.strip()
            )
    except NotTmx as wrong:
        raise DataError(f"{shown}:{wrong.line}: {wrong.problem}") from None


MemoryFiles = Annotated[Memory, Files(lambda paths, folder, _: memory(paths, folder))]
