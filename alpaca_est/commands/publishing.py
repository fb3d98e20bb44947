"""Commands about the published dataset: publish, validate."""

from pathlib import Path

import click

from alpaca_est.commands.options import as_json
from alpaca_est.mendable import mendable

CARRY = "Carry decisions over from another run."


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@mendable
def validate(path: Path) -> None:
    """Check shards against the JSON Schema, the index, the journal and the loader of `datasets`.

    \b
    alpaca-est validate runs/quickstart
    """
    from alpaca_est.errors import DataError
    from alpaca_est.runs.content import Content
    from alpaca_est.runs.dataset import index
    from alpaca_est.runs.dataset.loader import loads
    from alpaca_est.runs.dataset.validate import validate as problems_of
    from alpaca_est.runs.folder import RunFolder
    from alpaca_est.runs.publish import recovered

    folder = RunFolder(path)
    known = folder.manifest_path.is_file()
    if known:
        with folder.locked():
            recovered(folder)
    problems = problems_of(path, Content(folder).lines if known else None) or loads(path)
    if problems:
        raise DataError(problems)
    facts = index.read(path).splits
    if facts and facts.beside:
        sources = ", ".join(source for sources in facts.sources.values() for source in sources)
        warning = f"{path}: {facts.beside:,} records in other splits ask nearly what {sources} asks"
        click.echo(f"{warning}; filter them out where {sources} shall be a test", err=True)
    click.echo(f"{path}: sound")


@click.command()
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
    from alpaca_est.runs.publish import changed, recovered
    from alpaca_est.runs.publish import publish as publish_run
    from alpaca_est.runs.summary import account_page

    folder = RunFolder(run)
    folder.manifest()
    with folder.locked():
        recovered(folder)
        with changed(folder, changes):
            carried = carry(folder, RunFolder(other)) if other else None
            withdraw(folder, withdrawn)
            account = publish_run(folder)
    if carried:
        click.echo(carried.told, err=True)
    click.echo(msgspec.json.encode(account).decode() if as_json else account_page(account, run), nl=as_json)
