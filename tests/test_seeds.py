"""Our own seed tasks are many, whole, distinct, and pass our own filters."""

from pathlib import Path

import pytest

from alpaca_est.filters.language import LanguageFilter
from alpaca_est.filters.length import Length
from alpaca_est.filters.near_duplicate import NearDuplicate
from alpaca_est.filters.wording import Wording
from alpaca_est.record import Record
from alpaca_est.runs.stages import compute
from alpaca_est.source import Source, records

ROOT = Path(__file__).parents[1]


def seeds(lang: str) -> list[Record]:
    source = Source.model_validate({"name": "seed", "path": f"seeds/{lang}.jsonl"}, context={"root": ROOT})
    return [record for record in records(source, ROOT, lang) if isinstance(record, Record)]


@pytest.mark.parametrize(("lang", "least"), [("et", 175), ("en", 100)])
def test_seeds_pass_our_filters(lang: str, least: int) -> None:
    found = seeds(lang)
    assert len(found) >= least
    result = compute([Length(lang=lang), LanguageFilter(lang=lang), Wording(lang=lang)], found)
    assert result.left == []
    flagged = [(record.id, flag.reason) for record in result.records for flag in record.flags]
    assert len(flagged) <= 0.02 * len(found), flagged
    distinct = NearDuplicate(lang=lang)
    assert len([one for one in distinct.run(found, distinct.begin()) if isinstance(one, Record)]) == len(found)
