"""The command line. Progress goes to stderr, results to stdout."""

import click

from alpaca_est import __version__
from alpaca_est.commands.asking import explain, schema, steps, what_if
from alpaca_est.commands.checking import check
from alpaca_est.commands.comparing import diff, export
from alpaca_est.commands.making import build, estimate, preview
from alpaca_est.commands.publishing import publish, validate
from alpaca_est.commands.reviewing import hand_out, review, take_back

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="alpaca-est")
def main() -> None:
    """Builds instruction datasets for languages that have too few, Estonian first.

    \b
    alpaca-est build pipelines/quickstart.yaml --offline    a dataset without key or network
    alpaca-est estimate pipelines/alpaca_est.yaml           what 52,000 tasks will cost
    alpaca-est validate runs/quickstart                     are the shards sound?
    """


for _command in (
    build,
    preview,
    estimate,
    validate,
    publish,
    check,
    what_if,
    explain,
    review,
    hand_out,
    take_back,
    steps,
    schema,
    diff,
    export,
):
    main.add_command(_command)
