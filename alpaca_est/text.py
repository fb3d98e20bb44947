"""Words and characters of any language; nothing here knows only ASCII."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")
FENCE = re.compile(r"(^|\n)```.*?(\n```|\Z)", re.DOTALL)
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def words(text: str) -> list[str]:
    """The words of a text: composed (NFC), casefolded, õ ä ö ü š ž kept, inner hyphen and apostrophe kept."""
    return [word.casefold() for word in WORD.findall(unicodedata.normalize("NFC", text))]


def word_count(text: str) -> int:
    """How many words a text has."""
    return sum(1 for _ in WORD.finditer(unicodedata.normalize("NFC", text)))


def prose(text: str) -> str:
    """A text without its fenced code blocks."""
    return FENCE.sub("\n", text)


def unwanted_character(text: str) -> str | None:
    """The first character no dataset should hold (NUL, C0 controls, lone surrogates), spelled out, or None."""
    found = UNWANTED.search(text)
    return f"U+{ord(found[0]):04X} at character {found.start() + 1}" if found else None


def excerpt(text: str, limit: int = 60) -> str:
    """The beginning of a text on one line, for messages."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
