"""What belongs together stands in one split, and the shares are kept."""

import asyncio
import json
import random
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from alpaca_est.cli import main
from alpaca_est.decision import WITHDRAWN
from alpaca_est.pipeline import load
from alpaca_est.record import Origin, Record, root_of
from alpaca_est.runs.build import build
from alpaca_est.runs.content import rows
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.loader import loads
from alpaca_est.runs.dataset.splits import planned
from alpaca_est.runs.dataset.validate import validate
from alpaca_est.runs.dataset.views import Layout
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish
from tests.project import make, tasks
from tests.project import run as run_project
from tests.server import Server

SHARES = Layout(splits={"validation": 0.2, "test": 0.1})


def question(number: int) -> str:
    """A question that is like no other."""
    draw = random.Random(f"question {number}")
    return " ".join("".join(draw.choices("aeioukstlmn", k=6)) for _ in range(12))


def built(folder: Path, sources: dict[str, list[dict[str, str]]], publish: str, **more: str) -> RunFolder:
    """A run of these sources, published so."""
    (folder / "alpaca-est.toml").touch()
    lines = []
    for name, given in sources.items():
        text = "".join(json.dumps({"output": "Vastus.", **task}, ensure_ascii=False) + "\n" for task in given)
        (folder / f"{name}.jsonl").write_text(text, "utf-8")
        lines.append(f"{{name: {name}, path: {name}.jsonl}}")
    text = f"name: p\nlanguage: et\nsources: [{', '.join(lines)}]\npublish: {publish}\n"
    (folder / "p.yaml").write_text(text + "".join(f"{key}: {value}\n" for key, value in more.items()), "utf-8")
    run = RunFolder(folder / "run")
    asyncio.run(build(load(folder / "p.yaml"), run))
    return run


def stand(run: RunFolder) -> dict[str, dict[str, Any]]:
    """Every published row with its split, by id."""
    found: dict[str, dict[str, Any]] = {}
    for shard in sorted((run.path / "data" / "alpaca").iterdir()):
        for line in shard.read_text("utf-8").split("\n")[:-1]:
            row = json.loads(line)
            found[row["id"]] = {**row, "split": shard.name.partition("-")[0]}
    return found


def test_what_one_reply_made_is_in_one_split(tmp_path: Path) -> None:
    async def go() -> None:
        async with Server(answer=tasks) as server:
            pipeline = make(tmp_path, server.url, target=60)
            text = pipeline.read_text("utf-8").replace("shard_rows: 40", "splits: {validation: 0.4}")
            pipeline.write_text(text, "utf-8")
            await run_project(pipeline, tmp_path / "run")

    asyncio.run(go())
    rows_ = stand(RunFolder(tmp_path / "run"))
    splits = defaultdict(set)
    for identity, row in rows_.items():
        splits[root_of(identity)].add(row["split"])
    assert all(len(found) == 1 for found in splits.values())
    assert {"train", "validation"} == set.union(*splits.values()) and len(splits) < len(rows_)


def test_near_duplicates_are_in_one_split_and_the_card_says_how_many_moved(tmp_path: Path) -> None:
    asked = [{"instruction": f"{question(n)} {word}"} for n in range(60) for word in ("ja", "ning", "ehk")]
    run = built(tmp_path, {"a": asked}, "{splits: {validation: 0.2}}")
    found = stand(run)
    together = defaultdict(set)
    for row in found.values():
        together[row["instruction"].rpartition(" ")[0]].add(row["split"])
    assert all(len(splits) == 1 for splits in together.values())
    facts = index.read(run.path).splits
    alone = Layout(splits={"validation": 0.2})
    moved = sum(alone.drawn(identity) != row["split"] for identity, row in found.items())
    assert facts is not None and facts.moved == moved > 20
    assert f"{moved} records moved for that" in (run.path / "README.md").read_text("utf-8")
    assert 0.1 < sum(row["split"] == "validation" for row in found.values()) / 180 < 0.3
    assert (validate(run.path, partial(rows, run)), loads(run.path)) == ([], [])


def test_the_plan_depends_on_no_order_and_what_stands_alone_is_not_moved() -> None:
    records = [Record(id=f"a:{n:03d}/0", instruction=question(n // 2) + " x" * (n % 2)) for n in range(200)]
    alone = [Record(id=f"b:{n:03d}/0", instruction=question(1000 + n)) for n in range(200)]
    plans = []
    for seed in range(3):
        shuffled = [*records, *alone]
        random.Random(seed).shuffle(shuffled)
        plans.append(planned(shuffled, SHARES, 0.7))
    assert plans[0] == plans[1] == plans[2]
    assert plans[0].moved and not any(name.startswith("b:") for name in plans[0].moved)


def test_a_template_does_not_fill_a_split() -> None:
    rule = question(0)
    templates = [Record(id=f"a:{n:03d}/0", instruction=f"{rule} {rule} {n}") for n in range(500)]
    others = [Record(id=f"b:{n:03d}/0", instruction=question(n + 1)) for n in range(500)]
    for name in "cdefghij":  # whatever the hash of the first lineage says
        renamed = [Record(id=one.id.replace("a:", f"{name}:"), instruction=one.instruction) for one in templates]
        layout = SHARES._replace(moved=planned([*renamed, *others], SHARES, 0.7).moved)
        assert {layout.split(one) for one in renamed} == {"train"}
        assert 0.15 < sum(layout.split(one) == "validation" for one in others) / 500 < 0.25


def test_rounds_of_one_row_and_children_of_one_earlier_reply_are_together() -> None:
    def imported(identity: str, row: int, ancestor: str = "") -> Record:
        return Record(
            id=identity, instruction=question(hash_of(identity)), origin=Origin(dataset="d", row=row, ancestor=ancestor)
        )

    def hash_of(identity: str) -> int:
        return int.from_bytes(identity.encode()) % 10**9

    rounds = [[imported(f"m:{row:03d}/{turn}", row) for turn in range(3)] for row in range(100)]
    replies = [
        [imported(f"r:{8 * n + m:03d}/0", 8 * n + m, f"seed:{n:03d}/0/{m}") for m in range(8)] for n in range(60)
    ]
    families = [*rounds, *replies]
    layout = SHARES._replace(moved=planned([one for family in families for one in family], SHARES, 0.7).moved)
    splits = [{layout.split(one) for one in family} for family in families]
    assert all(len(found) == 1 for found in splits)
    assert [{SHARES.drawn(f"seed:{n:03d}/0")} for n in range(60)] == splits[100:]


def test_a_source_that_is_a_split_stays_whole_and_what_is_like_it_is_counted(tmp_path: Path) -> None:
    held = [{"instruction": question(n)} for n in range(20)]
    like = [{"instruction": question(n) + (" palun" if n % 2 else "")} for n in range(10)]
    rest = [{"instruction": question(n)} for n in range(100, 200)]
    run = built(tmp_path, {"held": held, "own": [*like, *rest]}, "{splits: {test: [held], validation: 0.1}}")
    found = stand(run)
    assert {row["source"] for row in found.values() if row["split"] == "test"} == {"held"}
    assert sum(row["source"] == "held" for row in found.values()) == 20
    facts = index.read(run.path).splits
    assert facts is not None and (facts.beside, facts.sources) == (10, {"test": ("held",)})
    assert "In other splits 10 records share" in (run.path / "README.md").read_text("utf-8")
    told = CliRunner().invoke(main, ["validate", str(run.path)])
    assert told.exit_code == 0 and "10 records in other splits ask nearly what held asks" in told.stderr


@pytest.mark.parametrize("view", ["alpaca", "messages", "prompt_completion"])
def test_validate_finds_what_straddles(view: str, tmp_path: Path) -> None:
    asked = [{"instruction": question(n)} for n in range(40)]
    run = built(tmp_path, {"a": asked}, f"{{formats: [{view}], splits: {{validation: 0.3}}}}")
    train, held = (next((run.path / "data" / view).glob(f"{split}-*")) for split in ("train", "validation"))
    line = train.read_text("utf-8").split("\n")[0]
    other = json.loads(held.read_text("utf-8").split("\n")[0])["id"]
    twin = line.replace(json.loads(line)["id"], other)
    held.write_text("\n".join([twin, *held.read_text("utf-8").split("\n")[1:]]), "utf-8")
    wanted = f"asks the same as {train.relative_to(run.path)}:1 in train, wanted both in one split"
    assert any(wanted in problem for problem in validate(run.path))
    child = line.replace(json.loads(line)["id"], json.loads(line)["id"] + "/7")
    held.write_text("\n".join([child, *held.read_text("utf-8").split("\n")[1:]]), "utf-8")
    assert any("wanted both in one split" in one and "descends from" in one for one in validate(run.path))


def test_withdrawn_records_are_counted_on_the_card(tmp_path: Path) -> None:
    run = built(tmp_path, {"a": [{"instruction": question(n)} for n in range(9)]}, "{splits: {validation: 0.3}}")
    assert "withdrawn" not in (run.path / "README.md").read_text("utf-8")
    told = CliRunner().invoke(main, ["publish", str(run.path), "--withdraw", "a:001/0", "--withdraw", "a:004/0"])
    assert told.exit_code == 0
    card = (run.path / "README.md").read_text("utf-8")
    assert "2 records were withdrawn after publication and left out since." in card
    assert (run.path / "rejected.jsonl").read_text("utf-8").count(f'"reason":"{WITHDRAWN}"') == 2
    publish(run)
    assert (run.path / "README.md").read_text("utf-8") == card
