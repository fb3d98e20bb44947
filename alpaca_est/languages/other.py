"""Whether a task is about another language than its own, so that words of that language may be right."""

from alpaca_est.languages.language import Language
from alpaca_est.record import Sample


def names_other(own: Language, sample: Sample) -> bool:
    """Whether the instruction or the beginning of the input names a language other than the sample's own."""
    texts = (sample.instruction, sample.input[:200])
    return any(pattern.search(text) for pattern in own.language_names.values() for text in texts if text)
