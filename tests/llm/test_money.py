"""Budgets and the ledger against a real endpoint."""

import asyncio
import json
from pathlib import Path

import pytest

from alpaca_est.errors import AlpacaEstError, BudgetSpent
from alpaca_est.llm.client import Client
from alpaca_est.llm.model import Budget, Model, Price
from tests.llm.job import Run, asks
from tests.server import Server

MODEL_WITH_PRICE = {"max_tokens": 50, "price": Price(input=1000, output=2000), "parallel": 4}


@pytest.mark.parametrize("usage", [True, False])
@pytest.mark.parametrize("budget", [Budget(usd=2.0), Budget(tokens=1500)])
def test_a_budget_is_never_exceeded(tmp_path: Path, budget: Budget, usage: bool) -> None:
    async def job() -> None:
        async with Server(latency=0.01, usage=usage) as server:
            run = Run(tmp_path, model=MODEL_WITH_PRICE, budget=budget)
            with pytest.raises(BudgetSpent, match=r"budget: .* spent, the next request may"):
                await run.ask(server.url, asks(200))
            spent = run.totals.run_usd if budget.usd else run.totals.run_tokens
            limit = budget.usd or budget.tokens or 0
            assert 0.7 * limit < spent <= limit
            assert server.requests == run.totals.requests
            before = server.requests
            with pytest.raises(BudgetSpent):
                await Run(tmp_path, model=MODEL_WITH_PRICE, budget=budget).ask(server.url, asks(200))
            assert server.requests - before <= 4
            more = Run(tmp_path, model=MODEL_WITH_PRICE, budget=Budget(usd=100))
            await more.ask(server.url, asks(200))
            assert (server.requests, more.totals.paid_again) == (200, 0)

    asyncio.run(job())


def test_answers_that_got_lost_count_as_much_as_they_can_have_cost(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(faults={"cut": 1}) as server:
            run = Run(tmp_path, model={**MODEL_WITH_PRICE, "give_up_after": 100}, budget=Budget(tokens=1000))
            await run.error(server.url, asks(50))
            assert 0 < run.totals.run_tokens <= 1000

    asyncio.run(job())


def test_the_ledger_says_each_request_and_its_end(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(faults={"500": 0.3}) as server:
            run = Run(tmp_path, model=MODEL_WITH_PRICE)
            await run.ask(server.url, asks(10))
            lines = [json.loads(line) for line in (tmp_path / "ledger.jsonl").read_text().splitlines()]
            assert [line["event"] for line in lines].count("start") == server.requests
            ends = [line for line in lines if line["event"] == "end"]
            assert len(ends) == server.requests
            assert sum(line["usd"] for line in ends) == pytest.approx(run.totals.usd) == run.totals.run_usd
            assert [line["ended"] for line in ends].count("stop") == 10

    asyncio.run(job())


def test_a_budget_without_a_ceiling_is_refused() -> None:
    with pytest.raises(AlpacaEstError, match=r"models\.writer: a budget in usd needs max_tokens and a price"):
        Client(models={"writer": Model(name="m")}, budget=Budget(usd=1))


def test_a_budget_error_is_raised_when_nothing_is_in_flight(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(latency=0.1) as server:
            run = Run(tmp_path, model=MODEL_WITH_PRICE, budget=Budget(tokens=300))
            with pytest.raises(BudgetSpent):
                await run.ask(server.url, asks(50))
            assert run.totals.in_flight == 0
            assert server.counts["paid"] == run.totals.requests

    asyncio.run(job())
