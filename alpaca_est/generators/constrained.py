"""Tasks get constraints that can be checked, before a model answers them or to suit the answer they have."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from alpaca_est.constraints import KINDS, Constraint
from alpaca_est.constraints.composing import Asked, asked, drawn
from alpaca_est.constraints.constraint import Task
from alpaca_est.languages import language
from alpaca_est.project import nearest, problem
from alpaca_est.record import Outcome, Record, Turn
from alpaca_est.step import BatchStep
from alpaca_est.text import word_count

NAMES = tuple(kind.name for kind in KINDS)
SHORTEST_ANSWER = 5  # words; a class or a name has no room for constraints
IN_A_TURN = 2  # constraints of the first turn at most, where others follow


class Constrained(BatchStep):
    """Adds one to three constraints to a task that a program can check, as „Vasta täpselt kolme lausega“.

    In the manner of IFEval (arXiv 2311.07911), in Estonian, constraints of a task never contradicting each other; up to
    three turns as in Multi-IF (arXiv 2410.15553), where later ones ask for more. The answer is emptied, for `respond`
    to write one and `verify_constraints` to judge it; with `from_answers` only constraints are added that the answer
    keeps already. Programs, corrections and copies, tasks that are answered with a word or two, tasks in other
    languages and conversations stay as they are.
    """

    step: Literal["constrained"] = "constrained"
    fewest: int = Field(default=1, ge=1, le=3)
    """Fewest constraints of a task of one turn."""
    most: int = Field(default=3, ge=1, le=3)
    """Most constraints of a task of one turn."""
    turns: int = Field(default=1, ge=1, le=3)
    """Turns of a conversation at most; how many a task has is drawn."""
    share: float = Field(default=1.0, gt=0, le=1)
    """Share of the tasks that get constraints."""
    from_answers: bool = False
    """Whether the answer stays and only constraints are drawn that it keeps; a task none suits stays as it is."""
    kinds: dict[str, float] = Field(default_factory=dict)
    """How often which kind of constraint is drawn, as weights; all alike unless set."""

    @field_validator("kinds")
    @classmethod
    def _known_kinds(cls, kinds: dict[str, float], info: ValidationInfo) -> dict[str, float]:  # noqa: ARG003
        for name in kinds:
            if name not in NAMES:
                raise problem(f"no constraint {name}{nearest(name, NAMES)}, wanted one of {', '.join(NAMES)}")
        if any(weight < 0 for weight in kinds.values()) or (kinds and not any(kinds.values())):
            raise problem("weights are at least 0 and one of them is more, wanted such as {no_comma: 1.0}")
        return kinds

    @model_validator(mode="after")
    def _bounds_fit(self) -> Self:
        if self.fewest > self.most:
            raise problem(f"fewest {self.fewest} is over most {self.most}, wanted it at most {self.most}")
        if self.from_answers and self.turns > 1:
            raise problem(f"from_answers with turns {self.turns}, wanted 1: an answer there is belongs to one turn")
        return self

    def run(self, records: Sequence[Record]) -> Iterator[Outcome]:
        """Each record with constraints, or as it was."""
        for record in records:
            chance = self.chance(record, "share")
            yield self._constrained(record) if self._suitable(record) and chance.random() < self.share else record

    def _suitable(self, record: Record) -> bool:
        own = language(self.lang or record.lang)
        taken = bool(record.history or record.constraints) or (self.from_answers and not record.output.strip())
        given = bool(record.input or re.search("[:„\n]", record.instruction))
        exact = own.coding.search(record.instruction) or (given and own.copying.search(record.instruction))
        short = 0 < word_count(record.output) < SHORTEST_ANSWER
        return own.code == "et" and not (taken or exact or short) and bool(record.instruction.strip())

    def _constrained(self, record: Record) -> Record:
        turns = self.chance(record, "turns").randint(1, self.turns)
        chance = self.chance(record, "constraints")
        request = record.instruction.strip()
        count = chance.randint(self.fewest, self.most) if turns == 1 else chance.randint(1, IN_A_TURN)
        chosen = [self._drawn(record, count, [])]
        for _ in range(turns - 1):
            chosen.append(self._drawn(record, 1, [one for some in chosen for one in some]))
        chosen = [some for some in chosen if some]
        if not chosen:
            return record
        return self._asking(record, asked(request, chosen, chance))

    def _drawn(self, record: Record, count: int, already: Sequence[Constraint]) -> list[Constraint]:
        chance = self.chance(record, "drawn", len(already))
        return drawn(
            Task(record.instruction.strip(), record.output),
            chance,
            count,
            weights=self.kinds,
            already=already,
            suits=lambda one: not self.from_answers or one.check(record.output).kept,
        )

    def _asking(self, record: Record, said: Asked) -> Record:
        """The record with its turns: all but the last stand in the history, the input in the first."""
        fields: dict[str, Any] = {"constraints": said.constraints, "output": record.output if self.from_answers else ""}
        if len(said.turns) > 1:
            first = f"{said.turns[0]}\n\n{record.input}".strip()
            fields |= {"history": tuple(Turn("user", text) for text in (first, *said.turns[1:-1])), "input": ""}
        return self.change(record, instruction=said.turns[-1], **fields)
