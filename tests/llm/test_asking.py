"""The client against a real endpoint: faults, limits, refusals, money."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from alpaca_est.ask import Ask, Reply
from alpaca_est.errors import AlpacaEstError, BudgetSpent, ModelUnavailable
from alpaca_est.llm.client import Client
from alpaca_est.llm.model import Budget, Model, Price
from alpaca_est.llm.totals import Totals
from tests.server import Server, echo

KEY = "s3cret-of-nobody-else"


def asks(count: int, **fields: Any) -> list[Ask]:
    return [Ask(user=f"küsimus {number}", model="writer", **fields) for number in range(count)]


class Run:
    """One job against one server: its replies or its error, and what it came to."""

    def __init__(self, folder: Path, *, model: dict[str, Any] | None = None, **client: Any) -> None:
        self.folder = folder
        self.model = {"parallel": 16, **(model or {})}
        self.client = {"run": "one", **client}
        self.totals = Totals()

    async def ask(self, url: str, questions: Sequence[Ask]) -> list[Reply]:
        model = Model(name="m", base_url=url, **self.model)
        cache, ledger = self.folder / "replies.sqlite", self.folder / "ledger.jsonl"
        async with Client(models={"writer": model}, cache=cache, ledger=ledger, **self.client) as client:
            try:
                return await client.ask(questions)
            finally:
                self.totals = client.totals

    async def error(self, url: str, questions: Sequence[Ask]) -> str:
        with pytest.raises(AlpacaEstError) as caught:
            await self.ask(url, questions)
        [line] = caught.value.problems
        assert "\n" not in line
        return line


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
            await run.ask(server.url, asks(30))
            assert server.most_in_flight == 8
            assert run.totals.limits["writer"] < 8

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


def test_a_key_never_appears_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def job() -> None:
        monkeypatch.setenv("TEST_KEY", KEY)
        async with Server(key="another") as server:
            line = await Run(tmp_path, model={"key_env": "TEST_KEY"}).error(server.url, asks(3))
            assert "Incorrect API key provided: [key]" in line
        async with Server(key=KEY, faults={"400": 0.5}) as server:
            assert len(await Run(tmp_path, model={"key_env": "TEST_KEY"}).ask(server.url, asks(20))) == 20
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


MODEL_WITH_PRICE = {"max_tokens": 50, "price": Price(input=1000, output=2000), "parallel": 4}


@pytest.mark.parametrize("usage", [True, False])
@pytest.mark.parametrize("budget", [Budget(usd=2.0), Budget(tokens=1500)])
def test_a_budget_is_never_exceeded(tmp_path: Path, budget: Budget, usage: bool) -> None:
    async def job() -> None:
        async with Server(latency=0.01, usage=usage) as server:
            run = Run(tmp_path, model=MODEL_WITH_PRICE, budget=budget)
            with pytest.raises(BudgetSpent, match="budget: .* spent, the next request may"):
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
    with pytest.raises(AlpacaEstError, match="models.writer: a budget in usd needs max_tokens and a price"):
        Client(models={"writer": Model(name="m")}, budget=Budget(usd=1))


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


def test_a_budget_error_is_raised_when_nothing_is_in_flight(tmp_path: Path) -> None:
    async def job() -> None:
        async with Server(latency=0.1) as server:
            run = Run(tmp_path, model=MODEL_WITH_PRICE, budget=Budget(tokens=300))
            with pytest.raises(BudgetSpent):
                await run.ask(server.url, asks(50))
            assert run.totals.in_flight == 0
            assert server.counts["paid"] == run.totals.requests

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
