"""Tasks about numbers: in words, dates, times, units, money, and word problems with their steps."""

import random
from typing import ClassVar, Literal

from alpaca_est.generators.computed import Computed, Draft
from alpaca_est.generators.figures import (
    ages,
    agreement,
    dates,
    days,
    household,
    money,
    notation,
    percents,
    personal_code,
    prices,
    roman,
    rounding,
    shopping,
    spelled,
    sums,
    times,
    travel,
    units,
    work,
)
from alpaca_est.generators.figures.phrasing import Kind

FAMILIES = (
    spelled,
    roman,
    dates,
    days,
    times,
    agreement,
    units,
    notation,
    money,
    percents,
    personal_code,
    shopping,
    prices,
    travel,
    household,
    ages,
    work,
    sums,
    rounding,
)
KINDS: dict[str, Kind] = {kind.name: kind for family in FAMILIES for kind in family.KINDS}


class Figures(Computed):
    """Estonian tasks about numbers whose answers are computed, most of them with their steps.

    Numbers in words there and back, inflected and in order; Roman numerals; dates, weekdays, times; nouns after
    numbers; units, percentages, money, and how numbers are written; word problems; the check digit of personal codes.
    Every answer is worked out a second time: words are read back, sums redone with decimals, dates with a calendar.
    """

    all_kinds: ClassVar[tuple[str, ...]] = tuple(KINDS)

    step: Literal["figures"] = "figures"

    def draft(self, kind: str, chance: random.Random) -> Draft | None:
        """A task of this kind."""
        return KINDS[kind].draft(chance)

    def disagreement(self, draft: Draft) -> str:
        """What the second computation says."""
        return KINDS[draft.kind].doubt(draft)
