"""Words written in a row."""


def row(text: str) -> tuple[str, ...]:
    """The words of a text, so that lists of words can be written and read as text."""
    return tuple(text.split())
