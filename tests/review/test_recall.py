"""The editor's translation memory: the same and similar texts, their sentences, words in either language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from alpaca_est.llm.memory import Memory
from alpaca_est.record import Record, Sample
from alpaca_est.review import people
from alpaca_est.review.actions import Action, Undo
from alpaca_est.review.recall import Found, Recall, pieces
from alpaca_est.review.room import Room
from tests.review.conftest import Enter
from tests.review.run import translated
from tests.review.served import Served

PAIRS = {
    ("en", "et", "Name three fruits."): "Nimeta kolm puuvilja.",
    ("en", "et", "The fox lives in the forest. It eats mice."): "Rebane elab metsas. Ta sööb hiiri.",
    ("et", "en", "Nimeta kolm puuvilja."): "Name three fruits.",
}


def asked(instruction: str, output: str = "") -> Record:
    original = Sample(lang="en", instruction=instruction, output=output)
    return Record(id="a:0/0", lang="et", original=original, instruction="?")


def shown(found: list[Found]) -> list[tuple[str, str, float]]:
    return [(one.field, one.translation, one.alike) for one in found]


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (asked("Name three fruits."), [("instruction", "Nimeta kolm puuvilja.", 1.0)]),
        (asked("Name three fruits, please."), [("instruction", "Nimeta kolm puuvilja.", 0.75)]),
        (asked("Why?", "The wolf lives in the forest."), [("output", "Rebane elab metsas.", 0.83)]),
        (asked("Boats float on water."), []),
        (asked("fruits"), []),
    ],
)
def test_similar_texts_and_their_sentences(record: Record, found: list[tuple[str, str, float]]) -> None:
    assert shown(Recall([Memory((), PAIRS)]).similar(record)) == found


def test_words_are_found_in_either_language() -> None:
    recall = Recall([Memory((), PAIRS)])
    assert [one.translation for one in recall.holding(asked(""), "fox lives")] == [
        "Rebane elab metsas.",
        "Rebane elab metsas. Ta sööb hiiri.",
    ]
    assert [one.source for one in recall.holding(asked(""), "hiir")] == [
        "It eats mice.",
        "The fox lives in the forest. It eats mice.",
    ]
    assert recall.holding(asked(""), "lives fox") == []


def test_what_a_record_taught_is_not_shown_beside_it_and_can_be_forgotten() -> None:
    recall, record, other = Recall(), asked("Name three fruits."), asked("Name three fruits.")
    recall.learn(record, {"instruction": "Nimeta kolm puuvilja."})
    assert recall.similar(record) == []
    other = Record(id="a:1/0", lang="et", original=other.original)
    assert shown(recall.similar(other)) == [("instruction", "Nimeta kolm puuvilja.", 1.0)]
    recall.learn(record, {"instruction": "Loetle kolm puuvilja."})
    assert shown(recall.similar(other)) == [("instruction", "Loetle kolm puuvilja.", 1.0)]
    recall.learn(record, None)
    assert recall.similar(other) == []


def test_texts_with_other_numbers_of_sentences_stay_whole() -> None:
    assert list(pieces("One. Two.", "Üks ja kaks.", ("en", "et"))) == [("One. Two.", "Üks ja kaks.")]
    assert list(pieces("A b.\n\nC d.", "E f.\n\nG h.", ("en", "et")))[1:] == [("A b.", "E f."), ("C d.", "G h.")]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    opened = Room(translated(tmp_path / "project", 2), people.alone("mari"), lambda: 1.8e9)
    yield opened
    opened.close()


def test_the_memory_learns_from_decisions_and_unlearns(room: Room) -> None:
    [mari] = room.team.people
    first, second = "file:001/0", "file:004/0"
    assert room.similar(second, "") == []
    version = room.desk.sheet(mari, first).version
    edit = {"instruction": "Loetle kolm puuvilja."}
    room.decide(mari, Action(key="key-00000001", id=first, version=version, verdict="edit", edit=edit))
    assert ("instruction", "Loetle kolm puuvilja.", 1.0) in shown(room.similar(second, ""))
    assert [one.translation for one in room.similar(second, "three fruits")] == ["Loetle kolm puuvilja."]
    room.undo(mari, Undo(key="key-00000002"))
    assert room.similar(second, "") == []


@pytest.mark.browser
def test_a_remembered_translation_is_looked_up_and_put_in(browser: Browser, tmp_path: Path, enter: Enter) -> None:
    run = translated(tmp_path / "project", 2)
    with Served(run.path) as server:
        page = enter(browser.new_context(locale="et-EE"), server.links["curator"])
        rows = page.locator("#rows button", has_text="puuvilja")
        rows.first.click()
        expect(page.locator("#record h1")).to_have_text("file:001/0")
        page.locator("#record").focus()
        page.keyboard.press("1")
        expect(page.locator("#status")).to_have_attribute("data-state", "saved")
        rows.nth(1).click()
        expect(page.locator("#record h1")).to_have_text("file:004/0")
        page.locator("#record").focus()
        page.keyboard.press("e")
        expect(page.locator(".remembered .alike").first).to_have_text("100 %")
        page.get_by_placeholder("Otsi tõlkemälust").fill("puuvil")
        expect(page.locator(".remembered li")).to_have_count(1)
        area = page.locator('[data-field="instruction"] textarea')
        area.fill("")
        page.locator(".remembered button").click()
        expect(area).to_have_value("Nimeta kolm puuvilja.")
        expect(area).to_be_focused()
