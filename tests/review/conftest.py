"""A run that every test may read, and how people come in."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.runs.folder import RunFolder
from tests.review.run import make, rows

Enter = Callable[[Any, str], Any]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """A run with 60 flagged and 40 published records; tests copy it."""
    return make(tmp_path_factory.mktemp("reviewed"), rows(60, 40))


@pytest.fixture
def run(made: RunFolder, tmp_path: Path) -> RunFolder:
    """A fresh copy of that run in its project."""
    shutil.copytree(made.path.parent, tmp_path / "project")
    return RunFolder(tmp_path / "project" / "run")


@pytest.fixture
def enter() -> Iterator[Enter]:
    """Opens the page in a browser's context by somebody's link; an error in the page's scripts fails the test."""
    problems: list[str] = []

    def opened(context: Any, link: str) -> Any:
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error.stack)))
        page.goto(link)
        page.wait_for_url("**/")
        page.locator("#record h1").wait_for()
        return page

    yield opened
    assert problems == []
