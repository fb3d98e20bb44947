"""Repairs text that went through the wrong encoding."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from alpaca_est.filters.mojibake import ABOUT, damaged
from alpaca_est.record import FIELDS, Record
from alpaca_est.step import BatchStep

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

STRANGE = re.compile("[\u0180-\u024f]")  # letters that only a wrong repair brings in
CODE = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]+`)", re.DOTALL)


class MendEncoding(BatchStep):
    """Repairs damaged characters: Ãµun becomes õun, &auml; becomes ä (ftfy). Quotation marks stay as they are.

    Code is left alone, and so are tasks about encodings and HTML. What a record was before stands in its `original`.
    """

    step: Literal["mend_encoding"] = "mend_encoding"

    def run(self, records: Sequence[Record]) -> Iterator[Record]:
        """The records, repaired where they are damaged."""
        for record in records:
            fields = {field: mended(getattr(record, field)) for field in FIELDS}
            same = all(getattr(record, field) == text for field, text in fields.items())
            yield record if same or ABOUT.search(record.instruction) else self.change(record, **fields)


def mended(text: str) -> str:
    """A text without damage that can be repaired."""
    if not damaged(text):
        return text
    parts = CODE.split(text)
    return "".join(part if number % 2 else _fixed(part) for number, part in enumerate(parts))


def _fixed(text: str) -> str:
    from ftfy import fix_text

    fixed = fix_text(text, _settings()) if damaged(text) else text
    return text if STRANGE.search(fixed) and not STRANGE.search(text) else fixed


@cache
def _settings() -> "TextFixerConfig":
    """ftfy's repairs of encodings alone: quotation marks, ligatures, widths, line ends and composition stay."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=True,
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        fix_line_breaks=False,
        remove_terminal_escapes=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
