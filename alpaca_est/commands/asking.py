"""Commands that answer questions: what if, why, which steps and settings there are."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alpaca_est.commands.options import as_json, changes
from alpaca_est.mendable import mendable

if TYPE_CHECKING:
    pass


@click.command("what-if")
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


@click.command()
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


@click.command()
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


@click.command()
def schema() -> None:
    """Print the JSON Schema of pipeline files, for completion in editors.

    \b
    alpaca-est schema > pipelines/schema.json
    """
    from alpaca_est.pipeline import schema as pipeline_schema

    text: Any = json.dumps(pipeline_schema(), ensure_ascii=False, indent=1)
    click.echo(text)
