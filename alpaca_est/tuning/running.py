"""Runs a check: locks the run, goes on where it stopped, writes the report."""

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from alpaca_est.errors import Interrupted
from alpaca_est.runs.folder import RunFolder
from alpaca_est.source.items import read_items
from alpaca_est.tuning.bench import Bench
from alpaca_est.tuning.check import check
from alpaca_est.tuning.crew import crew
from alpaca_est.tuning.model import needs_extra
from alpaca_est.tuning.plan import Plan, Say
from alpaca_est.tuning.publishing import written
from alpaca_est.tuning.report import CheckReport
from alpaca_est.tuning.settings import Settings


def run_check(
    run: Path,
    settings: Settings,
    *,
    say: Say,
    minutes: float | None = None,
    against: Sequence[str] = (),
    merge: bool = False,
) -> CheckReport:
    """Check a published run; what was finished before a kill or Ctrl-C is not computed again.

    With `merge` the tuned model is written too, as one. Processes of one crew each call this; the first one writes.
    """
    folder = RunFolder(run)
    folder.manifest()
    tests = read_items(against, Path.cwd()) if against else None
    needs_extra()
    with folder.locked() if crew().leader else nullcontext():
        try:
            bench = Bench(run, settings, Plan(say, minutes), tests)
            return written(bench, check(bench), merge=merge)
        except KeyboardInterrupt:
            raise Interrupted(f"{run}: stopped, finished parts are kept; the same command goes on") from None
