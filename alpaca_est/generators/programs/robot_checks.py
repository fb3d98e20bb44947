"""The answers about robots computed again, from the text of a task."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.programs.robot_closures import Act, Place, Walk, read
from alpaca_est.generators.programs.tasks import BLANK

SIZE = re.compile(r"(\d+) × (\d+)")
SQUARE = r"\((\d+), (\d+)\)"
TOWARDS = {"põhja": 1j, "itta": 1, "lõunasse": -1j, "läände": -1}
WAYS = {complex(way): word for word, way in TOWARDS.items()}
STARTS = re.compile(rf"Robot alustab ruudult {SQUARE} ja vaatab (\w+)")
LAST = re.compile(rf"on robot ruudul {SQUARE} ja vaatab (\w+)\.")
CASE = re.compile(rf"^- ruudult {SQUARE} (\w+) vaadates → ruudule {SQUARE}$", re.MULTILINE)
OPTION = re.compile(r"^([A-D])\) `([^`]+)`$", re.MULTILINE)
CODE = re.compile(r"```\n(.*?)\n```", re.DOTALL)


class Task(NamedTuple):
    """A program, its grid, and all of the text."""

    code: str
    width: int
    height: int
    text: str

    def walk(self, start: Place, act: Act | None = None) -> list[tuple[int, Place]]:
        """Every place with the line of the command that led there."""
        walk = Walk(self.width, self.height, [(0, start)])
        (act or read(self.code))(walk, start)
        return walk.places

    @property
    def start(self) -> Place:
        """Where the text says that the robot starts."""
        found = STARTS.search(self.text)
        assert found is not None, "the text says where the robot starts"
        return _place(*found.groups())


def _place(x: str, y: str, facing: str) -> Place:
    return Place(complex(int(x), int(y)), TOWARDS[facing])


def _square(place: Place) -> str:
    return f"({place.at.real:.0f}, {place.at.imag:.0f})"


def disagreement(draft: Draft) -> str:
    """What the second evaluator says against the answer."""
    text = f"{draft.instruction}\n{draft.input}"
    code, size = CODE.search(text), SIZE.search(text)
    if not code or not size:
        return "there is no program or no grid"
    return CHECKS[draft.kind](Task(code[1], int(size[1]), int(size[2]), text), draft)


def _end(task: Task, draft: Draft) -> str:
    places = [place for _, place in task.walk(task.start)]
    squares = [_square(place) for number, place in enumerate(places) if not number or places[number - 1].at != place.at]
    right = f"Robot läbib ruudud {', '.join(squares[:-1])} ja {squares[-1]}. "
    return _stands(draft.output.removeprefix(right), places[-1]) if draft.output.startswith(right) else right


def _stands(said: str, place: Place) -> str:
    right = f"on robot ruudul {_square(place)} ja vaatab {WAYS[place.towards]}."
    found = LAST.search(said)
    return "" if found and found[0] == right else right


def _state(task: Task, draft: Draft) -> str:
    asked = re.search(r"(\d+)\. (?:rea|rida)", task.text)
    assert asked is not None, "a line is asked for"
    places = [place for line, place in task.walk(task.start) if line == int(asked[1])]
    return _stands(draft.output, places[0]) if len(places) == 1 else f"the line is carried out {len(places)} times"


def _start(task: Task, draft: Draft) -> str:
    facing = next(word for word in TOWARDS if re.search(rf"vaa\w+ (?:alguses )?{word}", task.text))
    act = read(task.code)
    fitting = [
        f"({x}, {y})"
        for x in range(1, task.width + 1)
        for y in range(1, task.height + 1)
        if _square(task.walk(_place(str(x), str(y), facing), act)[-1][1]) == draft.given
    ]
    right = f"Robot alustas ruudult {' ja '.join(fitting)}. "
    return "" if fitting and draft.output.startswith(right) else right


def _missing(task: Task, draft: Draft) -> str:
    right = [
        letter
        for letter, command in OPTION.findall(task.text)
        if _square(task.walk(task.start, read(task.code.replace(BLANK, command)))[-1][1]) == draft.given
    ]
    return "" if right and draft.output.startswith(f"Õige on {' ja '.join(right)}: ") else f"right are {right}"


def _specification(task: Task, draft: Draft) -> str:
    for x, y, facing, *goal in CASE.findall(task.text):
        found = _square(task.walk(_place(x, y, facing))[-1][1])
        wanted = f"({goal[0]}, {goal[1]})"
        if found != wanted:
            right = f"jõuab robot ruudule {found}, kuid peaks jõudma ruudule {wanted}."
            where = f"Ei vasta: ruudult ({x}, {y}) {facing} vaadates "
            return "" if draft.output == where + right else right
    return "" if draft.output.startswith("Jah, vastab: ") else "all requirements are met"


CHECKS: Mapping[str, Callable[[Task, Draft], str]] = {
    "robot_end": _end,
    "robot_state": _state,
    "robot_start": _start,
    "robot_missing": _missing,
    "robot_specification": _specification,
}
