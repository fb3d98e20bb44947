"""The held-out tasks: fixed, each of every kind, sound, and kept out of training data."""

from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from alpaca_est.constraints import KINDS, constraint
from alpaca_est.constraints.checking import turn_of
from alpaca_est.constraints.composing import clash
from alpaca_est.constraints.held_out import HeldOut, HeldOutTurn, drawn_anew, read
from alpaca_est.constraints.held_out_requests import REQUESTS
from alpaca_est.filters.contamination import Contamination
from alpaca_est.generators.constrained import Constrained
from alpaca_est.languages import language
from alpaca_est.languages.countable import countable
from alpaca_est.record import Record, Rejected
from alpaca_est.source import Source, records
from alpaca_est.source.items import read_items
from alpaca_est.text import words

ROOT = Path(__file__).parents[2]
PATH = ROOT / "seeds/constraints_held_out.jsonl"
TASKS = read(PATH)


def test_the_set_is_fixed() -> None:
    assert sha256(PATH.read_bytes()).hexdigest() == "151e3a7a790ac8599995a27f8e15c871a8659ae3b1750a17d6aff8f295d2dbe9"
    assert [task.id for task in TASKS] == [f"constraints_held_out:{number:03d}/0" for number in range(200)]
    assert {task.request for task in TASKS} == set(REQUESTS)
    assert [(task.id, task.request) for task in drawn_anew()] == [(task.id, task.request) for task in TASKS]


def test_every_kind_is_tested_and_all_turns_are_sound() -> None:
    kinds = Counter(turn_of(name)[1].partition(":")[0] for task in TASKS for name in task.constraints)
    assert set(kinds) == {kind.name for kind in KINDS}
    assert min(kinds.values()) >= 4
    assert Counter(len(task.turns) for task in TASKS).keys() == {1, 2, 3}
    for task in TASKS:
        assert clash([constraint(turn_of(name)[1]) for name in task.constraints]) == ""
        assert task.request in task.turns[0].user
        assert len({turn.user for turn in task.turns}) == len(task.turns)


def test_requests_are_estonian_and_long_enough_to_be_found() -> None:
    assert len(set(REQUESTS)) == 100
    vocabulary = language("et").vocabulary()
    assert vocabulary is not None
    for request in REQUESTS:
        assert len(words(request)) >= 8
        assert [word.word for word in countable(request, vocabulary) if not word.known] == []


def test_a_model_is_judged_by_all_its_answers() -> None:
    turns = (HeldOutTurn("Ütle.", ("no_comma",)), HeldOutTurn("Veel.", ("all_lower",)))
    task = HeldOut("a:000/0", "Ütle.", turns)
    assert task.solved(["Jah.", "jah."])
    assert not task.solved(["Jah, jah.", "jah."])
    assert not task.solved(["jah."])


@pytest.fixture(scope="module")
def contamination() -> Contamination:
    return Contamination(sets=read_items(["seeds/constraints_held_out.jsonl"], ROOT))


def test_held_out_tasks_are_found_in_training_data(contamination: Contamination) -> None:
    found = [Record(id=task.id, lang="et", instruction=task.turns[0].user, output="Jah.") for task in TASKS]
    assert all(isinstance(outcome, Rejected) for outcome in contamination.run(found))


def test_tasks_of_our_own_with_constraints_are_not_taken_for_them(contamination: Contamination) -> None:
    source = Source.model_validate({"name": "seed", "path": "seeds/et.jsonl"}, context={"root": ROOT})
    seeds = [one for one in records(source, ROOT, "et") if isinstance(one, Record)]
    constrained = [one for one in Constrained(seed=5).run(seeds) if isinstance(one, Record)]
    assert [one.flags for one in contamination.run(constrained) if not isinstance(one, Record) or one.flags] == []
