"""Tasks about numbers: known values, every wording in use, the same twice, kept by our own filters, never doubted."""

import random
import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from functools import cache

import msgspec
import pytest

from alpaca_est.filters.arithmetic import Arithmetic
from alpaca_est.filters.cut_off import CutOff
from alpaca_est.filters.diacritics import Diacritics
from alpaca_est.filters.english_leftovers import EnglishLeftovers
from alpaca_est.filters.language import LanguageFilter
from alpaca_est.filters.merged_tasks import MergedTasks
from alpaca_est.filters.mixed_register import MixedRegister
from alpaca_est.filters.private import Private
from alpaca_est.filters.typography import Typography
from alpaca_est.filters.unknown_words import UnknownWords
from alpaca_est.filters.wording import Wording
from alpaca_est.generators.figures import KINDS, Figures
from alpaca_est.generators.figures.calendar import Day, later, number, weekday
from alpaca_est.generators.figures.nouns import MEASURED, NOUNS, SCENES
from alpaca_est.generators.figures.people import PEOPLE, TOWNS
from alpaca_est.generators.figures.personal_code import check_digit, explained
from alpaca_est.generators.figures.phrasing import ANSWER, final
from alpaca_est.generators.figures.phrasing import numbers as numbers_in
from alpaca_est.generators.figures.roman import from_roman, to_roman
from alpaca_est.generators.figures.written import counted, euros, figure, read_figure
from alpaca_est.languages import language, vabamorf
from alpaca_est.record import Record, Rejected
from alpaca_est.runs.stages import compute
from alpaca_est.step import Filter
from alpaca_est.text import WORD

FILTERS: list[Filter] = [
    LanguageFilter(lang="et"),
    UnknownWords(lang="et"),
    Diacritics(lang="et"),
    Typography(lang="et", style="estonian"),
    Arithmetic(lang="et"),
    EnglishLeftovers(lang="et"),
    Wording(lang="et"),
    MixedRegister(lang="et"),
    MergedTasks(lang="et"),
    CutOff(lang="et"),
    Private(lang="et"),
]


def empty(count: int, name: str = "figures") -> list[Record]:
    return [Record(id=f"{name}:{row:03d}/0", lang="et") for row in range(count)]


@cache
def tasks(kind: str) -> tuple[Record, ...]:
    found = tuple(Figures(kinds={kind: 1.0}, lang="et").run(empty(200, kind)))
    assert all(isinstance(task, Record) for task in found)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_our_filters_keep_every_task(kind: str) -> None:
    result = compute(FILTERS, list(tasks(kind)))
    assert result.left == []
    flagged = [(flag.reason, task.instruction, task.output) for task in result.records for flag in task.flags]
    assert flagged == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_wording_is_used(kind: str) -> None:
    chance = random.Random(kind)
    wordings = KINDS[kind].phrasings
    drafts = [draft for _ in range(1500) if (draft := KINDS[kind].draft(chance))]
    assert {draft.phrasing for draft in drafts} == set(range(len(wordings)))
    assert len(wordings) >= 5
    assert any(wording.input for wording in wordings)
    assert any(not wording.input for wording in wordings)


def registers(text: str) -> set[str]:
    """How a text addresses the reader."""
    own = language("et")
    vocabulary = own.vocabulary()
    found = {"teie" for word in WORD.findall(text) if "V ge" in vocabulary.forms(word.lower())}
    found |= {"sina"} if "V o" in vocabulary.forms(WORD.search(text)[0].lower()) else set()
    found |= {"sina" for word in WORD.findall(text) if vocabulary.forms(word.lower()) == {"V o"}}
    found |= {"sina"} if own.familiar.pronouns.search(text) else set()
    return found | ({"teie"} if own.polite.pronouns.search(text) else set())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_asks_and_orders_both_ways(kind: str) -> None:
    if not vabamorf.installed():
        pytest.skip("needs EstNLTK")
    wordings = [wording.instruction for wording in KINDS[kind].phrasings]
    assert {"?" in wording for wording in wordings} == {True, False}
    assert set().union(*map(registers, wordings)) == {"sina", "teie"}
    assert not [wording for wording in wordings if len(registers(wording)) > 1]


def test_no_task_is_doubted_and_few_repeat() -> None:
    found = list(Figures(lang="et").run(empty(2000)))
    assert not [task for task in found if isinstance(task, Rejected)]
    assert Counter(task.kind.partition("/")[0] for task in found).keys() == KINDS.keys()
    assert len({(task.instruction, task.input) for task in found}) > 1950


def test_the_same_twice() -> None:
    step = Figures(lang="et", seed=7)
    first, second = ([msgspec.json.encode(task) for task in step.run(empty(300))] for _ in range(2))
    assert first == second
    assert first != [msgspec.json.encode(task) for task in Figures(lang="et", seed=8).run(empty(300))]


PARTITIVE = "päeva|eurot|tundi|minutit|aastat|liitrit|kilogrammi|senti|grammi"
ONE = re.compile(rf"(?<![\d,.:−·+=/–] )(?<![\d,.:–])1 (?:{PARTITIVE})\b(?! võrra)")
SINGULAR = "päev|tund|minut|liiter|kilogramm|kilomeeter|sent|gramm"
SEVERAL = re.compile(rf"(?<![\d,.:–])(?:[2-9]|1\d) (?:{SINGULAR})\b")


def test_nouns_agree_with_their_numbers() -> None:
    for kind in KINDS:
        for task in tasks(kind):
            told = f"{task.instruction}\n{task.output}"
            assert not ONE.search(told), told
            assert not SEVERAL.search(told), told


def test_texts_are_whole() -> None:
    for kind in KINDS:
        for task in tasks(kind):
            whole = f"{task.instruction}\n{task.input}\n{task.output}"
            assert "{" not in whole
            assert "  " not in whole
            assert task.instruction[0].isupper() or task.instruction[0].isdigit() or task.instruction[0] in "−„"
            assert task.output.count(ANSWER) <= 1
            assert task.instruction.strip() == task.instruction


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, None, "0"),
        (9999, None, "9999"),
        (10_000, None, "10 000"),
        (1_234_567, None, "1 234 567"),
        (-12, None, "−12"),
        (Fraction(5, 4), None, "1,25"),
        (Fraction(1, 3), 2, "0,33"),
        (Fraction(2, 3), 1, "0,7"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 8), 2, "−0,13"),
        (Fraction(123_456_789, 10), None, "12 345 678,9"),
    ],
)
def test_figures_are_written_and_read(value, decimals, text) -> None:
    assert figure(value, decimals) == text
    if decimals is None:
        assert Fraction(read_figure(text)) == value


def test_what_has_no_end_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 12 decimals wanted"):
        figure(Fraction(1, 3))


def test_nouns_after_numbers() -> None:
    book = NOUNS["raamat"]
    assert [counted(count, book) for count in (0, 1, 5, 21)] == ["0 raamatut", "1 raamat", "5 raamatut", "21 raamatut"]
    assert counted(Fraction(3, 2), NOUNS["kilogramm"]) == "1,5 kilogrammi"
    assert [euros(cents) for cents in (100, 1200, 1250, 5)] == ["1 euro", "12 eurot", "12,50 eurot", "0,05 eurot"]


def test_vabamorf_knows_every_noun_and_its_forms() -> None:
    if not vabamorf.installed():
        pytest.skip("needs EstNLTK")
    for noun in NOUNS.values():
        assert noun.g in vabamorf.synthesize(noun.n, "sg g", "S"), noun
        assert noun.p in vabamorf.synthesize(noun.n, "sg p", "S"), noun
    assert {name for names in (*SCENES.values(), *MEASURED.values()) for name in names} <= NOUNS.keys()


def test_vabamorf_knows_every_name_and_town() -> None:
    if not vabamorf.installed():
        pytest.skip("needs EstNLTK")
    for name in (*PEOPLE, *TOWNS):
        known = {one.form for one in vabamorf.analyses(name.g) if one.lemma == name.n and one.part == "H"}
        assert "sg g" in known or not vabamorf.analyses(name.n), name
    for town in TOWNS:
        assert {"sg ill", "adt"} & {one.form for one in vabamorf.analyses(town.ill) if one.lemma == town.n}, town


@pytest.mark.parametrize(
    ("value", "roman"), [(4, "IV"), (9, "IX"), (40, "XL"), (1888, "MDCCCLXXXVIII"), (1994, "MCMXCIV"), (2026, "MMXXVI")]
)
def test_roman_numerals(value, roman) -> None:
    assert "".join(sign for _, sign in to_roman(value)) == roman
    assert from_roman(roman) == value


def test_roman_numerals_are_read_back() -> None:
    assert all(from_roman("".join(sign for _, sign in to_roman(value))) == value for value in range(1, 4000))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (Day(1918, 2, 24), "pühapäev"),
        (Day(1991, 8, 20), "teisipäev"),
        (Day(2000, 2, 29), "teisipäev"),
        (Day(2026, 11, 21), "laupäev"),
    ],
)
def test_weekdays(day, name) -> None:
    assert weekday(day) == name


def test_days_are_counted_over_leap_years() -> None:
    assert number(Day(2024, 3, 1)) - number(Day(2024, 2, 28)) == 2
    assert number(Day(2100, 3, 1)) - number(Day(2100, 2, 28)) == 1
    assert later(Day(2023, 12, 31), 60) == Day(2024, 2, 29)
    assert (Day(2020, 7, 2).short, Day(2020, 7, 2).when) == ("02.07.2020", "2. juulil 2020")


# Invented numbers; the second needs the second round of weights, the third has 10 in both rounds.
@pytest.mark.parametrize(("code", "digit"), [("7340701647", 4), ("8630608285", 1), ("7001207158", 7)])
def test_check_digits(code, digit) -> None:
    assert check_digit(code) == explained(code)[1] == digit


def test_both_formulations_of_the_check_digit_agree() -> None:
    chance = random.Random("codes")
    codes = [f"{chance.randrange(10**10):010}" for _ in range(5000)]
    assert [check_digit(code) for code in codes] == [explained(code)[1] for code in codes]
    assert any("jälle 10" in explained(code)[0] for code in codes)


def test_no_personal_code_is_written_in_full() -> None:
    for kind in ("personal_code_digit", "personal_code_check"):
        assert not [
            task for task in tasks(kind) if re.search(r"\d{11}", f"{task.instruction} {task.input} {task.output}")
        ]


def test_final_answers_are_read() -> None:
    assert final("Sammud 1 + 1 = 2.\nVastus: 12 500,50 eurot.") == "12 500,50 eurot"
    assert numbers_in("−3 kuni 12 500,5 ja 7") == [Decimal("-3"), Decimal("12500.5"), Decimal(7)]


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(ValueError, match="no kind maths in this step"):
        Figures(kinds={"maths": 1.0})
