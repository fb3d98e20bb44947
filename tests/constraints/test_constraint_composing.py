"""Constraints that go together, and how they are joined to a request."""

import random

import pytest

from alpaca_est.constraints import KINDS, constraint, keeps
from alpaca_est.constraints.composing import clash, drawn, unfit
from alpaca_est.constraints.constraint import Task
from alpaca_est.constraints.wording import further, is_polite, joined, told
from tests.constraints.solving import answers

TASK = Task("Kirjelda oma lemmikpaika Eestis.")


@pytest.mark.parametrize(
    "names",
    [
        ("words_at_least:50", "words_at_most:100"),
        ("words_at_most:15", "sentences_at_least:8"),
        ("words_at_least:200", "sentences_exactly:1"),
        ("paragraphs_exactly:3", "bullets_exactly:4"),
        ("sentences_at_most:2", "paragraphs_exactly:4"),
        ("words_at_least:100", "sentences_at_most:3", "sentence_words_at_most:10"),
        ("no_comma", 'uses_phrase:"lõpp hea, kõik hea"'),
        ("no_comma", 'json:["vastus","selgitus"]'),
        ("no_comma", 'starts_with:"Hea lugeja,"'),
        ("no_digits", "numbered_exactly:3"),
        ("no_exclamation", 'ends_with:"Head lugemist!"'),
        ("no_question", "questions_at_least:1"),
        ("all_lower", "whole_sentences"),
        ("all_lower", 'postscript:"P.S."'),
        ("all_lower", "all_capitals"),
        ("all_capitals", 'uses_phrase:"samm sammult"'),
        ('avoids_words:["hea"]', 'uses_phrase:"lõpp hea, kõik hea"'),
        ('avoids_words:["hea","väga"]', 'starts_with:"Hea lugeja,"'),
        ('letter_absent:"õ"', 'uses_words:["sõber"]'),
        ('letter_absent:"õ"', 'letter_at_least:"õ",3'),
        ('letter_absent:"h"', 'ends_with:"Head lugemist!"'),
        ("in_english", 'uses_words:["meri"]'),
        ("in_english", 'starts_with:"Hea lugeja,"'),
        ('json:["vastus","selgitus"]', "sentences_at_least:3"),
        ('json:["vastus","selgitus"]', "bullets_exactly:3"),
        ("quoted", 'starts_with:"Hea lugeja,"'),
        ("quoted", 'postscript:"P.S."'),
        ('one_of:["jah","ei"]', "words_at_least:30"),
        ("title", 'repeats_request:"Mis on mets?"'),
        ('repeats_request:"Kas sa tuled?"', "no_question"),
        ("two_answers", 'ends_with:"See on kõik."'),
        ("no_comma", "no_comma"),
        ("paragraphs_exactly:3", 'postscript:"P.S."'),
        ("paragraphs_at_least:2", "table_columns:2"),
        ("headings_exactly:3", "parts_exactly:3"),
    ],
)
def test_constraints_that_cannot_be_kept_together(names: tuple[str, ...]) -> None:
    assert clash([constraint(name) for name in names])
    assert clash([constraint(name) for name in reversed(names)])


@pytest.mark.parametrize(
    "names",
    [
        ("words_at_least:50", "sentences_at_least:5"),
        ("words_at_most:40", "no_comma", "all_lower"),
        ("paragraphs_exactly:3", "no_digits", "no_question"),
        ("bullets_exactly:3", "headings_exactly:2", 'postscript:"P.S."'),
        ("numbered_exactly:3", "no_exclamation"),
        ('json:["vastus","selgitus"]', "no_exclamation", "no_digits"),
        ("in_english", "bullets_exactly:3", "words_at_most:80"),
        ("title", 'ends_with:"See on kõik."'),
        ('one_of:["jah","ei"]', "no_comma"),
    ],
)
def test_constraints_that_go_together(names: tuple[str, ...]) -> None:
    assert clash([constraint(name) for name in names]) == ""


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("sentences_exactly:4", Task("Võta tekst ühe lausega kokku.")),
        ("questions_at_least:3", Task("Miks lugeda? Piirdu ühe lausega.")),
        ("words_at_least:80", Task("Loo haiku sügisest.")),
        ("table_columns:3", Task("Mis on pealinn?", "Tallinn")),
        ("words_at_least:100", Task("Mis on pealinn?", "Eesti pealinn on Tallinn.")),
        ("words_at_most:15", Task("Jutusta oma päevast.", "sõna " * 80)),
    ],
)
def test_constraints_that_do_not_go_with_a_task(name: str, task: Task) -> None:
    assert unfit(constraint(name), task)
    assert unfit(constraint(name), TASK) == ""


def test_what_is_drawn_goes_together_and_depends_on_chance_alone() -> None:
    kinds = set()
    for number in range(300):
        found = drawn(TASK, random.Random(number), 3)
        assert len(found) == 3
        assert clash(found) == ""
        assert found == drawn(TASK, random.Random(number), 3)
        kinds |= {one.name for one in found}
    assert len(kinds) >= len(KINDS) - 2  # one_of goes with questions alone


def test_what_is_drawn_together_can_be_kept_together() -> None:
    """By one answer that is built for it; JSON and single options are answers of their own."""
    for number in range(300):
        chosen = drawn(TASK, random.Random(f"together/{number}"), 3)
        names = [one.canonical for one in chosen]
        if not {"json", "one_of"} & {one.name for one in chosen}:
            assert any(keeps(text, names) for text in answers(chosen)), names


def test_weights_and_what_suits() -> None:
    chance = random.Random(1)
    found = drawn(TASK, chance, 3, weights={"no_comma": 1.0, "no_digits": 2.0, "quoted": 0.0})
    assert {one.name for one in found} == {"no_comma", "no_digits"}
    kept = drawn(TASK, chance, 3, suits=lambda one: one.check("Mets kohiseb vaikselt.").kept)
    assert kept
    assert all(one.check("Mets kohiseb vaikselt.").kept for one in kept)


@pytest.mark.parametrize(
    ("request_", "polite"),
    [("Kirjuta jutt.", False), ("Kirjutage jutt.", True), ("Palun andke nõu.", True), ("Mida sa arvad?", False)],
)
def test_sina_and_teie(request_: str, polite: bool) -> None:
    assert is_polite(request_, random.Random(0)) is polite
    sentences = told([constraint("no_digits"), constraint("all_lower")], random.Random(5), polite=polite)
    for number in range(30):
        whole = joined(request_, sentences, random.Random(number), polite=polite)
        assert request_ in whole
        assert ("Järgige" in whole or "Pange" in whole or "Arvestage" in whole) <= polite


def test_requests_are_joined_in_many_ways() -> None:
    texts = [constraint("no_comma").told(1), constraint("title").told(1)]
    assert len({joined("Kirjuta jutt.", texts, random.Random(number), polite=False) for number in range(60)}) == 6
    assert len({joined("Kirjuta jutt:", texts[:1], random.Random(number), polite=False) for number in range(60)}) == 3
    turns = further([texts[:1], texts[1:]], random.Random(3), polite=True)
    assert len(set(turns)) == 2
    assert all("{" not in turn for turn in turns)
