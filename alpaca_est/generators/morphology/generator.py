"""The step: which kinds there are, and who draws and verifies each."""

import random
from collections.abc import Callable
from typing import ClassVar, Literal, NamedTuple, Self

from pydantic import model_validator

from alpaca_est.generators.computed import Computed, Draft
from alpaca_est.generators.morphology import (
    comparison,
    compounds,
    findings,
    gaps,
    lemmas,
    named_forms,
    noun_forms,
    paradigms,
    parts_of_speech,
    phrase_forms,
    rewrites,
    verb_forms,
)
from alpaca_est.languages import vabamorf
from alpaca_est.project import problem


class Kind(NamedTuple):
    """Who draws a kind of task, and who computes its answer again."""

    draft: Callable[[random.Random], Draft | None]
    disagreement: Callable[[Draft], str]


KINDS = {
    "noun_form": Kind(noun_forms.draft, noun_forms.disagreement),
    "phrase_form": Kind(phrase_forms.draft, phrase_forms.disagreement),
    "verb_form": Kind(verb_forms.draft, verb_forms.disagreement),
    "comparison": Kind(comparison.draft, comparison.disagreement),
    "paradigm": Kind(paradigms.draft, paradigms.disagreement),
    "lemma": Kind(lemmas.draft, lemmas.disagreement),
    "name_form": Kind(named_forms.draft, named_forms.disagreement),
    "part_of_speech": Kind(parts_of_speech.draft, parts_of_speech.disagreement),
    "compound": Kind(compounds.draft, compounds.disagreement),
    "gap": Kind(gaps.draft, gaps.disagreement),
    "find": Kind(findings.draft, findings.disagreement),
    "rewrite": Kind(rewrites.draft, rewrites.disagreement),
}


class Morphology(Computed):
    """Writes tasks on the forms of Estonian words, with answers computed by Vabamorf; needs EstNLTK.

    Cases of nouns and of adjectives with nouns, forms of verbs, comparison, paradigms, dictionary forms, names of
    forms, parts of speech, compounds; gaps to fill, words to find and sentences to change. Cells of several forms are
    asked for only where all of them can be said (maju või majasid). Every answer is analysed back to its word and cell,
    and held against the rules of endings. For a source with `draws:`.
    """

    all_kinds: ClassVar[tuple[str, ...]] = tuple(KINDS)

    step: Literal["morphology"] = "morphology"

    @model_validator(mode="after")
    def _has_vabamorf(self) -> Self:
        if not vabamorf.installed():
            raise problem("this step needs EstNLTK, which is not installed, wanted pip install alpaca-est[et]")
        if self.lang not in ("", "et"):
            raise problem(f"the forms are of Estonian words, found lang: {self.lang}, wanted et")
        return self

    def draft(self, kind: str, chance: random.Random) -> Draft | None:
        """A task of this kind, or None where what was drawn has no single answer."""
        return KINDS[kind].draft(chance)

    def disagreement(self, draft: Draft) -> str:
        """What analysis and rules of the grammar say against forms that synthesis gave."""
        return KINDS[draft.kind].disagreement(draft)
