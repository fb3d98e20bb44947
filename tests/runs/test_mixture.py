"""Mixtures: exact counts, by weights, temperature, caps, epochs and kinds of task."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from alpaca_est.errors import DataError, PipelineError
from alpaca_est.pipeline import load
from alpaca_est.runs.mixing import MixtureSchedule
from alpaca_est.runs.mixture import Planned, plan
from alpaca_est.runs.mixture import planned as every_plan
from alpaca_est.runs.schedule import Batch
from alpaca_est.runs.stock import stock
from tests.runs.mixing import by_source, everything, pipeline, walk

ROWS = {"large": 600, "middle": 300, "small": 100}


def planned(folder: Path, rows: Any, mixture: dict[str, Any], **settings: Any) -> list[Planned]:
    made = pipeline(folder, rows, mixture=mixture, **settings)
    assert made.mixture is not None
    return plan(made.mixture, [stock(source, made, folder) for source in made.sources])


@pytest.mark.parametrize(
    ("mixture", "expected"),
    [
        ({}, [600, 300, 100]),
        ({"total": 100}, [60, 30, 10]),
        ({"total": 101}, [61, 30, 10]),
        ({"total": 100, "temperature": 1000}, [34, 33, 33]),
        ({"total": 100, "temperature": 2}, [47, 34, 19]),
        ({"total": 100, "weights": {"large": 1, "middle": 1, "small": 2}}, [25, 25, 50]),
        ({"weights": {"large": 1, "middle": 1, "small": 1}}, [100, 100, 100]),
        ({"weights": {"large": 0, "middle": 1, "small": 1}}, [0, 100, 100]),
        ({"total": 400, "weights": {"large": 1, "middle": 1, "small": 1}}, [150, 150, 100]),
        ({"total": 400, "weights": {"large": 1, "middle": 1, "small": 2}, "epochs": 2}, [100, 100, 200]),
        ({"counts": {"small": 7}, "total": 100}, [62, 31, 7]),
        ({"counts": {"large": 600, "middle": 1, "small": 0}}, [600, 1, 0]),
        ({"at_most": {"sources": {"large": 50}}}, [50, 300, 100]),
        ({"at_most": {"sources": {"large": "20%"}}, "total": 200}, [40, 120, 40]),
        ({"epochs": 3}, [1800, 900, 300]),
    ],
)
def test_the_plan(tmp_path: Path, mixture: dict[str, Any], expected: list[int]) -> None:
    assert [one.records for one in planned(tmp_path, ROWS, mixture)] == expected


@pytest.mark.parametrize(
    ("mixture", "message"),
    [
        ({"total": 1001}, "mixture.total: rows, epochs and caps allow 1,000 records, 1,001 wanted"),
        ({"counts": {"small": 101}}, "mixture.counts.small: rows, epochs and caps allow 100 records, 101 wanted"),
        ({"counts": {"small": 9}, "total": 5}, "mixture.total: the counts of sources come to 9 records, 5 wanted"),
        (
            {"counts": {"small": 9}, "at_most": {"licences": {"unspecified": 8}}},
            "mixture.counts.small: rows, epochs and caps allow 8 records, 9 wanted",
        ),
    ],
)
def test_what_cannot_be_had_is_said(tmp_path: Path, mixture: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError) as error:
        planned(tmp_path, ROWS, mixture)
    assert str(error.value) == message


def test_caps_of_licences_hold_over_sources_and_for_rows_with_their_own(tmp_path: Path) -> None:
    rows = {
        "mixed": [{"output": "jah", "licence": "CC-BY-NC-4.0" if number % 2 else "MIT"} for number in range(40)],
        "closed": 60,
        "open": 100,
    }
    settings = {"closed_source": {"licence": "CC-BY-NC-4.0"}, "open_source": {"licence": "MIT"}}
    caps = {"total": 100, "at_most": {"licences": {"CC-BY-NC-4.0": "16%"}}}
    found = planned(tmp_path, rows, caps, **settings)
    licences: Counter[str] = Counter()
    for one in found:
        for cell, records in one.cells.items():
            licences[cell.licence] += records
    assert licences == {"CC-BY-NC-4.0": 16, "MIT": 84}
    assert [one.records for one in found] == [18, 12, 70]  # 4 + 14, 12, 70
    none = planned(tmp_path, rows, {"at_most": {"licences": {"CC-BY-NC-4.0": 0}}}, **settings)
    assert [one.records for one in none] == [20, 0, 100]
    small = planned(tmp_path, rows, {"at_most": {"licences": {"cc-by-nc-4.0": 0}}}, **settings)
    assert [one.records for one in small] == [20, 0, 100]


KINDS = [{"output": "jah", "sort": kind} for kind in ["lugu"] * 80 + ["arvutus"] * 15 + ["kood"] * 5]


@pytest.mark.parametrize(
    ("mixture", "expected"),
    [
        ({"total": 12}, {"arvutus": 4, "kood": 4, "lugu": 4}),
        ({"total": 30}, {"arvutus": 13, "kood": 5, "lugu": 12}),  # of one kind there are no more
        ({"total": 30, "epochs": 2}, {"arvutus": 10, "kood": 10, "lugu": 10}),
        ({"total": 20, "weights": {"arvutus": 3}}, {"arvutus": 12, "kood": 4, "lugu": 4}),
        ({"total": 100, "temperature": 0.0001}, {"arvutus": 15, "kood": 5, "lugu": 80}),
        ({"total": 20, "temperature": 1}, {"arvutus": 3, "kood": 1, "lugu": 16}),
        ({"total": 20, "weights": {"lugu": 0}}, {"arvutus": 15, "kood": 5}),
    ],
)
def test_kinds_of_task_are_balanced(tmp_path: Path, mixture: dict[str, Any], expected: dict[str, int]) -> None:
    balance = {name: mixture.pop(name) for name in ("weights", "temperature") if name in mixture}
    settings = {"tasks_source": {"columns": {"kind": "sort"}}, "mixture": {**mixture, "balance": balance}}
    made = pipeline(tmp_path, {"tasks": KINDS}, **settings)
    kinds = Counter(
        KINDS[int(identity.split(":")[1][:3])]["sort"] for identity in walk(MixtureSchedule(made, tmp_path))
    )
    assert kinds == expected


def test_kinds_of_task_may_be_main_verbs(tmp_path: Path) -> None:
    asked = ["Kirjuta luuletus kevadest."] * 20 + ["Arvuta pindala.", "Tõlgi lause inglise keelde."]
    rows = [{"instruction": text, "output": "jah"} for text in asked]
    [found] = planned(tmp_path, {"tasks": rows}, {"total": 3, "balance": {"by": "verb"}})
    assert {cell.kind: records for cell, records in found.cells.items()} == {
        "arvutama": 1,
        "kirjutama": 1,
        "tõlkima": 1,
    }


def test_every_row_comes_before_any_comes_again(tmp_path: Path) -> None:
    made = pipeline(tmp_path, {"a": 10, "b": 100}, mixture={"counts": {"a": 27, "b": 40}, "epochs": 3})
    found = walk(MixtureSchedule(made, tmp_path))
    assert by_source(found) == {"a": 27, "b": 40}
    assert len(set(found)) == 67
    assert Counter(identity.split("/")[1] for identity in found if identity.startswith("a:")) == {
        "0": 10,
        "1": 10,
        "2": 7,
    }
    epochs = [identity.split("/")[1] for identity in found if identity.startswith("a:")]
    assert epochs == sorted(epochs)
    assert {identity.split("/")[1] for identity in found if identity.startswith("b:")} == {"0"}


def test_a_larger_count_keeps_the_rows_of_a_smaller_one(tmp_path: Path) -> None:
    chosen = []
    for count in (10, 30):
        made = pipeline(tmp_path, {"a": 100}, mixture={"counts": {"a": count}})
        chosen.append(set(walk(MixtureSchedule(made, tmp_path))))
    assert chosen[0] < chosen[1]
    other = pipeline(tmp_path, {"a": 100}, mixture={"counts": {"a": 10}}, seed=2)
    assert set(walk(MixtureSchedule(other, tmp_path))) != chosen[0]


def test_every_stretch_is_mixed_like_the_whole(tmp_path: Path) -> None:
    made = pipeline(tmp_path, ROWS, mixture={})
    found = walk(MixtureSchedule(made, tmp_path))
    for end in range(0, 1001, 50):
        counts = by_source(found[:end])
        for name, rows in ROWS.items():
            assert abs(counts.get(name, 0) - rows * end / 1000) <= 20


def test_what_steps_reject_is_replaced_by_the_same_kind_and_licence(tmp_path: Path) -> None:
    rows = [{"output": "jah", "sort": "ab"[number % 2], "licence": "MX"[number // 2 % 2]} for number in range(400)]
    settings = {"tasks_source": {"columns": {"kind": "sort"}, "licence": "MIT"}}
    made = pipeline(
        tmp_path,
        {"tasks": rows, "other": 50},
        mixture={"counts": {"tasks": 100, "other": 50}, "balance": {}},
        **settings,
    )
    schedule = MixtureSchedule(made, tmp_path)
    found = walk(schedule, lambda batch: [one for one in everything(batch) if int(one.split(":")[1][:3]) % 10 < 7])
    numbers = [int(identity.split(":")[1][:3]) for identity in found if identity.startswith("tasks")]
    assert len(numbers) == 100
    assert Counter((rows[number]["sort"], rows[number]["licence"]) for number in numbers) == {
        (kind, licence): 25 for kind in "ab" for licence in "MX"
    }
    assert schedule.warnings() == [
        "mixture: other has 35 records of 50 planned, its further rows are rejected or used up"
    ]


def test_the_moment_at_which_batches_are_finished_changes_nothing(tmp_path: Path) -> None:
    made = pipeline(tmp_path, ROWS, mixture={"total": 300, "temperature": 1.7, "epochs": 2})
    keeps = lambda batch: [one for one in everything(batch) if int(one.split(":")[1][:3]) % 3]  # noqa: E731
    found = [walk(MixtureSchedule(made, tmp_path), keeps, width) for width in (1, 3, 1000)]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 300


def test_broken_rows_are_rejected_and_replaced(tmp_path: Path) -> None:
    made = pipeline(tmp_path, {"a": 5}, mixture={"total": 4}, a_source={"on_error": "reject"})
    text = (tmp_path / "a.jsonl").read_text()
    (tmp_path / "a.jsonl").write_text("{broken\n" + text)
    schedule = MixtureSchedule(made, tmp_path)
    rows = []
    while isinstance(batch := schedule.next(), Batch):
        rows += [row.id for row in batch.rows]
        schedule.finished(batch, made=0, kept=everything(batch))
    assert "a:000/0" in rows
    assert len(rows) == 5


def test_draws_of_a_generator_are_not_counted_out(tmp_path: Path) -> None:
    made = pipeline(tmp_path, {"a": 5}, mixture={"counts": {"a": 5, "drawn": 20}})
    drawn = {"name": "drawn", "draws": 10_000_000}
    data = {**made.model_dump(exclude_defaults=True), "sources": [{"name": "a", "path": "a.jsonl"}, drawn]}
    made = type(made).model_validate(data, context={"root": tmp_path})
    assert by_source(walk(MixtureSchedule(made, tmp_path))) == {"a": 5, "drawn": 20}


def pipeline_file(folder: Path, mixture: str) -> Path:
    (folder / "alpaca-est.toml").touch()
    for name in "ab":
        (folder / f"{name}.jsonl").write_text('{"instruction": "Kirjuta!", "output": "jah"}\n' * 9)
    path = folder / "p.yaml"
    sources = "sources: [{name: a, path: a.jsonl}, {name: b, path: b.jsonl}]"
    path.write_text(f"name: p\nlanguage: et\n{sources}\nmixture: {mixture}\n")
    return path


def test_weights_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "weights.json").write_text(json.dumps({"a": 1, "b": 0.5}))
    made = load(pipeline_file(tmp_path, "{weights: weights.json, total: 9}")).pipeline
    assert made.mixture is not None
    assert [one.records for one in plan(made.mixture, [stock(one, made, tmp_path) for one in made.sources])] == [6, 3]


@pytest.mark.parametrize(
    ("mixture", "message"),
    [
        ("{counts: {c: 5}}", "p.yaml:4: mixture.counts: no source 'c', only a, b"),
        ("{weights: {a: 5}}", "p.yaml:4: mixture.weights: none for b, wanted one for every source without a count"),
        ("{weights: w.json}", "p.yaml:4: mixture.weights: no file w.json"),
        ("{weights: a.jsonl}", "p.yaml:4: mixture.weights: a.jsonl: not JSON at character 1, wanted the end of"),
        ("{weights: .}", "p.yaml:4: mixture.weights: .: a folder, wanted a file of JSON"),
        ("{weights: {a: 0, b: 0}}", "p.yaml:4: mixture: every weight is 0, wanted one above 0 or counts"),
        ("{weights: {a: .inf, b: 0}}", "p.yaml:4: mixture.weights.a: "),
        ("{at_most: {sources: {a: 10%}}}", "p.yaml:4: mixture: at_most 10% without total, wanted both"),
        ("{temprature: 2}", "p.yaml:4: mixture.temprature: "),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, mixture: str, message: str) -> None:
    with pytest.raises(PipelineError) as error:
        load(pipeline_file(tmp_path, mixture))
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("mixture", "message"),
    [
        (
            "{at_most: {licences: {CC-BY-NC: 0}}}",
            "mixture.at_most.licences.CC-BY-NC: no row has this licence, only unspecified",
        ),
        ("{balance: {by: kind}}", "mixture.balance: nothing is balanced, no row has a kind, wanted columns: {kind: …}"),
        ("{balance: {by: verb, weights: {näitama: 3}}}", "mixture.balance.weights.näitama: no row is of this kind"),
        ("{at_most: {licences: {UNSPECIFIED: 9}}}", ""),
    ],
)
def test_settings_that_no_row_is_under_are_told(tmp_path: Path, mixture: str, message: str) -> None:
    plans, warnings = every_plan(load(pipeline_file(tmp_path, mixture)))
    assert sum(one.records for one in plans) == (18 if message else 9)
    assert [line[: len(message)] for line in warnings] == ([message] if message else [])


def test_a_mixture_has_bounds(tmp_path: Path) -> None:
    for mixture in ({"total": 0}, {"epochs": 0}, {"temperature": 0}, {"weights": {"a": -1}}, {"counts": {"a": -1}}):
        with pytest.raises(ValidationError):
            pipeline(tmp_path, {"a": 3}, mixture=mixture)
