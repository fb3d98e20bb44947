"""Masks: what no translator may touch, taken out before and put back after, exactly."""

import re
from collections import Counter
from typing import NamedTuple

PROTECTED = re.compile(
    r"(?:^|(?<=\n))```.*?(?:\n```(?=\n|\Z)|\Z)"  # fenced code
    r"|`[^`\n]+`"  # inline code
    r"|\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]|\$[^\s$](?:[^$\n]*[^\s$])?\$(?!\d)"  # LaTeX
    r"|</?[A-Za-z][^<>\n]*>|<!--.*?-->"  # tags
    r"|https?://[^\s<>\"“”„)\]]+[^\s<>\"“”„)\].,;:!?]|www\.[^\s<>\"“”„)\]]+[^\s<>\"“”„)\].,;:!?]"  # addresses
    r"|[\w.+-]{1,64}@(?:[\w-]+\.)+\w+"  # e-mail
    r"|\{\{[^{}\n]{1,60}\}\}|\{[A-Za-z_][\w.]{0,40}\}|%\(\w+\)[sdf]|%[sdif](?!\w)"  # placeholders
    r"|[⟦⟧]",  # our own brackets
    re.DOTALL,
)
TOKEN = re.compile(r"⟦\s*(\d+)\s*⟧")
LETTER = re.compile(r"[^\W\d_]{2,}")


class Masked(NamedTuple):
    """A text with tokens ⟦0⟧, ⟦1⟧ … in place of what is protected, and what that was."""

    text: str
    protected: tuple[str, ...]

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to translate: no word but in what is protected."""
        return LETTER.search(TOKEN.sub("", self.text)) is None


def mask(text: str, first: int = 0) -> Masked:
    """The text without code, formulas, tags, addresses and placeholders; tokens are numbered from `first`."""
    protected: list[str] = []

    def token(found: re.Match[str]) -> str:
        protected.append(found[0])
        return f"⟦{first + len(protected) - 1}⟧"

    return Masked(PROTECTED.sub(token, text), tuple(protected))


def unmask(text: str, protected: tuple[str, ...], first: int = 0) -> str:
    """The text with every token replaced; the same tokens must be there, each as often, in any order.

    Raises `ValueError` that says which tokens are lost, foreign or doubled.
    """
    wanted = Counter(range(first, first + len(protected)))
    found = Counter(int(number) for number in TOKEN.findall(text))
    if found != wanted:
        lost, extra = wanted - found, found - wanted
        told = [f"lost {_tokens(lost)}"] * bool(lost) + [f"has {_tokens(extra)} too many"] * bool(extra)
        raise ValueError(", ".join(told))
    return TOKEN.sub(lambda one: protected[int(one[1]) - first], text)


def _tokens(numbers: Counter[int]) -> str:
    return ", ".join(f"⟦{number}⟧" for number in sorted(numbers.elements()))
