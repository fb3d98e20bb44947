"""Commands that make records: build, preview, estimate."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alpaca_est.commands.options import as_json, changes, pipeline_file
from alpaca_est.mendable import leave, mendable

if TYPE_CHECKING:
    from alpaca_est.pipeline import Loaded
    from alpaca_est.runs.build import Built


@click.command()
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


@click.command()
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
    from alpaca_est.runs.outlook import answered
    from alpaca_est.runs.outlook import preview as seen_by
    from alpaca_est.runs.rendered import rendered
    from alpaca_est.runs.summary import seen_page

    cache = loaded.folder / loaded.pipeline.cache if ask and loaded.pipeline.models else None
    client = Client(models=loaded.pipeline.models, cache=cache, run="preview", offline=offline, root=loaded.folder)
    async with client:
        for source in loaded.pipeline.sources:
            show(f"source {source.name}: the first {count} records")
            found = await seen_by(loaded, source, count, client if ask else None)
            for seen in found:
                show(seen_page(seen))
            if (record := answered(loaded, source, found)) is not None:
                show(rendered(loaded, record))


@click.command()
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
    mixture, unmatched = planned(loaded)
    for line in unmatched:
        click.echo(f"warning: {line}", err=True)
    costs = costs_of(loaded, mixture=mixture)
    click.echo(
        msgspec.json.encode(costs).decode() if as_json else mixture_page(mixture) + costs_page(costs), nl=as_json
    )
