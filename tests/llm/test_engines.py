"""Translation engines against a server that behaves as they are documented."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.ask import Ask, Reply
from alpaca_est.errors import AlpacaEstError, ModelUnavailable
from alpaca_est.llm.answers import Fault
from alpaca_est.llm.client import Client
from alpaca_est.llm.engines.engine import Engine
from alpaca_est.llm.model import Model
from alpaca_est.llm.translating import Translating
from tests.translation_server import Nonsense, TranslationServer

KEY = "secret-key-1234567890"
NAMES = ["tartunlp", "deepl", "google", "libretranslate"]


def texts(count: int) -> list[Ask]:
    return [Ask(user=f"Sentence {number}.", source="en", target="et", model="mt") for number in range(count)]


async def asked(
    server: TranslationServer, asks: list[Ask], tmp_path: Path, **settings: Any
) -> tuple[list[Reply], Client]:
    model = Model(base_url=server.url, **{"give_up_after": 5, "parallel": 2, **settings})
    client = Client(models={"mt": model}, cache=tmp_path / "cache.sqlite", ledger=tmp_path / "ledger.jsonl")
    async with client:
        return await client.ask(asks), client


@pytest.mark.parametrize("engine", NAMES)
@pytest.mark.parametrize("texts_in_request", [7, None])
def test_texts_travel_together_and_come_back_in_order(
    engine: str, texts_in_request: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MT_KEY", KEY)

    async def run() -> None:
        async with TranslationServer(say=str.upper, key=KEY) as server:
            settings = {"engine": engine, "key_env": "MT_KEY", **({"batch": 7} if texts_in_request else {})}
            replies, client = await asked(server, texts(60), tmp_path, **settings)
            assert [reply.text for reply in replies] == [f"SENTENCE {number}." for number in range(60)]
            assert all(len(sent) <= (texts_in_request or 100) for sent in server.requests)
            assert len(server.requests) <= (12 if texts_in_request else 8)
            sent = len(server.requests)
            again, _ = await asked(server, texts(60), tmp_path, **settings)
            assert [reply.text for reply in again] == [reply.text for reply in replies]
            assert len(server.requests) == sent, "each text is kept for itself"
            assert client.totals.run_tokens == sum(len(ask.user) for ask in texts(60))
        written = (tmp_path / "ledger.jsonl").read_bytes() + (tmp_path / "cache.sqlite").read_bytes()
        assert KEY.encode() not in written

    asyncio.run(run())


@pytest.mark.parametrize("engine", NAMES)
def test_a_wrong_key_ends_it_in_one_line(engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MT_KEY", "sk-wrong-key-123")

    async def run() -> AlpacaEstError:
        async with TranslationServer(key=KEY) as server:
            with pytest.raises(ModelUnavailable) as raised:
                await asked(server, texts(3), tmp_path, engine=engine, key_env="MT_KEY")
            return raised.value

    [problem] = asyncio.run(run()).problems
    assert problem.startswith(f"models.mt: {engine} at 127.0.0.1: ")
    assert "check" in problem
    assert "the key in MT_KEY" in problem
    assert "sk-wrong" not in problem


@pytest.mark.parametrize(("engine", "status"), [(name, 503) for name in NAMES] + [("tartunlp", 408)])
def test_what_passes_is_asked_again(engine: str, status: int, tmp_path: Path) -> None:
    async def run() -> None:
        shown: list[int] = []

        def fail(_: list[str]) -> int:
            shown.append(1)
            return status if len(shown) <= 2 else 0

        async with TranslationServer(fail=fail) as server:
            replies, client = await asked(server, texts(5), tmp_path, engine=engine)
            assert [reply.text for reply in replies] == [ask.user for ask in texts(5)]
            assert client.totals.retries >= 5

    asyncio.run(run())


def test_one_text_that_a_worker_chokes_on_does_not_take_others_with_it(tmp_path: Path) -> None:
    async def run() -> None:
        async with TranslationServer(fail=lambda sent: 500 if "Sentence 3." in sent else 0) as server:
            replies, _ = await asked(server, texts(20), tmp_path, engine="tartunlp")
            assert [reply.refused for reply in replies] == [number == 3 for number in range(20)]
            assert replies[3].reason == "HTTP 500: failed"

    asyncio.run(run())


def test_a_service_that_is_down_refuses_no_text(tmp_path: Path) -> None:
    async def run() -> None:
        shown: list[int] = []

        def fail(_: list[str]) -> int:
            shown.append(1)
            return 500 if 3 < len(shown) < 40 else 0

        async with TranslationServer(fail=fail) as server:
            replies, _ = await asked(server, texts(20), tmp_path, engine="tartunlp", batch=4)
            assert [reply.text for reply in replies] == [ask.user for ask in texts(20)]

        async with TranslationServer(fail=lambda _: 500) as server:
            with pytest.raises(ModelUnavailable, match="HTTP 500: failed; see whether the endpoint is up"):
                await asked(server, texts(2), tmp_path / "down", engine="tartunlp", give_up_after=0.5)

    asyncio.run(run())


def test_tartunlp_requests_stay_within_its_characters(tmp_path: Path) -> None:
    asks = [Ask(user=f"{number} " + "a" * 3998, source="en", target="et", model="mt") for number in range(7)]
    long = Ask(user="b" * 10_001, source="en", target="et", model="mt")

    async def run() -> None:
        async with TranslationServer() as server:
            replies, _ = await asked(server, [*asks, long], tmp_path, engine="tartunlp")
            assert [reply.refused for reply in replies] == [False] * 7 + [True]
            assert replies[7].reason == "text has 10001 characters, at most 10000 wanted"
            assert max(sum(map(len, sent)) for sent in server.requests) <= 10_000

    asyncio.run(run())


def test_an_unknown_pair_of_languages_is_a_setting(tmp_path: Path) -> None:
    async def run() -> None:
        async with TranslationServer() as server:
            ask = Ask(user="A", source="en", target="xx", model="mt")
            with pytest.raises(ModelUnavailable, match="Invalid language pair; check the languages and the domain"):
                await asked(server, [ask], tmp_path, engine="tartunlp")

    asyncio.run(run())


def test_deepl_gets_escaped_text_and_tokens_in_tags(tmp_path: Path) -> None:
    ask = Ask(user="If a < b & c, see ZQX0Z.", source="en", target="et", model="mt")

    async def run() -> None:
        async with TranslationServer(say=str.upper) as server:
            [reply], _ = await asked(server, [ask], tmp_path, engine="deepl")
            assert server.requests == [["If a &lt; b &amp; c, see <x>ZQX0Z</x>."]]
            assert server.bodies[0]["target_lang"] == "ET"
            assert reply.text.casefold() == ask.user.casefold()
            assert "ZQX0Z" in reply.text

    asyncio.run(run())


def test_deepl_says_when_its_quota_is_spent(tmp_path: Path) -> None:
    async def run() -> None:
        async with TranslationServer(fail=lambda _: 456) as server:
            with pytest.raises(ModelUnavailable, match=r"Quota .* exceeded.*; raise the quota"):
                await asked(server, texts(1), tmp_path, engine="deepl")

    asyncio.run(run())


def test_google_is_asked_for_plain_text_in_both_versions(tmp_path: Path) -> None:
    ask = Ask(user='He said "it\'s" & left.', source="en", target="et", model="mt")

    async def run() -> None:
        async with TranslationServer() as server:
            [second], _ = await asked(server, [ask], tmp_path / "a", engine="google")
            [third], _ = await asked(server, [ask], tmp_path / "b", engine="google", project="p")
            [terms], _ = await asked(server, [ask], tmp_path / "c", engine="google", project="p/global", glossary="g")
            assert [second.text, third.text] == [ask.user, ask.user]
            assert terms.text == f"{ask.user} (glossary)"
            assert server.bodies[2]["glossaryConfig"] == {"glossary": "projects/p/locations/global/glossaries/g"}

    asyncio.run(run())


def test_an_answer_with_too_few_texts_is_a_fault(tmp_path: Path) -> None:
    async def run() -> None:
        async with TranslationServer(say=lambda _: None) as server:  # type: ignore[arg-type,return-value]
            with pytest.raises(ModelUnavailable, match="the answer has not 1 texts but 1 of them"):
                await asked(server, texts(1), tmp_path, engine="libretranslate", give_up_after=0.5)

    asyncio.run(run())


NONSENSE = [
    "[]", '"x"', "null", "{}", "12", "<html>", '{"data": []}', '{"data": {"translations": ["a"]}}',
    '{"translations": ["a"]}', '{"translations": null}', '{"translations": []}', '{"result": null}',
    '{"translations": [{"text": null, "detected_source_language": "EN"}]}', '{"translatedText": [null]}',
]  # fmt: skip


@pytest.mark.parametrize("settings", [*({"engine": name} for name in NAMES), {"engine": "google", "project": "p"}])
def test_an_answer_that_is_no_answer_is_a_fault(settings: dict[str, Any]) -> None:
    async def run(body: str) -> None:
        async with Nonsense(body) as url:
            endpoint = Translating("mt", Model(base_url=url, **settings))
            with pytest.raises(Fault, match=r"unreadable answer|the answer has not 1 texts but"):
                await endpoint.send(texts(1)[0])
            await endpoint.close()

    for body in NONSENSE:
        asyncio.run(run(body))


class Broken(Engine):
    """An engine with a mistake of ours."""

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        raise ZeroDivisionError(f"{len(texts)} texts from {source} into {target}")


def test_a_mistake_of_ours_in_an_engine_is_told_as_it_is() -> None:
    async def run() -> None:
        endpoint = Translating("mt", Model(engine="tartunlp"))
        endpoint.engine = Broken(endpoint.model, None)
        with pytest.raises(ZeroDivisionError, match="1 texts from en into et"):
            await endpoint.send(texts(1)[0])
        await endpoint.close()

    asyncio.run(run())


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"engine": "tartunlp", "top_p": 0.5}, "engine tartunlp has no top_p, wanted it left out"),
        ({"engine": "openai"}, "name: missing, wanted a value"),
        ({"engine": "openai", "name": "m", "batch": 3}, "engine openai has no batch, wanted it left out"),
        ({"engine": "memory"}, "memory: missing, wanted files of pairs or reviewed runs"),
        ({"engine": "ctranslate2"}, "name: missing, wanted a value"),
    ],
)
def test_settings_that_do_not_fit_the_engine(settings: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Model(**settings)
