"""Whatever a record says is text: no payload in any field opens a dialog, sends a request or becomes an element."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.review.conftest import Enter
from tests.review.payloads import PAYLOADS
from tests.review.run import make
from tests.review.served import Served

pytestmark = pytest.mark.browser


def test_there_are_enough() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


def test_payloads_in_every_field_are_text(browser: Browser, tmp_path: Path, enter: Enter) -> None:
    records = [
        {"instruction": f"{number}: {payload}", "input": payload, "output": f"2 + 2 = 5 eurot.\n{payload}"}
        for number, payload in enumerate(PAYLOADS)
    ]
    run = make(tmp_path / "project", records)
    assert run.path.joinpath("flagged.jsonl").read_bytes().count(b"\n") == len(PAYLOADS)
    context = browser.new_context()
    asked: list[str] = []
    with Served(run.path) as server:
        page = enter(context, server.links["curator"])
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
        page.on("request", lambda request: asked.append(request.url))
        seen = set()
        for _ in PAYLOADS:
            texts = [area.inner_text() for area in page.locator("#record .text").all()]
            number = int(texts[0].partition(":")[0])
            plain = page.evaluate(
                "[...document.querySelectorAll('#record section.field .text')].map(e => e.textContent)"
            )
            payload = PAYLOADS[number]
            assert plain == [f"{number}: {payload}", payload, f"2 + 2 = 5 eurot.\n{payload}"]
            inside = page.evaluate("[...document.querySelectorAll('#record .text *')].map(e => e.localName)")
            assert set(inside) <= {"mark", "span"}
            seen.add(number)
            page.keyboard.press("e")
            area = page.locator('[data-field="input"] textarea')
            assert area.input_value() == payload
            area.fill(f"{payload} {payload}")
            assert set(page.evaluate("[...document.querySelectorAll('#record .diff *')].map(e => e.localName)")) <= {
                "ins",
                "del",
                "span",
            }
            page.keyboard.press("Control+Enter")
            if len(seen) < len(PAYLOADS):
                expect(page.locator("#record h1")).to_be_visible()
                expect(page.locator("#record .text").first).not_to_have_text(texts[0])
        expect(page.locator("#status")).to_have_attribute("data-state", "saved")
        rows = page.locator("#rows .excerpt").all_inner_texts()
        page.locator("#wish-text").fill('<img src=x onerror=window.pwned=1> " OR 1')
        page.wait_for_timeout(400)
        assert page.evaluate("window.pwned") is None
    assert seen == set(range(len(PAYLOADS)))
    assert len(rows) == 50
    assert all(url.startswith(server.origin) or url == "data:," for url in asked), asked


def test_payloads_in_notes_and_names_are_text(browser: Browser, tmp_path: Path, enter: Enter) -> None:
    run = make(tmp_path / "project", [{"instruction": "Liida arvud kokku.", "input": "", "output": "2 + 2 = 5 eurot."}])
    context = browser.new_context()
    with Served(run.path) as server:
        page = enter(context, server.links["curator"])
        for payload in PAYLOADS[:20]:
            page.keyboard.press("2")
            page.keyboard.press("1")
            page.locator("#note").fill(payload)
            page.keyboard.press("Control+Enter")
            expect(page.locator("#status")).to_have_attribute("data-state", "saved")
            page.keyboard.press("u")
            expect(page.locator("#info-opinions .told")).to_contain_text(payload)
            expect(page.locator("#status")).to_have_attribute("data-state", "saved")
        assert page.evaluate("window.pwned") is None
        assert page.evaluate("[...document.querySelectorAll('#info-opinions .note *')].length") == 0
