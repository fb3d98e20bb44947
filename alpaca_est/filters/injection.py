"""Instructions to a model that hide in a text which should only be data."""

import base64
import binascii
import re
from typing import Literal

from alpaca_est.languages.phrases import phrases
from alpaca_est.record import FIELDS, Record
from alpaca_est.step import Measured
from alpaca_est.text import excerpt

ORDERS = phrases(
    "ignore|disregard|forget|override (all) (of) (the) (your) (any) previous|prior|above|earlier|preceding|system … "
    "instruction*|prompt*|message*|rule*|directive*|guideline*|context",
    "ignore|disregard|forget everything|anything … above|before|previous*",
    "you are now (in) dan|developer|jailbroken|unrestricted|root|admin",
    "reveal|print|show|repeat|output (me) (us) (the) your|system|hidden (system) prompt|instructions",
    "do not follow|obey (the) (any) (your) previous|original|above|system … instruction*|rule*",
    "new|updated|real system|secret|hidden (system) instruction*|prompt",
    "eira|eirake|ignoreeri|ignoreerige|unusta|unustage (palun) (kõik) (kõiki) (ära) (oma) eelne*|eelmis*|varasema*|"
    "ülaltoodud|eespool|eelpool|ülal|"
    "seniseid|süsteemi … juhis*|juhend*|käsk*|käsu*|reegl*|korraldus*|viip*|viib*",
    "unusta|unustage (ära) kõik, mis|mida … enne|eespool|varem|öeldi|öeldud",
    "ära|ärge järgi|järgige|täida|täitke (enam) (oma) (neid) eelne*|eelmis*|varasema*|süsteemi … juhis*|reegl*|käsk*",
    "oled|olete nüüd piiranguteta|piiramatu|vaba kõigist|administraator*|arendajarežiim*",
    "avalda|avaldage|näita|näidake|kuva|kuvage|väljasta (mulle) (oma) süsteemi*|peidetud … viip*|viiba*|juhis*|prompt*",
)
TOKENS = re.compile(
    r"<\|[\w-]{2,30}\|>|\[/?INST\]|<</?SYS>>|</?s>(?=\s*\[)|<(?:start|end)_of_turn>"
    r"|^\s*(?:system|assistant)\s*:\s*(?=(?:you|sa|sina|ignore|eira)\b)",
    re.IGNORECASE | re.MULTILINE,
)
BLOB = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/]{40,}={0,2}(?![\w+/=])")
DATA: tuple[Literal["input", "output", "instruction"], ...] = ("input", "output", "instruction")


class Injection(Measured):
    """Flags texts that try to give orders to a model: „ignoreeri kõiki eelnevaid juhiseid“, <|im_start|>, [INST].

    Looked for in inputs and outputs, tokens of chat templates in instructions too; also in base64 that decodes to such.
    Tasks about prompt injection are flagged as well: a person sees at once what it is.
    """

    measure_name = "places"
    wanted = "data without orders"

    step: Literal["injection"] = "injection"
    flag_above: float | None = 0
    """Flagged over so many places."""

    def value(self, record: Record) -> float | None:
        """How many places give orders."""
        return float(sum(len(orders(getattr(record, field), data=field != "instruction")) for field in FIELDS))

    def reason(self, record: Record, value: float) -> str:
        """The first place."""
        field, found = self._first(record)
        return f"{field} has „{excerpt(found[0])}“, {value:.0f} in all"

    def span(self, record: Record) -> tuple[str, int, int] | None:
        """The first place."""
        field, found = self._first(record)
        return field, found.start(), found.end()

    def _first(self, record: Record) -> tuple[str, re.Match[str]]:
        return next((f, one) for f in DATA for one in orders(getattr(record, f), data=f != "instruction"))


def orders(text: str, *, data: bool) -> list[re.Match[str]]:
    """Tokens of chat templates, and in data also orders to a model, plain or in base64."""
    found = list(TOKENS.finditer(text)) if "<" in text or "[" in text or ":" in text else []
    if data and text:
        found += ORDERS.finditer(text)
        found += [blob for blob in BLOB.finditer(text) if ORDERS.search(_decoded(blob[0]))]
    return sorted(found, key=lambda one: one.start())


def _decoded(blob: str) -> str:
    try:
        return base64.b64decode(blob + "=" * (-len(blob) % 4)).decode("utf-8", "ignore")
    except (binascii.Error, ValueError):
        return ""
