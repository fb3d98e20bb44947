"""The second evaluator of robots: the text becomes functions, the grid is the plane of complex numbers."""

import re
from collections.abc import Callable
from typing import NamedTuple

LINE = re.compile(r"( *)(move\(\)|turn_left\(\)|turn_right\(\)|repeat (\d+):|if wall_ahead\(\):|else:)")
TURNS = {"turn_left()": 1j, "turn_right()": -1j}


class Place(NamedTuple):
    """Where a robot is, and which way it looks."""

    at: complex
    towards: complex


class Walk(NamedTuple):
    """The size of the grid, and each place after a command, with the line of the command."""

    width: int
    height: int
    places: list[tuple[int, Place]]

    def free(self, at: complex) -> bool:
        """Whether a square is on the grid."""
        return 0 < at.real <= self.width and 0 < at.imag <= self.height


Act = Callable[[Walk, Place], Place]
Lines = list[tuple[int, int, str]]


def read(code: str) -> Act:
    """A program as one function."""
    found: Lines = []
    for number, line in enumerate(code.splitlines(), 1):
        match = LINE.fullmatch(line)
        if not match:
            raise ValueError(f"line {number} is no order: {line!r}")
        found.append((number, len(match[1]), match[2]))
    act, rest = _block(found, 0)
    if rest:
        raise ValueError(f"line {rest[0][0]} does not belong to a block")
    return act


def _block(found: Lines, depth: int) -> tuple[Act, Lines]:
    acts: list[Act] = []
    while found and found[0][1] == depth and found[0][2] != "else:":
        act, found = _order(found[0], found[1:])
        acts.append(act)

    def block(walk: Walk, place: Place) -> Place:
        for act in acts:
            place = act(walk, place)
        return place

    return block, found


def _order(line: tuple[int, int, str], rest: Lines) -> tuple[Act, Lines]:
    number, depth, text = line
    if text.startswith("repeat"):
        times = int(text.removeprefix("repeat ").removesuffix(":"))
        body, rest = _block(rest, depth + 4)
        return _repeated(body, times), rest
    if text.startswith("if"):
        body, rest = _block(rest, depth + 4)
        other: Act = _stay
        if rest and rest[0][1:] == (depth, "else:"):
            other, rest = _block(rest[1:], depth + 4)
        return _either(body, other), rest
    return _command(number, text), rest


def _repeated(body: Act, times: int) -> Act:
    def act(walk: Walk, place: Place) -> Place:
        for _ in range(times):
            place = body(walk, place)
        return place

    return act


def _either(body: Act, other: Act) -> Act:
    return lambda walk, place: (other if walk.free(place.at + place.towards) else body)(walk, place)


def _stay(_: Walk, place: Place) -> Place:
    return place


def _command(number: int, text: str) -> Act:
    def act(walk: Walk, place: Place) -> Place:
        if text in TURNS:
            place = Place(place.at, place.towards * TURNS[text])
        elif walk.free(place.at + place.towards):
            place = Place(place.at + place.towards, place.towards)
        walk.places.append((number, place))
        return place

    return act
