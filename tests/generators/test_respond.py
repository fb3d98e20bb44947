"""What a model is asked, turn by turn, and what becomes of its replies."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from alpaca_est.ask import Message, Reply
from alpaca_est.generators.respond import Respond
from alpaca_est.prompts import parse
from alpaca_est.record import Record, Rejected, Turn

PROMPT = parse("## system\nOle abiks.\n## user\n{{instruction}}\n\n{{input}}\n")
ONE = Record(id="a:000/0", lang="et", instruction="Nimeta lind.", input="Lendab madalalt.", constraints=("no_comma",))
TALK = Record(
    id="a:000/0",
    lang="et",
    history=(Turn("user", "Nimeta lind."), Turn("user", "Veel üks.")),
    instruction="Ja kala.",
    constraints=("no_comma", "2/no_digits", "3/no_question"),
)


def step(**settings: object) -> Respond:
    return Respond.model_validate({"step": "respond", "model": "w", "prompt": PROMPT, **settings})


def test_a_task_is_asked_with_its_input() -> None:
    [ask] = step().asks(ONE)
    assert (ask.system, ask.user, ask.history) == ("Ole abiks.", "Nimeta lind.\n\nLendab madalalt.", ())
    assert step().follow_up(ONE, [Reply(text="Pääsuke.")]) == []
    [outcome] = step().read(ONE, [Reply(text=" Pääsuke. \n")])
    assert isinstance(outcome, Record)
    assert (outcome.output, outcome.constraints, outcome.made_by) == ("Pääsuke.", ("no_comma",), "respond")


def test_a_conversation_is_asked_turn_by_turn() -> None:
    replies = [Reply(text="Pääsuke."), Reply(text="Tihane."), Reply(text="Haug.")]
    [first] = step().asks(TALK)
    assert (first.user, first.history) == ("Nimeta lind.", ())
    [second] = step().follow_up(TALK, replies[:1])
    assert second.user == "Veel üks."
    assert second.history == (Message("user", "Nimeta lind."), Message("assistant", "Pääsuke."))
    [third] = step().follow_up(TALK, replies[:2])
    assert (third.user, len(third.history)) == ("Ja kala.", 4)
    assert step().follow_up(TALK, replies) == []
    [outcome] = step().read(TALK, replies)
    assert isinstance(outcome, Record)
    assert [turn.content for turn in outcome.history] == ["Nimeta lind.", "Pääsuke.", "Veel üks.", "Tihane."]
    assert (outcome.instruction, outcome.output) == ("Ja kala.", "Haug.")


def test_a_task_with_an_answer_is_left_alone_unless_asked_again() -> None:
    answered = Record(id="a:000/0", lang="et", instruction="Nimeta lind.", output="Kotkas.")
    assert step().asks(answered) == []
    assert list(step().read(answered, [])) == [answered]
    assert len(step(again=True).asks(answered)) == 1


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (
            Reply(finish="refused", reason="filtered"),
            "the reply to turn 2 was refused: filtered",
        ),
        (
            Reply(text="Pääs", finish="length"),
            "the reply to turn 2 was cut off at the token limit",
        ),
        (Reply(text=" \n"), "the reply to turn 2 is empty"),
        (Reply(text="a\x00"), "the reply to turn 2 has U+0000 at character 2"),
    ],
)
def test_a_bad_reply_ends_the_conversation(bad: Reply, reason: str) -> None:
    replies = [Reply(text="Pääsuke."), bad]
    assert step().follow_up(TALK, replies) == []
    [outcome] = step().read(TALK, replies)
    assert isinstance(outcome, Rejected)
    assert outcome.reason == f"{reason}, a whole answer wanted"


def test_the_prompt_file_has_the_holes() -> None:
    text = (Path(__file__).parents[2] / "prompts/et/respond.md").read_text(encoding="utf-8")
    assert step(prompt=parse(text)).prompt.holes == {"instruction", "input"}
    with pytest.raises(ValidationError, match="does not use"):
        step(prompt=parse("{{instruction}}"))
