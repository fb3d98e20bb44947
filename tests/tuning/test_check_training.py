"""Losses by row, the training loop, and adapters."""

import pytest
from building import encoder, model, row, rows

from alpaca_est.tuning.adapters import Rank, adapted, restored, save
from alpaca_est.tuning.losses import row_losses, tensors
from alpaca_est.tuning.training import Course, schedule, train

COURSE = Course(tokens=9000, rate=3e-3, batch=256, seed=1)


class Stopped(Exception):
    """The process was killed."""


def encoded(count=60):
    return [encoder().encode(one) for one in rows(count)]


def test_labels_are_the_answer_tokens_and_nothing_else():
    short, long = encoder().encode(row(1)), encoder().encode(row(2, output="pikem vastus kui teine"))
    batch = tensors([short, long], "cpu")
    for place, one in enumerate((short, long)):
        labels = batch["labels"][place].tolist()
        assert labels[: one.answer] == [-100] * one.answer
        assert tuple(labels[one.answer : len(one.ids)]) == one.ids[one.answer :]
        assert set(labels[len(one.ids) :]) <= {-100}


def test_a_row_costs_what_transformers_says_whatever_stands_beside_it():
    import torch

    base, _ = model()
    found = [encoder().encode(row(number, output="vastus " * (1 + number % 7))) for number in range(12)]
    together = row_losses(base, found, 100_000)
    for one in found:
        batch = tensors([one], "cpu")
        with torch.inference_mode():
            alone = float(base(**batch).loss)
        assert together[one.id] == pytest.approx(alone, abs=1e-4)


def test_a_schedule_reads_every_row_once_in_a_pass():
    found = encoded()
    once = sum(len(one.ids) for one in found)
    steps = schedule(found, Course(tokens=once, rate=1e-3, batch=256, seed=1))
    assert sorted(one.id for group in steps for one in group) == sorted(one.id for one in found)
    assert steps == schedule(found, Course(tokens=once, rate=1e-3, batch=256, seed=1))
    assert steps != schedule(found, Course(tokens=once, rate=1e-3, batch=256, seed=2))


def test_training_makes_answers_cheaper():
    base = model()[0]
    before = row_losses(base, encoded(), 4096)
    curve = train(base, encoded(), COURSE)
    after = row_losses(base, encoded(), 4096)
    assert sum(after.values()) < 0.7 * sum(before.values())
    assert curve.losses[-1] < curve.losses[0]


def test_a_training_that_was_killed_goes_on_as_if_it_had_not_been(tmp_path):
    import torch

    whole, stopped, resumed = (model()[0] for _ in range(3))
    expected = train(whole, encoded(), COURSE)
    counted = []

    def kill(tokens):
        counted.append(tokens)
        if len(counted) == 14:
            raise Stopped

    with pytest.raises(Stopped):
        train(stopped, encoded(), COURSE, keep=tmp_path / "state", every=5, meter=kill)
    found = train(resumed, encoded(), COURSE, keep=tmp_path / "state", every=5)
    assert found == expected
    for one, other in zip(whole.parameters(), resumed.parameters(), strict=True):
        assert torch.equal(one, other)


def test_an_adapter_changes_nothing_in_the_base_and_loads_again(tmp_path):
    import torch

    base = model()[0].requires_grad_(False)
    weights = {name: one.clone() for name, one in base.state_dict().items()}
    with adapted(base, Rank(), seed=1, name="proov") as tuned:
        train(tuned, encoded(), COURSE)
        costs = row_losses(tuned, encoded(), 4096)
        save(tuned, tmp_path, "proov")
    assert base.state_dict().keys() == weights.keys()
    assert all(torch.equal(one, weights[name]) for name, one in base.state_dict().items())
    assert {path.name for path in tmp_path.iterdir()} >= {"adapter_model.safetensors", "adapter_config.json"}
    with restored(base, tmp_path) as again:
        assert row_losses(again, encoded(), 4096) == pytest.approx(costs, abs=1e-5)
