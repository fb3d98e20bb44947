"""The quickstart's report as people see it: on a desk and on a phone, light and dark."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from alpaca_est.pipeline import load
from alpaca_est.runs.build import build
from alpaca_est.runs.folder import RunFolder
from tests.looking import faults

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = RunFolder(tmp_path_factory.mktemp("quickstart") / "run")
    asyncio.run(build(load(ROOT / "pipelines" / "quickstart.yaml"), folder, offline=True))
    return folder.path / "report.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wrong_with_the_report(report: Path, browser: Browser, width: int, scheme: Any) -> None:
    assert faults(browser, report, width, scheme) == []
