"""The measures of the bitext filter, value by value, and what they do on our own pairs."""

import math
from pathlib import Path

import pytest
from pydantic import ValidationError

from alpaca_est.filters.bitext import BitextFilter
from alpaca_est.record import Record, Rejected
from alpaca_est.source import Source, records

ROOT = Path(__file__).parents[2]
FILTER = BitextFilter(lang="et")
GOOD = ("The market opens at seven in the morning.", "Turg avatakse kell seitse hommikul.")


def outcome(source: str, target: str, step: BitextFilter = FILTER) -> Record | Rejected:
    [found] = step.run([Record(id="b:000/0", lang="et", input=source, output=target)])
    assert isinstance(found, Record | Rejected)
    return found


def scores(source: str, target: str) -> dict[str, float]:
    return dict(FILTER.measure(Record(id="b:000/0", lang="et", input=source, output=target)))


MEASURES = [
    (
        GOOD,
        {
            "characters_shortest": 35,
            "characters_longest": 41,
            "words_fewest": 5,
            "words_most": 8,
            "ratio": 1.6,
            "longest_word": 9,
        },
    ),
    (GOOD, {"terminal": 0, "numerals": 1, "script": 1, "repeats": 1}),
    (("One. Two.", "Üks. Kaks. Kolm."), {"terminal": -math.log(1 + 1 + 1 + 2)}),
    (("One", "Üks."), {"terminal": -math.log(2)}),
    (("It costs 1.50 or 20.", "See maksab 1,5 või 2 eurot."), {"numerals": 1}),
    (("In 1984 and 7", "Aastal 1948"), {"numerals": 2 * 3 / 9}),
    (("No digits here", "Siin on 5"), {"numerals": 0}),
    (("Same text 100%", "same TEXT 100%"), {"similarity": 1}),
    (("abcd", "abXY"), {"similarity": 0.5}),
    (("Kyiv мир", "Kiiev"), {"script": 4 / 7}),
    (("12 + 7", "= 19"), {"script": 1}),
    (("Go go go now.", "Mine juba. Mine juba. Mine juba."), {"repeats": 3}),
    (("1 000 000 000", "- - - - - - - -"), {"repeats": 1}),
]


@pytest.mark.parametrize(("pair", "wanted"), MEASURES)
def test_measures(pair: tuple[str, str], wanted: dict[str, float]) -> None:
    found = scores(*pair)
    assert {name: pytest.approx(found[name]) for name in wanted} == wanted


def test_languages_of_both_sides() -> None:
    found = scores(*GOOD)
    assert found["source_lang"] > 0.9
    assert found["target_lang"] > 0.9


LONG = "See on üks lause, mida on palju. " * 40
REASONS = [
    ("I bowed.", "Ma kummardusin.", "the shorter side has 8 characters, at least 10 wanted"),
    ("This is a sentence.", LONG, "the longer side has 1319 characters, at most 1000 wanted"),
    ("Volcanoes sleep.", "Vulkaaniuinakud", "the side of fewer words has 1, at least 2 wanted"),
    ("one " * 101, "üks " * 99, "the side of more words has 101, at most 100 wanted"),
    (
        "He did it.",
        "Ta tegi seda, nagu ta oli juba ammu lubanud teha.",
        "one side has 3.3 times the words of the other, at most 3 wanted",
    ),
    ("Look at this word.", f"Vaata seda sõna {'a' * 41}.", "the longest word has 42 characters, at most 40 wanted"),
    ("He lives in Kyiv now.", "Ta elab nüüd Киев linnas.", "0.80 of the letters are Latin, at least 1 wanted"),
    (
        "He is here. He is there. He is gone.",
        "On ta? On ta? On? Kus? Läinud! No? Aa.",
        "ends of sentences score -2.56, at least -2 wanted",
    ),
    ("There were 17 of them there.", "Seal oli neid 38 tükki.", "the digits are alike by 0.00, at least 0.5 wanted"),
    ("The market opens at seven.", "The market opens at seven.", "the sides are alike by 1.00, at most 0.9 wanted"),
    (
        "He said it again and again.",
        "Ta ütles ikka ja ikka ja ikka ja seda.",
        "a stretch of text comes 3 times in a row, at most 2 wanted",
    ),
    (
        "The market opens at seven in the morning.",
        "Tori avataan kello seitsemän aamulla.",
        "the target side looks like Finnish (0.00 Estonian), at least 0.5 wanted",
    ),
    (
        "Turg avatakse kell seitse hommikul.",
        "Turul müüakse mett ja villaseid sokke.",
        "the source side looks like Estonian (0.00 English), at least 0.5 wanted",
    ),
    ("The market opens at seven.", "", "the shorter side has 0 characters, at least 10 wanted"),
]


@pytest.mark.parametrize(("source", "target", "reason"), REASONS)
def test_reasons(source: str, target: str, reason: str) -> None:
    found = outcome(source, target)
    assert isinstance(found, Rejected)
    assert found.reason == reason


def test_a_blank_pair_separates_documents_and_stays() -> None:
    found = outcome(" ", "")
    assert isinstance(found, Record)
    assert found.scores == {}


def test_null_removes_a_bound() -> None:
    step = BitextFilter(lang="et", min_characters=None, reject_similarity_above=None, reject_language_below=None)
    assert isinstance(outcome("I bowed.", "Ma kummardusin.", step), Record)
    assert isinstance(outcome(GOOD[0], GOOD[0], step), Record)
    assert "similarity" not in step.thresholds()
    assert step.thresholds()["ratio"] == [3]


def test_a_language_that_no_identifier_knows() -> None:
    with pytest.raises(ValidationError, match="no identifier knows the language vro, wanted one of ace, af, "):
        BitextFilter(lang="et", source_lang="vro")


def test_our_own_pairs_pass() -> None:
    source = Source.model_validate(
        {"name": "b", "path": "seeds/bitext_en_et.tsv", "bitext": {}}, context={"root": ROOT}
    )
    found = list(records(source, ROOT, "et"))
    pairs = [one for one in found if isinstance(one, Record) and one.input]
    assert len(pairs) >= 120
    assert len({one.input for one in pairs}) == len({one.output for one in pairs}) == len(pairs)
    assert [one for one in FILTER.run(pairs) if isinstance(one, Rejected)] == []
