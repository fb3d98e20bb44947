"""How long records are once they are said: as `publish` says them, and in a tokenizer's own chat template."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from alpaca_est.errors import DataError
from alpaca_est.record import FIELDS, Record
from alpaca_est.runs.dataset.saying import PLAINLY, Saying, clean, messages_of
from alpaca_est.runs.report.figures import Spread, cut, spread
from alpaca_est.templates.llammas import END
from alpaca_est.templates.tokenizer import Tokenizer

SHOWN = 1_500
Render = Callable[[Record], str]
"""A record as the whole text that a model is trained on; raises `DataError` where it cannot be said."""


class ChatFacts(msgspec.Struct, frozen=True):
    """Tokens of records in one template; `over` are longer than `limit`, which trainers cut or drop.

    `forged` records hold a special token inside a text, so that a model would read turns that are none; `unsaid` cannot
    be said in the template. Both with the first of them and what is wrong.
    """

    template: str
    lengths: Spread
    limit: int
    over: int
    forged: int = 0
    forgery: str = ""
    unsaid: int = 0
    refusal: str = ""
    example: str = ""


class Template(NamedTuple):
    """A way to say records: its name for people, how, and what is wrong with texts that hold its marks."""

    name: str
    render: Render
    forgery: Callable[[Record], str] = lambda _: ""


class Chats:
    """Measures records in one template with one tokenizer as they come by."""

    def __init__(self, template: Template, counting: Callable[[str], int], limit: int) -> None:
        self.template = template
        self.counting = counting
        self.limit = limit
        self.lengths: list[float] = []
        self.faults: dict[str, list[str]] = {"forged": [], "unsaid": []}
        self.example = ""

    def take(self, record: Record) -> None:
        """Measure a record."""
        try:
            said = self.template.render(record)
        except DataError as error:
            self.faults["unsaid"].append(f"{record.id}: {error.problems[0]}")
            return
        if found := self.template.forgery(record):
            self.faults["forged"].append(f"{record.id}: {found}")
        self.example = self.example or cut(said, SHOWN)
        self.lengths.append(self.counting(said))

    def facts(self) -> ChatFacts:
        """What was measured."""
        forged, unsaid = self.faults["forged"], self.faults["unsaid"]
        return ChatFacts(
            template=self.template.name,
            lengths=spread("tokens", self.lengths),
            limit=self.limit,
            over=sum(tokens > self.limit for tokens in self.lengths),
            forged=len(forged),
            forgery=next(iter(forged), ""),
            unsaid=len(unsaid),
            refusal=next(iter(unsaid), ""),
            example=self.example,
        )


def texts_of(record: Record) -> Mapping[str, str]:
    """The texts of a record as they are published."""
    return {name: clean(getattr(record, name)) for name in FIELDS}


def published_template(saying: Saying) -> Template:
    """How `publish` says records: prompt and answer, with the end that Llammas has."""

    def render(record: Record) -> str:
        if problem := saying.problem(record):
            raise DataError(problem)
        texts = texts_of(record)
        return saying.prompt(record, texts) + texts["output"] + (END if saying.template == "llammas" else "")

    wordings = "" if saying.wordings == PLAINLY else ", tasks in wordings"
    return Template(f"as published (template {saying.template}{wordings})", render)


def own_template(folder: Path) -> Template | None:
    """The chat template of a tokenizer's folder; None where it has none."""
    tokenizer = Tokenizer(folder)
    if not tokenizer.has_template:
        return None
    return Template(
        "the tokenizer's own chat template",
        lambda record: tokenizer.render(messages_of(record, texts_of(record))),
        lambda record: tokenizer.forged(messages_of(record, texts_of(record))),
    )
