"""Help in the editor: the run's filters judge the edit, the dictionary knows the words."""

import pytest

from alpaca_est.languages import vabamorf
from alpaca_est.record import Record, Sample
from alpaca_est.review.checking import Checker, Help, _terms
from alpaca_est.review.terms import Terms
from alpaca_est.runs.folder import RunFolder
from alpaca_est.translators.translate import Translate

RECORD = Record(id="file:000/0", lang="et", instruction="Arvuta summa kokku.", output="2 + 2 = 5 eurot.")


def told(run: RunFolder, **edit: str) -> Help:
    return Checker(run).help(RECORD, edit)


def test_the_filters_of_the_run_judge_the_edit(run: RunFolder) -> None:
    [doubt] = told(run).doubts
    assert (doubt.step, doubt.verdict) == ("arithmetic", "flagged")
    assert doubt.span is not None
    assert told(run, output="2 + 2 = 4 eurot.").doubts == []
    [doubt] = told(run, instruction="Arvuta.", output="2 + 2 = 4 eurot.").doubts
    assert (doubt.step, doubt.verdict) == ("length", "rejected")


def test_what_cannot_be_published_is_said(run: RunFolder) -> None:
    assert told(run, output=" ").broken == ["output is blank, wanted text"]


@pytest.mark.skipif(not vabamorf.installed(), reason="suggestions are Vabamorf's")
def test_unknown_words_have_suggestions(run: RunFolder) -> None:
    [unknown] = told(run, output="Kokku on neli eurrot.").unknown
    assert (unknown.field, unknown.word) == ("output", "eurrot")
    assert "eurot" in unknown.suggestions


def test_terms_of_the_glossary() -> None:
    step = Translate.model_construct(step="translate", glossary={"neural network": "närvivõrk", "bank": "pank"})
    record = Record(
        id="a:0/0", original=Sample(instruction="Explain neural networks."), instruction="Selgita närvivõrke."
    )
    assert [(one.term, one.there) for one in _terms([step], record)] == [("neural network", True)]
    other = Record(id="a:0/0", original=Sample(instruction="A neural network"), instruction="Neurovõrk")
    assert [(one.term, one.there) for one in _terms([step], other)] == [("neural network", False)]


@pytest.mark.skipif(not vabamorf.installed(), reason="forms are Vabamorf's")
@pytest.mark.parametrize(
    ("translation", "text", "there"),
    [
        ("pank", "Raha on pangas.", True),
        ("pank", "Meri ja pankrannik.", False),
        ("käsi", "Ta pesi käed puhtaks.", True),
        ("kunstlik närvivõrk", "Kunstlike närvivõrkude õpetamine.", True),
        ("kunstlik närvivõrk", "Närvivõrk on kunstlik.", False),
        ("C++", "Kirjutatud keeles C.", False),
        ("Glorbix", "Osta glorbixi aktsiaid.", True),
    ],
)
def test_terms_stand_in_any_form(translation: str, text: str, there: bool) -> None:
    assert Terms(text, "et").have(translation) is there


def test_terms_of_other_languages_and_of_none() -> None:
    assert Terms("Two mice ran.", "en").have("mouse")
    assert not Terms("The banking crisis.", "en").have("ban")
    assert Terms("glorbixes", "").have("glorbix")


def test_a_run_that_cannot_be_loaded_is_no_praise(run: RunFolder) -> None:
    run.path.parent.joinpath("rows.jsonl").unlink()
    assert told(run, output="2 + 2 = 4 eurot.").checked is False
