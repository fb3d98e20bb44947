"""Replies that were refused or cut off, and refusals that end the run."""

import asyncio
from pathlib import Path

import pytest

from alpaca_est.errors import ModelUnavailable
from alpaca_est.llm.client import Client
from alpaca_est.llm.model import Model
from tests.llm.job import Run, asks
from tests.server import Server

KEY = "s3cret-of-nobody-else"


@pytest.mark.parametrize(
    ("kind", "finish", "reason"),
    [
        ("length", "length", ""),
        ("400", "refused", "HTTP 400: this request is answered with 400"),
        ("content_filter", "refused", "withheld by the content filter"),
    ],
)
def test_what_was_cut_or_refused_answers_only_its_run(tmp_path: Path, kind: str, finish: str, reason: str) -> None:
    async def job() -> None:
        async with Server(faults={kind: 0.3}) as server:
            replies = await Run(tmp_path).ask(server.url, asks(40))
            other = [reply for reply in replies if reply.finish != "stop"]
            assert len(other) == server.shown[kind] > 0
            assert {(reply.finish, reply.reason) for reply in other} == {(finish, reason)}
            assert await Run(tmp_path).ask(server.url, asks(40)) == replies
            assert server.requests == 40
            await Run(tmp_path, run="two").ask(server.url, asks(40))
            assert server.requests == 40 + len(other)

    asyncio.run(job())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("401", "127.0.0.1: HTTP 401: this request is answered with 401; check the key in TEST_KEY, then run"),
        ("404", "HTTP 404: this request is answered with 404; check name and base_url, then run the same command"),
        ("quota", "HTTP 429: this request is answered with quota; raise the quota or pay the bill"),
    ],
)
def test_what_retrying_cannot_mend_stops_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, words: str
) -> None:
    async def job() -> None:
        monkeypatch.setenv("TEST_KEY", KEY)
        async with Server(faults={kind: 1}, latency=0.02) as server:
            line = await Run(tmp_path, model={"key_env": "TEST_KEY"}).error(server.url, asks(200))
            assert words in line
            assert line.startswith("models.writer: m at 127.0.0.1: ")
            assert server.requests <= 16

    asyncio.run(job())


def test_refused_alike_from_the_start_is_a_setting(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(faults={"400": 1}) as server:
            line = await Run(tmp_path, model={"parallel": 8}).error(server.url, asks(100))
            assert "the first 20 replies were all refused alike (HTTP 400: this request is answered with 400)" in line
            assert "this is a setting" in line
            assert server.requests <= 28
        async with Server() as mended:
            url = mended.url
            assert {reply.finish for reply in await Run(tmp_path).ask(url, asks(100))} == {"stop"}

    asyncio.run(job())


def test_these_refusals_are_not_kept(tmp_path: Path) -> None:
    async def job() -> None:
        server = Server(faults={"400": 1})
        async with server:
            await Run(tmp_path).error(server.url, asks(100))
            before, server.faults = server.requests, {}
            assert {reply.finish for reply in await Run(tmp_path).ask(server.url, asks(100))} == {"stop"}
            assert server.requests == before + 100

    asyncio.run(job())


def test_a_few_refusals_with_nothing_to_compare_are_told(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(faults={"400": 1}) as server:
            replies = await Run(tmp_path).ask(server.url, asks(5))
            assert [reply.finish for reply in replies] == ["refused"] * 5
            assert await Run(tmp_path).ask(server.url, asks(5)) == replies
            assert server.requests == 5

    asyncio.run(job())


def test_an_unavailable_model_stays_unavailable(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(faults={"401": 1}) as server:
            model = Model(name="m", base_url=server.url)
            async with Client(models={"writer": model}) as client:
                for _ in range(3):
                    with pytest.raises(ModelUnavailable):
                        await client.ask(asks(1))
            assert server.requests == 1

    asyncio.run(job())
