"""What another threshold would change: a run's filters decide again from the scores that its journal holds.

Exact up to the next step that changes, remembers or asks; beyond it, the records that would have to be run are counted.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from alpaca_est import decision as decisions_
from alpaca_est.errors import PipelineError, RunError
from alpaca_est.pipeline import Pipeline
from alpaca_est.record import Flag, Record, Rejected
from alpaca_est.runs.fates import Account, Fate, fates
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.hops import Hop, Passage, hops_of, passages, scores_of
from alpaca_est.runs.identity import difference, identity
from alpaca_est.runs.journal import Entry
from alpaca_est.step import Filter, PromptStep, StreamStep

EXAMPLES = 10
SIDES = ("kept", "flagged", "rejected")


class Change(msgspec.Struct, frozen=True):
    """A record that changes sides at a hop: the old and new side, why, and what became of it in the run."""

    id: str
    before: str
    after: str
    reason: str
    fate: str
    text: str


class Answer(msgspec.Struct):
    """What would change, and what cannot be known without running.

    `to_run` and `to_ask` count records that would now reach the steps behind the hop, `leaving` those in the dataset
    that would be rejected, `may_return` those that a step behind the hop rejected because of what it remembered.
    """

    settings: list[str] = []
    filters: list[str] = []
    decided: int = 0
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    moves: dict[str, int] = {}
    exact_up_to: str = ""
    to_run: int = 0
    to_ask: int = 0
    leaving: int = 0
    may_return: int = 0
    examples: list[Change] = []


def what_if(folder: RunFolder, changes: Sequence[str]) -> Answer:
    """Decide again with changed thresholds; `PipelineError` where a change needs more than decisions."""
    if not changes:
        raise PipelineError("nothing to change, wanted --set steps.NAME.reject_above=VALUE or the like")
    if not folder.manifest().settings:
        raise RunError(f"{folder.path}: its manifest has no settings to change, wanted a run of this version")
    now, then = folder.loaded(), folder.loaded(changes)
    moved = difference(identity(now), identity(then), same_version=True)
    weighing = Weighing(_changed_filters(now.pipeline, then.pipeline, moved), _ended(folder, now.pipeline))
    weighing.answer.settings = moved or ["nothing changes: the run has these settings already"]
    hops = hops_of(then.pipeline)
    for batch in folder.journal.batches():
        weighing.weigh(hops[batch[0][1].head.source], dict(batch))
    found = weighing.found
    chosen = random.Random(f"what-if/{'/'.join(changes)}").sample(found, min(EXAMPLES, len(found)))
    weighing.answer.examples = sorted(chosen, key=lambda change: change.id)
    return weighing.answer


def _changed_filters(now: Pipeline, then: Pipeline, moved: Sequence[str]) -> set[str]:
    """The filters whose decisions change; anything else that changes is refused by name."""
    before = {step.key: step for step in now.all_steps}
    changed = {step.key for step in then.all_steps if step != before.get(step.key)}
    steps = {step.key: step for step in then.all_steps}
    for line in moved:
        way = line.split(":", 1)[0].split(".")
        step = steps.get(way[1]) if way[0] == "steps" and len(way) > 2 else None
        if not isinstance(step, Filter):
            raise PipelineError(f"{line}; what-if changes decisions of filters only, wanted a new run for this: --run")
        if not step.only_decides(way[2]):
            raise PipelineError(f"{line}; this changes what is measured, wanted a new run for this: --run")
    return changed


class Ended(msgspec.Struct):
    """What became of each record in the run, and how many each step rejected."""

    fates: dict[str, Fate] = {}
    rejected: Counter[str] = msgspec.field(default_factory=Counter)


def _ended(folder: RunFolder, pipeline: Pipeline) -> Ended:
    decisions, _ = decisions_.read(folder.decisions)
    ended = Ended()
    for fate, outcome in fates(folder, pipeline.target, decisions, Account()):
        ended.fates[outcome.id] = fate
        if isinstance(outcome, Rejected):
            ended.rejected[outcome.step] += 1
    return ended


def _boundary(hop: Hop) -> str:
    """The step behind the hop whose outcome is not known without running it."""
    later = next((step for step in hop.later if not isinstance(step, Filter)), None)
    return later.key if later else "the end"


class Weighing:
    """Counts every record of a run before and after, and remembers those that change sides."""

    def __init__(self, changed: set[str], ended: Ended) -> None:
        self.changed = changed
        self.ended = ended
        self.answer = Answer(filters=sorted(changed))
        self.found: list[Change] = []

    def weigh(self, hops: Sequence[Hop], entries: Mapping[str, Entry]) -> None:
        """Decide a batch again in every hop that has a changed filter."""
        gone: set[str] = set()
        for hop in hops:
            if not self.changed & set(hop.keys):
                continue
            if not self.answer.exact_up_to:
                self.answer.exact_up_to = _boundary(hop)
                remembering = (step.key for step in hop.later if isinstance(step, StreamStep))
                self.answer.may_return = sum(self.ended.rejected[key] for key in remembering)
            for passage in passages(hop, entries[hop.stage]):
                if passage.record.id not in gone and self._weighed(hop, passage) == "rejected":
                    gone.add(passage.record.id)

    def _weighed(self, hop: Hop, passage: Passage) -> str:
        answer = self.answer
        outcome = again(hop, self.changed, passage)
        before = _side(hop, passage)
        after = "rejected" if isinstance(outcome, Rejected) else ("flagged" if _flags(hop, outcome) else "kept")
        answer.decided += 1
        answer.before[before] = answer.before.get(before, 0) + 1
        answer.after[after] = answer.after.get(after, 0) + 1
        if before != after:
            move = f"{before} → {after}"
            answer.moves[move] = answer.moves.get(move, 0) + 1
            answer.leaving += after == "rejected" and self._fate(passage) != "rejected"
            if before == "rejected" and hop.later:
                answer.to_run += 1
                answer.to_ask += any(isinstance(step, PromptStep) for step in hop.later)
            self.found.append(_change(hop, passage, outcome, (before, after, self._fate(passage))))
        return after

    def _fate(self, passage: Passage) -> str:
        return self.ended.fates.get(passage.record.id, "beyond")


def again(hop: Hop, changed: set[str], passage: Passage) -> Record | Rejected:
    """The hop's verdict on a record with changed filters; what they do not touch stays as it was decided."""
    if passage.rejected is not None or passage.kept is None:
        steps: Sequence[Filter] = hop.filters
        record = passage.record
    else:  # it passed all of them: only the changed ones can say something new
        steps = [step for step in hop.filters if step.key in changed]
        others = tuple(flag for flag in passage.kept.flags if flag.step not in changed)
        record = msgspec.structs.replace(passage.kept, flags=others)
    for step in steps:
        outcome = step.decide(record, scores_of(step, record))
        if not isinstance(outcome, Record):
            assert isinstance(outcome, Rejected), "a filter keeps, flags or rejects"
            return outcome
        record = outcome
    return record


def _flags(hop: Hop, record: Record) -> list[Flag]:
    return [flag for flag in record.flags if flag.step in hop.keys]


def _side(hop: Hop, passage: Passage) -> str:
    if passage.kept is None:
        return "rejected"
    return "flagged" if _flags(hop, passage.kept) else "kept"


def _change(hop: Hop, passage: Passage, outcome: Record | Rejected, sides: tuple[str, str, str]) -> Change:
    if isinstance(outcome, Rejected):
        reason = f"{outcome.step}: {outcome.reason}"
    elif flags := _flags(hop, outcome):
        reason = f"{flags[0].step}: {flags[0].reason}"
    else:
        old = passage.rejected or next(iter(_flags(hop, passage.kept) if passage.kept else []), None)
        reason = f"was {old.step}: {old.reason}" if old else ""
    before, after, fate = sides
    return Change(passage.record.id, before, after, reason, fate, passage.record.instruction)


def tallies(answer: Answer) -> Iterator[tuple[str, int, int]]:
    """Each side with its records before and after."""
    before, after = Counter(answer.before), Counter(answer.after)
    for side in SIDES:
        yield side, before[side], after[side]
