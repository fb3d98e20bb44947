"""The length filter."""

import pytest
from pydantic import ValidationError

from alpaca_est.filters.length import Length
from alpaca_est.record import Record, Rejected


def record(instruction="Loe kolmeni.", input="", output="üks kaks kolm"):
    return Record(id="seed:000/0", lang="et", instruction=instruction, input=input, output=output)


@pytest.mark.parametrize(
    ("settings", "texts", "reason"),
    [
        ({"max_words": 2}, {}, "output has 3 words, at most 2"),
        ({"min_words": 4}, {}, "output has 3 words, at least 4"),
        ({"min_words": 2}, {"output": "Õ"}, "output has 1 word, at least 2"),
        ({}, {"output": ""}, "output has 0 characters, at least 1"),
        ({}, {"output": " \n\t"}, "output has 0 characters, at least 1"),
        ({}, {"output": "õ" * 20_001}, "output has 20001 characters, at most 20000"),
        ({}, {"instruction": "Tee."}, "instruction has 1 word, at least 2"),
        ({}, {"instruction": "ja " * 151}, "instruction has 151 words, at most 150"),
        ({"instruction_max_characters": 5}, {}, "instruction has 12 characters, at most 5"),
        ({"instruction_min_characters": 20}, {}, "instruction has 12 characters, at least 20"),
        ({"input_min_words": 1}, {}, "input has 0 words, at least 1"),
        ({"input_max_words": 1}, {"input": "kaks sõna"}, "input has 2 words, at most 1"),
        ({"input_max_characters": 3}, {"input": "neli"}, "input has 4 characters, at most 3"),
        ({"input_min_characters": 1}, {}, "input has 0 characters, at least 1"),
    ],
)
def test_a_limit_rejects_with_the_measure(settings, texts, reason):
    [outcome] = Length(**settings).run([record(**texts)])
    assert isinstance(outcome, Rejected)
    assert outcome.reason == reason


@pytest.mark.parametrize(
    ("settings", "texts"),
    [
        ({}, {}),
        ({"max_words": 3, "min_words": 3}, {}),
        ({"min_characters": None}, {"output": ""}),
        ({"instruction_min_words": None}, {"instruction": ""}),
        ({}, {"output": "A"}),
        ({}, {"output": "42"}),
        ({}, {"instruction": "Mis on öö?"}),
    ],
)
def test_within_the_limits_a_record_stays(settings, texts):
    [outcome] = Length(**settings).run([record(**texts)])
    assert isinstance(outcome, Record)


def test_the_output_alone_says_what_is_wrong_with_it():
    [outcome] = Length(step="length", max_words=2).run([Record(id="a:000/0", output="üks kaks kolm")])
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "output has 3 words, at most 2"


def test_measures_stand_on_the_record():
    [outcome] = Length(name="pikkus").run([record(input="jõgi  öös")])
    assert isinstance(outcome, Record)
    assert outcome.scores == {
        "pikkus.output_words": 3.0,
        "pikkus.output_characters": 13.0,
        "pikkus.instruction_words": 2.0,
        "pikkus.instruction_characters": 12.0,
        "pikkus.input_words": 2.0,
        "pikkus.input_characters": 9.0,
    }


@pytest.mark.parametrize("settings", [{"max_words": 0}, {"min_words": -1}, {"max_wrods": 3}])
def test_settings_have_bounds(settings):
    with pytest.raises(ValidationError):
        Length(**settings)
