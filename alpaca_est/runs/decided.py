"""Decisions that a command adds to a run: records taken back, and those that people made in another run."""

from collections.abc import Sequence

import msgspec

from alpaca_est import decision as decisions_
from alpaca_est.decision import WITHDRAWN, Decision, judged, withdrawn
from alpaca_est.errors import RunError
from alpaca_est.record import Record, Rejected
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import Account, fates
from alpaca_est.text import excerpt


class Carried(msgspec.Struct):
    """What became of another run's decisions here; `decided` had one of their own, `unknown` are no records here."""

    carried: int = 0
    decided: int = 0
    other_text: int = 0
    rejected: int = 0
    unknown: int = 0

    @property
    def told(self) -> str:
        """All of it in one line."""
        rest = {
            "decided here already": self.decided,
            "judged another text": self.other_text,
            "about what a step rejects here": self.rejected,
            "about no record of this run": self.unknown,
        }
        left = ", ".join(f"{count:,} {name}" for name, count in rest.items() if count)
        return f"decisions carried over: {self.carried:,}{f'; left: {left}' if left else ''}"


def carry(folder: RunFolder, other: RunFolder) -> Carried:
    """Take over another run's decisions on records that have the same id and the same text here."""
    if not other.decisions.is_file():
        raise RunError(f"{other.path}: no {other.decisions.name}, wanted a run that people have decided on")
    theirs, _ = decisions_.read(other.decisions)
    own, _ = decisions_.read(folder.decisions)
    found, taken, left = Carried(), list[Decision](), dict(theirs)
    for _, outcome in fates(folder, None, {}, Account()):
        if (decision := left.pop(outcome.id, None)) is not None and _fits(outcome, decision, own, found):
            taken.append(decision)
    found.carried, found.unknown = len(taken), len(left)
    decisions_.append(folder.decisions, taken)
    return found


def _fits(outcome: Record | Rejected, decision: Decision, own: decisions_.Decisions, found: Carried) -> bool:
    """Whether a decision is about this record; what speaks against it is counted."""
    if isinstance(outcome, Rejected):
        found.rejected += 1
        return False
    text = judged(outcome)
    mine = own.get(outcome.id)
    found.decided += (decided := mine is not None and mine.sha256 == text)
    found.other_text += (other := not decided and decision.sha256 != text)
    return not (decided or other)


def withdraw(folder: RunFolder, identities: Sequence[str]) -> int:
    """Take published records back: from the next publication on they are rejected as withdrawn; how many are new."""
    wanted = set(identities)
    if not wanted:
        return 0
    decisions, _ = decisions_.read(folder.decisions)
    target = folder.manifest().pipeline["target"]
    now = {one.id: (fate, one) for fate, one in fates(folder, target, decisions, Account()) if one.id in wanted}
    gone = {one for one, (_, outcome) in now.items() if getattr(outcome, "reason", "") == WITHDRAWN}
    problems = [
        f"{folder.path}: {identity} {_found(*now.get(identity, ('', None)))}, wanted the id of a published record"
        for identity in dict.fromkeys(identities)
        if identity not in gone and now.get(identity, ("", None))[0] != "published"
    ]
    if problems:
        raise RunError(problems)
    judged_ones = [one for _, one in fates(folder, None, {}, Account()) if one.id in wanted - gone]
    decisions_.append(folder.decisions, [withdrawn(one) for one in judged_ones if isinstance(one, Record)])
    return len(judged_ones)


def _found(fate: str, outcome: Record | Rejected | None) -> str:
    """Why a record cannot be withdrawn."""
    if outcome is None:
        return "is no record of this run"
    reason = outcome.reason if isinstance(outcome, Rejected) else "; ".join(flag.reason for flag in outcome.flags)
    return f"is {fate}{f' ({excerpt(reason)})' if reason else ''}"
