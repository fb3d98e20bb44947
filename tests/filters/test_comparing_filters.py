"""Filters that compare with other texts: test sets, caps, clusters, the input."""

from pathlib import Path

import pytest

from alpaca_est.errors import PipelineError
from alpaca_est.filters.contamination import Contamination
from alpaca_est.filters.context_use import ContextUse
from alpaca_est.filters.near_duplicate import NearDuplicate
from alpaca_est.filters.quota import Quota
from alpaca_est.languages import language
from alpaca_est.languages.main_verb import main_verb
from alpaca_est.pipeline import load
from alpaca_est.record import Record, Rejected
from alpaca_est.source.items import read_items
from tests.filters.judging import judged, verdict

ITEM = "Mari pani võtmed lauale ja läks kiiresti uksest välja, sest buss pidi kohe tulema."
SHORT = "Alarm läks öösel järsku tööle."


@pytest.fixture
def step(tmp_path: Path) -> Contamination:
    (tmp_path / "estcopa.jsonl").write_text(f'{{"premise": "{ITEM}", "choice": "Jah"}}\n', encoding="utf-8")
    (tmp_path / "laused.txt").write_text(f"{SHORT}\nlühike\n", encoding="utf-8")
    return Contamination(sets=read_items(["estcopa.jsonl", "laused.txt"], tmp_path))


def test_items_are_read(step):
    assert [item.place for item in step.sets.items] == ["estcopa.jsonl:1", "laused.txt:1"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Enne. {ITEM.upper()} Pärast.", "reject"),
        (SHORT, "reject"),
        (f"{SHORT} " + "Keegi ei teadnud, mis oli juhtunud, ja kõik jooksid tänavale vaatama. " * 3, "keep"),
        (ITEM.replace("võtmed", "võtme").replace("kiiresti", "kiirelt"), "flag"),
        ("Jaan pani raamatud riiulisse ja jäi koju, sest väljas sadas vihma.", "keep"),
    ],
)
def test_contamination(step, text, wanted):
    assert verdict(step, "Võta kokku.", text, "Kokkuvõte.")[0] == wanted


def test_the_reason_names_set_and_line(step):
    reason = verdict(step, "Võta kokku.", ITEM, "Kokkuvõte.")[1]
    assert reason == (
        "holds „mari pani võtmed lauale ja läks kiiresti uksest v…“ (estcopa.jsonl:1), no item of a test set wanted"
    )


def test_without_sets_there_is_no_measure():
    outcome = judged(Contamination(), "Võta kokku.", ITEM, "Kokkuvõte.")
    assert isinstance(outcome, Record)
    assert outcome.scores == {}


def test_a_missing_test_set_is_an_error_of_the_pipeline(tmp_path):
    (tmp_path / "alpaca-est.toml").touch()
    (tmp_path / "s.jsonl").write_text('{"instruction": "a", "output": "b"}\n', encoding="utf-8")
    start = "name: x\nlanguage: et\nsources: [{name: s, path: s.jsonl}]\n"
    steps = "steps:\n  - {step: contamination, sets: [nope.jsonl]}\n"
    (tmp_path / "p.yaml").write_text(start + steps, encoding="utf-8")
    with pytest.raises(PipelineError, match=r"p\.yaml:5: steps\.contamination\.sets: no file nope\.jsonl"):
        load(tmp_path / "p.yaml")


def records(*instructions, output="Jah."):
    return [
        Record(id=f"a:{number:03d}/0", lang="et", instruction=text, output=output)
        for number, text in enumerate(instructions)
    ]


def test_a_cluster_may_have_members():
    near = [
        f"Kirjuta lühike jutt karust, kes elas metsas ja armastas {what}." for what in ("mett", "und", "talve", "suve")
    ]
    step = NearDuplicate(max_per_cluster=2)
    outcomes = list(step.run(records(*near, "Nimeta kolm lindu."), step.begin()))
    assert [isinstance(outcome, Rejected) for outcome in outcomes] == [False, False, True, True, False]
    assert outcomes[2].reason.endswith("like a:000/0 of 2 that are kept, at most 0.7 wanted")


def test_repeated_answers():
    step = NearDuplicate(field="output", min_words=3)
    same = records("Miks?", "Kuidas?", output="Sest õhk hajutab sinist valgust.")
    assert [isinstance(one, Rejected) for one in step.run(same, step.begin())] == [False, True]
    short = records("Miks?", "Kuidas?", output="Jah.")
    assert [isinstance(one, Rejected) for one in step.run(short, step.begin())] == [False, False]


def test_quota_by_verb():
    step = Quota(by="verb", at_most=2)
    given = records("Kirjuta jutt.", "Kirjuta luuletus.", "Kirjutage kiri.", "Nimeta lind.", "Miks?", "Mis?")
    outcomes = list(step.run(given, step.begin()))
    assert [isinstance(one, Rejected) for one in outcomes] == [False, False, True, False, False, False]
    assert outcomes[2].reason == "verb „kirjutama“ has 2 records already, at most 2 wanted"


def test_quota_by_object_seed_and_source():
    step = Quota(by="verb_object", at_most=1)
    given = records("Kirjuta jutt karust.", "Kirjuta kiri emale.", "Kirjuta pikk jutt koerast.")
    assert [isinstance(one, Rejected) for one in step.run(given, step.begin())] == [False, False, True]
    for by in ("seed", "source"):
        step = Quota(by=by, at_most=1)
        two = [Record(id=f"s:000/0/{n}", lang="et", instruction="Nimeta.") for n in range(2)]
        assert [isinstance(one, Rejected) for one in step.run(two, step.begin())] == [False, True]


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("Kirjuta lühike jutt kassist.", "et", ("kirjutama", "jutt")),
        ("Kirjuta korteriühistu esimehele viisakas kiri.", "et", ("kirjutama", "kiri")),
        ("Palun nimeta kolm Eesti järve.", "et", ("nimetama", "järv")),
        ("Loe tekst läbi ja vasta küsimustele.", "et", ("lugema", "tekst")),
        ("Miks on taevas sinine?", "et", ("", "")),
        ("Loe.", "et", ("lugema", "")),
        ("", "et", ("", "")),
        ("Write a short story about a cat.", "en", ("write", "story")),
        ("Generate three questions for a quiz.", "en", ("generate", "question")),
    ],
)
def test_main_verb(text, lang, wanted):
    assert main_verb(text, language(lang)) == wanted


def test_context_use_separates_what_uses_the_input():
    text = "Tartu ülikool asutati 1632. aastal ja seal õpib üle 14 000 üliõpilase."
    used = judged(ContextUse(), "Võta kokku.", text, "Tartu ülikoolis õpib 14 000 üliõpilast, asutatud 1632. aastal.")
    unused = judged(ContextUse(), "Võta kokku.", text, "Kassid armastavad päikest, sooja piima ning pikki uneaegu.")
    none = judged(ContextUse(), "Jutusta.", "", "Kassid armastavad päikest.")
    assert isinstance(used, Record)
    assert isinstance(unused, Record)
    assert isinstance(none, Record)
    assert used.scores["context_use.grounded"] > 0.6 > 0.3 > unused.scores["context_use.grounded"]
    assert none.scores == {}
