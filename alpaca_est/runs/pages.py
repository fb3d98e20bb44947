"""What `what-if` and `explain` print, one page each, and the plan of a mixture for `estimate`."""

from collections import Counter
from collections.abc import Iterator, Sequence

from alpaca_est.record import FIELDS
from alpaca_est.runs.explain import Asked, Life
from alpaca_est.runs.mixture import Planned
from alpaca_est.runs.what_if import Answer, tallies
from alpaca_est.text import excerpt


def mixture_page(mixture: Sequence[Planned]) -> str:
    """What each source brings to a mixture; kinds of task only where they are balanced."""
    if not mixture:
        return ""
    total = max(sum(one.records for one in mixture), 1)
    lines = [f"  {'mixture':20}{'rows':>12}{'records':>12}{'share':>9}"]
    lines += [
        f"  {one.source:20}{one.rows:>12,}{one.records:>12,}{one.records / total:>9.1%}  {_licences(one)}"
        for one in mixture
    ]
    return "\n".join([*lines, f"  {'all':20}{sum(one.rows for one in mixture):>12,}{total:>12,}", "", ""])


def _licences(one: Planned) -> str:
    found: Counter[str] = Counter()
    for cell, records in one.cells.items():
        found[cell.licence] += records
    return ", ".join(f"{records:,} {licence}" for licence, records in sorted(found.items()))


def what_if_page(answer: Answer) -> str:
    """Settings, a table of sides, what is not known, examples."""
    lines = [*answer.settings, "", f"  {'':10}{'now':>10}{'then':>10}"]
    lines += [f"  {side:10}{before:>10,}{after:>10,}" for side, before, after in tallies(answer)]
    moved = ", ".join(f"{count:,} {move}" for move, count in sorted(answer.moves.items()))
    lines += ["", f"{answer.decided:,} records decided again, nothing asked; {moved or 'none changes sides'}"]
    lines += [f"{answer.leaving:,} of those rejected now are in the dataset or wait for a person"] * bool(
        answer.leaving
    )
    lines += [*_unknown(answer), *_examples(answer)]
    return "\n".join([*lines, ""])


def _unknown(answer: Answer) -> Iterator[str]:
    if answer.exact_up_to in ("", "the end"):
        yield "exact: no step comes after these filters"
        return
    yield f"exact up to {answer.exact_up_to}"
    if answer.to_run:
        asked = f", {answer.to_ask:,} of them asked about" if answer.to_ask else ""
        yield f"{answer.to_run:,} records would have to be run from {answer.exact_up_to} on{asked}"
    if answer.leaving and answer.may_return:
        yield f"of {answer.may_return:,} that later steps rejected for their likeness to others, some may return"


def _examples(answer: Answer) -> Iterator[str]:
    if not answer.examples:
        return
    total = sum(answer.moves.values())
    yield from ("", f"{len(answer.examples)} of {total:,} that change sides:")
    for change in answer.examples:
        yield f"  {change.id}  {change.before} → {change.after}, {change.fate} in this run"
        yield f"      {excerpt(change.text, 100)}"
        yield f"      {change.reason}" if change.reason else "      all filters pass it"


def life_page(life: Life) -> str:
    """Seed, prompt, reply, record, each score and verdict."""
    lines = [f"{life.id}: {life.fate}, batch {life.batch}"]
    if life.root is not None:
        origin = life.root.origin
        place = f"row {origin.row + 1} of {origin.dataset}" if origin else "a source"
        lines += ["", f"began as {life.root.id}, {place}", *_texts(life.root)]
    for asked in life.asked:
        lines += ["", *_asked(asked)]
    if life.record is not None and (life.root is None or life.record.id != life.root.id):
        lines += ["", f"became {life.record.id}", *_texts(life.record)]
    if life.text:
        lines += ["", "could not be read:", *_block(life.text)]
    if life.record is not None and life.record.original is not None:
        lines += ["", "before it was changed:", *_texts(life.record.original)]
    return "\n".join([*lines, "", *_verdicts(life), ""])


def _texts(sample: object) -> Iterator[str]:
    for field in FIELDS:
        if text := getattr(sample, field):
            yield f"  {field}:"
            yield from _block(text)


def _block(text: str) -> Iterator[str]:
    yield from (f"    {line}" for line in text.splitlines())


def _asked(asked: Asked) -> Iterator[str]:
    for number, ask in enumerate(asked.asks):
        for message in ask.messages:
            yield f"{asked.step} asked {ask.model} about {asked.about} ({message.role}):"
            yield from _block(message.content)
        if number < len(asked.replies):
            reply = asked.replies[number]
            ended = reply.finish + (f", {reply.reason}" if reply.reason else "")
            yield from ("", f"reply ({ended}):")
            yield from _block(reply.text)
    if asked.missing:
        yield f"its reply is not at hand: {asked.missing}"


def _verdicts(life: Life) -> Iterator[str]:
    width = max((len(verdict.step) for verdict in life.verdicts), default=0)
    for verdict in life.verdicts:
        scores = ", ".join(f"{name} {value:.4g}" for name, value in verdict.scores.items())
        told = "; ".join(part for part in (verdict.reason, scores) if part)
        yield f"  {verdict.step.ljust(width)}  {verdict.verdict:11}  {told}".rstrip()
