"""The step `programs`: what small programs do, which input they had, and what is missing in them."""

import random
from collections.abc import Mapping
from typing import ClassVar, Literal

from alpaca_est.generators.computed import Computed, Draft
from alpaca_est.generators.programs.checks import disagreement
from alpaca_est.generators.programs.robot_checks import disagreement as robot_disagreement
from alpaca_est.generators.programs.robot_tasks import ROBOT_TASKS
from alpaca_est.generators.programs.tasks import TASKS

ALL = {**TASKS, **ROBOT_TASKS}


class Programs(Computed):
    """Makes tasks about small programs, with specifications by input and output; nothing is run by Python.

    After Jin and Rinard (arXiv 2305.11169): a Python-like language of whole numbers, and a robot on a grid. What is
    printed, the state after a line, the input to an output, the missing instruction, whether a specification is met.
    Two evaluators of our own must agree, one that walks through orders and one that reads the text into functions.
    """

    all_kinds = tuple(ALL)

    phrasings: ClassVar[Mapping[str, int]] = {kind: number for kind, (_, number) in ALL.items()}

    step: Literal["programs"] = "programs"

    def draft(self, kind: str, chance: random.Random) -> Draft | None:
        """A program and a question about it."""
        return ALL[kind][0](chance)

    def disagreement(self, draft: Draft) -> str:
        """What the second evaluator says, where it is something else."""
        return robot_disagreement(draft) if draft.kind in ROBOT_TASKS else disagreement(draft)
