"""What belongs to another country: units, law, addresses, holidays."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from alpaca_est.languages import language
from alpaca_est.record import FIELDS, Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import excerpt


class Localise(Filter):
    """Flags tasks about the units, law, addresses, schools, money or holidays of the United States.

    They can be translated and are right there, but mean little here: people decide whether to put kilometres for miles,
    euros for dollars, or to leave the task out. Looked for in the text as it is, so it may stand before or after the
    translation; the place is shown.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"foreign"})

    step: Literal["localise"] = "localise"
    foreign: Literal["reject", "flag", "keep"] = "flag"
    """What happens to such tasks."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """How often each kind comes, over all fields; others are left out."""
        found: dict[str, float] = {}
        for kind, pattern in language(record.lang).foreign.items():
            if count := sum(len(pattern.findall(getattr(record, field))) for field in FIELDS):
                found[kind] = float(count)
        return found

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject with the first kind, or flag each kind at its first place."""
        if self.foreign == "keep":
            return record
        for kind in scores:
            pattern = language(record.lang).foreign[kind]
            places = ((field, pattern.search(getattr(record, field))) for field in FIELDS)
            field, found = next((field, found) for field, found in places if found)
            reason = f"{field} has {kind} of the United States („{excerpt(found[0], 30)}“)"
            if self.foreign == "reject":
                return self.reject(record, f"{reason}, a task for here wanted")
            record = self.flag(record, reason, score=scores[kind], span=(field, found.start(), found.end()))
        return record
