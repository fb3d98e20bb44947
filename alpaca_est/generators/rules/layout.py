"""Puzzles as text, and the way back: examples, asked rows and verdicts read from a task."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from alpaca_est.generators.rules.phrasings import GROUPS, HEADINGS, LIST, PLAIN
from alpaca_est.generators.rules.worlds import Key, Puzzle, Row, World, joined, language

LETTERS = "ABCDE"
YES, NO = "vastab", "ei vasta"
MARKED = re.compile(r"^(.+) – (jah|ei)$")
ASKED = re.compile(r"^([A-E])\) (.+)$")
JUDGED = re.compile(r"(?:^|(?:rida|jada) )([A-E]):? (vastab|ei vasta)", re.MULTILINE | re.IGNORECASE)


def block(world: World, puzzle: Puzzle, *, names: tuple[Any, ...], layout: str) -> str:
    """The examples and the asked rows."""
    shown = [(world.show(row, names), fits) for row, fits in puzzle.shown]
    if layout == GROUPS:
        lines = [HEADINGS[0], *(f"- {row}" for row, fits in shown if fits), ""]
        lines += [HEADINGS[1], *(f"- {row}" for row, fits in shown if not fits)]
    else:
        lines = [f"{row} – {'jah' if fits else 'ei'}" for row, fits in shown]
    if puzzle.asked:
        heading = f"{HEADINGS[2]} {world.plural}:" if len(puzzle.asked) > 1 else f"Uus {world.singular}:"
        lines += ["", heading]
    lines += [f"{letter}) {world.show(row, names)}" for letter, (row, _) in zip(LETTERS, puzzle.asked, strict=False)]
    return "\n".join(lines)


def answer(world: World, puzzle: Puzzle, *, names: tuple[Any, ...], form: str) -> str:
    """The rule, and which of the asked rows it fits."""
    rule = world.say(puzzle.key, names)
    verdicts = [(letter, YES if fits else NO) for letter, (_, fits) in zip(LETTERS, puzzle.asked, strict=False)]
    if form == PLAIN:
        return f"{world.singular.capitalize()} vastab reeglile siis ja ainult siis, kui {rule}."
    if form == LIST:
        return "\n".join([f"Reegel: {rule}.", *(f"{letter}: {verdict}" for letter, verdict in verdicts)])
    told = [f"{world.singular} {letter} {verdict} reeglile" for letter, verdict in verdicts]
    text = ", ".join(told)
    return f"Reegel on selline: {rule}. {text[0].upper()}{text[1:]}."


class Seen(NamedTuple):
    """What a reader finds in a task and its answer."""

    shown: list[tuple[Row, bool]]
    asked: list[Row]
    judged: list[bool]


def seen(world: World, names: tuple[Any, ...], *, task: str, output: str) -> Seen:
    """Examples, asked rows and verdicts, read line by line."""
    shown: list[tuple[Row, bool]] = []
    asked: list[Row] = []
    fits = True
    for line in task.splitlines():
        if line in HEADINGS:
            fits = line == HEADINGS[0]
        elif line.startswith("- "):
            shown.append((world.read(line[2:], names), fits))
        elif found := MARKED.match(line):
            shown.append((world.read(found[1], names), found[2] == "jah"))
        elif found := ASKED.match(line):
            asked.append(world.read(found[2], names))
    return Seen(shown, asked, [verdict == YES for _, verdict in JUDGED.findall(output)])


@cache
def _true(world: World, row: Row) -> int:
    """Which rules a row satisfies, from the list of what is true of it."""
    keys, pairs = _keys(world)
    found = world.satisfied(row)
    true = [key in found for key in keys]
    true += [true[one] and true[other] for one, other in pairs]
    return int("".join("1" if one else "0" for one in reversed(true)), 2)


@cache
def _keys(world: World) -> tuple[tuple[Key, ...], list[tuple[int, int]]]:
    parts = world.parts()
    return tuple(part.key for part in parts), joined(parts)


def quarrel(world: World, key: Key, found: Seen) -> str:
    """Why the rule is not the only simplest one for the examples, or which verdict is another; "" where all is well."""
    known = language(world)
    rule = known.keys.index(key)
    left = known.as_simple(rule)
    for row, fits in found.shown:
        left &= _true(world, row) if fits else ~_true(world, row)
    if not left >> rule & 1:
        return "the rule does not fit the examples"
    if known.size(rule) > 1 and left & known.as_simple(0):
        return f"a simpler rule fits the examples: {known.keys[_lowest(left)]}"
    if len(found.judged) != len(found.asked):
        return f"{len(found.asked)} rows asked and {len(found.judged)} judged"
    return _misjudged(world, left, found.asked, found.judged)


def _misjudged(world: World, left: int, asked: Sequence[Row], judged: Sequence[bool]) -> str:
    for letter, row, verdict in zip(LETTERS, asked, judged, strict=False):
        says = left & _true(world, row)
        if says not in (0, left):
            return f"rules that fit the examples disagree on {letter}"
        if bool(says) != verdict:
            return f"{letter}: {YES if says else NO}"
    return ""


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1
