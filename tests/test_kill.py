"""Processes that are killed with SIGKILL at moments of engine, cache, ledger and publication, and at random times."""

from pathlib import Path

from benchmarks.kill import measure


def test_killed_runs_end_with_the_same_bytes_and_pay_only_what_was_in_flight(tmp_path: Path) -> None:
    found = measure(9, tmp_path)
    assert sum(outcome.kills for outcome in found) == 9
    assert [outcome for outcome in found if not outcome.good] == []
