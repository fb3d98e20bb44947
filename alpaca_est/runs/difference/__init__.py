"""What differs between two datasets: records by id and by text, the reasons why, settings, and how both look."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from alpaca_est.record import FIELDS
from alpaca_est.runs.difference.profile import Profile, profile
from alpaca_est.runs.difference.settings import Setting, settings
from alpaca_est.runs.difference.sides import Entry, Side
from alpaca_est.runs.difference.table import Numbers, Table, table

SHOWN = 5
UNMADE = "not there"
"""What is said of a record that the other side never made."""


class Example(msgspec.Struct, frozen=True):
    """A record that came, went or changed; `before` and `after` are its texts, empty where it was not published."""

    id: str
    reason: str = ""
    before: dict[str, str] = {}
    after: dict[str, str] = {}


class ById(msgspec.Struct, kw_only=True):
    """Published records by their ids.

    `removed_by` says what the second side did with those it does not have, `added_by` what the first had done with
    the new ones; `moved` are added ones whose text the first side has under another id.
    """

    same: int
    changed: int
    added: int
    removed: int
    moved: int
    changed_in: dict[str, int]
    removed_by: dict[str, int]
    added_by: dict[str, int]
    examples: dict[str, list[Example]]


class ByText(msgspec.Struct, kw_only=True):
    """Published texts, each counted once; `instructions` are alike word for word, whatever their answers."""

    same: int
    only_a: int
    only_b: int
    instructions: int
    other_answer: int


class Difference(msgspec.Struct, kw_only=True):
    """The whole comparison; `by_id` is None where the sides have no id in common."""

    a: Profile
    b: Profile
    settings: list[Setting]
    by_id: ById | None
    by_text: ByText


def difference(before: Path, after: Path, language: str = "") -> Difference:
    """Compare two published runs, a run with a file, or two files; `DataError` where one cannot be read.

    Memory holds some sixty bytes of each record. `language` is that of rows that do not name theirs; it is
    identified unless given.
    """
    first, second = Side(before), Side(after)
    first.joined = second.joined = first.joined or second.joined
    a, b = table(first.entries()), table(second.entries())
    return Difference(
        a=profile(str(before), a, first.language(language)),
        b=profile(str(after), b, second.language(language)),
        settings=settings(first.manifest, second.manifest) if first.manifest and second.manifest else [],
        by_id=_by_id(first, second, a, b),
        by_text=_by_text(a, b),
    )


def _by_text(a: Table, b: Table) -> ByText:
    texts_a, texts_b = np.unique(a.whole()[a.published]), np.unique(b.whole()[b.published])
    same = len(np.intersect1d(texts_a, texts_b, assume_unique=True))
    asked = np.intersect1d(a.asked, b.asked)
    shared = np.intersect1d(a.whole()[a.published], b.whole()[b.published])
    answered = np.unique(a.asked[np.isin(a.whole()[a.published], shared)])
    return ByText(
        same=same,
        only_a=len(texts_a) - same,
        only_b=len(texts_b) - same,
        instructions=len(asked),
        other_answer=len(asked) - len(np.intersect1d(asked, answered)),
    )


def _by_id(first: Side, second: Side, a: Table, b: Table) -> ById | None:
    ids_a, ids_b = a.ids, b.ids
    if not len(np.intersect1d(ids_a[ids_a > 0], ids_b[ids_b > 0])):
        return None
    rows_a, rows_b = np.flatnonzero(a.published & (ids_a > 0)), np.flatnonzero(b.published & (ids_b > 0))
    both, in_a, in_b = np.intersect1d(ids_a[rows_a], ids_b[rows_b], return_indices=True)
    in_a, in_b = rows_a[in_a], rows_b[in_b]
    differing = a.whole()[in_a] != b.whole()[in_b]
    removed, added = rows_a[~np.isin(ids_a[rows_a], both)], rows_b[~np.isin(ids_b[rows_b], both)]
    why_removed, why_added = _reasons(ids_a[removed], b), _reasons(ids_b[added], a)
    changed = sorted(zip(in_a[differing].tolist(), in_b[differing].tolist(), strict=True))
    return ById(
        same=int((~differing).sum()),
        changed=len(changed),
        added=len(added),
        removed=len(removed),
        moved=int(np.isin(b.whole()[added], a.whole()[a.published]).sum()),
        changed_in={field: int((a.field(field)[in_a] != b.field(field)[in_b]).sum()) for field in FIELDS},
        removed_by=dict(Counter(why_removed).most_common()),
        added_by=dict(Counter(why_added).most_common()),
        examples={
            "removed": _left(first, removed, why_removed, "before"),
            "added": _left(second, added, why_added, "after"),
            "changed": _changed(first, second, changed[:SHOWN]),
        },
    )


def _reasons(ids: Numbers, other: Table) -> list[str]:
    """What the other side did with each of these records."""
    known = other.ids
    order = np.argsort(known, kind="stable")
    if not len(known):
        return [UNMADE] * len(ids)
    places = np.minimum(np.searchsorted(known, ids, sorter=order), len(known) - 1)
    rows = order[places]
    found = zip((known[rows] == ids).tolist(), rows.tolist(), strict=True)
    return [f"{other.fate(row)} by {other.reason(row)}" if there else UNMADE for there, row in found]


def _left(side: Side, rows: NDArray[Any], reasons: list[str], key: str) -> list[Example]:
    """The first records that came or went, each with what the other side did with it."""
    why = dict(zip(rows.tolist()[:SHOWN], reasons, strict=False))
    return [Example(entry.id, why[row], **{key: _texts(entry)}) for row, entry in _read(side, why)]


def _changed(first: Side, second: Side, pairs: list[tuple[int, int]]) -> list[Example]:
    before = dict(_read(first, [a for a, _ in pairs]))
    after = dict(_read(second, [b for _, b in pairs]))
    return [Example(before[a].id, "", _texts(before[a]), _texts(after[b])) for a, b in pairs]


def _read(side: Side, rows: Iterable[int]) -> Iterator[tuple[int, Entry]]:
    """Some records of a side by their numbers, read again."""
    wanted = set(rows)
    if wanted:
        for row, entry in enumerate(side.entries()):
            if row in wanted:
                wanted.remove(row)
                yield row, entry
            if not wanted:
                return


def _texts(entry: Entry) -> dict[str, str]:
    return dict(zip(FIELDS, entry.texts, strict=True))
