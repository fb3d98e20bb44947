"""Plants bad rows in 2,000 of a run's and asks the LoRA check to find them: AUROC by signal, recall of the flags.

python -m benchmarks.lora_rows [--run runs/quickstart] [--seed 1] [--passes 2]
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from alpaca_est.tuning import model as models
from alpaca_est.tuning import tiny
from alpaca_est.tuning.encoding import Encoder
from alpaca_est.tuning.folds import FOLDS, fold_costs, joined
from alpaca_est.tuning.rows import Row, drawn, published
from alpaca_est.tuning.settings import Settings
from alpaca_est.tuning.signals import SIGNALS, Costs, Suspicion, auroc, suspicions

EACH = 40  # planted rows of a kind
ROWS = 2000
TARGETS = {"english": 0.85, "mismatch": 0.85}
ENGLISH = Path("seeds/en.jsonl")


def planted(rows: Sequence[Row], seed: int) -> tuple[list[Row], dict[str, set[str]]]:
    """Rows of which some have an English answer, another row's answer, or damaged letters; and which ones."""
    chance = random.Random(f"planted/{seed}")
    found = {row.id: row for row in rows}
    free = chance.sample(list(rows), len(rows))
    kinds = {"english": _english(free, chance), "mismatch": _mismatch(free), "mojibake": _mojibake(free)}
    for changed in kinds.values():
        found |= {row.id: row for row in changed}
    return list(found.values()), {kind: {row.id for row in changed} for kind, changed in kinds.items()}


def _english(free: list[Row], chance: random.Random) -> list[Row]:
    answers = [json.loads(line)["instances"][0]["output"] for line in ENGLISH.read_text("utf-8").splitlines()]
    long = [answer for answer in answers if len(answer) > 20]
    return [_with(free.pop(), chance.choice(long)) for _ in range(EACH)]


def _mismatch(free: list[Row]) -> list[Row]:
    own = [free.pop() for _ in range(EACH)]
    return [_with(row, other.output) for row, other in zip(own, own[1:] + own[:1], strict=True)]


def _mojibake(free: list[Row]) -> list[Row]:
    found: list[Row] = []
    while len(found) < EACH:
        row = free.pop()
        damaged = row.output.encode().decode("latin-1")
        if damaged != row.output:
            found.append(_with(row, damaged))
    return found


def _with(row: Row, output: str) -> Row:
    return msgspec.structs.replace(row, output=output)


def judged(rows: Sequence[Row], settings: Settings) -> list[Suspicion]:
    """What the check's row signals say of rows, with a tiny base made on them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tiny.make(rows, folder / "base", tokens=settings.base_tokens, seed=settings.seed, meter=lambda _: None)
        where = models.machine("cpu", "float32")
        base, encoder = models.loaded(str(folder / "base"), where), models.encoder(str(folder / "base"), None, 512)
        parts = [_fold(base, encoder, rows, fold, settings, folder) for fold in range(FOLDS)]
    lengths = {row.id: encoder.encode(row).learnt for row in rows}
    return suspicions(rows, joined(parts), lengths)


def _fold(base: object, encoder: Encoder, rows: Sequence[Row], fold: int, settings: Settings, folder: Path) -> Costs:
    tokens = sum(len(encoder.encode(row).ids) for row in rows)
    course = settings.course(round(settings.passes * tokens / FOLDS), settings.seed)
    return fold_costs(base, rows, fold, encoder, course, settings.rank, folder / f"{fold}", lambda _: None)


def main() -> int:
    """Print the table; 1 where a target is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, default=Path("runs/quickstart"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--passes", type=float, default=Settings().passes)
    given = parser.parse_args()
    models.prepared(models.TINY)
    rows, kinds = planted(drawn(published(given.run).rows, ROWS, given.seed), given.seed)
    found = judged(rows, Settings(seed=given.seed, passes=given.passes))
    bad = set().union(*kinds.values())
    scores = {"combined": {one.id: one.score for one in found}}
    scores |= {signal.name: {one.id: one.z[signal.name] for one in found} for signal in SIGNALS}
    print(f"| signal | {' | '.join(kinds)} |\n|---|{'---|' * len(kinds)}")
    areas: dict[str, dict[str, float]] = {}
    for name, values in scores.items():
        areas[name] = {
            kind: auroc({row: value for row, value in values.items() if row in own or row not in bad}, own)
            for kind, own in kinds.items()
        }
        print(f"| {name} | {' | '.join(f'{area:.3f}' for area in areas[name].values())} |")
    flagged = {one.id for one in found if one.flagged}
    right = len(flagged & bad) / max(1, len(flagged))
    recall = ", ".join(f"{kind} {len(flagged & own) / len(own):.2f}" for kind, own in kinds.items())
    print(f"\n{len(flagged)} of {len(found)} rows flagged, precision {right:.2f}, recall: {recall}")
    missed = [kind for kind, target in TARGETS.items() if areas["combined"][kind] < target]
    for kind in missed:
        print(f"{kind}: {areas['combined'][kind]:.3f}, at least {TARGETS[kind]} wanted")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
