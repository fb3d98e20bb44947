"""Records in the report: where they came from, how long they are, what they ask for, and twenty of them to read."""

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec

from alpaca_est.languages import language
from alpaca_est.languages.main_verb import MainVerb, main_verb
from alpaca_est.record import FIELDS, Record, source_of
from alpaca_est.runs.fates import Account, Fate
from alpaca_est.runs.report.figures import Spread, cut, spread
from alpaca_est.runs.report.neighbours import NeighbourFacts, Neighbours
from alpaca_est.runs.report.reasons import ReasonFacts, Reasons
from alpaca_est.runs.report.tokens import TokenFacts, Tokens
from alpaca_est.runs.report.verbs import VerbFacts, diversity
from alpaca_est.text import word_count

MEASURED = 20_000  # records whose words, verbs and tokens are counted
COMPARED = 5_000  # records whose neighbours are looked for
READ = 20
LONGEST = 4_000  # characters of a text to read


class SourceFacts(msgspec.Struct):
    """What became of the records that began in a source, and the median words of those published that were measured."""

    name: str
    published: int = 0
    flagged: int = 0
    rejected: int = 0
    beyond: int = 0
    median_words: dict[str, float] = {}

    @property
    def made(self) -> int:
        """All of them."""
        return self.published + self.flagged + self.rejected + self.beyond


class KindFacts(msgspec.Struct):
    """A kind of task that a generator computes, how many were published, in how many phrasings, and one of them."""

    made_by: str
    kind: str
    count: int = 0
    phrasings: int = 0
    example: str = ""


class Reading(msgspec.Struct, frozen=True):
    """A published record to read."""

    id: str
    lang: str
    made_by: str
    kind: str
    texts: dict[str, str]
    original: dict[str, str] = {}


class RecordFacts(msgspec.Struct):
    """What the published records are like; `measured` of them were measured, evenly drawn."""

    measured: int
    sources: list[SourceFacts]
    languages: dict[str, int]
    writers: dict[str, int]
    reasons: list[ReasonFacts]
    reason_kinds: int
    lengths: dict[str, Spread]
    kinds: list[KindFacts]
    verbs: list[VerbFacts]
    verbless: int
    tokens: list[TokenFacts]
    neighbours: NeighbourFacts
    reading: list[Reading]


class Portrait:
    """Remembers what records are like while they come by once, in the order of publication."""

    def __init__(self, account: Account, tokenizers: Sequence[Tokens]) -> None:
        self.tokenizers = tokenizers
        self.stride = max(1, -(-account.published // MEASURED))
        self.neighbour_stride = max(1, -(-account.published // COMPARED))
        chance = random.Random("report/reading")
        self.chosen = set(chance.sample(range(account.published), min(READ, account.published)))
        self.sources: dict[str, SourceFacts] = {}
        self.languages: Counter[str] = Counter()
        self.writers: Counter[str] = Counter()
        self.reasons = Reasons()
        self.lengths: dict[str, list[float]] = {field: [] for field in FIELDS}
        self.by_source: dict[str, dict[str, list[float]]] = {}
        self.kinds: dict[tuple[str, str], KindFacts] = {}
        self.phrasings: set[tuple[str, str]] = set()
        self.verbs: Counter[MainVerb] = Counter()
        self.neighbours = Neighbours()
        self.reading: list[Reading] = []
        self.number = 0

    def take(self, fate: Fate, item: Any) -> None:
        """A record with its fate; `item` is what left where it was rejected."""
        name = source_of(item.id)
        source = self.sources.setdefault(name, SourceFacts(name))
        setattr(source, fate, getattr(source, fate) + 1)
        if fate == "rejected":
            self.reasons.rejected(item)
        elif fate == "flagged":
            self.reasons.flagged(item)
        elif fate == "published":
            self._published(item, name)

    def facts(self, broken: Sequence[TokenFacts]) -> RecordFacts:
        """All that was learned; `broken` are tokenizers that cannot count."""
        for name, source in self.sources.items():
            lengths = self.by_source.get(name, {})
            source.median_words = {field: spread(field, lengths[field]).median for field in lengths}
        return RecordFacts(
            measured=len(self.lengths["output"]),
            sources=list(self.sources.values()),
            languages=dict(self.languages.most_common()),
            writers=dict(self.writers.most_common()),
            reasons=self.reasons.facts(),
            reason_kinds=len(self.reasons.counts),
            lengths={
                field: spread("words", [words for words in values if words]) for field, values in self.lengths.items()
            },
            kinds=self._kinds(),
            verbs=diversity(self.verbs),
            verbless=sum(count for found, count in self.verbs.items() if not found.verb),
            tokens=[*(one.facts() for one in self.tokenizers), *broken],
            neighbours=self.neighbours.facts(),
            reading=self.reading,
        )

    def _published(self, record: Record, source: str) -> None:
        self.languages[record.lang] += 1
        self.writers[record.made_by] += 1
        if record.kind:
            self._kind(record)
        if self.number in self.chosen:
            self.reading.append(_reading(record))
        if self.number % self.stride == 0:
            self._measure(record, source)
        if self.number % self.neighbour_stride == 0:
            self.neighbours.take(record)
        self.number += 1

    def _measure(self, record: Record, source: str) -> None:
        lengths = self.by_source.setdefault(source, {field: [] for field in FIELDS})
        for field in FIELDS:
            count = word_count(getattr(record, field))
            self.lengths[field].append(count)
            lengths[field].append(count)
        self.verbs[main_verb(record.instruction, language(record.lang))] += 1
        for tokenizer in self.tokenizers:
            tokenizer.take(record)

    def _kind(self, record: Record) -> None:
        name, _, phrasing = record.kind.partition("/")
        kind = self.kinds.setdefault((record.made_by, name), KindFacts(record.made_by, name))
        kind.count += 1
        kind.example = kind.example or cut(record.instruction, 200)
        if (record.made_by, record.kind) not in self.phrasings and phrasing:
            self.phrasings.add((record.made_by, record.kind))
            kind.phrasings += 1

    def _kinds(self) -> list[KindFacts]:
        """The most frequent kinds of each generator first."""
        return sorted(self.kinds.values(), key=lambda kind: (kind.made_by, -kind.count, kind.kind))


def _reading(record: Record) -> Reading:
    said = [*([f"system: {record.system}"] if record.system else []), *_turns(record)]
    texts = {"before": cut("\n\n".join(said), LONGEST)} if said else {}
    texts |= {field: cut(value, LONGEST) for field in FIELDS if (value := getattr(record, field).strip())}
    original = record.original
    before = {field: cut(value, LONGEST) for field in FIELDS if original and (value := getattr(original, field))}
    return Reading(record.id, record.lang, record.made_by, record.kind, texts, before)


def _turns(record: Record) -> list[str]:
    """What was said before the task, a turn each."""
    return [f"{turn.role}: {turn.content}" for turn in record.history]
