"""Everybody can use the page: axe finds nothing in any view, light, dark, narrow, at 200 %; keys reach everything."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from alpaca_est.runs.folder import RunFolder
from tests.looking import overflows, violations
from tests.review.conftest import Enter
from tests.review.run import make, translated
from tests.review.served import Served

pytestmark = pytest.mark.browser
ANSWERS = ("Rebane elab metsas.", "Rebane on kaval loom.")
SIZES = {"wide": (1440, 900, 1), "tablet": (1024, 768, 1), "phone": (390, 844, 1), "zoomed": (720, 450, 2)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, enter: Enter, size: str, scheme: Any) -> None:
    width, height, factor = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=factor, color_scheme=scheme, locale="et-EE"
    )
    run = translated(tmp_path / "project")
    with Served(run.path, "--sample", "3") as server:
        page = enter(context, server.links["curator"])
        found = violations(page, "reading")
        assert not overflows(page)
        page.keyboard.press("e")
        page.keyboard.type("Muudetud ")
        expect(page.locator(".notes p").first).to_be_visible()
        found += violations(page, "editing")
        assert not overflows(page)
        page.keyboard.press("Escape")
        page.keyboard.press("2")
        found += violations(page, "reasons")
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        found += violations(page, "help")
        page.keyboard.press("Escape")
        page.keyboard.press("l")
        page.locator(".filters summary").click()
        found += violations(page, "list")
        page.keyboard.press("Escape")
        page.keyboard.press("i")
        page.locator("#info-life summary").first.click()
        expect(page.locator(".verdicts")).to_be_visible()
        found += violations(page, "details")
        page.keyboard.press("i")
        page.locator("#record").focus()
        page.keyboard.press("1")
        expect(page.locator("#status")).to_have_attribute("data-state", "saved")
        page.goto(f"{server.origin}/team")
        found += violations(page, "team")
        assert not overflows(page)
        page.goto(f"{server.origin}/login?t=old")
        found += violations(page, "door")
    assert "\n".join(found) == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_answers_are_judged(
    browser: Browser, tmp_path: Path, enter: Enter, scheme: Any
) -> None:
    run = make(tmp_path / "project", [{"instruction": "Kirjelda rebast.", "output": one} for one in ANSWERS])
    team = tmp_path / "team.yaml"
    team.write_text("overlap: 1\npeople: [{name: mari}, {name: jaan}, {name: leida, role: curator}]\n", "utf-8")
    found: list[str] = []
    for mode, keys in (("rank", "21"), ("rate", "5434")):
        with Served(run.path, "--mode", mode, "--annotators", str(team)) as server:
            for name in ("mari", "jaan"):
                size = {"width": 720, "height": 450} if name == "jaan" else {"width": 1440, "height": 900}
                context = browser.new_context(viewport=size, device_scale_factor=2, color_scheme=scheme, locale="et-EE")
                page = enter(context, server.links[name])
                for key in keys:
                    page.keyboard.press(key)
                found += violations(page, f"{mode} {name}")
                assert not overflows(page)
                while page.locator("#record .head").count():
                    before = page.locator("#record").inner_text()
                    for key in (*keys, "Control+Enter"):
                        page.keyboard.press(key)
                    expect(page.locator("#record")).not_to_have_text(before, use_inner_text=True)
                    page.wait_for_timeout(100)
                expect(page.locator(".blank")).to_be_visible()
                found += violations(page, f"{mode} finished {name}")
                expect(page.locator("#status")).to_have_attribute("data-state", "saved")
            page = browser.new_context(color_scheme=scheme, locale="et-EE").new_page()
            page.goto(server.links["leida"])
            page.locator(".blank .big").wait_for()
            page.goto(f"{server.origin}/team")
            expect(page.locator("caption").first).to_be_visible()
            assert page.locator("main table").first.locator("td").all_inner_texts()[0] == "0", "nothing waits"
            found += violations(page, f"{mode} team")
            assert not overflows(page)
    assert "\n".join(found) == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_a_conflict(
    browser: Browser, run: RunFolder, enter: Enter, scheme: Any, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, locale="et-EE")
    with Served(run.path) as server:
        one = enter(context, server.links["curator"])
        other = context.new_page()
        other.goto(server.origin)
        expect(other.locator("#record h1")).to_be_visible()
        one.keyboard.press("1")
        expect(one.locator("#status")).to_have_attribute("data-state", "saved")
        other.keyboard.press("e")
        other.keyboard.type("Muudetud ")
        other.keyboard.press("Control+Enter")
        expect(other.locator("#conflict")).to_be_visible()
        assert violations(other, "conflict") == []
        assert not overflows(other)


def test_everything_is_reached_with_tab(browser: Browser, run: RunFolder, enter: Enter) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    with Served(run.path) as server:
        page = enter(context, server.links["curator"])
        page.locator("#rows button").first.wait_for()
        wanted = page.evaluate(
            "[...document.querySelectorAll('a[href], button, input, select, summary')].filter(e => e.checkVisibility("
            "{visibilityProperty: true}) && !e.disabled).length"
        )
        seen: set[str] = set()
        for _ in range(wanted + 5):
            page.keyboard.press("Tab")
            name = "e.id + e.tagName + (e.dataset?.id || e.dataset?.action || e.textContent)"
            seen.add(page.evaluate(f"(e => {name})(document.activeElement)"))
            shown = page.evaluate(
                "(e => getComputedStyle(e).outlineStyle !== 'none' || e.id === 'record')(document.activeElement)"
            )
            assert shown or page.evaluate("document.activeElement === document.body"), "the focus can be seen"
        assert len(seen) >= wanted - 2


def test_keys_can_be_changed_and_switched_off(browser: Browser, run: RunFolder, enter: Enter) -> None:
    context = browser.new_context(locale="en-GB")
    with Served(run.path) as server:
        page = enter(context, server.links["curator"])
        first = page.locator("#record h1").inner_text()
        page.keyboard.press("?")
        page.get_by_role("button", name="Accept: 1").click()
        page.keyboard.press("y")
        expect(page.get_by_role("button", name="Accept: y")).to_be_focused()
        page.get_by_role("button", name="Reject: 2").click()
        page.keyboard.press("y")
        expect(page.locator("#keys-wrong")).to_have_text("This key is taken.")
        page.keyboard.press("Escape")
        page.keyboard.press("1")
        expect(page.locator("#record h1")).to_have_text(first)
        page.keyboard.press("y")
        expect(page.locator("#record h1")).not_to_have_text(first)
        second = page.locator("#record h1").inner_text()
        page.keyboard.press("?")
        page.locator("#keys-on").uncheck()
        page.keyboard.press("Escape")
        for key in ("y", "2", "e", "u", "Backspace", "Delete", "Enter", "Space"):
            page.keyboard.press(key)
        expect(page.locator("#record h1")).to_have_text(second)
        expect(page.locator("textarea:visible")).to_have_count(0)
    assert run.decisions.read_bytes().count(b"\n") == 1


def test_both_languages_and_themes(browser: Browser, run: RunFolder, enter: Enter) -> None:
    context = browser.new_context(locale="et-EE")
    with Served(run.path) as server:
        page = enter(context, server.links["curator"])
        expect(page.locator("html")).to_have_attribute("lang", "et")
        page.keyboard.press("?")
        page.locator("#lang").select_option("en")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("#record h1")).to_be_visible()
        expect(page.locator("#decide .accept")).to_contain_text("Accept")
        page.keyboard.press("?")
        page.locator("#theme").select_option("dark")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_places_are_right_with_emoji_and_marks(browser: Browser, tmp_path: Path, enter: Enter) -> None:
    run = translated(tmp_path / "project", 1)
    with Served(run.path) as server:
        page = enter(browser.new_context(), server.links["curator"])
        page.locator("#rows button", has_text="taevas").click()
        expect(page.locator("mark")).to_have_text("12")
        expect(page.locator(".ghost").first).to_have_attribute("data-name", "NBSP")
        page.locator("#rows button", has_text="puuvilja").click()
        expect(page.locator(".ghost").first).to_have_attribute("data-name", "ZWSP")
        page.locator("#rows button", has_text="luuletus").click()
        assert page.locator("#record ins").all_inner_texts() == [" kevadest.", " "]
        assert page.locator("#record del").count() == 0
