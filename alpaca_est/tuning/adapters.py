"""LoRA adapters on a frozen base, through peft, in peft's own format."""

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from alpaca_est.project import write
from alpaca_est.tuning.crew import crew
from alpaca_est.tuning.rows import chance

CONFIG = "adapter_config.json"


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


def save(model: Any, folder: Path, base: str) -> None:
    """The adapter as adapter_model.safetensors and adapter_config.json: transformers, peft and vLLM load them.

    `base` is the name that it gives its base.
    """
    if crew().leader:
        model.save_pretrained(str(folder))
        path = folder / CONFIG
        settings = json.loads(path.read_text("utf-8"))
        settings["base_model_name_or_path"] = base  # peft writes the folder it was loaded from
        settings["target_modules"] = sorted(settings["target_modules"])  # peft writes a set, in any order
        write(path, json.dumps(settings, indent=2, sort_keys=True).encode())
    crew().wait()


def merged(base: Any, folder: Path) -> Any:
    """The base with a saved adapter added to its weights; the base is changed."""
    from peft import PeftModel

    with _quiet():
        model: Any = PeftModel.from_pretrained(base, str(folder))
    return model.merge_and_unload()


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
