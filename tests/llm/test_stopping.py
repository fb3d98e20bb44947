"""Stopping: nothing that was paid and arrived is lost, nothing more is sent."""

import asyncio
import json
from pathlib import Path

import pytest

from alpaca_est.ask import Ask
from alpaca_est.errors import Interrupted
from alpaca_est.llm.client import Client
from alpaca_est.llm.model import Model
from tests.llm.job import asks
from tests.server import Server


def client(folder: Path, server: Server, *, parallel: int = 4) -> Client:
    model = Model(name="m", base_url=server.url, parallel=parallel, max_tokens=50)
    cache, ledger = folder / "replies.sqlite", folder / "ledger.jsonl"
    return Client(models={"writer": model}, cache=cache, ledger=ledger, run="one")


async def until_in_flight(server: Server, count: int) -> None:
    while server.in_flight < count:
        await asyncio.sleep(0.005)


def test_stop_lets_what_is_in_flight_arrive_and_sends_no_more(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(latency=0.2) as server:
            async with client(tmp_path, server) as asker:
                task = asyncio.create_task(asker.ask(asks(20)))
                await until_in_flight(server, 4)
                asker.stop()
                with pytest.raises(Interrupted, match="everything is kept"):
                    await task
                with pytest.raises(Interrupted):
                    await asker.ask(asks(30)[20:])
            assert (server.requests, server.counts["paid"]) == (4, 4)
            async with client(tmp_path, server) as again:
                await again.ask(asks(20))
                assert (again.totals.cached, again.totals.paid_again) == (4, 0)
            assert server.counts["paid_twice"] == 0

    asyncio.run(job())


def test_a_cancelled_caller_loses_nothing_and_asks_no_more(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(latency=0.2) as server, client(tmp_path, server) as asker:
            task = asyncio.create_task(asker.ask(asks(20)))
            await until_in_flight(server, 4)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await asker.ask(asks(4))
            await asker.ask(asks(20))
            assert server.requests == 20
            assert server.counts["paid_twice"] == 0

    asyncio.run(job())


def test_who_still_waits_gets_the_answer_when_another_leaves(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(latency=0.05) as server, client(tmp_path, server, parallel=1) as asker:
            leaving = asyncio.create_task(asker.ask(asks(6)))
            staying = asyncio.create_task(asker.ask(asks(6)[3:]))
            await until_in_flight(server, 1)
            leaving.cancel()
            assert len(await staying) == 3
            assert server.requests <= 4

    asyncio.run(job())


def test_asking_again_right_after_leaving_is_no_error(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(latency=0.05) as server, client(tmp_path, server, parallel=1) as asker:
            task = asyncio.create_task(asker.ask(asks(6)))
            await until_in_flight(server, 1)
            task.cancel()
            await asyncio.sleep(0)
            assert len(await asker.ask(asks(6))) == 6

    asyncio.run(job())


def test_leaving_the_client_does_not_wait_for_a_hanging_endpoint(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(faults={"hang": 1}, hang=60) as server:
            async with client(tmp_path, server) as asker:
                task = asyncio.create_task(asker.ask(asks(20)))
                await until_in_flight(server, 4)
            with pytest.raises(Interrupted):
                await task
            assert asker.totals.in_flight == 0
            server.faults = {}
            async with client(tmp_path, server) as again:
                assert again.totals.run_tokens >= 4 * 50
                await again.ask(asks(20))
                assert again.totals.paid_again == 4
        lines = [json.loads(line) for line in (tmp_path / "ledger.jsonl").read_text().splitlines()]
        assert [line["event"] for line in lines].count("start") == 24

    asyncio.run(asyncio.wait_for(job(), 20))


def test_held_refusals_are_told_when_it_stops(tmp_path: Path) -> None:
    def answer(request: dict[str, object]) -> str:
        return "vastus"

    async def job() -> None:
        async with Server(answer=answer, faults={"400": 0.5}, latency=0.1) as server, client(tmp_path, server) as asker:
            task = asyncio.create_task(asker.ask(asks(8)))
            await until_in_flight(server, 4)
            asker.stop()
            with pytest.raises(Interrupted):
                await task
            assert server.requests == 4
            found = await asker.ask([ask for ask in asks(8) if ask.user in sent(server)])
            assert sorted(reply.finish for reply in found) == sorted(
                "refused" if kind == "400" else "stop" for kind in server.kinds
            )

    asyncio.run(job())


def sent(server: Server) -> set[str]:
    return {body["messages"][-1]["content"] for body in server.bodies}


def test_an_empty_list_is_answered_by_one() -> None:
    async def job() -> list[object]:
        async with Client(models={"writer": Model(name="m")}) as asker:
            return list(await asker.ask(list[Ask]()))

    assert asyncio.run(job()) == []
