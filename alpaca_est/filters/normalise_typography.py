"""Makes small marks the same throughout a record: quotation marks, decimal commas, spaces."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from alpaca_est.filters.mend_encoding import CODE
from alpaca_est.filters.typography import NO_SPACE, POINT, SPACE_BEFORE, double_spaces
from alpaca_est.languages import language
from alpaca_est.languages.prose import running_text
from alpaca_est.record import FIELDS, Record
from alpaca_est.step import BatchStep

STRAIGHT_LINE = re.compile(r'[^"\n]*(?:(?<!\w)"(?=\S)[^"\n]+(?<=\S)"(?!\w)[^"\n]*)+')
PAIR = re.compile(r'"([^"\n]+)"')
OPENING = r'(?<!\w)(?:[„“”](?=\S)(?=[^„“”"\n]*\S[“”])|[„“](?= [^„“”"\n]* [“”]))'  # „x“, or „ x “ with spaces within
CURLED = re.compile(OPENING + r'([^„“”"\n]+)[“”]')


class NormaliseTypography(BatchStep):
    """Writes quotation marks, decimal signs and spaces one way in the whole record.

    Running text alone is changed: a field with code, addresses or tags outside fences stays as it is, and so does every
    fence. Quotation marks change in pairs within a line; a line where they do not pair, as with inches and seconds
    (5" ja 7", 12° 30' 15"), is left alone, and so are the gaps of aligned columns. What a record was before stands in
    its `original`.
    """

    step: Literal["normalise_typography"] = "normalise_typography"
    style: Literal["ascii", "estonian"] = "estonian"
    """„…“ or "…"."""

    def run(self, records: Sequence[Record]) -> Iterator[Record]:
        """The records, changed where something was not as wanted."""
        for record in records:
            comma = language(self.lang or record.lang).decimal == ","
            fields = {field: self._normal(getattr(record, field), comma=comma) for field in FIELDS}
            same = all(getattr(record, field) == text for field, text in fields.items())
            yield record if same else self.change(record, **fields)

    def _normal(self, text: str, *, comma: bool) -> str:
        parts = CODE.split(text)
        return "".join(part if number % 2 else self._prose(part, comma=comma) for number, part in enumerate(parts))

    def _prose(self, text: str, *, comma: bool) -> str:
        if running_text(text) != text:
            return text
        if self.style == "estonian":
            text = CURLED.sub(r"„\1“", "\n".join(map(_curled, text.split("\n"))))
        else:
            text = CURLED.sub(r'"\1"', text)
        if comma:
            text = POINT.sub(lambda found: found[0].replace(".", ","), text)
        text = NO_SPACE.sub(", ", SPACE_BEFORE.sub("", text))
        for start, end in reversed(list(double_spaces(text))):
            text = f"{text[:start]} {text[end:]}"
        return text


def _curled(line: str) -> str:
    """A line with „…“ for "…", if every straight mark opens or closes a quotation."""
    return PAIR.sub(r"„\1“", line) if '"' in line and STRAIGHT_LINE.fullmatch(line) else line
