"""Whether a task is about another language than its own, so that words of that language may be right."""

import re

from alpaca_est.languages.language import Language
from alpaca_est.record import Sample

PART = re.compile(r"\n|: ")
# No quotation holds its own opening mark: a row of marks that are never closed would cost quadratic time otherwise.
QUOTED = re.compile(r"„[^„“”\"\n]{2,}[“”\"]|“[^“”\n]{2,}”|\"[^\"\n]{2,}\"|«[^«»\n]{2,}»|(?<!\w)'[^'\n]{8,}'(?!\w)")


def names_other(own: Language, sample: Sample) -> bool:
    """Whether the instruction or the beginning of the input names a language other than the sample's own."""
    texts = (sample.instruction, sample.input[:200])
    return any(pattern.search(text) for pattern in own.language_names.values() for text in texts if text)


def framing(own: Language, instruction: str) -> str:
    """The part of an instruction that names another language, without the text it is about.

    `Tõlgi inglise keelest eesti keelde: How are you?` → `Tõlgi inglise keelest eesti keelde`; "" where none is named.
    """
    parts = PART.split(QUOTED.sub(" ", instruction))
    return " ".join(part for part in parts if any(name.search(part) for name in own.language_names.values()))
