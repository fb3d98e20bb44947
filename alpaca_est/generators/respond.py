"""A model answers tasks, turn by turn where a task is a conversation."""

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import field_validator

from alpaca_est.ask import Ask, Message, Reply
from alpaca_est.prompts import Prompt, PromptFile, check_holes, fill
from alpaca_est.record import Outcome, Record, Turn
from alpaca_est.step import PromptStep
from alpaca_est.text import unwanted_character

HOLES = frozenset({"instruction", "input"})


class Respond(PromptStep):
    """Lets a model answer tasks that have no answer yet; those that have one stay as they are.

    The prompt file has the holes `{{instruction}}` and `{{input}}`. Of a conversation, the turns of the user in
    `history` are answered one after the other, each with all that was said before, then the instruction. An answer that
    was refused or cut off rejects the record.
    """

    step: Literal["respond"] = "respond"
    prompt: PromptFile
    """Prompt file with the holes {{instruction}} and {{input}}."""
    again: bool = False
    """Whether tasks that have an answer are answered again."""

    @field_validator("prompt")
    @classmethod
    def _prompt_has_the_holes(cls, prompt: Prompt) -> Prompt:
        return check_holes(prompt, HOLES)

    def asks(self, record: Record) -> Sequence[Ask]:
        """The first turn."""
        return [self._ask(record, [])] if self.again or not record.output.strip() else []

    def follow_up(self, record: Record, replies: Sequence[Reply]) -> Sequence[Ask]:
        """The next turn, as long as there is one and the last was answered."""
        if not replies or len(replies) >= len(self._turns(record)) or _fault(replies[-1]):
            return []
        return [self._ask(record, replies)]

    def read(self, record: Record, replies: Sequence[Reply]) -> Iterator[Outcome]:
        """The record with its answers."""
        if not replies:
            yield record
            return
        for turn, reply in enumerate(replies, start=1):
            if fault := _fault(reply):
                where = f" to turn {turn}" if record.history else ""
                yield self.reject(record, f"the reply{where} {fault}, a whole answer wanted")
                return
        asked, answers = self._turns(record), [reply.text.strip() for reply in replies]
        history = [Turn(role, text) for role, text in _said(asked[:-1], answers[:-1])]
        yield self.change(record, history=tuple(history), output=answers[-1])

    def expected_characters(self, record: Record) -> int:
        """A paragraph for each turn."""
        return 500 * len(self._turns(record))

    def _turns(self, record: Record) -> list[str]:
        """What the user says, turn by turn; the instruction comes last."""
        return [*(turn.content for turn in record.history if turn.role == "user"), record.instruction]

    def _ask(self, record: Record, replies: Sequence[Reply]) -> Ask:
        turns = self._turns(record)
        shown = [self._shown(text, record.input if text is turns[-1] else "") for text in turns]
        before = _said(shown[: len(replies)], [reply.text.strip() for reply in replies])
        values = {"instruction": "", "input": ""}
        return Ask(
            user=shown[len(replies)],
            system=fill(self.prompt.system, **values).strip(),
            history=tuple(Message(role, text) for role, text in before),
        )

    def _shown(self, instruction: str, input_: str) -> str:
        return fill(self.prompt.user, instruction=instruction, input=input_).strip()


def _said(asked: Sequence[str], answers: Sequence[str]) -> list[tuple[Literal["user", "assistant"], str]]:
    """Questions and answers as they were said."""
    said: list[tuple[Literal["user", "assistant"], str]] = []
    for question, answer in zip(asked, answers, strict=True):
        said += [("user", question), ("assistant", answer)]
    return said


def _fault(reply: Reply) -> str:
    """Why a reply is no answer, or nothing."""
    if reply.refused:
        return f"was refused: {reply.reason}"
    if reply.finish == "length":
        return "was cut off at the token limit"
    if not reply.text.strip():
        return "is empty"
    found = unwanted_character(reply.text)
    return f"has {found}" if found else ""
