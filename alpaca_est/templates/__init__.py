"""How a record is said to a model: instruction templates, chat messages, and the text a trainer feeds."""

from alpaca_est.templates.chat import chat, record_of
from alpaca_est.templates.llammas import segments, text

__all__ = ["chat", "record_of", "segments", "text"]
