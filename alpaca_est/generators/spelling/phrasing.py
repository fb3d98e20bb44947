"""How a drawn task is put into words, and what every kind of spelling task brings."""

import random
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from alpaca_est.generators.computed import Draft

TOKEN = re.compile(r"\w+")
NUMBERS = ("null", "üks", "kaks", "kolm", "neli", "viis", "kuus", "seitse", "kaheksa", "üheksa", "kümme")


class Phrasing(NamedTuple):
    """One way to ask and to answer; `{name}` stands for what was drawn."""

    instruction: str
    output: str
    input: str = ""


class Kind(NamedTuple):
    """A kind of task: how it is drawn, and what a second computation says against a draft ("" where it agrees)."""

    draw: Callable[[random.Random], Draft | None]
    against: Callable[[Draft], str]
    phrasings: Sequence[Phrasing]


def composed(kind: str, phrasings: Sequence[Phrasing], chance: random.Random, given: Any, /, **texts: str) -> Draft:
    """A draft with a drawn phrasing."""
    chosen = chance.randrange(len(phrasings))
    instruction, output, shown = (text.format(**texts) for text in phrasings[chosen])
    return Draft(kind=kind, phrasing=chosen, instruction=instruction, input=shown, output=output, given=given)


def number(count: int) -> str:
    """A count as text writes it: words up to ten, then digits."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def counted(count: int, one: str, more: str) -> str:
    """A count with its noun: `üks täht`, `viis tähte`."""
    return f"{number(count)} {one if count == 1 else more}"


def listed(texts: Sequence[str], last: str = "ja") -> str:
    """`„õun“, „pirn“ ja „ploom“`."""
    quoted = [f"„{text}“" for text in texts]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def unsaid(draft: Draft, *texts: str) -> str:
    """What an answer leaves out of the words that it should say in this order; "" where it says them all."""
    said = iter(TOKEN.findall(draft.output.lower()))
    missing = [text for text in texts if text not in said]
    return f"the answer does not say {', '.join(missing)}" if missing else ""


def unsaid_count(draft: Draft, count: int) -> str:
    """Whether an answer leaves out a number, as a word or in digits."""
    said = TOKEN.findall(draft.output.lower())
    return "" if str(count) in said or number(count) in said else f"the answer does not say {count}"


def capitalised(text: str) -> str:
    """A text that begins with a capital letter; the rest stays."""
    return text[:1].upper() + text[1:]
