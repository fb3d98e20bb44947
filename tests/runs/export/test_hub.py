"""A push to the Hub, over real HTTP: one commit with data, card and index, and nothing else leaves the house."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish
from tests.hub_server import LARGE, HubServer
from tests.small import ROWS, made

BESIDE = ("README.md", "dataset_info.json", "SHA256SUMS", "index.json")
TOKEN = "hf_right"
NAME = "mari/katse"
LONG = {"instruction": "Kirjuta pikalt.", "output": " ".join(["karu"] * (LARGE // 5))}


def push(
    run: RunFolder, url: str, *words: str, token: str = TOKEN, name: str = NAME
) -> subprocess.CompletedProcess[str]:
    """`alpaca-est export … --to hub:` in a process of its own, which reads its environment as a user's does."""
    known = {"HF_ENDPOINT": url, "HF_TOKEN": token, "HF_HUB_DISABLE_XET": "1", "HF_HOME": str(run.path.parent / "hf")}
    command = [sys.executable, "-c", "from alpaca_est.cli import main; main()"]
    return subprocess.run(
        [*command, "export", str(run.path), "--to", f"hub:{name}", *words],
        env={**os.environ, **known},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_data_card_and_index_arrive_in_one_commit(tmp_path: Path) -> None:
    run = made(tmp_path, publish={"shard_rows": 2})
    with HubServer(TOKEN) as hub:
        done = push(run, hub.url, "--private", "--message", "esimene katse")
        assert done.returncode == 0, done.stderr
        sent = hub.files[NAME]["main"]
    index = json.loads((run.path / "index.json").read_bytes())
    shards = [file["path"] for file in index["files"] if file["path"].startswith("data/")]
    assert set(sent) - {".gitattributes"} == {*shards, *BESIDE}
    assert all(sent[path] == (run.path / path).read_bytes() for path in [*shards, *BESIDE])
    assert [commit["summary"] for commit in hub.commits] == ["esimene katse"]
    assert hub.private == {NAME: True}
    assert done.stdout.startswith(f"{hub.url}/datasets/{NAME}/commit/")


def test_shards_that_the_new_dataset_does_not_have_go_with_the_same_commit(tmp_path: Path) -> None:
    run = made(tmp_path, publish={"shard_rows": 1})
    with HubServer(TOKEN) as hub:
        assert push(run, hub.url).returncode == 0
        hub.files[NAME]["main"]["notes/mine.txt"] = b"kept"
        run.change_publication(["publish.shard_rows=100"])
        publish(run)
        assert push(run, hub.url).returncode == 0
        there = {path for path in hub.files[NAME]["main"] if path.startswith("data/")}
        assert there == {"data/alpaca/train-00000-of-00001.jsonl"}
        assert "notes/mine.txt" in hub.files[NAME]["main"]
        assert len(hub.commits) == 2


def test_large_shards_go_to_the_store_for_large_files(tmp_path: Path) -> None:
    run = made(tmp_path, rows=[*ROWS, LONG], steps=["{step: wording}"])
    with HubServer(TOKEN) as hub:
        done = push(run, hub.url)
        assert done.returncode == 0, done.stderr
        [shard] = [path for path in hub.files[NAME]["main"] if path.startswith("data/")]
        assert hub.files[NAME]["main"][shard] == (run.path / shard).read_bytes()
        assert list(hub.store.values()) == [(run.path / shard).read_bytes()]


def test_a_revision_is_a_branch_of_its_own(tmp_path: Path) -> None:
    run = made(tmp_path)
    with HubServer(TOKEN) as hub:
        assert push(run, hub.url, "--revision", "katse").returncode == 0
        assert set(hub.files[NAME]["main"]) == {".gitattributes"}
        assert "README.md" in hub.files[NAME]["katse"]
        assert push(run, hub.url, "--revision", "katse").returncode == 0


def test_a_dry_run_lists_what_would_be_sent_and_sends_nothing(tmp_path: Path) -> None:
    run = made(tmp_path)
    with HubServer(TOKEN) as hub:
        done = push(run, hub.url, "--dry-run", token="")
        assert (done.returncode, hub.requests) == (0, [])
    sizes = {line.split()[1]: int(line.split()[0].replace(",", "")) for line in done.stdout.splitlines()[1:]}
    assert sizes == {path: (run.path / path).stat().st_size for path in sizes}
    assert {"data/alpaca/train-00000-of-00001.jsonl", *BESIDE} == set(sizes)
    assert "nothing was sent" in done.stdout


def test_a_missing_or_refused_token_is_one_line_and_is_not_printed(tmp_path: Path) -> None:
    run = made(tmp_path)
    with HubServer(TOKEN) as hub:
        without = push(run, hub.url, token="")
        assert (without.returncode, hub.requests) == (1, [])
        assert "the environment variable HF_TOKEN is empty, wanted a token that may write to it" in without.stderr
        wrong = push(run, hub.url, token="hf_secret_but_wrong")
        assert wrong.returncode == 1
        assert wrong.stderr.count("\n") == 1
        assert "hub:mari/katse: the Hub answered 401 (Invalid username or password.)" in wrong.stderr
        assert "hf_secret" not in wrong.stdout + wrong.stderr


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/repos/create", 403, "You are not allowed to create it"),
        ("/api/datasets/mari/katse/commit", 412, "The branch has moved"),
        ("/api/validate-yaml", 400, "license is no licence"),
        ("/store/", 403, "Error while uploading"),
    ],
)
def test_what_the_hub_refuses_is_said_and_nothing_is_changed(tmp_path: Path, path: str, status: int, said: str) -> None:
    run = made(tmp_path, rows=[*ROWS, LONG] if path == "/store/" else ROWS, steps=["{step: wording}"])
    with HubServer(TOKEN, fail={path: (status, f"{said} {TOKEN}")}) as hub:
        done = push(run, hub.url)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert TOKEN not in done.stderr
    assert not hub.commits


def test_nobody_answers(tmp_path: Path) -> None:
    run = made(tmp_path)
    with HubServer(TOKEN) as hub:
        pass
    done = push(run, hub.url)
    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_without_owner_is_refused(tmp_path: Path) -> None:
    run = made(tmp_path)
    done = push(run, "http://127.0.0.1:9", "--dry-run", name="katse")
    assert done.returncode == 1
    assert "--to hub:katse: not the name of a dataset, wanted hub:OWNER/NAME" in done.stderr
