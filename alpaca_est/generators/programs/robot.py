"""A robot on a grid: its tiny language, random programs in it, and the evaluator that walks through them."""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

COMMANDS = ("move()", "turn_left()", "turn_right()")
STEPS = ((0, 1), (1, 0), (0, -1), (-1, 0))
FACINGS = ("põhja", "itta", "lõunasse", "läände")


class Do(msgspec.Struct, frozen=True):
    """One command."""

    command: str


class Repeat(msgspec.Struct, frozen=True):
    """A body, so many times."""

    times: int
    body: "Orders"


class IfWall(msgspec.Struct, frozen=True):
    """A body where a wall is ahead, and another where not."""

    body: "Orders"
    other: "Orders"


Order = Do | Repeat | IfWall
Orders = tuple[Order, ...]


class Robot(NamedTuple):
    """Where a robot stands, counted from 1, and where it looks: 0 north, 1 east, 2 south, 3 west."""

    x: int
    y: int
    facing: int

    @property
    def square(self) -> str:
        """„(2, 3)“."""
        return f"({self.x}, {self.y})"


class Grid(NamedTuple):
    """How wide and how high."""

    width: int
    height: int

    def ahead(self, robot: Robot) -> Robot:
        """One step further, or the same place where the wall is."""
        x, y = robot.x + STEPS[robot.facing][0], robot.y + STEPS[robot.facing][1]
        return Robot(x, y, robot.facing) if 1 <= x <= self.width and 1 <= y <= self.height else robot

    def commanded(self, robot: Robot, command: str) -> Robot:
        """What a command makes of a robot."""
        if command == "move()":
            return self.ahead(robot)
        turn = 1 if command == "turn_right()" else -1
        return Robot(robot.x, robot.y, (robot.facing + turn) % 4)


class Trace(NamedTuple):
    """The robot after each command, with the line of that command."""

    line: int
    robot: Robot


class Numbered(NamedTuple):
    """An order with its line, and those of its bodies."""

    line: int
    order: "Order"
    body: "Program"
    other: "Program"


Program = tuple[Numbered, ...]


def numbered(orders: Orders) -> Program:
    """Orders with their lines, counted from 1, each list from its end, as a stack wants them."""
    return _numbered(orders, 1)[0]


def _numbered(orders: Orders, line: int) -> tuple[Program, int]:
    found: list[Numbered] = []
    for order in orders:
        start, line = line, line + 1
        body: Program = ()
        other: Program = ()
        if not isinstance(order, Do):
            body, line = _numbered(order.body, line)
        if isinstance(order, IfWall) and order.other:
            other, line = _numbered(order.other, line + 1)
        found.append(Numbered(start, order, body, other))
    return tuple(reversed(found)), line


def walked(grid: Grid, start: Robot, program: Program) -> list[Trace]:
    """Every command that is carried out, from a stack of what is still to do."""
    stack = list(program)
    found, robot = [], start
    while stack:
        one = stack.pop()
        if isinstance(one.order, Do):
            robot = grid.commanded(robot, one.order.command)
            found.append(Trace(one.line, robot))
        elif isinstance(one.order, Repeat):
            stack += one.body * one.order.times
        else:
            stack += one.body if grid.ahead(robot) == robot else one.other
    return found


def unrolled(orders: Orders) -> Iterator[str]:
    """The commands of orders without tests, each as often as it comes."""
    for order in orders:
        if isinstance(order, Do):
            yield order.command
        elif isinstance(order, Repeat):
            yield from list(unrolled(order.body)) * order.times


def swept(grid: Grid, start: Robot, commands: Sequence[str]) -> tuple[int, int]:
    """The last square after such commands, without what is in between."""
    x, y, facing = start
    for command in commands:
        if command == "move()":
            x = min(max(x + STEPS[facing][0], 1), grid.width)
            y = min(max(y + STEPS[facing][1], 1), grid.height)
        else:
            facing = (facing + (1 if command == "turn_right()" else -1)) % 4
    return x, y


def lines(orders: Orders, depth: int = 0) -> Iterator[str]:
    """Every line of a program."""
    space = "    " * depth
    for order in orders:
        if isinstance(order, Do):
            yield space + order.command
        elif isinstance(order, Repeat):
            yield f"{space}repeat {order.times}:"
            yield from lines(order.body, depth + 1)
        else:
            yield f"{space}if wall_ahead():"
            yield from lines(order.body, depth + 1)
            if order.other:
                yield f"{space}else:"
                yield from lines(order.other, depth + 1)


def plain(chance: random.Random) -> Orders:
    """Commands and a repetition, without tests."""
    found: list[Order] = [Do(_command(chance)) for _ in range(chance.randint(1, 4))]
    turn = chance.choice(COMMANDS[1:])
    body = chance.sample((Do("move()"), Do(turn), Do("move()")), chance.choice((1, 2, 3)))
    found.insert(chance.randint(0, len(found)), Repeat(chance.randint(2, 3), tuple(body)))
    return _tidy(tuple(found))


def drawn(chance: random.Random) -> Orders:
    """Three to five orders: commands, a repetition, now and then a test."""
    found: list[Order] = [Do(_command(chance)) for _ in range(chance.randint(2, 4))]
    for _ in range(chance.choice((1, 1, 2))):
        found.insert(chance.randint(0, len(found)), Repeat(chance.randint(2, 4), _body(chance)))
    if chance.random() < 0.35:
        found.insert(chance.randint(1, len(found)), _test(chance))
    return _tidy(tuple(found))


def _command(chance: random.Random) -> str:
    return chance.choices(COMMANDS, (4, 2, 2))[0]


def _body(chance: random.Random) -> Orders:
    if chance.random() < 0.3:
        return (Do("move()"),)
    if chance.random() < 0.3:
        return (_test(chance),)
    turn = chance.choice(COMMANDS[1:])
    return tuple(chance.sample((Do("move()"), Do(turn), Do("move()")), chance.choice((2, 3))))


def _test(chance: random.Random) -> IfWall:
    return IfWall((Do(chance.choice(COMMANDS[1:])),), (Do("move()"),) if chance.random() < 0.6 else ())


def _tidy(orders: Orders) -> Orders:
    """Without a turn that takes back the turn before it."""
    found: list[Order] = []
    for order in orders:
        last = found[-1] if found else None
        if isinstance(last, Do) and isinstance(order, Do) and {last.command, order.command} == set(COMMANDS[1:]):
            found.pop()
        else:
            found.append(order)
    return tuple(found)
