"""What stands beside the card: SHA256SUMS for `sha256sum -c`, and dataset_info.json for LLaMA-Factory."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from alpaca_est.record import FIELDS
from alpaca_est.runs.dataset.index import AT_HOME, File
from alpaca_est.runs.dataset.licences import view_of

SUMS = "SHA256SUMS"
INFO = "dataset_info.json"

# LLaMA-Factory's data/README.md: which of its columns are which of ours
ALPACA = {"formatting": "alpaca", "columns": dict(zip(("prompt", "query", "response"), FIELDS, strict=True))}
TAGS = {"role_tag": "role", "content_tag": "content", "user_tag": "user", "assistant_tag": "assistant"}
MESSAGES = {
    "formatting": "sharegpt",
    "columns": {"messages": "messages"},
    "tags": {**TAGS, "system_tag": "system"},
}
PROMPTED = {"formatting": "alpaca", "columns": {"prompt": "prompt", "response": "completion"}}
TAUGHT: dict[str, dict[str, Any]] = {"alpaca": ALPACA, "messages": MESSAGES, "prompt_completion": PROMPTED}
"""The views that LLaMA-Factory reads, and how."""


def sums(files: Iterable[File]) -> bytes:
    """The SHA-256 of every file that leaves the house, as `sha256sum -c SHA256SUMS` reads it in this folder."""
    return "".join(f"{file.sha256}  {file.path}\n" for file in files if file.path not in AT_HOME).encode()


def name_of(dataset: str, view: str, split: str) -> str:
    """What a view and a split are called in LLaMA-Factory: the dataset's name, and whatever is not usual."""
    return "_".join([dataset, *([view] if view != "alpaca" else []), *([split] if split != "train" else [])])


def first_name(dataset: str, views: Iterable[str]) -> str:
    """What LLaMA-Factory calls the training split of the first view that it reads; empty where it reads none."""
    return next((name_of(dataset, view, "train") for view in views if view_of(view) in TAUGHT), "")


def dataset_info(dataset: str, written: Sequence[tuple[str, str]]) -> bytes:
    """The datasets of this folder as LLaMA-Factory knows them, for the views and splits that have rows.

    `script_url` is the folder itself: LLaMA-Factory loads it as `datasets` does, by view and split, packed or not. A
    `file_name` would have to be one file, or a folder whose splits it takes together in no certain order.
    """
    infos = {
        name_of(dataset, view, split): {"script_url": ".", "subset": view, "split": split, **TAUGHT[view_of(view)]}
        for view, split in written
        if view_of(view) in TAUGHT
    }
    return msgspec.json.format(msgspec.json.encode(infos), indent=2) + b"\n"
