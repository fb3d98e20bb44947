"""The second evaluator: the text of a program is read again and becomes functions within functions."""

import operator
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

TOKEN = re.compile(r"\s*(\d+|[^\W\d]\w*|\+=|-=|\*=|//|==|!=|[-+*%<>=()\[\],:])")
SIGNS: Mapping[str, Callable[[int, int], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": operator.floordiv,
    "%": operator.mod,
}
TESTS: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "==": operator.eq,
    "!=": operator.ne,
}


class Returned(Exception):
    """A function is done; carries what it returns."""

    def __init__(self, value: int) -> None:
        super().__init__(value)
        self.value = value


class Machine(NamedTuple):
    """Variables, what was printed, and the variables after each line."""

    variables: dict[str, int]
    printed: list[int]
    after: list[tuple[int, dict[str, int]]]


Act = Callable[[Machine], None]
Worth = Callable[[Mapping[str, int]], int]


class Text(NamedTuple):
    """One line: its number, its depth in spaces, its tokens."""

    number: int
    depth: int
    tokens: list[str]


def read(code: str) -> Act:
    """A whole program as one function."""
    found = [
        Text(number, len(line) - len(line.lstrip()), _tokens(line.strip()))
        for number, line in enumerate(code.splitlines(), 1)
        if line.strip()
    ]
    act, rest = _block(found, 0)
    if rest:
        raise ValueError(f"line {rest[0].number} does not belong to a block")
    return act


def _tokens(line: str) -> list[str]:
    tokens, place = [], 0
    while place < len(line):
        found = TOKEN.match(line, place)
        if not found:
            raise ValueError(f"no token in {line[place:]!r}")
        tokens.append(found[1])
        place = found.end()
    return tokens


def _block(found: list[Text], depth: int) -> tuple[Act, list[Text]]:
    acts: list[Act] = []
    while found and found[0].depth == depth:
        act, found = _statement(found[0], found[1:])
        acts.append(act)

    def block(machine: Machine) -> None:
        for act in acts:
            act(machine)

    return block, found


def _statement(line: Text, rest: list[Text]) -> tuple[Act, list[Text]]:
    first, *tokens = line.tokens
    if first == "if":
        return _if(line, tokens[:-1], rest)
    if first == "for":
        return _for(line, tokens, rest)
    if first == "print":
        shown = _worth(tokens[1:-1])
        return lambda machine: machine.printed.append(shown(machine.variables)), rest
    if first == "return":
        return _return(_worth(tokens)), rest
    return _set(line.number, first, tokens[0], _worth(tokens[1:])), rest


def _return(worth: Worth) -> Act:
    def act(machine: Machine) -> None:
        raise Returned(worth(machine.variables))

    return act


def _set(number: int, name: str, sign: str, worth: Worth) -> Act:
    def act(machine: Machine) -> None:
        new = worth(machine.variables)
        machine.variables[name] = new if sign == "=" else SIGNS[sign[:-1]](machine.variables[name], new)
        machine.after.append((number, dict(machine.variables)))

    return act


def _if(line: Text, tokens: list[str], rest: list[Text]) -> tuple[Act, list[Text]]:
    sign = next(place for place, token in enumerate(tokens) if token in TESTS)
    left, right, test = _worth(tokens[:sign]), _worth(tokens[sign + 1 :]), TESTS[tokens[sign]]
    body, rest = _block(rest, line.depth + 4)
    other: Act = _nothing
    if rest and rest[0].depth == line.depth and rest[0].tokens[0] == "else":
        other, rest = _block(rest[1:], line.depth + 4)

    def act(machine: Machine) -> None:
        (body if test(left(machine.variables), right(machine.variables)) else other)(machine)

    return act, rest


def _nothing(machine: Machine) -> None:
    """What happens where there is no `else:`."""


def _for(line: Text, tokens: list[str], rest: list[Text]) -> tuple[Act, list[Text]]:
    name, values = tokens[0], [int(token) for token in tokens if token.isdigit()]
    if tokens[2] == "range":
        values = list(range(values[0]))
    body, rest = _block(rest, line.depth + 4)

    def act(machine: Machine) -> None:
        for one in values:
            machine.variables[name] = one
            body(machine)

    return act, rest


def _worth(tokens: list[str]) -> Worth:
    """`4`, `x` or `x + 4`."""
    if len(tokens) == 1:
        [token] = tokens
        if token.isdigit():
            number = int(token)
            return lambda _: number
        return lambda variables: variables[token]
    left, right, sign = _worth(tokens[:1]), _worth(tokens[2:]), SIGNS[tokens[1]]
    return lambda variables: sign(left(variables), right(variables))


def carried_out(act: Act, given: Mapping[str, int]) -> tuple[Machine, int | None]:
    """The state at the end, and what was returned."""
    machine = Machine(dict(given), [], [])
    try:
        act(machine)
    except Returned as done:
        return machine, done.value
    return machine, None


def function(code: str) -> tuple[tuple[str, ...], Act]:
    """The parameters and the body of `def f(x, y):`."""
    head, *body = code.splitlines()
    names = tuple(token for token in _tokens(head)[2:] if token.isidentifier())
    return names, read("\n".join(line[4:] for line in body))
