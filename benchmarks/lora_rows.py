"""Plants bad rows in 2,000 of a run's and asks the LoRA check to find them: AUROC by signal, precision and recall.

python -m benchmarks.lora_rows [--run runs/quickstart] [--seeds 1 2] [--passes 2]
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from alpaca_est.source.items import Item, TestSets
from alpaca_est.text import words
from alpaca_est.tuning import model as models
from alpaca_est.tuning import tiny
from alpaca_est.tuning.adapters import adapted
from alpaca_est.tuning.canaries import AMONG, COPIES, Exposure, exposures
from alpaca_est.tuning.canaries import EACH as EACH_CANARY
from alpaca_est.tuning.duplicates import Copies, Overlaps, copies, overlaps
from alpaca_est.tuning.encoding import Encoder
from alpaca_est.tuning.folds import FOLDS, fold_costs, joined
from alpaca_est.tuning.leaks import Leaks, asked_of, item_losses, leaks
from alpaca_est.tuning.matching import matched
from alpaca_est.tuning.memorising import CANARY
from alpaca_est.tuning.rows import Row, drawn, parted, published
from alpaca_est.tuning.settings import Settings
from alpaca_est.tuning.signals import FLAG, SIGNALS, Suspicion, auroc, suspicions
from alpaca_est.tuning.training import train
from alpaca_est.tuning.written import written_tasks
from benchmarks.lora_planting import EACH, LEAKED, TEST_ITEM, Planted, planted

ROWS = 2000
OFTEN = (12.0, 100)  # passes over so many rows after which secrets are learnt by heart
TARGETS = {"english": 0.85, "mismatch": 0.85}
JUDGED = ("english", "mismatch", "mismatch in source", "mojibake")
"""Kinds that the row signals are to find; copies and leaks are the overlap's."""
FACTS = {
    "loss": (0.95, 0.79, 0.50),
    "gain": (0.76, 0.87, 0.00),
    "ifd": (0.89, 0.68, 0.70),
}
"""English, mismatch, mojibake as the facts file has them (857 rows, one seed, pretrained base, part C3)."""


class Found(NamedTuple):
    """Everything that the check says of the planted rows."""

    suspicions: list[Suspicion]
    overlaps: Overlaps
    copies: Copies
    exposures: dict[float, list[Exposure]]
    leaks: Leaks


class Check:
    """The parts of the check that judge rows, on a tiny base made on them."""

    def __init__(self, rows: Sequence[Row], settings: Settings, folder: Path) -> None:
        self.rows, self.settings, self.folder = rows, settings, folder
        tiny.make(rows, folder / "base", tokens=settings.base_tokens, seed=settings.seed, meter=_unseen)
        where = models.machine("cpu", "float32")
        self.base: Any = models.loaded(str(folder / "base"), where)
        self.encoder: Encoder = models.encoder(str(folder / "base"), None, settings.limit)

    def found(self) -> Found:
        """All parts, as `alpaca_est.tuning.check` has them."""
        doubles = overlaps(self.rows, _tests())
        seed, rank = self.settings.seed, self.settings.rank
        course = self.settings.course(round(self._tokens(self.rows) / FOLDS), seed)
        parts = [
            fold_costs(self.base, self.rows, fold, self.encoder, course, rank, self.folder / f"{fold}", _unseen)
            for fold in range(FOLDS)
        ]
        lengths = {row.id: self.encoder.encode(row).learnt for row in self.rows}
        judged = suspicions(self.rows, joined([matched(self.rows, seed, _unseen), *parts]), lengths)
        gains = {one.id: one.signals["gain"] for one in judged}
        return Found(
            judged,
            doubles,
            copies(doubles, parted(self.rows, FOLDS, f"{seed}/folds"), gains, seed),
            {passes: self._exposures(passes, among) for passes, among in ((self.settings.passes, AMONG), OFTEN)},
            self._leaks(doubles),
        )

    def _exposures(self, passes: float, among: int) -> list[Exposure]:
        rows, seed = drawn(self.rows, among, self.settings.seed), self.settings.seed
        size = self._tokens(rows) / self.settings.passes + EACH_CANARY * sum(COPIES) * CANARY
        return exposures(
            self.base, rows, self.encoder, course=self.settings.course(round(passes * size), seed),
            rank=self.settings.rank, keep=self.folder / f"canaries-{among}", meter=_unseen,
        )  # fmt: skip

    def _leaks(self, doubles: Overlaps) -> Leaks:
        """The test items before and after tuning on all rows."""
        items = asked_of(_tests().items, doubles.held, self.settings.seed)
        before = item_losses(self.base, items, self.encoder, _unseen)
        course = self.settings.course(round(self._tokens(self.rows)), self.settings.seed)
        with adapted(self.base, self.settings.rank, seed=self.settings.seed, name="learn") as model:
            train(model, [self.encoder.encode(row) for row in self.rows], course)
            return leaks(items, doubles.held, before, item_losses(model, items, self.encoder, _unseen))

    def _tokens(self, rows: Sequence[Row]) -> float:
        return self.settings.passes * sum(len(self.encoder.encode(row).ids) for row in rows)


def _unseen(_: int) -> None:
    """Nobody watches."""


def _tests() -> TestSets:
    """The item that leaks, and written tasks that do not."""
    tasks = [TEST_ITEM, *((row.instruction, row.output) for row in written_tasks("et"))]
    items = [Item(f"test:{line}", tuple(words(text)), text) for line, task in enumerate(tasks) for text in task]
    return TestSets(("test",), tuple(item for item in items if len(item.words) >= 5))


def areas(values: Mapping[str, float], kinds: Mapping[str, set[str]]) -> dict[str, float]:
    """The AUROC of each kind against rows that nothing was planted in."""
    bad = set().union(*kinds.values())
    good = {row: value for row, value in values.items() if row not in bad}
    return {kind: auroc(good | {row: values[row] for row in own if row in values}, own) for kind, own in kinds.items()}


def signals_table(plants: Planted, judged: Sequence[Suspicion]) -> dict[str, float]:
    """Print the AUROC of every signal for every kind; those of the combined one."""
    scores = {"combined (outlier)": {one.id: one.outlier for one in judged}}
    for name in [*(signal.name for signal in SIGNALS), "letters"]:
        scores[name] = {one.id: one.signals[name] for one in judged}
    print(f"| signal | {' | '.join(plants.kinds)} | facts: english, mismatch, mojibake |")
    print(f"|---|{'---:|' * len(plants.kinds)}---|")
    for name, values in scores.items():
        told = " / ".join(f"{area:.2f}" for area in FACTS.get(name, ()))
        print(f"| {name} | {' | '.join(f'{area:.3f}' for area in areas(values, plants.kinds).values())} | {told} |")
    return areas(scores["combined (outlier)"], plants.kinds)


def flags_table(plants: Planted, found: Found) -> None:
    """Print precision and recall at the thresholds; a row of another planted kind is no mistake of a kind's own."""
    bad, flagged = set().union(*plants.kinds.values()), {one.id for one in found.suspicions if one.flagged}
    print(f"\n{len(flagged)} of {len(found.suspicions)} rows flagged over {FLAG:g}")
    print("\n| kind | found by | planted | recall | precision against good rows |\n|---|---|---:|---:|---:|")
    for kind in JUDGED:
        _line(kind, "flags", plants.kinds[kind], flagged - (bad - plants.kinds[kind]))
    together = set().union(*(plants.kinds[kind] for kind in JUDGED))
    _line("these together", "flags", together, flagged - (bad - together))
    clusters = [set(own) for own in (*found.overlaps.exact, *found.overlaps.near)]
    pairs = {row for row, other in plants.copies.items() if any({row, other} <= own for own in clusters)}
    unplanted = {
        min(own) for own in clusters if not own & set().union(plants.kinds["duplicates"], plants.kinds["leaked"])
    }
    _line("duplicates", "clusters", plants.kinds["duplicates"], pairs | unplanted)
    _line("leaked", "overlap of words", plants.kinds["leaked"], {row for row, _ in found.overlaps.contaminated})


def _line(kind: str, by: str, own: set[str], got: set[str]) -> None:
    right = len(own & got)
    precision = f"{right / len(got):.2f}" if got else "–"
    print(f"| {kind} | {by} | {len(own)} | {right / len(own):.2f} | {precision} |")


def memory_facts(found: Found) -> None:
    """Print what was learnt by heart."""
    gap = found.copies.gap
    within = f"{gap.mean:.2f} robust deviations (95 %: {gap.low:.2f} to {gap.high:.2f})"
    print(f"\n{found.copies.rows} rows have a copy in another fold and are easier by {within}")
    print(f"leaked item among {len(found.leaks.items)} by loss drop: AUROC {found.leaks.by_drop or 0:.2f}", end="")
    print(f", by its dearest tokens (Min-K%): {found.leaks.by_dearest or 0:.2f}")
    print("\n| copies of a canary | " + " | ".join(map(str, COPIES)) + " |\n|---|" + "---:|" * len(COPIES))
    for passes, known in found.exposures.items():
        bits = " | ".join(f"{one.mean:.1f}" for one in known)
        print(f"| exposure after {passes:g} passes, bits of at most 7 | {bits} |")


def main() -> int:
    """Print the tables of every seed; 1 where a target is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, default=Path("runs/quickstart"))
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--passes", type=float, default=Settings().passes)
    given = parser.parse_args()
    models.prepared(models.TINY)
    missed: list[str] = []
    for seed in given.seeds:
        plants = planted(drawn(published(given.run).rows, ROWS - EACH - LEAKED, seed), seed)
        print(f"\n## Seed {seed}: {len(plants.rows)} rows\n")
        with tempfile.TemporaryDirectory() as folder:
            found = Check(plants.rows, Settings(seed=seed, passes=given.passes), Path(folder)).found()
        reached = signals_table(plants, found.suspicions)
        flags_table(plants, found)
        memory_facts(found)
        missed += [
            f"seed {seed}, {kind}: {reached[kind]:.3f}, at least {target} wanted"
            for kind, target in TARGETS.items()
            if reached[kind] < target
        ]
    print("\n".join(["", *missed]))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
