"""Which of two answers is better: as people rank them, as they rate them, or where nobody judged them by a score."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import msgspec

from alpaca_est import decision as decisions_
from alpaca_est.decision import SENIOR, Decision, judged, standing
from alpaca_est.record import Record

RANKINGS, RATINGS = "rankings.jsonl", "ratings.jsonl"


class Preferred(NamedTuple):
    """The places of two answers among those of their task, the better one first, and who says so."""

    better: int
    worse: int
    by: str


class Judges(NamedTuple):
    """What people said of answers, by the ids of those answers, and the score that stands in for them."""

    rankings: Mapping[str, Sequence[Decision]] = {}
    ratings: Mapping[str, Sequence[Decision]] = {}
    score: str = ""
    margin: float = 0.0

    def preferred(self, answers: Sequence[Record]) -> list[Preferred]:
        """Every two answers of a task whose order something says, in the order of the answers.

        The most rankings decide, then the higher mean of the ratings; an adjudicator's count alone. Where people
        judged both and do not agree, nothing is said. A judgement holds for the texts that were judged.
        """
        votes, marks = self._votes(answers), [self._marks(answer) for answer in answers]
        found = []
        for first, second in combinations(range(len(answers)), 2):
            ranked = votes[answers[first].id, answers[second].id] - votes[answers[second].id, answers[first].id]
            one, other = marks[first], marks[second]
            rated = one - other if one is not None and other is not None else 0.0
            people = (answers[first].id, answers[second].id) in votes or (one is not None and other is not None)
            by = "ranking" if ranked else "ratings" if rated else f"score {self.score}"
            lead = ranked or rated or (0.0 if people else self._lead(answers[first], answers[second]))
            if lead:
                found.append(Preferred(*((first, second) if lead > 0 else (second, first)), by))
        return found

    def agreement(self, answers: Sequence[Record]) -> tuple[int, int]:
        """How many pairs of the answers were ranked more than once, and how many of them always alike."""
        votes = self._votes(answers)
        places = combinations([answer.id for answer in answers], 2)
        counts = [sorted((votes[one, other], votes[other, one])) for one, other in places]
        twice = [least for least, most in counts if least + most > 1]
        return len(twice), twice.count(0)

    def _votes(self, answers: Sequence[Record]) -> Counter[tuple[str, str]]:
        """How many rankings have one answer before another; a pair that was ranked has both of its orders here."""
        texts = {answer.id: judged(answer) for answer in answers} if self.rankings else {}
        votes: Counter[tuple[str, str]] = Counter()
        told: list[Decision] = []
        for answer in answers if texts else ():
            told += [one for one in self.rankings.get(answer.id, ()) if one not in told]
        for ranking in _heard(one for one in told if one.answers or texts.get(one.id) == one.sha256):
            seen = dict(zip(ranking.ranking, ranking.answers, strict=False))
            still = [one for one in ranking.ranking if one in texts and seen.get(one, texts[one]) == texts[one]]
            for better, worse in combinations(still, 2):
                votes[better, worse] += 1
                votes[worse, better] += 0
        return votes

    def _marks(self, answer: Record) -> float | None:
        """The mean of all marks that an answer was given; None where it was not rated."""
        told = self.ratings.get(answer.id, ())
        heard = _heard(one for one in told if one.sha256 == judged(answer))
        marks = [mark for rating in heard for mark in rating.ratings.values()]
        return sum(marks) / len(marks) if marks else None

    def _lead(self, one: Record, other: Record) -> float:
        """By how much a score is higher; 0 where one of them has none, or where the margin is not reached."""
        if not self.score or self.score not in one.scores or self.score not in other.scores:
            return 0.0
        lead = one.scores[self.score] - other.scores[self.score]
        return lead if abs(lead) > self.margin else 0.0


class PairFacts(msgspec.Struct):
    """Tasks with several answers and what became of them: pairs by who ordered them, and what was left out, by why.

    `twice` are pairs that two people or more ranked, `agreed` those of them that all ranked alike.
    """

    tasks: int = 0
    twice: int = 0
    agreed: int = 0
    pairs: dict[str, int] = {}
    left_out: dict[str, int] = {}

    @property
    def total(self) -> int:
        """All pairs."""
        return sum(self.pairs.values())


def judges(run: Path, score: str = "", margin: float = 0.0) -> Judges:
    """What people said in a run's logs of rankings and ratings."""
    ranked, rated = (standing(decisions_.log(run / name)[0]) for name in (RANKINGS, RATINGS))
    rankings: dict[str, list[Decision]] = {}
    for ranking in (one for opinions in ranked.values() for one in opinions):
        for answer in ranking.ranking:
            rankings.setdefault(answer, []).append(ranking)
    return Judges(rankings, rated, score, margin)


def widest(found: Iterable[Preferred]) -> Preferred | None:
    """The pair that is farthest apart by wins less losses of its answers; the first of several, None where none is."""
    pairs = list(found)
    points: Counter[int] = Counter()
    for pair in pairs:
        points[pair.better] += 1
        points[pair.worse] -= 1
    return max(pairs, key=lambda pair: points[pair.better] - points[pair.worse], default=None)


def _heard(opinions: Iterable[Decision]) -> Iterator[Decision]:
    """Of opinions on texts as they are now those that count: the last adjudicator's or curator's, else everybody's."""
    real = [one for one in opinions if (one.ranking or one.ratings) and one.purpose != "gold"]
    senior = [one for one in real if one.role in SENIOR]
    yield from senior[-1:] or real
