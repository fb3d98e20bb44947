"""The first evaluator: a program becomes a flat list of orders, and a counter walks along it."""

from collections.abc import Mapping, Sequence

import msgspec

from alpaca_est.generators.programs.syntax import Block, Comparison, Expression, For, If, Print, Set, Statement

MOST_STEPS = 400
LARGEST = 9_999


class Order(msgspec.Struct, frozen=True):
    """What to do, with what, and where to go on; `line` counts from 1."""

    what: str
    line: int
    statement: Statement
    target: int = 0
    values: tuple[int, ...] = ()


class Moment(msgspec.Struct, frozen=True):
    """The variables right after a line was carried out, and which one it set."""

    line: int
    name: str
    variables: Mapping[str, int]


class Run(msgspec.Struct, frozen=True):
    """What a program printed and returned, its variables at the end, and after each line."""

    printed: tuple[int, ...]
    returned: int | None
    variables: Mapping[str, int]
    moments: tuple[Moment, ...]


def orders(block: Block, first_line: int = 1) -> list[Order]:
    """The flat list."""
    found: list[Order] = []
    _flatten(block, first_line, found)
    return found


def _flatten(block: Block, line: int, found: list[Order]) -> int:
    """Append the orders of a block; the line after it."""
    for one in block:
        start = len(found)
        if isinstance(one, For):
            values = tuple(range(one.values)) if isinstance(one.values, int) else one.values
            found.append(Order("next", line, one, values=values))
            line_after = _flatten(one.body, line + 1, found)
            found.append(Order("back", line, one, target=start))
            found[start] = Order("next", line, one, target=len(found), values=values)
            line = line_after
        elif isinstance(one, If):
            found.append(Order("unless", line, one))
            line_after = _flatten(one.body, line + 1, found)
            end = len(found)
            if one.other:
                found.append(Order("jump", line, one))
                line_after = _flatten(one.other, line_after + 1, found)
                found[end] = Order("jump", line, one, target=len(found))
                end += 1
            found[start] = Order("unless", line, one, target=end)
            line = line_after
        else:
            found.append(Order("do", line, one))
            line += 1
    return line


class _Walk:
    """Where a run stands: the next order, the variables, and the rounds of each loop."""

    def __init__(self, given: Mapping[str, int]) -> None:
        self.place = 0
        self.variables = dict(given)
        self.printed: list[int] = []
        self.moments: list[Moment] = []
        self.rounds: dict[int, int] = {}
        self.returned: int | None = None

    def step(self, order: Order, end: int) -> None:
        """Carry out one order."""
        self.place += 1
        statement = order.statement
        if isinstance(statement, For):
            self._round(order, statement)
        elif isinstance(statement, If):
            if order.what == "jump" or not holds(statement.test, self.variables):
                self.place = order.target
        elif isinstance(statement, Set):
            self.variables[statement.name] = changed(statement, self.variables)
            self.moments.append(Moment(order.line, statement.name, dict(self.variables)))
        elif isinstance(statement, Print):
            self.printed.append(value(statement.value, self.variables))
        else:
            self.returned, self.place = value(statement.value, self.variables), end

    def _round(self, order: Order, statement: For) -> None:
        """Take the next value of a loop, leave it, or go back to its beginning."""
        turn = self.rounds.get(self.place, 0)
        if order.what == "back":
            self.place = order.target
        elif turn == len(order.values):
            self.rounds[self.place], self.place = 0, order.target
        else:
            self.rounds[self.place] = turn + 1
            self.variables[statement.name] = order.values[turn]


def run(program: Sequence[Order], given: Mapping[str, int] | None = None) -> Run | None:
    """Walk through a program; None where it takes too long, or a number becomes too large."""
    walk = _Walk(given or {})
    for _ in range(MOST_STEPS):
        if walk.place >= len(program):
            return Run(tuple(walk.printed), walk.returned, walk.variables, tuple(walk.moments))
        walk.step(program[walk.place], len(program))
        if walk.moments and abs(walk.variables[walk.moments[-1].name]) > LARGEST:
            return None
    return None


def value(expression: Expression, variables: Mapping[str, int]) -> int:
    """What an expression comes to."""
    if isinstance(expression, int):
        return expression
    if isinstance(expression, str):
        return variables[expression]
    return applied(expression.sign, value(expression.left, variables), value(expression.right, variables))


def applied(sign: str, left: int, right: int) -> int:
    """One operation."""
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    return left // right if sign == "//" else left % right


def changed(statement: Set, variables: Mapping[str, int]) -> int:
    """The new value of the variable."""
    right = value(statement.value, variables)
    return right if statement.sign == "=" else applied(statement.sign[0], variables[statement.name], right)


def holds(test: Comparison, variables: Mapping[str, int]) -> bool:
    """Whether a test is passed."""
    left, right = value(test.left, variables), value(test.right, variables)
    if test.sign == "<":
        return left < right
    if test.sign == ">":
        return left > right
    return (left == right) == (test.sign == "==")
