"""People and places for stories, with the forms that cannot be guessed."""

import random
from typing import NamedTuple


class Person(NamedTuple):
    """A first name; the other cases are made of its genitive."""

    n: str
    g: str

    @property
    def all(self) -> str:
        """To whom: Peetrile."""
        return f"{self.g}le"

    @property
    def ad(self) -> str:
        """Who has: Peetril."""
        return f"{self.g}l"

    @property
    def kom(self) -> str:
        """With whom: Peetriga."""
        return f"{self.g}ga"

    @property
    def el(self) -> str:
        """From, about whom: Peetrist."""
        return f"{self.g}st"


class Town(NamedTuple):
    """A town; `ill` is where one goes: Rakverre."""

    n: str
    g: str
    ill: str

    @property
    def ine(self) -> str:
        """Where: Rakveres."""
        return f"{self.g}s"

    @property
    def el(self) -> str:
        """From where: Rakverest."""
        return f"{self.g}st"


SAME = (
    *("Mari", "Anu", "Kati", "Jüri", "Kadri", "Tiina", "Kertu", "Maia", "Eeva", "Marta", "Helena", "Laura", "Anna"),
    *("Kalle", "Liisa", "Rando", "Madli", "Triinu", "Juta", "Reeli", "Heli"),
)
GENITIVES = {
    "Ants": "Antsu",
    "Piret": "Pireti",
    "Mihkel": "Mihkli",
    "Oskar": "Oskari",
    "Peeter": "Peetri",
    "Kristjan": "Kristjani",
    "Toomas": "Toomase",
    "Rasmus": "Rasmuse",
    "Andres": "Andrese",
    "Martin": "Martini",
    "Karl": "Karli",
    "Liis": "Liisi",
    "Kristel": "Kristeli",
    "Siim": "Siimu",
    "Taavi": "Taavi",
    "Sirje": "Sirje",
    "Urmas": "Urmase",
    "Jaan": "Jaani",
    "Joonas": "Joonase",
    "Henrik": "Henriku",
    "Ingrid": "Ingridi",
    "Katrin": "Katrini",
    "Maarja": "Maarja",
    "Villem": "Villemi",
    "Uku": "Uku",
}
PEOPLE = tuple(Person(name, GENITIVES.get(name, name)) for name in dict.fromkeys((*SAME, *GENITIVES)))

TOWNS = (
    Town("Tallinn", "Tallinna", "Tallinna"),
    Town("Tartu", "Tartu", "Tartusse"),
    Town("Pärnu", "Pärnu", "Pärnusse"),
    Town("Narva", "Narva", "Narva"),
    Town("Viljandi", "Viljandi", "Viljandisse"),
    Town("Rakvere", "Rakvere", "Rakverre"),
    Town("Võru", "Võru", "Võrru"),
    Town("Valga", "Valga", "Valka"),
    Town("Haapsalu", "Haapsalu", "Haapsallu"),
    Town("Paide", "Paide", "Paidesse"),
    Town("Põlva", "Põlva", "Põlvasse"),
    Town("Kuressaare", "Kuressaare", "Kuressaarde"),
    Town("Elva", "Elva", "Elvasse"),
)


def person(chance: random.Random) -> Person:
    """Somebody."""
    return chance.choice(PEOPLE)


def two(chance: random.Random) -> tuple[Person, Person]:
    """Two different people."""
    first, second = chance.sample(PEOPLE, 2)
    return first, second
