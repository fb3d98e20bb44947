"""What of a text is sent to a translation engine: lines and sentences, without the structure around them.

List markers, headings, quotes, table pipes, indentation, blank lines and quotation marks around a whole line never
leave: an engine cannot lose what it was not given. Put together again, untouched pieces give the same text, byte by
byte.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from alpaca_est.languages.sentences import sentences
from alpaca_est.translators.masks import Style, says_something

MARKER = re.compile(
    r"[ \t]*(?:(?:[-*+•–—▪◦]|\d{1,3}[.)]|\(?[A-Za-z][.)]|\(\d{1,3}\)|[Qq]\d{0,2}:|#{1,6}|>{1,3}|\[[ xX]\])[ \t]+)*"
)
ENDS = re.compile(r"[ \t]*\Z")
BREAK = re.compile(r"(\r?\n)")
PIPE = re.compile(r"([ \t]*(?<!\\)\|[ \t]*)")
QUOTES = (
    ('"', '"'),
    ("“", "”"),
    ("„", "“"),
    ("„", "”"),
    ("«", "»"),
    ("'", "'"),
    ("**", "**"),
    ("*", "*"),
    ("__", "__"),
)


class Piece(NamedTuple):
    """A part of a text, and whether it is sent."""

    text: str
    sent: bool


def lines(text: str, style: Style) -> Iterator[Piece]:
    """The pieces of a text; what is sent is at most a line long."""
    for part in BREAK.split(text):
        if len(PIPE.findall(part)) >= 2:
            for cell in PIPE.split(part):
                yield from _line(cell, style)
        elif part:
            yield from _line(part, style)


def _line(part: str, style: Style) -> Iterator[Piece]:
    """One line or cell: what stands before, the words, what stands after."""
    marker = MARKER.match(part)
    before = marker[0] if marker else ""
    after = ENDS.search(part, len(before))
    end = after.start() if after else len(part)
    words = part[len(before) : end]
    opening, words, closing = _unquoted(words)
    if not says_something(words, style):
        yield Piece(part, False)
        return
    for text, sent in ((before + opening, False), (words, True), (closing + part[end:], False)):
        if text:
            yield Piece(text, sent)


def _unquoted(words: str) -> tuple[str, str, str]:
    """Quotation marks or emphasis around a whole line, and what they hold."""
    for opening, closing in QUOTES:
        inner = words[len(opening) : len(words) - len(closing)]
        whole = words.startswith(opening) and words.endswith(closing) and len(words) > len(opening) + len(closing)
        if whole and opening not in inner and closing not in inner and inner == inner.strip():
            return opening, inner, closing
    return "", words, ""


def by_sentence(piece: str, code: str, style: Style) -> list[Piece]:
    """A line cut into its sentences, with the spaces between them."""
    found: list[Piece] = []
    place = 0
    for sentence in sentences(piece, code):
        if sentence.start > place:
            found.append(_kept(piece[place : sentence.start], style))
        found.append(Piece(sentence.text, says_something(sentence.text, style)))
        place = sentence.end
    if place < len(piece):
        found.append(_kept(piece[place:], style))
    return found


def _kept(text: str, style: Style) -> Piece:
    """What stands between sentences: spaces, or words that no sentence claimed."""
    return Piece(text, says_something(text, style))


def joined(pieces: Sequence[Piece], translated: Mapping[str, str]) -> str:
    """The text again, each piece that was sent in its translation."""
    return "".join(translated[piece.text] if piece.sent else piece.text for piece in pieces)
