"""Computed tasks: `python -m benchmarks.computed [--tasks N] [--markdown]`.

Builds pipelines/computed.yaml twice: so many tasks (100,000) in at most 90 s on two cores, the same bytes both times,
no id and no task twice, every kind and phrasing in use, and no answer on which its second computation disagrees. Then
shows the kinds with counts and an example each; --markdown prints that table alone, for seeds/README.md.
"""

import argparse
import asyncio
import hashlib
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from alpaca_est.generators.computed import Computed
from alpaca_est.pipeline import Loaded, load
from alpaca_est.record import Record
from alpaca_est.runs.build import build
from alpaca_est.runs.folder import RunFolder

ROOT = Path(__file__).parents[1]
TASKS, SECONDS = 100_000, 90.0
DISAGREED = "the second computation says"
EXAMPLE = 150


def made(loaded: Loaded, folder: Path) -> tuple[float, str]:
    """Seconds of a build, and the sha256 of its shards."""
    begun = time.perf_counter()
    asyncio.run(build(loaded, RunFolder(folder)))
    seconds = time.perf_counter() - begun
    digest = hashlib.sha256()
    for shard in sorted((folder / "data").rglob("*.jsonl")):
        digest.update(shard.read_bytes())
    return seconds, digest.hexdigest()


def tasks(folder: Path) -> Iterator[Record]:
    """The records of a run that were not rejected, from its journal."""
    for batch in RunFolder(folder).journal.batches():
        yield from batch[-1][1].result.records


def phrasings(loaded: Loaded) -> dict[str, tuple[str, ...]]:
    """The kinds that each generator of the pipeline knows."""
    return {step.key: step.all_kinds for step in loaded.pipeline.all_steps if isinstance(step, Computed)}


def table(given: dict[tuple[str, str], list[Record]]) -> Iterator[str]:
    """A line for each kind: generator, kind, phrasings, tasks, an example."""
    yield "| generator | kind | phrasings | tasks | for example |"
    yield "|---|---|---:|---:|---|"
    for (step, kind), records in sorted(given.items()):
        used = len({record.kind for record in records})
        short = min(records, key=lambda one: (abs(len(_whole(one)) - EXAMPLE * 2 // 3), one.id))
        yield f"| {step} | {kind} | {used} | {len(records):,} | {_cell(_whole(short))} |"


def _whole(record: Record) -> str:
    asked = " ".join(filter(None, (record.instruction, record.input)))
    return f"{asked} → {record.output}"


def _cell(text: str) -> str:
    flat = " ".join(text.split()).replace("|", "\\|").replace("`", "")
    return flat if len(flat) <= EXAMPLE else flat[: EXAMPLE - 1] + "…"


def main() -> int:
    """Build twice and look; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=TASKS, help="how many (100,000)")
    parser.add_argument("--markdown", action="store_true", help="print the table of kinds alone")
    options = parser.parse_args()
    loaded = load(ROOT / "pipelines/computed.yaml", [f"target={options.tasks}"])
    with tempfile.TemporaryDirectory() as name:
        first = Path(name) / "first"
        seconds, digest = made(loaded, first)
        found: dict[tuple[str, str], list[Record]] = {}
        ids: Counter[str] = Counter()
        texts: Counter[tuple[str, str]] = Counter()
        for record in tasks(first):
            found.setdefault((record.made_by, record.kind.partition("/")[0]), []).append(record)
            ids[record.id] += 1
            texts[record.instruction, record.input] += 1
        if options.markdown:
            print("\n".join(table(found)))
            return 0
        disagreed = sum(DISAGREED in line for line in (first / "rejected.jsonl").open(encoding="utf-8"))
        again = made(loaded, Path(name) / "second")
    wanted = sum(map(len, phrasings(loaded).values()))
    kinds = len(found)
    used = len({(record.made_by, record.kind) for records in found.values() for record in records})
    print(f"{ids.total():,} tasks in {seconds:.1f} s (at most {SECONDS:g}), again in {again[0]:.1f} s")
    print(f"same bytes twice: {digest == again[1]}")
    print(f"ids twice: {ids.total() - len(ids)}, tasks twice: {texts.total() - len(texts)} (0 wanted)")
    print(f"kinds in use: {kinds} of {wanted}; phrasings in use: {used}; disagreements: {disagreed} (0 wanted)")
    print("\n".join(table(found)))
    good = seconds <= SECONDS * options.tasks / TASKS or options.tasks < TASKS
    good = good and digest == again[1] and len(ids) == ids.total() and len(texts) == texts.total()
    return 0 if good and kinds == wanted and not disagreed else 1


if __name__ == "__main__":
    sys.exit(main())
