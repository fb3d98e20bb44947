"""Counts that are bounded: at least, at most, exactly, between."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from alpaca_est.constraints.constraint import MANY, Chosen, Constraint, Room, Task, Verdict, counted, verdict
from alpaca_est.constraints.counting import Unit, counts
from alpaca_est.constraints.inflection import Noun, forms

PROSE = frozenset({"prose"})


class Length(Constraint):
    """What the length constraints share: their unit."""

    unit: ClassVar[Unit]
    noun: ClassVar[Noun]
    choices: ClassVar[Sequence[Any]]

    traits = PROSE

    def _room(self, fewest: int, most: int) -> Room:
        free = Room()
        bound = {self.unit: (fewest, most)}
        return Room(
            words=bound.get("words", free.words),
            sentences=bound.get("sentences", free.sentences),
            paragraphs=bound.get("paragraphs", free.paragraphs),
        )

    def _found(self, count: int) -> str:
        return f"has {counted(count, self.unit)}"


@dataclass(frozen=True)
class Bound(Length, Chosen):
    """One number, drawn from the choices of its unit."""

    n: int

    def holes(self) -> Mapping[str, str]:
        """The number with its noun."""
        return {**forms("n", self.n, self.noun), "nouns": self.noun.plural}


class AtLeast(Bound):
    """At least so many."""

    @property
    def room(self) -> Room:
        """From n on."""
        return self._room(self.n, MANY)

    def judge(self, text: str) -> Verdict:
        """Fenced code does not count."""
        count = counts(text, self.unit).fewest
        return verdict(count >= self.n, count, self._found(count), f"at least {self.n}")


class AtMost(Bound):
    """At most so many."""

    @property
    def room(self) -> Room:
        """Up to n."""
        return self._room(0, self.n)

    def judge(self, text: str) -> Verdict:
        """What stands in fenced code counts too."""
        count = counts(text, self.unit).most
        return verdict(count <= self.n, count, self._found(count), f"at most {self.n}")


class Exactly(Bound):
    """Exactly so many."""

    @property
    def room(self) -> Room:
        """Just n."""
        return self._room(self.n, self.n)

    def judge(self, text: str) -> Verdict:
        """With fenced code and without it."""
        fewest, most = counts(text, self.unit)
        count = most if fewest == self.n else fewest
        return verdict(fewest == most == self.n, count, self._found(count), f"exactly {self.n}")


@dataclass(frozen=True)
class Between(Length):
    """From so many to so many."""

    fewest: int
    most: int

    spans: ClassVar[tuple[int, ...]]

    @classmethod
    def draw(cls, chance: random.Random, task: Task) -> Self:  # noqa: ARG003
        """A lower bound and a span above it."""
        fewest = chance.choice(cls.choices)
        return cls(fewest, fewest + chance.choice(cls.spans))

    def holes(self) -> Mapping[str, str]:
        """Both numbers; the noun stands with the second one."""
        low, high = forms("low", self.fewest, self.noun), forms("high", self.most, self.noun)
        return {**low, **high, "range": f"{self.fewest}–{self.most} {self.noun.partitive}", "nouns": self.noun.plural}

    @property
    def room(self) -> Room:
        """Both bounds."""
        return self._room(self.fewest, self.most)

    def judge(self, text: str) -> Verdict:
        """Fenced code does not help against the lower bound and counts against the upper one."""
        fewest, most = counts(text, self.unit)
        count = fewest if fewest < self.fewest else most
        kept = self.fewest <= fewest and most <= self.most
        return verdict(kept, count, self._found(count), f"{self.fewest} to {self.most}")
