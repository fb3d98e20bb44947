"""A loader that changes texts is found out."""

from pathlib import Path

import datasets

from alpaca_est.runs.dataset.altered import altered
from alpaca_est.runs.dataset.loader import loads
from tests.trainers import shelf


def test_dates_beside_other_texts_stay_as_they_are(tmp_path: Path) -> None:
    assert loads(shelf.published(tmp_path, "dates")) == []


def test_the_first_text_that_is_not_as_it_was_published_is_named(tmp_path: Path) -> None:
    run = shelf.published(tmp_path, "dates", formats=["alpaca"])
    split = datasets.load_dataset(str(run), "alpaca", split="train", cache_dir=str(tmp_path / "cache"))
    assert list(altered(run, split)) == []
    timed = split.map(lambda row: {"output": row["output"].replace("-03", "-03 00:00:00")}, keep_in_memory=True)
    assert list(altered(run, timed)) == [
        f"{run}: datasets loads '2026-01-03 00:00:00' as output of s:002/0, wanted '2026-01-03':"
        " a shard whose every output is a date is read as times, so add a row where it is not"
    ]
    shouted = split.map(lambda row: {"instruction": row["instruction"].upper()}, keep_in_memory=True)
    assert list(altered(run, shouted)) == [
        f"{run}: datasets loads 'MIS PÄEV ON 0 PÄEVA PÄRAST?' as instruction of s:000/0,"
        " wanted 'Mis päev on 0 päeva pärast?'"
    ]
