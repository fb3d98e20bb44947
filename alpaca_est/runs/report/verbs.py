"""What the tasks ask for: main verbs and their objects, as in the sunbursts of self-instruct."""

from collections import Counter

import msgspec

from alpaca_est.languages.main_verb import MainVerb

VERBS, OBJECTS = 20, 4


class VerbFacts(msgspec.Struct, frozen=True):
    """A main verb, how many tasks have it, and its most frequent objects with their counts."""

    verb: str
    count: int
    objects: list[tuple[str, int]]


def diversity(verbs: Counter[MainVerb]) -> list[VerbFacts]:
    """The twenty most frequent main verbs with their four most frequent objects."""
    totals: Counter[str] = Counter()
    for found, count in verbs.items():
        totals[found.verb] += count
    del totals[""]
    facts: list[VerbFacts] = []
    for verb, count in sorted(totals.items(), key=lambda one: (-one[1], one[0]))[:VERBS]:
        objects = [(found.object, n) for found, n in verbs.items() if found.verb == verb and found.object]
        facts.append(VerbFacts(verb, count, sorted(objects, key=lambda one: (-one[1], one[0]))[:OBJECTS]))
    return facts
