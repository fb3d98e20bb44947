"""Tasks about robots on a grid."""

import random
from collections.abc import Callable, Sequence
from itertools import pairwise, product

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.programs.robot import (
    COMMANDS,
    FACINGS,
    Do,
    Grid,
    IfWall,
    Order,
    Orders,
    Program,
    Repeat,
    Robot,
    drawn,
    lines,
    numbered,
    plain,
    swept,
    unrolled,
    walked,
)
from alpaca_est.generators.programs.robot_phrasings import END, MISSING, SPECIFICATION, START, STATE
from alpaca_est.generators.programs.tasks import BLANK, LETTERS, drafted

COMMON = (
    "Väli on {width} × {height} ruutu suur: ruut (1, 1) on edelanurgas, x kasvab itta ja y põhja. Käsk `move()` viib "
    "roboti ühe ruudu võrra edasi, aga seina ees jääb robot paigale; `turn_left()` ja `turn_right()` pööravad ta "
    "kohapeal vasakule või paremale."
)
REPEATED = " `repeat n:` kordab taandega ridu n korda."
TESTED = " Tingimus `wall_ahead()` kehtib siis, kui kohe roboti ees on sein."
MOST_SQUARES = 12


def world(grid: Grid, text: str) -> str:
    """What the grid is and what the commands do, as far as they come in the program."""
    told = COMMON.format(width=grid.width, height=grid.height)
    return told + (REPEATED if "repeat" in text else "") + (TESTED if "wall_ahead" in text else "")


class Scene:
    """One grid, one program, one robot at its start."""

    def __init__(self, chance: random.Random, orders: Orders = (), most: int = 8) -> None:
        self.grid = Grid(chance.randint(3, most), chance.randint(3, most))
        self.orders: Orders = orders or drawn(chance)
        self.program = numbered(self.orders)
        self.start = Robot(chance.randint(1, self.grid.width), chance.randint(1, self.grid.height), chance.randrange(4))
        self.text = "\n".join(lines(self.orders))

    @property
    def commands(self) -> list[str]:
        """The commands of a program without tests, each as often as it is carried out."""
        return list(unrolled(self.orders))

    def texts(self, code: str = "") -> dict[str, str]:
        """What every phrasing may need."""
        text = code or self.text
        return {
            "world": world(self.grid, self.text),
            "code": f"```\n{text}\n```",
            "start": f"Robot alustab ruudult {self.start.square} ja vaatab {FACINGS[self.start.facing]}.",
            "facing": FACINGS[self.start.facing],
        }


def end(chance: random.Random) -> Draft | None:
    """Where a robot is in the end."""
    scene = Scene(chance)
    walk = walked(scene.grid, scene.start, scene.program)
    squares = [scene.start.square]
    for trace in walk:
        squares += [trace.robot.square] if trace.robot.square != squares[-1] else []
    if len(squares) < 3 or len(squares) > MOST_SQUARES:
        return None
    last = walk[-1].robot
    answer = f"Robot läbib ruudud {', '.join(squares[:-1])} ja {squares[-1]}. Lõpuks {standing(last)}."
    return drafted("robot_end", END, chance, texts=scene.texts(), output=answer, given=None)


def standing(robot: Robot) -> str:
    """„on robot ruudul (2, 3) ja vaatab itta“."""
    return f"on robot ruudul {robot.square} ja vaatab {FACINGS[robot.facing]}"


def state(chance: random.Random) -> Draft | None:
    """Where a robot is after a line that is carried out once."""
    scene = Scene(chance)
    walk = walked(scene.grid, scene.start, scene.program)
    told = [trace.line for trace in walk]
    once = [trace for trace in walk[2:] if told.count(trace.line) == 1]
    if not once:
        return None
    trace = chance.choice(once)
    answer = f"Pärast {trace.line}. rea täitmist {standing(trace.robot)}."
    return drafted("robot_state", STATE, chance, texts={**scene.texts(), "line": trace.line}, output=answer, given=None)


def ended(grid: Grid, start: Robot, program: Program) -> Robot:
    """The robot after the last command."""
    walk = walked(grid, start, program)
    return walk[-1].robot if walk else start


def start(chance: random.Random) -> Draft | None:
    """The one square from which a robot comes to another."""
    scene = Scene(chance, plain(chance), 6)
    ends: dict[tuple[int, int], list[Robot]] = {}
    for x, y in product(range(1, scene.grid.width + 1), range(1, scene.grid.height + 1)):
        robot = Robot(x, y, scene.start.facing)
        ends.setdefault(swept(scene.grid, robot, scene.commands), []).append(robot)
    sure = [(goal, found[0]) for goal, found in ends.items() if len(found) == 1 and found[0][:2] != goal]
    if not sure:
        return None
    goal, scene.start = chance.choice(sure)
    path = [scene.start, *(trace.robot for trace in walked(scene.grid, scene.start, scene.program))]
    way = [robot.square for before, robot in pairwise(path) if robot[:2] != before[:2]]
    told = f"järjest ruutudele {', '.join(way[:-1])} ja {way[-1]}" if len(way) > 1 else f"ruudule {way[0]}"
    answer = f"Robot alustas ruudult {scene.start.square}. Sealt läheb ta {told}."
    end = f"({goal[0]}, {goal[1]})"
    return drafted("robot_start", START, chance, texts={**scene.texts(), "end": end}, output=answer, given=end)


def missing(chance: random.Random) -> Draft | None:
    """The one command with which a robot comes where it should."""
    scene = Scene(chance)
    hole = chance.randrange(sum(line.strip() in COMMANDS for line in scene.text.splitlines()))
    ends = [
        ended(scene.grid, scene.start, numbered(swapped(scene.orders, hole, command))).square for command in COMMANDS
    ]
    options = list(range(len(COMMANDS)))
    chance.shuffle(options)
    right = COMMANDS.index(_commands(scene.orders)[hole])
    if ends.count(ends[right]) > 1:
        return None
    code = "\n".join(lines(swapped(scene.orders, hole, BLANK)))
    rows = "\n".join(f"{letter}) `{COMMANDS[one]}`" for letter, one in zip(LETTERS, options, strict=False))
    rest = [one for one in options if one != right]
    answer = (
        f"Õige on {LETTERS[options.index(right)]}: `{COMMANDS[right]}`. Sellega lõpetab robot ruudul {ends[right]}; "
        f"{_otherwise(rest[0], rest[1], ends)}."
    )
    texts = {**scene.texts(code), "options": rows, "end": ends[right]}
    return drafted("robot_missing", MISSING, chance, texts=texts, output=answer, given=ends[right])


def _otherwise(one: int, other: int, ends: Sequence[str]) -> str:
    """Where the other two commands lead."""
    if ends[one] == ends[other]:
        return f"nii `{COMMANDS[one]}` kui ka `{COMMANDS[other]}` viiks ta ruudule {ends[one]}"
    return f"`{COMMANDS[one]}` viiks ta ruudule {ends[one]} ja `{COMMANDS[other]}` ruudule {ends[other]}"


def _commands(orders: Orders) -> list[str]:
    return [line.strip() for line in lines(orders) if line.strip() in COMMANDS]


def swapped(orders: Orders, hole: int, command: str) -> Orders:
    """The program with the command of this number replaced."""
    found: list[Order] = []
    for order in orders:
        found.append(_swapped(order, hole, command))
        hole -= len(_commands((order,)))
    return tuple(found)


def _swapped(order: Order, hole: int, command: str) -> Order:
    if not 0 <= hole < len(_commands((order,))):
        return order
    if isinstance(order, Do):
        return Do(command)
    if isinstance(order, Repeat):
        return Repeat(order.times, swapped(order.body, hole, command))
    inside = len(_commands(order.body))
    if hole < inside:
        return IfWall(swapped(order.body, hole, command), order.other)
    return IfWall(order.body, swapped(order.other, hole - inside, command))


def specification(chance: random.Random) -> Draft | None:
    """Whether a program brings a robot where it should, from each of some squares."""
    scene = Scene(chance)
    orders = scene.orders
    if chance.random() < 0.5:
        orders = swapped(orders, chance.randrange(len(_commands(orders))), chance.choice(COMMANDS))
    starts = list(
        dict.fromkeys(
            Robot(chance.randint(1, scene.grid.width), chance.randint(1, scene.grid.height), chance.randrange(4))
            for _ in range(3)
        )
    )
    wanted = [ended(scene.grid, one, scene.program).square for one in starts]
    got = [ended(scene.grid, one, numbered(orders)).square for one in starts]
    if (orders != scene.orders and wanted == got) or len(starts) < 3:
        return None
    told = [f"ruudult {one.square} {FACINGS[one.facing]} vaadates" for one in starts]
    rows = "\n".join(f"- {row} → ruudule {square}" for row, square in zip(told, wanted, strict=True))
    texts = {**scene.texts("\n".join(lines(orders))), "cases": f"Nõutud teekonnad:\n{rows}"}
    return drafted(
        "robot_specification", SPECIFICATION, chance, texts=texts, output=_verdict(told, wanted, got), given=None
    )


def _verdict(told: Sequence[str], wanted: Sequence[str], got: Sequence[str]) -> str:
    for row, right, found in zip(told, wanted, got, strict=True):
        if right != found:
            return f"Ei vasta: {row} jõuab robot ruudule {found}, kuid peaks jõudma ruudule {right}."
    return f"Jah, vastab: robot jõuab nõutud ruutudele {', '.join(wanted[:-1])} ja {wanted[-1]}."


ROBOT_TASKS: dict[str, tuple[Callable[[random.Random], Draft | None], int]] = {
    "robot_end": (end, len(END)),
    "robot_state": (state, len(STATE)),
    "robot_start": (start, len(START)),
    "robot_missing": (missing, len(MISSING)),
    "robot_specification": (specification, len(SPECIFICATION)),
}
