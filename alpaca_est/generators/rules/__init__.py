"""The step `rules`: a hidden rule, examples, its explanation, and new cases to judge."""

import random
import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from alpaca_est.generators.computed import Computed, Draft
from alpaca_est.generators.rules.layout import answer, block, quarrel, seen
from alpaca_est.generators.rules.numbers import Numbers
from alpaca_est.generators.rules.phrasings import FORMS, RULES, SEQUENCES
from alpaca_est.generators.rules.sequences import SHOWN, SIZES, WANTED, Progression, drawn, explained, fitting, terms
from alpaca_est.generators.rules.shapes import Shapes
from alpaca_est.generators.rules.symbols import Symbols
from alpaca_est.generators.rules.worlds import World, puzzle

WORLDS: Mapping[str, World] = {"shapes": Shapes(), "symbols": Symbols(), "numbers": Numbers()}
LONGEST = 140  # words of an instruction; the filter `length` lets 150 through
NUMBERS = re.compile(r"-?\d+")


class Rules(Computed):
    """Makes explain-the-rule tasks: examples of a hidden rule; its explanation, and new cases judged by it.

    After Explanatory Learning (arXiv 2201.10222), over rows of coloured shapes, strings of symbols, rows of numbers,
    and number sequences. Every rule of the language that is as simple as the hidden one is tried: no other fits.
    """

    all_kinds = (*WORLDS, "sequences")

    phrasings: ClassVar[Mapping[str, int]] = {**dict.fromkeys(WORLDS, len(RULES)), "sequences": len(SEQUENCES)}

    step: Literal["rules"] = "rules"

    def draft(self, kind: str, chance: random.Random) -> Draft | None:
        """A puzzle of one world, or a sequence."""
        return _sequence(chance) if kind == "sequences" else _puzzle(kind, chance)

    def disagreement(self, draft: Draft) -> str:
        """What all rules of the language say about the text of the task and of its answer."""
        if draft.kind == "sequences":
            return _continued(draft)
        key, names = draft.given
        world = WORLDS[draft.kind]
        if world.say(key, names).lower() not in draft.output.lower():
            return f"the rule is {world.say(key, names)}"
        return quarrel(world, key, seen(world, names, task=f"{draft.instruction}\n{draft.input}", output=draft.output))


def _puzzle(kind: str, chance: random.Random) -> Draft | None:
    world = WORLDS[kind]
    number = chance.randrange(len(RULES))
    phrasing = RULES[number]
    found = puzzle(world, chance.choice(phrasing.asked), chance)
    if found is None:
        return None
    names = world.names(chance)
    texts = {"block": block(world, found, names=names, layout=phrasing.layout), **FORMS[world.singular]}
    instruction = phrasing.instruction.format(**texts)
    if len(instruction.split()) > LONGEST:
        return None
    return Draft(
        kind=kind,
        phrasing=number,
        instruction=instruction,
        input=phrasing.input.format(**texts),
        output=answer(world, found, names=names, form=phrasing.answer),
        given=(found.key, names),
    )


def _sequence(chance: random.Random) -> Draft | None:
    found = drawn(chance)
    if found is None:
        return None
    number = chance.randrange(len(SEQUENCES))
    length = chance.choice(SHOWN)
    series = [str(term) for term in terms(found, length + WANTED)]
    shown = ", ".join(series[:length])
    rule = explained(found)
    instruction, given = (text.format(terms=shown) for text in SEQUENCES[number])
    return Draft(
        kind="sequences",
        phrasing=number,
        instruction=instruction,
        input=given,
        output=f"{rule[0].upper()}{rule[1:]}. Järgmised kaks arvu on {' ja '.join(series[length:])}.",
        given=found,
    )


def _continued(draft: Draft) -> str:
    """What the rules that fit the terms in the text say comes next."""
    found: Progression = draft.given
    shown = [int(term) for term in NUMBERS.findall(f"{draft.instruction}\n{draft.input}")]
    said = tuple(int(term) for term in NUMBERS.findall(draft.output)[-WANTED:])
    told = set(fitting(shown, SIZES[found.kind]))
    if len(told) != 1:
        return f"{len(told)} continuations fit"
    [right] = told
    return "" if right == said else " ja ".join(map(str, right))
