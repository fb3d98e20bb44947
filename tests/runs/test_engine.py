"""The whole thread against a real server: the same bytes whatever happens, nothing lost, nothing paid twice."""

import asyncio
from pathlib import Path

import pytest

from alpaca_est.errors import DataError, RunError
from alpaca_est.runs.dataset.validate import validate
from alpaca_est.runs.folder import RunFolder
from tests.project import make, published, run, tasks
from tests.server import Server


class Killed(BaseException):
    """The process ends here, as far as the run can tell."""


def test_bytes_do_not_depend_on_concurrency_pool_or_order(tmp_path: Path) -> None:
    async def build_all() -> None:
        async with Server(answer=tasks, latency=0.01) as server:
            for name, parallel, pool in (
                ("a", 1, "thread"),
                ("b", 8, "thread"),
                ("c", 64, "thread"),
                ("d", 8, "process"),
            ):
                # the endpoint is part of a reply's key, the cache is not shared: every run asks for itself
                await run(make(tmp_path / name, server.url, parallel=parallel, pool=pool), tmp_path / name / "run")

    asyncio.run(build_all())
    first = published(tmp_path / "a" / "run")
    assert sum(content.count(b"\n") for name, content in first.items() if name.startswith("data")) == 60
    assert first["rejected.jsonl"]
    for name in "bcd":
        assert published(tmp_path / name / "run") == first
    assert validate(tmp_path / "a" / "run") == []


FAULTS = ("429", "429-silent", "500", "503", "cut", "broken", "empty", "hang")


@pytest.mark.parametrize(
    "faults", [*({fault: 0.3} for fault in FAULTS), dict.fromkeys(FAULTS, 0.3 / len(FAULTS))], ids=str
)
def test_faults_do_not_change_the_dataset(tmp_path: Path, faults: dict[str, float]) -> None:
    async def build_both() -> None:
        async with Server(answer=tasks) as server:
            await run(make(tmp_path / "good", server.url, target=40), tmp_path / "good" / "run")
        async with Server(answer=tasks, faults=faults, retry_after="0.05") as server:
            await run(make(tmp_path / "bad", server.url, target=40, deadline=0.5), tmp_path / "bad" / "run")
            assert all(server.shown[fault] for fault in faults) or len(faults) > 1

    asyncio.run(build_both())
    assert published(tmp_path / "bad" / "run") == published(tmp_path / "good" / "run")


@pytest.mark.parametrize("others", [(), ("429", "500", "cut", "broken", "empty")], ids=str)
def test_refused_and_cut_off_replies_are_rejected_with_a_reason(tmp_path: Path, others: tuple[str, ...]) -> None:
    async def build_one() -> None:
        faults = {"content_filter": 0.3, "length": 0.3} | dict.fromkeys(others, 0.06)
        async with Server(answer=tasks, faults=faults, retry_after="0.05") as server:
            built = await run(make(tmp_path, server.url, target=30), tmp_path / "run")
            account = built.account
            assert account is not None
            assert account.made == account.published + account.flagged + account.rejected + account.beyond

    asyncio.run(build_one())
    rejected = (tmp_path / "run" / "rejected.jsonl").read_text(encoding="utf-8")
    assert "the model refused" in rejected
    assert "cut off at the token limit" in rejected


def test_a_raised_target_equals_a_high_one(tmp_path: Path) -> None:
    async def build_both() -> None:
        async with Server(answer=tasks) as server:
            pipeline = make(tmp_path, server.url)
            await run(pipeline, tmp_path / "twice", target=20)
            await run(pipeline, tmp_path / "twice", target=50)
            await run(pipeline, tmp_path / "once", target=50)

    asyncio.run(build_both())
    assert published(tmp_path / "twice") == published(tmp_path / "once")


@pytest.mark.parametrize("place", ["before journal", "after journal", "before stream journal", "after stream journal"])
@pytest.mark.parametrize("nth", [1, 3])
def test_a_run_that_died_goes_on_and_pays_nothing_twice(tmp_path: Path, place: str, nth: int) -> None:
    async def build_twice() -> None:
        async with Server(answer=tasks) as server:
            await run(make(tmp_path / "whole", server.url), tmp_path / "whole" / "run")
            seen = 0

            def dies(moment: str) -> None:
                nonlocal seen
                seen += moment == place
                if moment == place and seen >= nth:
                    raise Killed

            pipeline = make(tmp_path / "died", server.url)
            with pytest.raises(Killed):
                await run(pipeline, tmp_path / "died" / "run", moment=dies)
            built = await run(pipeline, tmp_path / "died" / "run")
            assert built.totals.paid_again == 0

    asyncio.run(build_twice())
    assert published(tmp_path / "died" / "run") == published(tmp_path / "whole" / "run")


def test_a_changed_setting_is_refused_by_name(tmp_path: Path) -> None:
    async def build_twice() -> None:
        async with Server(answer=tasks) as server:
            pipeline = make(tmp_path, server.url, target=10)
            await run(pipeline, tmp_path / "run")
            await run(pipeline, tmp_path / "run", **{"models.w.parallel": 2, "publish.shard_rows": 3})
            with pytest.raises(RunError) as caught:
                await run(pipeline, tmp_path / "run", **{"steps.near_duplicate.reject_above": 0.5})
            assert "steps.near_duplicate.reject_above: was 0.7, now 0.5" in caught.value.problems[0]

            before = server.requests
            await run(pipeline, tmp_path / "other", **{"steps.near_duplicate.reject_above": 0.75})
            assert server.requests - before <= 24, "a new run with another threshold takes its replies from the cache"

    asyncio.run(build_twice())


def test_a_line_mended_before_anything_was_made_goes_on_in_the_same_folder(tmp_path: Path) -> None:
    (tmp_path / "alone.yaml").write_text("name: alone\nlanguage: et\nsources: [{name: s, path: alone.jsonl}]\n")
    (tmp_path / "alone.jsonl").write_text('{"instruction": "Tere"', encoding="utf-8")
    with pytest.raises(DataError, match=r"alone\.jsonl:1"):
        asyncio.run(run(tmp_path / "alone.yaml", tmp_path / "run"))
    (tmp_path / "alone.jsonl").write_text('{"instruction": "Tere", "output": "Tere!"}\n', encoding="utf-8")
    asyncio.run(run(tmp_path / "alone.yaml", tmp_path / "run"))
    assert published(tmp_path / "run")["data/alpaca/train-00000-of-00001.jsonl"].count(b"\n") == 1


def test_two_builds_of_one_run_at_once_are_refused(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")
    with folder.locked(), pytest.raises(RunError, match="in use by process"), RunFolder(tmp_path / "run").locked():
        pass


def test_the_journal_must_replay_as_it_was(tmp_path: Path) -> None:
    async def build_twice() -> None:
        async with Server(answer=tasks) as server:
            pipeline = make(tmp_path, server.url, target=20)
            await run(pipeline, tmp_path / "run")
            first = next((tmp_path / "run" / "journal").glob("*near_duplicate/00000.jsonl"))
            first.write_bytes(first.read_bytes().replace(b"Jutusta", b"Jutustas", 1))
            with pytest.raises(RunError, match="decides otherwise than before"):
                await run(pipeline, tmp_path / "run")

    asyncio.run(build_twice())
