"""What follows from a log of decisions: who agrees, who is overruled, what was taken back."""

from pathlib import Path
from typing import Any

import pytest

from alpaca_est.decision import Decision, agreed, applied, judged, read, settled, standing
from alpaca_est.record import Flag, Record

RECORD = Record(id="a:000/0", lang="et", instruction="Tere", output="Tere!", flags=(Flag(step="x", reason="y"),))


def said(by: str, verdict: str, **more: Any) -> Decision:
    fields = {"id": RECORD.id, "sha256": judged(RECORD), "role": "annotator", "key": f"{by}-{verdict}"}
    return Decision(by=by, verdict=verdict, **{**fields, **more})  # type: ignore[arg-type]


MARI, JAAN = said("mari", "accept"), said("jaan", "accept")
NO = said("jaan", "reject")
EDIT, OTHER = said("mari", "edit", edit={"output": "A"}), said("jaan", "edit", edit={"output": "B"})
LEIDA = said("leida", "reject", role="adjudicator")


@pytest.mark.parametrize(
    ("opinions", "outcome"),
    [
        ([], None),
        ([MARI], "accept"),
        ([MARI, JAAN], "accept"),
        ([MARI, NO], None),
        ([MARI, NO, LEIDA], "reject"),
        ([LEIDA, MARI, NO], "reject"),
        ([EDIT, OTHER], None),
        ([EDIT, said("jaan", "edit", edit={"output": "A"})], "edit"),
        ([MARI, EDIT], None),
        ([said("mari", "unsure")], None),
        ([MARI, said("jaan", "unsure")], "accept"),
        ([MARI, said("jaan", "escalate")], None),
        ([said("jaan", "escalate"), LEIDA], "reject"),
        ([said("mari", "accept", purpose="gold")], None),
        ([said("mari", "accept", sha256="old"), NO], "reject"),
        ([said("mari", "rate", ratings={"accuracy": 5})], None),
    ],
)
def test_what_counts(opinions: list[Decision], outcome: str | None) -> None:
    found = settled(opinions)
    assert (found and found.verdict) == outcome


def test_undo_brings_back_what_was_said_before() -> None:
    log = [MARI, EDIT, said("mari", "undo", undoes=EDIT.key, key="u1")]
    assert standing(log) == {RECORD.id: [MARI]}
    assert standing([*log, said("mari", "undo", undoes=MARI.key, key="u2")]) == {RECORD.id: []}
    assert standing([MARI, said("jaan", "undo", undoes=MARI.key, key="u3")]) == {RECORD.id: [MARI]}


def test_a_decision_is_applied_to_the_text_that_was_judged() -> None:
    assert applied(RECORD, {}) is None
    found = applied(RECORD, agreed([EDIT]))
    assert isinstance(found, Record)
    assert (found.output, found.reviewed_by) == ("A", "mari")
    assert applied(RECORD, agreed([said("mari", "accept", sha256="old")])) is None
    assert applied(RECORD, agreed([NO])) == NO


def test_lines_without_keys_are_read(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"id": "a:000/0", "verdict": "accept", "sha256": "x"}\n{"id": "a:0')
    found, warning = read(path)
    assert found["a:000/0"].role == "curator"
    assert warning == f"{path}:2: torn line, ignored"
