"""What filters say, in Estonian: a table of sentences with holes; numbers and quoted texts stay as they are.

A hole `{n}` takes a number, `{field}` a field of the record (in Estonian also `{field:s}`, in the field), `{bound}`
what was wanted (`at most 0.1 wanted`), `{lang}` a language, any other name whatever stands there. A sentence that the
table does not have stays English.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

HOLE = re.compile(r"\{(\w+)(:s)?\}")
NUMBER = r"[-−]?\d+(?:[.,]\d+)?"
BOUND = rf"(?:at most|at least) {NUMBER}(?: wanted)?|none wanted|{NUMBER} to {NUMBER} wanted"
PATTERNS = {"n": NUMBER, "field": "instruction|input|output", "bound": BOUND, "lang": r"[A-Z][\w ]*"}
WANTED = re.compile(rf"(at most|at least|none)(?: ({NUMBER}))?|({NUMBER}) to ({NUMBER})")


class Table(NamedTuple):
    """Names of steps, languages and fields, and the sentences."""

    steps: Mapping[str, str]
    languages: Mapping[str, str]
    fields: Mapping[str, tuple[str, str]]
    sentences: tuple[tuple[re.Pattern[str], str], ...]


@cache
def table() -> Table:
    """The package's table."""
    path = resources.files("alpaca_est.review") / "assets" / "sayings.yaml"
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    fields = {name: (one, other) for name, (one, other) in found["fields"].items()}
    sentences = tuple((_pattern(english), estonian) for english, estonian in found["sentences"])
    return Table(found["steps"], found["languages"], fields, sentences)


def estonian(reason: str) -> str:
    """The sentence in Estonian, or as it is where the table does not have it."""
    for pattern, saying in table().sentences:
        if found := pattern.fullmatch(reason):
            return _filled(saying, found.groupdict())
    return reason


def step_names() -> Mapping[str, str]:
    """The Estonian names of all steps that have one."""
    return table().steps


def step_name(step: str) -> str:
    """What a step is called in Estonian; its own name where it has none."""
    return table().steps.get(step, step)


def _pattern(english: str) -> re.Pattern[str]:
    """A sentence as a pattern; a hole's kind is its name without a number at its end."""
    parts, end = [], 0
    for hole in HOLE.finditer(english):
        inside = PATTERNS.get(hole[1].rstrip("0123456789"), r".+?")
        parts += [re.escape(english[end : hole.start()]), f"(?P<{hole[1]}>{inside})"]
        end = hole.end()
    return re.compile("".join([*parts, re.escape(english[end:])]), re.DOTALL)


def _filled(saying: str, values: Mapping[str, str]) -> str:
    def value(hole: re.Match[str]) -> str:
        told: Mapping[str, Callable[[str], str]] = {
            "n": lambda text: text.replace(".", ","),
            "field": lambda text: table().fields[text][1 if hole[2] else 0],
            "bound": _bound,
            "lang": lambda text: table().languages.get(text, text),
        }
        return told.get(hole[1].rstrip("0123456789"), str)(values[hole[1]])

    return HOLE.sub(value, saying)


def _bound(text: str) -> str:
    found = WANTED.match(text)
    if found is None:
        return text
    if found[3]:
        return f"oodatud {found[3]}–{found[4]}".replace(".", ",")
    number = (found[2] or "0").replace(".", ",")
    if found[1] == "at least":
        return f"vaja vähemalt {number}"
    return "ei tohiks olla ühtegi" if number == "0" else f"lubatud kuni {number}"
