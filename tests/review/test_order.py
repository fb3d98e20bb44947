"""The order of the queue, and what an audit draws."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from alpaca_est.record import Flag, Record
from alpaca_est.review.order import Audit, Waiting, queue, shares, uncertainty


def flagged(score: float, *steps: str) -> Record:
    flags = tuple(Flag(step=step, reason="") for step in steps)
    return Record(id="a:000/0", flags=flags, scores={"length.words": score})


def test_near_a_threshold_and_alone_in_doubt_comes_first() -> None:
    bounds = {"length": {"words": (100.0,)}}
    assert uncertainty(flagged(101, "x"), bounds) > uncertainty(flagged(150, "x"), bounds)
    assert uncertainty(flagged(101, "x"), bounds) > uncertainty(flagged(101, "x", "y"), bounds)
    assert uncertainty(flagged(101), {}) == 0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 2)), max_size=60))
def test_everybody_gets_one_place(given_: list[tuple[str, float]]) -> None:
    waiting = [Waiting(f"{source}:{number:03d}/0", source, doubt) for number, (source, doubt) in enumerate(given_)]
    assert sorted(queue(waiting)) == sorted(one.id for one in waiting)


def test_most_are_by_doubt_and_a_fifth_by_chance() -> None:
    waiting = [Waiting(f"a:{number:03d}/0", "a", number / 500) for number in range(1000)]
    first = [int(identity[2:5]) if identity[5] == "/" else 0 for identity in list(queue(waiting))[:100]]
    assert sum(number >= 900 for number in first) >= 75
    assert sum(number < 500 for number in first) >= 5


def test_sources_are_mixed_by_their_size() -> None:
    waiting = [Waiting(f"{'a' if n % 10 else 'b'}:{n:03d}/0", "a" if n % 10 else "b", 1.0) for n in range(1000)]
    counts = Counter(identity[0] for identity in list(queue(waiting))[:200])
    assert 12 <= counts["b"] <= 28


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 500)), st.integers(0, 300))
def test_shares_add_up(counts: dict[str, int], size: int) -> None:
    found = shares(counts, size)
    assert sum(found.values()) == min(size, sum(counts.values()))
    assert all(0 <= found[name] <= counts[name] for name in counts)
    if size >= len(counts):
        assert all(found.values())


def test_the_same_run_draws_the_same_audit() -> None:
    def drawn() -> list[str]:
        audit = Audit(20)
        for number in range(500):
            audit.offer(Record(id=f"{'a' if number % 5 else 'b'}:{number:03d}/0"))
        return sorted(record.id for record in audit.drawn())

    assert drawn() == drawn()
    assert Counter(identity[0] for identity in drawn()) == {"a": 16, "b": 4}
