"""A language without a file of its own: English labels, no wordings."""

from alpaca_est.languages.english import LABELS, NO_INPUT_WORDS
from alpaca_est.languages.language import Language
from alpaca_est.languages.names import english_name


def plain(code: str) -> Language:
    """What can be said of any language; it is identified among all languages that the identifier knows."""
    name = english_name(code)
    return Language(code=code, name=name, own_name=name, labels=LABELS, no_input_words=NO_INPUT_WORDS)
