"""What in a text is no language: code, formulas, tags, addresses, placeholders."""

import re
from collections import Counter

FENCED = r"(?:^|(?<=\n))```.*?(?:\n```(?=\n|\Z)|\Z)"
INLINE = r"`[^`\n]+`"
FORMULA = r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]|\$[^\s$](?:[^$\n]*[^\s$])?\$(?!\d)"
TAG = r"</?[A-Za-z][^<>\n]*>|<!--.*?-->"
ADDRESS = r"https?://[^\s<>\"“”„)\]]+[^\s<>\"“”„)\].,;:!?]|www\.[^\s<>\"“”„)\]]+[^\s<>\"“”„)\].,;:!?]"
EMAIL = r"[\w.+-]{1,64}@(?:[\w-]+\.)+\w+"
PLACEHOLDER = r"\{\{[^{}\n]{1,60}\}\}|\{[A-Za-z_][\w.]{0,40}\}|%\(\w+\)[sdf]|%[sdif](?!\w)"
PROTECTED = "|".join((FENCED, INLINE, FORMULA, TAG, ADDRESS, EMAIL, PLACEHOLDER))

_protected = re.compile(PROTECTED, re.DOTALL)


def protected(text: str) -> Counter[str]:
    """Every such place of a text, and how often it comes."""
    return Counter(_protected.findall(text))


def unprotected(text: str) -> str:
    """The text without such places."""
    return _protected.sub(" ", text)
