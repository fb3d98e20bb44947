"""Roman numerals and centuries."""

import random

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, composed, final
from alpaca_est.languages.number_reading import read_ordinal
from alpaca_est.languages.number_words import ordinal

SIGNS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

TO_ROMAN = (
    Phrasing("Kirjuta arv {number} Rooma numbritega."),
    Phrasing("Kuidas kirjutatakse {number} Rooma numbritega?"),
    Phrasing("Teisendage arv Rooma numbriteks ja näidake, millest see koosneb.", "{number}"),
    Phrasing("Kirjutage arv {number} Rooma numbritega ja selgitage."),
    Phrasing("Mälestustahvlile tuleb raiuda aastaarv {number} Rooma numbritega. Kuidas see välja näeb?"),
    Phrasing("Pane see arv Rooma numbritega kirja.", "{number}"),
)
FROM_ROMAN = (
    Phrasing("Mis arv on {roman}?"),
    Phrasing("Teisenda Rooma number {roman} araabia numbriteks."),
    Phrasing("Kirjutage Rooma number araabia numbritega.", "{roman}"),
    Phrasing("Hoone fassaadil on aastaarv {roman}. Mis aastast on jutt?"),
    Phrasing("Loe Rooma numbrit ja selgita, kuidas väärtus kujuneb.", "{roman}"),
    Phrasing("Millist arvu tähistab Rooma number {roman}? Palun selgitage."),
)
CENTURY = (
    Phrasing("Mitmendasse sajandisse kuulub aasta {year}?"),
    Phrasing("Mis sajandis oli aasta {year}? Vasta ka Rooma numbriga."),
    Phrasing("Määra, mitmendasse sajandisse see aasta kuulub.", "{year}"),
    Phrasing("Palun öelge, mis sajandisse jääb aasta {year}, ja põhjendage."),
    Phrasing("Ürik on kirjutatud aastal {year}. Mitmes sajand see oli?"),
    Phrasing("Nimetage sajand, kuhu antud aastaarv kuulub.", "Aasta {year}"),
)


def to_roman(number: int) -> list[tuple[int, str]]:
    """The signs of a number digit by digit from left to right, each with its value: (80, LXXX), (8, VIII)."""
    found = []
    for place in (1000, 100, 10, 1):
        left = value = number // place % 10 * place
        text = ""
        for size, sign in SIGNS:
            while left >= size:
                text, left = text + sign, left - size
        if text:
            found.append((value, text))
    return found


def from_roman(text: str) -> int:
    """The value of a numeral: a smaller sign before a greater one is taken away."""
    values = [VALUES[sign] for sign in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _number(chance: random.Random) -> int:
    return chance.choice((chance.randint(4, 100), chance.randint(101, 1499), chance.randint(1500, 2030)))


def _explained(signs: list[tuple[int, str]]) -> str:
    parts = ", ".join(f"{sign} = {value}" for value, sign in signs)
    added = " + ".join(str(value) for value, _ in signs)
    return f"{parts}; {added} = {sum(value for value, _ in signs)}." if len(signs) > 1 else f"{parts}."


def _likely(draft: Draft, number: int) -> Draft | None:
    """The draft, unless it puts the year of a house or a plaque before 1500."""
    return draft if number >= 1500 or "aastaarv" not in draft.instruction else None


def _to_roman(chance: random.Random) -> Draft | None:
    number = _number(chance)
    signs = to_roman(number)
    roman = "".join(sign for _, sign in signs)
    lead = "Jaotame arvu osadeks" if len(signs) > 1 else "Arvu märgid"
    output = f"{lead}: {_explained(signs)}\n{ANSWER}{roman}."
    draft = composed("arabic_to_roman", TO_ROMAN, chance, {"number": number}, output=output, given=number)
    return _likely(draft, number)


def _doubt_roman(draft: Draft) -> str:
    found = from_roman(final(draft.output))
    return "" if found == draft.given else f"{final(draft.output)} is {found}, not {draft.given}"


def _from_roman(chance: random.Random) -> Draft | None:
    number = _number(chance)
    signs = to_roman(number)
    roman = "".join(sign for _, sign in signs)
    lead = "Liidame märkide väärtused" if len(signs) > 1 else "Märkide väärtus"
    output = f"{lead}: {_explained(signs)}\n{ANSWER}{number}."
    draft = composed("roman_to_arabic", FROM_ROMAN, chance, {"roman": roman}, output=output, given=roman)
    return _likely(draft, number)


def _doubt_arabic(draft: Draft) -> str:
    wanted = from_roman(draft.given)
    return "" if final(draft.output) == str(wanted) else f"{wanted}, not {final(draft.output)}"


def _century(chance: random.Random) -> Draft:
    year = chance.randint(1001, 2025) if chance.random() < 0.85 else 100 * chance.randint(11, 20)
    century = (year + 99) // 100
    first, last = 100 * century - 99, 100 * century
    roman = "".join(sign for _, sign in to_roman(century))
    span = f"{century}. sajand kestis aastast {first} aastani {last}"
    if last > 2025:
        span = f"{century}. sajand algas aastal {first}"
    output = (
        f"{span}, seega kuulub aasta {year} sinna.\n{ANSWER}{century}. sajand ({roman}), {ordinal(century)} sajand."
    )
    return composed("century", CENTURY, chance, {"year": year}, output=output, given=year)


def _doubt_century(draft: Draft) -> str:
    hundreds, rest = divmod(draft.given, 100)
    wanted = hundreds + (1 if rest else 0)
    number, _, roman = final(draft.output).partition(". sajand (")
    roman, _, words = roman.partition("), ")
    found = int(number), from_roman(roman), read_ordinal(words.removesuffix(" sajand"))
    return "" if found == (wanted,) * 3 else f"{wanted}, not {found}"


KINDS = (
    Kind("arabic_to_roman", TO_ROMAN, _to_roman, _doubt_roman),
    Kind("roman_to_arabic", FROM_ROMAN, _from_roman, _doubt_arabic),
    Kind("century", CENTURY, _century, _doubt_century),
)
