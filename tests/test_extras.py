"""Commands whose libraries are not installed say so in one line, before they do anything."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.small import made

WITHOUT = "import sys; sys.modules[{package!r}] = None; from alpaca_est.cli import main; main()"


@pytest.mark.parametrize(
    ("words", "package", "told"),
    [
        (("review",), "uvicorn", 'the page needs uvicorn, not installed; wanted pip install -c constraints.txt "{}"'),
        (("check",), "peft", 'the check needs peft, not installed; wanted pip install -c constraints.txt "{}"'),
    ],
)
def test_what_is_not_installed_is_one_line(words: tuple[str, ...], package: str, told: str, tmp_path: Path) -> None:
    run = made(tmp_path).path
    command = [sys.executable, "-c", WITHOUT.format(package=package), *words, str(run)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    extra = {"review": "alpaca-est[review]", "check": "alpaca-est[lora]"}[words[0]]
    assert (done.returncode, done.stderr) == (1, told.format(extra) + "\n")
    assert done.stdout == ""
