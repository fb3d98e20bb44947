"""Builds instruction datasets for languages that have too few, Estonian first."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datasets
    import pandas

__version__ = "0.1.0"


def frame(run: str | Path) -> "pandas.DataFrame":
    """Every record of a run with its fate and scores, as a pandas table; see `alpaca_est.runs.dataset.frame`."""
    from alpaca_est.runs.dataset.frame import frame as frame_of

    return frame_of(run)


def load(run: str | Path, view: str = "", *, cache: str | Path | None = None) -> "datasets.DatasetDict":
    """The published rows of a run for trainers, split by split; see `alpaca_est.runs.dataset.loading`."""
    from alpaca_est.runs.dataset.loading import load as load_from

    return load_from(run, view, cache=cache)
