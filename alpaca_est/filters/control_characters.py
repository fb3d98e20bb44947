"""Characters that nobody sees and that do not belong in a text, and marks without a letter to stand on."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pydantic import Field

from alpaca_est.record import FIELDS, Outcome, Record
from alpaca_est.step import Measured

# soft hyphen, zero width, bidi, byte order mark, private use, tags
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ue000-\uf8ff\ufff9-\ufffb\U000e0000-\U000e007f\U000f0000-\U0010fffd]"
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# what may be a combining mark after nothing; U+00A0 and U+25CC show a mark on purpose
MAY_BE_LONE = re.compile("(?:\\A|(?<=[^\\w\xa0◌]))[\u0300-\U000e01ef]")
JOINERS = "\u200c\u200d"
DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class ControlCharacters(Measured):
    """Flags texts with unseen characters: zero width spaces, soft hyphens, byte order marks, private use.

    Controls (C0, DEL and C1, but tab and line ends) are rejected: nobody typed them, sources refuse C0, and C1 is
    damage. Joiners inside emoji and within scripts that need them, and marks of direction beside right-to-left letters
    are right where they are. Flagged too are combining marks that stand on no letter.
    """

    measure_name = "characters"
    step: Literal["control_characters"] = "control_characters"
    flag_above: float | None = Field(default=0, ge=0)
    """Flagged over so many of them."""
    reject_controls_above: float | None = Field(default=0, ge=0)
    """Rejected over so many controls; `null` flags them like the others."""

    def thresholds(self) -> Mapping[str, Sequence[float]]:
        """Those of all characters, and that of controls."""
        bound = self.reject_controls_above
        return {**super().thresholds(), "controls": () if bound is None else (bound,)}

    def measure(self, record: Record) -> Mapping[str, float]:
        """`characters` in all, and `controls` where there are any."""
        count = sum(len(CONTROL.findall(getattr(record, field))) for field in FIELDS)
        return {**super().measure(record), **({"controls": float(count)} if count else {})}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject controls, flag the rest."""
        count, bound = scores.get("controls", 0.0), self.reject_controls_above
        if bound is None or count <= bound:
            return super().decide(record, scores)
        field, place, character = next(one for one in self._found(record) if CONTROL.match(one[2]))
        named = f"{field} has U+{ord(character):04X} a control character at character {place + 1}"
        return self.reject(record, f"{named}, {count:.0f} controls in all, at most {bound:g} wanted")

    def value(self, record: Record) -> float | None:
        """How many unseen characters and lone marks the record has."""
        return float(sum(len(unseen(getattr(record, field))) for field in FIELDS))

    def reason(self, record: Record, value: float) -> str:
        """The first one by code and name, and its place."""
        field, place, character = next(self._found(record))
        name = unicodedata.name(character, "a control character")
        alone = " on no letter" if unicodedata.category(character)[0] == "M" else ""
        found = f"{field} has U+{ord(character):04X} {name}{alone} at character {place + 1}"
        return f"{found}, {value:.0f} unseen ones in all"

    def span(self, record: Record) -> tuple[str, int, int] | None:
        """The first one."""
        field, place, _ = next(self._found(record))
        return field, place, place + 1

    def _found(self, record: Record) -> Iterator[tuple[str, int, str]]:
        for field in FIELDS:
            text = getattr(record, field)
            yield from ((field, place, text[place]) for place in unseen(text))


def unseen(text: str) -> list[int]:
    """The places of characters that nobody sees and that have no work where they stand, and of lone marks."""
    if text.isascii() and text.isprintable():
        return []
    places = [found.start() for found in UNSEEN.finditer(text) if not _works(text, found.start())]
    if text.isascii():
        return places
    lone = [found.start() for found in MAY_BE_LONE.finditer(text) if _lone(text, found.start())]
    return sorted(places + lone) if lone else places


def _lone(text: str, place: int) -> bool:
    """Whether a combining mark stands at the beginning, or after a space, a control or punctuation."""
    if unicodedata.category(text[place])[0] != "M":
        return False
    return place == 0 or unicodedata.category(text[place - 1])[0] in "ZCP"


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
