"""Lines of a list of tasks that may be labels: `5. Juhis: …`, `**5. Sisend:**`, `### 5. Väljund`, `Output:`."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from alpaca_est.languages import Language
from alpaca_est.languages.language import Labels
from alpaca_est.record import FIELDS

SEPARATOR = re.compile(r"\s*(?:#{2,}|-{3,}|={3,}|\*{3,}|_{3,})\s*$")


class Label(NamedTuple):
    """A label on a line; whether it is one the sequence decides."""

    line: int
    field: str
    number: int | None
    spelling: str
    colon: bool
    separated: bool
    """Whether a separator stands before it."""
    rest: str
    """What follows on its line."""


def virtual(number: int, language: Language) -> Label:
    """The label the prompt ended with, for a reply that goes on behind it."""
    spelling = language.labels.instruction[0].casefold()
    return Label(0, "instruction", number, spelling, colon=True, separated=True, rest="")


def labels_in(lines: Sequence[str], language: Language) -> list[Label]:
    """Every line that looks like a label; without a colon it needs a number and the main spelling."""
    pattern, fields = _pattern(language.labels)
    main = {language.labels.spellings(field)[0].casefold() for field in FIELDS}
    found: list[Label] = []
    separated = False
    for line, text in enumerate(lines):
        if match := pattern.match(text.lstrip()):
            label = _label(line, match, fields, separated)
            if label.colon or (label.number is not None and label.spelling in main):
                found.append(label)
        if text.strip():
            separated = SEPARATOR.match(text) is not None
    return found


@lru_cache(maxsize=8)
def _pattern(labels: Labels) -> tuple[re.Pattern[str], dict[str, str]]:
    fields = {spelling.casefold(): field for field in FIELDS for spelling in labels.spellings(field)}
    spellings = "|".join(re.escape(spelling) for spelling in sorted(fields, key=len, reverse=True))
    pattern = rf"""(?P<heading>\#{{1,6}}[ \t]{{0,4}})?(?P<bold>[*_]{{0,3}})
        (?:(?P<number>\d{{1,9}})[ \t]{{0,4}}[.):]?[ \t]{{0,4}})?(?P<inner>[*_]{{0,3}})[ \t]{{0,4}}
        (?P<spelling>{spellings})(?![^\W_])[ \t]*
        (?P<close>[*_]*)[ \t]*(?P<colon>:)?(?P<after>(?<=:)[*_]*)?[ \t]*(?P<rest>.*)$"""
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE), fields


def _label(line: int, match: re.Match[str], fields: dict[str, str], separated: bool) -> Label:
    spelling = match["spelling"].casefold()
    number = int(match["number"]) if match["number"] else None
    opened = match["bold"] or match["inner"]
    rest = match["rest"].strip()
    if opened and not match["close"] and not match["after"]:
        rest = rest.removesuffix(opened).rstrip()
    return Label(
        line=line,
        field=fields[spelling],
        number=number,
        spelling=spelling,
        colon=match["colon"] is not None,
        separated=separated or (match["heading"] is not None and number is not None),
        rest=rest,
    )
