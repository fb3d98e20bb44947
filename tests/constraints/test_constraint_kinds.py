"""What holds for every kind: names come back, phrasings are whole, texts built to keep it do."""

import json
import random
import re

import pytest

from alpaca_est.constraints import KINDS, Constraint, broken, constraint, keeps, keeps_through
from alpaca_est.constraints.checking import broken_through, in_turn, turn_of
from alpaca_est.constraints.constraint import Task
from tests.constraints import (
    test_constraint_capitals,
    test_constraint_edges,
    test_constraint_layout,
    test_constraint_lengths,
    test_constraint_marks,
    test_constraint_words,
)
from tests.constraints.building import built
from tests.filters.test_every_filter import EDGES

TASK = Task("Kas mets on öösel vaikne?")
DRAWS = 40
BY_NAME = [pytest.param(kind, id=kind.name) for kind in KINDS]
TABLES = (
    test_constraint_capitals,
    test_constraint_edges,
    test_constraint_layout,
    test_constraint_lengths,
    test_constraint_marks,
    test_constraint_words,
)


def draws(kind: type[Constraint]) -> list[Constraint]:
    return [kind.draw(random.Random(f"{kind.name}/{number}"), TASK) for number in range(DRAWS)]


def test_there_are_many_kinds_each_with_its_own_name() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 30


@pytest.mark.parametrize("kind", BY_NAME)
def test_each_has_at_least_eight_cases_of_both_verdicts(kind: type[Constraint]) -> None:
    sides = [table.CASES[name] for table in TABLES for name in table.CASES if name.partition(":")[0] == kind.name]
    assert sides
    assert sum(len(kept) + len(lost) for kept, lost in sides) >= 8
    assert all(kept and lost for kept, lost in sides)


@pytest.mark.parametrize("kind", BY_NAME)
def test_names_come_back(kind: type[Constraint]) -> None:
    for one in draws(kind):
        assert constraint(one.canonical) == one
        assert "\n" not in one.canonical
        assert turn_of(in_turn(2, one.canonical)) == (2, one.canonical)
        assert json.loads(json.dumps(one.canonical)) == one.canonical


@pytest.mark.parametrize("kind", BY_NAME)
def test_phrasings_are_whole(kind: type[Constraint]) -> None:
    assert len(kind.phrasings) >= 3
    for one in draws(kind):
        told = [one.told(number, polite=polite) for number in range(len(kind.phrasings)) for polite in (False, True)]
        assert not [text for text in told if re.search(r"[{}]|  | [,.;]", text) or not text[0].isupper()]
        assert len(set(told)) >= 3


@pytest.mark.parametrize("kind", BY_NAME)
def test_a_text_built_to_keep_it_does_and_a_mutated_one_does_not(kind: type[Constraint]) -> None:
    for one in draws(kind):
        kept, lost = built(one)
        assert one.check(kept).kept, (one.canonical, kept)
        assert not one.check(lost).kept, (one.canonical, lost)
        assert not one.check("").kept


@pytest.mark.parametrize("kind", BY_NAME)
@pytest.mark.parametrize("name", EDGES)
def test_any_text_has_a_verdict(kind: type[Constraint], name: str) -> None:
    one = kind.draw(random.Random(name), TASK)
    verdict = one.check(EDGES[name])
    assert verdict == one.check(EDGES[name])
    assert bool(verdict.reason) is not verdict.kept


def test_what_a_text_does_not_keep() -> None:
    assert keeps("Mets kohiseb.", ["no_comma", "sentences_exactly:1"])
    [found] = broken("Mets, meri.", ["no_comma", "2/sentences_exactly:1"])
    assert found == ("no_comma", "output has 1 comma, none wanted")


def test_later_turns_ask_for_more() -> None:
    asked = ["sentences_exactly:1", "2/no_comma", "3/all_lower"]
    assert keeps_through(["Mets, meri.", "Mets ja meri.", "mets ja meri."], asked)
    found = broken_through(["Mets, meri.", "Mets, meri.", "Mets ja meri. Jah."], asked)
    assert [(turn, one.constraint) for turn, one in found] == [
        (2, "no_comma"),
        (3, "sentences_exactly:1"),
        (3, "all_lower"),
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("words_at_mots:5", "no constraint 'words_at_mots', wanted one of words_at_least, "),
        ("words_at_most", "constraint 'words_at_most' does not fit"),
        ("words_at_most:5,6", "wanted words_at_most:n"),
        ('words_at_most:"5"', "Expected `int`, got `str`"),
        ("words_at_most:[", "does not fit"),
        ("", "no constraint ''"),
    ],
)
def test_names_that_are_none(name: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        constraint(name)
