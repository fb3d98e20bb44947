"""How much memory a training will need, told before anything is loaded."""

from typing import Any, NamedTuple

from alpaca_est.errors import CheckError
from alpaca_est.tuning.adapters import Rank

QUANTISED = 0.55  # bytes of a weight in 4 bits, with the scales of its block
MOMENTS = 16  # bytes of an adapter's weight in float32, with its gradient and AdamW's two moments
LOGIT = 12  # bytes of a logit in its own number, in float32, and of its gradient
SPARE = 1.1  # times what is counted: workspaces of kernels, fragments


class Need(NamedTuple):
    """Bytes: of weights, of the adapter with its optimizer, and of a step's activations, kept or computed again."""

    parameters: int
    weights: float
    adapter: float
    kept: float
    again: float

    def total(self, *, thrifty: bool) -> float:
        """All of it; thrifty: activations are computed again on the way back."""
        return SPARE * (self.weights + self.adapter + (self.again if thrifty else self.kept))


def need(config: Any, number: str, *, quantised: bool, rank: Rank, tokens: int) -> Need:
    """What a model of this configuration needs with so many tokens in memory at once."""
    import torch
    from transformers import AutoModelForCausalLM

    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config)
    wide = {"float32": 4, "bfloat16": 2}[number]
    whole = sum(one.numel() for one in model.parameters())
    head = model.get_output_embeddings()
    layers = [one for one in model.modules() if isinstance(one, torch.nn.Linear) and one is not head]
    linear = sum(one.weight.numel() for one in layers)
    small = QUANTISED if quantised else wide
    own = sum(rank.rank * (one.in_features + one.out_features) for one in layers)
    layer = _layer(config, wide)
    logits = LOGIT * config.vocab_size
    return Need(
        parameters=whole,
        weights=small * linear + wide * (whole - linear),
        adapter=MOMENTS * own,
        kept=tokens * (config.num_hidden_layers * layer + logits),
        again=tokens * (config.num_hidden_layers * wide * config.hidden_size + layer + logits),
    )


def _layer(config: Any, wide: int) -> float:
    """Bytes that one layer keeps of one token for the way back, in a Llama with LoRA on every linear layer.

    Measured with `saved_tensors_hooks` on random Llamas; in bf16 each adapter reads a copy of its input in float32.
    """
    hidden = config.hidden_size
    inner = getattr(config, "intermediate_size", None) or 4 * hidden
    copies = 4 * (6 * hidden + inner) if wide < 4 else 0
    return float(copies + wide * (9 * hidden + 4 * inner) + 8 * hidden)


def thrift(name: str, found: Need, free: int, device: str, tokens: int) -> bool:
    """Whether activations have to be computed again; `CheckError` where the training would not fit even so."""
    if found.total(thrifty=False) <= free:
        return False
    needed = found.total(thrifty=True)
    if needed <= free:
        return True
    raise CheckError(
        f"--model {name}: {found.parameters / 1e9:.1f} billion parameters need about {needed / 2**30:.1f} GiB with "
        f"{tokens} tokens at once, {free / 2**30:.1f} GiB are free on {device}; wanted --qlora, a smaller --at-once, "
        "or a smaller model"
    )


def free(device: str) -> int:
    """Bytes that are free on a device."""
    if device.startswith("cuda"):
        import torch

        return int(torch.cuda.mem_get_info(torch.device(device))[0])
    import psutil

    return int(psutil.virtual_memory().available)
