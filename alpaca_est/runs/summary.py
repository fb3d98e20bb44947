"""What commands print: one page at the end of a build, tables, and the same as JSON."""

import inspect
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from alpaca_est.errors import BudgetSpent, Interrupted, ModelUnavailable
from alpaca_est.pipeline import Pipeline
from alpaca_est.record import Record, Rejected
from alpaca_est.runs.build import Built
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.licences import view_of
from alpaca_est.runs.dataset.views import PREFERENCE
from alpaca_est.runs.fates import Account
from alpaca_est.runs.outlook import Cost, Seen
from alpaca_est.runs.stages import Count
from alpaca_est.step import Step
from alpaca_est.text import excerpt


def state(built: Built, pipeline: Pipeline) -> str:
    """How a build ended, in one word."""
    if isinstance(built.error, BudgetSpent):
        return "budget"
    if isinstance(built.error, Interrupted):
        return "stopped"
    if built.error is not None:
        return "unavailable" if isinstance(built.error, ModelUnavailable) else "broken"
    return "complete" if pipeline.target is None or built.status.complete else "short"


def facts(built: Built, run: Path, pipeline: Pipeline, seconds: float) -> dict[str, Any]:
    """A build as one JSON object."""
    account, totals = built.account, built.totals
    counts = account.steps if account else built.status.counts
    return {
        "run": str(run),
        "state": state(built, pipeline),
        "made": account.made if account else None,
        "published": account.published if account else None,
        "flagged": account.flagged if account else None,
        "rejected": {key: count.rejected for key, count in counts.items()},
        "used": account.used if account else None,
        "beyond": account.beyond if account else None,
        "requests": totals.requests,
        "cached": totals.cached,
        "recorded": totals.recorded,
        "paid_again": totals.paid_again,
        "tokens": {"input": totals.input_tokens, "output": totals.output_tokens},
        "usd": totals.run_usd,
        "seconds": round(seconds, 3),
        "error": list(built.error.problems) if built.error else [],
    }


def page(built: Built, run: Path, pipeline: Pipeline, seconds: float) -> str:
    """A build on one page."""
    counts = built.account.steps if built.account else built.status.counts
    lines = [
        "",
        f"{pipeline.name}: {_ending(built, pipeline)} in {tqdm.format_interval(seconds)}",
        "",
        *(_counts(counts) if counts else ()),
    ]
    if built.account is not None:
        lines += ["", *_account(built.account), "", *_files(run, built.account)]
    elif built.status.publishable:
        lines += [
            "",
            f"  {built.status.publishable} records are ready; `alpaca-est publish {run}` makes shards of them",
        ]
    if pipeline.models:
        lines += ["", f"  {_asking(built)}"]
    return "\n".join([*lines, ""])


def _ending(built: Built, pipeline: Pipeline) -> str:
    ending = {
        "complete": "complete",
        "short": f"the sources are spent at {built.status.publishable} of {pipeline.target} records",
        "budget": "the budget is spent",
        "stopped": "stopped",
        "unavailable": "a model is not available",
        "broken": "stopped by what is broken",
    }
    return ending[state(built, pipeline)]


def _counts(counts: Mapping[str, Count]) -> list[str]:
    head = ["step", "in", "made", "used", "rejected", "flagged", "out"]
    rows = [
        [key, *(f"{number:,}" for number in (one.inputs, one.made, one.used, one.rejected, one.flagged, one.out))]
        for key, one in counts.items()
    ]
    return table(head, rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table, the first column to the left and the others to the right."""
    cells = [list(head), *map(list, rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    return [
        "  "
        + "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in cells
    ]


def _account(account: Account) -> list[str]:
    beyond = f" + {account.beyond:,} beyond the target" if account.beyond else ""
    refused = f"  {account.unpublishable:,} of them passed every step and cannot be published: {account.obstacle}"
    return [
        f"  {account.made:,} made = {account.published:,} published + {account.flagged:,} flagged"
        f" + {account.rejected:,} rejected{beyond}",
        *([refused] if account.unpublishable else []),
    ]


def _files(run: Path, account: Account) -> list[str]:
    configs = Counter[str]()
    for shard in index.read(run).shards:
        configs[shard.path.split("/")[1]] += shard.rows
    form = "parquet" if any((run / "data").glob("*/*.parquet")) else "JSON lines"
    files = [
        (f"data/{config}", f"{rows:,} {'pairs' if view_of(config) == PREFERENCE else 'records'}, {form}")
        for config, rows in sorted(configs.items())
    ]
    if account.flagged:
        files.append(("flagged.jsonl", f"{account.flagged:,} records that wait for a person"))
    files.append(("rejected.jsonl", f"{account.rejected:,} with their reasons"))
    if account.rerouted:
        files.append(("reroute.jsonl", f"{account.rerouted:,} of these for native authors: translation destroys them"))
    files += [("report.html", "what each step saw, stopped and nearly stopped"), ("README.md", "the dataset card")]
    width = max(len(name) for name, _ in files)
    return [f"  {f'{run}/{name}'.ljust(len(str(run)) + width + 1)}  {about}" for name, about in files]


def _asking(built: Built) -> str:
    totals = built.totals
    parts = [
        f"{totals.requests:,} requests",
        *([f"{totals.recorded:,} recorded replies"] if totals.recorded else []),
        f"{totals.cached:,} from the cache",
        f"{totals.input_tokens + totals.output_tokens:,} tokens",
        f"${totals.run_usd:.2f} so far",
    ]
    if totals.paid_again:
        parts.append(f"{totals.paid_again} asked again after a crash")
    return ", ".join(parts)


def account_page(account: Account, run: Path) -> str:
    """A publication on one page."""
    return "\n".join([*_counts(account.steps), "", *_account(account), "", *_files(run, account), ""])


def costs_page(costs: Sequence[Cost]) -> str:
    """An estimate as a table."""
    if not costs:
        return "  no step asks a model: nothing to pay\n"
    rows = [
        [
            f"{one.step} ({one.model})",
            f"{one.requests:,}",
            f"{one.input_tokens:,}",
            f"{one.output_tokens:,}",
            "no price" if one.usd is None else f"${one.usd:,.2f}",
            tqdm.format_interval(one.seconds),
        ]
        for one in costs
    ]
    lines = table(["step", "requests", "tokens in", "tokens out", "cost", "time"], rows)
    note = "  from the first records of each source; three quarters of what a generator makes are taken to be kept,"
    return "\n".join([*lines, "", note, "  and 50 tokens a second for each request in flight", ""])


def seen_page(seen: Seen) -> str:
    """One step of a preview."""
    lines = [f"── {seen.step}"]
    for ask in seen.asks:
        lines += [
            f"   asks {ask.model}, draw {ask.draw}:",
            *(_indented(f"[{m.role}] {m.content}") for m in ask.messages),
        ]
    for reply in seen.replies:
        lines += [f"   reply ({reply.finish}{', ' + reply.reason if reply.reason else ''}):", _indented(reply.text)]
    for outcome in seen.outcomes:
        if isinstance(outcome, Rejected):
            lines.append(f"   − {outcome.id}: {outcome.reason}")
        elif isinstance(outcome, Record):
            scores = ", ".join(
                f"{key} {value:.3g}" for key, value in outcome.scores.items() if key.startswith(seen.step)
            )
            flags = "; ".join(flag.reason for flag in outcome.flags if flag.step == seen.step)
            lines.append(
                f"   {'?' if flags else '+'} {outcome.id}: {excerpt(outcome.instruction)}  {flags or scores}".rstrip()
            )
    return "\n".join(lines)


def _indented(text: str) -> str:
    return "\n".join(f"      {line}" for line in text.splitlines())


def previewed(pipeline: Pipeline, *, asked: bool) -> str:
    """The last line of a preview."""
    asks = bool(pipeline.models) and not asked
    return (
        "nothing was sent; --ask really asks, and goes on to the later steps"
        if asks
        else "that is what a build will do"
    )


def steps_page(known: Mapping[str, type[Step]]) -> str:
    """All steps, a line each."""
    width = max(map(len, known))
    return "".join(f"  {name.ljust(width)}  {_about(kind).splitlines()[0]}\n" for name, kind in known.items())


def step_page(name: str, known: Mapping[str, type[Step]]) -> str:
    """One step with its settings."""
    from alpaca_est.errors import PipelineError
    from alpaca_est.project import nearest

    if name not in known:
        raise PipelineError(f"no step {name!r}{nearest(name, known)}; wanted one of {', '.join(sorted(known))}")
    kind = known[name]
    lines = [name, "", *(f"  {line}" for line in _about(kind).splitlines()), ""]
    for setting, field in kind.model_fields.items():
        default = "" if field.is_required() else f" (default {_default(field.get_default(call_default_factory=True))})"
        lines += [f"  {setting}{' – needed' if field.is_required() else default}", f"      {field.description or ''}"]
    return "\n".join([*lines, ""])


def _about(kind: type[Step]) -> str:
    return inspect.cleandoc(kind.__doc__ or "")


def _default(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except TypeError:
        return "none"
