"""A loader that changes texts is found out."""

from pathlib import Path

import pytest

from alpaca_est.runs.dataset.validate import loads
from tests.small import made
from tests.trainers.shelf import dates, nearly_dates


@pytest.mark.parametrize("view", ["alpaca", "prompt_completion"])
def test_a_shard_of_nothing_but_dates_is_not_loaded_as_it_was_published(view: str, tmp_path: Path) -> None:
    run = made(tmp_path, rows=dates(), steps=(), publish={"formats": [view]})
    column, first = ("input", "2026-01-01") if view == "alpaca" else ("completion", "2026-01-01")
    assert loads(run.path) == [
        f"{run.path}: datasets loads '{first} 00:00:00' as {column} of s:000/0, wanted '{first}':"
        f" a shard whose every {column} is a date is read as times, so add a row where it is not"
    ]


def test_one_other_row_keeps_the_dates_as_they_are(tmp_path: Path) -> None:
    run = made(tmp_path, rows=nearly_dates(), steps=(), publish={"formats": ["alpaca", "prompt_completion"]})
    assert loads(run.path) == []
