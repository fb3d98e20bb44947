"""A tiny language of whole numbers: its statements, and how they are written."""

from collections.abc import Iterator, Sequence

import msgspec

Value = int | str
"""A number, or a variable by its name."""


class Sum(msgspec.Struct, frozen=True):
    """Two values with `+`, `-`, `*`, `//` or `%` between them."""

    sign: str
    left: Value
    right: Value


Expression = Value | Sum


class Comparison(msgspec.Struct, frozen=True):
    """Two expressions with `<`, `>`, `==` or `!=` between them."""

    sign: str
    left: Expression
    right: Expression


class Set(msgspec.Struct, frozen=True):
    """`x = …`, `x += …`, `x -= …` or `x *= …`."""

    name: str
    sign: str
    value: Expression


class If(msgspec.Struct, frozen=True):
    """A test with a body, and another where it fails."""

    test: Comparison
    body: "Block"
    other: "Block" = ()


class For(msgspec.Struct, frozen=True):
    """A body for each of some values; written as `range(n)` where `values` is a number."""

    name: str
    values: int | tuple[int, ...]
    body: "Block"


class Print(msgspec.Struct, frozen=True):
    """`print(…)`."""

    value: Expression


class Return(msgspec.Struct, frozen=True):
    """`return …`."""

    value: Expression


Statement = Set | If | For | Print | Return
Block = tuple[Statement, ...]


class Line(msgspec.Struct, frozen=True):
    """A line of text, and the statement that begins there; none at `else:`."""

    text: str
    statement: Statement | None


def lines(block: Sequence[Statement], depth: int = 0) -> Iterator[Line]:
    """Every line of a program, with its indentation."""
    space = "    " * depth
    for one in block:
        yield Line(space + head(one), one)
        if isinstance(one, If | For):
            yield from lines(one.body, depth + 1)
        if isinstance(one, If) and one.other:
            yield Line(f"{space}else:", None)
            yield from lines(one.other, depth + 1)


def head(statement: Statement) -> str:
    """The first line of a statement."""
    if isinstance(statement, Set):
        return f"{statement.name} {statement.sign} {written(statement.value)}"
    if isinstance(statement, If):
        test = statement.test
        return f"if {written(test.left)} {test.sign} {written(test.right)}:"
    if isinstance(statement, For):
        values = statement.values
        many = f"range({values})" if isinstance(values, int) else f"[{', '.join(map(str, values))}]"
        return f"for {statement.name} in {many}:"
    if isinstance(statement, Print):
        return f"print({written(statement.value)})"
    return f"return {written(statement.value)}"


def written(expression: Expression) -> str:
    """An expression as text."""
    if isinstance(expression, Sum):
        return f"{expression.left} {expression.sign} {expression.right}"
    return str(expression)


def names(expression: Expression) -> set[str]:
    """The variables in an expression."""
    parts = (expression.left, expression.right) if isinstance(expression, Sum) else (expression,)
    return {part for part in parts if isinstance(part, str)}


def code(block: Sequence[Statement]) -> str:
    """A program as text."""
    return "\n".join(line.text for line in lines(block))


class Function(msgspec.Struct, frozen=True):
    """A named function of one or two numbers."""

    name: str
    parameters: tuple[str, ...]
    body: Block

    @property
    def text(self) -> str:
        """The function as text."""
        inside = "\n".join(line.text for line in lines(self.body, 1))
        return f"def {self.name}({', '.join(self.parameters)}):\n{inside}"
