"""A published dataset in the files that other tools read: trainers, annotation tools, the Hub."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from alpaca_est.errors import RunError
from alpaca_est.project import nearest, written
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.index import Index
from alpaca_est.runs.export import argilla, hub, label_studio, llama_factory, parquet
from alpaca_est.runs.export.rows import Part

Parts = Callable[[Path, Index], Iterator[Part]]
TARGETS: Mapping[str, Parts] = {
    "parquet": parquet.parts,
    "llama-factory": llama_factory.parts,
    "label-studio": label_studio.parts,
    "argilla": argilla.parts,
}


def exported(run: Path, target: str, *, out: Path | None, push: hub.Push, dry_run: bool = False) -> str:
    """Hand a dataset over and say what went where; `RunError` where the target or the folder will not do."""
    kind, _, name = target.partition(":")
    if kind == "hub":
        return hub.pushed(run, name, push, dry_run=dry_run)
    if target not in TARGETS:
        known = ", ".join([*TARGETS, "hub:OWNER/NAME"])
        raise RunError(f"--to {target}: no such target{nearest(target, TARGETS)}; wanted {known}")
    found = index.read(run)
    parts = list(TARGETS[target](run, found))
    folder = out or run / "export" / target
    _check_free(folder, ours=out is None)
    if dry_run:
        return _page(folder, [f"{part.rows:>12,}  {part.path}" for part in parts], "rows; nothing was written")
    with _staged(folder, parts):
        if index.read(run) != found:
            raise RunError(f"{run}: published anew while it was read; the same command tries again")
    sizes = [f"{part.rows:>12,}  {(folder / part.path).stat().st_size:>14,}  {part.path}" for part in parts]
    return _page(folder, sizes, "rows and bytes")


def _check_free(folder: Path, *, ours: bool) -> None:
    """A folder of the user's own is not replaced."""
    if folder.exists() and not folder.is_dir():
        raise RunError(f"{folder}: a file, wanted a folder for --out")
    if not ours and folder.is_dir() and (first := next(folder.iterdir(), None)) is not None:
        raise RunError(f"{folder}: holds {first.name}, wanted an empty or new folder for --out")


@contextmanager
def _staged(folder: Path, parts: list[Part]) -> Iterator[None]:
    """All files beside the folder first, then the folder in one move: an export is there in full or not at all."""
    staging = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    for part in parts:
        with written(staging / part.path) as file:
            part.write(file)
    yield
    if folder.is_dir():
        shutil.rmtree(folder)
    staging.rename(folder)
    index.sync(folder.parent)


def _page(folder: Path, lines: list[str], head: str) -> str:
    return "\n".join([f"{folder}: {head}", *lines, ""])
