"""How a task is put: several wordings for each kind, and how what was drawn goes into them."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.written import read_figure

NUMBER = re.compile(r"−?\d+(?: \d{3})*(?:,\d+)?")
ANSWER = "Vastus: "


class Phrasing(NamedTuple):
    """One wording, with {fields} for what is drawn, and the unit that its answer ends with."""

    instruction: str
    input: str = ""
    unit: str = ""


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


def framed(stories: Sequence[str | tuple[str, str]], *own: Phrasing) -> tuple[Phrasing, ...]:
    """Each story, alone or with the unit of its answer, in each frame; then the wordings that need none."""
    pairs = [(story, "") if isinstance(story, str) else story for story in stories]
    told = [
        Phrasing(frame.instruction.replace("{story}", story), frame.input.replace("{story}", story), unit)
        for story, unit in pairs
        for frame in FRAMES
    ]
    return (*told, *own)


def composed(
    kind: str,
    phrasings: Sequence[Phrasing],
    chance: random.Random,
    fields: Mapping[str, object],
    *,
    output: str,
    given: Any,
    offset: int = 0,
) -> Draft:
    """A task in one of the wordings; `offset` is added to its number where they are the later ones of a kind."""
    number = chance.randrange(len(phrasings))
    phrasing = phrasings[number]
    instruction, put = (_sentence(text.format_map(fields)) for text in phrasing[:2])
    if phrasing.unit:
        output = f"{output.removesuffix('.')} {phrasing.unit}."
    return Draft(kind=kind, phrasing=number + offset, instruction=instruction, input=put, output=output, given=given)


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
