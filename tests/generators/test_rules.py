"""Hidden rules: the one that is explained is the only simplest one, and judges the new cases."""

from collections import Counter

import pytest

from alpaca_est.generators.rules import WORLDS, Rules
from alpaca_est.generators.rules.layout import Seen, quarrel
from alpaca_est.generators.rules.numbers import Numbers
from alpaca_est.generators.rules.phrasings import RULES, SEQUENCES
from alpaca_est.generators.rules.sequences import Progression, explained, fitting, terms
from alpaca_est.generators.rules.shapes import COLOURS, SHAPES, Shapes
from alpaca_est.generators.rules.symbols import Symbols
from alpaca_est.generators.rules.worlds import hidden, language
from alpaca_est.languages.vabamorf import analyses
from tests.generators.computing import doubts, drafts, planted, tasks

STEP = Rules(step="rules", lang="et")
NAMES = COLOURS[:3], SHAPES[:3]
RED_RING, BLUE_RING, BLUE_SQUARE = (0, 0), (1, 0), (1, 1)


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_two_evaluators_agree_on_every_rule_and_row(world):
    known = language(world)
    for row, mask in zip(known.rows, known.by_row, strict=True):
        true = world.satisfied(row)
        simple = {key for place, key in enumerate(known.keys[: known.simple]) if mask >> place & 1}
        assert simple == true & set(known.keys[: known.simple])


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (("least", (0, None), 1), "reas on vähemalt üks punane kujund"),
        (("exactly", (None, 1), 2), "reas on täpselt kaks ruutu"),
        (("none", (1, 0)), "reas ei ole ühtegi sinist ringi"),
        (("all", (None, 0)), "kõik rea kujundid on ringid"),
        (("place", -1, (2, None)), "rea viimane kujund on kollane"),
        (("more", (0, None), (1, None)), "reas on rohkem punaseid kujundeid kui siniseid kujundeid"),
        (("before", (0, None), (1, None)), "mõnele punasele kujundile järgneb kohe sinine kujund"),
        (("ends", 1), "rea esimene ja viimane kujund on sama kujuga"),
    ],
)
def test_rules_about_shapes_are_inflected(key, words):
    assert Shapes().say(key, NAMES) == words


def test_rules_about_symbols_and_numbers_are_said():
    assert Symbols().say(("least", 0, 2), ("A", "B", "C")) == "sümbol A esineb jadas vähemalt kaks korda"
    both = ("and", ("rising",), ("even_at", 0))
    assert Numbers().say(both, ()) == "iga järgmine arv on eelmisest suurem ja esimene arv on paarisarv"


def test_rows_are_read_as_they_are_shown():
    row = (RED_RING, BLUE_SQUARE, BLUE_RING)
    assert Shapes().show(row, NAMES) == "punane ring, sinine ruut, sinine ring"
    assert Shapes().read("punane ring, sinine ruut, sinine ring", NAMES) == row
    assert Symbols().read("ABBA", ("A", "B", "C")) == (0, 1, 1, 0)
    assert Numbers().read("1, 5, 9", ()) == (1, 5, 9)


@pytest.mark.parametrize(
    ("shown", "judged", "says"),
    [
        ([((2, 4, 6), True), ((1, 4, 6), False)], [True], "rules that fit the examples disagree on A"),
        ([((1, 3, 5), True)], [True], "the rule does not fit the examples"),
        ([((2, 4, 6), True)], [], "1 rows asked and 0 judged"),
    ],
)
def test_a_rule_that_is_not_alone_is_refused(shown, judged, says):
    assert quarrel(Numbers(), ("all_even",), Seen(shown, [(9, 8, 2)], judged)) == says


def test_a_joined_rule_that_a_simple_one_replaces_is_refused():
    shown = [((2, 4, 6), True), ((6, 4, 2), False)]
    both = ("and", ("rising",), ("all_even",))
    assert quarrel(Numbers(), both, Seen(shown, [], [])).startswith("a simpler rule fits the examples: ")


@pytest.mark.parametrize(
    ("progression", "first", "words"),
    [
        (Progression("steady", (5,), (3,)), [5, 8, 11, 14], "iga järgmine arv on eelmisest 3 võrra suurem"),
        (Progression("times", (2,), (3,)), [2, 6, 18, 54], "iga järgmine arv on eelmisest kolm korda suurem"),
        (Progression("sum", (1, 4), ()), [1, 4, 5, 9], "alates kolmandast on iga arv kahe eelmise arvu summa"),
        (Progression("turns", (9,), (4, -1)), [9, 13, 12, 16], "vaheldumisi liidetakse 4 ja lahutatakse 1"),
        (Progression("turns", (9,), (4, 1)), [9, 13, 14, 18], "vaheldumisi liidetakse 4 ja 1"),
    ],
)
def test_progressions_are_said(progression, first, words):
    assert terms(progression, 4) == first
    assert explained(progression) == words


def test_every_rule_of_a_progression_is_tried():
    assert list(fitting([1, 2, 4], 1)) == [(8, 16)]
    assert set(fitting([1, 2, 4], 2)) >= {(8, 16), (7, 11), (5, 7)}
    assert list(fitting([3, 5, 7, 9, 11], 1)) == [(13, 15)]


def test_vabamorf_knows_every_form():
    cells = ("sg n", "sg g", "sg p", "pl n", "pl p")
    wrong = [
        form
        for word in (*COLOURS, *SHAPES)
        for form, cell in zip(word, cells, strict=True)
        if not any(one.lemma == word.one and one.form == cell for one in analyses(form))
    ]
    assert wrong == []


def test_hidden_rules_are_many():
    sizes = {name: [len(rules) for rules in hidden(world)] for name, world in WORLDS.items()}
    assert all(simple >= 40 and double >= 100 for simple, double in sizes.values()), sizes


def test_every_kind_and_phrasing_comes():
    records = tasks(Rules, 3000)
    wanted = {f"{kind}/{number}" for kind in WORLDS for number in range(len(RULES))}
    wanted |= {f"sequences/{number}" for number in range(len(SEQUENCES))}
    assert set(Counter(record.kind for record in records)) == wanted
    assert len({(record.instruction, record.input) for record in records}) >= 2980


def test_the_same_draws_give_the_same_bytes():
    assert tasks(Rules, 200) == tasks(Rules, 200)
    assert tasks(Rules, 20, seed=1) != tasks(Rules, 20)


@pytest.mark.parametrize("kind", Rules.all_kinds)
def test_our_filters_have_no_doubts(kind):
    assert doubts(tasks(Rules, 200, kind)) == []


@pytest.mark.parametrize("kind", WORLDS)
def test_wrong_verdicts_and_rules_are_caught(kind):
    for draft in drafts(STEP, kind, 100):
        assert STEP.disagreement(draft) == ""
        assert STEP.disagreement(planted(draft, "Reegel: kõik on lubatud.")).startswith("the rule is ")
        if RULES[draft.phrasing].asked != (0,):
            flipped = draft.output.replace("A: ei ", "A: ").replace("A ei ", "A ")
            if flipped == draft.output:
                flipped = draft.output.replace("A: vastab", "A: ei vasta").replace("A vastab", "A ei vasta")
            assert STEP.disagreement(planted(draft, flipped))


def test_wrong_continuations_are_caught():
    for draft in drafts(STEP, "sequences", 100):
        assert STEP.disagreement(draft) == ""
        assert STEP.disagreement(planted(draft, draft.output.replace(" ja ", " ja 1").removesuffix(".") + "7."))
