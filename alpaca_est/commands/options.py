"""Options that several commands share."""

from pathlib import Path

import click

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
pipeline_file = click.argument("pipeline", type=click.Path(path_type=Path))
changes = click.option(
    "--set", "changes", multiple=True, metavar="KEY=VALUE", help="Change a setting; may be repeated."
)
