"""README and docs are true: commands run, code works, links lead somewhere, the file tree is the tree."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from alpaca_est.cli import main
from alpaca_est.pipeline import load

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = {page: page.read_text(encoding="utf-8") for page in PAGES}
BLOCKS = [block for text in TEXTS.values() for block in re.findall(r"```(\w+ ?\w*)\n(.*?)```", text, re.DOTALL)]
COMMANDS = [(kind, line) for kind, block in BLOCKS if kind.startswith("sh") for line in block.splitlines()]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    for name in ("seeds", "prompts", "pipelines", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def alpaca_est(line: str, folder: Path, seconds: int = 120) -> None:
    command = [sys.executable, "-W", "error", "-c", "from alpaca_est.cli import main; main()", *shlex.split(line)[1:]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=seconds, check=False)
    assert done.returncode == 0, f"{line}\n{done.stderr}"


def test_commands_without_a_key_run(project: Path) -> None:
    lines = [line for kind, line in COMMANDS if kind == "sh"]
    assert len(lines) >= 8
    for line in lines:
        alpaca_est(line, project)
    for code in (block for kind, block in BLOCKS if kind == "python"):
        done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_quickstart_prints_what_the_readme_says(project: Path) -> None:
    told = next(block for kind, block in BLOCKS if kind == "text" and block.startswith("quickstart:")).splitlines()[1:]
    command = "from alpaca_est.cli import main; main()"
    words = [sys.executable, "-c", command, "build", "pipelines/quickstart.yaml", "--offline"]
    done = subprocess.run(words, cwd=project, capture_output=True, text=True, check=True)
    printed = done.stdout.splitlines()
    assert [line for line in told if line not in printed] == []


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_long_commands_run(project: Path) -> None:
    alpaca_est("alpaca-est build pipelines/quickstart.yaml --offline", project)
    lines = [line for kind, line in COMMANDS if kind == "sh long"]
    assert lines
    for line in lines:
        alpaca_est(line, project, seconds=3000)


def test_commands_with_a_key_parse() -> None:
    lines = [line for kind, line in COMMANDS if kind == "sh key" and line.startswith("alpaca-est")]
    assert lines
    for line in lines:
        found = CliRunner().invoke(main, [*shlex.split(line)[1:], "--help"])
        assert found.exit_code == 0, line


def test_links_lead_somewhere() -> None:
    links = [(page, link) for page, text in TEXTS.items() for link in re.findall(r"\]\(([^)#]+)", text)]
    assert len(links) >= 3
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists() and "://" not in link] == []


def test_make_targets_exist() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    lines = [line for kind, line in COMMANDS if kind == "sh make"]
    assert lines
    assert all(line.removeprefix("make ") in targets for line in lines)


def test_the_filter_joins_a_pipeline(tmp_path: Path) -> None:
    code = next(block for kind, block in BLOCKS if kind == "python plugin")
    (tmp_path / "alpaca-est.toml").touch()
    (tmp_path / "my_filters.py").write_text(code, encoding="utf-8")
    (tmp_path / "tasks.jsonl").write_text(
        '{"instruction": "Hüüa midagi!", "output": "TERE, MAAILM"}\n', encoding="utf-8"
    )
    sources = [{"name": "s", "path": "tasks.jsonl"}]
    steps = [{"step": "shouting"}]
    data = {"name": "x", "language": "et", "plugins": ["my_filters.py"], "sources": sources, "steps": steps}
    (tmp_path / "p.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    assert load(tmp_path / "p.yaml").pipeline.steps[0].key == "shouting"
    alpaca_est("alpaca-est build p.yaml", tmp_path)
    flagged = (tmp_path / "runs" / "x" / "flagged.jsonl").read_text(encoding="utf-8")
    assert "1.00 of the letters are capitals, at most 0.5" in flagged


def test_the_file_tree_is_the_tree() -> None:
    told = set(re.findall(r"^(alpaca_est/\S+\.py) +\S", README, re.MULTILINE))
    there = {str(path.relative_to(ROOT)) for path in (ROOT / "alpaca_est").rglob("*.py")}
    assert told == there
