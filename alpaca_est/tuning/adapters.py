"""LoRA adapters on a frozen base, through peft, in peft's own format."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from alpaca_est.tuning.rows import chance


class Rank(msgspec.Struct, frozen=True, kw_only=True):
    """The size of an adapter: its rank, and how strongly it counts (`alpha` over `rank`)."""

    rank: int = 16
    alpha: int = 32


@contextmanager
def adapted(base: Any, rank: Rank, *, seed: int, name: str) -> Iterator[Any]:
    """The base with a fresh adapter on every linear layer but the head; afterwards the base as it was.

    The adapter's first weights belong to `seed` and `name`, so a study repeated gives the same figures.
    """
    import torch
    from peft import LoraConfig, get_peft_model

    torch.manual_seed(chance(seed, "adapter", name))
    settings = LoraConfig(
        r=rank.rank, lora_alpha=rank.alpha, lora_dropout=0.0, target_modules="all-linear", task_type="CAUSAL_LM"
    )
    with _quiet():
        model: Any = get_peft_model(base, settings)
    try:
        yield model
    finally:
        model.unload()
        vars(base).pop("peft_config", None)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without peft 0.21's use of a name that transformers 6 will drop; it is for peft to mend."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        yield


def save(model: Any, folder: Path) -> None:
    """The adapter as adapter_model.safetensors and adapter_config.json: transformers, peft and vLLM load them."""
    model.save_pretrained(str(folder))


@contextmanager
def restored(base: Any, folder: Path) -> Iterator[Any]:
    """The base with a saved adapter; afterwards the base as it was."""
    from peft import PeftModel

    with _quiet():
        model: Any = PeftModel.from_pretrained(base, str(folder))
    try:
        yield model
    finally:
        model.unload()
        vars(base).pop("peft_config", None)
