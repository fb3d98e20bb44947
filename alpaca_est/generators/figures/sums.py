"""Sums and the order of operations."""

import random
from collections.abc import Callable
from decimal import Decimal

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, against, composed

EXPRESSION = (
    Phrasing("Arvuta: {sum_}."),
    Phrasing("Leia avaldise {sum_} väärtus."),
    Phrasing("Arvutage avaldise väärtus ja näidake tehete järjekorda.", "{sum_}"),
    Phrasing("Kui palju on {sum_}?"),
    Phrasing("Mis on tehte tulemus? Selgita, millises järjekorras tehted tehakse.", "{sum_}"),
    Phrasing("Palun lahendage samm-sammult: {sum_}."),
)


def _sum_of_product(chance: random.Random) -> tuple[str, list[str], int]:
    a, b, c = chance.randint(5, 90), chance.randint(2, 12), chance.randint(2, 12)
    first = f"{b} · {c} = {b * c}"
    if a > b * c and chance.random() < 0.5:
        return f"{a} − {b} · {c}", [first, f"{a} − {b * c} = {a - b * c}"], a - b * c
    return f"{a} + {b} · {c}", [first, f"{a} + {b * c} = {a + b * c}"], a + b * c


def _brackets(chance: random.Random) -> tuple[str, list[str], int]:
    a, b, c = chance.randint(2, 15), chance.randint(10, 60), chance.randint(2, 9)
    return f"{a} · ({b} − {c})", [f"{b} − {c} = {b - c}", f"{a} · {b - c} = {a * (b - c)}"], a * (b - c)


def _division(chance: random.Random) -> tuple[str, list[str], int]:
    b, quotient, c, d = chance.randint(2, 12), chance.randint(2, 15), chance.randint(2, 9), chance.randint(2, 9)
    a = b * quotient
    total = quotient + c * d
    return (
        f"{a} : {b} + {c} · {d}",
        [f"{a} : {b} = {quotient}", f"{c} · {d} = {c * d}", f"{quotient} + {c * d} = {total}"],
        total,
    )


SHAPES: tuple[Callable[[random.Random], tuple[str, list[str], int]], ...] = (_sum_of_product, _brackets, _division)


def _expression(chance: random.Random) -> Draft:
    text, steps, value = chance.choice(SHAPES)(chance)
    why = (
        "Kõigepealt teeme tehte sulgudes" if "(" in text else "Kõigepealt korrutame ja jagame, siis liidame ja lahutame"
    )
    output = f"{why}: {'; '.join(steps)}.\n{ANSWER}{value}."
    return composed("expression", EXPRESSION, chance, {"sum_": text}, output=output, given=text)


def _doubt_expression(draft: Draft) -> str:
    """Works the text out by reading it: brackets, then products, then sums."""
    return against(draft, Decimal(str(_value(draft.given.split()))) + 0)


def _value(tokens: list[str]) -> int:
    joined = " ".join(tokens)
    if "(" in joined:
        before, _, rest = joined.partition("(")
        inner, _, after = rest.partition(")")
        return _value(f"{before}{_value(inner.split())}{after}".split())
    for signs in (("+", "−"), ("·", ":")):
        for place in range(len(tokens) - 1, 0, -1):
            if tokens[place] in signs:
                left, right = _value(tokens[:place]), _value(tokens[place + 1 :])
                return {"+": left + right, "−": left - right, "·": left * right, ":": left // (right or 1)}[
                    tokens[place]
                ]
    return int(tokens[0])


KINDS = (Kind("expression", EXPRESSION, _expression, _doubt_expression),)
