"""What in a text is no language: code, formulas, tags, addresses, placeholders."""

import re
from collections import Counter

FENCED = (
    r"(?:^|(?<=\n))[ \t]*(?P<fence>`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,}).*?"
    r"(?:\n[ \t]*(?P=fence)[`~]*(?=[ \t]*(?:\r?\n|\Z))|\Z)"
)
INLINE = r"(?<!`)``(?!`)[^\n]*?[^`\n]``(?!`)|`[^`\n]+`"
FORMULA = (
    r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]|\\begin\{(?P<block>[A-Za-z]+\*?)\}.*?\\end\{(?P=block)\}"
    r"|\$(?!\d[\d.,]* [a-z]{2})[^\s$](?:[^$\n]*[^\s$])?\$(?!\d)"
)
TAG = r"</?[A-Za-z][^<>\n]*>|<!--.*?-->"
ADDRESS = r"(?:https?|ftp)://[^\s<>\"“”„)\]]+[^\s<>\"“”„)\].,;:!?]|www\.[^\s<>\"“”„)\]]+[^\s<>\"“”„)\].,;:!?]"
EMAIL = r"[\w.+-]{1,64}@(?:[\w-]+\.)+\w+"
BRACES = r"\{\{[^{}\n]{1,60}\}\}|\$?\{(?:[A-Za-z_][\w.]{0,40}|\d{0,2})(?:\[\w+\])?(?:![rsa])?(?::[^{}\s]{0,12})?\}"
PLACEHOLDER = BRACES + r"|%(?:\(\w+\))?(?:\d+\$)?[-+0#]*\d*(?:\.\d+)?l{0,2}[sdifuxX](?!\w)"
PROTECTED = "|".join((FENCED, INLINE, FORMULA, TAG, ADDRESS, EMAIL, PLACEHOLDER))

_protected = re.compile(PROTECTED, re.DOTALL)


def protected(text: str) -> Counter[str]:
    """Every such place of a text, and how often it comes."""
    return Counter(found[0] for found in _protected.finditer(text))


def unprotected(text: str) -> str:
    """The text without such places."""
    return _protected.sub(" ", text)
