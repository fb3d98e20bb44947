"""Reads constraints back from their canonical names, and says which of them a text does not keep.

In a conversation a constraint may come in a later turn: `2/no_comma` is asked in the second turn and holds from there
on, `no_comma` from the first.
"""

import dataclasses
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from alpaca_est.constraints.constraint import Constraint
from alpaca_est.constraints.kinds import KINDS

TURN = re.compile(r"(\d+)/(.*)\Z", re.DOTALL)


class Broken(NamedTuple):
    """A constraint that a text does not keep, and the reason with the measured value."""

    constraint: str
    reason: str


@cache
def _kinds() -> dict[str, type[Constraint]]:
    return {kind.name: kind for kind in KINDS}


def _parameters(kind: type[Constraint]) -> list[str]:
    return [field.name for field in dataclasses.fields(kind)]


@lru_cache(maxsize=1 << 14)
def constraint(canonical: str) -> Constraint:
    """The constraint of a canonical name, such as `words_at_most:50`; `ValueError` says what is wrong with it."""
    name, _, values = canonical.partition(":")
    if name not in _kinds():
        raise ValueError(f"no constraint {name!r}, wanted one of {', '.join(_kinds())}")
    kind = _kinds()[name]
    try:
        given = json.loads(f"[{values}]")
        named = dict(zip(_parameters(kind), given, strict=True))
        return msgspec.convert(named, kind)
    except ValueError as error:
        wanted = ", ".join(_parameters(kind)) or "nothing"
        raise ValueError(f"constraint {canonical!r} does not fit ({error}), wanted {name}:{wanted}") from None


def turn_of(asked: str) -> tuple[int, str]:
    """The turn in which a constraint is asked, from 1, and its canonical name."""
    found = TURN.match(asked)
    return (int(found[1]), found[2]) if found else (1, asked)


def in_turn(turn: int, canonical: str) -> str:
    """A constraint as it is kept where it is asked in a turn, from 1."""
    return canonical if turn == 1 else f"{turn}/{canonical}"


def broken(text: str, constraints: Iterable[str]) -> list[Broken]:
    """Those constraints that a text does not keep; all of them hold, whatever turn they were asked in."""
    verdicts = ((name, constraint(name).check(text)) for name in (turn_of(asked)[1] for asked in constraints))
    return [Broken(name, verdict.reason) for name, verdict in verdicts if not verdict.kept]


def keeps(text: str, constraints: Iterable[str]) -> bool:
    """Whether a text keeps every constraint."""
    return not broken(text, constraints)


def broken_through(answers: Sequence[str], constraints: Iterable[str]) -> list[tuple[int, Broken]]:
    """What the answers of a conversation do not keep, with the turn (from 1) of each answer."""
    asked = [turn_of(one) for one in constraints]
    return [
        (turn, found)
        for turn, answer in enumerate(answers, start=1)
        for found in broken(answer, [name for since, name in asked if since <= turn])
    ]


def keeps_through(answers: Sequence[str], constraints: Iterable[str]) -> bool:
    """Whether each answer of a conversation keeps all constraints that were asked up to its turn."""
    return not broken_through(answers, constraints)
