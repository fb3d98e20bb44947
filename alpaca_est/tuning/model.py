"""Loads the model that is checked with, and refuses early, in one line, what cannot work."""

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import msgspec

from alpaca_est.errors import CheckError
from alpaca_est.tuning.crew import crew
from alpaca_est.tuning.encoding import Encoder, Layout, layout_of
from alpaca_est.tuning.rows import Row

NEEDED = ("torch", "transformers", "peft", "safetensors")
TINY = "tiny"
LETTERS = "Põder šokeeris öist žürii ämblikku, küsis: „Mis üle õla?“"
ROOM = 1.3  # times the weights that a check needs in memory, at least
Number = Literal["auto", "float32", "bfloat16"]


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """Where the check runs: a device of torch's, and the numbers that weights are held in."""

    device: str
    number: Literal["float32", "bfloat16"]


def needs_extra() -> None:
    """Raise `CheckError` unless the libraries of the extra are there."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise CheckError(f'the check needs {missing[0]}, which is not installed: pip install "alpaca-est[lora]"')


def machine(device: str, number: Number) -> Machine:
    """The device that was asked for; `auto` takes a GPU where there is one and bf16 where that is supported."""
    import torch

    free = crew().device if crew().size > 1 else ("cuda" if torch.cuda.is_available() else "cpu")
    chosen = device if device != "auto" else free
    if chosen.startswith("cuda") and not torch.cuda.is_available():
        raise CheckError(f"--device {device}: no GPU that torch can use, wanted cpu or auto")
    if number != "auto":
        return Machine(device=chosen, number=number)
    return Machine(device=chosen, number="bfloat16" if chosen.startswith("cuda") else "float32")


def prepared(model: str) -> None:
    """Quiets transformers' own bars; gives a tiny model one thread.

    More threads wait for each other there: measured on two busy cores, two are 5 to 10 times slower than one.
    """
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()
    if model == TINY:
        torch.set_num_threads(1)


def configured(name: str) -> Any:
    """The model's configuration; `CheckError` where there is no such model."""
    from transformers import AutoConfig

    try:
        return AutoConfig.from_pretrained(name)
    except (OSError, ValueError) as error:
        raise CheckError(
            f"--model {name}: no model there ({_first(error)}), wanted tiny, a folder or a name on the Hub"
        ) from None


def fits(name: str, where: Machine, *, quantised: bool) -> None:
    """Raise `CheckError` where the weights alone would not fit into the device's memory."""
    import torch
    from transformers import AutoModelForCausalLM

    with torch.device("meta"):
        count = sum(one.numel() for one in AutoModelForCausalLM.from_config(configured(name)).parameters())
    wide = 0.55 if quantised else {"float32": 4, "bfloat16": 2}[where.number]
    needed, free = ROOM * wide * count / 2**30, _free(where.device) / 2**30
    if needed > free:
        raise CheckError(
            f"--model {name}: {count / 1e9:.1f} billion parameters need about {needed:.1f} GiB, "
            f"{free:.1f} GiB are free on {where.device}"
        )


def _free(device: str) -> int:
    import torch

    if device.startswith("cuda"):
        return int(torch.cuda.mem_get_info(torch.device(device))[0])
    return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def loaded(folder: str, where: Machine, *, quantised: bool = False) -> Any:
    """The base, frozen, on its device."""
    import torch
    from transformers import AutoModelForCausalLM

    more: dict[str, Any] = {}
    if quantised:
        from transformers import BitsAndBytesConfig

        if find_spec("bitsandbytes") is None:
            raise CheckError('--qlora needs bitsandbytes, which is not installed: pip install "alpaca-est[qlora]"')
        more["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=torch.bfloat16,
        )
        more["device_map"] = {"": where.device}
    try:
        model = AutoModelForCausalLM.from_pretrained(folder, dtype=getattr(torch, where.number), **more)
    except (OSError, ValueError) as error:
        raise CheckError(f"--model {folder}: cannot be loaded ({_first(error)})") from None
    model.requires_grad_(False)
    return model if quantised else model.to(where.device)


def encoder(folder: str, layout: Layout | None, limit: int) -> Encoder:
    """The tokenizer with a layout; `CheckError` where it cannot mark an end or loses letters."""
    from transformers import AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(folder)
    except (OSError, ValueError) as error:
        raise CheckError(f"--model {folder}: no tokenizer ({_first(error)}), wanted one beside the weights") from None
    if tokenizer.eos_token_id is None:
        raise CheckError(f"--model {folder}: the tokenizer has no end-of-text token, wanted one: answers need an end")
    if layout == "chat" and layout_of(tokenizer) != "chat":
        raise CheckError(f"--model {folder}: the tokenizer has no chat template, wanted one for --layout chat")
    back = tokenizer.decode(tokenizer(LETTERS, add_special_tokens=False)["input_ids"], skip_special_tokens=True)
    if lost := sorted(set(LETTERS) - set(back)):
        raise CheckError(f"--model {folder}: the tokenizer loses {' '.join(lost)}, wanted every letter back")
    return Encoder(tokenizer, layout or layout_of(tokenizer), limit)


def converses(name: str, encoder: Encoder, rows: Sequence[Row]) -> None:
    """Raise `CheckError` where rows are conversations and the model is not shown turns."""
    count = sum(row.conversation for row in rows)
    if count and encoder.layout != "chat":
        raise CheckError(f"--model {name}: {count} rows are conversations, wanted a chat template and --layout chat")


def saved(folder: Path) -> bool:
    """Whether a folder holds a whole model."""
    return (folder / "model.safetensors").is_file() and (folder / "tokenizer.json").is_file()


def _first(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:120]
