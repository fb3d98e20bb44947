"""What people should look at: rows that are strange, come again, or hold an item of a test set."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from alpaca_est.tuning.duplicates import Overlaps
from alpaca_est.tuning.rows import Row
from alpaca_est.tuning.signals import FLAG, Suspicion


def flagged(rows: Sequence[Row], suspicions: Sequence[Suspicion], overlaps: Overlaps) -> list[Suspicion]:
    """A line for each row, the strangest first; copies and test items are further reasons and lift a row.

    Of a cluster the first row is spared: it is the one that stays. A row without signals was not judged.
    """
    known = {one.id: one for one in suspicions}
    more = reasons(overlaps)
    found = []
    for row in rows:
        plain = Suspicion(id=row.id, source=row.source, outlier=0.0, flagged=False, reasons=(), signals={})
        found.append(_lifted(known.get(row.id, plain), more.get(row.id, ())))
    return sorted(found, key=lambda one: (-one.outlier, one.id))


def reasons(overlaps: Overlaps) -> Mapping[str, Sequence[str]]:
    """Why a row is looked at beside its signals, by id: what was found, then what was wanted."""
    found: dict[str, list[str]] = {}
    for row, reason in _told(overlaps):
        found.setdefault(row, []).append(reason)
    return found


def _told(overlaps: Overlaps) -> Iterator[tuple[str, str]]:
    for row, place in overlaps.contaminated:
        yield row, f"holds an item of a test set word by word ({place}), none wanted"
    for row, place in overlaps.reworded:
        yield row, f"nearly holds an item of a test set ({place}), none wanted"
    for how, clusters in (("the same words as", overlaps.exact), ("nearly the same words as", overlaps.near)):
        for first, *others in clusters:
            for row in others:
                yield row, f"{how} {first}: {len(others) + 1} rows, 1 wanted"


def _lifted(one: Suspicion, more: Sequence[str]) -> Suspicion:
    if not more:
        return one
    lifted = round(one.outlier + FLAG + len(more), 3)
    return msgspec.structs.replace(one, outlier=lifted, flagged=True, reasons=(*more, *one.reasons))
