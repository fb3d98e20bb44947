"""Steps in the report: what each saw, what left, what nearly left, and what the filters have in common."""

import heapq
import inspect
import random
import statistics
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from alpaca_est.pipeline import Pipeline
from alpaca_est.record import Record, Rejected
from alpaca_est.runs.hops import Hop, Passage, hops_of, passages, scores_of
from alpaca_est.runs.journal import Entry, Journal
from alpaca_est.runs.report.figures import Example, Histogram, example, histogram
from alpaca_est.runs.stages import Count, rejected
from alpaca_est.step import Filter, Step

EXAMPLES = 10


class StepFacts(msgspec.Struct):
    """What one step did; `overlap` counts records that another filter of its hop would have stopped or flagged too."""

    name: str
    about: str
    is_filter: bool
    count: Count
    alone: int = 0
    overlap: dict[str, int] = {}
    microseconds: float | None = None
    seconds: float = 0.0
    went: list[Example] = []
    stayed: list[Example] = []
    doubtful: list[Example] = []
    histograms: list[Histogram] = []


class Timed(NamedTuple):
    """How long a step computed on a batch of how many records."""

    records: int
    seconds: float


def step_facts(pipeline: Pipeline, journal: Journal, counts: Mapping[str, Count], batches: int) -> list[StepFacts]:
    """What each step did in the first batches, in the order of their accounts."""
    steps = {step.key: step for step in pipeline.all_steps}
    gathered = {key: Gathered(key, step) for key, step in steps.items()}
    gathered["source"] = Gathered("source", None)
    gathered["publish"] = Gathered("publish", None)
    hops = hops_of(pipeline)
    for batch in islice(journal.batches(), batches):
        _learn(hops[batch[0][1].head.source], dict(batch), gathered)
    times = _times(journal)
    return [gathered[key].facts(count, times.get(key, [])) for key, count in counts.items()]


def _learn(hops: list[Hop], entries: Mapping[str, Entry], gathered: Mapping[str, "Gathered"]) -> None:
    """Take in one batch."""
    for entry in entries.values():
        for outcome in rejected(entry.result):
            gathered[outcome.step].reject(outcome)
    for hop in hops:
        for passage in passages(hop, entries[hop.stage]):
            for step in hop.filters:
                gathered[step.key].measured(passage)
            if passage.rejected is not None or _hop_flags(hop, passage):
                _overlap(hop, passage, gathered)


def _hop_flags(hop: Hop, passage: Passage) -> bool:
    return passage.kept is not None and any(flag.step in hop.keys for flag in passage.kept.flags)


def _overlap(hop: Hop, passage: Passage, gathered: Mapping[str, "Gathered"]) -> None:
    """Ask every filter of the hop about a record that one of them rejected or flagged."""
    found: list[str] = []
    for step in hop.filters:
        outcome = step.decide(passage.record, scores_of(step, passage.record))
        if isinstance(outcome, Rejected) or (isinstance(outcome, Record) and outcome.flags != passage.record.flags):
            found.append(step.key)
    for key in found:
        gathered[key].overlap.update(other for other in found if other != key)
        gathered[key].alone += len(found) == 1


class Gathered:
    """What one step is remembered by while the journal is read: few examples, all its measures."""

    def __init__(self, key: str, step: Step | None) -> None:
        self.key = key
        self.step = step
        self.thresholds = dict(step.thresholds()) if isinstance(step, Filter) else {}
        self.values: dict[str, array[float]] = {name: array("d") for name in self.thresholds}
        self.chance = random.Random(f"report/{key}")
        self.seen: Counter[str] = Counter()
        self.drawn: dict[str, list[Example]] = {"went": [], "doubtful": []}
        self.near: list[tuple[float, str, Example]] = []
        self.overlap: Counter[str] = Counter()
        self.alone = 0

    def reject(self, outcome: Rejected) -> None:
        """A record that left here."""
        self._draw("went", outcome.record, outcome.id, outcome.reason, outcome.text)

    def measured(self, passage: Passage) -> None:
        """A record that was measured here, whatever became of it."""
        scores = {name: passage.record.scores.get(f"{self.key}.{name}") for name in self.thresholds}
        for name, value in scores.items():
            if value is not None:
                self.values[name].append(value)
        if passage.kept is None:
            return
        flags = [flag.reason for flag in passage.kept.flags if flag.step == self.key]
        if flags:
            self._draw("doubtful", passage.kept, passage.kept.id, "; ".join(flags))
            return
        for name, value in scores.items():
            if value is not None:
                self._stay(passage.record, name, value)

    def facts(self, count: Count, times: Sequence[Timed]) -> StepFacts:
        """What the report says of the step."""
        return StepFacts(
            name=self.key,
            about=(inspect.getdoc(type(self.step)) or "").partition("\n")[0] if self.step else "",
            is_filter=isinstance(self.step, Filter),
            count=count,
            alone=self.alone,
            overlap=dict(self.overlap.most_common()),
            microseconds=statistics.median(1e6 * one.seconds / one.records for one in times) if times else None,
            seconds=sum(one.seconds for one in times),
            went=self.drawn["went"],
            stayed=[near for _, _, near in sorted(self.near, key=lambda one: (-one[0], one[1]))],
            doubtful=self.drawn["doubtful"],
            histograms=[histogram(name, self.values[name], self.thresholds[name]) for name in self.values],
        )

    def _draw(self, kind: str, record: Record | None, identity: str, reason: str, text: str = "") -> None:
        """Keep an example with the same chance for every record that comes."""
        self.seen[kind] += 1
        drawn = self.drawn[kind]
        place = len(drawn) if len(drawn) < EXAMPLES else self.chance.randrange(self.seen[kind])
        if place < EXAMPLES:
            drawn[place : place + 1] = [example(record, identity, reason, text)]

    def _stay(self, record: Record, name: str, value: float) -> None:
        """Keep the records that came closest to a threshold without crossing it."""
        for bound in self.thresholds[name]:
            nearness = -abs(value - bound)
            if len(self.near) < EXAMPLES or nearness > self.near[0][0]:
                reason = f"{name} {value:.4g}, bound {bound:g}"
                if not any(near.id == record.id for _, _, near in self.near):
                    heapq.heappush(self.near, (nearness, record.id, example(record, record.id, reason)))
                if len(self.near) > EXAMPLES:
                    heapq.heappop(self.near)


def _times(journal: Journal) -> dict[str, list[Timed]]:
    """Each step's processor time on each batch."""
    found: dict[str, list[Timed]] = {}
    for noted in journal.times():
        for key, seconds in noted.seconds.items():
            if count := noted.records.get(key):
                found.setdefault(key, []).append(Timed(count, seconds))
    return found
