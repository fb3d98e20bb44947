"""The second computation says something against every answer that is not right."""

import random
import re

import msgspec
import pytest

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures import KINDS
from alpaca_est.generators.figures.phrasing import ANSWER

PAIRS = "seitsme kuue, seitse kuus, kaheksa üheksa, üheksa kaheksa, kolme nelja, kolm neli, nelja kolme, neli kolm"
PAIRS += ", viie kuue, viis kuus, viit kuut, kuue viie, kuus viis, kuut viit, seitset kuut, kahe kolme, kaks kolm"
PAIRS += ", kaht kolme, ühe kahe, üks kaks, esimes teis, esimene teine, teis esimes, kümne saja, kümme viis"
PAIRS += ", sada tuhat, saja kümne, jah ei, kasv langus, langus kasv"
OTHER = dict(pair.split() for pair in PAIRS.split(", "))
SOMETHING = re.compile("|".join(sorted(OTHER, key=len, reverse=True)))
ROMAN = {"X": "V", "V": "X", "I": "X", "C": "M", "M": "C", "L": "C", "D": "C"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_false_answer_is_doubted(kind: str) -> None:
    chance = random.Random(f"wrong {kind}")
    for _ in range(40):
        draft = None
        while draft is None:
            draft = KINDS[kind].draft(chance)
        wrong = msgspec.structs.replace(draft, output=wronged(draft.output))
        assert not KINDS[kind].doubt(draft)
        assert doubt(kind, wrong), wrong


def doubt(kind: str, draft: Draft) -> str:
    """What is said against a draft; an answer that cannot even be read is doubted too."""
    try:
        return KINDS[kind].doubt(draft)
    except (ValueError, AssertionError, KeyError):
        return "cannot be read"


def wronged(output: str) -> str:
    """The answer with another word in the place of one that counts, or another digit, or a letter more."""
    first = output.partition("\n\n")[0]
    before, label, answer = first.rpartition(ANSWER)
    if answer[0] in ROMAN and answer.removesuffix(".").isupper():
        return f"{before}{label}{ROMAN[answer[0]]}{answer[1:]}"
    digits = [place for place, sign in enumerate(answer) if sign.isdigit()]
    if SOMETHING.search(answer) and not (label and digits):
        return f"{before}{label}{SOMETHING.sub(lambda found: OTHER[found[0]], answer, count=1)}"
    if digits:
        place = digits[0]
        return f"{before}{label}{answer[:place]}{(int(answer[place]) + 1) % 10}{answer[place + 1 :]}"
    return f"{before}{label}{answer[:-1]}x{answer[-1:]}"
