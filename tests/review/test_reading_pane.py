"""The record on the screen: marks in paragraphs side by side, the caret at the doubt, a calm page while typing."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.review.conftest import Enter
from tests.review.run import make, translated
from tests.review.served import Served

pytestmark = pytest.mark.browser
CARET = "(area => area.value.slice(area.selectionStart, area.selectionStart + 2))(document.activeElement)"


def test_marked_paragraphs_stand_beside_their_source(browser: Browser, tmp_path: Path, enter: Enter) -> None:
    run = translated(tmp_path / "project", times=1)
    with Served(run.path) as server:
        page = enter(browser.new_context(), server.links["curator"])
        page.locator("#rows button", has_text="Selgita, miks").first.click()
        output = page.locator('section[data-field="output"]')
        expect(output.locator(".pair .text")).to_have_count(4)  # two paragraphs in two languages
        expect(output.locator(".pair .text mark")).to_have_text("12")
        page.locator("#record").focus()
        page.keyboard.press("e")
        assert page.evaluate(CARET) == "12", "an emoji before it counts as it should"


def test_an_edit_is_in_the_log_with_the_text_before(browser: Browser, tmp_path: Path, enter: Enter) -> None:
    text = "\n\n".join(f"Lõik {n}: 2 + 2 = 5 eurot." for n in range(60))
    run = make(tmp_path / "project", [{"instruction": "Arvuta summa kokku.", "input": "", "output": text}])
    with Served(run.path) as server:
        page = enter(browser.new_context(), server.links["curator"])
        page.keyboard.press("e")
        page.keyboard.press("Control+End")
        page.keyboard.type("A")
        before = page.locator("#record").evaluate("e => e.scrollTop")
        page.keyboard.type("B")
        assert abs(page.locator("#record").evaluate("e => e.scrollTop") - before) < 2, "the page stays where it is"
        page.keyboard.press("Control+Enter")
        expect(page.locator("#status")).to_have_attribute("data-state", "saved")
    [line] = [json.loads(line) for line in run.decisions.read_text().splitlines()]
    assert (line["was"], line["edit"]) == ({"output": text}, {"output": text + "AB"})
