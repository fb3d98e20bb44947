"""Words with misspellings of theirs that have one answer; `python -m benchmarks.misspellings` makes the table."""

from functools import cache
from importlib.resources import files

TABLE = "misspellings.txt"


@cache
def misspellings() -> dict[str, tuple[str, ...]]:
    """By word: strings that Vabamorf rejects and whose only known neighbour at edit distance one is the word."""
    text = files("alpaca_est.generators.spelling").joinpath(TABLE).read_text(encoding="utf-8")
    pairs = (line.split(": ") for line in text.splitlines())
    return {word: tuple(wrong.split()) for word, wrong in pairs}
