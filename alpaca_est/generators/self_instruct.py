"""Self-instruct: a model writes new tasks after it was shown a few."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from alpaca_est.ask import Ask, Reply
from alpaca_est.generators.layout import Parsed, Unread, parse, render
from alpaca_est.generators.structured import FORMAT, parse_json, render_json
from alpaca_est.languages import Language, language
from alpaca_est.prompts import Prompt, PromptFile, check_holes, fill
from alpaca_est.record import FIELDS, Outcome, Record, Rejected, Sample, number_of
from alpaca_est.source import Pool, SamplePool
from alpaca_est.step import PromptStep
from alpaca_est.text import unwanted_character

HOLES = {
    "list": frozenset({"examples", "tasks", "next", "last"}),
    "structured": frozenset({"examples", "tasks"}),
}
READABLE = 0.8
CHARACTERS = 450


class SelfInstruct(PromptStep):
    """Shows a model a few tasks and asks for new ones (Wang et al. 2023, arXiv 2212.10560; Taori et al. 2023).

    Each record is shown together with others from `seeds`, drawn anew every time. The prompt file has holes for
    `{{examples}}` and `{{tasks}}`, and in the list layout for the numbers `{{next}}` and `{{last}}`.
    What the model wrote and cannot be read as a task is rejected with its text.
    """

    step: Literal["self_instruct"] = "self_instruct"
    layout: Literal["list", "structured"] = "list"
    """A numbered list that any model can write, or JSON for models that can follow a schema."""
    prompt: PromptFile
    """Prompt file."""
    seeds: Pool = Field(default_factory=lambda: SamplePool((), ()))
    """What examples are drawn from: files of tasks, or runs; the source itself unless set."""
    shown: int = Field(default=3, ge=1, le=20)
    """Tasks written by people that are shown, the record itself among them."""
    shown_machine: int = Field(default=0, ge=0, le=20)
    """Tasks of earlier runs that are shown beside them."""
    tasks: int = Field(default=20, ge=1, le=100)
    """How many new tasks are asked for."""

    @field_validator("prompt")
    @classmethod
    def _prompt_has_the_holes(cls, prompt: Prompt, info: ValidationInfo) -> Prompt:
        return check_holes(prompt, HOLES[info.data["layout"]]) if "layout" in info.data else prompt

    def asks(self, record: Record) -> Sequence[Ask]:
        """One question that shows the record and others."""
        examples = self._examples(record)
        spoken = self._language(record)
        values: dict[str, object] = {"tasks": self.tasks}
        if self.layout == "list":
            following = len(examples) + 1
            values |= {"examples": render(examples, spoken), "next": following, "last": following + self.tasks - 1}
        else:
            values["examples"] = render_json(examples)
        return [
            Ask(
                user=fill(self.prompt.user, **values),
                system=fill(self.prompt.system, **values),
                format=FORMAT if self.layout == "structured" else None,
                draw=number_of(record.id),
            )
        ]

    def read(self, record: Record, replies: Sequence[Reply]) -> Iterator[Outcome]:
        """The record is used; every task of the reply is a child, numbered by its place, or rejected."""
        yield self.used(record)
        number = 0
        for reply in replies:
            for parsed in self._parsed(record, reply):
                yield self._outcome(record, number, parsed)
                number += 1

    @property
    def children_per_ask(self) -> float:
        """Most of the tasks that are asked for come."""
        return READABLE * self.tasks

    def expected_characters(self, record: Record) -> int:  # noqa: ARG002
        """The length of a list of tasks."""
        return CHARACTERS * self.tasks

    def _language(self, record: Record) -> Language:
        return language(self.lang or record.lang)

    def _examples(self, record: Record) -> list[Sample]:
        """The record and others from the pool, in a drawn order."""
        human = self._drawn(record, "human", self._pools[0], self.shown - 1)
        machine = self._drawn(record, "machine", self._pools[1], self.shown_machine)
        examples: list[Sample] = [record, *human, *machine]
        self.chance(record, "order").shuffle(examples)
        return examples

    @cached_property
    def _pools(self) -> tuple[tuple[Sample, ...], tuple[Sample, ...]]:
        """The samples that people and machines wrote, each text once."""
        return once(self.seeds.human), once(self.seeds.machine)

    def _drawn(self, record: Record, name: str, samples: Sequence[Sample], count: int) -> list[Sample]:
        """So many samples, none of them the record itself."""
        drawn = self.chance(record, name).sample(samples, min(count + 1, len(samples)))
        return [sample for sample in drawn if texts_of(sample) != texts_of(record)][:count]

    def _parsed(self, record: Record, reply: Reply) -> list[Parsed]:
        if reply.refused:
            return [Unread("", f"the model refused: {reply.reason}")]
        cut = reply.finish == "length"
        if self.layout == "structured":
            return parse_json(reply.text, self._language(record), cut=cut)
        return parse(reply.text, self._language(record), first=len(self._examples(record)) + 1, cut=cut)

    def _outcome(self, record: Record, number: int, parsed: Parsed) -> Record | Rejected:
        if isinstance(parsed, Unread):
            return self.unreadable(record, number, parsed.reason, text=writable(parsed.text))
        texts = {field: getattr(parsed, field) for field in FIELDS}
        for field, text in texts.items():
            if found := unwanted_character(text):
                whole = writable("\n".join(texts.values()))
                return self.unreadable(record, number, f"{field} has {found}, no control character wanted", text=whole)
        return self.child(record, number, lang=parsed.lang, **texts)


def texts_of(sample: Sample) -> tuple[str, str, str]:
    """What makes two samples the same task."""
    return sample.instruction, sample.input, sample.output


def once(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    """The samples without those whose texts came before."""
    return tuple({texts_of(sample): sample for sample in reversed(samples)}.values())[::-1]


def writable(text: str) -> str:
    """A text that can be written as UTF-8; lone surrogates are spelled out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
