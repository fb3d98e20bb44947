"""What people said of answers: marks from 1 to 5 and orders, counted, and how far people agree on them."""

import statistics
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import msgspec

from alpaca_est.decision import Decision, log, standing
from alpaca_est.runs.agreement import Figure, Unit, figures, figures_of

RATINGS, RANKINGS = "ratings.jsonl", "rankings.jsonl"


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """The marks of one criterion: how many of each from 1 to 5, their mean, and how far people agree."""

    criterion: str
    counts: tuple[int, ...]
    mean: float
    agreement: list[Figure]


class Orders(msgspec.Struct, frozen=True, kw_only=True):
    """Tasks whose answers people ordered.

    `pairs` is the agreement on which of two answers is better, `places` that on the places of the answers.
    """

    tasks: int
    people: int
    pairs: list[Figure]
    places: list[Figure]


class Rated(msgspec.Struct, frozen=True, kw_only=True):
    """Answers that people gave marks, by criterion."""

    answers: int
    people: int
    marks: list[Marks]


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """Both; None where nobody did it."""

    rated: Rated | None = None
    ranked: Orders | None = None

    @property
    def any(self) -> bool:
        """Whether there is something to tell."""
        return self.rated is not None or self.ranked is not None


def answers(folder: Path) -> Answers:
    """What the logs of a run say."""
    return Answers(rated=rated_by(_told(folder / RATINGS)), ranked=ranked_by(_told(folder / RANKINGS)))


def _told(path: Path) -> list[Decision]:
    return [one for told in standing(log(path)[0]).values() for one in told]


def rated_by(decisions: Iterable[Decision]) -> Rated | None:
    """What opinions that stand say of answers; only those on the same text of a record are compared."""
    found = [one for one in decisions if one.verdict == "rate"]
    if not found:
        return None
    texts = _by_text(found)
    criteria = list(dict.fromkeys(name for one in found for name in one.ratings))
    marks = []
    for criterion in criteria:
        given = [one.ratings[criterion] for one in found if criterion in one.ratings]
        units = [{one.by: str(one.ratings[criterion]) for one in told if criterion in one.ratings} for told in texts]
        counts = tuple(given.count(mark) for mark in range(1, 6))
        agreement = figures(units, ("ordinal", "interval"))
        marks.append(Marks(criterion=criterion, counts=counts, mean=statistics.mean(given), agreement=agreement))
    return Rated(answers=len({one.id for one in found}), people=len({one.by for one in found}), marks=marks)


def ranked_by(decisions: Iterable[Decision]) -> Orders | None:
    """What opinions that stand say of the order of answers."""
    found = [one for one in decisions if one.verdict == "rank"]
    if not found:
        return None
    tasks = _by_text(found)
    return Orders(
        tasks=len({one.id for one in found}),
        people=len({one.by for one in found}),
        pairs=figures_of([_pairs(told) for told in tasks]),
        places=figures_of([_places(told) for told in tasks], ("ordinal",)),
    )


def _by_text(decisions: Sequence[Decision]) -> list[list[Decision]]:
    """The opinions on each record that are about the same text and the same answers."""
    found: dict[tuple[object, ...], list[Decision]] = {}
    for one in decisions:
        found.setdefault((one.id, one.sha256, *sorted(one.ranking)), []).append(one)
    return list(found.values())


def _places(told: Sequence[Decision]) -> list[Unit]:
    """For each answer of a task, the place that each person gave it."""
    answers = sorted(told[0].ranking)
    return [{one.by: str(one.ranking.index(answer) + 1) for one in told} for answer in answers]


def _pairs(told: Sequence[Decision]) -> list[Unit]:
    """For each two answers of a task, which of them each person put first."""
    orders = {one.by: {answer: place for place, answer in enumerate(one.ranking)} for one in told}
    return [
        {by: "first" if order[one] < order[other] else "second" for by, order in orders.items()}
        for one, other in combinations(sorted(told[0].ranking), 2)
    ]
