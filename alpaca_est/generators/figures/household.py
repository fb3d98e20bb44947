"""Word problems about home: recipes, averages, areas."""

import random
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.people import person
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, against, composed, framed
from alpaca_est.generators.figures.written import Noun, counted, figure, listed


class Part(NamedTuple):
    """Something of a recipe: how much for one person, its unit, of what (jahu), and its name in the steps."""

    least: int
    most: int
    unit: Noun
    of: str
    name: str


GRAM, MILLILITRE = Noun("g", "g", "g"), Noun("ml", "ml", "ml")
RECIPES = {
    "Pannkoogid": (
        Part(100, 160, MILLILITRE, "piima", "piim"),
        Part(40, 80, GRAM, "jahu", "jahu"),
        Part(5, 15, GRAM, "suhkrut", "suhkur"),
    ),
    "Hernesupp": (
        Part(60, 90, GRAM, "herneid", "herned"),
        Part(40, 80, GRAM, "suitsuliha", "suitsuliha"),
        Part(300, 420, MILLILITRE, "vett", "vesi"),
    ),
    "Kartulisalat": (
        Part(120, 180, GRAM, "kartulit", "kartul"),
        Part(30, 60, GRAM, "hapukurki", "hapukurk"),
        Part(25, 45, GRAM, "hapukoort", "hapukoor"),
    ),
    "Mannavaht": (
        Part(20, 35, GRAM, "mannat", "manna"),
        Part(120, 180, MILLILITRE, "mahla", "mahl"),
        Part(10, 25, GRAM, "suhkrut", "suhkur"),
    ),
    "Kissell": (
        Part(80, 140, GRAM, "marju", "marjad"),
        Part(150, 220, MILLILITRE, "vett", "vesi"),
        Part(8, 14, GRAM, "tärklist", "tärklis"),
    ),
}
GENITIVES = {
    "Pannkoogid": "pannkookide",
    "Hernesupp": "hernesupi",
    "Kartulisalat": "kartulisalati",
    "Mannavaht": "mannavahu",
    "Kissell": "kisselli",
}
RECIPE = framed(
    (
        "{dish}, {few} inimesele: {amounts}. Kui palju on vaja iga koostisosa, kui sööjaid on {many}?",
        "{dish_g} retsept on {few} inimesele: {amounts}. Kui palju iga ainet kulub {many} inimese jaoks?",
    ),
    Phrasing("Arvuta koostisosade kogused {many} inimesele.", "{dish} ({few} inimesele): {amounts}"),
    Phrasing(
        "Sul on {dish_g} retsept {few} inimesele, aga sööjaid on {many}. Kui palju sa iga ainet vajad?",
        "{amounts}",
    ),
    Phrasing("Teisendage retsept {many} inimesele.", "{dish}, {few} portsjonit: {amounts}"),
    Phrasing("Teil on {dish_g} retsept {few} inimesele: {amounts}. Kui palju kulub teil {many} inimese jaoks?"),
)
AVERAGE = framed(
    (
        ("Eri päevadel mõõdeti õhutemperatuuriks {row} kraadi. Mis oli keskmine temperatuur?", "kraadi"),
        (
            "{name} luges päevade kaupa {row} lehekülge. Mitu lehekülge luges ta keskmiselt päevas?",
            "lehekülge",
        ),
        ("Korvpallimängudes viskas {name} {row} punkti. Mitu punkti viskas ta keskmiselt mängus?", "punkti"),
        ("Matkajad kõndisid päevade kaupa {row} kilomeetrit. Kui pikk oli päevateekond keskmiselt?", "kilomeetrit"),
    ),
    Phrasing("Leia arvude {row} aritmeetiline keskmine."),
    Phrasing("Arvutage aritmeetiline keskmine.", "{row}"),
    Phrasing("Mis on nende arvude keskmine?", "{row}"),
    Phrasing("Sul on kontrolltööde punktid {row}. Mis on sinu keskmine tulemus?", unit="punkti"),
    Phrasing("Teie telefoniarved olid {row} eurot. Kui suur oli keskmine arve?", unit="eurot"),
)
AREA = framed(
    (
        "Toa pikkus on {long} m ja laius {wide} m. Kui suur on toa põranda pindala?",
        "Ristkülikukujuline peenar on {long} m pikk ja {wide} m lai. Mitu ruutmeetrit on peenra pindala?",
        "{name} rajab ristkülikukujulise muru, mille küljed on {long} m ja {wide} m. Kui suur on muru pindala?",
    ),
    Phrasing("Arvuta ristküliku pindala, kui küljed on {long} m ja {wide} m."),
    Phrasing("Leidke ristküliku pindala.", "Pikkus: {long} m\nLaius: {wide} m"),
    Phrasing("Sa katad vaibaga põranda, mis on {long} m pikk ja {wide} m lai. Mitu ruutmeetrit vaipa sul kulub?"),
    Phrasing("Teie terrass on {long} m pikk ja {wide} m lai. Kui suur on terrassi pindala ruutmeetrites?"),
)


def _recipe(chance: random.Random) -> Draft | None:
    dish = chance.choice(list(RECIPES))
    few, many = chance.choice((2, 3, 4, 5, 6)), chance.choice((2, 3, 4, 5, 6, 8, 9, 10, 12, 15))
    if few == many:
        return None
    each = [5 * round(chance.randint(part.least, part.most) / 5) for part in RECIPES[dish]]
    amounts = [few * amount for amount in each]
    new = [amount * many // few for amount in amounts]
    told = listed(f"{counted(a, part.unit)} {part.of}" for a, part in zip(amounts, RECIPES[dish], strict=True))
    steps = [
        f"{part.name} {amount} : {few} · {many} = {result}"
        for part, amount, result in zip(RECIPES[dish], amounts, new, strict=True)
    ]
    result = listed(f"{counted(a, part.unit)} {part.of}" for a, part in zip(new, RECIPES[dish], strict=True))
    output = f"Leiame koguse ühele inimesele ja korrutame sööjate arvuga: {'; '.join(steps)}.\n{ANSWER}{result}."
    fields = {"dish": dish, "dish_g": GENITIVES[dish], "few": few, "many": many, "amounts": told}
    return composed("recipe", RECIPE, chance, fields, output=output, given=(amounts, few, many))


def _doubt_recipe(draft: Draft) -> str:
    amounts, few, many = draft.given
    return against(draft, *(_plain(Decimal(many) / Decimal(few) * amount) for amount in amounts))


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.0001")).normalize() + 0


def _average(chance: random.Random) -> Draft | None:
    count = chance.choice((4, 5, 5, 6, 8))
    row = [chance.randint(3, 29) for _ in range(count)]
    if (sum(row) * 100) % count:
        return None
    result = Fraction(sum(row), count)
    output = (
        f"Liidame arvud: {' + '.join(map(str, row))} = {sum(row)}. Jagame arvude hulgaga: "
        f"{sum(row)} : {count} = {figure(result)}.\n{ANSWER}{figure(result)}."
    )
    fields = {"row": listed(map(str, row)), "name": person(chance).n}
    return composed("average", AVERAGE, chance, fields, output=output, given=row)


def _doubt_average(draft: Draft) -> str:
    """The first number and the mean of the distances to it."""
    first, *others = map(Decimal, draft.given)
    return against(
        draft, (first + sum((one - first for one in others), Decimal(0)) / (len(others) + 1)).normalize() + 0
    )


def _area(chance: random.Random) -> Draft:
    long, wide = Fraction(chance.randint(25, 120), 10), Fraction(chance.randint(15, 60), 10)
    result = long * wide
    steps = f"{figure(long)} · {figure(wide)} = {figure(result)}"
    output = f"Pindala on pikkus korda laius: {steps}.\n{ANSWER}{figure(result)} m²."
    fields = {"long": figure(long), "wide": figure(wide), "name": person(chance).n}
    return composed("area", AREA, chance, fields, output=output, given=(figure(long), figure(wide)))


def _doubt_area(draft: Draft) -> str:
    """In whole decimetres."""
    long, wide = (int(Decimal(text.replace(",", ".")) * 10) for text in draft.given)
    return against(draft, (Decimal(long * wide) / 100).normalize() + 0)


KINDS = (
    Kind("recipe", RECIPE, _recipe, _doubt_recipe),
    Kind("average", AVERAGE, _average, _doubt_average),
    Kind("area", AREA, _area, _doubt_area),
)
