"""What people's decisions say about the filters and about the dataset: flags overruled, and the quality audit."""

from collections.abc import Iterable, Mapping
from math import sqrt

import msgspec

from alpaca_est.decision import Decision, Decisions
from alpaca_est.record import Record, source_of

Z = 1.959964  # 95 %


class Share(msgspec.Struct, frozen=True):
    """So many of so many, and the share's 95 % interval (Wilson 1927, JASA 22)."""

    count: int
    total: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself, 0 where there is nothing."""
        return self.count / self.total if self.total else 0.0


class Threshold(msgspec.Struct, frozen=True):
    """A threshold that would agree better with people: how many decisions it agrees with, and the present one.

    `gone` are the flags of the whole run that it would not raise, `freed` those of them on records that have no other.
    """

    measure: str
    setting: str
    value: float
    agrees: int
    agreed: int
    unflagged: int
    missed: int
    gone: int = 0
    freed: int = 0


class Judged(msgspec.Struct):
    """What people said of the records that one filter flagged; `right` is the share that was no good as it was.

    `scores` are those of decided records with whether they were no good, `flagged` those of all, decided or not, with
    whether the record has no other flag.
    """

    step: str
    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    scores: list[tuple[float, bool]] = []
    flagged: list[tuple[float, bool]] = []

    @property
    def right(self) -> Share:
        """How often people found something to mend or reject: the precision of the filter's flags."""
        return share(self.edited + self.rejected, self.accepted + self.edited + self.rejected)


class Audit(msgspec.Struct, frozen=True):
    """A quality audit: of records drawn at random from what is published, those that are right as they are."""

    right: Share
    sources: dict[str, Share]


def share(count: int, total: int) -> Share:
    """A share with Wilson's interval; from 0 to 1 where there is nothing."""
    if not total:
        return Share(count, total, 0.0, 1.0)
    found = count / total
    middle = found + Z * Z / (2 * total)
    spread = Z * sqrt(found * (1 - found) / total + Z * Z / (4 * total * total))
    scale = 1 + Z * Z / total
    return Share(count, total, max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))


def audit(decisions: Iterable[Decision]) -> Audit | None:
    """What an audit's decisions say of the dataset; None before there are any."""
    counts: dict[str, list[int]] = {}
    for decision in decisions:
        if decision.purpose == "audit" and decision.decisive:
            counted = counts.setdefault(source_of(decision.id), [0, 0])
            counted[0] += decision.verdict == "accept"
            counted[1] += 1
    if not counts:
        return None
    right, total = (sum(counted[place] for counted in counts.values()) for place in (0, 1))
    return Audit(share(right, total), {name: share(*counted) for name, counted in sorted(counts.items())})


class Judgements:
    """Gathers, filter by filter, what people said of the records that it flagged."""

    def __init__(self, decisions: Decisions) -> None:
        self.decisions = decisions
        self.steps: dict[str, Judged] = {}

    def learn(self, record: Record | None) -> None:
        """Take in a record of the run, with the flags that people saw."""
        if record is None:
            return
        decision = self.decisions.get(record.id)
        steps = dict.fromkeys(flag.step for flag in record.flags)
        for step in steps:
            judged = self.steps.setdefault(step, Judged(step))
            scores = [flag.score for flag in record.flags if flag.step == step and flag.score is not None][:1]
            judged.flagged += [(score, len(steps) == 1) for score in scores]
            if decision is not None:
                judged.accepted += decision.verdict == "accept"
                judged.edited += decision.verdict == "edit"
                judged.rejected += decision.verdict == "reject"
                judged.scores += [(score, decision.verdict != "accept") for score in scores]

    def told(self) -> list[Judged]:
        """Every filter that people have judged, the most overruled first."""
        told = (one for one in self.steps.values() if one.right.total)
        return sorted(told, key=lambda judged: (judged.right.value, judged.step))


def better(judged: Judged, bounds: Mapping[str, float | None]) -> Threshold | None:
    """The `flag_…` threshold that agrees with more decisions than the present one; None where there is none.

    `bounds` are the filter's present settings. Only flagged records have decisions, so a threshold can only rise
    where more is worse, and fall where less is; it says nothing of what was not flagged.
    """
    found: Threshold | None = None
    agreed = sum(wrong for _, wrong in judged.scores)
    for setting, sign in (("flag_above", 1), ("flag_below", -1)):
        if bounds.get(setting) is None:
            continue
        for value in sorted({score for score, _ in judged.scores}):
            flagged = [(sign * (score - value) > 0, wrong) for score, wrong in judged.scores]
            agrees = sum(flag == wrong for flag, wrong in flagged)
            if agrees > max(agreed, found.agrees if found else 0):
                gone = sum(not flag for flag, _ in flagged)
                missed = sum(wrong and not flag for flag, wrong in flagged)
                lost = [alone for score, alone in judged.flagged if sign * (score - value) <= 0]
                whole = (len(lost), sum(lost))
                found = Threshold("score", setting, value, agrees, agreed, gone, missed, *whole)
    return found
