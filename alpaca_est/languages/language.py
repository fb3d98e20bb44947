"""The shape of a language: everything that code needs to know about it and must not spell out itself."""

import re
from collections.abc import Mapping

import msgspec

from alpaca_est.languages.phrases import NEVER

DECORATION = " \t\r\n<>()[]{}„“”\"'‚‘’«».,:;!*_`~#–—-"


class Labels(msgspec.Struct, frozen=True):
    """The labels of a task in a list of tasks: the spelling that is written first, then others that are read."""

    instruction: tuple[str, ...]
    input: tuple[str, ...]
    output: tuple[str, ...]

    def spellings(self, field: str) -> tuple[str, ...]:
        """Every spelling of one field's label."""
        found: tuple[str, ...] = getattr(self, field)
        return found


class Unwanted(msgspec.Struct, frozen=True, kw_only=True):
    """Patterns of one class of unwanted wording.

    `sure` settles it, `doubtful` is for a person to look at; a match of `unless` in the instruction makes
    what is sure doubtful, because there the wording may be what was asked for.
    """

    sure: re.Pattern[str] = NEVER
    doubtful: re.Pattern[str] = NEVER
    unless: re.Pattern[str] = NEVER


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """A language; `neighbours` are the languages that identification chooses from, itself included."""

    code: str
    name: str
    own_name: str
    labels: Labels
    no_input: str = "<noinput>"
    no_input_words: frozenset[str] = frozenset()
    neighbours: tuple[str, ...] = ()
    language_names: Mapping[str, re.Pattern[str]] = {}
    """How a text speaks of other languages, by their codes: there an answer in that language may be right."""
    refusal: Unwanted = Unwanted()
    identity: Unwanted = Unwanted()
    media: Unwanted = Unwanted()

    def means_no_input(self, text: str) -> bool:
        """Whether a text is one of the ways to say that a task has no input."""
        bare = " ".join(text.casefold().split()).strip(DECORATION)
        return not bare or bare in self.no_input_words
