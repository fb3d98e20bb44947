"""Published datasets with what loaders stumble over, and what was published in them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.published import rows, shards
from alpaca_est.runs.dataset.views import View
from tests.small import made

VIEWS = [view for view in get_args(View) if view != "preference"]
STEPS = ("{step: length, max_words: 99}",)
ANIMALS = ("karu", "hunt", "ilves", "põder", "öökull", "ämblik", "kärp", "jänes", "žirafiilane", "šimpans")
ODD = 'Ta ütles: "Õhtul näeb öökulli!" 🦉\n\tRida kaks: C:\\tee, {"a": [1, null]}, \u2028 ja \u00a0lõpp.'


def plain() -> Iterator[dict[str, str]]:
    """Tasks with Estonian letters, line feeds, quotes and marks; some with an input, the first ones without."""
    for number in range(30):
        animal = ANIMALS[number % len(ANIMALS)]
        asked = f"Räägi lugu number {number}, milles on {animal}."
        yield {
            "instruction": asked,
            "input": ODD if number % 3 == 2 else "",
            "output": f"Üks {animal} elas {number}. majas.",
        }


def dates() -> Iterator[dict[str, str]]:
    """Tasks whose inputs and answers are dates and nothing else."""
    for number in range(10):
        day = f"2026-01-{number + 1:02d}"
        yield {"instruction": f"Mis päev on {number} päeva pärast?", "input": "2026-01-01", "output": day}


def nearly_dates() -> Iterator[dict[str, str]]:
    """The same, with a last task in words."""
    yield from dates()
    yield {"instruction": "Mis päev on homme?", "input": "Täna on uusaasta.", "output": "2. jaanuar"}


def conversations() -> Iterator[dict[str, Any]]:
    """Conversations of one and two exchanges, some with a system prompt."""
    for number in range(10):
        said = [("user", f"Palun nimeta loom number {number}."), ("assistant", ANIMALS[number])]
        said += [("user", "Kas ta on suur?"), ("assistant", "Üsna suur.\nVõib-olla.")] if number % 2 else []
        said = [("system", "Vasta lühidalt."), *said] if number % 3 == 0 else said
        yield {"messages": [{"role": role, "content": text} for role, text in said]}


def pairs() -> Iterator[dict[str, str]]:
    """Tasks with two answers each, a short one and a long one."""
    for number in range(20):
        asked = f"Kirjelda looma: {ANIMALS[number % 10]}, lugu {number}."
        yield {"instruction": asked, "output": "Ta on loom."}
        yield {"instruction": asked, "output": f"Ta on suur ja ilus loom, kes elab {number}. metsas."}


SHELF: dict[str, tuple[Any, dict[str, Any]]] = {
    "plain": (plain, {"splits": {"validation": 0.2, "test": 0.2}, "shard_rows": 4}),
    "gz": (plain, {"compress": ".gz", "splits": {"validation": 0.3}, "shard_rows": 7}),
    "parquet": (plain, {"files": "parquet", "splits": {"validation": 0.3}, "shard_rows": 7}),
    "only_dates": (dates, {"files": "parquet"}),
    "zst": (plain, {"compress": ".zst"}),
    "dates": (nearly_dates, {}),
    "conversations": (conversations, {"formats": ["messages"], "splits": {"validation": 0.2}}),
    "pairs": (
        pairs,
        {
            "formats": ["alpaca", "preference"],
            "preference": {"by": "length.output_words"},
            "splits": {"validation": 0.2},
        },
    ),
}
"""Rows and settings of publication, by name."""


def published(folder: Path, name: str, **changed: Any) -> Path:
    """A dataset of the shelf, published below a folder; in all views unless it or `changed` says otherwise."""
    tasks, settings = SHELF[name]
    return made(folder / name, rows=tasks(), steps=STEPS, publish={"formats": VIEWS, **settings, **changed}).path


def truth(run: Path) -> dict[str, dict[str, list[Any]]]:
    """What was published in each split of each view, read without `datasets`."""
    return {
        view: {split: [dict(row) for row in rows(run, files)] for split, files in splits.items()}
        for view, splits in shards(index.read(run)).items()
    }
