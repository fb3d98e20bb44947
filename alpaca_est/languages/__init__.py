"""What the toolkit knows about a language: another one is one more file here and its name in `KNOWN`."""

from alpaca_est.languages.english import ENGLISH
from alpaca_est.languages.estonian import ESTONIAN
from alpaca_est.languages.language import Language
from alpaca_est.languages.plain import plain

KNOWN = (ESTONIAN, ENGLISH)

__all__ = ["KNOWN", "Language", "language"]


def language(code: str) -> Language:
    """The language of an ISO 639 code; one without a file of its own gets English labels and no wordings."""
    return next((known for known in KNOWN if known.code == code), None) or plain(code)
