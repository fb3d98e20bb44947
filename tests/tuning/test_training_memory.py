"""What a training needs is known before a model is loaded, and what is saved by computing again or in 4 bits."""

from typing import Any

import pytest
from building import encoder, model, rows

from alpaca_est.errors import CheckError
from alpaca_est.tuning import model as models
from alpaca_est.tuning.adapters import Rank, adapted
from alpaca_est.tuning.encoding import Encoded
from alpaca_est.tuning.losses import tensors, token_losses
from alpaca_est.tuning.memory import need, thrift
from alpaca_est.tuning.training import Course, train

ROWS = [Encoded(str(number), tuple(range(2, 130)), 60) for number in range(8)]
GIB = 2**30


def llama(number: str = "float32", **sizes: int) -> Any:
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(0)
    shape = {"hidden_size": 256, "intermediate_size": 768, "num_hidden_layers": 4} | sizes
    config = LlamaConfig(vocab_size=1000, num_attention_heads=8, num_key_value_heads=4, **shape)
    return LlamaForCausalLM(config).to(getattr(torch, number)).requires_grad_(False)


def kept_for_the_way_back(base: Any) -> int:
    """Bytes that torch keeps in one step, weights not counted."""
    import torch

    with adapted(base, Rank(), seed=1, name="proov") as tuned:
        weights = {one.untyped_storage().data_ptr() for one in tuned.parameters()}
        kept: dict[int, torch.Tensor] = {}

        def pack(tensor: torch.Tensor) -> torch.Tensor:
            kept[tensor.untyped_storage().data_ptr()] = tensor
            return tensor

        with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
            token_losses(tuned.train(), tensors(ROWS, "cpu")).mean()
        return sum(one.untyped_storage().nbytes() for place, one in kept.items() if place not in weights)


@pytest.mark.parametrize("number", ["float32", "bfloat16"])
@pytest.mark.parametrize("sizes", [{}, {"hidden_size": 512, "intermediate_size": 2048, "num_hidden_layers": 8}])
def test_the_estimate_is_on_the_safe_side_of_what_torch_keeps(number, sizes):
    base = llama(number, **sizes)
    found = need(base.config, number, quantised=False, rank=Rank(), tokens=8 * 128)
    assert 1.0 <= found.kept / kept_for_the_way_back(base) <= 1.5
    assert found.again < found.kept / 2


def test_computing_again_keeps_less_and_learns_the_same(tmp_path):
    base = model()[0]
    base.save_pretrained(tmp_path)
    here = models.Machine(device="cpu", number="float32")
    encoded = [encoder().encode(one) for one in rows(30)]
    curves = []
    for thrifty in (False, True):
        found = models.loaded(str(tmp_path), here, thrifty=thrifty)
        with adapted(found, Rank(), seed=1, name="proov") as tuned:
            curves.append(train(tuned, encoded, Course(tokens=2000, rate=5e-3, batch=256, seed=1)))
    assert curves[0].losses == pytest.approx(curves[1].losses, rel=1e-5)
    thrifty = llama()
    thrifty.activation_checkpointing_enable()
    assert kept_for_the_way_back(thrifty) < kept_for_the_way_back(llama()) / 2


@pytest.mark.parametrize(
    ("free", "thrifty"),
    [(60, False), (25, True)],
)
def test_a_training_is_thrifty_only_where_it_has_to_be(free, thrifty):
    assert thrift("proov", eight_billion(), free * GIB, "cuda:0", 2048) is thrifty


def test_what_does_not_fit_is_refused_with_what_would_help():
    with pytest.raises(CheckError, match=r"8\.0 billion .* 16\.0 GiB are free on cuda:0; wanted --qlora"):
        thrift("proov", eight_billion(), 16 * GIB, "cuda:0", 2048)
    assert thrift("proov", eight_billion(quantised=True), 16 * GIB, "cuda:0", 2048)


def eight_billion(*, quantised: bool = False) -> Any:
    from transformers import LlamaConfig

    shape = {"hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32, "num_attention_heads": 32}
    config = LlamaConfig(vocab_size=128256, num_key_value_heads=8, architectures=["LlamaForCausalLM"], **shape)
    return need(config, "bfloat16", quantised=quantised, rank=Rank(), tokens=2048)


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::FutureWarning", "ignore::DeprecationWarning")
def test_a_base_in_four_bits_learns(tmp_path):
    """NF4 with double quantisation, on the processor too."""
    base, _ = model()
    base.save_pretrained(tmp_path)
    here = models.Machine(device="cpu", number="float32")
    found = models.loaded(str(tmp_path), here, quantised=True)
    assert type(found.model.layers[0].mlp.up_proj).__name__ == "Linear4bit"
    encoded = [encoder().encode(one) for one in rows(40)]
    with adapted(found, Rank(), seed=1, name="proov") as tuned:
        curve = train(tuned, encoded, Course(tokens=8000, rate=5e-3, batch=256, seed=1))
    assert sum(curve.losses[-5:]) < sum(curve.losses[:5])
