"""TMX, the exchange format of translation memories, read as it streams in; entities of its own are refused."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat

NATIVE = frozenset({"bpt", "ept", "ph", "it", "ut"})  # codes of other formats; their text is no language
LONGEST = 1_000_000  # characters of a segment


class Unit(NamedTuple):
    """A translation unit: the line it begins in, and its first segment in each language; `en-GB` counts as `en`."""

    line: int
    segments: dict[str, str]


class NotTmx(Exception):
    """What is wrong with a file, and in which line; the units before it are whole."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


def units(chunks: Iterable[bytes]) -> Iterator[Unit]:
    """The units of a file as its chunks come in; codes inside a segment (`bpt`, `ph` …) are left out.

    Raises `NotTmx` where it is no XML, declares an entity, or holds a segment that is no sentence.
    """
    reader = _Reader()
    try:
        for chunk in chunks:
            yield from reader.parsed(chunk, last=False)
        yield from reader.parsed(b"", last=True)
    except expat.ExpatError as error:
        yield from reader.taken()
        raise NotTmx(error.lineno, f"not XML: {expat.ErrorString(error.code)}, wanted a whole TMX file") from None


def language_of(code: str) -> str:
    """The language of a code such as `en-GB`: en."""
    return code.strip().replace("_", "-").partition("-")[0].lower()


class _Reader:
    """What a parser has come across: the unit it is in, and those that are ready."""

    def __init__(self) -> None:
        self.ready: list[Unit] = []
        self.unit = Unit(0, {})
        self.root = self.language = ""
        self.text: list[str] | None = None
        self.length = self.native = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._unknown_entity

    @property
    def line(self) -> int:
        """Where the parser is."""
        return self.parser.CurrentLineNumber

    def parsed(self, chunk: bytes, *, last: bool) -> Iterator[Unit]:
        """The units that a chunk completes; then what it is refused for."""
        try:
            self.parser.Parse(chunk, last)
        except NotTmx:
            yield from self.taken()
            raise
        yield from self.taken()

    def taken(self) -> list[Unit]:
        """The units that are ready, each once."""
        ready, self.ready = self.ready, []
        return ready

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.root:
            self.root = name
            if name != "tmx":
                raise NotTmx(self.line, f"begins with <{name}>, wanted <tmx>")
        if name == "tu":
            self.unit = Unit(self.line, {})
        elif name == "tuv":
            self.language = language_of(attributes.get("xml:lang") or attributes.get("lang") or "")
        elif name == "seg":
            self.text, self.length = [], 0
        elif name in NATIVE:
            self.native += 1

    def _end(self, name: str) -> None:
        if name == "tu":
            self.ready.append(self.unit)
        elif name == "seg" and self.text is not None:
            self.unit.segments.setdefault(self.language, "".join(self.text))
            self.text = None
        elif name in NATIVE:
            self.native -= 1

    def _characters(self, text: str) -> None:
        if self.text is None or self.native:
            return
        self.length += len(text)
        if self.length > LONGEST:
            raise NotTmx(self.line, f"a segment has more than {LONGEST} characters, wanted sentences")
        self.text.append(text)

    def _entity(self, name: str, *rest: object) -> None:  # noqa: ARG002
        raise NotTmx(self.line, f"declares the entity {name}, wanted a TMX file without entities of its own")

    def _unknown_entity(self, name: str, is_parameter: bool) -> None:  # noqa: ARG002
        raise NotTmx(self.line, f"uses the entity {name} that XML does not know, wanted its character or &#…;")
