"""How strange the letters of a text are to other texts: foreign spelling and damaged letters come in short runs."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

RUN = 4  # letters in a row


class Strangest(NamedTuple):
    """The strangest letters in a row: how rare they are on average, in nats, and what they are."""

    rarity: float
    letters: str


class Letters:
    """Which letters the texts of a dataset hold; a letter in one of them only counts as one in none of the others."""

    def __init__(self, texts: Sequence[str]) -> None:
        inside: Counter[str] = Counter()
        for text in texts:
            inside.update(set(text))
        self._rarity = {letter: math.log(len(texts) / max(0.5, count - 1)) for letter, count in inside.items()}

    def strangest(self, text: str) -> Strangest:
        """The run of four letters that is rarest; of a text that is one of those counted."""
        runs = [text[start : start + RUN] for start in range(max(1, len(text) - RUN + 1))]
        return max((Strangest(sum(self._rarity[letter] for letter in run) / RUN, run) for run in runs), default=NONE)


NONE = Strangest(0.0, "")
