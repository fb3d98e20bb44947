"""Translations of the same and of similar texts, for the editor: from the pipeline's memories and from this review.

Texts are remembered as a whole, by paragraph and by sentence where both languages have as many. How alike two texts are
is the share of words, in their order, that need no change; 1.0 is the same text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import log
from threading import Lock

import msgspec

from alpaca_est.languages.sentences import sentences
from alpaca_est.llm.memory import Memory
from alpaca_est.record import FIELDS, Record
from alpaca_est.text import words

ALIKE = 0.7
SHOWN = 6
FEWEST = 2  # words of a text that is looked up
TRIED = 60  # candidates that share the rarest words
LOOKED = 5000  # entries that share a word, the rare words first

Languages = tuple[str, str]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A remembered text, its translation, which text of the record it is like and how much (0 to 1)."""

    field: str
    source: str
    translation: str
    alike: float


class _Entry(msgspec.Struct, frozen=True):
    """A remembered pair; `owner` is the record that it was learnt from, "" for one from a memory."""

    source: str
    translation: str
    words: tuple[str, ...]
    owner: str


Key = tuple[str, str]  # of an entry: its source text and its owner


class _Table:
    """The pairs of two languages, found by the words of their source texts."""

    def __init__(self) -> None:
        self.entries: dict[Key, _Entry] = {}
        self.having: dict[str, set[Key]] = {}
        self.owned: dict[str, set[Key]] = {}

    def add(self, source: str, translation: str, owner: str) -> None:
        entry = _Entry(source, translation, tuple(words(source)), owner)
        self.entries[source, owner] = entry
        if owner:
            self.owned.setdefault(owner, set()).add((source, owner))
        for word in entry.words:
            self.having.setdefault(word, set()).add((source, owner))

    def forget(self, owner: str) -> None:
        for key in self.owned.pop(owner, ()):
            for word in self.entries.pop(key).words:
                self.having[word].discard(key)

    def nearest(self, text: str, not_of: str) -> tuple[float, _Entry] | None:
        """The entry most like a text, what people approved before what a memory says; None where none is."""
        from rapidfuzz.distance import Levenshtein

        wanted = tuple(words(text))
        if len(wanted) < FEWEST:
            return None
        tried = [self.entries[key] for key in self._candidates(wanted) if not not_of or key[1] != not_of]
        judged = ((Levenshtein.normalized_similarity(wanted, one.words), one) for one in tried)
        return max(judged, key=lambda one: (one[0], bool(one[1].owner)), default=None)

    def _candidates(self, wanted: Sequence[str]) -> list[Key]:
        """Entries that share most words, the rare ones weighing more; frequent words find nothing by themselves."""
        weights: Counter[Key] = Counter()
        having = sorted((self.having.get(word, set()) for word in dict.fromkeys(wanted)), key=len)
        looked = 0
        for keys in having:
            looked += len(keys)
            if looked > LOOKED and weights:
                break
            weight = 1 + int(100 * log((1 + len(self.entries)) / (1 + len(keys))))
            for key in keys:
                weights[key] += weight
        return [key for key, _ in weights.most_common(TRIED)]

    def holding(self, asked: Sequence[str]) -> Iterator[_Entry]:
        """Entries that have words beginning so, one after the other, in either language; the shortest first."""
        for entry in sorted(self.entries.values(), key=lambda one: len(one.source)):
            if _within(asked, entry.words) or _within(asked, words(entry.translation)):
                yield entry


def _within(asked: Sequence[str], among: Sequence[str]) -> bool:
    """Whether words stand one after the other, each perhaps only begun: `reba` finds „rebast“."""
    places = range(len(among) - len(asked) + 1)
    return any(all(among[place + n].startswith(word) for n, word in enumerate(asked)) for place in places)


class Recall:
    """The memory behind the editor; it learns while people work."""

    def __init__(self, memories: Iterable[Memory] = ()) -> None:
        self._tables: dict[Languages, _Table] = {}
        self._lock = Lock()
        for memory in memories:
            for (source_lang, target_lang, text), translation in memory.pairs.items():
                self._add((source_lang, target_lang), text, translation, "")

    def learn(self, record: Record, texts: Mapping[str, str] | None) -> None:
        """Know a record's approved texts from now on, in place of those known before; None forgets them."""
        original = record.original
        if original is None or original.lang == record.lang:
            return
        with self._lock:
            if table := self._tables.get((original.lang, record.lang)):
                table.forget(record.id)
            for field, text in (texts or {}).items():
                self._add((original.lang, record.lang), getattr(original, field), text, record.id)

    def similar(self, record: Record) -> list[Found]:
        """What is remembered of a record's source texts and their parts, the most alike first.

        What was learnt from the record itself is left out: opinions on it may still be blind.
        """
        original = record.original
        if original is None or original.lang == record.lang:
            return []
        found: dict[str, Found] = {}
        with self._lock:
            for field in FIELDS:
                for one in self._of_text(field, getattr(original, field), (original.lang, record.lang), record.id):
                    found.setdefault(one.source, one)
        return sorted(found.values(), key=lambda one: -one.alike)[:SHOWN]

    def holding(self, record: Record, text: str) -> list[Found]:
        """Remembered texts that hold some words, in either language, the shortest first."""
        original, asked = record.original, words(text)
        if original is None or not asked:
            return []
        found: dict[tuple[str, str], Found] = {}
        with self._lock:
            for table in (self._tables.get(pair) for pair in ((original.lang, record.lang), ("", ""))):
                entries = (one for one in (table.holding(asked) if table else ()) if one.owner != record.id)
                for one in islice(entries, SHOWN):
                    shown = Found(field="", source=one.source, translation=one.translation, alike=0.0)
                    found.setdefault((one.source, one.translation), shown)
        return list(found.values())[:SHOWN]

    def _of_text(self, field: str, text: str, languages: Languages, not_of: str) -> Iterator[Found]:
        """The whole text where it is remembered, else its sentences."""
        whole = self._nearest(field, text, languages, not_of)
        if whole:
            yield whole
        if whole is None or whole.alike < 1:
            for part in sentences(text, languages[0]):
                if part.text.strip() != text.strip() and (one := self._nearest(field, part.text, languages, not_of)):
                    yield one

    def _nearest(self, field: str, text: str, languages: Languages, not_of: str) -> Found | None:
        tables = (self._tables.get(pair) for pair in (languages, ("", "")))
        near = [one for table in tables if table and (one := table.nearest(text, not_of))]
        alike, entry = max(near, key=lambda one: one[0], default=(0.0, None))
        if entry is None or alike < ALIKE:
            return None
        return Found(field=field, source=entry.source, translation=entry.translation, alike=round(alike, 2))

    def _add(self, languages: Languages, source: str, translation: str, owner: str) -> None:
        table = self._tables.setdefault(languages, _Table())
        for one, other in pieces(source, translation, languages):
            table.add(one, other, owner)


def pieces(source: str, translation: str, languages: Languages) -> Iterator[tuple[str, str]]:
    """A pair of texts, and the pairs of its sentences where every line has as many in both languages."""
    source, translation = source.strip(), translation.strip()
    if not source or not translation:
        return
    yield source, translation
    lines = [[line for line in text.splitlines() if line.strip()] for text in (source, translation)]
    if "```" in source or len(lines[0]) != len(lines[1]):
        return
    for one, other in zip(*lines, strict=True):
        left, right = (_split(line, lang) for line, lang in zip((one, other), languages, strict=True))
        if (len(left) == len(right) and (one, other) != (source, translation)) or len(left) == len(right) > 1:
            yield from zip(left, right, strict=True)


def _split(line: str, lang: str) -> Sequence[str]:
    return [one.text.strip() for one in sentences(line, lang or "en")]
