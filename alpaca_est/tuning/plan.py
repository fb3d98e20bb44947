"""How much work a check is, how far it is, and what its budget leaves out."""

import time
from collections.abc import Callable, Sequence

Say = Callable[[str, float, float], None]


class Plan:
    """Parts with their costs in scored tokens; says what is done, of how much, in which part."""

    def __init__(self, say: Say, minutes: float | None) -> None:
        self.say = say
        self.minutes = minutes
        self.costs: dict[str, float] = {}
        self.done = 0.0
        self.inside = 0.0
        self.part = ""
        self.left_out: list[str] = []
        self.began = time.monotonic()

    def add(self, part: str, cost: float) -> None:
        """A part that will come."""
        self.costs[part] = cost

    def begin(self, part: str) -> None:
        """The next part; what it really cost is not carried over, its planned cost is."""
        self.done += self.costs.pop(self.part, 0.0)
        self.part, self.inside = part, 0.0
        self._tell()

    def meter(self, tokens: int) -> None:
        """So many tokens more were read in the part."""
        self.inside += tokens
        self._tell()

    def reaches(self, parts: Sequence[str]) -> bool:
        """Whether the budget reaches these parts, judged by what the parts so far took; notes them if it does not."""
        if self.minutes is None or not parts:
            return True
        spent = (time.monotonic() - self.began) / 60
        behind = self.done + self.costs.get(self.part, 0.0)
        ahead = spent * sum(self.costs[part] for part in parts) / behind if behind else 0.0
        if spent + ahead <= self.minutes:
            return True
        for part in parts:
            self.costs.pop(part)
        self.left_out.append(
            f"{', '.join(parts)}: about {ahead:.1f} minutes more after {spent:.1f}, budget {self.minutes:g}"
        )
        return False

    def _tell(self) -> None:
        own = min(self.inside, self.costs.get(self.part, self.inside))
        self.say(self.part, self.done + own, self.done + sum(self.costs.values()))
