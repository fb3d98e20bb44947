"""A small run without models: the rows of one file through a few filters, in a moment."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from alpaca_est.decision import Decision, judged
from alpaca_est.pipeline import load
from alpaca_est.record import Record
from alpaca_est.runs.build import build
from alpaca_est.runs.folder import RunFolder

ROWS = (
    {"instruction": "Nimeta kolm metslooma.", "output": "Karu, hunt ja ilves."},
    {"instruction": "Kirjelda lumist metsa.", "output": "Kuused on lume all ja kõik on vaikne."},
    {"instruction": "Tõlgi inglise keelde.", "input": "Täna sajab vihma.", "output": "It is raining today."},
    {"instruction": "Arvuta summa.", "input": "2 ja 3", "output": "2 + 3 = 6, sest nii on."},
    {"instruction": "Mis on Eesti pealinn?", "output": "Tallinn"},
    {"instruction": "Kirjelda lumist randa.", "output": "Kahjuks ei saa ma sellega aidata."},
    {"instruction": "Mis värvi on 💙 ja kivi?", "output": "💙 on sinine ja 1 + 1 = 3 on vale."},
)
STEPS = ("{step: length, max_words: 12}", "{step: wording}", "{step: arithmetic}")


def made(
    folder: Path,
    run: str = "run",
    *,
    rows: Iterable[Mapping[str, Any]] = ROWS,
    steps: Iterable[str] = STEPS,
    **settings: Any,
) -> RunFolder:
    """Build `folder/run` from rows and steps, and publish it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "alpaca-est.toml").touch()
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / f"{run}.jsonl").write_text(lines, encoding="utf-8")
    data = {
        "name": "small",
        "language": "et",
        "sources": [{"name": "s", "path": f"{run}.jsonl", "licence": "CC-BY-4.0"}],
        "steps": [yaml.safe_load(step) for step in steps],
        "pool": {"kind": "thread", "workers": 1},
        **settings,
    }
    (folder / f"{run}.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    made_one = RunFolder(folder / run)
    asyncio.run(build(load(folder / f"{run}.yaml"), made_one))
    return made_one


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def published(run: RunFolder) -> list[dict[str, Any]]:
    """The rows of a run's default view."""
    return [row for shard in sorted((run.path / "data" / "alpaca").iterdir()) for row in lines(shard)]


def decide(run: RunFolder, identity: str, verdict: str, **more: Any) -> None:
    """Write what a person decided on a record, as the review page would."""
    rows = [*published(run), *lines(run.path / "flagged.jsonl")]
    row = next(row for row in rows if row["id"] == identity)
    texts = {name: row[name] for name in ("instruction", "input", "output")}
    decision = Decision(
        id=identity,
        verdict=verdict,  # type: ignore[arg-type]
        sha256=judged(Record(id=identity, **texts)),
        **more,
    )
    with run.decisions.open("ab") as file:
        file.write(msgspec.json.encode(decision) + b"\n")
