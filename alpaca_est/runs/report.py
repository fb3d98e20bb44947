"""What the report says: for each step what it saw, what left, what nearly left, and what the filters have in common."""

import heapq
import inspect
import random
import statistics
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

import msgspec
import numpy as np

from alpaca_est import decision as decisions_
from alpaca_est.languages import language
from alpaca_est.languages.main_verb import MainVerb, main_verb
from alpaca_est.llm.ledger import Ledger
from alpaca_est.record import FIELDS, Record, Rejected
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.hops import Hop, Passage, hops_of, passages, scores_of
from alpaca_est.runs.journal import Entry, Journal
from alpaca_est.runs.judgements import Audit, Judged, Judgements, Share, Threshold, audit, better
from alpaca_est.runs.publish import Account
from alpaca_est.runs.stages import Count, rejected
from alpaca_est.step import Filter, Step

EXAMPLES = 10
BINS = 30
VERBS = 20_000  # tasks whose main verb is looked up
FAR = 3  # times the spread of a measure
CUT = 300  # characters of a text in an example


class Example(msgspec.Struct, frozen=True):
    """A record for people to look at: why it is here, and its texts cut short."""

    id: str
    reason: str
    texts: dict[str, str]


class Histogram(msgspec.Struct, frozen=True):
    """How a measure is spread: counts of equal bins from `low` to `high`, and the thresholds on it."""

    measure: str
    low: float
    high: float
    counts: list[int]
    thresholds: list[float]


class StepFacts(msgspec.Struct):
    """What one step did; `overlap` counts records that another filter of its hop would have stopped or flagged too."""

    name: str
    about: str
    is_filter: bool
    count: Count
    alone: int = 0
    overlap: dict[str, int] = {}
    microseconds: float | None = None
    went: list[Example] = []
    stayed: list[Example] = []
    doubtful: list[Example] = []
    histograms: list[Histogram] = []


class VerbFacts(msgspec.Struct, frozen=True):
    """A main verb, how many tasks have it, and its most frequent objects with their counts."""

    verb: str
    count: int
    objects: list[tuple[str, int]]


class PeopleFacts(msgspec.Struct, frozen=True):
    """What people said of the records that one filter flagged; `right` is the share they mended or rejected."""

    step: str
    accepted: int
    edited: int
    rejected: int
    right: Share
    better: Threshold | None


class Report(msgspec.Struct):
    """Everything that the report shows."""

    name: str
    account: Account
    steps: list[StepFacts]
    tokens: int = 0
    usd: float = 0.0
    verbs: list[VerbFacts] = []
    verbless: int = 0
    people: list[PeopleFacts] = []
    audit: Audit | None = None


def report(folder: RunFolder, account: Account) -> Report:
    """Read the journal once more and tell what the steps did; times are this machine's, all else is the dataset's."""
    pipeline = folder.loaded().pipeline
    steps = {step.key: step for step in pipeline.all_steps}
    gathered = {key: Gathered(key, step) for key, step in steps.items()}
    gathered["source"] = Gathered("source", None)
    gathered["publish"] = Gathered("publish", None)
    hops = hops_of(pipeline)
    told, _ = decisions_.log(folder.decisions)
    judgements = Judgements(decisions_.agreed(told))
    verbs: Counter[MainVerb] = Counter()
    for batch in islice(folder.journal.batches(), account.batches):
        _learn(hops[batch[0][1].head.source], dict(batch), gathered)
        passed = batch[-1][1].result.records if verbs.total() < VERBS else []
        verbs.update(main_verb(record.instruction, language(record.lang)) for record in passed)
        for record in batch[-1][1].result.records:
            judgements.learn(record)
    times = _times(folder.journal)
    facts = [gathered[key].facts(count, times.get(key)) for key, count in account.steps.items()]
    ledger = Ledger(folder.ledger if folder.ledger.is_file() else None)
    usd, tokens = ledger.spent
    ledger.close()
    verbless = sum(count for found, count in verbs.items() if not found.verb)
    return Report(
        pipeline.name,
        account,
        facts,
        int(tokens),
        usd,
        _diversity(verbs),
        verbless,
        people=[people_facts(judged, steps.get(judged.step)) for judged in judgements.told()],
        audit=audit(told),
    )


def people_facts(judged: Judged, step: Step | None) -> PeopleFacts:
    """What the report says of one filter's flags, with a threshold that people would rather have."""
    bounds = {name: getattr(step, name, None) for name in ("flag_above", "flag_below")}
    return PeopleFacts(
        judged.step, judged.accepted, judged.edited, judged.rejected, judged.right, better(judged, bounds)
    )


def _diversity(verbs: Counter[MainVerb]) -> list[VerbFacts]:
    """The twenty most frequent main verbs with their four most frequent objects, as self-instruct shows them."""
    totals: Counter[str] = Counter()
    for found, count in verbs.items():
        totals[found.verb] += count
    del totals[""]
    facts: list[VerbFacts] = []
    for verb, count in sorted(totals.items(), key=lambda one: (-one[1], one[0]))[:20]:
        objects = [(found.object, n) for found, n in verbs.items() if found.verb == verb and found.object]
        facts.append(VerbFacts(verb, count, sorted(objects, key=lambda one: (-one[1], one[0]))[:4]))
    return facts


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

    def facts(self, count: Count, microseconds: float | None) -> StepFacts:
        """What the report says of the step."""
        return StepFacts(
            name=self.key,
            about=(inspect.getdoc(type(self.step)) or "").partition("\n")[0] if self.step else "",
            is_filter=isinstance(self.step, Filter),
            count=count,
            alone=self.alone,
            overlap=dict(self.overlap.most_common()),
            microseconds=microseconds,
            went=self.drawn["went"],
            stayed=[example for _, _, example in sorted(self.near, key=lambda near: (-near[0], near[1]))],
            doubtful=self.drawn["doubtful"],
            histograms=[_histogram(name, self.values[name], self.thresholds[name]) for name in self.values],
        )

    def _draw(self, kind: str, record: Record | None, identity: str, reason: str, text: str = "") -> None:
        """Keep an example with the same chance for every record that comes."""
        self.seen[kind] += 1
        drawn = self.drawn[kind]
        place = len(drawn) if len(drawn) < EXAMPLES else self.chance.randrange(self.seen[kind])
        if place < EXAMPLES:
            drawn[place : place + 1] = [_example(record, identity, reason, text)]

    def _stay(self, record: Record, name: str, value: float) -> None:
        """Keep the records that came closest to a threshold without crossing it."""
        for bound in self.thresholds[name]:
            nearness = -abs(value - bound)
            if len(self.near) < EXAMPLES or nearness > self.near[0][0]:
                reason = f"{name} {value:.4g}, bound {bound:g}"
                if not any(example.id == record.id for _, _, example in self.near):
                    heapq.heappush(self.near, (nearness, record.id, _example(record, record.id, reason)))
                if len(self.near) > EXAMPLES:
                    heapq.heappop(self.near)


def _example(record: Record | None, identity: str, reason: str, text: str = "") -> Example:
    texts = {field: getattr(record, field) for field in FIELDS} if record else {"text": text}
    return Example(identity, reason, {name: _cut(value) for name, value in texts.items() if value})


def _cut(text: str) -> str:
    return text if len(text) <= CUT else text[: CUT - 1] + "…"


def _histogram(name: str, values: Sequence[float], bounds: Sequence[float]) -> Histogram:
    """Equal bins up to the 99th percentile, wide enough for thresholds that are not far off; the rest at the edges."""
    if not values:
        return Histogram(name, 0.0, 1.0, [], list(bounds))
    found = np.asarray(values)
    low, high = (float(edge) for edge in np.percentile(found, (0, 99)))
    near = [bound for bound in bounds if low - FAR * (high - low) <= bound <= high + FAR * (high - low)]
    low, high = min([low, *near]), max([high, *near])
    high = high if high > low else low + max(1.0, abs(low) / 1000)
    counts, _ = np.histogram(np.clip(found, low, high), bins=BINS, range=(low, high))
    return Histogram(name, low, high, counts.tolist(), list(bounds))


def _times(journal: Journal) -> dict[str, float]:
    """Each step's processor time for a record in microseconds: the median over its batches."""
    found: dict[str, list[float]] = {}
    for noted in journal.times():
        for key, seconds in noted.seconds.items():
            if count := noted.records.get(key):
                found.setdefault(key, []).append(1e6 * seconds / count)
    return {key: statistics.median(values) for key, values in found.items()}
