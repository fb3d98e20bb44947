"""The command line as people use it: in processes of its own, on the quickstart."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from alpaca_est.pipeline import load

ROOT = Path(__file__).parents[1]
QUICKSTART = str(ROOT / "pipelines" / "quickstart.yaml")
TARGET = 2350


def alpaca_est(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", "from alpaca_est.cli import main; main()", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    done = alpaca_est("build", QUICKSTART, "--offline", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "quickstart: complete" in done.stdout
    return folder


def test_quickstart_gives_a_dataset_that_loads_with_types(built: Path, tmp_path: Path) -> None:
    import datasets

    folder = str(built / "runs" / "quickstart")
    loaded = datasets.load_dataset(folder, cache_dir=str(tmp_path))
    rows = datasets.concatenate_datasets([loaded["train"], loaded["validation"]])
    assert len(rows) == TARGET
    assert 0.03 * TARGET < len(loaded["validation"]) < 0.07 * TARGET
    assert {feature.dtype for feature in rows.features.values()} == {"string"}
    assert len(set(rows["id"])) == TARGET
    assert any("õ" in text for text in rows["output"])
    said = datasets.load_dataset(folder, "messages", split="validation", cache_dir=str(tmp_path))
    assert said["id"] == loaded["validation"]["id"]
    assert [one["role"] for one in said[0]["messages"]] == ["user", "assistant"]


def test_nearly_every_filter_had_work(built: Path) -> None:
    run = built / "runs" / "quickstart"
    rejected = [json.loads(line) for line in (run / "rejected.jsonl").read_text(encoding="utf-8").splitlines()]
    flagged = [json.loads(line) for line in (run / "flagged.jsonl").read_text(encoding="utf-8").splitlines()]
    worked = {row["step"] for row in rejected} | {flag["step"] for row in flagged for flag in row["flags"]}
    pipeline = load(ROOT / "pipelines" / "quickstart.yaml").pipeline
    seed, translated = pipeline.sources[:2]
    idle = {step.key for step in seed.steps} - worked
    assert idle == {"no_input_leak", "merged_tasks", "control_characters", "context_use"}
    assert {step.key for step in translated.steps} & worked >= {"untranslatable", "translate", "translation_length"}
    rerouted = (run / "reroute.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(rerouted) == sum(row["step"] == "untranslatable" for row in rejected)


def test_the_same_build_again_asks_nothing_and_says_the_same(built: Path) -> None:
    done = alpaca_est("build", QUICKSTART, "--offline", "--json", folder=built)
    found = json.loads(done.stdout)
    wanted = {"state": "complete", "published": TARGET, "requests": 0, "paid_again": 0, "error": []}
    assert {key: found[key] for key in wanted} == wanted
    fates = found["published"] + found["flagged"] + sum(found["rejected"].values()) + found["beyond"]
    assert found["made"] == fates


def test_a_target_out_of_reach_is_said_and_is_no_failure(built: Path) -> None:
    done = alpaca_est("build", QUICKSTART, "--offline", "--target", "9000", "--run", "runs/far", folder=built)
    assert done.returncode == 0
    assert "the sources are spent at" in done.stdout


def test_sound_shards_and_damaged_ones(built: Path) -> None:
    sound = alpaca_est("validate", "runs/quickstart", folder=built)
    assert (sound.returncode, sound.stdout) == (0, "runs/quickstart: sound\n")
    done = alpaca_est("build", QUICKSTART, "--offline", "--run", "runs/hurt", folder=built)
    assert done.returncode == 0
    shard = next((built / "runs" / "hurt" / "data" / "alpaca").iterdir())
    lines = shard.read_bytes().splitlines(keepends=True)
    shard.write_bytes(b"".join([*lines[:6], lines[6].replace(b'"output":"', b'"output":"!'), *lines[7:]]))
    hurt = alpaca_est("validate", "runs/hurt", folder=built)
    assert hurt.returncode == 1
    assert f"{shard.name}:7" in hurt.stderr
    again = alpaca_est("publish", "runs/hurt", "--set", "publish.shard_rows=100", folder=built)
    assert again.returncode == 0
    assert alpaca_est("validate", "runs/hurt", folder=built).returncode == 0


def test_what_a_user_can_mend_is_one_line_without_traceback(built: Path) -> None:
    wrong = alpaca_est("build", QUICKSTART, "--set", "steps.langage.reject_below=1", folder=built)
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("--set steps.langage.reject_below=1: no step 'langage'; did you mean language?")
    missing = alpaca_est("build", "nothing.yaml", folder=built)
    assert (missing.returncode, missing.stderr) == (1, "nothing.yaml: no such file\n")
    assert alpaca_est("build", folder=built).returncode == 2
    offline = alpaca_est("build", str(ROOT / "pipelines" / "alpaca_est.yaml"), "--offline", folder=built)
    assert offline.returncode == 1
    assert offline.stderr.count("\n") == 1
    assert offline.stderr.startswith("offline: models.writer has no reply in the cache")


@pytest.mark.parametrize("command", ["build", "preview", "estimate", "validate", "publish", "steps", "schema"])
def test_help_shows_examples(command: str, tmp_path: Path) -> None:
    done = alpaca_est(command, "--help", folder=tmp_path)
    assert done.returncode == 0
    assert f"alpaca-est {command}" in done.stdout.partition("Options")[0].partition("\n")[2]


def test_preview_estimate_and_steps_send_nothing(built: Path) -> None:
    preview = alpaca_est("preview", QUICKSTART, "-n", "1", folder=built)
    assert "4. Juhis:" in preview.stdout and "nothing was sent" in preview.stdout
    asked = alpaca_est("preview", QUICKSTART, "-n", "1", "--ask", "--offline", folder=built)
    assert "near_duplicate" in asked.stdout
    estimate = alpaca_est("estimate", str(ROOT / "pipelines" / "alpaca_est.yaml"), folder=built)
    assert "$" in estimate.stdout and "self_instruct (writer)" in estimate.stdout
    assert "reject_above (default 0.7)" in alpaca_est("steps", "near_duplicate", folder=built).stdout


def test_what_if_and_explain_answer_for_people_and_for_scripts(built: Path) -> None:
    change = ("--set", "steps.language.flag_below=0.99")
    page = alpaca_est("what-if", "runs/quickstart", *change, folder=built)
    assert page.returncode == 0, page.stderr
    assert "steps.language.flag_below: was 0.9, now 0.99" in page.stdout
    assert "exact up to near_duplicate" in page.stdout
    facts = json.loads(alpaca_est("what-if", "runs/quickstart", *change, "--json", folder=built).stdout)
    assert facts["moves"].keys() == {"kept → flagged"}
    told = alpaca_est("explain", "runs/quickstart", "seed:010/0/1", folder=built)
    assert told.returncode == 0, told.stderr
    assert "reply (stop):" in told.stdout
    assert "arithmetic" in told.stdout
    lost = alpaca_est("explain", "runs/quickstart", "seed:999/0/1", folder=built)
    assert (lost.returncode, lost.stdout) == (1, "")
    assert "no record seed:999/0/1" in lost.stderr


def test_the_report_is_one_page(built: Path) -> None:
    page = (built / "runs" / "quickstart" / "report.html").read_text(encoding="utf-8")
    steps = load(ROOT / "pipelines" / "quickstart.yaml").pipeline.all_steps
    assert [step.key for step in steps if f'id="step-{step.key}"' not in page] == []
    assert "seed:010/0/1" in page
    assert "http" not in page.replace("http-equiv", "").replace("https://uudised.example", "").split("<body>")[0]
