"""Repairs text that went through the wrong encoding."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from alpaca_est.filters.code_pages import CODE_PAGES, convincing, doubtful, in_damaged, letters, read_back, usual
from alpaca_est.filters.mojibake import ABOUT, damaged
from alpaca_est.languages import Language, language
from alpaca_est.record import FIELDS, Record
from alpaca_est.step import BatchStep

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

STRANGE = re.compile("[\u0180-\u024f]")  # letters that only a wrong repair brings in
CODE = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]+`)", re.DOTALL)


class MendEncoding(BatchStep):
    """Repairs damaged characters: Ãµun becomes õun, &auml; becomes ä (ftfy). Quotation marks stay as they are.

    Letters read as Latin-4, -7 or -9 or as Windows-1250, -1251 or -1257 (tГ¶Г¶, jÃ€i) are taken back where the
    language's dictionary knows the words that come of it. A repair that would bring in letters of which this is not
    sure is left undone, for `mojibake` to find. Code is left alone, and so are tasks about encodings and HTML. What a
    record was before stands in its `original`.
    """

    step: Literal["mend_encoding"] = "mend_encoding"

    def run(self, records: Sequence[Record]) -> Iterator[Record]:
        """The records, repaired where they are damaged."""
        for record in records:
            own = language(self.lang or record.lang)
            fields = {field: mended(getattr(record, field), own) for field in FIELDS}
            same = all(getattr(record, field) == text for field, text in fields.items())
            yield record if same or ABOUT.search(record.instruction) else self.change(record, **fields)


def mended(text: str, own: Language) -> str:
    """A text without damage that can be repaired."""
    if not damaged(text):
        return text
    parts = CODE.split(text)
    return "".join(part if number % 2 else _fixed(part, own) for number, part in enumerate(parts))


def _fixed(text: str, own: Language) -> str:
    """The repair with the fewest damaged places, foreign letters and other characters; the text if none is better."""
    if not damaged(text):
        return text
    repairs = [text, *_safe(text, own)]
    if not damaged(repairs[-1]) and usual(repairs[-1], own):
        return repairs[-1]
    if vocabulary := own.vocabulary():
        pages = dict.fromkeys(read_back(text, page, own) for page in CODE_PAGES)
        read = [one for page in pages if page != text for one in (page, *_safe(page, own))]
        repairs += [one for one in read if convincing(one, text, vocabulary)]
    return min(repairs, key=lambda one: (len(damaged(one)), len(_foreign(one, text, own)), _marked(one)))


def _safe(text: str, own: Language) -> list[str]:
    """What ftfy makes of a text, unless it brings in letters that are likely wrong."""
    fixed = in_damaged(text, _by_ftfy)
    new = set(fixed) - set(text)
    wrong = any(map(STRANGE.match, new)) or not doubtful(letters(own)).isdisjoint(new)
    return [] if wrong or fixed == text else [fixed]


def _foreign(fixed: str, text: str, own: Language) -> list[str]:
    """The letters that a repair brings in and that the language does not have."""
    own_letters, before = letters(own), set(text)
    return [
        one for one in fixed if not one.isascii() and one.isalpha() and one not in own_letters and one not in before
    ]


def _marked(text: str) -> int:
    """How many characters are not ASCII: what one letter became counts as two or three."""
    return sum(not one.isascii() for one in text)


def _by_ftfy(text: str) -> str:
    from ftfy import fix_text

    return fix_text(text, _settings())


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
