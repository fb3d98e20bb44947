"""Tasks whose answers are computed: drawn by named chance, phrased by rule, answered twice."""

import random
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import msgspec
from pydantic import Field, ValidationInfo, field_validator

from alpaca_est.project import problem
from alpaca_est.record import Outcome, Record
from alpaca_est.step import BatchStep

TRIES = 50


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A composed task. `given` holds what the answer was computed from, for the second computation."""

    kind: str
    phrasing: int
    instruction: str
    input: str = ""
    output: str
    given: Any = None


class Computed(BatchStep):
    """A generator that needs no model and no input: each empty record of a source with `draws:` becomes a task.

    A draw that has no single right answer is drawn again. Every answer is computed a second time in another way before
    it leaves; where the two disagree the record is rejected with both.
    """

    all_kinds: ClassVar[tuple[str, ...]]
    """The kinds of task that this generator knows."""
    writes: ClassVar[str] = "et"
    """The language of its phrasings."""

    kinds: dict[str, float] = Field(default_factory=dict)
    """How often which kind of task is drawn, as weights; all kinds alike unless set."""

    @field_validator("kinds")
    @classmethod
    def _known_kinds(cls, kinds: dict[str, float], info: ValidationInfo) -> dict[str, float]:  # noqa: ARG003
        if unknown := sorted(set(kinds) - set(cls.all_kinds)):
            raise problem(f"no kind {unknown[0]} in this step, wanted one of {', '.join(cls.all_kinds)}")
        if any(weight < 0 for weight in kinds.values()) or (kinds and not any(kinds.values())):
            raise problem("weights are at least 0 and one of them is more, wanted such as {kind: 1.0}")
        return kinds

    @abstractmethod
    def draft(self, kind: str, chance: random.Random) -> Draft | None:
        """A task of this kind, or None where what was drawn has no single answer."""

    @abstractmethod
    def disagreement(self, draft: Draft) -> str:
        """What a second, independent computation says against the answer; "" where it agrees."""

    def run(self, records: Sequence[Record]) -> Iterator[Outcome]:
        """Each empty record filled with a task, or rejected where no answer could be confirmed."""
        for record in records:
            yield self._filled(record)

    def _filled(self, record: Record) -> Outcome:
        chance = self.chance(record)
        weights = [self.kinds.get(kind, 0.0) if self.kinds else 1.0 for kind in self.all_kinds]
        [kind] = chance.choices(self.all_kinds, weights)
        draft = next((found for _ in range(TRIES) if (found := self.draft(kind, chance))), None)
        if draft is None:
            return self.reject(record, f"{TRIES} draws of {kind} gave no task with a single answer, at least 1 wanted")
        texts = {"instruction": draft.instruction, "input": draft.input, "output": draft.output}
        task = msgspec.structs.replace(
            record, made_by=self.key, kind=f"{draft.kind}/{draft.phrasing}", lang=self.writes, **texts
        )
        if against := self.disagreement(draft):
            return self.reject(task, f"{kind}: the second computation says {against}, wanted the same answer twice")
        return task
