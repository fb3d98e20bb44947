"""Rows of three numbers from 1 to 9."""

import random
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

from alpaca_est.generators.rules.worlds import Key, Part, Row, World, both

ORDINALS = ("esimene", "teine", "kolmas")
PLACES = range(3)
BOUNDS = (3, 4, 5, 6, 7)
SUMS = (10, 12, 14, 16, 18, 20)
FIXED: dict[Key, tuple[Callable[[Row], bool], str]] = {
    ("rising",): (lambda row: row[0] < row[1] < row[2], "iga järgmine arv on eelmisest suurem"),
    ("falling",): (lambda row: row[0] > row[1] > row[2], "iga järgmine arv on eelmisest väiksem"),
    ("different",): (lambda row: len(set(row)) == 3, "kõik arvud on erinevad"),
    ("twice",): (lambda row: len(set(row)) < 3, "vähemalt kaks arvu on võrdsed"),
    ("peak",): (lambda row: row[1] > max(row[0], row[2]), "teine arv on nii esimesest kui ka kolmandast suurem"),
    ("valley",): (lambda row: row[1] < min(row[0], row[2]), "teine arv on nii esimesest kui ka kolmandast väiksem"),
    ("drop",): (lambda row: row[0] > row[2], "esimene arv on suurem kui kolmas"),
    ("climb",): (lambda row: row[0] < row[2], "esimene arv on väiksem kui kolmas"),
    ("all_even",): (lambda row: not any(one % 2 for one in row), "kõik arvud on paarisarvud"),
    ("all_odd",): (lambda row: all(one % 2 for one in row), "kõik arvud on paaritud"),
    ("one_even",): (lambda row: any(one % 2 == 0 for one in row), "vähemalt üks arv on paarisarv"),
    ("one_odd",): (lambda row: any(one % 2 for one in row), "vähemalt üks arv on paaritu"),
    ("sum_even",): (lambda row: sum(row) % 2 == 0, "arvude summa on paarisarv"),
    ("sum_odd",): (lambda row: sum(row) % 2 == 1, "arvude summa on paaritu arv"),
    ("sum_third",): (lambda row: sum(row) % 3 == 0, "arvude summa jagub kolmega"),
    ("adds_up",): (lambda row: row[2] == row[0] + row[1], "kolmas arv on kahe esimese arvu summa"),
    ("neighbours",): (lambda row: abs(row[0] - row[1]) == 1, "esimene ja teine arv erinevad ühe võrra"),
    ("same_ends",): (lambda row: row[0] == row[2], "esimene ja kolmas arv on võrdsed"),
}
JOINING = ("rising", "falling", "drop", "climb", "peak", "valley", "all_even", "all_odd", "sum_even", "sum_odd")
JOINS = (*JOINING, "different", "twice", "even_at", "odd_at", "all_above", "all_below")


class Numbers(World):
    """Numbers have no other names."""

    singular, plural, partitive = "rida", "read", "ridu"

    def rows(self) -> tuple[Row, ...]:
        """All of them."""
        return tuple(product(range(1, 10), repeat=3))

    def parts(self) -> tuple[Part, ...]:
        """Order, parity, sums, bounds and members."""
        found: list[tuple[Key, Callable[[Row], bool]]] = [(key, holds) for key, (holds, _) in FIXED.items()]
        found += [(("even_at", place), partial(_parity, place=place, rest=0)) for place in PLACES]
        found += [(("odd_at", place), partial(_parity, place=place, rest=1)) for place in PLACES]
        found += [(("has", number), partial(_has, number=number)) for number in range(1, 10)]
        for bound in BOUNDS:
            found += [
                (("all_above", bound), partial(_all_above, bound=bound)),
                (("all_below", bound), partial(_all_below, bound=bound)),
                (("one_above", bound), partial(_one_above, bound=bound)),
                (("one_below", bound), partial(_one_below, bound=bound)),
            ]
        found += [(("sum_above", bound), partial(_sum_above, bound=bound)) for bound in SUMS]
        found += [(("sum_below", bound), partial(_sum_below, bound=bound)) for bound in SUMS]
        return tuple(Part(key, holds, joins=key[0] in JOINS) for key, holds in found)

    def names(self, chance: random.Random) -> tuple[Any, ...]:  # noqa: ARG002
        """None."""
        return ()

    def show(self, row: Row, names: tuple[Any, ...]) -> str:  # noqa: ARG002
        """„2, 5, 9“."""
        return ", ".join(map(str, row))

    def read(self, text: str, names: tuple[Any, ...]) -> Row:  # noqa: ARG002
        """The numbers of such a text."""
        return tuple(int(one) for one in text.split(", "))

    def say(self, key: Key, names: tuple[Any, ...]) -> str:
        """„arvude summa on suurem kui 14“."""
        if key[0] == "and":
            return both(self.say(key[1], names), self.say(key[2], names))
        if key in FIXED:
            return FIXED[key][1]
        if key[0] in ("even_at", "odd_at"):
            return f"{ORDINALS[key[1]]} arv on {'paarisarv' if key[0] == 'even_at' else 'paaritu'}"
        return {
            "has": "vähemalt üks arv on {}",
            "all_above": "kõik arvud on suuremad kui {}",
            "all_below": "kõik arvud on väiksemad kui {}",
            "one_above": "vähemalt üks arv on suurem kui {}",
            "one_below": "vähemalt üks arv on väiksem kui {}",
            "sum_above": "arvude summa on suurem kui {}",
            "sum_below": "arvude summa on väiksem kui {}",
        }[key[0]].format(key[1])

    def satisfied(self, row: Row) -> set[Key]:
        """Everything that is true of a row, from its smallest, largest, sum, signs and remainders."""
        one, two, three = row
        low, *_, high = sorted(row)
        total, odd = one + two + three, [place for place in PLACES if row[place] & 1]
        found: set[Key] = {("has", number) for number in row}
        found.update(("odd_at" if place in odd else "even_at", place) for place in PLACES)
        found.update(
            (f"{name}_above", bound) for name, top in (("all", low), ("one", high)) for bound in BOUNDS if bound < top
        )
        found.update(
            (f"{name}_below", bound) for name, top in (("all", high), ("one", low)) for bound in BOUNDS if bound > top
        )
        found.update(("sum_above", bound) for bound in SUMS if bound < total)
        found.update(("sum_below", bound) for bound in SUMS if bound > total)
        found |= _order(one, two, three)
        words = {
            "all_even": not odd,
            "one_odd": bool(odd),
            "all_odd": len(odd) == 3,
            "one_even": len(odd) < 3,
            "sum_odd": len(odd) in (1, 3),
            "sum_even": len(odd) in (0, 2),
            "sum_third": total in range(3, 30, 3),
            "adds_up": three - two == one,
            "neighbours": (one - two) ** 2 == 1,
            "twice": one in (two, three) or two == three,
            "different": one not in (two, three) and two != three,
        }
        return found | {(word,) for word, holds in words.items() if holds}


def _order(one: int, two: int, three: int) -> set[Key]:
    """What the signs of the steps say."""
    first, second = (two > one) - (two < one), (three > two) - (three < two)
    named = {(1, 1): "rising", (-1, -1): "falling", (1, -1): "peak", (-1, 1): "valley"}
    found: set[Key] = {(named[first, second],)} if (first, second) in named else set()
    return found | {(("climb", "drop")[three < one],) if three != one else ("same_ends",)}


def _parity(row: Row, place: int, rest: int) -> bool:
    return bool(row[place] % 2 == rest)


def _has(row: Row, number: int) -> bool:
    return number in row


def _all_above(row: Row, bound: int) -> bool:
    return all(one > bound for one in row)


def _all_below(row: Row, bound: int) -> bool:
    return all(one < bound for one in row)


def _one_above(row: Row, bound: int) -> bool:
    return any(one > bound for one in row)


def _one_below(row: Row, bound: int) -> bool:
    return any(one < bound for one in row)


def _sum_above(row: Row, bound: int) -> bool:
    return sum(row) > bound


def _sum_below(row: Row, bound: int) -> bool:
    return sum(row) < bound
