"""The held-out tasks with constraints: 200, fixed and published, for tests of models and never for training.

`seeds/constraints_held_out.jsonl` is the set; `drawn_anew` is how it was drawn. A pipeline keeps it out of its data
with `{step: contamination, sets: [seeds/constraints_held_out.jsonl]}`, which finds every request of it.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec

from alpaca_est.constraints.answers import OneOf
from alpaca_est.constraints.checking import in_turn, keeps_through
from alpaca_est.constraints.composing import asked, drawn
from alpaca_est.constraints.constraint import Constraint, Task
from alpaca_est.constraints.held_out_requests import REQUESTS
from alpaca_est.constraints.kinds import KINDS

TASKS = 200
NAME = "constraints_held_out"
TURNS = (1, 1, 1, 1, 1, 1, 1, 2, 2, 3)  # of every ten tasks


class HeldOutTurn(msgspec.Struct, frozen=True):
    """What the user says in one turn, and the constraints that are asked with it."""

    user: str
    constraints: tuple[str, ...]


class HeldOut(msgspec.Struct, frozen=True):
    """A held-out task: its request without constraints, and its turns; constraints hold from their turn on."""

    id: str
    request: str
    turns: tuple[HeldOutTurn, ...]

    @property
    def constraints(self) -> tuple[str, ...]:
        """All of them, as a record keeps them."""
        numbered = enumerate(self.turns, start=1)
        return tuple(in_turn(number, name) for number, turn in numbered for name in turn.constraints)

    def solved(self, answers: list[str]) -> bool:
        """Whether a model's answers, one a turn, keep everything that was asked up to their turn."""
        return len(answers) == len(self.turns) and keeps_through(answers, self.constraints)


def read(path: Path) -> list[HeldOut]:
    """The tasks of a file."""
    return [msgspec.json.decode(line, type=HeldOut) for line in path.read_bytes().splitlines()]


def written(tasks: list[HeldOut]) -> bytes:
    """The tasks as lines of a file."""
    return b"".join(msgspec.json.encode(task) + b"\n" for task in tasks)


def drawn_anew() -> Iterator[HeldOut]:
    """Two tasks for each request; the first constraint goes through all kinds in turn, so that each is tested."""
    for number in range(TASKS):
        chance = random.Random(f"{NAME}/{number}")
        task = Task(REQUESTS[number // 2])
        turns = _turns(task, number, chance)
        said = asked(task.request, turns, chance)
        names = [tuple(one.canonical for one in chosen) for chosen in turns]
        spoken = tuple(HeldOutTurn(*turn) for turn in zip(said.turns, names, strict=True))
        yield HeldOut(f"{NAME}:{number:03d}/0", task.request, spoken)


def _turns(task: Task, number: int, chance: random.Random) -> list[list[Constraint]]:
    kind = OneOf if OneOf.fits(task) and number % 4 == 1 else KINDS[number % len(KINDS)]
    first = drawn(task, chance, 1, weights={kind.name: 1.0}) or drawn(task, chance, 1)
    later = chance.choice(TURNS) - 1
    more = drawn(task, chance, chance.randint(0, 1 if later else 2), already=first)
    turns = [[*first, *more]]
    for _ in range(later):
        turns.append(drawn(task, chance, 1, already=[one for chosen in turns for one in chosen]))
    return [chosen for chosen in turns if chosen]
