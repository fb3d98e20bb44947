"""What a person can do on the page, without the page."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from alpaca_est import decision as decisions_
from alpaca_est.decision import Decision
from alpaca_est.errors import DataError, PipelineError
from alpaca_est.review import people
from alpaca_est.review.actions import Action, Draft, Refused, Undo
from alpaca_est.review.desk import Conflict, Saved
from alpaca_est.review.index import Gone
from alpaca_est.review.people import Person, Team
from alpaca_est.review.queue import Wish, match
from alpaca_est.review.room import Room
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish

MARI, JAAN = Person(name="mari"), Person(name="jaan")
LEIDA = Person(name="leida", role="adjudicator")
ALL = Wish(queue="all")


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


class Work:
    """A team at work on a run; every action gets a key of its own."""

    def __init__(self, run: RunFolder, overlap: float = 0.0, **more: object) -> None:
        self.run = run
        self.team = Team(people=(MARI, JAAN, LEIDA), overlap=overlap, **more)  # type: ignore[arg-type]
        self.clock = Clock()
        self.room = Room(run, self.team, self.clock)
        self.keys = 0

    def key(self) -> str:
        self.keys += 1
        return f"key-{self.keys:08d}"

    def says(self, person: Person, verdict: str, identity: str = "", **more: object) -> Saved:
        desk = self.room.desk
        sheet = desk.sheet(person, identity) if identity else desk.next(person, Wish(), 1)[0]
        reasons = ("fact",) if verdict == "reject" else ()
        fields = {"key": self.key(), "id": sheet.id, "version": sheet.version, "reasons": reasons, **more}
        return desk.decide(person, Action(verdict=verdict, **fields))  # type: ignore[arg-type]

    def state(self, identity: str) -> str:
        return self.room.desk.sheet(LEIDA, identity).state

    def again(self) -> None:
        """Close the page and open it again."""
        self.room.close()
        self.room = Room(self.run, self.team, self.clock)


@pytest.fixture
def work(run: RunFolder) -> Iterator[Work]:
    found = Work(run)
    yield found
    found.room.close()


@pytest.fixture
def shared(run: RunFolder) -> Iterator[Work]:
    found = Work(run, overlap=1.0)
    yield found
    found.room.close()


def lines(work: Work) -> Sequence[Decision]:
    return decisions_.log(work.run.decisions)[0]


def test_the_same_action_twice_counts_once(work: Work) -> None:
    sheet = work.room.desk.next(MARI, Wish(), 1)[0]
    action = Action(key="key-aaaaaaaa", id=sheet.id, version=sheet.version, verdict="accept")
    assert work.room.desk.decide(MARI, action) == work.room.desk.decide(MARI, action)
    assert len(lines(work)) == 1


def test_a_key_of_somebody_else_is_no_answer(work: Work) -> None:
    first = work.says(MARI, "accept")
    with pytest.raises(Conflict):
        action = Action(key=first.key, id=first.id, version="old", verdict="accept")
        work.room.desk.decide(JAAN, action)


def test_an_old_version_is_a_conflict_that_shows_the_new_one(work: Work) -> None:
    saved = work.says(LEIDA, "accept")
    with pytest.raises(Conflict) as caught:
        work.says(LEIDA, "reject", saved.id, version="0.0")
    assert caught.value.current.own is not None
    assert caught.value.current.own.verdict == "accept"
    assert len(lines(work)) == 1


def test_undo_to_any_depth_after_a_restart(work: Work) -> None:
    one = work.says(MARI, "accept")
    work.says(MARI, "reject", one.id)
    two = work.says(MARI, "edit", edit={"output": "Õige vastus."})
    work.again()
    desk = work.room.desk
    assert desk.undo(MARI, Undo(key=work.key())).id == two.id
    assert desk.sheet(MARI, two.id).draft == {"output": "Õige vastus."}, "the work in it is kept"
    assert desk.undo(MARI, Undo(key=work.key())).id == one.id
    own = desk.sheet(MARI, one.id).own
    assert own is not None
    assert own.verdict == "accept", "what was said before stands again"
    assert desk.undo(MARI, Undo(key=work.key())).id == one.id
    with pytest.raises(Refused, match="nothing to take back"):
        desk.undo(MARI, Undo(key=work.key()))
    assert decisions_.read(work.run.decisions)[0] == {}
    assert len(lines(work)) == 6, "nothing is ever deleted"


def test_nobody_takes_back_what_others_said(work: Work) -> None:
    saved = work.says(MARI, "accept")
    with pytest.raises(Refused):
        work.room.desk.undo(JAAN, Undo(key=work.key(), undoes=saved.key))


def test_the_index_may_be_deleted(work: Work) -> None:
    work.says(MARI, "accept")
    work.says(JAAN, "reject")
    work.room.desk.undo(JAAN, Undo(key=work.key()))
    before = [work.room.desk.listed(person, ALL) for person in (MARI, JAAN, LEIDA)]
    work.room.close()
    shutil.rmtree(work.run.path / "review")
    work.room = Room(work.run, work.team, work.clock)
    assert [work.room.desk.listed(person, ALL) for person in (MARI, JAAN, LEIDA)] == before


@pytest.mark.parametrize("damage", [b"", b"garbage" * 1000])
def test_a_damaged_index_is_made_again(work: Work, damage: bytes) -> None:
    saved = work.says(MARI, "accept")
    work.room.close()
    for path in (work.run.path / "review").iterdir():
        path.write_bytes(damage)
    work.room = Room(work.run, work.team, work.clock)
    assert work.state(saved.id) == "done"


def test_a_torn_line_is_cut_off_before_the_next_one(work: Work) -> None:
    work.says(MARI, "accept")
    whole = work.run.decisions.read_bytes()
    work.run.decisions.write_bytes(whole + whole[:50])
    work.again()
    work.says(MARI, "accept")
    assert len(lines(work)) == 2
    work.run.decisions.write_bytes(work.run.decisions.read_bytes()[:-1])
    work.says(MARI, "accept")
    assert len(lines(work)) == 3, "a whole line without its end is kept"


def test_a_broken_line_in_the_middle_is_said(work: Work) -> None:
    work.run.decisions.write_bytes(b"{}\n")
    with pytest.raises(DataError, match="not a decision"):
        work.says(MARI, "accept")


def test_decisions_written_by_hand_count(work: Work) -> None:
    sheet = work.room.desk.next(MARI, Wish(), 1)[0]
    record_hash = work.room.desk.sheet(LEIDA, sheet.id).version.split(".")[0]
    found = [row for row in lines(work) if row.id == sheet.id]
    assert not found
    full = next(item for item in _hashes(work) if item.startswith(record_hash))
    line = f'{{"id": "{sheet.id}", "verdict": "accept", "sha256": "{full}", "by": "toimetaja"}}'
    work.run.decisions.write_text(line + "\n", encoding="utf-8")
    work.says(MARI, "accept", work.room.desk.next(MARI, Wish(), 2)[1].id)
    assert work.state(sheet.id) == "done"


def _hashes(work: Work) -> list[str]:
    with work.room.index.look() as connection:
        return [row[0] for row in connection.execute("SELECT sha256 FROM item")]


def test_records_are_lent_to_one_annotator_at_a_time(work: Work) -> None:
    mine = {sheet.id for sheet in work.room.desk.next(MARI, Wish())}
    theirs = {sheet.id for sheet in work.room.desk.next(JAAN, Wish())}
    assert len(mine) == len(theirs) == 10
    assert mine.isdisjoint(theirs)
    assert {sheet.id for sheet in work.room.desk.next(MARI, Wish())} == mine, "they are still held"
    work.clock.seconds += 31 * 60
    assert {sheet.id for sheet in work.room.desk.next(JAAN, Wish())} == mine, "leases end, the first come again"


def test_shared_records_are_blind_until_decided(shared: Work) -> None:
    first = shared.says(MARI, "accept").id
    sheet = shared.room.desk.next(JAAN, Wish(), 1)[0]
    assert sheet.id == first
    assert (sheet.opinions, sheet.state) == ((), "open")
    row = next(row for row in shared.room.desk.listed(JAAN, ALL) if row["id"] == first)
    assert (row["state"], row["verdict"]) == ("open", "")
    assert "fate" not in shared.room.life(first), "what became of it would tell what mari said"
    shared.says(JAAN, "accept", first)
    assert [opinion.by for opinion in shared.room.desk.sheet(JAAN, first).opinions] == ["mari", "jaan"]
    assert shared.state(first) == "done"


def test_disagreement_waits_for_an_adjudicator(shared: Work) -> None:
    first = shared.says(MARI, "accept").id
    shared.says(JAAN, "reject", first)
    assert shared.state(first) == "disputed"
    assert [row["id"] for row in shared.room.desk.listed(LEIDA, Wish(queue="disputed"))] == [first]
    assert publish(shared.run).flagged == 60
    shared.says(LEIDA, "edit", first, edit={"output": "Kokku 4 eurot."})
    assert shared.state(first) == "done"
    account = publish(shared.run)
    assert (account.published, account.flagged) == (41, 59)
    published = "".join(path.read_text() for path in (shared.run.path / "data").rglob("*.jsonl"))
    assert '"reviewed_by":"leida"' in published


def test_two_equal_edits_agree_and_two_different_ones_do_not(shared: Work) -> None:
    first = shared.says(MARI, "edit", edit={"output": "Sama."}).id
    shared.says(JAAN, "edit", first, edit={"output": "Sama."})
    assert shared.state(first) == "done"
    shared.says(JAAN, "edit", first, edit={"output": "Muu."})
    assert shared.state(first) == "disputed"


def test_being_unsure_shows_nothing_of_others(shared: Work) -> None:
    first = shared.says(MARI, "escalate", note="Kas nii?").id
    shared.says(JAAN, "unsure", first)
    assert shared.room.desk.sheet(JAAN, first).state == "open"
    [row] = shared.room.desk.listed(JAAN, Wish(queue="unsure"))
    assert (row["state"], row["verdict"]) == ("open", "unsure")


def test_an_edit_says_what_stood_there_before(work: Work) -> None:
    first = work.room.desk.next(MARI, Wish(), 1)[0]
    work.says(MARI, "edit", first.id, edit={"output": "Kokku 4 eurot."})
    work.says(MARI, "accept")
    edited, accepted = decisions_.log(work.run.decisions)[0]
    assert (edited.was, edited.edit) == ({"output": first.texts["output"]}, {"output": "Kokku 4 eurot."})
    assert (accepted.was, accepted.edit) == ({}, {})
    old = b'{"id":"a:0/0","verdict":"edit","sha256":"","edit":{"output":"b"}}'
    assert msgspec.json.decode(old, type=Decision).was == {}, "lines from before are read"


def test_asking_for_advice(work: Work) -> None:
    first = work.says(MARI, "escalate", note="Kas see on tsitaat?").id
    assert work.state(first) == "escalated"
    assert first not in {sheet.id for sheet in work.room.desk.next(JAAN, Wish())}
    work.says(LEIDA, "accept", first)
    assert work.state(first) == "done"


def test_who_is_unsure_leaves_it_to_others(work: Work) -> None:
    first = work.says(MARI, "unsure").id
    assert first not in {sheet.id for sheet in work.room.desk.next(MARI, Wish())}
    assert work.room.desk.next(JAAN, Wish(), 1)[0].id == first
    assert [row["id"] for row in work.room.desk.listed(MARI, Wish(queue="unsure"))] == [first]


def test_gold_records_test_people_and_decide_nothing(run: RunFolder, tmp_path: Path) -> None:
    plain = Work(run)
    gold = plain.room.desk.next(MARI, Wish(), 1)[0]
    plain.room.close()
    (tmp_path / "gold.jsonl").write_text(f'{{"id": "{gold.id}", "verdict": "reject", "sha256": ""}}\n')
    work = Work(run, gold=str(tmp_path / "gold.jsonl"))
    work.says(MARI, "reject", gold.id)
    work.says(JAAN, "accept", gold.id)
    assert work.room.desk.sheet(JAAN, gold.id).purpose == "", "nobody is told"
    assert [opinion.by for opinion in work.room.desk.sheet(JAAN, gold.id).opinions] == ["jaan"]
    shares = {one.name: one.gold for one in work.room.team_facts().workers}
    assert [shares["mari"] and shares["mari"].value, shares["jaan"] and shares["jaan"].value] == [1.0, 0.0]
    assert decisions_.read(run.decisions)[0] == {}
    work.room.close()


def test_an_audit_draws_published_records(run: RunFolder) -> None:
    room = Room(run, people.alone("mari"), Clock(), sample=15)
    person = room.team.people[0]
    drawn = room.desk.listed(person, Wish(queue="all", purpose="audit"))
    assert len(drawn) == 15
    for number, row in enumerate(drawn):
        sheet = room.desk.sheet(person, row["id"])
        verdict, reasons = ("accept", ()) if number else ("reject", ("fact",))
        fields = {"key": f"audit-{number:08d}", "id": sheet.id, "version": sheet.version, "reasons": reasons}
        room.desk.decide(person, Action(verdict=verdict, **fields))  # type: ignore[arg-type]
    room.close()
    account = publish(run)
    assert (account.published, account.rejected) == (39, 1)
    card = (run.path / "README.md").read_text(encoding="utf-8")
    assert "| all | 14 | 15 | 0.933 | 0.702–0.988 |" in card
    again = Room(run, people.alone("mari"), Clock(), sample=15)
    assert [row["id"] for row in again.desk.listed(person, Wish(queue="all", purpose="audit"))] == [
        row["id"] for row in drawn
    ]
    again.close()


def test_lists_filter_and_search(work: Work) -> None:
    desk = work.room.desk
    assert len(desk.listed(MARI, ALL)) == 50
    last = desk.listed(MARI, ALL)[-1]["place"]
    assert len(desk.listed(MARI, Wish(queue="all", after=last))) == 10
    assert len(desk.listed(MARI, Wish(queue="all", text="pile 59"))) == 2, "every word, as a beginning"
    assert desk.listed(MARI, Wish(queue="all", text="olematu")) == []
    assert len(desk.listed(MARI, Wish(queue="all", step="arithmetic"))) == 50
    assert desk.listed(MARI, Wish(queue="all", step="length")) == []
    assert desk.listed(MARI, Wish(queue="all", source="other")) == []
    assert desk.listed(MARI, Wish(queue="all", min_size=10_000)) == []
    assert len(desk.listed(MARI, Wish(queue="all", lang="et"))) == 50
    assert desk.listed(MARI, Wish(queue="all", lang="en")) == []
    first = work.says(MARI, "accept").id
    assert [row["id"] for row in desk.listed(LEIDA, Wish(queue="all", person="mari"))] == [first]
    assert len(desk.listed(JAAN, Wish(queue="all", person="mari"))) == 50, "annotators may not ask that"


@pytest.mark.parametrize(
    ("text", "asked"), [("õun", '"õun"*'), ('" OR NEAR(x', '"OR"* "NEAR"* "x"*'), ("***", '""'), ("", '""')]
)
def test_nothing_in_a_search_is_syntax(text: str, asked: str) -> None:
    assert match(text) == asked


def test_drafts(work: Work) -> None:
    desk = work.room.desk
    sheet = desk.next(MARI, Wish(), 1)[0]
    desk.draft(MARI, Draft(id=sheet.id, edit={"output": "\nPooleli\r\n"}))
    work.again()
    desk = work.room.desk
    assert desk.sheet(MARI, sheet.id).draft == {"output": "\nPooleli\r\n"}
    assert desk.sheet(JAAN, sheet.id).draft is None
    work.says(MARI, "accept", sheet.id)
    assert desk.sheet(MARI, sheet.id).draft is None
    with pytest.raises(Gone):
        desk.draft(MARI, Draft(id="nothing"))


def test_a_decision_on_another_text_is_refused_by_publish(work: Work) -> None:
    saved = work.says(MARI, "accept")
    changed = work.run.decisions.read_text().replace('"sha256":"', '"sha256":"0')
    work.run.decisions.write_text(changed)
    work.again()
    assert work.state(saved.id) == "open"
    assert publish(work.run).flagged == 60


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("people: []", "people"),
        ("people: [{name: a}, {name: a}]", "a stands twice"),
        ("people: [{name: 'a b'}]", "people.0.name"),
        ("people: [{name: a, role: boss}]", "people.0.role"),
        ("people: [{name: a}]\noverlap: 2", "overlap"),
        ("people: [{name: a}]\nshare: 2", "share"),
        ("people: [", "team.yaml"),
    ],
)
def test_a_wrong_team_file_says_what_is_wrong(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "team.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PipelineError, match=problem):
        people.read(tmp_path / "team.yaml")


def test_an_edit_that_changes_nothing_is_none(work: Work) -> None:
    first = work.room.desk.next(MARI, Wish(), 1)[0]
    with pytest.raises(Refused, match="changes nothing"):
        work.says(MARI, "edit", first.id, edit={"output": first.texts["output"]})
    assert not work.run.decisions.exists() or work.run.decisions.read_bytes() == b""
