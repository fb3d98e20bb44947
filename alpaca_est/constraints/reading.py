"""How an answer is read: cleaned, without code, its words and its paragraphs, as people count them."""

import re
import unicodedata
from typing import NamedTuple

from alpaca_est.text import prose

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff"))
SAYING = re.compile(r"[^\W_]")
BULLET = re.compile(r"^[ \t]*[-*•–+][ \t]+")
MONTH = r"(?:jaanuar|veebruar|märts|aprill?|mai|juuni|juuli|august|septemb|oktoob|novemb|detsemb)"
NUMBER = re.compile(rf"^[ \t]*(\d{{1,3}})[.)][ \t]+(?!{MONTH})")
HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+\S|[ \t]*<<.*>>[ \t]*$|[ \t*]*osa[ \t]+\d{1,2}[ \t*:.]*$", re.IGNORECASE)
RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$")
FENCE_LINE = re.compile(r"[ \t]*```.*$", re.MULTILINE)
ADDRESS = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)\]“”\"']|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
GLUE = re.compile(r"(?<=[^\W\d_])[,;|—](?=[^\W\d_])")


def clean(text: str) -> str:
    """Composed (NFC), with plain line ends, without characters that nobody sees."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(UNSEEN).strip()


def bare(text: str) -> str:
    """A cleaned text without fenced code."""
    return prose(clean(text)).strip()


def word_tokens(text: str) -> list[str]:
    """What stands between spaces and holds a letter or digit: „3,5“, „nt.“ and „ja/või“ are one word each."""
    lines = [GLUE.sub(" ", line.text) for line in lines_of(text)]
    return [token for line in lines for token in line.split() if SAYING.search(token)]


class Line(NamedTuple):
    """A line without the bullet or number of a list, and whether it had one."""

    text: str
    item: bool


def lines_of(text: str) -> list[Line]:
    """The lines of a text. „3. klass“ has a number of a list only where 2 or 4 stands at another line."""
    lines = text.split("\n")
    numbers = {int(found[1]) for line in lines if (found := NUMBER.match(line))}
    return [_line(line, numbers) for line in lines]


def _line(line: str, numbers: set[int]) -> Line:
    if found := BULLET.match(line):
        return Line(line[found.end() :].strip(), item=True)
    found = NUMBER.match(line)
    if found and ({int(found[1]) - 1, int(found[1]) + 1} & numbers or line[found.end() : found.end() + 1].isupper()):
        return Line(line[found.end() :].strip(), item=True)
    return Line(line.strip(), item=False)


def paragraphs_of(text: str) -> list[str]:
    """What blank lines separate; headings, titles and rules of dashes alone are none."""
    blocks = re.split(r"\n[ \t]*\n", text)
    return [block.strip() for block in blocks if any(is_text(line) for line in block.split("\n"))]


def is_text(line: str) -> bool:
    """Whether a line says something and is no heading, title, rule or „Osa 1“."""
    return bool(SAYING.search(line)) and not HEADING.match(line) and not RULE.match(line)
