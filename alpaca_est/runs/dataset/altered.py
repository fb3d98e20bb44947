"""Whether a loader gives each row as it was published: some change texts without a word."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.published import rows, shards
from alpaca_est.text import excerpt

BATCH = 1_000
DATE = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d(:\d\d)*.*)?")


def altered(path: Path, split: Any) -> Iterator[str]:
    """The first text of a split, as `datasets` loaded it, that is not the published one; nothing where all are.

    JSON lines are read by pyarrow, which takes a column of nothing but dates for times: `2026-01-01` comes back as
    `2026-01-01 00:00:00`, even where the card says that the column is text (datasets 3.6 to 5.2).
    """
    files = shards(index.read(path))[split.config_name][str(split.split)]
    if split.num_rows != sum(file.rows for file in files):
        return
    published = rows(path, files)
    for batch in split.iter(BATCH):
        for place, right in enumerate(islice(published, len(batch["id"]))):
            if different := _different({name: values[place] for name, values in batch.items()}, right):
                yield f"{path}: datasets loads {different}"
                return


def _different(loaded: Mapping[str, Any], right: Mapping[str, Any]) -> str:
    """The first column that differs, in words; empty where none does."""
    for name, text in right.items():
        if name in loaded and loaded[name] != text:
            found, wanted = excerpt(repr(loaded[name]), 60), excerpt(repr(text), 60)
            date = isinstance(text, str) and DATE.fullmatch(text)
            why = (
                f": a shard whose every {name} is a date is read as times, so add a row where it is not" if date else ""
            )
            return f"{found} as {name} of {right['id']}, wanted {wanted}{why}"
    return ""
