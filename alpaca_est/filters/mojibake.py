"""Letters that went through the wrong encoding: Ãµ for õ."""

import re
from typing import Literal

from pydantic import Field

from alpaca_est.languages.prose import running_text
from alpaca_est.record import FIELDS, Record
from alpaca_est.step import Measured
from alpaca_est.text import excerpt

LEADS = "ÃÅÄĆÂĂ"  # what the first byte of a letter in UTF-8 becomes
LOWER, UPPER = "a-zß-öø-ÿāčēģīķļņšūžąęėįų", "A-ZÀ-ÖØ-ÞŠŽ"
# UTF-8 read as Latin-1, -4, -7 or -9 or Windows-1250, -1252 or -1257: a first byte, then what never follows a letter
ODD = "[\x80-\x9f¡-¦¨ª¬\xad¯±µ¶¸º¼-¿‚ƒ„†‡ˆ‰Š‹ŒŽ•˜š›œžŸĩļŧĄˇľĽŤś]"
# what ends a word in capitals or stands beside a letter named by itself as well: „JÄÄ“, „Ä“, KÄ…, Ä–Ü
CLOSING, DASHES, APOSTROPHES = "“”…€™»«°·¹²³®©§\xa0", "–—", "’‘´"
DAMAGE = (
    f"[{LEADS}]{ODD}",
    f"(?<=[{LOWER}])[{LEADS}][{CLOSING}{DASHES}{APOSTROPHES}]",
    f"[{LEADS}][{CLOSING}](?=[{LOWER}{UPPER}])(?<!Ä\xa0)",
    f"[{LEADS}][{APOSTROPHES}](?=[{UPPER}])",
    f"(?<![{UPPER}])[{LEADS}][{DASHES}{APOSTROPHES}](?=[{LOWER}])",
    f"(?<![{UPPER}„“])[ÃÂ][{CLOSING}{DASHES}{APOSTROPHES}]",
    "Ã–|Å\xa0|Ĺ[\xa0ˇľ˝]",
    # read as Windows-1251
    "Г[µ¤¶]|(?<=[A-Za-z])[ГЕ][ј•„–њЎѕЅ]|[ГЕ][ј•„–њЎѕЅ](?=[A-Za-z]|[ГЕ][µ¤¶ј•„–њ])|вЂ\\S",
    "[âā]€.|ï¿½|ï»¿|\ufffd|[\x80-\x9f]",
)
WRONG = re.compile("|".join(DAMAGE))
HINT = re.compile(f"[{LEADS}ĹГЕвâāï\ufffd\x80-\x9f]")
ESCAPE = re.compile(
    r"(?<!\\)\\u0{0,2}[01][0-9a-fA-F]{2}(?![0-9a-fA-F])|(?<!\\)\\x[c-fC-F][0-9a-fA-F](?:\\x[89abAB][0-9a-fA-F])?"
)
ENTITY = re.compile(
    r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,4}|[ao](?:uml|tilde)|uuml|[AOU](?:uml|tilde)|[sz]caron|amp|quot|nbsp|apos|lt|gt);"
)
ABOUT = re.compile(r"(?i)html|kodeering|\bencod|unicode|\butf|latin-?1|\bentit(?:y|ies)|\bescap|xml|\burl|json")


class Mojibake(Measured):
    """Rejects texts with characters that were damaged by a wrong encoding.

    Counted are UTF-8 read as a one-byte encoding (Ãµ, Ã¤, â€œ), replacement characters (U+FFFD), C1 controls, escapes
    (\\u00f5) and HTML entities (&auml;) outside code. Tasks about encodings and HTML are left out. Put `mend_encoding`
    before it: what can be repaired is then no longer there.
    """

    measure_name = "places"

    step: Literal["mojibake"] = "mojibake"
    reject_above: float | None = Field(default=0, ge=0)
    """Rejected over so many damaged places."""

    def value(self, record: Record) -> float | None:
        """How many places are damaged; None for tasks about encodings."""
        if ABOUT.search(record.instruction):
            return None
        return float(sum(len(damaged(getattr(record, field))) for field in FIELDS))

    def reason(self, record: Record, value: float) -> str:
        """The first damaged place."""
        for field in FIELDS:
            if found := damaged(getattr(record, field)):
                return f"{field} has „{excerpt(found[0])}“, {value:.0f} damaged places in all"
        return f"{value:.0f} damaged places"

    def span(self, record: Record) -> tuple[str, int, int] | None:
        """The first damaged place."""
        for field in FIELDS:
            if found := damaged(text := getattr(record, field)):
                start = text.find(found[0])
                return field, start, start + len(found[0])
        return None


def damaged(text: str) -> list[str]:
    """The damaged places of a text; escapes and entities count in running text only."""
    found = WRONG.findall(text) if not text.isascii() and HINT.search(text) else []
    if "\\" in text or "&" in text:
        running = running_text(text)
        found += [*ESCAPE.findall(running), *ENTITY.findall(running)]
    return found
