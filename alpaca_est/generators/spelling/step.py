"""The step `spelling`: tasks about Estonian words and their letters, without a model."""

import random
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from alpaca_est.generators.computed import Computed, Draft
from alpaca_est.generators.spelling import division, letters, marks, misspelt_sentences, misspelt_words, order
from alpaca_est.generators.spelling.phrasing import Kind
from alpaca_est.languages import vabamorf
from alpaca_est.project import problem

FAMILIES = (misspelt_words, misspelt_sentences, marks, division, order, letters)
KINDS: dict[str, Kind] = {name: kind for family in FAMILIES for name, kind in family.KINDS.items()}


class Spelling(Computed):
    """Writes tasks about the spelling of Estonian: mistakes, lost marks, syllables, line ends, order, letters.

    The words and sentences are the toolkit's own. A misspelling is a string that Vabamorf rejects and whose only known
    neighbour at edit distance one is the word that was meant, so every correction is the only one. Syllables follow the
    rules of the Institute of the Estonian Language for native words and must be Vabamorf's too; the alphabet ends with
    š z ž t u v w õ ä ö ü x y. Needs EstNLTK.
    """

    all_kinds: ClassVar[tuple[str, ...]] = tuple(KINDS)

    step: Literal["spelling"] = "spelling"

    @model_validator(mode="after")
    def _can_check(self) -> Self:
        if self.lang not in ("", "et"):
            raise problem(f"spelling tasks are Estonian, found the language {self.lang}, wanted et")
        if not vabamorf.installed():
            raise problem("spelling needs Vabamorf and EstNLTK is not installed, wanted: pip install 'alpaca-est[et]'")
        return self

    def draft(self, kind: str, chance: random.Random) -> Draft | None:
        """A task of this kind, or None where what was drawn has no single answer."""
        return KINDS[kind].draw(chance)

    def disagreement(self, draft: Draft) -> str:
        """What a second computation says against the answer."""
        return KINDS[draft.kind].against(draft)
