"""Slots, pace and budget, each alone."""

import asyncio
import time

import pytest

from alpaca_est.errors import BudgetSpent
from alpaca_est.llm.limits import Pace, Slots
from alpaca_est.llm.model import Budget
from alpaca_est.llm.spending import Cost, Spending


def test_slots_halve_once_for_one_overload_and_grow_again() -> None:
    slots = Slots(16)
    sent = time.monotonic()
    for _ in range(5):
        slots.overloaded(sent)
    assert slots.limit == 8
    slots.overloaded(time.monotonic() + 1)
    assert slots.limit == 4
    for _ in range(4):
        slots.succeeded()
    assert 4.5 < slots.limit <= 5
    for _ in range(200):
        slots.succeeded()
    assert slots.limit == 16


def test_one_slot_always_stays() -> None:
    slots = Slots(2)
    for number in range(5):
        slots.overloaded(time.monotonic() + number)
    assert slots.limit == 1


def test_slots_are_taken_in_turn_and_survive_cancelling() -> None:
    async def turns() -> list[int]:
        slots, order = Slots(1), []

        async def one(number: int) -> None:
            await slots.acquire()
            order.append(number)
            await asyncio.sleep(0)
            slots.release()

        tasks = [asyncio.create_task(one(number)) for number in range(6)]
        await asyncio.sleep(0)
        tasks[2].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert slots.used == 0
        return order

    assert asyncio.run(turns()) == [0, 1, 3, 4, 5]


def sent(pace: Pace, count: int, tokens: int = 0) -> list[float]:
    async def turns() -> list[float]:
        times = []
        for _ in range(count):
            await pace.turn(tokens)
            times.append(time.monotonic())
        return times

    return asyncio.run(turns())


def test_no_second_sees_more_than_its_share() -> None:
    times = sent(Pace(rpm=1200, tpm=None), 50)
    assert all(later - earlier >= 1 for earlier, later in zip(times, times[20:], strict=False))
    assert times[-1] - times[0] < 5


def test_tokens_per_minute_space_requests() -> None:
    times = sent(Pace(rpm=None, tpm=60_000), 4, tokens=200)
    assert times[-1] - times[0] >= 0.6


def test_tokens_that_were_not_needed_are_given_back() -> None:
    pace = Pace(rpm=None, tpm=60_000)
    start = sent(pace, 1, tokens=60_000)[0]
    pace.correct(60_000, 100)
    assert sent(pace, 1)[0] - start < 30


def test_a_pause_holds_everything() -> None:
    pace = Pace(rpm=None, tpm=None)
    pace.pause(0.2)
    start = time.monotonic()
    assert sent(pace, 3)[0] - start >= 0.2


def test_a_budget_waits_for_those_under_way_that_may_come_cheaper() -> None:
    async def spend() -> list[str]:
        spending = Spending(Budget(usd=10), usd=4, tokens=0)
        seen: list[str] = []
        first = await spending.reserve(Cost(5, 0))

        async def second() -> None:
            await spending.reserve(Cost(4, 0))
            seen.append("second let through")

        task = asyncio.create_task(second())
        await asyncio.sleep(0)
        seen.append("first came back")
        spending.settle(first, Cost(1, 0))
        await task
        return seen

    assert asyncio.run(spend()) == ["first came back", "second let through"]


@pytest.mark.parametrize(
    ("budget", "cost", "line"),
    [
        (Budget(usd=10), Cost(7, 1), "budget: 4.0000 of 10 USD spent, the next request may cost 7.0000 USD"),
        (Budget(tokens=100), Cost(0, 70), "budget: 40 of 100 tokens spent, the next request may need 70"),
        (Budget(usd=100, tokens=100), Cost(7, 70), "budget: 40 of 100 tokens spent, the next request may need 70"),
    ],
)
def test_a_budget_that_is_spent_says_so(budget: Budget, cost: Cost, line: str) -> None:
    with pytest.raises(BudgetSpent) as caught:
        asyncio.run(Spending(budget, usd=4, tokens=40).reserve(cost))
    assert caught.value.problems == (line,)
