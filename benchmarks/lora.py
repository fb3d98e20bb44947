"""The training loop of the LoRA check beside TRL's SFTTrainer: the same model, adapter, rows and machine.

python -m benchmarks.lora [--rows 600] [--repeats 5] [--threads 1] [--size tiny|small]

Both are warmed, then take turns; tokens are those of rows, padding not counted. 1 where this loop is slower than TRL's:
the median over repeats of its tokens/s divided by TRL's, rows padded and rows packed. On an accelerator
`python -m benchmarks.lora_gpu` goes on from here.
"""

import argparse
import asyncio
import copy
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from alpaca_est.pipeline import load
from alpaca_est.runs.build import build
from alpaca_est.runs.folder import RunFolder
from alpaca_est.tuning import tiny
from alpaca_est.tuning.adapters import Rank, adapted
from alpaca_est.tuning.encoding import Encoded, Encoder
from alpaca_est.tuning.rows import Row, published
from alpaca_est.tuning.training import Course, train

ROOT = Path(__file__).parents[1]
LIMIT = 512
TOGETHER = 8  # rows of a step of TRL's, its default
SIZES = {"tiny": {}, "small": {"hidden_size": 256, "intermediate_size": 768, "num_hidden_layers": 6}}
WANTED = 1.0


class Run(NamedTuple):
    """What a training took: tokens of rows, steps, seconds on the clock and on the processors."""

    tokens: int
    steps: int
    seconds: float
    processor: float


def made(count: int, folder: Path) -> list[Row]:
    """So many computed tasks."""
    loaded = load(ROOT / "pipelines/computed.yaml", [f"target={count}"])
    asyncio.run(build(loaded, RunFolder(folder / "run"), watch=lambda *_: None))
    return list(published(folder / "run").rows)


def model_of(size: str, vocabulary: int, end: int) -> Any:
    """A Llama with weights as drawn, frozen."""
    from transformers import LlamaForCausalLM

    base = tiny.blank(vocabulary, end, 1)
    if SIZES[size]:
        settings = base.config
        settings.update(SIZES[size])
        base = LlamaForCausalLM(settings)
    return base.requires_grad_(False)


def timed(work: Callable[[], tuple[int, int]]) -> Run:
    """Do the work, which says how many tokens and steps it was."""
    began, worked = time.perf_counter(), time.process_time()
    tokens, steps = work()
    return Run(tokens, steps, time.perf_counter() - began, time.process_time() - worked)


def ours(base: Any, rows: Sequence[Encoded], *, packed: bool) -> Run:
    """One pass of this loop; a step holds as many tokens as eight rows have on average, padding counted."""
    tokens = sum(len(row.ids) for row in rows)
    size = LIMIT * 2 if packed else round(tokens / len(rows) * TOGETHER)
    course = Course(tokens=tokens, rate=2e-4, batch=size, seed=1, packed=packed)
    with adapted(base, Rank(), seed=1, name="speed") as model:

        def work() -> tuple[int, int]:
            curve = train(model, rows, course)
            return curve.tokens, len(curve.losses)

        return timed(work)


def theirs(base: Any, lines: Sequence[dict[str, str]], encoder: Encoder, folder: Path, *, packed: bool) -> Run:
    """One pass of TRL's trainer with its own batches of eight rows, or two packed lines, in the same numbers."""
    import datasets
    from transformers import PrinterCallback
    from trl import SFTConfig, SFTTrainer

    settings = SFTConfig(
        output_dir=str(folder), max_length=LIMIT, num_train_epochs=1, learning_rate=2e-4, use_cpu=True, bf16=False,
        gradient_checkpointing=False, per_device_train_batch_size=2 if packed else TOGETHER, packing=packed,
        packing_strategy="bfd", report_to=[], save_strategy="no", logging_steps=10_000, disable_tqdm=True,
        dataloader_pin_memory=False, seed=1,
    )  # fmt: skip
    with adapted(base, Rank(), seed=1, name="speed") as model:
        trainer = SFTTrainer(
            model=model, args=settings, train_dataset=datasets.Dataset.from_list(list(lines)),
            processing_class=copy.deepcopy(encoder.tokenizer),
        )  # fmt: skip
        trainer.remove_callback(PrinterCallback)
        tokens = sum(len(row["input_ids"]) for row in trainer.train_dataset)

        def work() -> tuple[int, int]:
            trainer.train()
            return tokens, trainer.state.global_step

        return timed(work)


def spread(values: Sequence[float]) -> str:
    """The median with the least and the greatest."""
    return f"{statistics.median(values):,.0f} ({min(values):,.0f} to {max(values):,.0f})"


def compared(size: str, form: str, pairs: Sequence[tuple[Run, Run]]) -> tuple[list[str], float]:
    """Lines of the table and the median of this loop's tokens/s over TRL's."""
    lines = []
    for name, runs in zip(("alpaca-est", "TRL"), zip(*pairs, strict=True), strict=True):
        clock = spread([run.tokens / run.seconds for run in runs])
        processor = spread([run.tokens / run.processor for run in runs])
        lines.append(f"| {size} | {form} | {name} | {runs[0].tokens:,} | {runs[0].steps} | {clock} | {processor} |")
    ratios = [(one.tokens / one.seconds) / (other.tokens / other.seconds) for one, other in pairs]
    return lines, statistics.median(ratios)


def measured(rows: Sequence[Row], size: str, repeats: int, folder: Path) -> list[str]:
    """Measure padded and packed rows; the forms in which this loop is slower."""
    encoder = Encoder(tiny.tokenizer(rows), "plain", LIMIT)
    base = model_of(size, len(encoder.tokenizer), encoder.tokenizer.eos_token_id)
    encoded = [encoder.encode(row) for row in rows]
    encoded = [row for row in encoded if row.learnt]
    lines = [{"prompt": encoder.prompt(row), "completion": row.output} for row in rows]
    few = max(2 * TOGETHER, len(rows) // 10)
    missed = []
    for packed, form in ((False, "padded"), (True, "packed")):
        ours(base, encoded[:few], packed=packed)
        theirs(base, lines[:few], encoder, folder, packed=packed)
        pairs = [
            (ours(base, encoded, packed=packed), theirs(base, lines, encoder, folder, packed=packed))
            for _ in range(repeats)
        ]
        table, ratio = compared(size, form, pairs)
        print("\n".join(table), flush=True)
        print(f"| {size} | {form} | alpaca-est / TRL | | | **{ratio:.2f}** | |", flush=True)
        if ratio < WANTED:
            missed.append(f"{size}, {form}: {ratio:.2f} times TRL's tokens/s, at least {WANTED} wanted")
    return missed


def main() -> int:
    """Print the table; 1 where this loop is slower."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=600)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--size", choices=list(SIZES), action="append", help="may be repeated; unless set: all")
    given = parser.parse_args()
    import torch
    from transformers.utils import logging

    logging.set_verbosity_error()
    torch.set_num_threads(given.threads)
    print(
        "| model | rows | loop | tokens | steps | tokens/s | tokens/s of processor |\n|---|---|---|---:|---:|---|---|"
    )
    with tempfile.TemporaryDirectory() as name:
        rows = made(given.rows, Path(name))
        missed = [
            line for size in given.size or SIZES for line in measured(rows, size, given.repeats, Path(name) / "trl")
        ]
    if not torch.cuda.is_available():
        print("\nno accelerator here; where one is: python -m benchmarks.lora_gpu --shape 1b --shape 8b")
    for line in missed:
        print(line)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
