"""Views, splits and compressed shards of one truth."""

import asyncio
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.pipeline import load
from alpaca_est.record import Record, Turn
from alpaca_est.runs.build import build
from alpaca_est.runs.content import rows
from alpaca_est.runs.dataset.loader import loads
from alpaca_est.runs.dataset.validate import validate
from alpaca_est.runs.dataset.views import Layout, unsayable
from alpaca_est.runs.folder import RunFolder
from alpaca_est.source.lines import opened

ALL = "{formats: [alpaca, messages, prompt_completion], splits: {validation: 0.2, test: [b]}, shard_rows: 40}"


def project(folder: Path, publish: str, count: int = 120) -> RunFolder:
    """A run of two sources with these settings of publication."""
    (folder / "alpaca-est.toml").touch()
    for name in "ab":
        tasks = [
            {"instruction": f"Loe arvuni {name}{n}.", "input": "x" * (n % 2), "output": f"{n}."} for n in range(count)
        ]
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(task) + "\n" for task in tasks), "utf-8")
    (folder / "p.yaml").write_text(
        "name: p\nlanguage: et\nsources: [{name: a, path: a.jsonl}, {name: b, path: b.jsonl}]\n"
        f"publish: {publish}\n",
        "utf-8",
    )
    run = RunFolder(folder / "run")
    asyncio.run(build(load(folder / "p.yaml"), run))
    return run


def lines(run: RunFolder, view: str, split: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for shard in sorted((run.path / "data" / view).glob(f"{split}-*")):
        with opened(shard) as file:
            found += [json.loads(line) for line in file]
    return found


@pytest.mark.parametrize("compress", ["", ".gz", ".zst"])
def test_views_hold_the_same_records_in_the_same_splits(compress: str, tmp_path: Path) -> None:
    run = project(tmp_path, ALL.replace("}, shard", f'}}, compress: "{compress}", shard') if compress else ALL)
    for split in ("train", "validation", "test"):
        ids = [[row["id"] for row in lines(run, view, split)] for view in ("alpaca", "messages", "prompt_completion")]
        assert ids[0] == ids[1] == ids[2] != []
    assert {row["source"] for row in lines(run, "alpaca", "test")} == {"b"}
    assert 10 <= len(lines(run, "alpaca", "validation")) <= 40
    assert len(list((run.path / "data/alpaca").glob(f"train-*-of-00003.jsonl{compress}"))) == 3
    row = next(row for row in lines(run, "alpaca", "train") if row["input"])
    messages = next(one for one in lines(run, "messages", "train") if one["id"] == row["id"])["messages"]
    assert messages == [
        {"role": "user", "content": f"{row['instruction']}\n\n{row['input']}"},
        {"role": "assistant", "content": row["output"]},
    ]
    prompt = next(one for one in lines(run, "prompt_completion", "train") if one["id"] == row["id"])
    assert (prompt["prompt"], prompt["completion"]) == (f"{row['instruction']}\n\n{row['input']}\n", row["output"])
    assert validate(run.path, partial(rows, run)) == []
    assert loads(run.path) == []


def test_compressed_shards_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        run = project(tmp_path / name, '{compress: ".gz"}')
        found.append([path.read_bytes() for path in sorted((run.path / "data/alpaca").iterdir())])
    assert found[0] == found[1]


def test_a_damaged_view_is_found(tmp_path: Path) -> None:
    run = project(tmp_path, '{formats: [alpaca, messages], compress: ".gz"}')
    shard = next((run.path / "data/messages").iterdir())
    shard.write_bytes(shard.read_bytes()[:-20])
    [problem] = validate(run.path)
    assert problem.startswith(f"{shard}: cannot be decompressed")
    other = project(tmp_path / "x", "{formats: [messages]}") if (tmp_path / "x").mkdir() is None else run
    shard = next((other.path / "data/messages").iterdir())
    shard.write_text(shard.read_text("utf-8").replace('"role":"user"', '"role":3', 1), "utf-8")
    assert any("messages is a number, wanted text" in problem for problem in validate(other.path))


def test_what_one_row_made_is_never_divided() -> None:
    layout = Layout(splits={"validation": 0.3})
    for number in range(200):
        splits = {layout.split(Record(id=f"s:{number:03d}/0/{child}")) for child in range(8)}
        assert len(splits) == 1
    shares = [layout.split(Record(id=f"s:{number:04d}/0")) for number in range(5000)]
    assert 0.27 < shares.count("validation") / 5000 < 0.33


def test_conversations_stand_in_messages_alone(tmp_path: Path) -> None:
    talk = Record(id="s:000/0", history=(Turn("user", "Tere!"), Turn("assistant", "Tere!")))
    assert unsayable(talk, Layout(["messages"])) == []
    [problem] = unsayable(talk, Layout(["alpaca", "messages"]))
    assert problem == "has 2 earlier turns, which alpaca has no column for, wanted publish: {formats: [messages]}"
    (tmp_path / "alpaca-est.toml").touch()
    said = [
        ("system", "Ole lühike."),
        ("user", "Tere!"),
        ("assistant", "Tere!"),
        ("user", "Mis?"),
        ("assistant", "See."),
    ]
    row = {"messages": [{"role": role, "content": text} for role, text in said]}
    (tmp_path / "t.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    for formats, published in (("[messages]", 1), ("[alpaca]", 0)):
        text = f"name: p\nlanguage: et\nsources: [{{name: t, path: t.jsonl}}]\npublish: {{formats: {formats}}}\n"
        (tmp_path / "p.yaml").write_text(text, "utf-8")
        run = RunFolder(tmp_path / f"run{published}")
        built = asyncio.run(build(load(tmp_path / "p.yaml"), run))
        assert built.account is not None
        assert (built.account.published, built.account.rejected) == (published, 1 - published)
        if published:
            [found] = lines(run, "messages", "train")
            assert [(one["role"], one["content"]) for one in found["messages"]] == said
            assert (validate(run.path, partial(rows, run)), loads(run.path)) == ([], [])


@pytest.mark.parametrize(
    ("publish", "problem"),
    [
        ("{formats: []}", "found an empty list, wanted at least 1 of them"),
        ("{formats: [alpaca, alpaca]}", "alpaca, alpaca names a view twice"),
        ("{splits: {validation: 1.0}}", "shares are above 0 and together below 1"),
        ("{splits: {train: 0.5}}", "no split can be named 'train'"),
        ("{splits: {test: [c]}}", "publish.splits.test names the source c, wanted one of a, b"),
    ],
)
def test_settings_that_cannot_be(publish: str, problem: str, tmp_path: Path) -> None:
    from alpaca_est.errors import PipelineError

    with pytest.raises(PipelineError) as raised:
        project(tmp_path, publish, 1)
    assert problem in str(raised.value)
