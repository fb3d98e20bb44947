"""What decisions say about filters and about the dataset."""

import pytest

from alpaca_est.decision import Decision
from alpaca_est.record import Flag, Record
from alpaca_est.runs.judgements import Judgements, audit, better, share


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (190, 200, 0.9104, 0.9726), (0, 0, 0, 1)],
)
def test_wilson(count: int, total: int, low: float, high: float) -> None:
    found = share(count, total)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def decided(number: int, verdict: str, **more: str) -> Decision:
    return Decision(id=f"seed:{number:03d}/0", verdict=verdict, sha256="", **more)  # type: ignore[arg-type]


def test_the_audit_counts_what_is_right_as_it_is() -> None:
    decisions = [decided(n, "accept" if n < 8 else "edit", purpose="audit") for n in range(10)]
    found = audit([*decisions, decided(20, "reject"), decided(21, "unsure", purpose="audit")])
    assert found is not None
    assert (found.right.count, found.right.total) == (8, 10)
    assert found.sources == {"seed": found.right}
    assert audit([decided(1, "accept")]) is None


def test_flags_that_people_overrule() -> None:
    decisions = {f"seed:{n:03d}/0": decided(n, "reject" if n >= 6 else "accept") for n in range(10)}
    judgements = Judgements(decisions)
    for n in range(12):
        flags = (Flag(step="unknown_words", reason="", score=0.1 + n / 100),)
        judgements.learn(Record(id=f"seed:{n:03d}/0", flags=flags))
    judgements.learn(None)
    [judged] = judgements.told()
    assert (judged.accepted, judged.edited, judged.rejected) == (6, 0, 4)
    assert judged.right.value == 0.4
    found = better(judged, {"flag_above": 0.1})
    assert found is not None
    assert (found.setting, found.agrees, found.agreed) == ("flag_above", 10, 4)
    assert found.value == pytest.approx(0.15)
    assert (found.unflagged, found.missed) == (6, 0)
    assert better(judged, {}) is None


def test_a_better_threshold_says_what_it_changes_in_the_whole_run() -> None:
    decisions = {f"a:{n}/0": Decision(id=f"a:{n}/0", verdict="accept", sha256="") for n in range(4)}
    judgements = Judgements(decisions)
    for number in range(20):  # four low scores were accepted; of the sixteen others eight are low, four doubted twice
        low = number < 12
        flags = [Flag(step="near", reason="", score=0.2 if low else 0.9)]
        flags += [Flag(step="other", reason="")] * (number in (4, 5, 6, 7))
        judgements.learn(Record(id=f"a:{number}/0", flags=tuple(flags)))
    [judged] = judgements.told()
    found = better(judged, {"flag_above": 0.1})
    assert found is not None
    assert (found.value, found.unflagged, found.gone, found.freed) == (0.2, 4, 12, 8)
