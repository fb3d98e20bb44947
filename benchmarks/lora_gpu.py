"""A random Llama of 1 or 8 billion parameters through the check's own loop: memory, tokens/s, share of the card's peak.

python -m benchmarks.lora_gpu [--shape 1b] [--shape 8b] [--steps 20] [--tokens 8192]

In bf16 and in 4 bits (NF4), rows packed and padded. The peak is that of the card's own bf16 matrix products, measured
in the same run; work is counted as 4 operations a weight and token (the base is frozen: forward, and back to the
inputs), 6 where activations are computed again. `--shape tiny` shows on a processor that the command works.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from alpaca_est.tuning import model as models
from alpaca_est.tuning.adapters import Rank, adapted
from alpaca_est.tuning.encoding import Encoded
from alpaca_est.tuning.training import Course, train

SHAPES: dict[str, dict[str, Any]] = {
    "tiny": {"hidden_size": 64, "intermediate_size": 192, "num_hidden_layers": 2, "num_attention_heads": 4},
    "1b": {"hidden_size": 2048, "intermediate_size": 8192, "num_hidden_layers": 16, "num_attention_heads": 32},
    "8b": {"hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32, "num_attention_heads": 32},
}
ROW = 512  # tokens of a row, the half of them learnt
WARM = 3  # steps before the clock is looked at


class Speed(NamedTuple):
    """Tokens a second and the most memory that was in use, in GiB."""

    tokens: float
    memory: float
    thrifty: bool


def drawn(shape: str, folder: Path, device: str) -> int:
    """Save a Llama with weights as drawn in bf16; how many parameters it has."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    vocabulary = 1000 if shape == "tiny" else 128_256
    config = LlamaConfig(
        vocab_size=vocabulary, num_key_value_heads=SHAPES[shape]["num_attention_heads"] // 4,
        tie_word_embeddings=shape != "8b", max_position_embeddings=8192, dtype=torch.bfloat16,
        architectures=["LlamaForCausalLM"], **SHAPES[shape],
    )  # fmt: skip
    torch.manual_seed(1)
    kept = torch.get_default_dtype()
    torch.set_default_dtype(torch.bfloat16)
    with torch.device(device):
        model: Any = LlamaForCausalLM(config)
    torch.set_default_dtype(kept)
    model.save_pretrained(folder)
    return sum(one.numel() for one in model.parameters())


def rows(count: int, vocabulary: int) -> Iterator[Encoded]:
    """Rows of random tokens."""
    import torch

    chance = torch.Generator().manual_seed(1)
    for number in range(count):
        ids = torch.randint(10, vocabulary, (ROW,), generator=chance).tolist()
        yield Encoded(f"row {number}", tuple(ids), ROW // 2)


def peak(device: str) -> float:
    """Operations a second of the card's bf16 matrix products."""
    import torch

    size, times = (8192, 30) if device.startswith("cuda") else (512, 3)
    one = torch.randn(size, size, device=device, dtype=torch.bfloat16)
    seconds = clocked(lambda: one @ one, times, device)
    return 2 * size**3 / seconds


def clocked(work: Callable[[], Any], times: int, device: str) -> float:
    """Seconds that the work takes, warmed."""
    for number in range(times + WARM):
        if number == WARM:
            waited(device)
            began = time.perf_counter()
        work()
    waited(device)
    return (time.perf_counter() - began) / times


def waited(device: str) -> None:
    """Wait until the card has done everything."""
    import torch

    if device.startswith("cuda"):
        torch.cuda.synchronize()


def speed(folder: Path, device: str, *, quantised: bool, packed: bool, steps: int, tokens: int) -> Speed:
    """Train on the base for so many steps of so many tokens."""
    import torch

    where = models.Machine(device=device, number="bfloat16")
    thrifty = models.fits(str(folder), where, quantised=quantised, tokens=tokens)
    base = models.loaded(str(folder), where, quantised=quantised, thrifty=thrifty)
    own = list(rows(tokens // ROW, base.config.vocab_size))
    seen: list[float] = []

    def meter(_: int) -> None:
        waited(device)
        seen.append(time.perf_counter())

    if device.startswith("cuda"):
        torch.cuda.reset_peak_memory_stats()
    course = Course(tokens=tokens * (steps + WARM), rate=1e-4, batch=tokens, seed=1, packed=packed)
    with adapted(base, Rank(), seed=1, name="speed") as model:
        train(model, own, course, meter=meter)
    taken = (seen[-1] - seen[WARM]) / (len(seen) - 1 - WARM)
    memory = torch.cuda.max_memory_allocated() / 2**30 if device.startswith("cuda") else float("nan")
    return Speed(tokens / taken, memory, thrifty)


def main() -> int:
    """Print the table, or say that there is no accelerator."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", choices=list(SHAPES), action="append")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--tokens", type=int, default=8192, help="of a step")
    given = parser.parse_args()
    import torch

    shapes = given.shape or ["1b", "8b"]
    if not torch.cuda.is_available() and shapes != ["tiny"]:
        print(f"no accelerator here; where one is: python -m benchmarks.lora_gpu --shape {' --shape '.join(shapes)}")
        return 0
    device = "cuda:0" if torch.cuda.is_available() else "cpu"
    card = torch.cuda.get_device_name() if torch.cuda.is_available() else "processor"
    best = peak(device)
    print(f"{card}: {best / 1e12:.1f} tera-operations/s in bf16 matrix products\n")
    print("| Llama | base | rows | tokens/s | memory, GiB | share of the peak |\n|---|---|---|---:|---:|---:|")
    for shape in shapes:
        with tempfile.TemporaryDirectory() as name:
            parameters = drawn(shape, Path(name), device)
            for quantised in (False, True):
                for packed in (True, False):
                    found = speed(
                        Path(name), device, quantised=quantised, packed=packed, steps=given.steps, tokens=given.tokens
                    )
                    share = (6 if found.thrifty else 4) * parameters * found.tokens / best
                    form = "packed" if packed else "padded"
                    numbers = "NF4" if quantised else "bf16"
                    print(f"| {shape} | {numbers} | {form} | {found.tokens:,.0f} | {found.memory:.1f} | {share:.0%} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
