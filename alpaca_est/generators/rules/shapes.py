"""Rows of coloured shapes, three or four of them."""

import random
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import pairwise, product
from typing import Any, NamedTuple

from alpaca_est.generators.rules.worlds import Key, Part, Row, World, both

THREE = range(3)


class Word(NamedTuple):
    """Nominative, genitive and partitive singular; nominative and partitive plural."""

    one: str
    of: str
    some: str
    many: str
    several: str


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(*one.split(":")) for one in text.split())


COLOURS = _words(
    "punane:punase:punast:punased:punaseid sinine:sinise:sinist:sinised:siniseid"
    " kollane:kollase:kollast:kollased:kollaseid "
    "roheline:rohelise:rohelist:rohelised:rohelisi must:musta:musta:mustad:musti valge:valge:valget:valged:valgeid "
    "hall:halli:halli:hallid:halle pruun:pruuni:pruuni:pruunid:pruune lilla:lilla:lillat:lillad:lillasid"
)
SHAPES = _words(
    "ring:ringi:ringi:ringid:ringe ruut:ruudu:ruutu:ruudud:ruute kolmnurk:kolmnurga:kolmnurka:kolmnurgad:kolmnurki"
    " täht:tähe:tähte:tähed:tähti "
    "rist:risti:risti:ristid:riste"
    " romb:rombi:rombi:rombid:rombe nool:noole:noolt:nooled:nooli"
    " süda:südame:südant:südamed:südameid"
)
FIGURE = Word("kujund", "kujundi", "kujundit", "kujundid", "kujundeid")
COUNTS = ("", "üks", "kaks")

Trait = tuple[int | None, int | None]
"""A colour, a shape, or both."""
COLOUR_TRAITS: tuple[Trait, ...] = tuple((colour, None) for colour in THREE)
SHAPE_TRAITS: tuple[Trait, ...] = tuple((None, shape) for shape in THREE)
SINGLE = (*COLOUR_TRAITS, *SHAPE_TRAITS)
TRAITS: tuple[Trait, ...] = (*SINGLE, *product(THREE, THREE))


def _is(trait: Trait, item: tuple[int, int]) -> bool:
    return all(wanted is None or wanted == found for wanted, found in zip(trait, item, strict=True))


def _count(row: Row, trait: Trait) -> int:
    return sum(_is(trait, item) for item in row)


class Shapes(World):
    """Three colours and three shapes."""

    singular, plural, partitive = "rida", "read", "ridu"

    def rows(self) -> tuple[Row, ...]:
        """All rows of three, and every eleventh of four."""
        items = tuple(product(THREE, THREE))
        return (*product(items, repeat=3), *tuple(product(items, repeat=4))[::11])

    def parts(self) -> tuple[Part, ...]:
        """Counts, places, comparisons and likenesses."""
        found = [
            Part(("least", trait, 1), partial(_at_least, trait=trait, number=1), joins=trait in SINGLE)
            for trait in TRAITS
        ]
        found += [Part(("least", trait, 2), partial(_at_least, trait=trait, number=2)) for trait in TRAITS]
        found += [Part(("exactly", trait, 1), partial(_exactly, trait=trait, number=1)) for trait in TRAITS]
        found += [Part(("exactly", trait, 2), partial(_exactly, trait=trait, number=2)) for trait in SINGLE]
        found += [Part(("none", trait), partial(_exactly, trait=trait, number=0), trait in SINGLE) for trait in TRAITS]
        found += [Part(("all", trait), partial(_all, trait=trait)) for trait in SINGLE]
        for place in (0, -1):
            found += [Part(("place", place, trait), partial(_at, place=place, trait=trait), True) for trait in SINGLE]
        for traits in (COLOUR_TRAITS, SHAPE_TRAITS):
            found += [
                Part(("more", one, two), partial(_more, one=one, two=two))
                for one in traits
                for two in traits
                if one != two
            ]
            found += [
                Part(("before", one, two), partial(_before, one=one, two=two)) for one in traits for two in traits
            ]
        for sense in (0, 1):
            found += [
                Part(("ends", sense), partial(_ends, sense=sense), joins=True),
                Part(("different", sense), partial(_different, sense=sense), joins=True),
                Part(("beside", sense), partial(_beside, sense=sense), joins=True),
            ]
        return tuple(found)

    def names(self, chance: random.Random) -> tuple[Any, ...]:
        """Three colours and three shapes."""
        return tuple(chance.sample(COLOURS, 3)), tuple(chance.sample(SHAPES, 3))

    def show(self, row: Row, names: tuple[Any, ...]) -> str:
        """„punane ring, sinine ruut, sinine ring“."""
        colours, shapes = names
        return ", ".join(f"{colours[colour].one} {shapes[shape].one}" for colour, shape in row)

    def read(self, text: str, names: tuple[Any, ...]) -> Row:
        """The row of such words."""
        colours, shapes = ([word.one for word in words] for words in names)
        pairs = [item.split() for item in text.split(", ")]
        return tuple((colours.index(colour), shapes.index(shape)) for colour, shape in pairs)

    def say(self, key: Key, names: tuple[Any, ...]) -> str:
        """„reas on vähemalt üks punane kujund“."""
        if key[0] == "and":
            one, two = key[1:]
            if one[0] == two[0] == "place" and one[1] == two[1]:
                return f"{self.say(one, names)} {_told(two[2], names).one}"
            return both(self.say(one, names), self.say(two, names))
        words = [_named(one, names) for one in key if isinstance(one, tuple)]
        sense = ("sama värvi", "sama kujuga")
        if key[0] in ("least", "exactly"):
            counted = f"{COUNTS[key[2]]} {words[0].one if key[2] == 1 else words[0].some}"
            return f"reas on {'vähemalt' if key[0] == 'least' else 'täpselt'} {counted}"
        if key[0] == "place":
            return f"rea {'viimane' if key[1] else 'esimene'} kujund on {_told(key[2], names).one}"
        if key[0] == "more":
            return f"reas on rohkem {words[0].several} kui {words[1].several}"
        if key[0] == "before":
            return f"mõnele {_after(words[0])} järgneb kohe {words[1].one}"
        if key[0] == "different":
            return f"reas ei ole kaht {sense[key[1]]} kujundit"
        return {
            "none": lambda: f"reas ei ole ühtegi {words[0].some}",
            "all": lambda: f"kõik rea kujundid on {_told(key[1], names).many}",
            "ends": lambda: f"rea esimene ja viimane kujund on {sense[key[1]]}",
            "beside": lambda: f"reas on kõrvuti kaks {sense[key[1]]} kujundit",
        }[key[0]]()

    def satisfied(self, row: Row) -> set[Key]:
        """Everything that is true of a row, from its counts and its neighbours."""
        counts: Counter[Trait] = Counter()
        for colour, shape in row:
            counts.update(((colour, None), (None, shape), (colour, shape)))
        found: set[Key] = set()
        for trait in TRAITS:
            number = counts[trait]
            found.update(("least", trait, least) for least in range(1, number + 1))
            found.add(("exactly", trait, number) if number else ("none", trait))
            if number == len(row):
                found.add(("all", trait))
        for kind in (COLOUR_TRAITS, SHAPE_TRAITS):
            found.update(("more", one, two) for one in kind for two in kind if counts[one] > counts[two])
        for sense in (0, 1):
            found |= _likeness([item[sense] for item in row], sense)
        return found


def _likeness(values: Sequence[int], sense: int) -> set[Key]:
    """What is true of the colours alone, or of the shapes."""
    traits = [(value, None) if sense == 0 else (None, value) for value in values]
    found: set[Key] = {("place", 0, traits[0]), ("place", -1, traits[-1])}
    found.update(("before", one, two) for one, two in pairwise(traits))
    if any(one == two for one, two in pairwise(values)):
        found.add(("beside", sense))
    if values[0] == values[-1]:
        found.add(("ends", sense))
    if len(values) == len(set(values)):
        found.add(("different", sense))
    return found


def _at_least(row: Row, trait: Trait, number: int) -> bool:
    return _count(row, trait) >= number


def _exactly(row: Row, trait: Trait, number: int) -> bool:
    return _count(row, trait) == number


def _all(row: Row, trait: Trait) -> bool:
    return all(_is(trait, item) for item in row)


def _at(row: Row, place: int, trait: Trait) -> bool:
    return _is(trait, row[place])


def _more(row: Row, one: Trait, two: Trait) -> bool:
    return _count(row, one) > _count(row, two)


def _before(row: Row, one: Trait, two: Trait) -> bool:
    return any(_is(one, row[place - 1]) and _is(two, row[place]) for place in range(1, len(row)))


def _ends(row: Row, sense: int) -> bool:
    first, *_, last = row
    return bool(first[sense] == last[sense])


def _different(row: Row, sense: int) -> bool:
    return all(one[sense] != two[sense] for place, one in enumerate(row) for two in row[place + 1 :])


def _beside(row: Row, sense: int) -> bool:
    return any(row[place][sense] == row[place + 1][sense] for place in range(len(row) - 1))


def _named(trait: Trait, names: tuple[Any, ...]) -> Word:
    """„punane kujund“, „ring“, „punane ring“, in all forms."""
    colour, shape = trait
    thing: Word = FIGURE if shape is None else names[1][shape]
    if colour is None:
        return thing
    return Word(*(f"{one} {other}" for one, other in zip(names[0][colour], thing, strict=True)))


def _after(word: Word) -> str:
    """„punasele kujundile“."""
    return " ".join(f"{one}le" for one in word.of.split())


def _told(trait: Trait, names: tuple[Any, ...]) -> Word:
    """„punane“ or „ring“, as what something is."""
    colour, shape = trait
    word: Word = names[0][colour] if colour is not None else names[1][shape]
    return word
