"""What the texts of fragments say, read back, has the label of the answer."""

import pytest

from alpaca_est.generators.fragments import Fragments
from alpaca_est.generators.fragments.models import All, free, ordered
from alpaca_est.generators.fragments.phrasings import LABELS
from alpaca_est.record import Record
from tests.generators.computing import tasks
from tests.generators.reading import ELATIVES, NAMES, Reader, background, comparison, embedded, quantified

ELEMENTS = 4


def pairs(kind: str) -> list[tuple[str, str, Record]]:
    """Premises and claims of the tasks that show both on lines of their own."""
    records = [one for one in tasks(Fragments, 400, kind) if one.input.startswith("Eeldus: ")]
    assert len(records) > 60
    return [(*one.input.removeprefix("Eeldus: ").removesuffix(".").split(".\nVäide: "), one) for one in records]


def told(record: Record) -> str:
    return next(label for label, words in LABELS.items() if record.output.startswith(words))


@pytest.mark.parametrize("kind", ["negation", "boolean", "quantifier", "counting", "conditional"])
def test_clauses_about_people_and_things(kind):
    for premise, claim, record in pairs(kind):
        reader = Reader(f"{premise}. {claim}")
        premises, claimed = reader.text(premise), reader.clause(claim)
        assert free(premises, claimed).verdict(premises, claimed) == told(record), (premise, claim)


def test_comparisons():
    for premise, claim, record in pairs("comparative"):
        names = tuple(dict.fromkeys(word for word in premise.replace(".", "").split() if word in NAMES))
        premises, claimed = All(tuple(map(comparison, premise.split(". ")))), comparison(claim)
        elatives = {word for word in premise.replace(".", "").split() if word in ELATIVES}
        models = ordered(tuple(dict.fromkeys((*names, *(ELATIVES[word] for word in elatives)))))
        assert models.verdict(premises, claimed) == told(record), (premise, claim)


def test_one_quantifier():
    for premise, claim, record in pairs("monotonicity_simple"):
        [(said, kinds), (asked, others)] = (quantified(text, ELEMENTS) for text in (premise, claim))
        elements = [(str(one),) for one in range(ELEMENTS)]
        premises = All((said, background(sorted(kinds | others), elements)))
        assert free(premises, asked).verdict(premises, asked) == told(record), (premise, claim)


def test_two_quantifiers():
    for premise, claim, record in pairs("monotonicity_hard"):
        said, people, animals = embedded(premise)
        asked, others, beasts = embedded(claim)
        folk = background(sorted(people | others), [("person", str(one)) for one in range(2)])
        premises = All((said, folk, background(sorted(animals | beasts), [("animal", str(one)) for one in range(2)])))
        assert free(premises, asked).verdict(premises, asked) == told(record), (premise, claim)
