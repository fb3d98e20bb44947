"""Pipelines with a mixture for tests, and what they come to."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from alpaca_est.pipeline import Pipeline
from alpaca_est.pipeline.settings import pipeline_type
from alpaca_est.pipeline.steps import STEPS
from alpaca_est.record import Record
from alpaca_est.runs.mixing import MixtureSchedule
from alpaca_est.runs.schedule import Batch


def pipeline(folder: Path, rows: dict[str, Sequence[dict[str, Any]] | int], **settings: Any) -> Pipeline:
    """A pipeline whose sources have these rows, or so many of them; settings of a source stand under `NAME_source`."""
    entries = []
    for name, given in rows.items():
        listed = [{"output": "jah"} for _ in range(given)] if isinstance(given, int) else given
        lines = [json.dumps({"instruction": f"{name} {number}", **row}) for number, row in enumerate(listed)]
        (folder / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines))
        entries.append({"name": name, "path": f"{name}.jsonl", **settings.pop(f"{name}_source", {})})
    data = {"name": "a", "language": "et", "seed": 1, "sources": entries, **settings}
    return pipeline_type(list(STEPS)).model_validate(data, context={"root": folder})


def everything(batch: Batch) -> list[str]:
    """Every record of a batch is kept."""
    return [row.id for row in batch.rows if isinstance(row, Record)]


def walk(schedule: MixtureSchedule, keeps: Callable[[Batch], list[str]] = everything, width: int = 1) -> list[str]:
    """The ids that are kept, in their order; as many batches as `width` are under way at a time."""
    walking: list[Batch] = []
    found: list[str] = []
    while True:
        batch = schedule.next() if len(walking) < width else "wait"
        if isinstance(batch, Batch):
            walking.append(batch)
            continue
        if not walking:
            assert batch is None
            return found
        done = walking.pop(0)
        kept = keeps(done)
        schedule.finished(done, made=len(done.rows), kept=kept)
        found += kept


def by_source(ids: Sequence[str]) -> dict[str, int]:
    """How many of the ids begin in each source."""
    return dict(sorted(Counter(identity.partition(":")[0] for identity in ids).items()))
