"""The Estonian of every phrasing, with many parameters, by our own filters; number words inflected by rule."""

import random

import pytest

from alpaca_est.constraints import KINDS, Constraint
from alpaca_est.constraints.constraint import Task
from alpaca_est.constraints.held_out_requests import REQUESTS
from alpaca_est.constraints.inflection import PARAGRAPH, SENTENCE, WORD, counted
from alpaca_est.filters.diacritics import Diacritics
from alpaca_est.filters.language import LanguageFilter
from alpaca_est.filters.typography import Typography
from alpaca_est.filters.unknown_words import UnknownWords
from alpaca_est.generators.constrained import Constrained
from alpaca_est.languages import language
from alpaca_est.languages.countable import countable
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter

TASK = Task("Kas mets on öösel vaikne?")
DRAWS = 200
FILTERS: tuple[Filter, ...] = (
    LanguageFilter(lang="et"),
    UnknownWords(lang="et"),
    Typography(lang="et", style="estonian"),
    Diacritics(lang="et"),
)


def flagged(text: str, step: Filter) -> list[str]:
    record = Record(id="a:000/0", lang="et", instruction=text, output=text)
    [outcome] = step.run([record])
    return [flag.reason for flag in outcome.flags] if isinstance(outcome, Record) else [str(outcome)]


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.name) for kind in KINDS])
def test_each_phrasing_is_estonian(kind: type[Constraint]) -> None:
    vocabulary = language("et").vocabulary()
    assert vocabulary is not None
    drawn = {kind.draw(random.Random(f"{kind.name}/{number}"), TASK) for number in range(DRAWS)}
    phrasings = range(len(kind.phrasings))
    told = {one.told(number, polite=polite) for one in drawn for number in phrasings for polite in (False, True)}
    assert [(text, word.word) for text in told for word in countable(text, vocabulary) if not word.known] == []
    assert [(text, said) for text in told if (said := flagged(text, FILTERS[2]))] == []


@pytest.mark.parametrize("step", FILTERS, ids=lambda step: step.step)
def test_whole_tasks_pass_our_filters(step: Filter) -> None:
    records = [Record(id=f"a:{number:03d}/0", lang="et", instruction=text) for number, text in enumerate(REQUESTS)]
    outcomes: list[Outcome] = [one for seed in range(3) for one in Constrained(seed=seed, turns=3).run(records)]
    turns = [text for one in outcomes if isinstance(one, Record) for text in turns_of(one)]
    assert len(turns) > 500
    assert [(text, said) for text in turns if (said := flagged(text, step))] == []


def turns_of(record: Record) -> list[str]:
    return [*(turn.content for turn in record.history), record.instruction]


@pytest.mark.parametrize(
    ("value", "case", "told"),
    [
        (1, "nom", "üks lause"),
        (5, "nom", "viis lauset"),
        (12, "nom", "12 lauset"),
        (1, "gen", "ühe lause"),
        (7, "kom", "seitsme lausega"),
        (20, "kom", "20 lausega"),
        (3, "ine", "kolmes lauses"),
        (2, "ela", "kahest lausest"),
        (4, "tra", "neljaks lauseks"),
        (10, "ter", "kümne lauseni"),
    ],
)
def test_numbers_with_their_noun(value: int, case: str, told: str) -> None:
    assert counted(value, SENTENCE, case) == told


def test_other_nouns() -> None:
    assert [counted(3, noun) for noun in (WORD, PARAGRAPH)] == ["kolm sõna", "kolm lõiku"]
    assert counted(3, PARAGRAPH, "tra") == "kolmeks lõiguks"
