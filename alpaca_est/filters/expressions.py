"""Arithmetic as people write it: decimal commas, thin spaces, × and ·, worked out exactly with fractions."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

SPACE = "[ \u00a0\u2009\u202f]"
NUMBER = rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d{{3}})*[.,]\d+|\d+(?:[.,]\d{{3}})+|\d+"
TOKEN = re.compile(rf"({NUMBER})|(\*\*|[-+*/^()×·⋅:÷−–])|(%)")
SIGNS = {"×": "*", "·": "*", "⋅": "*", "÷": "/", ":": "/", "−": "-", "–": "-", "**": "^"}
LARGEST = 64  # of an exponent, in either direction
DEEPEST = 30  # brackets within brackets


class Number(NamedTuple):
    """A number as it was written: its value, and how many decimals it shows."""

    value: Fraction
    decimals: int


class Unreadable(Exception):
    """Not arithmetic."""


def readings(text: str, decimal: str) -> list[Number]:
    """What a written number may mean: 1,234 is a decimal fraction in one language and a thousand in another."""
    bare = re.sub(SPACE, "", text)
    other = "." if decimal == "," else ","
    found: list[Number] = []
    for mark, groups in ((decimal, other), (other, decimal)):
        plain = bare.replace(groups, "") if _grouped(bare, groups) else bare
        if groups not in plain and plain.count(mark) <= 1:
            _, _, fraction = plain.partition(mark)
            found.append(Number(Fraction(plain.replace(mark, ".")), len(fraction)))
    return list(dict.fromkeys(found))


def _grouped(text: str, mark: str) -> bool:
    """Whether a mark stands before groups of three digits only."""
    first, *others = text.split(mark)
    return bool(others) and 1 <= len(first) <= 3 and all(len(re.split("[.,]", group)[0]) == 3 for group in others)


def values(text: str, decimal: str) -> list[Fraction]:
    """Every value that an expression may have; none where it is not arithmetic."""
    tokens = _tokens(text)
    found: list[Fraction] = []
    for choice in (0, 1):
        try:
            found.append(_Reader(tokens, decimal, choice).read())
        except Unreadable:
            continue
    return list(dict.fromkeys(found))


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    place = 0
    while place < len(text):
        if re.match(SPACE, text[place]):
            place += 1
            continue
        token = TOKEN.match(text, place)
        if token is None:
            return []
        found.append(SIGNS.get(token[0], token[0]))
        place = token.end()
    return found


class _Reader:
    """Reads tokens by the usual rules: powers, then products, then sums; 50 % of a sum is a product with 0.5."""

    def __init__(self, tokens: list[str], decimal: str, choice: int) -> None:
        self.tokens, self.decimal, self.choice = tokens, decimal, choice
        self.place = 0
        self.depth = 0

    def read(self) -> Fraction:
        """The value of all tokens."""
        if not self.tokens:
            raise Unreadable
        value = self._sum()
        if self.place < len(self.tokens):
            raise Unreadable
        return value

    def _next(self, *wanted: str) -> str:
        token = self.tokens[self.place] if self.place < len(self.tokens) else ""
        if token in wanted:
            self.place += 1
            return token
        return ""

    def _sum(self) -> Fraction:
        value = self._product()
        while sign := self._next("+", "-"):
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> Fraction:
        value = self._power()
        while sign := self._next("*", "/"):
            other = self._power()
            if sign == "/" and other == 0:
                raise Unreadable
            value = value * other if sign == "*" else value / other
        return value

    def _power(self) -> Fraction:
        if self._next("-"):
            return -self._power()
        value = self._atom()
        if self._next("%"):
            value /= 100
        if self._next("^"):
            power = self._power()
            if power.denominator != 1 or abs(power) > LARGEST or (value == 0 and power < 0) or abs(value) > 10**9:
                raise Unreadable
            return value ** int(power)
        return value

    def _atom(self) -> Fraction:
        if self._next("("):
            self.depth += 1
            if self.depth > DEEPEST:
                raise Unreadable
            value = self._sum()
            if not self._next(")"):
                raise Unreadable
            self.depth -= 1
            return value
        token = self.tokens[self.place] if self.place < len(self.tokens) else ""
        if not token[:1].isdigit():
            raise Unreadable
        self.place += 1
        known = readings(token, self.decimal)
        if not known:
            raise Unreadable
        return known[min(self.choice, len(known) - 1)].value


class Equation(NamedTuple):
    """An equation in a text, where it stands, and whether it holds."""

    text: str
    start: int
    end: int
    right: bool
    should_be: str


# Each space can be matched in one way only: with several, a chain of twenty operands took seconds to refuse.
OPERAND = rf"(?:[-−–]{SPACE}?)?(?:\({SPACE}?)*(?:{NUMBER})(?:{SPACE}?%)?\)*"
SUM = rf"{OPERAND}(?:{SPACE}?(?:\*\*|[-+*/^×·⋅÷−–:]){SPACE}?{OPERAND}){{1,12}}"
EQUATION = re.compile(
    rf"(?<![\w.,=/√²³^)(]){SUM}{SPACE}?(?:=|≈){SPACE}?[-−–]?{SPACE}?(?:{NUMBER})(?:{SPACE}?%)?"
    rf"(?![\w.,]?\d|{SPACE}?[-+*/×·⋅÷−:^(]{SPACE}?[\d(a-z])"
)
GOES_ON = re.compile(r"[+*/×·÷^=−√(]\s*\Z|\s[-–]\s\Z|\d\s*:\s*\Z")  # what stands before is part of it
ROUNDS = re.compile(r"[*/×·⋅÷:^%]")  # operations after which people round
CLOSE_COLON = re.compile(r"\d:\d")  # a ratio, a time, a score


def equations(text: str, decimal: str) -> Iterator[Equation]:
    """The equations of a text whose left side has an operation and whose right side is a number."""
    if "=" not in text and "≈" not in text:
        return
    for found in EQUATION.finditer(text):
        if GOES_ON.search(text[max(0, found.start() - 4) : found.start()]):
            continue
        left, _, right = re.split("([=≈])", found[0], maxsplit=1)
        possible, shown = values(left, decimal), readings(right.strip("%-−– \u00a0\u2009\u202f"), decimal)
        if not possible or not shown or CLOSE_COLON.search(left):
            continue
        sign = -1 if right.strip()[:1] in "-−–" else 1
        percent = 100 if right.strip().endswith("%") else 1
        wanted = [value * percent for value in possible]
        exact = "=" in found[0] and not ROUNDS.search(left)
        right_ = any(
            _same(value, sign * number.value, None if exact else number.decimals)
            for value in wanted
            for number in shown
        )
        yield Equation(found[0].strip(), found.start(), found.end(), right_, _written(wanted[0], decimal))


def _same(value: Fraction, shown: Fraction, decimals: int | None) -> bool:
    """Whether a value is a written number, rounded or cut to so many decimals; exactly where None."""
    if decimals is None:
        return value == shown
    unit = Fraction(1, 10**decimals)
    cut = decimals > 0 and 0 <= abs(value) - abs(shown) < unit and (value < 0) == (shown < 0)
    return cut or abs(value - shown) <= unit / 2


def _written(value: Fraction, decimal: str) -> str:
    text = f"{float(value):.10g}" if abs(value) < 10**15 else str(value)
    return text.replace(".", decimal)
