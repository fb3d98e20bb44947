"""LLaMA-Factory: `dataset_info.json` and its data, ready to be named as `dataset_dir`.

The format: hiyouga/LLaMA-Factory, data/README.md. What it does not know of a row is left out, so that no column of ours
is taken for one of its own.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from alpaca_est.record import FIELDS
from alpaca_est.runs.dataset.index import File, Index
from alpaca_est.runs.dataset.published import rows, shards
from alpaca_est.runs.export.rows import Part, pretty, write_lines
from alpaca_est.runs.folder import RunFolder

ALPACA = {"formatting": "alpaca", "columns": dict(zip(("prompt", "query", "response"), FIELDS, strict=True))}
TAGS = {"role_tag": "role", "content_tag": "content", "user_tag": "user", "assistant_tag": "assistant"}
MESSAGES = {
    "formatting": "sharegpt",
    "columns": {"messages": "messages"},
    "tags": {**TAGS, "system_tag": "system"},
}
PAIR = ("prompt", "chosen", "rejected")
PREFERENCE = {"formatting": "alpaca", "ranking": True, "columns": dict(zip(PAIR, PAIR, strict=True))}
VIEWS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "alpaca": (ALPACA, FIELDS),
    "messages": (MESSAGES, ("messages",)),
    "preference": (PREFERENCE, PAIR),
}


def parts(run: Path, found: Index) -> Iterator[Part]:
    """dataset_info.json, and a file of JSON lines for each split: `name`, `name_validation`, `name_messages`."""
    infos: dict[str, Any] = {}
    data: list[Part] = []
    for view, splits in shards(found).items():
        for split, files in splits.items() if view in VIEWS else ():
            settings, columns = VIEWS[view]
            name = _name(run, view, split)
            infos[name] = {"file_name": f"{name}.jsonl", **settings}
            count = sum(file.rows for file in files)
            data.append(Part(f"{name}.jsonl", count, partial(_write, run, files, columns)))
    yield Part("dataset_info.json", len(infos), lambda file: file.write(pretty(infos)))
    yield from data


def _name(run: Path, view: str, split: str) -> str:
    folder = RunFolder(run)
    name = folder.manifest().pipeline["name"] if folder.manifest_path.is_file() else run.resolve().name
    return "_".join([name, *([view] if view != "alpaca" else []), *([split] if split != "train" else [])])


def _write(run: Path, files: list[File], columns: tuple[str, ...], file: IO[bytes]) -> None:
    write_lines(file, ({name: row[name] for name in ("id", *columns)} for row in rows(run, files)))
