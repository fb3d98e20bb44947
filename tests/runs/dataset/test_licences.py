"""Rows of different kinds of licence are refused, kept apart, or mixed as told."""

import asyncio
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

import alpaca_est
from alpaca_est.cli import main
from alpaca_est.errors import PipelineError, RunError
from alpaca_est.pipeline import load
from alpaca_est.runs.build import build
from alpaca_est.runs.content import rows
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.licences import clash, family, view_of
from alpaca_est.runs.dataset.loader import loads
from alpaca_est.runs.dataset.validate import validate
from alpaca_est.runs.export import exported
from alpaca_est.runs.export.hub import Push
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish
from alpaca_est.source.reading import files_of

FORMATS = "formats: [alpaca, messages, prompt_completion], splits: {validation: 0.3}"
LICENCES = {"free": "CC-BY-4.0", "paid": "cc-by-nc-4.0"}


def project(folder: Path, publish_: str, licences: dict[str, str] = LICENCES, count: int = 30) -> RunFolder:
    """A run of a source for each licence, 30 rows each, published so."""
    (folder / "alpaca-est.toml").touch()
    lines = []
    for name, licence in licences.items():
        tasks = [{"instruction": f"Loe {name} arvuni {n}.", "input": "", "output": f"{n}."} for n in range(count)]
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(task) + "\n" for task in tasks), "utf-8")
        lines.append(f"{{name: {name}, path: {name}.jsonl, licence: '{licence}'}}")
    text = f"name: p\nlanguage: et\nsources: [{', '.join(lines)}]\npublish: {publish_}\n"
    (folder / "p.yaml").write_text(text, "utf-8")
    run = RunFolder(folder / "run")
    asyncio.run(build(load(folder / "p.yaml"), run))
    return run


def ids(run: RunFolder, config: str) -> list[str]:
    shards = sorted((run.path / "data" / config).iterdir())
    return [json.loads(line)["id"] for shard in shards for line in shard.read_text("utf-8").split("\n")[:-1]]


def front(run: RunFolder) -> Any:
    return yaml.safe_load((run.path / "README.md").read_text("utf-8").split("---\n")[1])


@pytest.mark.parametrize(
    ("licence", "kind"),
    [
        ("CC-BY-4.0", "permissive"),
        ("CC BY 4.0", "permissive"),
        ("CC0-1.0", "permissive"),
        ("Apache-2.0", "permissive"),
        ("mit", "permissive"),
        ("BSD-3-Clause", "permissive"),
        ("odc-by", "permissive"),
        ("pddl", "permissive"),
        ("CC-BY-SA-4.0", "share_alike"),
        ("cc-by-sa-3.0", "share_alike"),
        ("ODbL-1.0", "share_alike"),
        ("GPL-3.0-or-later", "share_alike"),
        ("LGPL-2.1", "share_alike"),
        ("MPL-2.0", "share_alike"),
        ("cc-by-nc-4.0", "non_commercial"),
        ("CC-BY-NC-SA-4.0", "non_commercial"),
        ("for non-commercial research", "non_commercial"),
        ("Creative Commons Attribution NonCommercial", "non_commercial"),
        ("CC-BY-ND-4.0", "no_derivatives"),
        ("cc_by_nc_nd_4.0", "no_derivatives"),
        ("MIT OR GPL-3.0-only", "permissive"),
        ("(MIT AND CC-BY-NC-4.0)", "non_commercial"),
        ("openrail", "unknown"),
        ("unspecified", "unknown"),
        ("other", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_family_of_a_licence(licence: str, kind: str) -> None:
    assert family(licence) == kind


def test_unknown_licences_stand_with_any_and_one_kind_is_never_a_clash() -> None:
    assert clash({("a", "CC-BY-4.0"): 3, ("b", ""): 2, ("c", "MIT"): 1}) == ""
    assert clash({("a", "cc-by-nc-4.0"): 3, ("b", "CC-BY-NC-SA-4.0"): 2}) == ""
    assert clash({}) == ""


def test_kinds_are_not_mixed_unless_told_and_the_old_dataset_stays(tmp_path: Path) -> None:
    with pytest.raises(RunError) as raised:
        project(tmp_path, "{}")
    assert raised.value.problems == (
        f"{tmp_path}/run: 30 rows are permissive (free CC-BY-4.0 30); 30 rows are non-commercial (paid cc-by-nc-4.0"
        " 30); wanted rows of one kind. --set publish.licences=apart writes a config for each kind,"
        " --set publish.licences=mixed leaves them together",
    )
    run = RunFolder(tmp_path / "run")
    assert not (run.path / "index.json").exists()
    run.change_publication(["publish.licences=mixed"])
    publish(run)
    before = (run.path / "index.json").read_bytes()
    run.change_publication(["publish.licences=same"])
    with pytest.raises(RunError):
        publish(run)
    assert (run.path / "index.json").read_bytes() == before and validate(run.path) == []
    assert "Kinds of licence are mixed" in (run.path / "README.md").read_text("utf-8")


def test_rows_of_one_kind_need_no_setting(tmp_path: Path) -> None:
    run = project(tmp_path, "{}", {"a": "cc-by-nc-4.0", "b": "CC-BY-NC-SA-4.0", "c": ""})
    assert len(ids(run, "alpaca")) == 90 and validate(run.path, partial(rows, run)) == []
    assert "The licence of 30 rows is not known" in (run.path / "README.md").read_text("utf-8")


def test_apart_each_kind_has_configs_of_its_own_in_every_view(tmp_path: Path) -> None:
    run = project(tmp_path, f"{{{FORMATS}, licences: apart}}")
    free, paid = ids(run, "alpaca"), ids(run, "alpaca_non_commercial")
    assert {one.partition(":")[0] for one in free} == {"free"} and {one.partition(":")[0] for one in paid} == {"paid"}
    for view in ("messages", "prompt_completion"):
        assert (ids(run, view), ids(run, f"{view}_non_commercial")) == (free, paid)
    configs = [config["config_name"] for config in front(run)["configs"]]
    assert configs == [
        *("alpaca", "messages", "prompt_completion"),
        *(f"{view}_non_commercial" for view in ("alpaca", "messages", "prompt_completion")),
    ]
    assert [config.get("default", False) for config in front(run)["configs"]] == [True, *[False] * 5]
    assert index.read(run.path).published == 60
    assert (validate(run.path, partial(rows, run)), loads(run.path)) == ([], [])
    card = (run.path / "README.md").read_text("utf-8")
    assert "`alpaca_non_commercial`" in card and "| non-commercial | cc-by-nc-4.0 | paid | 30 |" in card


def test_what_stands_apart_is_loaded_exported_and_read_again(tmp_path: Path) -> None:
    run = project(tmp_path, f"{{{FORMATS}, licences: apart}}")
    loaded = alpaca_est.load(run.path, "messages_non_commercial", cache=tmp_path / "cache")
    assert sum(split.num_rows for split in loaded.values()) == 30
    assert set(alpaca_est.frame(run.path)["fate"]) == {"published"}
    assert {file.parent.name for file in files_of(run.path, "run")} == {"alpaca", "alpaca_non_commercial"}
    exported(run.path, "llama-factory", push=Push(), out=tmp_path / "factory")
    infos = json.loads((tmp_path / "factory" / "dataset_info.json").read_text("utf-8"))
    assert {"p", "p_alpaca_non_commercial", "p_messages_non_commercial_validation"} <= infos.keys()
    exported(run.path, "parquet", push=Push(), out=tmp_path / "parquet")
    import datasets

    local = datasets.load_dataset(str(tmp_path / "parquet"), "alpaca_non_commercial", cache_dir=str(tmp_path / "c"))
    assert sum(split.num_rows for split in local.values()) == 30
    told = exported(run.path, "hub:a/b", out=None, push=Push(), dry_run=True)
    assert "data/alpaca_non_commercial/train-00000-of-00001.jsonl" in told


def test_without_permissive_rows_the_first_config_says_its_kind_and_loads(tmp_path: Path) -> None:
    run = project(tmp_path, "{licences: apart}", {"a": "CC-BY-SA-4.0", "b": "CC-BY-NC-4.0"})
    assert [one["config_name"] for one in front(run)["configs"]] == ["alpaca_share_alike", "alpaca_non_commercial"]
    assert (validate(run.path, partial(rows, run)), loads(run.path)) == ([], [])
    assert view_of("prompt_completion_share_alike") == "prompt_completion"


def test_a_row_in_the_wrong_config_is_found(tmp_path: Path) -> None:
    run = project(tmp_path, "{licences: apart}")
    shard = next((run.path / "data" / "alpaca").iterdir())
    shard.write_text(shard.read_text("utf-8").replace("CC-BY-4.0", "cc-by-nc-4.0", 1), "utf-8")
    assert any(
        "licence cc-by-nc-4.0 is non_commercial, wanted permissive ones alone in alpaca" in problem
        for problem in validate(run.path)
    )


def test_the_terms_of_models_are_on_the_card(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text('{"instruction": "Loe.", "output": "Loen."}\n', "utf-8")
    (tmp_path / "alpaca-est.toml").touch()
    text = (
        "name: p\nlanguage: et\nsources: [{name: p, path: p.jsonl}]\nmodels:\n"
        "  a: {name: m, terms: 'https://example.org/terms'}\n  b: {name: n}\n"
    )
    (tmp_path / "p.yaml").write_text(text, "utf-8")
    asyncio.run(build(load(tmp_path / "p.yaml"), RunFolder(tmp_path / "run")))
    card = (tmp_path / "run" / "README.md").read_text("utf-8")
    assert "| a | m | chat model | temperature 1.0 | https://example.org/terms |" in card
    assert "| b | n | chat model | temperature 1.0 | unknown |" in card


def test_what_was_refused_leaves_settings_as_they_were(tmp_path: Path) -> None:
    run = project(tmp_path, "{licences: mixed}")
    before = run.manifest_path.read_bytes()
    for change in ("publish.licences=same", "publish.splits={test: [nobody]}"):
        assert CliRunner().invoke(main, ["publish", str(run.path), "--set", change]).exit_code == 1
        assert run.manifest_path.read_bytes() == before
    unknown = ["publish", str(run.path), "--set", "publish.title=New", "--withdraw", "free:900/0"]
    assert CliRunner().invoke(main, unknown).exit_code == 1
    assert run.manifest_path.read_bytes() == before and validate(run.path, partial(rows, run)) == []
    assert CliRunner().invoke(main, ["publish", str(run.path), "--set", "publish.licences=apart"]).exit_code == 0
    assert run.manifest().pipeline["publish"]["licences"] == "apart"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("splits={test: [nobody]}", "publish.splits.test names the source nobody, wanted one of free, paid"),
        ("splits={a: [free], b: [free]}", "publish.splits: free stands in splits twice, wanted each source in one"),
        ("splits={a: []}", "publish.splits: a names no source, wanted a share or sources, as {a: [figures]}"),
        ("preference.by=judge.quality", "publish.preference.by names judge.quality, wanted a score of a step"),
        ("preference.margin=-1", "publish.preference.margin: found -1, wanted a number of at least 0"),
        ("preference.marge=1", "publish.preference.marge: no such setting; did you mean margin?; wanted one of by,"),
        ("formts=[alpaca]", "publish.formts: no such setting; did you mean formats?; wanted one of formats,"),
        ("formats=alpaca", "publish.formats: found 'alpaca', wanted a list"),
    ],
)
def test_settings_of_a_publication_are_checked_as_those_of_a_file(tmp_path: Path, change: str, told: str) -> None:
    run = project(tmp_path, "{licences: mixed}", count=2)
    with pytest.raises(PipelineError) as raised:
        run.change_publication([f"publish.{change}"])
    assert raised.value.problems[0].startswith(f"--set {told}")


def test_configs_without_a_permissive_one_are_told_counted_loaded_and_exported(tmp_path: Path) -> None:
    views = "formats: [prompt_completion, messages], template: llammas, licences: apart"
    run = project(tmp_path, f"{{{views}}}", {"a": "CC-BY-NC-4.0", "b": "CC-BY-SA-4.0"})
    assert "\n## Prompts\n" in (run.path / "README.md").read_text("utf-8")
    page = CliRunner().invoke(main, ["publish", str(run.path)]).stdout
    assert "data/messages_non_commercial           30 records, JSON lines\n" in page
    assert alpaca_est.load(run.path, cache=tmp_path / "cache").num_rows == {"train": 30}
    exported(run.path, "llama-factory", out=tmp_path / "out", push=Push())
    told = json.loads((tmp_path / "out" / "dataset_info.json").read_text())
    assert {one["file_name"].partition(".")[0] for one in told.values()} == set(told)
    [first, *_] = (tmp_path / "out" / "p_prompt_completion_share_alike.jsonl").read_text("utf-8").splitlines()
    assert json.loads(first)["prompt"].startswith("<|user|>") and len(told) == 4


def test_the_parquet_card_leaves_names_of_other_files_alone(tmp_path: Path) -> None:
    run = project(tmp_path, "{licence: MIT, title: About rows.jsonl}", {"a": "MIT"})
    exported(run.path, "parquet", out=tmp_path / "out", push=Push())
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "# About rows.jsonl\n" in card and "path: data/alpaca/train-*.parquet\n" in card
    assert "train-*.jsonl" not in card and "JSON Schema.\n" in card
