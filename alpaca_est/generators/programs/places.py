"""Where the plain assignments of a program stand, and programs with one of them replaced."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from alpaca_est.generators.programs.syntax import Block, For, If, Set, Statement

Path = tuple[int | str, ...]


class Place(NamedTuple):
    """An assignment and the way to it, and whether it comes every time, outside loops and tests."""

    path: Path
    statement: Set
    plain: bool


def places(block: Block, path: Path = ()) -> Iterator[Place]:
    """All assignments, from the first to the last."""
    for number, one in enumerate(block):
        here = (*path, number)
        if isinstance(one, Set):
            yield Place(here, one, plain=not path)
        elif isinstance(one, If | For):
            yield from places(one.body, (*here, "body"))
            if isinstance(one, If):
                yield from places(one.other, (*here, "other"))


def replaced(block: Block, path: Path, new: Set) -> Block:
    """The block with another assignment at a place."""
    number, *rest = path
    assert isinstance(number, int)
    old = block[number]
    return (*block[:number], _replaced(old, rest, new), *block[number + 1 :])


def _replaced(old: Statement, rest: list[int | str], new: Set) -> Statement:
    if not rest:
        return new
    branch, *inside = rest
    if isinstance(old, For):
        return For(old.name, old.values, replaced(old.body, tuple(inside), new))
    assert isinstance(old, If)
    if branch == "body":
        return If(old.test, replaced(old.body, tuple(inside), new), old.other)
    return If(old.test, old.body, replaced(old.other, tuple(inside), new))


def chosen(block: Block, chance: random.Random) -> Place:
    """An assignment to ask about; the first two lines only set the scene."""
    found = list(places(block))
    return chance.choice(found[2:] or found)
