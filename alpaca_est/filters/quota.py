"""Caps: not too many tasks of a kind."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from alpaca_est.languages import language
from alpaca_est.languages.main_verb import main_verb
from alpaca_est.record import Outcome, Record, root_of, source_of
from alpaca_est.step import StreamStep


class Quota(StreamStep):
    """Keeps at most so many records of one main verb, verb and object, seed or source; later ones are rejected.

    The verb is the first imperative of the instruction, the object the noun it asks for, both as lemmas. Records
    without one are not capped. Set `at_most`, or a `share` of the records that came so far (from the hundredth on).
    """

    step: Literal["quota"] = "quota"
    by: Literal["verb", "verb_object", "seed", "source"] = "verb"
    """What is capped."""
    at_most: int | None = Field(default=None, ge=1)
    """Records of each kind."""
    share: float | None = Field(default=None, gt=0, le=1)
    """Share of each kind among all that came so far."""

    def begin(self) -> Counter[str]:
        """Nothing counted yet; "" counts all."""
        return Counter()

    def run(self, records: Sequence[Record], memory: Counter[str]) -> Iterator[Outcome]:
        """Count each record under its kind; reject what is over the cap."""
        for record in records:
            kind = self._kind(record)
            limit = self._limit(memory)
            if kind and memory[kind] >= limit:
                yield self.reject(
                    record, f"{self.by} „{kind}“ has {memory[kind]} records already, at most {limit:.0f} wanted"
                )
                continue
            memory[kind] += 1
            memory["all records"] += 1
            yield record

    def _limit(self, memory: Counter[str]) -> float:
        limits = [float(self.at_most)] if self.at_most is not None else []
        if self.share is not None:
            limits.append(max(self.share * max(memory["all records"], 100), 1.0))
        return min(limits, default=float("inf"))

    def _kind(self, record: Record) -> str:
        if self.by == "seed":
            return root_of(record.id)
        if self.by == "source":
            return source_of(record.id)
        found = main_verb(record.instruction, language(self.lang or record.lang))
        if not found.verb:
            return ""
        return found.verb if self.by == "verb" else f"{found.verb} {found.object}".strip()
