"""What a model learns by heart: copies over folds, planted canaries, items of test sets."""

from functools import partial

from alpaca_est.tuning.adapters import restored
from alpaca_est.tuning.bench import Bench
from alpaca_est.tuning.canaries import AMONG, COPIES, DRAWN, EACH, Exposure, exposures
from alpaca_est.tuning.duplicates import copies
from alpaca_est.tuning.folds import FOLDS
from alpaca_est.tuning.leaks import asked_of, item_losses, leaks
from alpaca_est.tuning.results import Results
from alpaca_est.tuning.rows import drawn, parted

CANARY = 30  # tokens of a canary, about
ITEM = 40  # tokens of an item, about
Losses = dict[str, list[float]]


def plan(bench: Bench) -> None:
    """Say what will be computed."""
    size = sum(len(row.ids) for row in bench.encoded.values()) * min(1, AMONG / len(bench.rows))
    planted = EACH * sum(COPIES) * CANARY
    bench.planned(
        "canaries", trained=bench.settings.passes * (size + planted), scored=EACH * len(COPIES) * (DRAWN + 1) * CANARY
    )
    if bench.tests:
        for name in ("items-before", "items-after"):
            bench.planned(name, scored=ITEM * min(1000, len(bench.tests.items)))


def memorised(bench: Bench, found: Results, adapter: str) -> None:
    """Add copies, canaries and leaks to the results; `adapter` is the folder of the tuned model among kept parts."""
    seed = bench.settings.seed
    if found.suspicions:
        gains = {one.id: one.signals["gain"] for one in found.suspicions}
        found.copies = copies(found.overlaps, parted(bench.rows, FOLDS, f"{seed}/folds"), gains, seed)
    if bench.reaches("canaries"):
        found.exposures = bench.part("canaries", list[Exposure], partial(_exposures, bench))
    if bench.tests is None or not found.studies or not bench.reaches("items-before", "items-after"):
        return
    items = asked_of(bench.tests.items, found.overlaps.held, seed)
    measure = partial(item_losses, items=items, encoder=bench.encoder, meter=bench.plan.meter)
    before = bench.part("items-before", Losses, lambda: measure(bench.base))

    def tuned() -> Losses:
        with restored(bench.base, bench.kept.folder / adapter) as model:
            return measure(model)

    after = bench.part("items-after", Losses, tuned)
    found.leaks = leaks(items, found.overlaps.held, before, after)


def _exposures(bench: Bench) -> list[Exposure]:
    rows = drawn(bench.learnt, AMONG, bench.settings.seed)
    size = sum(len(bench.encoded[row.id].ids) for row in rows) + EACH * sum(COPIES) * CANARY
    return exposures(
        bench.base,
        rows,
        bench.encoder,
        course=bench.settings.course(round(bench.settings.passes * size), bench.settings.seed),
        rank=bench.settings.rank,
        keep=bench.kept.training("canaries"),
        meter=bench.plan.meter,
    )
