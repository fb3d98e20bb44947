"""A published dataset as `datasets` has it: every split, with the types that the card promises."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from alpaca_est.errors import DataError
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.published import whole
from alpaca_est.text import excerpt

if TYPE_CHECKING:
    import datasets


def load(run: str | Path, view: str = "", *, cache: str | Path | None = None) -> "datasets.DatasetDict":
    """The published rows of a run, split by split; `view` is a config of its card, the default one unless named.

    `cache` is a folder for `datasets`, whose own `load_dataset` on a folder that was published anew gives the old rows
    from its cache; here each published state has a cache of its own.

    Nothing is fetched. `DataError` where the folder holds no whole dataset (no index.json), where nothing was
    published, or where other rows are there than the index counts: one line, with what to do.
    """
    path = Path(run)
    found = index.read(path)
    view = view or next((file.path.split("/")[1] for file in found.shards), "alpaca")
    files = [file for file in found.shards if file.path.startswith(f"data/{view}/")]
    if not files:
        views = " or ".join(sorted({file.path.split("/")[1] for file in found.shards}))
        raise DataError(f"{path}: no rows in the view {view}, wanted {views or 'a published record'}")
    for file in files:
        whole(path, file)
    loaded = _loaded(path, view, found.fingerprint[:16], cache)
    rows, wanted = sum(split.num_rows for split in loaded.values()), sum(file.rows for file in files)
    if rows != wanted:
        raise DataError(f"{path}: datasets loads {rows} rows, wanted {wanted} as in {index.NAME}, {index.ADVICE}")
    return loaded


def _loaded(path: Path, view: str, state: str, cache: str | Path | None) -> "datasets.DatasetDict":
    """What `datasets` makes of the folder, with a cache for this state of it alone."""
    import datasets

    kept = Path(cache or datasets.config.HF_DATASETS_CACHE) / f"alpaca-est-{state}"
    local = datasets.DownloadConfig(local_files_only=True)
    try:
        loaded = datasets.load_dataset(str(path.resolve()), view, cache_dir=str(kept), download_config=local)
    except (datasets.exceptions.DatasetsError, OSError, ValueError) as error:
        reason = excerpt(str(error.__cause__ or error), 200)
        raise DataError(f"{path}: datasets {datasets.__version__} cannot load it ({reason}), {index.ADVICE}") from None
    return cast("datasets.DatasetDict", loaded)
