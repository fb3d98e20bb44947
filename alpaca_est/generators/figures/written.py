"""Numbers as they are written in Estonian: 12 500, 3,75, 5%, 12,50 eurot; and read back."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

GROUPED_FROM = 10_000
"""EKI groups digits by a space in numbers of five digits and more."""


class Noun(NamedTuple):
    """What is counted: nominative, genitive and partitive of the singular."""

    n: str
    g: str
    p: str


def figure(value: int | Fraction, decimals: int | None = None) -> str:
    """A number with decimal comma; as many decimals as it has, or rounded half up to so many.

    A fraction without an end and without `decimals` is a mistake of the caller: ValueError.
    """
    if isinstance(value, int) and not decimals:
        return f"{'−' if value < 0 else ''}{_grouped(abs(value))}"
    exact = Fraction(value)
    places = _places(exact) if decimals is None else decimals
    scaled = abs(exact) * 10**places
    whole, rest = divmod((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10**places)
    sign = "−" if exact < 0 else ""
    return f"{sign}{_grouped(whole)},{rest:0{places}}" if places else f"{sign}{_grouped(whole)}"


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", " ") if whole >= GROUPED_FROM else str(whole)


def _places(value: Fraction) -> int:
    """How many decimals a number has."""
    for places in range(13):
        if 10**places % value.denominator == 0:
            return places
    raise ValueError(f"{value} has no end as a decimal fraction, at most 12 decimals wanted")


def read_figure(text: str) -> Decimal:
    """The value of a written number."""
    return Decimal(text.replace(" ", "").replace(",", ".").replace("−", "-"))


def counted(value: int | Fraction, noun: Noun) -> str:
    """A number with its noun: 1 raamat, 5 raamatut, 1,5 kilogrammi."""
    return f"{figure(value)} {noun.n if value == 1 else noun.p}"


def price(cents: int) -> str:
    """An amount in figures: 7,50 (two decimals), but 12 where there are no cents."""
    return figure(cents // 100) if cents % 100 == 0 else figure(Fraction(cents, 100), 2)


def euros(cents: int) -> str:
    """An amount with its currency: 1 euro, 12 eurot, 7,50 eurot."""
    return f"{price(cents)} {'euro' if cents == 100 else 'eurot'}"


def listed(words: Iterable[str]) -> str:
    """Words in a row: a, b ja c."""
    *before, last = words
    return f"{', '.join(before)} ja {last}" if before else last
