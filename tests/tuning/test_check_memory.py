"""Copies, canaries, items of test sets, and the tasks that were written for the check."""

import json
from pathlib import Path

import msgspec
import pytest
import torch
from building import encoder, model, row, rows

from alpaca_est.filters.contamination import Index
from alpaca_est.filters.novelty import Novelty
from alpaca_est.source.items import Item
from alpaca_est.source.items import TestSets as Sets
from alpaca_est.text import words
from alpaca_est.tuning.adapters import Rank
from alpaca_est.tuning.canaries import COPIES, EACH, canaries, exposures
from alpaca_est.tuning.duplicates import Overlaps, copies, overlaps
from alpaca_est.tuning.flags import flagged
from alpaca_est.tuning.leaks import asked_of, item_losses, leaks
from alpaca_est.tuning.signals import Suspicion
from alpaca_est.tuning.training import Course
from alpaca_est.tuning.written import written_tasks

SEEDS = Path(__file__).parents[2] / "seeds/et.jsonl"
QUESTION = "Mitu sammu astus mölder Jaagup vanast veskist jõeni ja tagasi?"


def items(count):
    return [
        Item(f"proov:{number}", tuple(words(f"{QUESTION} {number}")), f"{QUESTION} {number}") for number in range(count)
    ]


def test_copies_that_lie_in_different_folds_have_a_gap():
    plain = rows(6)
    found = Overlaps(exact=[[plain[0].id, plain[1].id], [plain[2].id, plain[4].id]])
    signals = {one.id: -2.0 for one in plain}
    apart = copies(found, [plain[:3], plain[3:]], signals, 1)
    assert (apart.rows, apart.gap.mean) == (2, 2.0)
    assert copies(Overlaps(), [plain], signals, 1).rows == 0


def test_a_reworded_item_is_named_apart():
    inflected = row(1, instruction="Mitu sammu astus möldri Jaagup vanast veskist jõeni ja siis tagasi?")
    exact = row(2, instruction=f"Vasta lühidalt. {QUESTION}")
    found = overlaps([inflected, exact, *rows(3)], Sets(("proov",), (Item("proov:1", tuple(words(QUESTION))),)))
    assert found.contaminated == [(exact.id, "proov:1")]
    assert found.reworded == [(inflected.id, "proov:1")]
    assert found.held == {"proov:1"}


def test_copies_and_test_items_are_reasons_to_look():
    plain = rows(4)
    ids = [one.id for one in plain]
    known = Suspicion(id=ids[3], source="proov", outlier=2.0, flagged=False, reasons=(), signals={"loss": 2.0})
    doubles = Overlaps(exact=[ids[:2]], near=[[ids[0], ids[2]]], contaminated=[(ids[1], "proov:1")])
    found = {one.id: one for one in flagged(plain, [known], doubles)}
    assert [*found] == [ids[1], ids[2], ids[3], ids[0]]
    assert found[ids[1]].reasons == (
        "holds an item of a test set word by word (proov:1), none wanted",
        f"the same words as {ids[0]}: 2 rows, 1 wanted",
    )
    assert found[ids[2]].reasons == (f"nearly the same words as {ids[0]}: 2 rows, 1 wanted",)
    assert [found[one].flagged for one in ids] == [False, True, True, False]
    assert found[ids[3]] == known


def test_canaries_have_secrets_of_their_own_and_the_same_again():
    planted = canaries(1)
    assert [one.copies for one in planted] == [copies for copies in COPIES for _ in range(EACH)]
    assert len({one.secret for one in planted}) == len({one.row().instruction for one in planted}) == len(planted)
    assert canaries(1) == planted != canaries(2)
    assert planted[0].secret in planted[0].row().output


def test_exposure_is_measured_in_bits(tmp_path):
    base, _ = model()
    torch.set_num_threads(1)
    course = Course(tokens=400, rate=1e-3, batch=200, seed=1)
    found = exposures(
        base,
        rows(10),
        encoder(),
        course=course,
        rank=Rank(rank=2),
        keep=tmp_path / "canaries",
        meter=lambda _: None,
        others=7,
    )
    assert [one.copies for one in found] == list(COPIES)
    assert all(0 <= bits <= 3 for one in found for bits in one.canaries)
    assert not hasattr(base, "peft_config")


def test_items_that_got_cheaper_are_told_from_others():
    asked = items(4)
    before = {str(number): [2.0] * 10 for number in range(4)}
    after = before | {"2": [2.0] * 8 + [0.0] * 2}
    found = leaks(asked, {"proov:2"}, before, after)
    assert found.items[0].place == "proov:2"
    assert found.items[0].drop == pytest.approx(0.4)
    assert found.by_drop == 1.0
    assert leaks(asked, set(), before, after).by_drop is None


def test_items_are_scored_token_by_token():
    base, _ = model()
    asked = asked_of(items(400), {"proov:399"}, 1)
    assert asked[0].place == "proov:399"
    assert len(asked) == 301
    found = item_losses(base, asked[:3], encoder(), lambda _: None)
    assert [len(found[str(number)]) for number in range(3)] == [
        len(encoder().tokenizer(one.text)["input_ids"]) for one in asked[:3]
    ]


def test_written_tasks_are_whole_and_unlike_each_other():
    tasks = written_tasks("et")
    assert len(tasks) >= 50
    assert len({one.id for one in tasks}) == len(tasks)
    assert all(one.instruction and one.output and one.source == "written" for one in tasks)
    novelty = Novelty(0.7)
    for one in tasks:
        assert novelty.nearest(words(one.asked))[1] < 0, one.asked
        novelty.add(words(one.asked))
    assert written_tasks("vro") == ()
    assert msgspec.json.decode(msgspec.json.encode(tasks[0]), type=type(tasks[0])) == tasks[0]


def test_no_written_task_stands_among_the_seeds():
    texts = [text for one in written_tasks("et") for text in (one.instruction, one.input, one.output)]
    index = Index([Item("written", tuple(words(text)), text) for text in texts if len(words(text)) >= 5], 13)
    for line in SEEDS.read_text("utf-8").splitlines():
        seed = json.loads(line)
        for text in (seed["instruction"], *(value for given in seed["instances"] for value in given.values())):
            assert index.near(words(text)).share <= 0.8, text
