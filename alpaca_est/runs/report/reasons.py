"""Why records left or wait for a person: reasons that differ only in what was measured are counted as one."""

import re
from collections import Counter

import msgspec

from alpaca_est.record import Record, Rejected
from alpaca_est.runs.report.figures import Example, example

SHOWN = 3  # examples of a reason
KINDS = 60  # reasons in the report
QUOTED = re.compile(r"„[^“]*“|\"[^\"]*\"|\([^)]*\)|\[[^]]*\]")
IDENTITY = re.compile(r"\b[\w.-]+:\d+/\d+(?:/\d+)*")
NUMBER = re.compile(r"(?<![\w+])[+-]?\d+(?:[.,]\d+)*")


class ReasonFacts(msgspec.Struct, frozen=True):
    """A reason, how many records have it, and some of them; `fate` is rejected or flagged."""

    step: str
    fate: str
    reason: str
    count: int
    examples: list[Example]


class Reasons:
    """Counts reasons as records come by."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str, str]] = Counter()
        self.examples: dict[tuple[str, str, str], list[Example]] = {}

    def rejected(self, outcome: Rejected) -> None:
        """A record that left."""
        shown = outcome.record, outcome.id, outcome.reason, outcome.text
        self._count((outcome.step, "rejected", pattern(outcome.reason)), *shown)

    def flagged(self, record: Record) -> None:
        """A record that waits; each of its flags counts."""
        for flag in record.flags:
            self._count((flag.step, "flagged", pattern(flag.reason)), record, record.id, flag.reason, "")

    def facts(self) -> list[ReasonFacts]:
        """The most frequent reasons first."""
        ordered = sorted(self.counts.items(), key=lambda one: (-one[1], one[0]))[:KINDS]
        return [ReasonFacts(*key, count, self.examples[key]) for key, count in ordered]

    def _count(self, key: tuple[str, str, str], record: Record | None, identity: str, reason: str, text: str) -> None:
        self.counts[key] += 1
        examples = self.examples.setdefault(key, [])
        if len(examples) < SHOWN:
            examples.append(example(record, identity, reason, text))


def pattern(reason: str) -> str:
    """A reason without what was measured: `output has 9 words, at most 8` becomes `output has … words, at most 8`."""
    quoted = QUOTED.sub(lambda found: f"{found[0][0]}…{found[0][-1]}", reason)
    place = max(quoted.rfind(", "), quoted.rfind("; "))
    measured, wanted = (quoted[:place], quoted[place:]) if place >= 0 else (quoted, "")
    return NUMBER.sub("…", IDENTITY.sub("…", measured)) + wanted
