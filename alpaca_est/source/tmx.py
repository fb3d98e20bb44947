"""TMX, the exchange format of translation memories, read as it streams in; entities of its own are refused."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from alpaca_est.source.lines import CHUNK, Damaged, Row, opened
from alpaca_est.source.settings import Bitext

NATIVE = frozenset({"bpt", "ept", "ph", "it", "ut"})  # codes of other formats; their text is no language
LONGEST = 1_000_000  # characters of a segment


class _Refused(Exception):
    """Something that no honest TMX file holds."""


def tmx_rows(path: Path, shown: str, bitext: Bitext) -> Iterator[Row]:
    """A row for each unit with a segment in both languages; others are problems of their rows.

    `en-GB` counts as `en`; the first segment of a language is taken. Codes inside a segment (`bpt`, `ph` …) are left
    out, white space counts as one space. A file that is no XML is read up to where it breaks.
    """
    reader = _Reader(shown, bitext)
    with opened(path) as file:
        try:
            while chunk := file.read(CHUNK):
                reader.parser.Parse(chunk, False)
                yield from reader.taken()
            reader.parser.Parse(b"", True)
        except expat.ExpatError as error:
            reader.stop(error.lineno, f"not XML: {expat.ErrorString(error.code)}, wanted a whole TMX file")
        except _Refused as refused:
            reader.stop(reader.parser.CurrentLineNumber, str(refused))
        except EOFError:
            reader.stop(reader.parser.CurrentLineNumber, str(Damaged(0, "cut off")))
        except (gzip.BadGzipFile, zlib.error):
            reader.stop(reader.parser.CurrentLineNumber, str(Damaged(0, "damaged")))
    yield from reader.taken()


class _Reader:
    """What a parser has come across: the unit it is in, and the rows that are ready."""

    def __init__(self, shown: str, bitext: Bitext) -> None:
        self.shown, self.bitext = shown, bitext
        self.rows: list[Row] = []
        self.unit_line, self.root = 0, ""
        self.segments: dict[str, str] = {}
        self.language = ""
        self.text: list[str] | None = None
        self.length, self.native = 0, 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._unknown_entity

    def taken(self) -> list[Row]:
        """The rows that are ready, each once."""
        rows, self.rows = self.rows, []
        return rows

    def stop(self, line: int, problem: str) -> None:
        """A last row for what is wrong with the file."""
        self.rows.append(Row(f"{self.shown}:{line}", problem=problem))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.root:
            self.root = name
            if name != "tmx":
                raise _Refused(f"begins with <{name}>, wanted <tmx>")
        if name == "tu":
            self.unit_line, self.segments = self.parser.CurrentLineNumber, {}
        elif name == "tuv":
            code = attributes.get("xml:lang") or attributes.get("lang") or ""
            self.language = code.replace("_", "-").partition("-")[0].lower()
        elif name == "seg":
            self.text, self.length = [], 0
        elif name in NATIVE:
            self.native += 1

    def _end(self, name: str) -> None:
        if name == "tu":
            self.rows.append(self._unit())
        elif name == "seg" and self.text is not None:
            self.segments.setdefault(self.language, " ".join("".join(self.text).split()))
            self.text = None
        elif name in NATIVE:
            self.native -= 1

    def _unit(self) -> Row:
        place = f"{self.shown}:{self.unit_line}"
        codes = (self.bitext.source, self.bitext.target)
        if missing := [code for code in codes if code not in self.segments]:
            there = ", ".join(self.segments) or "none"
            return Row(place, problem=f"no segment in {missing[0]}, only {there}, wanted {' and '.join(codes)}")
        texts = [self.segments[code] for code in codes]
        return Row(place, dict(zip(self.bitext.names, texts, strict=True)))

    def _characters(self, text: str) -> None:
        if self.text is None or self.native:
            return
        self.length += len(text)
        if self.length > LONGEST:
            raise _Refused(f"a segment has more than {LONGEST} characters, wanted sentences")
        self.text.append(text)

    def _entity(self, name: str, *rest: object) -> None:  # noqa: ARG002
        raise _Refused(f"declares the entity {name}, wanted a TMX file without entities of its own")

    def _unknown_entity(self, name: str, is_parameter: bool) -> None:  # noqa: ARG002
        raise _Refused(f"uses the entity {name} that XML does not know, wanted its character or &#…;")
