"""Phrasings of translation tasks: which text they fit, and how the names of languages are filled in by rule."""

import random
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

Unit = Literal["any", "line", "sentence", "text"]

QUOTING = re.compile('["„“”«»\n]')
ENDED = re.compile(r"[.!?…][\"“”»’']*\Z")
INNER = re.compile(r"[.!?…][\"“”»’']*\s+[\"„“«‘]?[A-ZÕÄÖÜŠŽ]")


class Phrasing(NamedTuple):
    """How a task may be put: `{source}` and `{target}` are languages, `{text}` is there where the task has no input."""

    text: str
    unit: Unit = "any"
    weight: float = 1.0

    @property
    def has_input(self) -> bool:
        """Whether the text to translate stands in the input."""
        return "{text}" not in self.text

    def fits(self, text: str, *, has_input: bool) -> bool:
        """Whether it can be said of a text; in quotation marks stand single lines without others inside."""
        found = unit(text)
        suits = self.unit in ("any", found) or (self.unit == "line" and found == "sentence")
        if has_input != self.has_input or not suits:
            return False
        return not re.search(r"[„“]\{text\}[“”]", self.text) or not QUOTING.search(text)


def unit(text: str) -> Unit:
    """Whether a text is a sentence, a line without an end such as a heading, or a text of several sentences."""
    if INNER.search(text) or "\n" in text:
        return "text"
    return "sentence" if ENDED.search(text) else "line"


def choose(phrasings: Sequence[Phrasing], text: str, *, has_input: bool, chance: random.Random) -> int:
    """The number of a phrasing that fits a text, drawn by weight."""
    fitting = [number for number, one in enumerate(phrasings) if one.fits(text, has_input=has_input)]
    [chosen] = chance.choices(fitting, [phrasings[number].weight for number in fitting])
    return chosen


def languages(lang: str, source: str, target: str) -> dict[str, str]:
    """The names of both languages as the phrasings of a language want them, also capitalised."""
    names = NAMES[lang]
    return {
        "source": names[source],
        "target": names[target],
        "Source": names[source].capitalize(),
        "Target": names[target].capitalize(),
    }


NAMES = {
    "et": {
        "de": "saksa",
        "en": "inglise",
        "es": "hispaania",
        "et": "eesti",
        "fi": "soome",
        "fr": "prantsuse",
        "it": "itaalia",
        "lt": "leedu",
        "lv": "läti",
        "nb": "norra",
        "pl": "poola",
        "ru": "vene",
        "sv": "rootsi",
        "uk": "ukraina",
    },
    "en": {
        "de": "German",
        "en": "English",
        "es": "Spanish",
        "et": "Estonian",
        "fi": "Finnish",
        "fr": "French",
        "it": "Italian",
        "lt": "Lithuanian",
        "lv": "Latvian",
        "nb": "Norwegian",
        "pl": "Polish",
        "ru": "Russian",
        "sv": "Swedish",
        "uk": "Ukrainian",
    },
}
"""In Estonian the name without `keel`, as in `{target} keelde` and `{target}keelne`."""
