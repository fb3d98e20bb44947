"""Draws from a computed step, and what is asked of every kind of them."""

import random

import msgspec

from alpaca_est.filters.diacritics import Diacritics
from alpaca_est.filters.language import LanguageFilter
from alpaca_est.filters.typography import Typography
from alpaca_est.filters.unknown_words import UnknownWords
from alpaca_est.generators.computed import Computed, Draft
from alpaca_est.record import Record, Rejected
from alpaca_est.runs.stages import compute

FILTERS = (LanguageFilter, UnknownWords, Diacritics, Typography)


def tasks(kind: type[Computed], number: int, only: str = "", seed: int = 0) -> list[Record]:
    """So many tasks, none rejected."""
    step = kind(step=kind.model_fields["step"].default, lang="et", seed=seed, kinds={only: 1.0} if only else {})
    outcomes = list(step.run([Record(id=f"draw:{place:05}/0", lang="et") for place in range(number)]))
    assert [one.reason for one in outcomes if isinstance(one, Rejected)] == []
    return [one for one in outcomes if isinstance(one, Record)]


def doubts(records: list[Record]) -> list[str]:
    """What the filters for language, words, diacritics and typography say against them."""
    result = compute([one(lang="et") for one in FILTERS], records)
    rejected = [one.reason for one in result.left if isinstance(one, Rejected)]
    return rejected + [f"{one.kind}: {flag.reason}" for one in result.records for flag in one.flags]


def drafts(step: Computed, kind: str, number: int) -> list[Draft]:
    """Drafts of one kind, those that are drawn again left out."""
    chance = random.Random(f"drafts/{kind}")
    found = (step.draft(kind, chance) for _ in range(number))
    return [one for one in found if one is not None]


def planted(draft: Draft, output: str) -> Draft:
    """The draft with another answer."""
    return msgspec.structs.replace(draft, output=output)
