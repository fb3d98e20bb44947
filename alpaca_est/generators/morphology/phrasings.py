"""Ways to ask and to answer, filled in."""

import random
from collections.abc import Sequence
from typing import Any, NamedTuple

from alpaca_est.generators.computed import Draft


class Phrasing(NamedTuple):
    """One way to ask: the instruction, its input, and whether only the bare answer will do."""

    instruction: str
    input: str = ""
    short: bool = False


class Family(NamedTuple):
    """Phrasings of a kind that ask for the same, and ways to answer, the bare answer first."""

    kind: str
    phrasings: tuple[Phrasing, ...]
    answers: tuple[str, ...]
    first: int = 0
    """The number of its first phrasing among all of its kind."""

    def draft(self, chance: random.Random, given: Any, **words: str) -> Draft:
        """A phrasing and a way to answer, drawn and filled in."""
        number = chance.randrange(len(self.phrasings))
        phrasing = self.phrasings[number]
        answer = self.answers[0] if phrasing.short else chance.choice(self.answers)
        return Draft(
            kind=self.kind,
            phrasing=self.first + number,
            instruction=phrasing.instruction.format(**words),
            input=phrasing.input.format(**words),
            output=answer.format(**words),
            given=given,
        )


def families(kind: str, *parts: tuple[tuple[Phrasing, ...], tuple[str, ...]]) -> tuple[Family, ...]:
    """The families of one kind, their phrasings numbered one after the other."""
    made: list[Family] = []
    first = 0
    for phrasings, answers in parts:
        made.append(Family(kind, phrasings, answers, first))
        first += len(phrasings)
    return tuple(made)


def either(words: Sequence[str]) -> str:
    """The bare forms: `maju või majasid`."""
    return " või ".join(words)


def quoted(words: Sequence[str]) -> str:
    """The forms in quotation marks: `„maju“ või „majasid“`."""
    return " või ".join(f"„{word}“" for word in words)


def listed(words: Sequence[str]) -> str:
    """Words in a row: `üks, kaks ja kolm`."""
    return f"{', '.join(words[:-1])} ja {words[-1]}" if len(words) > 1 else "".join(words)


def opened(text: str) -> str:
    """The text with a capital at its beginning and nothing else changed."""
    return text[:1].upper() + text[1:]
