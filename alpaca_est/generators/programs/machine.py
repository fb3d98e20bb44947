"""The first evaluator: a program becomes a flat list of orders, and a counter walks along it."""

from collections.abc import Mapping, Sequence

import msgspec

from alpaca_est.generators.programs.syntax import Block, Comparison, Expression, For, If, Print, Return, Set, Statement

MOST_STEPS = 400
LARGEST = 9_999


class Order(msgspec.Struct, frozen=True):
    """What to do, with what, and where to go on; `line` counts from 1."""

    what: str
    line: int
    statement: Statement | None = None
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


def run(program: Sequence[Order], given: Mapping[str, int] | None = None) -> Run | None:
    """Walk through a program; None where it takes too long, or a number becomes too large."""
    variables = dict(given or {})
    printed: list[int] = []
    moments: list[Moment] = []
    rounds: dict[int, int] = {}
    place, returned = 0, None
    for _ in range(MOST_STEPS):
        if place >= len(program):
            return Run(tuple(printed), returned, variables, tuple(moments))
        order, place = program[place], place + 1
        if order.what == "next":
            turn = rounds.get(place, 0)
            if turn == len(order.values):
                rounds[place], place = 0, order.target
            else:
                assert isinstance(order.statement, For)
                rounds[place] = turn + 1
                variables[order.statement.name] = order.values[turn]
        elif order.what == "unless":
            assert isinstance(order.statement, If)
            place = place if holds(order.statement.test, variables) else order.target
        elif order.what in ("jump", "back"):
            place = order.target
        elif isinstance(order.statement, Set):
            variables[order.statement.name] = changed(order.statement, variables)
            if abs(variables[order.statement.name]) > LARGEST:
                return None
            moments.append(Moment(order.line, order.statement.name, dict(variables)))
        elif isinstance(order.statement, Print):
            printed.append(value(order.statement.value, variables))
        elif isinstance(order.statement, Return):
            returned, place = value(order.statement.value, variables), len(program)
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
