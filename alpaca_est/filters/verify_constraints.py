"""Only answers that keep every constraint of their task."""

from collections.abc import Mapping, Sequence
from typing import Literal

from alpaca_est.constraints.checking import Broken, broken_through
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter


class VerifyConstraints(Filter):
    """Rejects records whose answer breaks a constraint of the task, as `constrained` added them.

    In a conversation every answer has to keep the constraints of its turn and of those before. What is doubtful (code,
    abbreviations, hidden characters) counts against the answer. Records without constraints are kept.
    """

    step: Literal["verify_constraints"] = "verify_constraints"

    def thresholds(self) -> Mapping[str, Sequence[float]]:
        """None may be broken."""
        return {"broken": (0,)}

    def measure(self, record: Record) -> Mapping[str, float]:
        """How many constraints are `asked` for, and how many are `broken`, of a conversation in all its turns."""
        if not record.constraints:
            return {}
        return {"broken": float(len(self._broken(record))), "asked": float(len(record.constraints))}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject with what was measured for the first that is broken."""
        if not scores.get("broken"):
            return record
        (turn, first), *others = self._broken(record)
        where = f" in turn {turn}" if record.history else ""
        more = f"; {len(others)} more broken" if others else ""
        return self.reject(record, f"{first.reason} ({first.constraint}){where}{more}")

    @staticmethod
    def _broken(record: Record) -> list[tuple[int, Broken]]:
        answers = [turn.content for turn in record.history if turn.role == "assistant"]
        return broken_through([*answers, record.output], record.constraints)
