"""Characters that nobody sees and that do not belong in a text."""

import re
import unicodedata
from typing import Literal

from pydantic import Field

from alpaca_est.record import FIELDS, Record
from alpaca_est.step import Measured

# controls, soft hyphen, zero width, bidi, byte order mark, private use, tags
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ue000-\uf8ff\ufff9-\ufffb\U000e0000-\U000e007f\U000f0000-\U0010fffd]"
)
JOINERS = "\u200c\u200d"
DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class ControlCharacters(Measured):
    """Flags texts with unseen characters: controls, zero width spaces, soft hyphens, byte order marks, private use.

    Joiners inside emoji and within scripts that need them, and marks of direction beside right-to-left letters are
    right where they are.
    """

    measure_name = "characters"

    step: Literal["control_characters"] = "control_characters"
    flag_above: float | None = Field(default=0, ge=0)
    """Flagged over so many of them."""

    def value(self, record: Record) -> float | None:
        """How many unseen characters the record has."""
        return float(sum(len(unseen(getattr(record, field))) for field in FIELDS))

    def reason(self, record: Record, value: float) -> str:
        """The first one by code and name, and its place."""
        field, place, character = self._first(record)
        name = unicodedata.name(character, "a control character")
        return f"{field} has U+{ord(character):04X} {name} at character {place + 1}, {value:.0f} unseen ones in all"

    def span(self, record: Record) -> tuple[str, int, int] | None:
        """The first one."""
        field, place, _ = self._first(record)
        return field, place, place + 1

    def _first(self, record: Record) -> tuple[str, int, str]:
        found = ((field, place) for field in FIELDS for place in unseen(getattr(record, field)))
        field, place = next(found)
        return field, place, getattr(record, field)[place]


def unseen(text: str) -> list[int]:
    """The places of characters that nobody sees and that have no work where they stand."""
    if text.isascii() and text.isprintable():
        return []
    return [found.start() for found in UNSEEN.finditer(text) if not _works(text, found.start())]


def _works(text: str, place: int) -> bool:
    """Whether an unseen character does something: joins emoji or letters, or turns the direction of a text."""
    character = text[place]
    if character in JOINERS:
        around = text[place - 1 : place] + text[place + 1 : place + 2]
        return any(unicodedata.category(one) in ("So", "Sk", "Mn", "Mc", "Lo") for one in around)
    if "\U000e0020" <= character <= "\U000e007f":  # tags spell the regions of flags, after U+1F3F4
        return "\U0001f3f4" in text[max(0, place - 8) : place]
    if character in DIRECTIONS:
        near = text[max(0, place - 40) : place] + text[place + 1 : place + 40]
        return any(unicodedata.bidirectional(one) in ("R", "AL") and one not in DIRECTIONS for one in near)
    return False
