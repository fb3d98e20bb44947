"""What `datasets` makes of a published dataset, compared with what was published."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alpaca_est.errors import DataError
from alpaca_est.runs.dataset import index, published
from alpaca_est.runs.dataset.altered import altered
from alpaca_est.runs.dataset.licences import view_of
from alpaca_est.runs.dataset.views import PREFERENCE, VIEWS
from alpaca_est.text import excerpt


def loads(path: Path) -> list[str]:
    """What `datasets.load_dataset` makes of a dataset, compared with its index; nothing is fetched, nothing is kept."""
    try:
        wanted = index.read(path).published
    except DataError as error:
        return list(error.problems)
    if not wanted:
        return [f"{path}: no published records, wanted at least one; a loader has nothing to load"]
    import datasets

    with tempfile.TemporaryDirectory() as cache, _without_bars():
        try:
            return list(_differences(path, cache))
        except (datasets.exceptions.DatasetsError, OSError, ValueError) as error:
            reason = excerpt(str(error.__cause__ or error), 200)
            return [f"{path}: datasets {datasets.__version__} cannot load it ({reason}), wanted {wanted} rows"]


def _differences(path: Path, cache: str) -> Iterator[str]:
    """What differs between the rows that a trainer gets and those that were published; reads every one."""
    import datasets

    local = datasets.DownloadConfig(local_files_only=True)
    ids: dict[str, set[str]] = {}
    for name, splits in published.shards(index.read(path)).items():
        rows = sum(file.rows for files in splits.values() for file in files)
        loaded = datasets.load_dataset(str(path.resolve()), name, cache_dir=cache, download_config=local)
        if (total := sum(map(len, loaded.values()))) != rows:
            yield f"{path}: datasets loads {total} rows of {name}, wanted {rows}"
        for split in loaded.values():
            yield from _strange(path, view_of(name), split)
            if view_of(name) != PREFERENCE:
                ids.setdefault(view_of(name), set()).update(split["id"])
    for view, found in ids.items():
        if found != next(iter(ids.values())):
            yield f"{path}: the ids of {view} are not those of the first view, wanted the same in each"


def _strange(path: Path, view: str, split: Any) -> Iterator[str]:
    """Columns of a split that are not those of its view, or hold nulls."""
    import datasets

    for name in split.features.keys() | VIEWS[view].keys():
        text = datasets.Value("string")
        right: Any = text if name in VIEWS[view] else None
        if name == "messages" and right is not None:
            right = split.features.get(name) if _are_messages(split.features.get(name), text) else "a list of messages"
        if (kind := split.features.get(name)) != right:
            yield f"{path}: datasets loads column {name} as {kind}, wanted {right}"
    empty = {name for rows in split.iter(1_000) for name, values in rows.items() if None in values}
    yield from (f"{path}: datasets loads null in column {name}, wanted text in every row" for name in sorted(empty))
    if not empty:
        yield from altered(path, split)


def _are_messages(feature: Any, text: Any) -> bool:
    """Whether a feature is a list of role and content, as every version of `datasets` writes it."""
    inner = feature[0] if isinstance(feature, list) and feature else getattr(feature, "feature", None)
    return isinstance(inner, dict) and inner == {"role": text, "content": text}


@contextmanager
def _without_bars() -> Iterator[None]:
    """The loader without its progress bars, which are left as they were."""
    import datasets

    shown = not datasets.are_progress_bars_disabled()
    datasets.disable_progress_bars()
    try:
        yield
    finally:
        if shown:
            datasets.enable_progress_bars()
