"""Masks: what no translator may touch, taken out before and put back after, exactly."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from alpaca_est.languages.protected import PROTECTED

NUMBER = r"|(?<![\w.,])[$€£]?\d+(?:[.,]\d+)*(?:\s?(?:%|°[CF]?|[kcm]?m[²³]?|k?g|km/h|mph|l|ml|€|\$))?(?![\w])"
LETTER = re.compile(r"[^\W\d_]{2,}")


class Style(NamedTuple):
    """What tokens look like: how one is written, and how one that came back is recognised (its number in group 1)."""

    written: str
    found: re.Pattern[str]
    own: str

    def token(self, number: int) -> str:
        """The token of this number."""
        return self.written.format(number)


BRACKETS = Style("⟦{}⟧", re.compile(r"⟦\s*(\d+)\s*⟧"), "[⟦⟧]")
"""For chat models: no text has these brackets."""
WORDS = Style("ZQX{}Z", re.compile(r"(?i:ZQX)\s?(\d+)\s?[Zz]"), r"(?i:ZQX\s?\d+\s?Z)")
"""For translation engines: an unknown word in capitals, which they copy."""


class Masked(NamedTuple):
    """A text with numbered tokens in place of what is protected, and what that was."""

    text: str
    protected: tuple[str, ...]
    style: Style = BRACKETS

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to translate: no word but in what is protected."""
        return not says_something(self.text, self.style)


def says_something(text: str, style: Style) -> bool:
    """Whether there is a word outside of the tokens."""
    return LETTER.search(style.found.sub("", text)) is not None


@lru_cache(maxsize=256)
def _pattern(style: Style, keep: tuple[str, ...], numbers: bool) -> re.Pattern[str]:
    names = sorted(keep, key=len, reverse=True)
    kept = "".join(rf"|(?<!\w){re.escape(name)}(?!\w)" for name in names if name)
    return re.compile(PROTECTED + kept + (NUMBER if numbers else "") + "|" + style.own, re.DOTALL)


def mask(
    text: str, first: int = 0, *, style: Style = BRACKETS, keep: Sequence[str] = (), numbers: bool = False
) -> Masked:
    """The text without code, formulas, tags, addresses, placeholders, the names to keep and, if asked, numbers.

    Tokens are numbered from `first`.
    """
    protected: list[str] = []

    def token(found: re.Match[str]) -> str:
        protected.append(found[0])
        return style.token(first + len(protected) - 1)

    return Masked(_pattern(style, tuple(keep), numbers).sub(token, text), tuple(protected), style)


def unmask(text: str, protected: Sequence[str], first: int = 0, style: Style = BRACKETS) -> str:
    """The text with every token replaced; the same tokens must be there, each as often, in any order.

    Raises `ValueError` that says which tokens are lost, foreign or doubled.
    """
    if problem := lost_tokens(text, range(first, first + len(protected)), style):
        raise ValueError(problem)
    return style.found.sub(lambda one: protected[int(one[1]) - first], text)


def tokens(text: str, style: Style) -> list[int]:
    """The numbers of the tokens in a text, in their order."""
    return [int(number) for number in style.found.findall(text)]


def lost_tokens(text: str, wanted: Sequence[int], style: Style) -> str:
    """What is wrong with the tokens of a text: lost or too many; "" where they are those wanted."""
    missing, found = Counter(wanted), Counter(tokens(text, style))
    if found == missing:
        return ""
    lost, extra = missing - found, found - missing
    told = [f"lost {_listed(lost, style)}"] * bool(lost) + [f"has {_listed(extra, style)} too many"] * bool(extra)
    return ", ".join(told)


def _listed(numbers: Counter[int], style: Style) -> str:
    return ", ".join(style.token(number) for number in sorted(numbers.elements()))
