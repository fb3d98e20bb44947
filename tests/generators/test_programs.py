"""Small programs and robots: two evaluators, one answer."""

import random
import re
from collections import Counter

import pytest

from alpaca_est.generators.programs import ALL, Programs
from alpaca_est.generators.programs.closures import carried_out, read
from alpaca_est.generators.programs.drawing import program
from alpaca_est.generators.programs.machine import orders, run
from alpaca_est.generators.programs.robot import Do, Grid, IfWall, Repeat, Robot, drawn, lines, numbered, walked
from alpaca_est.generators.programs.robot_closures import Place, Walk
from alpaca_est.generators.programs.robot_closures import read as read_robot
from alpaca_est.generators.programs.syntax import Comparison, For, If, Print, Set, Sum, code
from tests.generators.computing import doubts, drafts, planted, tasks

STEP = Programs(step="programs", lang="et")
BLOCK = (
    Set("x", "=", 2),
    For(
        "i",
        3,
        (Set("x", "+=", "i"), If(Comparison("==", Sum("%", "x", 2), 0), (Set("x", "*=", 2),), (Set("x", "-=", 1),))),
    ),
    For("k", (5, 1), (Print(Sum("-", "x", "k")),)),
)
TEXT = """x = 2
for i in range(3):
    x += i
    if x % 2 == 0:
        x *= 2
    else:
        x -= 1
for k in [5, 1]:
    print(x - k)"""


def test_a_program_is_written_walked_through_and_read():
    assert code(BLOCK) == TEXT
    done = run(orders(BLOCK))
    assert done is not None
    assert done.printed == (7, 11)
    assert [(one.line, one.variables["x"]) for one in done.moments] == [
        (1, 2),
        (3, 2),
        (5, 4),
        (3, 5),
        (7, 4),
        (3, 6),
        (5, 12),
    ]
    machine, returned = carried_out(read(TEXT), {})
    assert (machine.printed, returned) == ([7, 11], None)
    assert machine.variables == done.variables


def test_programs_that_grow_too_large_are_drawn_again():
    assert run(orders((Set("x", "=", 9_999), Set("x", "+=", 1)))) is None
    assert run(orders((For("i", 500, (Set("x", "=", 1),)),))) is None


@pytest.mark.parametrize("text", ["x = ?", "x = 1\n        y = 2", "for i in range(2):\n    x = 1\n  y = 2"])
def test_what_is_no_program_is_refused(text):
    with pytest.raises(ValueError, match=r"no token|does not belong"):
        read(text)


def test_both_evaluators_agree_on_random_programs():
    chance = random.Random("programs")
    for _ in range(500):
        block = program(chance)
        done = run(orders(block))
        if done is not None:
            machine, _ = carried_out(read(code(block)), {})
            assert (tuple(machine.printed), machine.variables) == (done.printed, done.variables)
            assert machine.after == [(one.line, one.variables) for one in done.moments]


ROBOT = (Repeat(2, (Do("move()"), IfWall((Do("turn_left()"),), (Do("move()"),)))), Do("turn_right()"))


def test_a_robot_walks_and_stops_at_walls():
    assert list(lines(ROBOT)) == [
        "repeat 2:",
        "    move()",
        "    if wall_ahead():",
        "        turn_left()",
        "    else:",
        "        move()",
        "turn_right()",
    ]
    walk = walked(Grid(3, 3), Robot(1, 1, 0), numbered(ROBOT))
    assert [(one.line, one.robot) for one in walk] == [
        (2, Robot(1, 2, 0)),
        (6, Robot(1, 3, 0)),
        (2, Robot(1, 3, 0)),
        (4, Robot(1, 3, 3)),
        (7, Robot(1, 3, 0)),
    ]


def test_both_evaluators_agree_on_random_robots():
    chance = random.Random("robots")
    ways = (1j, 1, -1j, -1)
    for _ in range(500):
        orders_, grid = drawn(chance), Grid(chance.randint(3, 8), chance.randint(3, 8))
        robot = Robot(chance.randint(1, grid.width), chance.randint(1, grid.height), chance.randrange(4))
        walk = Walk(*grid, [])
        read_robot("\n".join(lines(orders_)))(walk, Place(complex(robot.x, robot.y), ways[robot.facing]))
        assert walk.places == [
            (one.line, Place(complex(one.robot.x, one.robot.y), ways[one.robot.facing]))
            for one in walked(grid, robot, numbered(orders_))
        ]


def test_every_kind_and_phrasing_comes():
    records = tasks(Programs, 3000)
    wanted = {f"{kind}/{number}" for kind, (_, count) in ALL.items() for number in range(count)}
    assert set(Counter(record.kind for record in records)) == wanted
    assert len({(record.instruction, record.input) for record in records}) >= 2995
    verdicts = Counter(record.output[:3] for record in records if "specification" in record.kind)
    assert set(verdicts) == {"Jah", "Ei "}
    assert min(verdicts.values()) > 0.3 * verdicts.total()


def test_the_same_draws_give_the_same_bytes():
    assert tasks(Programs, 200) == tasks(Programs, 200)
    assert tasks(Programs, 20, seed=1) != tasks(Programs, 20)


@pytest.mark.parametrize("kind", ALL)
def test_our_filters_have_no_doubts(kind):
    assert doubts(tasks(Programs, 200, kind)) == []


@pytest.mark.parametrize("kind", ALL)
def test_wrong_answers_are_caught(kind):
    for draft in drafts(STEP, kind, 100):
        assert STEP.disagreement(draft) == ""
        assert STEP.disagreement(planted(draft, wrong(draft.output))), draft.output


def wrong(output: str) -> str:
    """The answer with another letter, another verdict, or its most important number one larger."""
    if output.startswith("Õige on "):
        return re.sub(r"(?<=^Õige on )[A-D]", lambda found: "B" if found[0] != "B" else "A", output)
    if output.startswith("Ei vasta"):
        return "Jah, vastab: kõik on õige."
    if output.startswith("Jah, vastab"):
        return "Ei vasta: midagi on valesti."
    if output.startswith(("Sobib sisend", "Robot alustas")):
        return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), output, count=1)
    last = list(re.finditer(r"\d+", output))[-1]
    return f"{output[: last.start()]}{int(last[0]) + 1}{output[last.end() :]}"
