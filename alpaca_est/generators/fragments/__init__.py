"""The step `fragments`: what follows from a text, with labels that hold by construction."""

import random
from collections.abc import Callable, Mapping
from typing import ClassVar, Literal

from alpaca_est.generators.computed import Computed, Draft
from alpaca_est.generators.fragments.boolean import boolean
from alpaca_est.generators.fragments.cases import Case, Open
from alpaca_est.generators.fragments.comparative import comparative
from alpaca_est.generators.fragments.conditional import conditional
from alpaca_est.generators.fragments.counting import counting
from alpaca_est.generators.fragments.monotonicity import simple
from alpaca_est.generators.fragments.monotonicity_hard import hard
from alpaca_est.generators.fragments.negation import negation
from alpaca_est.generators.fragments.people import joined, sentence
from alpaca_est.generators.fragments.phrasings import LABELS, OPEN, RELATION, REPLIES, YES_OR_NO, Phrasing
from alpaca_est.generators.fragments.quantifier import quantifier

FRAGMENTS: Mapping[str, Callable[[random.Random], Case | Open]] = {
    "negation": negation,
    "boolean": boolean,
    "quantifier": quantifier,
    "counting": counting,
    "conditional": conditional,
    "comparative": comparative,
    "monotonicity_simple": simple,
    "monotonicity_hard": hard,
}
PHRASINGS = (*RELATION, *YES_OR_NO, *OPEN)
ASKS = len(RELATION)
OPENS = ASKS + len(YES_OR_NO)


class Fragments(Computed):
    """Makes reasoning tasks: does a claim follow from a premise, contradict it, or can it not be decided.

    The eight semantic fragments of Richardson et al. 2020 (arXiv 1909.07521) in Estonian, as inference with three
    labels and as questions. The label comes from how a task was built; a model checker that tries every small model
    confirms it.
    """

    all_kinds = tuple(FRAGMENTS)

    phrasings: ClassVar[int] = len(PHRASINGS)

    step: Literal["fragments"] = "fragments"

    def draft(self, kind: str, chance: random.Random) -> Draft | None:
        """A case of one fragment, phrased in one of the ways that fit it."""
        case = FRAGMENTS[kind](chance)
        if isinstance(case, Open):
            number = chance.randrange(OPENS, len(PHRASINGS))
            output = f"{joined(case.answers)}. {case.reason}"
            return self._drafted(kind, case, number, output[0].upper() + output[1:], question=case.question)
        number = chance.randrange(OPENS)
        word = (LABELS if number < ASKS else REPLIES)[case.label]
        whole = sentence(case.claim)
        texts = {"claim": whole, "stated": whole.removesuffix("."), "clause": case.claim}
        return self._drafted(kind, case, number, f"{word} {case.reason}", **texts)

    def _drafted(self, kind: str, case: Case | Open, number: int, output: str, **texts: str) -> Draft:
        phrasing: Phrasing = PHRASINGS[number]
        return Draft(
            kind=kind,
            phrasing=number,
            instruction=phrasing.instruction.format(premise=case.premise, **texts),
            input=phrasing.input.format(premise=case.premise, **texts),
            output=output,
            given=case,
        )

    def disagreement(self, draft: Draft) -> str:
        """What the models of the premise say, where it is something else than the answer."""
        case: Case | Open = draft.given
        models = case.models
        if isinstance(case, Case):
            verdict = models.verdict(case.premises, case.claimed)
            if verdict == "impossible":
                return "the premise holds in no model"
            word = (LABELS if draft.phrasing < ASKS else REPLIES)[verdict]
            return "" if draft.output.startswith(f"{word} ") else word
        sure = [
            answer for answer, formula in case.candidates.items() if models.verdict(case.premises, formula) == "follows"
        ]
        right = joined(sure)
        return "" if draft.output.lower().startswith(f"{right}. ".lower()) else right or "nothing is sure"
