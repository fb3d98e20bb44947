"""LLaMA-Factory: `dataset_info.json` and its data, ready to be named as `dataset_dir`.

The format: hiyouga/LLaMA-Factory, data/README.md. What it does not know of a row is left out, so that no column of ours
is taken for one of its own.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from alpaca_est.record import FIELDS
from alpaca_est.runs.dataset.beside import PAIR, TAUGHT, name_of
from alpaca_est.runs.dataset.index import File, Index
from alpaca_est.runs.dataset.licences import view_of
from alpaca_est.runs.dataset.published import rows, shards
from alpaca_est.runs.export.rows import Part, pretty, write_lines
from alpaca_est.runs.folder import RunFolder

PROMPT = ("prompt", "completion")
COLUMNS = {"alpaca": FIELDS, "messages": ("messages",), "prompt_completion": PROMPT, "preference": PAIR}


def parts(run: Path, found: Index) -> Iterator[Part]:
    """dataset_info.json, and a file of JSON lines for each split: `name`, `name_validation`, `name_messages`."""
    infos: dict[str, Any] = {}
    data: list[Part] = []
    for config, splits in shards(found).items():
        view = view_of(config)
        for split, files in splits.items() if view in COLUMNS else ():
            name = name_of(_name(run), config, split)
            infos[name] = {"file_name": f"{name}.jsonl", **TAUGHT[view]}
            count = sum(file.rows for file in files)
            data.append(Part(f"{name}.jsonl", count, partial(_write, run, files, COLUMNS[view])))
    yield Part("dataset_info.json", len(infos), lambda file: file.write(pretty(infos)))
    yield from data


def _name(run: Path) -> str:
    folder = RunFolder(run)
    return str(folder.manifest().pipeline["name"]) if folder.manifest_path.is_file() else run.resolve().name


def _write(run: Path, files: list[File], columns: tuple[str, ...], file: IO[bytes]) -> None:
    write_lines(file, ({name: row[name] for name in ("id", *columns)} for row in rows(run, files)))
