"""The command that trains on a dataset to check it."""

from pathlib import Path
from typing import Any

import click

from alpaca_est.commands.options import as_json
from alpaca_est.mendable import mendable


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--model", default="tiny", show_default=True, help="`tiny`, a folder, or a model's name on the Hub.")
@click.option("--rows", default=2500, show_default=True, type=click.IntRange(min=40), help="Rows looked at, at most.")
@click.option("--budget", type=click.FloatRange(min=0, min_open=True), help="Minutes; what they do not reach is named.")
@click.option("--device", default="auto", show_default=True, help="cpu, cuda, cuda:1 …")
@click.option("--number", default="auto", type=click.Choice(["auto", "float32", "bfloat16"]), help="Of the weights.")
@click.option("--qlora", is_flag=True, help="The base in 4 bits (NF4).")
@click.option(
    "--layout", type=click.Choice(["alpaca", "chat", "plain"]), help="Unless set: chat where the model has a template."
)
@click.option("--limit", default=512, show_default=True, type=click.IntRange(min=32), help="Tokens of a row, at most.")
@click.option("--sources/--no-sources", default=True, show_default=True, help="Train without and on each source.")
@click.option("--generate", default=48, show_default=True, type=click.IntRange(min=0), help="Held-out tasks answered.")
@click.option("--against", multiple=True, help="Test set that rows may not hold: a file or hub:NAME; may be repeated.")
@click.option("--seed", default=42, show_default=True, type=int, help="Of every draw.")
@click.option(
    "--seeds", default=1, show_default=True, type=click.IntRange(min=1), help="Seeds the first studies run with."
)
@click.option("--packed", is_flag=True, help="Rows one behind the other instead of padded.")
@click.option("--at-once", default=0, type=click.IntRange(min=0), help="Tokens in memory at a time; 0: a whole step.")
@click.option("--merge", is_flag=True, help="Write the tuned model as one, too.")
@as_json
@mendable
def check(run: Path, budget: float | None, against: tuple[str, ...], merge: bool, as_json: bool, **chosen: Any) -> None:
    """Check by LoRA whether a dataset can be trained on, what it teaches, and which rows and sources hurt.

    Ctrl-C stops with every finished part kept; the same command goes on. Needs the extra `lora`.

    \b
    alpaca-est check runs/quickstart --model tiny
    alpaca-est check runs/quickstart --model tiny --rows 500 --budget 3 --no-sources
    alpaca-est check runs/alpaca_est --model tartuNLP/Llama-3.1-EstLLM-8B-0525 --qlora --seeds 3 --merge
    accelerate launch --num_processes 4 -m alpaca_est check runs/alpaca_est --model NAME     on four GPUs
    """
    import msgspec

    from alpaca_est.tuning.model import needs_extra
    from alpaca_est.tuning.progress import CheckProgress

    needs_extra()
    from alpaca_est.tuning.crew import crew
    from alpaca_est.tuning.running import run_check
    from alpaca_est.tuning.settings import Settings

    settings = msgspec.convert(chosen, Settings)
    leads = crew().leader
    with CheckProgress(shown=leads) as progress:
        report = run_check(run, settings, say=progress.show, minutes=budget, against=against, merge=merge)
    if not leads:
        return
    if as_json:
        click.echo(msgspec.json.encode(report).decode())
        return
    click.echo(report.verdict)
    for part in report.left_out:
        click.echo(f"left out: {part}")
    click.echo(_looked_at(run, report.flagged, report.judged, report.tokens.rows))
    click.echo(f"\n  {run}/check/check.html   curves, sources, rows to look at, answers side by side")
    click.echo(f"  {run}/check/rows.jsonl   every row's signals")
    if report.studies:
        click.echo(f"  {run}/check/adapter      the adapter, in peft's format")
    if merge and report.studies:
        click.echo(f"  {run}/check/merged       the tuned model as one")
    click.echo(f"\n  {progress.seconds:.0f} s")


def _looked_at(run: Path, flagged: int, judged: int, rows: int) -> str:
    """How many rows should be looked at, and how."""
    if not flagged:
        return f"none of {judged:,} rows flagged" if judged else "no rows judged: the budget did not reach them"
    known = f"{flagged:,} of {rows:,} rows" if judged else f"{flagged:,} copies and rows with test items"
    return f"{known} flagged; to look at them: alpaca-est review {run}"
