"""A native task of the same kind, for tasks that cannot be translated."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from alpaca_est.ask import Ask, Reply
from alpaca_est.generators.layout import Unread
from alpaca_est.generators.self_instruct import writable
from alpaca_est.generators.structured import FORMAT, parse_json, render_json
from alpaca_est.languages import language
from alpaca_est.prompts import PromptFile, fill
from alpaca_est.record import FIELDS, Outcome, Record
from alpaca_est.step import PromptStep
from alpaca_est.text import unwanted_character

CHARACTERS = 600


class NativeTask(PromptStep):
    """Shows a model a task in another language and asks for one of the same kind that is at home in this language.

    For what `untranslatable` left out: `reroute.jsonl` of a run is its source. A rhyme becomes another rhyme, a letter
    count one of this language's words; nothing is translated. The task that was shown is used up.
    """

    fills: ClassVar[frozenset[str]] = frozenset({"task", "tasks"})

    step: Literal["native_task"] = "native_task"
    prompt: PromptFile
    """Prompt file with the holes {{task}} and {{tasks}}."""
    tasks: int = Field(default=1, ge=1, le=20)
    """How many tasks are asked for."""

    def asks(self, record: Record) -> Sequence[Ask]:
        """One question that shows the task."""
        values = {"task": render_json([record]), "tasks": self.tasks}
        return [Ask(user=fill(self.prompt.user, **values), system=fill(self.prompt.system, **values), format=FORMAT)]

    def read(self, record: Record, replies: Sequence[Reply]) -> Iterator[Outcome]:
        """The task is used; every task of the reply is a child, or rejected."""
        yield self.used(record)
        own = language(self.lang)
        for reply in replies:
            if reply.refused:
                yield self.unreadable(record, 0, f"the model refused: {reply.reason}")
                continue
            for number, parsed in enumerate(parse_json(reply.text, own, cut=reply.finish == "length")):
                if isinstance(parsed, Unread):
                    yield self.unreadable(record, number, parsed.reason, text=writable(parsed.text))
                    continue
                texts = {field: getattr(parsed, field) for field in FIELDS}
                unwanted = next((found for text in texts.values() if (found := unwanted_character(text))), "")
                if unwanted:
                    whole = writable("\n".join(texts.values()))
                    yield self.unreadable(record, number, f"has {unwanted}, no control character wanted", text=whole)
                else:
                    yield self.child(record, number, **{**texts, "lang": self.lang})

    @property
    def children_per_ask(self) -> float:
        """As many tasks as are asked for."""
        return float(self.tasks)

    def expected_characters(self, record: Record) -> int:  # noqa: ARG002
        """The length of so many tasks."""
        return CHARACTERS * self.tasks
