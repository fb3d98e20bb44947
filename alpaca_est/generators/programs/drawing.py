"""Random programs that do something: few variables, one loop or test, small numbers."""

import random
from collections.abc import Sequence

from alpaca_est.generators.programs.syntax import (
    Block,
    Comparison,
    Expression,
    For,
    Function,
    If,
    Print,
    Return,
    Set,
    Statement,
    Sum,
)

PAIRS = (("a", "b"), ("x", "y"), ("m", "n"), ("p", "q"), ("u", "v"), ("s", "t"), ("summa", "samm"), ("kokku", "vahe"))
FUNCTIONS = ("f", "g", "h", "arvuta", "muuda", "leia", "tulemus")
COUNTERS = ("i", "k", "j")


def program(chance: random.Random) -> Block:
    """Two variables, some changes, a loop or a test, and what is printed."""
    names = chance.choice(PAIRS)
    start = tuple(Set(name, "=", chance.randint(1, 12)) for name in names)
    if chance.random() < 0.2:
        return (*start, *_middle(names, chance)[:1], _printing(names, chance))
    return (*start, *_middle(names, chance), *_printed(names, chance))


def silent(chance: random.Random) -> Block:
    """The same without printing."""
    names = chance.choice(PAIRS)
    start = tuple(Set(name, "=", chance.randint(1, 12)) for name in names)
    return (*start, *_middle(names, chance), _change(names, chance))


def function(chance: random.Random, parameters: int = 1) -> Function:
    """A function with a local variable, a loop or a test, and what it returns."""
    names = chance.choice(PAIRS)
    given = names[:parameters]
    used = (*given, "r") if parameters > 1 else (*given, names[1])
    local = used[-1]
    first = Set(local, "=", Sum(chance.choice("+*"), given[0], chance.randint(2, 6)) if chance.random() < 0.6 else 0)
    body: list[Statement] = [first, *_middle(used, chance)]
    if all(isinstance(one, Set) for one in body):
        body.append(_test(used, chance))
    body.append(Return(local if chance.random() < 0.6 else Sum(chance.choice("+-"), local, given[-1])))
    return Function(chance.choice(FUNCTIONS), given, tuple(body))


def _middle(names: Sequence[str], chance: random.Random) -> Block:
    shapes = ((_change, _loop), (_loop,), (_change, _test), (_test, _change), (_loop, _test), (_change, _change, _test))
    return tuple(shape(names, chance) for shape in chance.choice(shapes))


def _change(names: Sequence[str], chance: random.Random) -> Set:
    name = chance.choice(names)
    other = chance.choice([one for one in names if one != name])
    kind = chance.randrange(5)
    if kind == 0:
        return Set(name, "=", Sum(chance.choice("+-*"), other, chance.randint(2, 5)))
    if kind == 1:
        return Set(name, "=", Sum(chance.choice("+-"), *chance.sample((name, other), 2)))
    if kind == 2:
        return Set(name, "*=", chance.randint(2, 4))
    return Set(name, chance.choice(("+=", "-=")), chance.choice((other, chance.randint(1, 9))))


def _test(names: Sequence[str], chance: random.Random) -> If:
    one, other = chance.sample(list(names), 2)
    rest = chance.choice((2, 2, 3))
    tests = (
        Comparison(chance.choice("<>"), one, other),
        Comparison(chance.choice("<>"), one, chance.randint(4, 15)),
        Comparison(chance.choice(("==", "!=")), Sum("%", one, rest), chance.randrange(rest)),
    )
    then = _change(names, chance)
    return If(chance.choice(tests), (then,), (_other(then, names, chance),) if chance.random() < 0.5 else ())


def _other(first: Set, names: Sequence[str], chance: random.Random) -> Set:
    """A change that is not the same."""
    while (found := _change(names, chance)) == first:
        pass
    return found


def _loop(names: Sequence[str], chance: random.Random) -> For:
    name, other = chance.sample(list(names), 2)
    counter = chance.choice(COUNTERS)
    values: int | tuple[int, ...] = chance.randint(2, 5)
    if chance.random() < 0.4:
        values = tuple(chance.sample(range(1, 10), chance.randint(3, 4)))
    inside: list[Statement] = [Set(name, chance.choice(("+=", "+=", "-=")), chance.choice((counter, counter, other)))]
    if chance.random() < 0.4:
        inside.append(Set(other, chance.choice(("+=", "-=")), chance.randint(1, 4)))
    elif chance.random() < 0.4:
        rest = chance.choice((2, 3))
        inside = [
            If(Comparison(chance.choice(("==", "!=")), Sum("%", counter, rest), chance.randrange(rest)), tuple(inside))
        ]
    elif chance.random() < 0.15:
        other_counter = chance.choice([one for one in COUNTERS if one != counter])
        inside = [For(other_counter, chance.choice((2, 3)), tuple(inside))]
    return For(counter, values, tuple(inside))


def _printing(names: Sequence[str], chance: random.Random) -> For:
    """A loop that prints every time."""
    loop = _loop(names, chance)
    options: list[Expression] = [loop.name, *names, Sum("+", loop.name, chance.choice(names))]
    return For(loop.name, loop.values, (*loop.body, Print(chance.choice(options))))


def _printed(names: Sequence[str], chance: random.Random) -> Block:
    shown: Expression = chance.choice(names)
    if chance.random() < 0.3:
        shown = Sum(chance.choice("+-*"), *chance.sample(list(names), 2))
    if chance.random() < 0.2:
        return tuple(Print(name) for name in names)
    return (Print(shown),)


def changed_once(statement: Set, names: Sequence[str], chance: random.Random) -> Set:
    """A statement that is nearly the same: another sign, another number or another variable."""
    kind = chance.randrange(3)
    value = statement.value
    if kind == 0 or (kind == 1 and isinstance(value, str)):
        signs = {"=": ("+=", "-="), "+=": ("-=", "*="), "-=": ("+=", "="), "*=": ("+=", "-=")}
        return Set(statement.name, chance.choice(signs[statement.sign]), value)
    if kind == 1 and isinstance(value, int):
        return Set(statement.name, statement.sign, max(1, value + chance.choice((-2, -1, 1, 2))))
    if isinstance(value, Sum):
        return Set(statement.name, statement.sign, Sum(chance.choice("+-*"), value.left, value.right))
    return Set(chance.choice(names), statement.sign, value)
