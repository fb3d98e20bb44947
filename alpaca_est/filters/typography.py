"""Small marks: quotation marks, decimal signs, spaces around punctuation."""

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from alpaca_est.languages import Language, language
from alpaca_est.languages.prose import running_text
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import excerpt

CURLY = re.compile("[„“”]")
STRAIGHT = re.compile(r'(?<!\d)"')  # after a figure it may mean inches or seconds
POINT = re.compile(
    r"(?<![\w.,:/-])\d{1,3}\.\d{1,2}(?![\w.:/]|-\d)(?=\s*(?:%|€|eurot|kg|g|km|cm|mm|m|l|ml|kraadi|korda|protsenti|miljo|tund)\b|\s*[%€])"
)
SPACE_BEFORE = re.compile(r"(?<=\w) +(?=[,;!?](?:\s|$))|(?<=\w) +(?=\.(?:\s|$)(?!\.))")
DOUBLE_SPACE = re.compile(r"(?<=[^\s|.:]) {2,3}(?=[^\s|#]|#\w)(?!//|--)")  # more align, and two stand before a comment
GAP = re.compile(r"\S {2,}(?=\S)|\S\t")
NO_SPACE = re.compile(r"(?<=[a-zõäöüšž]),(?=[a-zõäöüšž])")
CLASSES = ("quotes", "decimal", "space_before", "double_space", "no_space")


class Mark(NamedTuple):
    """One fault: its class, field, and place."""

    kind: str
    field: str
    start: int
    end: int


SAYINGS = {
    "quotes": "other quotation marks",
    "decimal": "a decimal point",
    "space_before": "a space before punctuation",
    "double_space": "two spaces",
    "no_space": "no space after a comma",
}


class Typography(Filter):
    """Flags records with faults of typography; `normalise_typography` mends them.

    Counted in running text alone: quotation marks that are mixed or not of the wanted style, decimal points before a
    unit where the language has a comma, spaces before punctuation and none after it, double spaces. Estonian style
    is „…“, ASCII style "…", as in the seeds of Alpaca-est; `any` only wants one style in a record.
    """

    deciding: ClassVar[frozenset[str]] = frozenset()

    step: Literal["typography"] = "typography"
    style: Literal["ascii", "estonian", "any"] = "any"
    """Quotation marks that are wanted."""
    flag_above: float | None = Field(default=0, ge=0)
    """Flagged over so many faults."""

    def thresholds(self) -> Mapping[str, tuple[float, ...]]:
        """The one threshold, of all faults."""
        return {"faults": () if self.flag_above is None else (self.flag_above,)}

    def measure(self, record: Record) -> Mapping[str, float]:
        """`faults` in all, and those of each class."""
        found = [mark.kind for mark in self._marks(record)]
        return {"faults": float(len(found)), **{kind: float(found.count(kind)) for kind in CLASSES if kind in found}}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Flag over the threshold, with the first fault."""
        if self.flag_above is None or scores["faults"] <= self.flag_above:
            return record
        mark = next(self._marks(record))
        around = getattr(record, mark.field)[max(0, mark.start - 12) : mark.end + 12]
        measured = f"{mark.field} has {SAYINGS[mark.kind]} („{excerpt(around)}“), faults in all: {scores['faults']:.0f}"
        reason = f"{measured}, at most {self.flag_above:g} wanted"
        return self.flag(record, reason, score=scores["faults"], span=(mark.field, mark.start, mark.end))

    def _marks(self, record: Record) -> Iterator[Mark]:
        own = language(self.lang or record.lang)
        fields = ("instruction", "output")
        texts = {field: getattr(record, field) for field in fields}
        bare = {field: text for field, text in texts.items() if running_text(text) == text}
        yield from _quotes(bare, self.style)
        for field, text in bare.items():
            for kind, pattern in _patterns(own):
                for found in pattern.finditer(text):
                    yield Mark(kind, field, found.start(), found.end())
            yield from (Mark("double_space", field, start, end) for start, end in double_spaces(text))


def _patterns(own: Language) -> Iterator[tuple[str, re.Pattern[str]]]:
    if own.decimal == ",":
        yield "decimal", POINT
    yield "space_before", SPACE_BEFORE
    yield "no_space", NO_SPACE


def double_spaces(text: str) -> Iterator[tuple[int, int]]:
    """Where two spaces stand for one: not in rows of a table, which have such gaps in neighbouring lines too."""
    if "  " not in text:
        return
    start = 0
    lines = text.split("\n")
    gaps = [GAP.search(line) is not None for line in lines]
    for number, line in enumerate(lines):
        if not any(gaps[max(0, number - 1) : number]) and not any(gaps[number + 1 : number + 2]):
            yield from ((start + found.start(), start + found.end()) for found in DOUBLE_SPACE.finditer(line))
        start += len(line) + 1


def _quotes(texts: Mapping[str, str], style: str) -> Iterator[Mark]:
    """Quotation marks of the style that is not wanted, or of the rarer one where any will do."""
    curly = [(field, found) for field, text in texts.items() for found in CURLY.finditer(text)]
    straight = [(field, found) for field, text in texts.items() for found in STRAIGHT.finditer(text)]
    if style == "any":
        unwanted = min(curly, straight, key=len) if curly and straight else []
    else:
        unwanted = curly if style == "ascii" else straight
    yield from (Mark("quotes", field, found.start(), found.end()) for field, found in unwanted)
