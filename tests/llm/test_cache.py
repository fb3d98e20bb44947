"""The reply cache on real files: who is answered by what, and what damage is told."""

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from alpaca_est.ask import Ask, Message, Reply
from alpaca_est.errors import DataError, RunError
from alpaca_est.llm.cache import PATIENCE, Cache, Keys
from alpaca_est.llm.model import Model

WHOLE = Reply(text="terve", input_tokens=3, output_tokens=1)
CUT = Reply(text="ter", finish="length")
REFUSED = Reply(finish="refused", reason="HTTP 400: no")


def put(path: Path, run: str, replies: dict[str, Reply], patience: float = PATIENCE) -> None:
    async def all_of_them() -> None:
        cache = Cache(path, run, patience=patience)
        await asyncio.gather(*(cache.put(key, reply) for key, reply in replies.items()))
        cache.close()

    asyncio.run(all_of_them())


def get(path: Path, run: str, keys: list[str]) -> dict[str, Reply]:
    async def found() -> dict[str, Reply]:
        cache = Cache(path, run)
        try:
            return await cache.get(keys)
        finally:
            cache.close()

    return asyncio.run(found())


def test_only_whole_replies_answer_other_runs(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "replies.sqlite"
    put(path, "one", {"a": WHOLE, "b": CUT, "c": REFUSED})
    assert get(path, "one", ["a", "b", "c", "d"]) == {"a": WHOLE, "b": CUT, "c": REFUSED}
    assert get(path, "two", ["a", "b", "c", "d"]) == {"a": WHOLE}


def test_a_runs_own_reply_comes_before_those_of_others(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    put(path, "one", {"a": CUT})
    put(path, "two", {"a": WHOLE})
    put(path, "three", {"a": Reply(text="teine")})
    assert get(path, "one", ["a"]) == {"a": CUT}
    assert get(path, "three", ["a"]) == {"a": Reply(text="teine")}
    assert get(path, "four", ["a"]) == {"a": WHOLE}


def test_many_keys_at_once(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    replies = {f"key {number}": Reply(text=str(number)) for number in range(1700)}
    put(path, "one", replies)
    assert get(path, "two", [*replies, "another"]) == replies


ASK = Ask(user="küsimus", model="writer")
MODEL = Model(name="m")


@pytest.mark.parametrize(
    ("ask", "model"),
    [
        (Ask(user="küsimus", system="süsteem"), MODEL),
        (Ask(user="küsimus?"), MODEL),
        (Ask(user="küsimus", draw=1), MODEL),
        (Ask(user="küsimus", format={"type": "object"}), MODEL),
        (Ask(user="küsimus", history=(Message("user", "enne"),)), MODEL),
        (ASK, Model(name="n")),
        (ASK, Model(name="m", temperature=0.5)),
        (ASK, Model(name="m", max_tokens=10)),
        (ASK, Model(name="m", extra_body={"seed": 3})),
        (ASK, Model(name="m", base_url="http://localhost/v1")),
    ],
)
def test_everything_that_can_change_the_answer_is_in_the_key(ask: Ask, model: Model) -> None:
    assert Keys(model).key(ask) != Keys(MODEL).key(ASK)


def test_limits_prices_and_names_of_models_are_not_in_the_key() -> None:
    model = Model(name="m", parallel=3, rpm=3, key_env="KEY", base_url="https://api.openai.com/v1/")
    assert Keys(model).key(Ask(user="küsimus", model="judge")) == Keys(MODEL).key(ASK)
    one, two = ({"format": {"a": 1, "b": 2}}, {"format": {"b": 2, "a": 1}})
    assert Keys(MODEL).key(Ask(user="k", **one)) == Keys(MODEL).key(Ask(user="k", **two))


def test_a_file_that_is_no_cache_is_told(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    with pytest.raises(DataError, match="not a reply cache, or damaged"):
        Cache(path, "one")


def test_another_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE replies (something TEXT)")
    connection.close()
    with pytest.raises(RunError, match="cannot be used"):
        Cache(path, "one")


def test_damage_in_the_middle_is_told(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    put(path, "one", {f"key {number}": Reply(text="pikk " * 200) for number in range(200)})
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(DataError, match="damaged"):
        get(path, "one", [f"key {number}" for number in range(200)])


def test_a_locked_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    put(path, "one", {"a": WHOLE})
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RunError, match="locked by another program"):
        put(path, "one", {"b": WHOLE}, patience=0.1)
    other.close()


WRITER = """
import asyncio, sys
from pathlib import Path
from alpaca_est.ask import Reply
from alpaca_est.llm.cache import Cache
async def main():
    cache = Cache(Path(sys.argv[1]), sys.argv[2])
    for start in range(0, 300, 10):
        await asyncio.gather(*(cache.put(f"{sys.argv[2]} {n}", Reply(text=str(n))) for n in range(start, start + 10)))
    cache.close()
asyncio.run(main())
"""


def test_processes_share_one_new_file(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    names = ["one", "two", "three", "four"]
    root = Path(__file__).parents[2]
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name], cwd=root) for name in names]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    keys = [f"{name} {number}" for name in names for number in range(300)]
    assert len(get(path, "five", keys)) == 1200
