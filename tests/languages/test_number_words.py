"""Estonian numbers in words: known values, ICU, Vabamorf, and back."""

import random

import pytest

from alpaca_est.languages import vabamorf
from alpaca_est.languages.clock_words import clock, part_of_day
from alpaca_est.languages.number_reading import read_clock, read_ordinal, read_words
from alpaca_est.languages.number_words import CASE_NAMES, LIMIT, cardinal, decimal, in_year, ordinal, year

CHANCE = random.Random("number words")
LARGE = [CHANCE.randrange(10 ** CHANCE.randint(5, 12)) for _ in range(3000)]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "null"),
        (1, "üks"),
        (10, "kümme"),
        (11, "üksteist"),
        (19, "üheksateist"),
        (20, "kakskümmend"),
        (21, "kakskümmend üks"),
        (100, "sada"),
        (101, "sada üks"),
        (110, "sada kümme"),
        (999, "üheksasada üheksakümmend üheksa"),
        (1000, "tuhat"),
        (1100, "tuhat ükssada"),
        (1918, "tuhat üheksasada kaheksateist"),
        (2000, "kaks tuhat"),
        (100_000, "sada tuhat"),
        (101_000, "sada üks tuhat"),
        (416_000, "nelisada kuusteist tuhat"),
        (1_000_000, "üks miljon"),
        (1_001_000, "üks miljon üks tuhat"),
        (180_725_000, "sada kaheksakümmend miljonit seitsesada kakskümmend viis tuhat"),
        (5 * 10**9 + 1, "viis miljardit üks"),
    ],
)
def test_cardinals(number, words):
    assert cardinal(number) == words


def test_a_leading_one_may_be_spelled_out():
    assert cardinal(100, full=True) == "ükssada"
    assert cardinal(1100, full=True) == "üks tuhat ükssada"


@pytest.mark.parametrize(
    ("number", "case", "words"),
    [
        # the paradigm of the EKI handbook, M 160
        (2603, "g", "kahe tuhande kuuesaja kolme"),
        (2603, "p", "kahte tuhat kuutsada kolme"),
        (2603, "ill", "kahe tuhande kuuesaja kolmesse"),
        (50, "g", "viiekümne"),
        (50, "p", "viitkümmend"),
        (50, "ill", "viiekümnesse"),
        (15, "g", "viieteistkümne"),
        (15, "p", "viitteist"),
        (15, "ill", "viieteistkümnesse"),
        (1, "p", "ühte"),
        (9, "kom", "üheksaga"),
        (3_000_000, "g", "kolme miljoni"),
        (3_000_000, "p", "kolme miljonit"),
        (1000, "ter", "tuhandeni"),
        (72, "ab", "seitsmekümne kaheta"),
    ],
)
def test_cardinals_in_cases(number, case, words):
    assert cardinal(number, case) == words


@pytest.mark.parametrize(
    ("number", "case", "words"),
    [
        (1, "n", "esimene"),
        (2, "g", "teise"),
        (2, "p", "teist"),
        (3, "n", "kolmas"),
        (3, "ad", "kolmandal"),
        (11, "n", "üheteistkümnes"),
        (21, "n", "kahekümne esimene"),
        (100, "n", "sajas"),
        (107, "n", "saja seitsmes"),
        (1634, "p", "tuhande kuuesaja kolmekümne neljandat"),
        (2018, "ad", "kahe tuhande kaheksateistkümnendal"),
        (5000, "n", "viie tuhandes"),
        (5_000_000, "n", "viie miljones"),
    ],
)
def test_ordinals(number, case, words):
    assert ordinal(number, case) == words


def test_decimals_and_years():
    assert decimal("3,14") == "kolm koma üks neli"
    assert decimal("0,05") == "null koma null viis"
    assert decimal("7") == "seitse"
    assert year(1918) == "tuhande üheksasaja kaheksateistkümnes aasta"
    assert in_year(2005) == "kahe tuhande viiendal aastal"


@pytest.mark.parametrize("number", [-1, LIMIT])
def test_what_is_not_spelled(number):
    with pytest.raises(ValueError, match=r"below 10\^12 wanted"):
        cardinal(number)


def test_every_case_is_read_back():
    for number in [*range(1200), *LARGE[:500]]:
        for case in CASE_NAMES:
            assert read_words(cardinal(number, case)) == number
            assert read_ordinal(ordinal(number, case)) == number


def test_words_are_read_that_the_speller_does_not_write():
    assert read_words("kahtekümmet kuut") == 26
    assert read_words("kolm koma null viis") * 100 == 305
    with pytest.raises(ValueError, match="no number word"):
        read_words("palju")


def test_icu_spells_the_same():
    import icu

    spell = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("et")).format
    for number in [*range(100_001), *LARGE]:
        assert cardinal(number, full=True) == spell(number).replace("\u00ad", "")


def test_vabamorf_knows_every_form():
    if not vabamorf.installed():
        pytest.skip("needs EstNLTK")
    numbers = [*range(1, 101), 300, 456, 1000, 1_000_000, 10**9]
    found = {
        (case, word): part
        for number in numbers
        for case in CASE_NAMES
        for part, words in (("N", cardinal(number, case)), ("O", ordinal(number, case)))
        for word in words.split()[-1:]
    }
    unknown = [
        (word, case, part)
        for (case, word), part in found.items()
        if not any(one.form == f"sg {case}" and one.part == part for one in vabamorf.analyses(word))
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (15, 0, "kolm"),
        (0, 0, "kaksteist"),
        (12, 30, "pool üks"),
        (3, 30, "pool neli"),
        (4, 15, "veerand viis"),
        (19, 45, "kolmveerand kaheksa"),
        (7, 1, "üks minut üle seitsme"),
        (7, 10, "kümme minutit üle seitsme"),
        (7, 25, "viie minuti pärast pool kaheksa"),
        (7, 35, "viis minutit üle poole kaheksa"),
        (7, 40, "kahekümne minuti pärast kaheksa"),
        (23, 59, "ühe minuti pärast kaksteist"),
    ],
)
def test_clock(hour, minute, words):
    assert clock(hour, minute) == words


def test_every_minute_of_the_day_is_read_back():
    for minutes in range(24 * 60):
        hour, minute = divmod(minutes, 60)
        assert read_clock(clock(hour, minute)) == ((hour - 1) % 12 + 1, minute)
    assert [part_of_day(hour) for hour in (2, 7, 14, 20)] == ["öösel", "hommikul", "päeval", "õhtul"]
