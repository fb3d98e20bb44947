"""How a task is put: several wordings for each kind, and how what was drawn goes into them."""

import random
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.written import read_figure

NUMBER = re.compile(r"−?\d+(?: \d{3})*(?:,\d+)?")
ANSWER = "Vastus: "


class Phrasing(NamedTuple):
    """One wording, with {fields} for what is drawn."""

    instruction: str
    input: str = ""


class Kind(NamedTuple):
    """A kind of task: how it is drawn, and what a second computation says against its answer ("" for nothing)."""

    name: str
    phrasings: Sequence[Phrasing]
    draft: Callable[[random.Random], Draft | None]
    doubt: Callable[[Draft], str]


FRAMES = (
    Phrasing("{story}"),
    Phrasing("Lahenda tekstülesanne ja näita lahenduskäiku.", "{story}"),
    Phrasing("Lahendage järgmine ülesanne ja selgitage, kuidas vastuseni jõudsite.", "{story}"),
    Phrasing("{story} Põhjenda vastust lühidalt."),
    Phrasing("Milline on selle tekstülesande vastus? Selgita ka arvutuskäiku.", "{story}"),
    Phrasing("{story} Palun näidake ka arvutuskäiku."),
)
"""How a story that ends in a question becomes a task."""


def framed(stories: Sequence[str], *own: Phrasing) -> tuple[Phrasing, ...]:
    """Each story in each frame, then the wordings that need none."""
    told = [
        Phrasing(frame.instruction.replace("{story}", story), frame.input.replace("{story}", story))
        for story in stories
        for frame in FRAMES
    ]
    return (*told, *own)


def composed(
    kind: str, phrasings: Sequence[Phrasing], chance: random.Random, *, output: str, given: Any, **fields: object
) -> Draft:
    """A task in one of the wordings."""
    number = chance.randrange(len(phrasings))
    instruction, put = (_sentence(text.format_map(fields)) for text in phrasings[number])
    return Draft(kind=kind, phrasing=number, instruction=instruction, input=put, output=output, given=given)


def _sentence(text: str) -> str:
    """The text with a capital where it begins, if it is a sentence."""
    return text[:1].upper() + text[1:] if text.endswith((".", "?", "!")) else text


def final(output: str) -> str:
    """What stands after „Vastus:“, or the whole output where that is the answer; without its full stop."""
    return output.rpartition(ANSWER)[2].removesuffix(".")


def numbers(text: str) -> list[Decimal]:
    """Every number that is written in a text."""
    return [read_figure(found) for found in NUMBER.findall(text)]


def against(draft: Draft, *wanted: Decimal) -> str:
    """What is said against the numbers of the final answer, in their order."""
    found = numbers(final(draft.output))[: len(wanted)]
    if found == list(wanted):
        return ""
    return f"{'; '.join(map(str, wanted))}, not {'; '.join(map(str, found))}"
