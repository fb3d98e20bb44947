"""Semantic fragments: labels by construction, confirmed by a model checker."""

from collections import Counter

import pytest

from alpaca_est.generators.fragments import ASKS, FRAGMENTS, OPENS, PHRASINGS, Fragments
from alpaca_est.generators.fragments.cases import Case, Open
from alpaca_est.generators.fragments.kinds import FAMILIES
from alpaca_est.generators.fragments.models import All, AtLeast, Atom, Either, Not, exactly, free, ordered, then
from alpaca_est.generators.fragments.people import PEOPLE, joined, sentence
from alpaca_est.generators.fragments.phrasings import LABELS, REPLIES
from alpaca_est.generators.fragments.relations import LANGUAGES, RELATIONS, SHOPPING, TOWNS
from alpaca_est.languages.vabamorf import analyses
from tests.generators.computing import doubts, drafts, planted, tasks

A, B, C = Atom(("a",)), Atom(("b",)), Atom(("c",))
STEP = Fragments(step="fragments", lang="et")


@pytest.mark.parametrize(
    ("premise", "claim", "verdict"),
    [
        (All((then(A, B), A)), B, "follows"),
        (All((then(A, B), Not(B))), A, "contradicts"),
        (All((then(A, B), B)), A, "open"),
        (All((A, Not(A))), B, "impossible"),
        (Either((A, B)), A, "open"),
        (All((Either((A, B)), Not(A))), B, "follows"),
        (All((A, B)), AtLeast(2, (A, B, C)), "follows"),
        (All((A, B)), exactly(2, (A, B, C)), "open"),
        (All((A, B, Not(C))), exactly(2, (A, B, C)), "follows"),
        (All(()), Either(()), "contradicts"),
        (A, AtLeast(0, ()), "follows"),
    ],
)
def test_the_model_checker_tries_every_model(premise, claim, verdict):
    assert free(premise, claim).verdict(premise, claim) == verdict


def test_too_many_atoms_are_refused():
    with pytest.raises(ValueError, match="19 atoms, at most 18 wanted"):
        free(All(tuple(Atom((str(number),)) for number in range(19))))


@pytest.mark.parametrize(
    ("told", "asked", "verdict"),
    [
        ((("x", "y"), ("y", "z")), ("x", "z"), "follows"),
        ((("x", "y"), ("y", "z")), ("z", "x"), "contradicts"),
        ((("x", "y"), ("x", "z")), ("y", "z"), "open"),
    ],
)
def test_rankings_are_transitive(told, asked, verdict):
    above = All(tuple(Atom(("above", *pair)) for pair in told))
    assert ordered(("x", "y", "z")).verdict(above, Atom(("above", *asked))) == verdict


def test_there_are_as_many_rankings_with_ties_as_the_fubini_numbers():
    assert [ordered("abcde"[:number]).every.bit_length() for number in range(1, 6)] == [1, 3, 13, 75, 541]


def test_words_are_inflected():
    tartu, narva, voru = TOWNS.things[0], TOWNS.things[1], TOWNS.things[5]
    assert TOWNS.yes(["Liisa", "Mart"], [tartu, narva, voru]) == "Liisa ja Mart on käinud Tartus, Narvas ja Võrus"
    assert TOWNS.no("Liisa", [tartu, narva]) == "Liisa ei ole käinud ei Tartus ega Narvas"
    assert TOWNS.counted(3) == "kolmes linnas"
    leib = SHOPPING.things[0]
    assert SHOPPING.yes(["Liisa"], [leib], only="ainult ") == "Liisa ostis ainult leiva"
    assert SHOPPING.so("ta", [leib], yes=False) == "ei ostnud ta leiba"
    assert [SHOPPING.counted(number) for number in (1, 2)] == ["ühe asja", "kaks asja"]
    assert LANGUAGES.yes(["Liisa"], LANGUAGES.things[:2], "või") == "Liisa oskab inglise või saksa keelt"
    assert joined(["a"]) == "a"
    assert sentence("õun on puuvili") == "Õun on puuvili."


def test_vabamorf_knows_every_form():
    wrong = [
        person
        for person in PEOPLE
        if not any(one.lemma == person.name and one.form == "sg el" for one in analyses(person.elative))
    ]
    things = [form for one in RELATIONS for thing in one.things for form in thing[1:] if not analyses(form)]
    nouns = {noun for family in FAMILIES for noun in (*family.nouns, *family.adjectives)}
    cells = (("sg n",), ("sg p",), ("pl n",), ("pl p",))
    forms = [
        form
        for noun in nouns
        for form, cell in zip(noun, cells, strict=True)
        if not any(one.lemma == noun.one and one.form in cell for one in analyses(form))
    ]
    doings = [form for family in FAMILIES for one in family.doings for form in one[:4] if not analyses(form)]
    assert (wrong, things, forms, doings) == ([], [], [], [])


def test_every_kind_phrasing_and_label_comes():
    records = tasks(Fragments, 4000)
    used = Counter(record.kind for record in records)
    asked = {f"{kind}/{number}" for kind in FRAGMENTS for number in range(OPENS)}
    opened = {f"{kind}/{number}" for kind in ("negation", "counting", "comparative") for number in range(OPENS, 22)}
    assert set(used) == asked | opened
    assert len(PHRASINGS) == 22
    for kind in FRAGMENTS:
        mine = [record.output for record in records if record.kind.startswith(f"{kind}/")]
        for label in (*LABELS.values(), *REPLIES.values()):
            assert sum(output.startswith(label) for output in mine) > 0.03 * len(mine), (kind, label)
    assert len({(record.instruction, record.input) for record in records}) >= 3990


def test_the_same_draws_give_the_same_bytes():
    assert tasks(Fragments, 200) == tasks(Fragments, 200)
    assert tasks(Fragments, 20, seed=1) != tasks(Fragments, 20)


@pytest.mark.parametrize("kind", FRAGMENTS)
def test_our_filters_have_no_doubts(kind):
    assert doubts(tasks(Fragments, 200, kind)) == []


@pytest.mark.parametrize("kind", FRAGMENTS)
def test_wrong_labels_are_caught(kind):
    for draft in drafts(STEP, kind, 100):
        assert STEP.disagreement(draft) == ""
        if isinstance(draft.given, Case):
            words = list((LABELS if draft.phrasing < ASKS else REPLIES).values())
            told = next(word for word in words if draft.output.startswith(f"{word} "))
            for word in words:
                other = planted(draft, word + draft.output.removeprefix(told))
                assert STEP.disagreement(other) == ("" if word == told else told)
        else:
            assert isinstance(draft.given, Open)
            for answer in draft.given.candidates:
                right = draft.given.answers == (answer,)
                assert (STEP.disagreement(planted(draft, f"{answer}. Nii on.")) == "") == right
