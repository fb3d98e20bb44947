"""Loads the model that is checked with, and refuses early, in one line, what cannot work."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from alpaca_est.errors import CheckError
from alpaca_est.extras import needs
from alpaca_est.tuning.adapters import Rank
from alpaca_est.tuning.crew import crew
from alpaca_est.tuning.encoding import Encoder, Layout, layout_of
from alpaca_est.tuning.memory import free, need, thrift
from alpaca_est.tuning.rows import Row

NEEDED = ("torch", "transformers", "peft", "safetensors", "accelerate", "tokenizers", "psutil")
TINY = "tiny"
LETTERS = "Põder šokeeris öist žürii ämblikku, küsis: „Mis üle õla?“"
RANK = Rank()
Number = Literal["auto", "float32", "bfloat16"]


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """Where the check runs: a device of torch's, and the numbers that weights are held in."""

    device: str
    number: Literal["float32", "bfloat16"]


def needs_extra() -> None:
    """Raise `MissingExtra` unless the libraries of the extra are there."""
    needs("the check", "lora", *NEEDED)


def machine(device: str, number: Number) -> Machine:
    """The device that was asked for; `auto` takes a GPU where there is one and bf16 where that is supported."""
    import torch

    found = crew().device if crew().size > 1 else ("cuda" if torch.cuda.is_available() else "cpu")
    chosen = device if device != "auto" else found
    try:
        torch.device(chosen)
    except RuntimeError:
        raise CheckError(f"--device {device}: no device of torch's, wanted cpu, cuda, cuda:1 or auto") from None
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


def quantises(model: str) -> None:
    """Raise `CheckError` where a base in 4 bits cannot be had."""
    if model == TINY:
        raise CheckError("--qlora: the tiny base is not held in 4 bits, wanted another --model or no --qlora")
    needs("--qlora", "qlora", "bitsandbytes")


def configured(name: str) -> Any:
    """The model's configuration; `CheckError` where there is no such model."""
    from transformers import AutoConfig

    try:
        return AutoConfig.from_pretrained(name)
    except (OSError, ValueError) as error:
        raise CheckError(
            f"--model {name}: no model there ({_first(error)}), wanted tiny, a folder or a name on the Hub"
        ) from None


def fits(name: str, where: Machine, *, quantised: bool, rank: Rank = RANK, tokens: int = 4096) -> bool:
    """Whether a training with so many tokens at once has to be thrifty; `CheckError` where it would not even fit so."""
    found = need(configured(name), where.number, quantised=quantised, rank=rank, tokens=tokens)
    return thrift(name, found, free(where.device), where.device, tokens)


def loaded(folder: str, where: Machine, *, quantised: bool = False, thrifty: bool = False) -> Any:
    """The base, frozen, on its device; thrifty: it computes activations again instead of keeping them."""
    import torch
    from transformers import AutoModelForCausalLM

    more: dict[str, Any] = {}
    if quantised:
        from transformers import BitsAndBytesConfig

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
    if thrifty:
        again = getattr(model, "activation_checkpointing_enable", None)  # transformers before 5.23 had another name
        (again or model.gradient_checkpointing_enable)()
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
