"""What a side looks like: sizes, lengths, languages, and what its tasks tell one to do."""

from collections import Counter
from collections.abc import Mapping

import msgspec
import numpy as np

from alpaca_est.languages import language
from alpaca_est.languages.main_verb import main_verb
from alpaca_est.record import FIELDS
from alpaca_est.runs.difference.table import Table


class Lengths(msgspec.Struct, frozen=True):
    """Words of one text over all published records."""

    mean: float
    median: float
    p95: float
    most: int


class Profile(msgspec.Struct, kw_only=True):
    """A side by itself; `verbs` are shares of the `verbs_of` instructions that were looked at.

    `reasons` counts by fate why records were left out: flagged, rejected, or broken rows of a file.
    """

    name: str
    fates: dict[str, int]
    reasons: dict[str, dict[str, int]]
    distinct: int
    distinct_instructions: int
    with_input: int
    languages: dict[str, int]
    words: dict[str, Lengths]
    verbs: dict[str, float]
    verbs_of: int

    @property
    def published(self) -> int:
        """How many records the dataset has."""
        return self.fates.get("published", 0)


def profile(name: str, found: Table, code: str) -> Profile:
    """The measures of a side; `code` is the language whose verbs are looked for."""
    verbs = _verbs(found, code)
    looked = verbs.total()
    return Profile(
        name=name,
        fates=dict(found.fates()),
        reasons={fate: dict(found.reasons(fate).most_common()) for fate in found.fates() if fate != "published"},
        distinct=len(np.unique(found.whole()[found.published])),
        distinct_instructions=len(np.unique(found.asked)),
        with_input=found.with_input,
        languages=dict(found.languages.most_common()),
        words={field: _lengths(found, field) for field in FIELDS},
        verbs={verb: count / looked for verb, count in verbs.most_common()},
        verbs_of=looked,
    )


def _lengths(found: Table, field: str) -> Lengths:
    values = found.lengths(field)
    if not len(values):
        return Lengths(0.0, 0.0, 0.0, 0)
    median, p95 = (float(value) for value in np.percentile(values, (50, 95)))
    return Lengths(round(float(values.mean()), 2), median, p95, int(values.max()))


def _verbs(found: Table, code: str) -> Counter[str]:
    own = language(code)
    return Counter(main_verb(instruction, own).verb for instruction in found.sampled)


def commonest(a: Mapping[str, float], b: Mapping[str, float], count: int) -> list[str]:
    """The verbs that are most frequent on both sides together, those that differ most among them not left out."""
    together = Counter({verb: a.get(verb, 0.0) + b.get(verb, 0.0) for verb in {*a, *b} if verb})
    return [verb for verb, _ in sorted(together.items(), key=lambda one: (-one[1], one[0]))[:count]]
