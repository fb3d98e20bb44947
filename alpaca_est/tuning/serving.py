"""Whether servers take an adapter as it is: what vLLM asks of the files of a LoRA module."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

WEIGHT = re.compile(r"base_model\.model\..+\.lora_[AB]\.weight")
RANKS = (8, 16, 32, 64, 128, 256, 320, 512)  # what vLLM's --max-lora-rank can be


def obstacles(adapter: Path) -> list[str]:
    """Why vLLM would refuse an adapter, a line each; nothing where it takes it.

    It reads adapter_config.json and adapter_model.safetensors, and takes plain LoRA on linear layers: no bias, no
    DoRA, no layers saved whole (vllm/lora/peft_helper.py and vllm/lora/utils.py of vLLM 0.11).
    """
    return list(_obstacles(adapter))


def _obstacles(adapter: Path) -> Iterator[str]:
    from safetensors import safe_open

    settings = json.loads((adapter / "adapter_config.json").read_text("utf-8"))
    for name in ("modules_to_save", "use_dora", "lora_bias"):
        if settings.get(name):
            yield f"{name} is {settings[name]}, wanted none"
    if settings.get("bias", "none") != "none":
        yield f"bias is {settings['bias']}, wanted none"
    if settings["r"] > RANKS[-1]:
        yield f"rank {settings['r']}, at most {RANKS[-1]} wanted"
    with safe_open(str(adapter / "adapter_model.safetensors"), framework="pt") as file:
        strange = sorted(name for name in file.keys() if not WEIGHT.fullmatch(name))  # noqa: SIM118 - no dictionary
    if strange:
        yield f"{len(strange)} tensors are not of LoRA, as {strange[0]}"


def served(adapter: Path) -> str:
    """How vLLM serves an adapter, or what is in the way."""
    if found := obstacles(adapter):
        return f"vLLM does not take it: {'; '.join(found)}."
    rank = json.loads((adapter / "adapter_config.json").read_text("utf-8"))["r"]
    needed = next(size for size in RANKS if size >= rank)
    return f"vLLM serves it: `vllm serve BASE --enable-lora --max-lora-rank {needed} --lora-modules check=FOLDER`."
