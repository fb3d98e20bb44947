"""A small notation for wordings, so that a linguist can write them without regular expressions.

    joonista*            a word that begins so; every ending counts
    pilt*|pildi*         either word
    (ma) ei saa          the first word may be missing
    ei saa … aidata      up to four words may stand between, within one sentence

Words may hold regular expressions without spaces: `pil[td](?!ista)*` is pilt, pildil, pilte, but not pildista.
"""

import re

NEVER = re.compile(r"(?!)")
BETWEEN = r"[ \t\n,„“”\"'’*_]+"
OPEN_END = re.compile(r"(?<!\\[sSwW])\*")
GAP = rf"(?:{BETWEEN}[\w’'-]+){{0,4}}?{BETWEEN}"


def phrases(*notations: str) -> re.Pattern[str]:
    """One pattern for all phrases, wherever a word begins; upper and lower case are the same."""
    joined = "|".join(_phrase(notation) for notation in notations)
    return re.compile(rf"(?<!\w)(?:{joined})", re.IGNORECASE)


def _phrase(notation: str) -> str:
    pattern, joint = "", ""
    for token in notation.split():
        if token == "…":
            joint = GAP
        elif token.startswith("(") and not token.startswith("(?") and token.endswith(")"):
            pattern += f"{joint}(?:{_word(token[1:-1])}{BETWEEN})?"
            joint = ""
        else:
            pattern += joint + _word(token)
            joint = BETWEEN
    return f"(?:{pattern})"


def _word(token: str) -> str:
    opened = OPEN_END.sub(lambda _: r"\w*", token)
    return rf"(?:{opened})(?!\w)"
