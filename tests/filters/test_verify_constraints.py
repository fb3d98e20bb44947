"""Only answers that keep every constraint: one by one, in conversations, and through a whole run and back."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.constraints import keeps
from alpaca_est.filters.verify_constraints import VerifyConstraints
from alpaca_est.pipeline import load
from alpaca_est.record import Record, Rejected, Turn
from alpaca_est.runs.build import build
from alpaca_est.runs.dataset.validate import validate
from alpaca_est.runs.folder import RunFolder
from alpaca_est.source import Source, records
from tests.server import Server

ROOT = Path(__file__).parents[2]
VERIFY = VerifyConstraints()


def judged(output: str, *constraints: str, history: tuple[Turn, ...] = ()) -> Record | Rejected:
    one = Record(id="a:000/0", lang="et", instruction="Ütle.", output=output, constraints=constraints, history=history)
    [outcome] = VERIFY.run([one])
    assert isinstance(outcome, Record | Rejected)
    return outcome


def test_what_keeps_all_is_kept() -> None:
    kept = judged("Mets kohiseb.", "no_comma", "sentences_exactly:1")
    assert isinstance(kept, Record)
    assert kept.scores == {"verify_constraints.broken": 0.0, "verify_constraints.asked": 2.0}
    free = judged("Mets, meri ja maa.")
    assert isinstance(free, Record)
    assert free.scores == {}


@pytest.mark.parametrize(
    ("output", "constraints", "reason"),
    [
        (
            "Üks. Kaks. Kolm.",
            ["sentences_at_least:5"],
            "output has 3 sentences, at least 5 wanted (sentences_at_least:5)",
        ),
        ("Üks, kaks.", ["no_comma", "all_lower"], "output has 1 comma, none wanted (no_comma); 1 more broken"),
        ("", ["no_comma"], "output is empty, an answer wanted (no_comma)"),
    ],
)
def test_what_breaks_one_leaves_with_the_measure(output: str, constraints: list[str], reason: str) -> None:
    outcome = judged(output, *constraints)
    assert isinstance(outcome, Rejected)
    assert outcome.reason == reason


def test_in_a_conversation_every_answer_counts() -> None:
    talk = (Turn("user", "Ütle."), Turn("assistant", "Mets, meri."), Turn("user", "Ilma komata."))
    assert isinstance(judged("Mets ja meri.", "2/no_comma", history=talk), Record)
    broken = judged("Mets ja meri.", "no_comma", history=talk)
    assert isinstance(broken, Rejected)
    assert broken.reason == "output has 1 comma, none wanted (no_comma) in turn 1"


PIPELINE = """\
name: constrained
language: et
sources:
  - name: s
    path: tasks.jsonl
models: {{w: {{name: m, base_url: "{url}", temperature: 0}}}}
steps:
  - {{step: constrained, turns: {turns}, fewest: 2, most: 2, kinds: {{no_comma: 1, no_digits: 1, no_question: 1}}}}
  - {{step: respond, model: w, prompt: respond.md}}
  - {{step: verify_constraints}}
"""


def answer(request: dict[str, Any]) -> str:
    """A fine answer to most tasks; the third asks back, and the fourth says a comma from its second turn on."""
    first = request["messages"][1]["content"]
    turns = sum(message["role"] == "user" for message in request["messages"])
    if "kolmandast" in first:
        return "Mida, palun? Ütle 3 korda."
    return "Kodu, kallis kodu 1?" if "neljandast" in first and turns > 1 else f"Vastus {'ja vastus ' * turns}ongi käes."


def built(folder: Path, turns: int) -> tuple[Any, list[dict[str, Any]]]:
    (folder / "alpaca-est.toml").touch()
    (folder / "respond.md").write_text((ROOT / "prompts/et/respond.md").read_text("utf-8"), "utf-8")
    tasks = [f"Jutusta midagi {number} päevast." for number in ("esimesest", "teisest", "kolmandast", "neljandast")]
    rows = [
        json.dumps({"instruction": task, "input": "", "output": "Vana vastus ei kõlba enam kellelegi."})
        for task in tasks
    ]
    (folder / "tasks.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")

    async def run() -> tuple[Any, list[dict[str, Any]]]:
        async with Server(answer=answer) as server:
            (folder / "p.yaml").write_text(PIPELINE.format(url=server.url, turns=turns), encoding="utf-8")
            return await build(load(folder / "p.yaml"), RunFolder(folder / "run")), server.bodies

    return asyncio.run(run())


def test_a_run_publishes_what_keeps_its_constraints_and_they_come_back(tmp_path: Path) -> None:
    found, bodies = built(tmp_path, turns=1)
    assert found.error is None
    assert (len(bodies), found.account.published, found.account.rejected) == (4, 3, 1)
    assert bodies[0]["messages"][0]["role"] == "system"
    assert validate(tmp_path / "run") == []
    source = Source.model_validate({"name": "again", "path": "run"}, context={"root": tmp_path})
    read = [one for one in records(source, tmp_path, "et") if isinstance(one, Record)]
    assert len(read) == 3
    for one in read:
        assert len(one.constraints) == 2
        assert keeps(one.output, one.constraints)
    [rejected] = (tmp_path / "run" / "rejected.jsonl").read_text(encoding="utf-8").splitlines()
    assert "none wanted (no_" in rejected


def test_conversations_are_answered_turn_by_turn(tmp_path: Path) -> None:
    found, bodies = built(tmp_path, turns=3)
    assert found.error is None
    journalled = [
        record
        for path in sorted((tmp_path / "run" / "journal").rglob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for record in [json.loads(line)]
    ]
    assert any("constraints" in json.dumps(record) for record in journalled)
    roles = {tuple(message["role"] for message in body["messages"]) for body in bodies}
    assert ("system", "user") in roles
    assert ("system", "user", "assistant", "user") in roles
    rejected = (tmp_path / "run" / "rejected.jsonl").read_text(encoding="utf-8")
    assert "earlier turns, which alpaca has no column for" in rejected


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('"no_coma"', "constraints: no constraint 'no_coma', wanted one of "),
        ('["words_at_most"]', "constraints: constraint 'words_at_most' does not fit"),
        ("3", "constraints is a number, wanted text or a list of it"),
    ],
)
def test_rows_with_constraints_that_are_none(tmp_path: Path, value: str, message: str) -> None:
    row = f'{{"instruction": "Ütle.", "output": "Jah.", "constraints": {value}}}\n'
    (tmp_path / "t.jsonl").write_text(row, encoding="utf-8")
    source = Source.model_validate({"name": "s", "path": "t.jsonl", "on_error": "reject"}, context={"root": tmp_path})
    [bad] = records(source, tmp_path, "et")
    assert not isinstance(bad, Record)
    assert message in bad.reason
    left_out = source.model_copy(update={"columns": source.columns.model_copy(update={"constraints": None})})
    [fine] = records(left_out, tmp_path, "et")
    assert isinstance(fine, Record)
    assert fine.constraints == ()
