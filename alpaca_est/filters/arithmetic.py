"""Sums in answers that do not add up."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from alpaca_est.filters.expressions import Equation, equations
from alpaca_est.languages import language
from alpaca_est.languages.prose import running_text
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Bounds, Filter


class Arithmetic(Filter, Bounds):
    """Flags outputs with an equation that does not hold: „12,5 + 7 = 20“.

    Every equation in the running text whose left side is arithmetic (numbers, + − · × : / ^ %, brackets) and whose
    right side is a number is worked out exactly. Decimal comma and point, and spaces between thousands, are read as
    the language writes them, or the other way where only that makes the equation hold. A right side that is rounded or
    cut to its own decimals holds. Equations with letters, ratios, dates and code are left out.
    """

    deciding: ClassVar[frozenset[str]] = frozenset()

    step: Literal["arithmetic"] = "arithmetic"
    flag_above: float | None = Field(default=0, ge=0)
    """Flagged over so many wrong equations."""

    def thresholds(self) -> Mapping[str, tuple[float, ...]]:
        """Those that are set, of the wrong equations."""
        return {"wrong": tuple(bound for bound in (self.flag_above, self.reject_above) if bound is not None)}

    def measure(self, record: Record) -> Mapping[str, float]:
        """How many equations were `checked` and how many are `wrong`."""
        found = self._equations(record)
        return {"checked": float(len(found)), "wrong": float(sum(not one.right for one in found))}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject or flag by the number of wrong equations, with the first."""
        crossed = self.crossed(scores["wrong"])
        wrong = [one for one in self._equations(record) if not one.right] if crossed else []
        if crossed is None or not wrong:
            return record
        first = wrong[0]
        reason = f"output says „{first.text}“, but it is {first.should_be}; wrong equations: {len(wrong)}"
        reason += f", at most {crossed[1]:g} wanted"
        if crossed[0] == "reject":
            return self.reject(record, reason)
        place = record.output.find(first.text)
        span = ("output", place, place + len(first.text)) if place >= 0 else None
        return self.flag(record, reason, score=scores["wrong"], span=span)

    def _equations(self, record: Record) -> list[Equation]:
        if "=" not in record.output and "≈" not in record.output:
            return []
        return list(equations(running_text(record.output), language(self.lang or record.lang).decimal))
