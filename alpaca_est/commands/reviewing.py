"""Commands for people who look at records: the page, and packets for work without it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alpaca_est.mendable import mendable

if TYPE_CHECKING:
    pass

packet_format = click.option(
    "--as", "form", default="csv", show_default=True, type=click.Choice(["csv", "label-studio", "argilla"])
)


@click.command()
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

    from alpaca_est.extras import needs

    needs("the page", "review", "starlette", "uvicorn")
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


@click.command("hand-out")
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


@click.command("take-back")
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
