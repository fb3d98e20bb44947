"""Through every fault of an endpoint, at its pace."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from alpaca_est.ask import Ask
from tests.llm.job import Run, asks
from tests.server import Server, echo

MIXES: list[dict[str, float]] = [
    {"429": 0.3},
    {"429-silent": 0.3},
    {"500": 0.3},
    {"503": 0.3},
    {"cut": 0.3},
    {"broken": 0.3},
    {"empty": 0.15, "null": 0.15},
    {"hang": 0.3},
    {"429": 0.05, "500": 0.05, "503": 0.05, "cut": 0.05, "broken": 0.05, "empty": 0.05},
]


@pytest.mark.parametrize("faults", MIXES, ids=lambda faults: "+".join(faults))
def test_every_ask_is_answered_through_faults(tmp_path: Path, faults: dict[str, float]) -> None:
    async def job() -> None:
        questions = asks(40)
        async with Server(faults=faults, retry_after="0.02", hang=1, seed=7) as server:
            run = Run(tmp_path, model={"deadline": 0.3 if "hang" in faults else 20})
            replies = await run.ask(server.url, questions)
            shown = sum(server.shown[kind] for kind in faults)
            assert [reply.text for reply in replies] == [echo(body) for body in in_order(server, questions)]
            assert shown > 0
            assert (run.totals.requests, run.totals.retries) == (40 + shown, shown)
            assert server.counts["paid_twice"] == 0

    asyncio.run(job())


def in_order(server: Server, questions: Sequence[Ask]) -> list[dict[str, Any]]:
    """The bodies that the server saw for questions."""
    bodies = {body["messages"][-1]["content"]: body for body in server.bodies}
    return [bodies[ask.user] for ask in questions]


def test_retry_after_holds_all_requests(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(faults={"429": 0.3}, retry_after="0.2") as server:
            run = Run(tmp_path, model={"parallel": 1})
            await run.ask(server.url, asks(10))
            pairs = zip(server.kinds, server.at, server.at[1:], strict=False)
            gaps = [later - earlier for kind, earlier, later in pairs if kind == "429"]
            assert run.totals.throttled == len(gaps) > 0
            assert min(gaps) >= 0.2

    asyncio.run(job())


def test_a_known_quota_is_used_without_429s(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(latency=0.05, quota=50) as server:
            run = Run(tmp_path, model={"rpm": 3000, "parallel": 64})
            await run.ask(server.url, asks(120))
            assert run.totals.throttled < 6

    asyncio.run(job())


def test_no_more_than_parallel_and_fewer_on_overload(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(latency=0.02, faults={"503": 0.3}) as server:
            run = Run(tmp_path, model={"parallel": 8})
            await run.ask(server.url, asks(14))
            assert server.most_in_flight == 8
            assert run.totals.limits["writer"] < 8

    asyncio.run(job())


def test_a_model_that_never_answers_is_given_up(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(faults={"500": 1}) as server:
            line = await Run(tmp_path, model={"give_up_after": 0.5}).error(server.url, asks(20))
            assert "no good answer for" in line
            assert "HTTP 500: this request is answered with 500; see whether the endpoint is up" in line
        line = await Run(tmp_path, model={"give_up_after": 0.3}).error(server.url, asks(3))
        assert "connection failed" in line

    asyncio.run(job())


def test_an_endpoint_that_asks_to_wait_too_long_is_given_up(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(faults={"429": 1}, retry_after="3600") as server:
            line = await Run(tmp_path).error(server.url, asks(3))
            assert "asks to wait 3600 s (HTTP 429: this request is answered with 429)" in line

    asyncio.run(job())


def poisoned(request: dict[str, Any]) -> str:
    if "küsimus 3" in request["messages"][0]["content"]:
        raise web.HTTPBadGateway(text="upstream died")
    return echo(request)


def test_one_hopeless_question_does_not_stop_the_others(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(answer=poisoned, latency=0.25) as server:
            run = Run(tmp_path, model={"give_up_after": 0.6, "parallel": 2})
            replies = await run.ask(server.url, asks(10))
            assert [number for number, reply in enumerate(replies) if reply.finish == "refused"] == [3]
            assert "tries over" in replies[3].reason
            assert "HTTP 502: upstream died" in replies[3].reason

    asyncio.run(job())
