"""The ledger: what a crash leaves is counted at its ceiling, what is asked anew is counted once."""

import json
from pathlib import Path

import pytest

from alpaca_est.errors import RunError
from alpaca_est.llm.ledger import Ledger


def started(ledger: Ledger, key: str, *, tokens: int = 100, usd: float = 1.0) -> int:
    return ledger.start(key=key, model="writer", tokens=tokens, usd=usd, at="2026-11-21T00:00:00+00:00")


def ended(ledger: Ledger, number: int, *, tokens: int = 10, usd: float = 0.25) -> None:
    ledger.end(number, tokens=tokens, usd=usd, seconds=0.5, ended="stop")


def test_a_start_without_an_end_counts_at_its_ceiling(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    ledger = Ledger(path)
    ended(ledger, started(ledger, "a"))
    started(ledger, "b")
    assert ledger.spent == (1.25, 110)
    ledger.close()
    again = Ledger(path)
    assert again.spent == (1.25, 110)
    assert again.paid_again == 0
    ended(again, started(again, "b"))
    assert again.spent == (1.5, 120)
    assert again.paid_again == 1
    again.close()
    assert Ledger(path).paid_again == 1


def test_a_request_that_failed_and_was_repeated_is_not_paid_again() -> None:
    ledger = Ledger(None)
    ended(ledger, started(ledger, "a"), tokens=0, usd=0.0)
    ended(ledger, started(ledger, "a"))
    assert (ledger.paid_again, ledger.spent) == (0, (0.25, 10))


def test_numbers_go_on(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    for expected in (1, 2):
        ledger = Ledger(path)
        assert started(ledger, "a") == expected
        ledger.close()


@pytest.mark.parametrize("torn", [2, 10, 60])
@pytest.mark.parametrize(("event", "spent"), [("start", (0.25, 10)), ("end", (1.25, 110))])
def test_a_torn_last_line_is_ignored(tmp_path: Path, torn: int, event: str, spent: tuple[float, int]) -> None:
    path = tmp_path / "ledger.jsonl"
    ledger = Ledger(path)
    ended(ledger, started(ledger, "a"))
    number = started(ledger, "b")
    if event == "end":
        ended(ledger, number)
    ledger.close()
    path.write_bytes(path.read_bytes()[:-torn])
    again = Ledger(path)
    assert again.spent == spent
    ended(again, started(again, "c"))
    again.close()
    keys = [json.loads(line)["key"] for line in path.read_bytes().splitlines() if line.endswith(b"}")]
    assert keys[-2:] == ["c", "c"]


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="the ledger cannot be opened"):
        Ledger(tmp_path)
