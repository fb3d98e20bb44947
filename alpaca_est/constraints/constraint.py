"""What a constraint is: parameters, Estonian phrasings, a checker, and what it goes together with.

A constraint is kept as its canonical name, `words_at_most:50` or `starts_with:"Hea lugeja"`: the name, then its
parameters as JSON. That is all a checker needs; `constraint()` reads it back.
"""

import json
import random
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any, ClassVar, NamedTuple, Self

from alpaca_est.constraints.reading import SAYING, clean

HOLE = re.compile(r"\{([^{}]+)\}")
MANY = 1_000_000
UNCOUNTED = frozenset({"counted paragraphs"})  # banned where nobody knows which blocks are paragraphs: lists, tables


class Task(NamedTuple):
    """What constraints are drawn for: the request, and an answer to it where one is known."""

    request: str
    answer: str = ""


class Verdict(NamedTuple):
    """Whether a text keeps a constraint, what was measured, and the reason if it does not."""

    kept: bool
    measured: float
    reason: str = ""


class Room(NamedTuple):
    """How many words, sentences and paragraphs an answer can have: (fewest, most); the most words of a sentence."""

    words: tuple[int, int] = (0, MANY)
    sentences: tuple[int, int] = (0, MANY)
    paragraphs: tuple[int, int] = (0, MANY)
    sentence_words: int = MANY


@dataclass(frozen=True)
class Constraint(ABC):
    """One thing that can be asked of an answer and checked without a model (after IFEval, arXiv 2311.07911).

    Two constraints clash where both claim the same thing (the beginning, the layout), where one needs what the other
    bans (a comma, capitals, a word), or where their rooms do not meet.
    """

    name: ClassVar[str]
    phrasings: ClassVar[tuple[str, ...]]
    """Sentences with holes: `{n}` for a parameter, `{Kirjuta/Kirjutage}` for sina and teie."""
    claims: ClassVar[frozenset[str]] = frozenset()
    """What only one constraint of a task can be about."""
    traits: ClassVar[frozenset[str]] = frozenset()
    """What an answer has to have to keep it, whatever its parameters."""
    without: ClassVar[frozenset[str]] = frozenset()
    """What it may not have, whatever the parameters."""

    @classmethod
    @abstractmethod
    def draw(cls, chance: random.Random, task: Task) -> Self:
        """Parameters drawn for a task."""

    @classmethod
    def fits(cls, task: Task) -> bool:  # noqa: ARG003
        """Whether it makes sense for a task."""
        return True

    @abstractmethod
    def holes(self) -> Mapping[str, str]:
        """What stands in the holes of the phrasings."""

    def check(self, text: str) -> Verdict:
        """Whether an answer keeps it; what is doubtful counts against the answer, and an empty one keeps nothing."""
        return (
            self.judge(text) if SAYING.search(clean(text)) else Verdict(False, 0, "output is empty, an answer wanted")
        )

    @abstractmethod
    def judge(self, text: str) -> Verdict:
        """The verdict on an answer that says something."""

    @property
    def needs(self) -> frozenset[str]:
        """Traits that an answer has to have to keep it."""
        return self.traits

    @property
    def bans(self) -> frozenset[str]:
        """Traits that an answer may not have."""
        return self.without

    @property
    def room(self) -> Room:
        """How long an answer that keeps it can be."""
        return Room()

    @property
    def canonical(self) -> str:
        """Its name and parameters, as records keep them."""
        values = json.dumps(astuple(self), ensure_ascii=False, separators=(",", ":"))[1:-1]
        return f"{self.name}:{values}" if values else self.name

    def told(self, phrasing: int, *, polite: bool = False) -> str:
        """The constraint as a sentence, to one person (sina) or politely (teie)."""
        values = self.holes()

        def filled(hole: re.Match[str]) -> str:
            if "/" in hole[1]:
                return hole[1].split("/")[polite]
            return values[hole[1]]

        told = HOLE.sub(filled, self.phrasings[phrasing])
        return told[:1].upper() + told[1:]


def verdict(kept: bool, measured: float, found: str, wanted: str) -> Verdict:
    """A verdict whose reason says what the output has and what was wanted."""
    return Verdict(kept, measured, "" if kept else f"output {found}, {wanted} wanted")


def counted(count: int, unit: str) -> str:
    """`1 sentence`, `3 sentences`; the unit is given in the plural."""
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"


@dataclass(frozen=True)
class Fixed(Constraint):
    """A constraint without parameters."""

    @classmethod
    def draw(cls, chance: random.Random, task: Task) -> Self:  # noqa: ARG003
        """There is nothing to draw."""
        return cls()

    def holes(self) -> Mapping[str, str]:
        """None."""
        return {}


@dataclass(frozen=True)
class Chosen(Constraint):
    """A constraint whose one parameter is one of its choices."""

    choices: ClassVar[Sequence[Any]]

    @classmethod
    def draw(cls, chance: random.Random, task: Task) -> Self:  # noqa: ARG003
        """One of the choices."""
        kind: Callable[[Any], Self] = cls
        return kind(chance.choice(cls.choices))
