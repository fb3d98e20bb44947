"""What filters say is said in Estonian on the Estonian page; numbers and quoted texts stay."""

import re
from pathlib import Path

import pytest
import yaml

from alpaca_est import review
from alpaca_est.filters.english_leftovers import EnglishLeftovers
from alpaca_est.filters.length import Length
from alpaca_est.filters.private import Private
from alpaca_est.record import Record, Rejected
from alpaca_est.review.sayings import estonian, step_name, step_names, table
from alpaca_est.step import Filter

SAID = (
    ("0.14 of the words are unknown (kar-tul, le-he-külg), at most 0.1 wanted",
     "tundmatute sõnade osakaal on 0,14 (kar-tul, le-he-külg), lubatud kuni 0,1"),
    ("output says „37,50 + 2 = 40.50“, but it is 39,5; wrong equations: 1, at most 0 wanted",
     "vastuses on „37,50 + 2 = 40.50“, aga õige on 39,5; vigaseid võrdusi: 1, ei tohiks olla ühtegi"),
    ("instruction looks like Finnish (0.03 Estonian), at least 0.5 wanted",
     "juhis näib olevat soome keeles (eesti keele tõenäosus 0,03, vaja vähemalt 0,5)"),
    ("translated output is 2.12 as long as its original, 0.56 to 2.1 wanted",
     "tõlke ja algteksti pikkuse suhe on 2,12 (vastus), oodatud 0,56–2,1"),
    ("hard to predict: loss 9.1 robust deviations, at most 3 wanted",
     "raskesti ennustatav (loss 9,1, lubatud kuni 3)"),
)  # fmt: skip


@pytest.mark.parametrize(("english", "wanted"), SAID)
def test_sentences_of_the_table(english: str, wanted: str) -> None:
    assert estonian(english) == wanted


def test_what_the_table_does_not_have_stays() -> None:
    assert estonian("a plugin's own words, 3 of them") == "a plugin's own words, 3 of them"
    assert (step_name("length"), step_name("my_filter")) == ("pikkus", "my_filter")


@pytest.mark.parametrize(
    ("step", "record"),
    [
        (Length(step="length", max_words=2), Record(id="a:0/0", output="üks kaks kolm")),
        (Length(step="length", min_characters=9), Record(id="a:0/0", output="ü")),
        (Private(step="private"), Record(id="a:0/0", output="Kirjuta mulle: mari.maasikas@gmail.com")),
        (
            EnglishLeftovers(step="english_leftovers", flag_above=0.1),
            Record(id="a:0/0", lang="et", instruction="Ütle.", output="The weather is good ja the sun is shining."),
        ),
    ],
)
def test_filters_speak_estonian(step: Filter, record: Record) -> None:
    [outcome] = step.run([record])
    reasons = [outcome.reason] if isinstance(outcome, Rejected) else [flag.reason for flag in outcome.flags]  # type: ignore[union-attr]
    assert reasons
    for reason in reasons:
        told = estonian(reason)
        assert told != reason
        assert re.findall(r"„.*?“", told) == re.findall(r"„.*?“", reason)
        assert not re.search(r"\b(wanted|output|instruction|words)\b", told)


def test_every_sentence_fills_only_holes_it_has() -> None:
    path = Path(review.__file__).parent / "assets" / "sayings.yaml"
    for english, told in yaml.safe_load(path.read_text("utf-8"))["sentences"]:
        assert set(re.findall(r"\{(\w+)", told)) <= set(re.findall(r"\{(\w+)", english)), english
    assert len(table().sentences) > 60


def test_flagging_filters_have_an_estonian_name() -> None:
    from alpaca_est.pipeline.steps import STEPS

    filters = {step.model_fields["step"].default for step in STEPS if issubclass(step, Filter)}
    assert sorted(filters - set(step_names())) == []
