"""A working day in small, in a real browser against real servers: everything decided is there, and once."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from alpaca_est import decision as decisions_
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish
from tests.review.conftest import Enter
from tests.review.served import Served

pytestmark = pytest.mark.browser


def identity(page: Page) -> str:
    """The record that is shown."""
    return page.locator("#record h1").inner_text()


def saved(page: Page) -> None:
    """Wait until everything is on disk."""
    expect(page.locator("#status")).to_have_attribute("data-state", "saved", timeout=20_000)


def press(page: Page, *keys: str) -> str:
    """Press keys on one record; wait for the next; the record's id."""
    before = identity(page)
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator("#record h1")).not_to_have_text(before)
    return before


def lines(run: RunFolder) -> list[dict[str, Any]]:
    """What the log says."""
    return [json.loads(line) for line in run.decisions.read_text().splitlines()]


def test_a_day(browser: Browser, run: RunFolder, enter: Enter) -> None:
    context = browser.new_context(locale="et-EE")
    told: dict[str, str] = {}
    server = Served(run.path)
    with server:
        page = enter(context, server.links["curator"])
        for number in range(30):
            if number % 3 == 0:
                told[press(page, "1")] = "accept"
            elif number % 3 == 1:
                told[press(page, "2", "2", "Control+Enter")] = "reject"
            else:
                told[edited(page, f"Parandatud {number}.")] = "edit"
        saved(page)
        server.kill()
        told[press(page, "1")] = "accept"
        expect(page.locator("#status")).to_have_attribute("data-state", "offline")
    assert Counter(one["verdict"] for one in lines(run)) == {"accept": 10, "reject": 10, "edit": 10}

    with server:  # the same port; the session has lasted, what waited is sent
        saved(page)
        assert len(lines(run)) == 31
        page.reload()
        page.keyboard.press("u")  # undo after a restart, in a window that remembers nothing
        last = list(told)[-1]
        expect(page.locator("#record h1")).to_have_text(last)
        saved(page)
        assert lines(run)[-1]["verdict"] == "undo"
        told[press(page, "3")] = "unsure"

        context.set_offline(True)  # the line is lost for five decisions
        for _ in range(5):
            told[press(page, "1")] = "accept"
        expect(page.locator("#status")).to_have_attribute("data-state", "offline")
        assert len(lines(run)) == 33
        context.set_offline(False)
        saved(page)
        assert len(lines(run)) == 38
    check(run, told)


def edited(page: Page, text: str) -> str:
    """Replace the answer of one record; typing keys that mean something elsewhere changes nothing but the text."""
    before = identity(page)
    page.keyboard.press("e")
    area = page.locator('[data-field="output"] textarea')
    area.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text + " 1 2 e u")
    page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    assert identity(page) == before
    page.keyboard.press("Control+Enter")
    expect(page.locator("#record h1")).not_to_have_text(before)
    return before


def check(run: RunFolder, told: dict[str, str]) -> None:
    """The log agrees with what was pressed, and publish applies it."""
    found, warning = decisions_.log(run.decisions)
    assert warning == ""
    assert len({one.key for one in found}) == len(found)
    standing = decisions_.standing(found)
    assert {identity: opinions[-1].verdict for identity, opinions in standing.items() if opinions} == told
    account = publish(run)
    counts = Counter(told.values())
    assert account.rejected == counts["reject"]
    assert account.published == 40 + counts["accept"] + counts["edit"]
    assert account.flagged == 60 - counts["reject"] - counts["accept"] - counts["edit"]
    shards = "".join(path.read_text() for path in (run.path / "data").rglob("*.jsonl"))
    assert shards.count("Parandatud ") == counts["edit"]
    assert "Parandatud 2. 1 2 e u" in shards


def test_killed_in_the_middle_of_a_save(browser: Browser, run: RunFolder, enter: Enter) -> None:
    context = browser.new_context()
    server = Served(run.path)
    with server.mortal():
        page = enter(context, server.links["curator"])
        first = press(page, "1")
        server.wait()
        assert [one["id"] for one in lines(run)] == [first], "the line was on disk before anybody was told"
        expect(page.locator("#status")).not_to_have_attribute("data-state", "saved")
    with server:
        saved(page)
        second = press(page, "1")
        saved(page)
    assert [one["id"] for one in lines(run)] == [first, second]


TEAM = """\
people:
  - {name: mari, role: annotator}
  - {name: jaan, role: annotator}
  - {name: leida, role: adjudicator}
overlap: 1.0
"""


def test_two_annotators_and_an_adjudicator(browser: Browser, run: RunFolder, enter: Enter, tmp_path: Path) -> None:
    team = tmp_path / "team.yaml"
    team.write_text(TEAM, encoding="utf-8")
    with Served(run.path, "--annotators", str(team)) as server:
        mari = enter(browser.new_context(), server.links["mari"])
        jaan = enter(browser.new_context(), server.links["jaan"])
        first = identity(mari)
        assert identity(jaan) == first, "both read the same record, blind"
        press(mari, "1")
        saved(mari)
        jaan.reload()
        expect(jaan.locator("#record h1")).to_have_text(first)
        expect(jaan.locator("#info-opinions .told")).to_have_count(0)
        press(jaan, "2", "1", "Control+Enter")
        saved(jaan)
        assert decisions_.read(run.decisions)[0] == {}, "they disagree: nothing is decided"

        leida = enter(browser.new_context(), server.links["leida"])
        leida.locator("#wish-queue").select_option("disputed")
        expect(leida.locator("#record h1")).to_have_text(first)
        expect(leida.locator("#info-opinions .told li")).to_have_count(2)
        leida.locator("#record").focus()
        leida.keyboard.press("2")
        leida.keyboard.press("1")
        leida.keyboard.press("Control+Enter")
        saved(leida)
    decided, _ = decisions_.read(run.decisions)
    assert (decided[first].verdict, decided[first].by) == ("reject", "leida")


def test_two_windows_on_one_record(browser: Browser, run: RunFolder, enter: Enter) -> None:
    context = browser.new_context(locale="en-GB")
    with Served(run.path) as server:
        one = enter(context, server.links["curator"])
        other = context.new_page()
        other.goto(server.origin)
        expect(other.locator("#record h1")).to_be_visible()
        shown = press(one, "1")
        saved(one)
        press(other, "2", "1", "Control+Enter")
        expect(other.locator("#conflict")).to_be_visible()
        expect(other.locator("#conflict-mine")).to_contain_text("rejected")
        expect(other.locator("#conflict-theirs")).to_contain_text("accepted")
        other.locator("#keep-mine").click()
        saved(other)
    assert [(line["id"], line["verdict"]) for line in lines(run)] == [(shown, "accept"), (shown, "reject")]


def test_a_draft_survives(browser: Browser, run: RunFolder, enter: Enter) -> None:
    context = browser.new_context()
    server = Served(run.path)
    with server:
        page = enter(context, server.links["curator"])
        page.keyboard.press("e")
        page.keyboard.type("Mustand. ")
        page.keyboard.press("Escape")
        saved(page)
        server.kill()
    with server:
        page.reload()
        expect(page.locator("#record ins").first).to_contain_text("Mustand.")
    assert not run.decisions.exists() or lines(run) == []
