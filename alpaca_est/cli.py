"""The command line. Progress goes to stderr, results to stdout; heavy imports wait until a command needs them."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alpaca_est import __version__
from alpaca_est.commands import diff, export
from alpaca_est.mendable import as_json, leave, mendable

if TYPE_CHECKING:
    from alpaca_est.pipeline import Loaded
    from alpaca_est.runs.build import Built

CARRY = "Carry decisions over from another run."
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


pipeline_file = click.argument("pipeline", type=click.Path(path_type=Path))
changes = click.option(
    "--set", "changes", multiple=True, metavar="KEY=VALUE", help="Change a setting; may be repeated."
)


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="alpaca-est")
def main() -> None:
    """Builds instruction datasets for languages that have too few, Estonian first.

    \b
    alpaca-est build pipelines/quickstart.yaml --offline    a dataset without key or network
    alpaca-est estimate pipelines/alpaca_est.yaml           what 52,000 tasks will cost
    alpaca-est validate runs/quickstart                     are the shards sound?
    """


@main.command()
@pipeline_file
@click.option("--run", "run", type=click.Path(path_type=Path), help="Run folder; runs/<name> unless set.")
@click.option("--target", type=click.IntRange(min=1), help="Unflagged records to stop at.")
@changes
@click.option("--offline", is_flag=True, help="Answer from recorded replies and the cache; send nothing.")
@as_json
@mendable
def build(
    pipeline: Path, run: Path | None, target: int | None, changes: tuple[str, ...], offline: bool, as_json: bool
) -> None:
    """Build a dataset, or go on where it stopped; then publish it.

    Ctrl-C stops with everything kept, a second Ctrl-C at once. The same command goes on.

    \b
    alpaca-est build pipelines/quickstart.yaml --offline
    alpaca-est build pipelines/alpaca_est.yaml --target 1000 --set models.writer.parallel=32
    alpaca-est build pipelines/alpaca_est.yaml --run runs/strict --set steps.language.reject_below=0.7
    """
    from alpaca_est.pipeline import load
    from alpaca_est.runs.build import build as build_run
    from alpaca_est.runs.build import folder_of
    from alpaca_est.runs.progress import Progress

    loaded = load(pipeline, [*changes, *([f"target={target}"] if target else [])])
    folder = folder_of(loaded.pipeline.name, run)
    with Progress(loaded.pipeline.target) as progress:
        built = asyncio.run(build_run(loaded, folder, offline=offline, watch=progress.show))
    for warning in built.warnings:
        click.echo(f"warning: {warning}", err=True)
    _show_built(built, folder.path, loaded, progress.seconds, as_json=as_json)
    if built.error is not None:
        leave(built.error)


def _show_built(built: "Built", run: Path, loaded: "Loaded", seconds: float, *, as_json: bool) -> None:
    from alpaca_est.runs.summary import facts, page

    if as_json:
        click.echo(json.dumps(facts(built, run, loaded.pipeline, seconds), ensure_ascii=False))
    else:
        click.echo(page(built, run, loaded.pipeline, seconds), nl=False)


@main.command()
@pipeline_file
@click.option("-n", "count", default=3, show_default=True, type=click.IntRange(min=1), help="Records of each source.")
@click.option("--ask", is_flag=True, help="Really ask the model; replies are kept in the cache.")
@click.option("--offline", is_flag=True, help="With --ask: recorded replies and the cache only.")
@changes
@mendable
def preview(pipeline: Path, count: int, ask: bool, offline: bool, changes: tuple[str, ...]) -> None:
    """Show rendered prompts, the seeds drawn and what the filters say, before anything is paid.

    \b
    alpaca-est preview pipelines/alpaca_est.yaml -n 1
    alpaca-est preview pipelines/quickstart.yaml -n 1 --ask --offline
    """
    from alpaca_est.pipeline import load
    from alpaca_est.runs.summary import previewed

    loaded = load(pipeline, changes)
    asyncio.run(_preview(loaded, count, ask=ask, offline=offline, show=lambda text: click.echo(text)))
    click.echo(previewed(loaded.pipeline, asked=ask))


async def _preview(loaded: "Loaded", count: int, *, ask: bool, offline: bool, show: Callable[[str], None]) -> None:
    from alpaca_est.llm.client import Client
    from alpaca_est.runs.outlook import preview as seen_by
    from alpaca_est.runs.summary import seen_page

    cache = loaded.folder / loaded.pipeline.cache if ask and loaded.pipeline.models else None
    client = Client(models=loaded.pipeline.models, cache=cache, run="preview", offline=offline, root=loaded.folder)
    async with client:
        for source in loaded.pipeline.sources:
            show(f"source {source.name}: the first {count} records")
            for seen in await seen_by(loaded, source, count, client if ask else None):
                show(seen_page(seen))


@main.command()
@pipeline_file
@changes
@as_json
@mendable
def estimate(pipeline: Path, changes: tuple[str, ...], as_json: bool) -> None:
    """Say how many requests, tokens, money and hours a run will take; nothing is sent.

    \b
    alpaca-est estimate pipelines/alpaca_est.yaml
    alpaca-est estimate pipelines/alpaca_est.yaml --set target=1000
    """
    import msgspec

    from alpaca_est.pipeline import load
    from alpaca_est.runs.mixture import planned
    from alpaca_est.runs.outlook import estimate as costs_of
    from alpaca_est.runs.pages import mixture_page
    from alpaca_est.runs.summary import costs_page

    loaded = load(pipeline, changes)
    mixture = planned(loaded)
    costs = costs_of(loaded, mixture=mixture)
    click.echo(
        msgspec.json.encode(costs).decode() if as_json else mixture_page(mixture) + costs_page(costs), nl=as_json
    )


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@mendable
def validate(path: Path) -> None:
    """Check shards against the JSON Schema, the index, the journal and the loader of `datasets`.

    \b
    alpaca-est validate runs/quickstart
    """
    from functools import partial

    from alpaca_est.errors import DataError
    from alpaca_est.runs.folder import RunFolder
    from alpaca_est.runs.publish import recovered, rows
    from alpaca_est.runs.validate import loads
    from alpaca_est.runs.validate import validate as problems_of

    folder = RunFolder(path)
    known = folder.manifest_path.is_file()
    if known:
        with folder.locked():
            recovered(folder)
    problems = problems_of(path, partial(rows, folder) if known else None) or loads(path)
    if problems:
        raise DataError(problems)
    click.echo(f"{path}: sound")


@main.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--set", "changes", multiple=True, metavar="publish.KEY=VALUE", help="Change a setting of `publish`.")
@click.option("--decisions", "other", type=click.Path(path_type=Path), metavar="OTHER_RUN", help=CARRY)
@click.option("--withdraw", "withdrawn", multiple=True, metavar="ID", help="Take a published record back; repeatable.")
@as_json
@mendable
def publish(run: Path, changes: tuple[str, ...], other: Path | None, withdrawn: tuple[str, ...], as_json: bool) -> None:
    """Write the dataset of a run again, from its journal and people's decisions.

    A decision of another run is carried over where the id and the text are the same here; one of this run's own stays.
    What is withdrawn is in rejected.jsonl as „withdrawn“ from now on, and never published again.

    \b
    alpaca-est publish runs/quickstart
    alpaca-est publish runs/quickstart --set publish.shard_rows=1000
    alpaca-est publish runs/strict --decisions runs/alpaca_est
    alpaca-est publish runs/quickstart --withdraw seed:000/0/1
    """
    import msgspec

    from alpaca_est.runs.decided import carry, withdraw
    from alpaca_est.runs.folder import RunFolder
    from alpaca_est.runs.publish import publish as publish_run
    from alpaca_est.runs.publish import recovered
    from alpaca_est.runs.summary import account_page

    folder = RunFolder(run)
    folder.manifest()
    with folder.locked():
        recovered(folder)
        folder.change_publication(changes)
        carried = carry(folder, RunFolder(other)) if other else None
        withdraw(folder, withdrawn)
        account = publish_run(folder)
    if carried:
        click.echo(carried.told, err=True)
    click.echo(msgspec.json.encode(account).decode() if as_json else account_page(account, run), nl=as_json)


@main.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--model", default="tiny", show_default=True, help="`tiny`, a folder, or a model's name on the Hub.")
@click.option("--rows", default=2500, show_default=True, type=click.IntRange(min=40), help="Rows looked at, at most.")
@click.option("--budget", type=click.FloatRange(min=0, min_open=True), help="Minutes; what they do not reach is named.")
@click.option("--device", default="auto", show_default=True, help="cpu, cuda, cuda:1 …")
@click.option("--number", default="auto", type=click.Choice(["auto", "float32", "bfloat16"]), help="Of the weights.")
@click.option("--qlora", is_flag=True, help="The base in 4 bits (NF4).")
@click.option(
    "--layout", type=click.Choice(["alpaca", "chat"]), help="Unless set: chat where the model has a template."
)
@click.option("--limit", default=512, show_default=True, type=click.IntRange(min=32), help="Tokens of a row, at most.")
@click.option("--sources/--no-sources", default=True, show_default=True, help="Train without and on each source.")
@click.option("--generate", default=48, show_default=True, type=click.IntRange(min=0), help="Held-out tasks answered.")
@click.option("--against", multiple=True, help="Test set that rows may not hold: a file or hub:NAME; may be repeated.")
@click.option("--seed", default=42, show_default=True, type=int, help="Of every draw.")
@click.option(
    "--seeds", default=1, show_default=True, type=click.IntRange(min=1), help="Seeds the first studies run with."
)
@as_json
@mendable
def check(run: Path, budget: float | None, against: tuple[str, ...], as_json: bool, **chosen: Any) -> None:
    """Check by LoRA whether a dataset can be trained on, what it teaches, and which rows and sources hurt.

    Ctrl-C stops with every finished part kept; the same command goes on. Needs `pip install "alpaca-est[lora]"`.

    \b
    alpaca-est check runs/quickstart --model tiny
    alpaca-est check runs/quickstart --model tiny --rows 500 --budget 3 --no-sources
    alpaca-est check runs/alpaca_est --model tartuNLP/Llama-3.1-EstLLM-8B-0525 --qlora --seeds 3
    """
    import msgspec

    from alpaca_est.tuning.model import needs_extra
    from alpaca_est.tuning.progress import CheckProgress

    needs_extra()
    from alpaca_est.tuning.running import run_check
    from alpaca_est.tuning.settings import Settings

    settings = msgspec.convert(chosen, Settings)
    with CheckProgress() as progress:
        report = run_check(run, settings, say=progress.show, minutes=budget, against=against)
    if as_json:
        click.echo(msgspec.json.encode(report).decode())
        return
    click.echo(report.verdict)
    for part in report.left_out:
        click.echo(f"left out: {part}")
    click.echo(f"\n  {run}/check/check.html   curves, sources, rows to look at, answers side by side")
    click.echo(
        f"  {run}/check/rows.jsonl   every row's signals\n  {run}/check/adapter      the adapter, in peft's format"
    )
    click.echo(f"\n  {progress.seconds:.0f} s")


@main.command("what-if")
@click.argument("run", type=click.Path(path_type=Path))
@changes
@as_json
@mendable
def what_if(run: Path, changes: tuple[str, ...], as_json: bool) -> None:
    """Say what another threshold would change in a run, from its stored scores; nothing is asked.

    \b
    alpaca-est what-if runs/quickstart --set steps.language.flag_below=0.95
    """
    import msgspec

    from alpaca_est.runs.folder import RunFolder
    from alpaca_est.runs.pages import what_if_page
    from alpaca_est.runs.what_if import what_if as answer_of

    answer = answer_of(RunFolder(run), changes)
    click.echo(msgspec.json.encode(answer).decode() if as_json else what_if_page(answer), nl=as_json)


@main.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("identity", metavar="ID")
@as_json
@mendable
def explain(run: Path, identity: str, as_json: bool) -> None:
    """Tell one record's life: seed, prompt, reply, each score, each verdict.

    \b
    alpaca-est explain runs/quickstart seed:000/0/1
    """
    import msgspec

    from alpaca_est.runs.explain import explain as life_of
    from alpaca_est.runs.folder import RunFolder
    from alpaca_est.runs.pages import life_page

    life = asyncio.run(life_of(RunFolder(run), identity))
    click.echo(msgspec.json.encode(life).decode() if as_json else life_page(life), nl=as_json)


@main.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--annotators", type=click.Path(path_type=Path), help="YAML file with the team; one curator unless set.")
@click.option("--name", default="curator", show_default=True, help="Your name in decisions.jsonl, without a team.")
@click.option("--sample", default=0, type=click.IntRange(min=0), help="Also draw so many published records: an audit.")
@click.option(
    "--mode",
    default="decide",
    show_default=True,
    type=click.Choice(["decide", "rate", "rank"]),
    help="decide on what is doubted, rate what is published, rank several answers to a task.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--behind-tls", is_flag=True, help="A proxy with TLS stands in front; needs --public.")
@click.option("--public", default="", metavar="URL", help="The proxy's address, as https://review.example.ee")
@mendable
def review(
    run: Path,
    annotators: Path | None,
    name: str,
    sample: int,
    mode: Any,
    host: str,
    port: int,
    behind_tls: bool,
    public: str,
) -> None:
    """Open the annotators' page: flagged records are accepted, edited or rejected by people.

    Prints a link for everybody, which works once. Decisions go to decisions.jsonl; `publish` applies them. Ratings go
    to ratings.jsonl, orders of answers to rankings.jsonl.

    \b
    alpaca-est review runs/quickstart
    alpaca-est review runs/alpaca_est --sample 200
    alpaca-est review runs/alpaca_est --annotators team.yaml --behind-tls --public https://review.example.ee
    """
    import time

    from alpaca_est.review import people, server
    from alpaca_est.review.room import Room
    from alpaca_est.runs.folder import RunFolder

    folder = RunFolder(run)
    folder.manifest()
    team = people.read(annotators) if annotators else people.alone(name)
    listener = server.listening(host, port)
    where = server.address(host, listener.getsockname()[1], public, behind_tls=behind_tls)
    click.echo("Reading the journal …", err=True)
    room = Room(folder, team, time.time, sample=sample, mode=mode, secure=where.secure)
    if room.intake.warning:
        click.echo(f"warning: {room.intake.warning}", err=True)
    for person, link in server.links(room, where):
        click.echo(f"{person.name} ({person.role}): {link}")
    click.echo("Each link opens the page once. Ctrl-C stops; everything decided is kept.", err=True)
    server.serve(room, where, listener)


packet_format = click.option(
    "--as", "form", default="csv", show_default=True, type=click.Choice(["csv", "label-studio", "argilla"])
)


@main.command("hand-out")
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@packet_format
@click.option("-n", "count", type=click.IntRange(min=1), help="So many records; all that wait unless set.")
@mendable
def hand_out(run: Path, file: Path, form: Any, count: int | None) -> None:
    """Write waiting records to a file for work outside the page: a spreadsheet, Label Studio, Argilla.

    \b
    alpaca-est hand-out runs/quickstart packet.csv -n 100
    alpaca-est hand-out runs/quickstart tasks.json --as label-studio
    """
    from alpaca_est.review.exchange import hand_out as write
    from alpaca_est.runs.folder import RunFolder

    click.echo(f"{file}: {write(RunFolder(run), file, form, count)} records")


@main.command("take-back")
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@packet_format
@click.option("--by", default="packet", show_default=True, help="Who decided, where the file does not say it.")
@mendable
def take_back(run: Path, file: Path, form: Any, by: str) -> None:
    """Merge decisions made outside the page, by id and text; refused with a list where a text has changed.

    The same file taken back twice adds nothing.

    \b
    alpaca-est take-back runs/quickstart packet.csv --by mari
    """
    from datetime import UTC, datetime

    from alpaca_est.review.exchange import merge
    from alpaca_est.runs.folder import RunFolder

    merged = merge(RunFolder(run), file, form, by, datetime.now(UTC).isoformat(timespec="seconds"))
    click.echo(f"{file}: {merged.added} decisions added, {merged.known} known, {merged.empty} rows without a verdict")


@main.command()
@click.argument("name", required=False)
@mendable
def steps(name: str | None) -> None:
    """List all steps, or describe one with its settings.

    \b
    alpaca-est steps
    alpaca-est steps near_duplicate
    """
    from alpaca_est.pipeline import all_steps
    from alpaca_est.runs.summary import step_page, steps_page

    known = all_steps(())
    click.echo(step_page(name, known) if name else steps_page(known), nl=False)


@main.command()
def schema() -> None:
    """Print the JSON Schema of pipeline files, for completion in editors.

    \b
    alpaca-est schema > pipelines/schema.json
    """
    from alpaca_est.pipeline import schema as pipeline_schema

    text: Any = json.dumps(pipeline_schema(), ensure_ascii=False, indent=1)
    click.echo(text)


main.add_command(diff)
main.add_command(export)
