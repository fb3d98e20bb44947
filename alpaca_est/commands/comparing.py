"""Commands that compare a dataset with others and hand it over."""

import os
from pathlib import Path

import click

from alpaca_est.commands.options import as_json
from alpaca_est.mendable import mendable

TARGETS = "parquet, llama-factory, label-studio, argilla or hub:OWNER/NAME"


@click.command()
@click.argument("before", metavar="A", type=click.Path(path_type=Path))
@click.argument("after", metavar="B", type=click.Path(path_type=Path))
@click.option("--language", default="", metavar="CODE", help="Language of rows that do not say; identified unless set.")
@as_json
@mendable
def diff(before: Path, after: Path, language: str, as_json: bool) -> None:
    """Say what changed between two published runs, or between a run and a file of Alpaca rows.

    Records are compared by id and by text; what came or went is counted by the reason that the other run gives. A
    file (JSON, JSON lines, CSV, parquet; also packed) is compared by sizes, lengths, main verbs and texts.

    \b
    alpaca-est diff runs/alpaca_est runs/strict
    alpaca-est diff runs/quickstart seeds/et.jsonl --json
    """
    import msgspec

    from alpaca_est.runs.difference import difference
    from alpaca_est.runs.difference.page import difference_page

    found = difference(before, after, language)
    click.echo(msgspec.json.encode(found).decode() if as_json else difference_page(found), nl=as_json)


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--to", "target", required=True, metavar="TARGET", help=f"One of {TARGETS}.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the files; RUN/export/TARGET unless set.")
@click.option("--dry-run", is_flag=True, help="Only list what would be written or sent, with sizes.")
@click.option("--private", is_flag=True, help="hub: make a new dataset private.")
@click.option("--revision", default="main", show_default=True, help="hub: branch to write to; made if needed.")
@click.option("--message", default="", help="hub: what the commit says.")
@mendable
def export(run: Path, target: str, out: Path | None, dry_run: bool, private: bool, revision: str, message: str) -> None:
    """Hand a published dataset over: to trainers, to annotation tools, to the Hub.

    parquet and llama-factory take the published rows; label-studio and argilla what is flagged, with reasons and
    marked places. The hub gets data/, the card and the index, never what was flagged or rejected; the token comes from
    the environment variable HF_TOKEN and is written nowhere.

    \b
    alpaca-est export runs/quickstart --to parquet
    alpaca-est export runs/quickstart --to hub:my-name/my-set --dry-run
    """
    from alpaca_est.runs.export import exported
    from alpaca_est.runs.export.hub import Push

    push = Push(
        endpoint=os.environ.get("HF_ENDPOINT", ""),
        token=os.environ.get("HF_TOKEN", ""),
        private=private,
        revision=revision,
        message=message,
    )
    click.echo(exported(run, target, out=out, push=push, dry_run=dry_run), nl=False)
