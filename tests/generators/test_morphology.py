"""Tasks on the forms of words: right answers, natural phrasings, the same again, nothing that our filters reject."""

import random
import subprocess
import sys
from collections import Counter
from functools import cache

import msgspec
import pytest
from pydantic import ValidationError

from alpaca_est.filters.diacritics import Diacritics
from alpaca_est.filters.language import LanguageFilter
from alpaca_est.filters.typography import Typography
from alpaca_est.filters.unknown_words import UnknownWords
from alpaca_est.generators.morphology import compounds, findings, gaps
from alpaca_est.generators.morphology.adjectives import ADJECTIVES
from alpaca_est.generators.morphology.adjectives import BY_KIND as ADJECTIVES_BY_KIND
from alpaca_est.generators.morphology.cells import NOUN_CELLS
from alpaca_est.generators.morphology.comparison import graded
from alpaca_est.generators.morphology.compound_words import COMPOUNDS
from alpaca_est.generators.morphology.frames import FRAMES
from alpaca_est.generators.morphology.generator import KINDS, Morphology
from alpaca_est.generators.morphology.governments import GOVERNMENTS
from alpaca_est.generators.morphology.inflection import against, forms, noun_forms, sense_forms
from alpaca_est.generators.morphology.nouns import BY_KIND, NOUNS
from alpaca_est.generators.morphology.phrasings import Family
from alpaca_est.generators.morphology.sentences import agreeing, composed, drawn, single, text
from alpaca_est.generators.morphology.verb_forms import verb_forms
from alpaca_est.generators.morphology.verbs import VERBS
from alpaca_est.languages import vabamorf
from alpaca_est.record import Record, Rejected

DRAWN = 200
FILTERS = (
    LanguageFilter(lang="et"),
    UnknownWords(lang="et"),
    Diacritics(lang="et"),
    Typography(lang="et"),
)


def empty(count: int) -> list[Record]:
    return [Record(id=f"forms:{number:05d}/0", lang="et") for number in range(count)]


@cache
def tasks(kind: str) -> list[Record]:
    found = list(Morphology(kinds={kind: 1.0}, seed=1, lang="et").run(empty(DRAWN)))
    assert [one.reason for one in found if isinstance(one, Rejected)] == []
    return [one for one in found if isinstance(one, Record)]


@pytest.mark.parametrize(
    ("lemma", "cell", "wanted"),
    [
        ("maja", "pl p", ("maju", "majasid")),
        ("maja", "sg ill", ("majja", "majasse")),
        ("tuba", "sg g", ("toa",)),
        ("tuba", "sg ill", ("tuppa", "toasse")),
        ("jõgi", "sg ill", ("jõkke", "jõesse")),
        ("käsi", "sg p", ("kätt",)),
        ("sõber", "pl p", ("sõpru", "sõprasid")),
        ("siga", "sg g", ("sea",)),
        ("põld", "sg g", ("põllu",)),
        ("hammas", "pl g", ("hammaste",)),
        ("inimene", "pl p", ("inimesi",)),
        ("küünal", "sg p", ("küünalt",)),
        ("lapselaps", "pl g", ("lastelaste",)),
        ("raamat", "pl in", ("raamatutes", "raamatuis")),
        ("raamat", "pl kom", ("raamatutega",)),
        ("palk", "sg g", ()),
        ("õun", "pl in", ()),
    ],
)
def test_nouns_have_their_known_forms(lemma, cell, wanted):
    assert noun_forms(lemma, cell) == wanted


def test_words_of_one_spelling_are_told_apart():
    found = {noun.gloss: sense_forms(noun, "sg in") for noun in NOUNS if noun.lemma == "kurk"}
    assert found == {"köögivili": ("kurgis",), "kehaosa": ("kurgus",)}


@pytest.mark.parametrize(
    ("lemma", "cell", "wanted"),
    [
        ("tegema", "s", ("tegi",)),
        ("tegema", "neg ta", ("ei tehta",)),
        ("minema", "neg o", ("ei lähe",)),
        ("minema", "me", ("lähme", "läheme")),
        ("jooma", "da", ("juua",)),
        ("ütlema", "da", ("öelda", "ütelda")),
        ("lugema", "takse", ("loetakse",)),
        ("õmblema", "tud", ("õmmeldud",)),
        ("hüppama", "ge", ("hüpake",)),
        ("lugema", "ksin", ("loeksin", "loeks")),
        ("lugema", "oli nud", ("oli lugenud",)),
        ("oskama", "ge", ()),
        ("sadama", "n", ()),
    ],
)
def test_verbs_have_their_known_forms(lemma, cell, wanted):
    assert verb_forms(lemma, cell) == wanted


@pytest.mark.parametrize(
    ("adjective", "comparative", "superlative"),
    [
        ("vana", "vanem", "vanim"),
        ("hea", "parem", "parim"),
        ("ilus", "ilusam", "ilusaim"),
        ("pikk", "pikem", "pikim"),
        ("kitsas", "kitsam", "kitsaim"),
        ("väike", "väiksem", "väikseim"),
        ("kallis", "kallim", ""),
    ],
)
def test_adjectives_have_their_known_degrees(adjective, comparative, superlative):
    assert (graded(adjective, "C"), graded(adjective, "U")) == (comparative, superlative)


def test_adjectives_stay_in_the_genitive_in_the_last_four_cases():
    assert [agreeing("punane", f"sg {case}") for case in ("tr", "ter", "es", "ab", "kom")] == ["punaseks"] + [
        "punase"
    ] * 4


def test_every_word_has_the_forms_that_its_tasks_need():
    assert [noun for noun in NOUNS if not sense_forms(noun, "sg g")] == []
    assert [noun for noun in NOUNS if sum(bool(sense_forms(noun, cell)) for cell in NOUN_CELLS) < 13] == []
    assert [word for word in ADJECTIVES if not forms(word, "sg g", "A")] == []
    assert [verb for verb in VERBS if len(forms(verb, "b", "V")) != 1] == []
    assert [word for word in COMPOUNDS if compounds.root(word.replace("+", "")) != tuple(word.split("+"))] == []
    assert BY_KIND.keys() == ADJECTIVES_BY_KIND.keys()
    assert [(one.sentence, noun) for one in GOVERNMENTS for noun in one.nouns if not noun_forms(noun, one.cell)] == []
    assert [(one.verb, noun) for one in FRAMES for noun in one.nouns if not single(noun, one.cell)] == []
    assert [(one.verb, word) for one in FRAMES for word in one.adjectives if not agreeing(word, one.cell)] == []


def test_a_wrong_answer_is_found_by_analysis_and_by_rule():
    assert against(("toas",), "tuba", "sg g", "S") == "toas is not sg g of tuba"
    assert against(("raamatutes",), "raamat", "sg in", "S") == "raamatutes is not sg in of raamat"
    assert against(("loeme",), "lugema", "n", "V") == "loeme is not n of lugema"
    assert against(("palgis",), "palk", "sg in", "S", "palga") == "palgas by rule, not palgis"
    assert against(("palgas",), "palk", "sg in", "S", "palga") == ""


def test_sentences_agree():
    chance = random.Random("agreement")
    plan = next(
        plan for plan in (drawn(chance) for _ in range(999)) if plan.frame.verb == "lugema" and plan.object == "raamat"
    )
    plan = plan._replace(subject="õpetaja", attribute="noor", quality="uus", time="harva", time_first=False, person=5)
    assert text(composed(plan._replace(tense="past"))) == "Noored õpetajad lugesid harva uut raamatut."
    assert text(composed(plan._replace(tense="perfect"))) == "Noored õpetajad on harva lugenud uut raamatut."
    assert text(composed(plan._replace(tense="present", negative=True, time=""))) == (
        "Noored õpetajad ei loe uut raamatut."
    )
    assert text(composed(plan._replace(tense="present", time_first=True))) == (
        "Harva loevad noored õpetajad uut raamatut."
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_phrasing_is_used_and_none_is_malformed(kind):
    numbers = Counter(int(task.kind.split("/")[1]) for task in tasks(kind))
    module = vars(sys.modules[KINDS[kind].draft.__module__])
    families = [one for one in module.values() if isinstance(one, Family)]
    assert numbers.keys() == {one.first + number for one in families for number in range(len(one.phrasings))}
    assert all(len(one.phrasings) >= 5 for one in families)
    for task in tasks(kind):
        assert not {"{", "}"} & set(task.instruction + task.input + task.output)
        assert task.instruction[0].isupper()
        assert task.output.strip()
        assert task.instruction[-1] in ".?“:"


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_asks_and_orders_as_a_friend_and_politely_with_and_without_input(kind):
    asked = [(task.instruction, task.input) for task in tasks(kind)]
    assert any("?" in instruction for instruction, _ in asked)
    assert any(instruction.endswith(".") for instruction, _ in asked)
    assert any(input for _, input in asked)
    assert any(not input for _, input in asked)
    polite = vabamorf_forms(asked, "ge")
    familiar = vabamorf_forms(asked, "o")
    assert polite
    assert familiar


def vabamorf_forms(asked, form):
    words = {word.strip(".,:?").lower() for instruction, _ in asked for word in instruction.split()}
    return {word for word in words if any((one.part, one.form) == ("V", form) for one in vabamorf.analyses(word))}


@pytest.mark.parametrize("kind", KINDS)
def test_our_filters_reject_none(kind):
    for step in FILTERS:
        left = [one for one in step.run(tasks(kind)) if isinstance(one, Rejected)]
        assert [(one.reason, one.record.instruction, one.record.output) for one in left] == []


def test_two_thousand_draws_are_confirmed_and_distinct():
    found = list(Morphology(seed=7, lang="et").run(empty(2000)))
    assert [one.reason for one in found if isinstance(one, Rejected)] == []
    assert len({(one.instruction, one.input) for one in found}) > 1900
    assert {one.kind.split("/")[0] for one in found} == set(KINDS)


def test_the_same_draws_give_the_same_bytes():
    step = Morphology(seed=3, lang="et")
    assert list(step.run(empty(300))) == list(step.run(empty(300)))
    assert list(step.run(empty(300))) != list(Morphology(seed=4, lang="et").run(empty(300)))


def test_a_corrupted_draft_is_rejected():
    chance = random.Random("corrupted")
    draft = next(one for one in (gaps.draft(chance) for _ in range(50)) if one and one.given[2] == "S")
    lemma, cell, part, _ = draft.given
    wrong = msgspec.structs.replace(draft, given=(lemma, cell, part, (lemma,)), output=lemma)
    assert gaps.disagreement(draft) == ""
    assert gaps.disagreement(wrong) == f"{lemma} is not {cell} of {lemma}"


def test_one_word_only_fits_what_is_to_be_found():
    assert findings.only("Noor õpetaja loeb raamatut.", "loeb", lambda one: one.part == "V")
    assert not findings.only("Noor õpetaja loeb ja kirjutab.", "loeb", lambda one: one.part == "V")


def test_without_estnltk_one_line_says_what_to_install():
    without = (
        "import sys\n"
        "from pydantic import ValidationError\n"
        "from alpaca_est.generators.morphology.generator import Morphology\n"
        "sys.path.clear()\n"
        "try: Morphology()\n"
        "except ValidationError as error: print(error.errors()[0]['msg'])\n"
    )
    told = subprocess.run([sys.executable, "-c", without], capture_output=True, text=True, check=True)
    assert told.stdout == "this step needs EstNLTK, which is not installed, wanted pip install alpaca-est[et]\n"


def test_other_languages_are_refused():
    with pytest.raises(ValidationError, match="the forms are of Estonian words, found lang: en, wanted et"):
        Morphology(lang="en")


def test_unknown_kinds_are_refused():
    with pytest.raises(ValidationError, match="no kind noun_froms in this step, wanted one of noun_form"):
        Morphology(kinds={"noun_froms": 1.0})
