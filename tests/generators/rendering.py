"""Tasks of a computed generator, drawn as a source with `draws:` would."""

from alpaca_est.filters.diacritics import Diacritics
from alpaca_est.filters.language import LanguageFilter
from alpaca_est.filters.typography import Typography
from alpaca_est.filters.unknown_words import UnknownWords
from alpaca_est.generators.computed import Computed
from alpaca_est.record import Outcome, Record
from alpaca_est.runs.stages import compute

FILTERS = [LanguageFilter(lang="et"), UnknownWords(lang="et"), Diacritics(lang="et"), Typography(lang="et")]


def drawn(step: Computed, count: int) -> list[Outcome]:
    return list(step.run([Record(id=f"c:{number:03d}/0", lang="et") for number in range(count)]))


def tasks(step: Computed, count: int) -> list[Record]:
    found = [one for one in drawn(step, count) if isinstance(one, Record)]
    assert len(found) == count
    return found


def rejected_by_our_filters(records: list[Record]) -> list[str]:
    return [f"{one.reason}: {one.record.instruction} => {one.record.output}" for one in compute(FILTERS, records).left]
