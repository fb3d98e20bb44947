"""What `diff` prints: one page."""

from collections.abc import Iterator, Mapping

from alpaca_est.record import FIELDS
from alpaca_est.runs.difference import ById, Difference, Example
from alpaca_est.runs.difference.profile import commonest
from alpaca_est.runs.summary import table
from alpaca_est.text import excerpt

VERBS = 12
REASONS = 15


def difference_page(found: Difference) -> str:
    """Sizes and lengths of both sides, settings, records by id and by text, main verbs, examples."""
    lines = [f"A  {found.a.name}", f"B  {found.b.name}", "", *table(["", "A", "B"], _sizes(found)), ""]
    lines += [*_broken(found), *_settings(found), *_by_id(found.by_id), "", *_by_text(found), "", *_verbs(found)]
    if found.by_id is not None:
        lines += [*_examples(found.by_id)]
    return "\n".join([*lines, ""])


def _sizes(found: Difference) -> Iterator[list[str]]:
    a, b = found.a, found.b
    yield ["published", f"{a.published:,}", f"{b.published:,}"]
    for fate in ("flagged", "rejected", "broken"):
        if a.fates.get(fate) or b.fates.get(fate):
            yield [fate, f"{a.fates.get(fate, 0):,}", f"{b.fates.get(fate, 0):,}"]
    yield ["different texts", f"{a.distinct:,}", f"{b.distinct:,}"]
    yield ["different instructions", f"{a.distinct_instructions:,}", f"{b.distinct_instructions:,}"]
    yield ["with input", *(f"{_share(one.with_input, one.published):.1%}" for one in (a, b))]
    for field in FIELDS:
        yield [f"words of {field}, mean", *(f"{one.words[field].mean:.1f}" for one in (a, b))]
        yield ["    median", *(f"{one.words[field].median:.0f}" for one in (a, b))]
        yield ["    95 %", *(f"{one.words[field].p95:.0f}" for one in (a, b))]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _broken(found: Difference) -> Iterator[str]:
    """Why rows of a file were no records."""
    for letter, side in (("A", found.a), ("B", found.b)):
        if broken := side.reasons.get("broken"):
            yield from _reasons(f"broken in {letter}:", broken)
            yield ""


def _settings(found: Difference) -> Iterator[str]:
    if found.settings:
        yield f"settings that differ: {len(found.settings)}"
        yield from (f"  {one.name}: {_told(one.a)} → {_told(one.b)}" for one in found.settings)
        yield ""


def _told(value: str) -> str:
    return excerpt(value, 50) if value else "not there"


def _by_id(found: ById | None) -> Iterator[str]:
    if found is None:
        yield "no id in common: records are compared by their texts alone"
        return
    yield (
        f"by id: {found.same:,} the same, {found.changed:,} changed, {found.removed:,} only in A, {found.added:,} only"
        " in B"
    )
    fields = ", ".join(f"{field} {count:,}" for field, count in found.changed_in.items() if count)
    yield from [f"  changed in {fields}"] if found.changed else []
    yield from [f"  {found.moved:,} of those only in B stand in A under another id"] if found.moved else []
    yield from _reasons("only in A, what B did with them:", found.removed_by)
    yield from _reasons("only in B, what A did with them:", found.added_by)


def _reasons(head: str, reasons: Mapping[str, int]) -> Iterator[str]:
    if reasons:
        yield f"  {head}"
        yield from (f"  {count:>10,}  {excerpt(reason, 90)}" for reason, count in list(reasons.items())[:REASONS])
        if more := sum(list(reasons.values())[REASONS:]):
            yield f"  {more:>10,}  for {len(reasons) - REASONS} other reasons (--json has all)"


def _by_text(found: Difference) -> Iterator[str]:
    text = found.by_text
    yield f"by text: {text.same:,} the same, {text.only_a:,} only in A, {text.only_b:,} only in B"
    yield f"  {text.instructions:,} instructions on both sides, {text.other_answer:,} of them always answered otherwise"


def _verbs(found: Difference) -> Iterator[str]:
    a, b = found.a, found.b
    rows = [[verb, *(f"{one.verbs.get(verb, 0):.1%}" for one in (a, b))] for verb in commonest(a.verbs, b.verbs, VERBS)]
    rows.append(["(none found)", *(f"{one.verbs.get('', 0):.1%}" for one in (a, b))])
    rows.append(["different verbs", *(f"{len(one.verbs.keys() - {''}):,}" for one in (a, b))])
    yield f"main verbs of {a.verbs_of:,} and {b.verbs_of:,} instructions:"
    yield from table(["", "A", "B"], rows)


def _examples(found: ById) -> Iterator[str]:
    heads = {"removed": "only in A", "added": "only in B", "changed": "changed"}
    for kind, examples in found.examples.items():
        if examples:
            yield from ("", f"{heads[kind]}, {len(examples)} of {getattr(found, kind):,}:")
            for example in examples:
                yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    yield f"  {example.id}  {example.reason}".rstrip()
    if example.before and example.after:
        for field in FIELDS:
            if example.before[field] != example.after[field]:
                yield f"      {field}: {excerpt(example.before[field], 100)}"
                yield f"      {' ' * len(field)}→ {excerpt(example.after[field], 100)}"
    else:
        yield f"      {excerpt((example.before or example.after)['instruction'], 100)}"
