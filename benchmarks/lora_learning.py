"""Do computed tasks teach a tiny base? The right answer among wrong ones on held-out tasks, over three seeds.

python -m benchmarks.lora_learning [--seeds 3] [--tasks 4000]

Builds pipelines/computed.yaml and tunes the check's tiny base on its tasks, and on the same tasks with answers given to
others at random (the control). Held-out tasks are taken in fours; each is offered the answers of all four. So every
answer is right once and wrong three times, and no habit of preferring an answer can help. In one examination the four
are tasks of one generator, in the other of one kind, where little but the value of the answer differs.
1 where tuning does not beat base and control, the whole 95 % interval above nought, in the first.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from alpaca_est.pipeline import load
from alpaca_est.runs.build import build
from alpaca_est.runs.folder import RunFolder
from alpaca_est.tuning import model as models
from alpaca_est.tuning import tiny
from alpaca_est.tuning.adapters import adapted
from alpaca_est.tuning.encoding import Encoder
from alpaca_est.tuning.learning import shuffled
from alpaca_est.tuning.losses import row_losses
from alpaca_est.tuning.rows import Row, chance
from alpaca_est.tuning.settings import Settings
from alpaca_est.tuning.statistics import Estimate, estimate
from alpaca_est.tuning.training import train
from benchmarks.computed import tasks

ROOT = Path(__file__).parents[1]
LONGEST = 400  # characters of a task that a tiny base is asked
HELD = 800
BASE, TUNED = 400_000, 600_000  # tokens that the base is made of, and that each tuning reads
FOUR = 4
STATES = ("base", "random labels", "tuned")


class Asked(NamedTuple):
    """A task with its generator and kind, as `morphology/case_form`."""

    row: Row
    kind: str


class Marks(NamedTuple):
    """Of four tasks: how much less the right answers cost than the wrong ones (nats a token), and how many won."""

    margin: float
    right: float


def made(count: int, folder: Path) -> list[Asked]:
    """The short ones of so many computed tasks."""
    loaded = load(ROOT / "pipelines/computed.yaml", [f"target={count}"])
    asyncio.run(build(loaded, RunFolder(folder / "run"), watch=lambda *_: None))
    return list(_short(folder / "run"))


def _short(run: Path) -> Iterator[Asked]:
    for record in tasks(run):
        row = Row(
            id=record.id, instruction=record.instruction, input=record.input, output=record.output,
            source=record.made_by, made_by=record.made_by,
        )  # fmt: skip
        if len(row.asked) + len(row.output) <= LONGEST:
            yield Asked(row, f"{record.made_by}/{record.kind.partition('/')[0]}")


def fours(held: Sequence[Asked], group: Callable[[Asked], str]) -> list[list[Row]]:
    """Tasks of one group in fours with four different answers of like length; what is left over is not asked."""
    groups: dict[str, list[Row]] = {}
    for one in held:
        groups.setdefault(group(one), []).append(one.row)
    found = []
    for own in groups.values():
        own.sort(key=lambda row: (len(row.output), row.id))
        parts = [own[start : start + FOUR] for start in range(0, len(own), FOUR)]
        found += [part for part in parts if len({row.output for row in part}) == FOUR]
    return found


def marks(model: Any, groups: Sequence[Sequence[Row]], encoder: Encoder) -> list[Marks]:
    """The marks of each four."""
    offered = {
        f"{row.id}#{number}": msgspec.structs.replace(row, id=f"{row.id}#{number}", output=other.output)
        for group in groups
        for row in group
        for number, other in enumerate(group)
    }
    costs = row_losses(model, [encoder.encode(row) for row in offered.values()], 8192)
    return [_marks(group, costs) for group in groups]


def _marks(group: Sequence[Row], costs: Mapping[str, float]) -> Marks:
    margins, right = [], []
    for own, row in enumerate(group):
        found = [costs[f"{row.id}#{number}"] for number in range(FOUR)]
        wrong = found[:own] + found[own + 1 :]
        margins.append(statistics.fmean(wrong) - found[own])
        right.append(found[own] < min(wrong))
    return Marks(statistics.fmean(margins), statistics.fmean(right))


def examined(asked: Sequence[Asked], seed: int, folder: Path) -> dict[str, dict[str, list[Marks]]]:
    """The marks of each state of the model in each examination, with a base, a draw and a control of this seed."""
    drawn = sorted(asked, key=lambda one: chance(seed, "held", one.row.id))
    held, learnt = drawn[:HELD], [one.row for one in drawn[HELD:]]
    tiny.make(learnt, folder, tokens=BASE, seed=chance(seed, "base"), meter=lambda _: None)
    base = models.loaded(str(folder), models.machine("cpu", "float32"))
    encoder = models.encoder(str(folder), None, Settings().limit)
    exams = {
        "of one generator": fours(held, lambda one: one.row.source),
        "of one kind": fours(held, lambda one: one.kind),
    }
    found = {"base": {name: marks(base, groups, encoder) for name, groups in exams.items()}}
    for state, rows in (("random labels", shuffled(learnt, seed)), ("tuned", learnt)):
        course = Settings().course(TUNED, seed)
        with adapted(base, Settings().rank, seed=seed, name="learning") as model:
            train(model, [encoder.encode(row) for row in rows], course)
            found[state] = {name: marks(model, groups, encoder) for name, groups in exams.items()}
    return {name: {state: found[state][name] for state in STATES} for name in exams}


def table(name: str, by_seed: Sequence[Mapping[str, Sequence[Marks]]]) -> Iterator[str]:
    """A line for each state: margin by seed, and over all seeds with its interval; share of right answers."""
    for state in STATES:
        seeds = ", ".join(f"{statistics.fmean(one.margin for one in found[state]):+.3f}" for found in by_seed)
        every = [one for found in by_seed for one in found[state]]
        margin, right = (estimate([one[place] for one in every], 1) for place in (0, 1))
        yield f"| {name} | {state} | {FOUR * len(every)} | {seeds} | {_signed(margin)} | {_share(right)} |"


def gained(by_seed: Sequence[Mapping[str, Sequence[Marks]]], over: str) -> Estimate:
    """How much greater the margin is after tuning than in another state, four by four."""
    pairs = [pair for found in by_seed for pair in zip(found["tuned"], found[over], strict=True)]
    return estimate([one.margin - other.margin for one, other in pairs], 1)


def _signed(found: Estimate) -> str:
    return f"{found.mean:+.3f} ({found.low:+.3f} to {found.high:+.3f})"


def _share(found: Estimate) -> str:
    return f"{100 * found.mean:.1f} % ({100 * found.low:.1f} to {100 * found.high:.1f})"


def main() -> int:
    """Print the table; 1 where the first examination shows no gain."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--tasks", type=int, default=6000)
    given = parser.parse_args()
    models.prepared(models.TINY)
    with tempfile.TemporaryDirectory() as name:
        asked = made(given.tasks, Path(name))
        seeds = [examined(asked, seed, Path(name) / f"base-{seed}") for seed in range(1, given.seeds + 1)]
    print(f"{len(asked) - HELD} tasks learnt, {HELD} held out, {given.seeds} seeds; chance is 25 %\n")
    print("| four tasks | model | asked | margin by seed | margin, 95 % | right answer likeliest |")
    print("|---|---|---:|---|---|---|")
    missed = []
    for number, exam in enumerate(seeds[0]):
        by_seed = [found[exam] for found in seeds]
        print("\n".join(table(exam, by_seed)))
        for over in STATES[:2]:
            gain = gained(by_seed, over)
            print(f"| {exam} | tuned − {over} | | | {_signed(gain)} | |")
            if not number and gain.low <= 0:
                missed.append(f"{exam}: tuned − {over} {_signed(gain)}, wanted above nought")
    print("\n".join(["", *missed]))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
