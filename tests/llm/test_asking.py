"""What is sent, what is asked once, what never leaves: the client against a real endpoint."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from alpaca_est.ask import Ask
from alpaca_est.llm.client import Client
from alpaca_est.llm.model import Model
from tests.llm.job import Run, asks
from tests.server import Server

KEY = "s3cret-of-nobody-else"


def test_a_request_says_all_settings_and_nothing_else(tmp_path: Path) -> None:
    async def job() -> None:
        schema = {"type": "object", "properties": {}}
        async with Server() as server:
            model = {"temperature": 0.5, "top_p": None, "max_tokens": 9, "extra_body": {"seed": 3}}
            await Run(tmp_path, model=model).ask(server.url, [Ask(user="k", system="s", model="writer", format=schema)])
            [body] = server.bodies
        assert body == {
            "model": "m",
            "messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "k"}],
            "temperature": 0.5,
            "max_tokens": 9,
            "seed": 3,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": schema},
            },
        }

    asyncio.run(job())


def test_the_same_question_at_the_same_moment_is_asked_once(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(latency=0.05) as server:
            model = Model(name="m", base_url=server.url)
            async with Client(models={"writer": model, "judge": model}, cache=tmp_path / "replies.sqlite") as client:
                answers = await asyncio.gather(client.ask(asks(1) * 3), client.ask(asks(1)))
                again = await client.ask([Ask(user="küsimus 0", model="judge")])
                assert client.totals.cached == 1
            assert server.requests == 1
            assert len({reply.text for some in [*answers, again] for reply in some}) == 1

    asyncio.run(job())


def test_draws_are_asked_apart(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server() as server:
            await Run(tmp_path).ask(server.url, [Ask(user="k", model="writer", draw=draw) for draw in range(3)])
            assert server.requests == 3

    asyncio.run(job())


def telling(request: dict[str, Any]) -> str:
    raise web.HTTPInternalServerError(text=f"crashed with {KEY}")


def test_a_key_never_appears_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def job() -> None:
        monkeypatch.setenv("TEST_KEY", KEY)
        async with Server(key="another") as server:
            line = await Run(tmp_path, model={"key_env": "TEST_KEY"}).error(server.url, asks(3))
            assert "Incorrect API key provided: [key]" in line
        async with Server(key=KEY, faults={"400": 0.5}) as server:
            assert len(await Run(tmp_path, model={"key_env": "TEST_KEY"}).ask(server.url, asks(20))) == 20
        async with Server(answer=telling) as server:
            line = await Run(tmp_path, model={"key_env": "TEST_KEY", "give_up_after": 0.3}).error(server.url, asks(3))
            assert "HTTP 500: crashed with [key]" in line
        for path in tmp_path.iterdir():
            assert KEY.encode() not in path.read_bytes()

    asyncio.run(job())


def test_a_key_that_is_not_set_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def job() -> None:
        monkeypatch.delenv("TEST_KEY", raising=False)
        async with Server() as server:
            line = await Run(tmp_path, model={"key_env": "TEST_KEY"}).error(server.url, asks(3))
            assert "the environment variable TEST_KEY holds no key for 127.0.0.1; set it, or use --offline" in line
            assert server.requests == 0

    asyncio.run(job())


def test_offline_never_sends(tmp_path: Path) -> None:
    async def job() -> None:
        (tmp_path / "0001.md").write_text("salvestatud\n")
        async with Server() as server:
            [known] = await Run(tmp_path).ask(server.url, asks(1))
            offline = Run(tmp_path, offline=True, run="two", model={"key_env": "TEST_KEY"})
            assert await offline.ask(server.url, asks(1)) == [known]
            line = await offline.error(server.url, asks(2))
            assert "offline: models.writer has no reply in the cache" in line
            assert "„küsimus 1“ (draw 0)" in line
            recorded = Run(tmp_path, offline=True, root=tmp_path, model={"recorded": "."})
            replies = await recorded.ask(server.url, asks(1, draw=1) + asks(1, draw=2))
            assert [(reply.text, reply.reason) for reply in replies] == [
                ("salvestatud", ""),
                ("", "no recorded reply 0002 in ."),
            ]
            online = Run(tmp_path, root=tmp_path, model={"recorded": "."})
            assert (await online.ask(server.url, asks(1, draw=1)))[0].text != "salvestatud"
            assert server.requests == 2

    asyncio.run(job())


def test_two_clients_share_one_cache(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(latency=0.01) as server:
            model, path = Model(name="m", base_url=server.url), tmp_path / "replies.sqlite"
            async with (
                Client(models={"writer": model}, cache=path, run="one") as one,
                Client(models={"writer": model}, cache=path, run="two") as two,
            ):
                await asyncio.gather(one.ask(asks(100)), two.ask(asks(200)[100:]))
                first, second = await one.ask(asks(200)), await two.ask(asks(200))
            assert first == second
            assert server.requests == 200

    asyncio.run(job())
