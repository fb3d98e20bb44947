"""Rows packed into one line do not see each other; done wrongly, they do."""

import pytest
from building import encoder, model, row, rows

from alpaca_est.tuning.encoding import Encoded
from alpaca_est.tuning.losses import packed, row_losses, token_losses
from alpaca_est.tuning.training import Course, schedule, train

ROWS = [row(1), row(22, output="pikem vastus kui teised"), row(3, input="Vihje: üks juurde."), row(4)]


def logits(base, batch):
    import torch

    with torch.inference_mode():
        return base(**{name: value for name, value in batch.items() if name != "labels"}, use_cache=False).logits[0]


def apart(base, encoded: list[Encoded], batch) -> float:
    """How far the logits of a packed line are from those of each row by itself."""
    import torch

    alone = [logits(base, {"input_ids": torch.tensor([one.ids])}) for one in encoded]
    return float((logits(base, batch) - torch.cat(alone)).abs().max())


@pytest.fixture(params=["sdpa", "eager"])
def base(request):
    found = model()[0]
    found.set_attn_implementation(request.param)
    return found.eval()


def test_packed_rows_do_not_see_each_other(base):
    encoded = [encoder().encode(one) for one in ROWS]
    assert apart(base, encoded, packed(encoded, "cpu")) <= 1e-4


@pytest.mark.parametrize("wrong", ["mask of ones", "positions that go on"])
def test_packed_wrongly_rows_see_each_other(base, wrong):
    import torch

    encoded = [encoder().encode(one) for one in ROWS]
    batch = packed(encoded, "cpu")
    if wrong == "mask of ones":
        batch["attention_mask"] = torch.ones_like(batch["input_ids"])
    else:
        del batch["position_ids"]
    assert apart(base, encoded, batch) > 1e-2


def test_packed_tokens_cost_what_they_cost_alone():
    import torch

    base = model()[0]
    encoded = [encoder().encode(one) for one in ROWS]
    with torch.inference_mode():
        together = token_losses(base, packed(encoded, "cpu"))
    means = [float(part.mean()) for part in torch.split(together, [one.learnt for one in encoded])]
    assert means == pytest.approx([row_losses(base, [one], 4096)[one.id] for one in encoded], abs=1e-4)


def test_a_packed_course_reads_every_row_once_and_learns():
    encoded = [encoder().encode(one) for one in rows(60)]
    once = sum(len(one.ids) for one in encoded)
    course = Course(tokens=once, rate=3e-3, batch=256, seed=1, packed=True)
    steps = schedule(encoded, course)
    assert sorted(one.id for group in steps for one in group) == sorted(one.id for one in encoded)
    assert max(sum(len(one.ids) for one in group) for group in steps) <= 256
    base = model()[0]
    curve = train(base, encoded, course)
    assert curve.tokens == once
    assert curve.losses[-1] < curve.losses[0]


@pytest.mark.parametrize("packing", [False, True])
def test_a_step_in_small_portions_is_the_same_step(packing):
    encoded = [encoder().encode(one) for one in rows(40)]
    curves = [
        train(
            model()[0],
            encoded,
            Course(tokens=4000, rate=1e-3, batch=512, seed=1, packed=packing, at_once=at_once),
        )
        for at_once in (0, 100)
    ]
    assert curves[0].losses == pytest.approx(curves[1].losses, rel=1e-4)
