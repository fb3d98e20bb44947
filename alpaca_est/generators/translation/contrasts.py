"""Over- and under-translation: a translation loses, gains or repeats a sentence, and the question is which (OVERMISS).

After Chen et al. (arXiv 2308.12674), who contrast right translations with such ones. Rows of a bitext are aligned, so
what is missing or added is known; it is worked out a second time from the finished texts before a task leaves.
"""

import random
from collections.abc import Sequence
from typing import Literal, NamedTuple

from alpaca_est.generators.translation.phrasings import QUOTING, unit
from alpaca_est.text import words

Fault = Literal["whole", "missing", "added", "repeated"]

ALIKE = 0.5  # share of common words over which two sentences could be taken for each other


class Pair(NamedTuple):
    """A sentence and its translation."""

    source: str
    target: str


class Contrast(NamedTuple):
    """A text, its whole translation, a translation with one fault, and the sentence that is at fault.

    What is missing is a sentence of the original; what is added or repeated one of the translation.
    """

    original: str
    whole: str
    faulty: str
    fault: Fault
    sentence: str


def contrast(pairs: Sequence[Pair], stranger: Pair | None, fault: Fault, chance: random.Random) -> Contrast | None:
    """A translation with one fault, or None where what is at fault could be mistaken for something else."""
    known = [*pairs, stranger] if stranger else list(pairs)
    if len(pairs) < 2 or (fault == "added" and stranger is None) or not distinct(known):
        return None
    targets = [pair.target for pair in pairs]
    place = chance.randrange(len(pairs))
    sentence = pairs[place].target
    if fault == "missing":
        shown, sentence = [*targets[:place], *targets[place + 1 :]], pairs[place].source
    elif fault == "added":
        assert stranger is not None, "checked above"
        sentence = stranger.target
        shown = [*targets[: place + 1], sentence, *targets[place + 1 :]]
    elif fault == "repeated":
        shown = [*targets[: place + 1], *targets[place:]]
    else:
        shown, sentence = targets, ""
    original = " ".join(pair.source for pair in pairs)
    made = Contrast(original, " ".join(targets), " ".join(shown), fault, sentence)
    return made if found_fault(made.faulty, pairs) == (fault, sentence) else None


def distinct(pairs: Sequence[Pair]) -> bool:
    """Whether all are single sentences without quotations that nobody takes for each other, on either side."""
    if any(unit(text) != "sentence" or QUOTING.search(text) for pair in pairs for text in pair):
        return False
    for side in ([pair.source for pair in pairs], [pair.target for pair in pairs]):
        bags = [set(words(text)) for text in side]
        for number, bag in enumerate(bags):
            if any(len(bag & other) > ALIKE * max(min(len(bag), len(other)), 1) for other in bags[:number]):
                return False
    return True


def found_fault(shown: str, pairs: Sequence[Pair]) -> tuple[Fault, str]:
    """What a translation does with a text, read from the finished text alone: which sentence, and what happened."""
    rest = shown
    for pair in pairs:
        if pair.target not in rest:
            return "missing", pair.source
        rest = rest.replace(pair.target, "\n", 1)
    left = " ".join(rest.split())
    if not left:
        return "whole", ""
    return ("repeated", left) if any(left == pair.target for pair in pairs) else ("added", left)
