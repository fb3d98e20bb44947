"""A published dataset as `datasets` has it: every split, with the types that the card promises."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from alpaca_est.errors import DataError
from alpaca_est.runs import index
from alpaca_est.text import excerpt

if TYPE_CHECKING:
    import datasets


def load(run: str | Path, view: str = "alpaca", *, cache: str | Path | None = None) -> "datasets.DatasetDict":
    """The published rows of a run, split by split; `view` is a config of its card, `cache` a folder for `datasets`.

    Nothing is fetched. `DataError` where the folder holds no whole dataset (no index.json), where nothing was
    published, or where other rows are there than the index counts: one line, with what to do.
    """
    path = Path(run)
    wanted = sum(file.rows for file in index.read(path).shards if file.path.startswith(f"data/{view}/"))
    if not wanted:
        raise DataError(
            f"{path}: no rows in the view {view}, wanted {' or '.join(_views(path)) or 'a published record'}"
        )
    import datasets

    local = datasets.DownloadConfig(local_files_only=True)
    try:
        loaded = datasets.load_dataset(
            str(path.resolve()), view, cache_dir=str(cache) if cache else None, download_config=local
        )
    except (datasets.exceptions.DatasetsError, OSError, ValueError) as error:
        reason = excerpt(str(error.__cause__ or error), 200)
        raise DataError(f"{path}: datasets {datasets.__version__} cannot load it ({reason}), {index.ADVICE}") from None
    if (rows := sum(split.num_rows for split in loaded.values())) != wanted:
        raise DataError(f"{path}: datasets loads {rows} rows, wanted {wanted} as in {index.NAME}, {index.ADVICE}")
    return cast("datasets.DatasetDict", loaded)


def _views(path: Path) -> list[str]:
    """The views that a dataset holds."""
    return sorted({file.path.split("/")[1] for file in index.read(path).shards})
