"""Strings of three symbols, three to five long."""

import random
import re
from functools import partial
from itertools import pairwise, permutations, product
from typing import Any

from alpaca_est.generators.rules.worlds import Key, Part, Row, World, both

THREE = range(3)
LENGTHS = (3, 4, 5)
ALPHABETS = ("ABCDEFGHKLMNOPRSTUV", "XYZ", "★●▲■◆", "○△□◇☆", "+=%&")
LENGTH_WORDS = {3: "kolm", 4: "neli", 5: "viis"}


class Symbols(World):
    """Letters or signs; a row is a tuple of 0, 1 and 2."""

    singular, plural, partitive = "jada", "jadad", "jadasid"

    def rows(self) -> tuple[Row, ...]:
        """All strings."""
        return tuple(row for length in LENGTHS for row in product(THREE, repeat=length))

    def parts(self) -> tuple[Part, ...]:
        """Beginnings, ends, counts, neighbours, order and length."""
        found = [
            Part(("place", place, one), partial(_at, place=place, one=one), True) for place in (0, -1) for one in THREE
        ]
        found += [Part(("none", one), partial(_times, one=one, number=0), joins=True) for one in THREE]
        found += [
            Part(("exactly", one, number), partial(_times, one=one, number=number))
            for one in THREE
            for number in (1, 2)
        ]
        found += [
            Part(("least", one, number), partial(_least, one=one, number=number))
            for one in THREE
            for number in (1, 2, 3)
        ]
        found += [Part(("odd", one), partial(_odd, one=one), joins=True) for one in THREE]
        found += [
            Part(("more", one, two), partial(_more, one=one, two=two), True) for one, two in permutations(THREE, 2)
        ]
        found += [
            Part(("inside", one, two), partial(_inside, one=one, two=two), True) for one, two in product(THREE, THREE)
        ]
        found += [Part(("length", length), partial(_length, length=length), joins=True) for length in LENGTHS]
        return (
            *found,
            Part(("palindrome",), _palindrome),
            Part(("ends",), _ends, joins=True),
            Part(("beside",), _beside, joins=True),
            Part(("apart",), _apart, joins=True),
            Part(("every",), _every, joins=True),
        )

    def names(self, chance: random.Random) -> tuple[Any, ...]:
        """Three symbols."""
        return tuple(chance.sample(chance.choice(ALPHABETS), 3))

    def show(self, row: Row, names: tuple[Any, ...]) -> str:
        """„ABCA“."""
        return "".join(names[one] for one in row)

    def read(self, text: str, names: tuple[Any, ...]) -> Row:
        """The row of such symbols."""
        return tuple(names.index(one) for one in text)

    def say(self, key: Key, names: tuple[Any, ...]) -> str:
        """„jada algab sümboliga A“."""
        if key[0] == "and":
            return both(self.say(key[1], names), self.say(key[2], names))
        if key[0] == "length":
            return f"jadas on täpselt {LENGTH_WORDS[key[1]]} sümbolit"
        if key[0] == "place":
            return f"jada {'lõpeb' if key[1] else 'algab'} sümboliga {names[key[2]]}"
        if key[0] in ("least", "exactly"):
            return f"sümbol {names[key[1]]} esineb jadas {_times_in_words(key[0], key[2])}"
        words = [names[one] for one in key[1:]]
        return {
            "none": "jadas ei ole sümbolit {0}",
            "odd": "sümbol {0} esineb jadas paaritu arv kordi",
            "more": "jadas on rohkem sümboleid {0} kui {1}",
            "inside": "jada sisaldab järjendit {0}{1}",
            "palindrome": "jada on tagurpidi lugedes sama",
            "ends": "jada algab ja lõpeb sama sümboliga",
            "beside": "jadas on kõrvuti kaks ühesugust sümbolit",
            "apart": "jadas ei ole kõrvuti kaht ühesugust sümbolit",
            "every": "jadas esinevad kõik kolm sümbolit",
        }[key[0]].format(*words)

    def satisfied(self, row: Row) -> set[Key]:
        """Everything that is true of a string, by patterns over it."""
        text = "".join(map(str, row))
        found: set[Key] = {("place", 0, row[0]), ("place", -1, row[-1]), ("length", len(text))}
        for one in THREE:
            times = len(re.findall(str(one), text))
            found.update(("least", one, least) for least in range(1, times + 1))
            found.add(("exactly", one, times) if times else ("none", one))
            found.update([("odd", one)] if times in (1, 3, 5) else [])
            found.update(("more", one, two) for two in THREE if times > text.count(str(two)))
        found.update(("inside", int(one), int(two)) for one, two in pairwise(text))
        found.add(("beside",) if re.search(r"(.)\1", text) else ("apart",))
        if text == text[::-1]:
            found.add(("palindrome",))
        if re.fullmatch(r"(.).*\1", text):
            found.add(("ends",))
        if all(str(one) in text for one in THREE):
            found.add(("every",))
        return found


def _times_in_words(kind: str, number: int) -> str:
    times = ("", "ühe korra", "kaks korda", "kolm korda")[number]
    return f"{'vähemalt' if kind == 'least' else 'täpselt'} {times}"


def _at(row: Row, place: int, one: int) -> bool:
    return bool(row[place] == one)


def _times(row: Row, one: int, number: int) -> bool:
    return row.count(one) == number


def _least(row: Row, one: int, number: int) -> bool:
    return row.count(one) >= number


def _odd(row: Row, one: int) -> bool:
    return row.count(one) % 2 == 1


def _more(row: Row, one: int, two: int) -> bool:
    return row.count(one) > row.count(two)


def _inside(row: Row, one: int, two: int) -> bool:
    return any(row[place : place + 2] == (one, two) for place in range(len(row)))


def _length(row: Row, length: int) -> bool:
    return len(row) == length


def _palindrome(row: Row) -> bool:
    return all(row[place] == row[-1 - place] for place in range(len(row)))


def _ends(row: Row) -> bool:
    return bool(row[0] == row[-1])


def _beside(row: Row) -> bool:
    return any(row[place] == row[place - 1] for place in range(1, len(row)))


def _apart(row: Row) -> bool:
    return not _beside(row)


def _every(row: Row) -> bool:
    return len(set(row)) == len(THREE)
