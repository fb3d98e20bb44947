"""Word problems about home: recipes, ages, averages, shares, areas."""

import random
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.people import person, two
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
RECIPE = framed(
    (
        "{dish}, {few} inimesele: {amounts}. Kui palju on vaja iga koostisosa, kui sööjaid on {many}?",
        "Retsept ({dish}) on {few} inimesele ja selles on {amounts}. Mitu grammi või milliliitrit iga ainet kulub {many} inimesele?",
    ),
    Phrasing("Arvuta koostisosade kogused {many} inimesele.", "{dish} ({few} inimesele): {amounts}"),
    Phrasing(
        "Sul on {dish_} retsept {few} inimesele, aga külla tuleb {many} inimest. Kui palju sa iga ainet vajad?",
        "{amounts}",
    ),
    Phrasing("Teisendage retsept {many} inimesele.", "{dish}, {few} portsjonit: {amounts}"),
    Phrasing(
        "Teil on retsept {few} inimesele: {amounts}. Mitu grammi või milliliitrit kulub teil {many} inimese jaoks?"
    ),
)
AGES = framed(
    (
        "{elder} on {younger_el} {more} aastat vanem. Nende vanuste summa on {total} aastat. Kui vanad nad on?",
        "{elder} ja {younger} on kokku {total} aastat vanad. {elder} on {more} aastat vanem. Kui vana on kumbki?",
        "{younger} on {elder_el} {more} aastat noorem ja kahepeale on neil aastaid {total}. Leia mõlema vanus.",
    ),
    Phrasing("Arvuta mõlema vanus.", "Vanuste summa: {total}\n{elder} on {younger_el} vanem: {more} aastat"),
    Phrasing("Leidke {elder_g} ja {younger_g} vanus, kui nende vanuste summa on {total} ja vahe {more} aastat."),
    Phrasing(
        "Sinu sõbrad {elder} ja {younger} on kokku {total} aastat vanad; {elder} on {more} aastat vanem. Kui vanad nad on?"
    ),
)
TIMES = framed(
    (
        "{younger} on {age}-aastane ja {elder} on temast {times} korda vanem. Kui vana on {elder} {years} aasta pärast?",
        "{elder} on {times} korda vanem kui {younger}, kes on {age}-aastane. Mitu aastat vana on {elder} {years} aasta pärast?",
    ),
    Phrasing(
        "Arvuta, kui vana on {elder} {years} aasta pärast.",
        "{younger} on {age}-aastane, {elder} on {times} korda vanem.",
    ),
    Phrasing(
        "Sa oled {age}-aastane ja {elder} on sinust {times} korda vanem. Kui vana on {elder} {years} aasta pärast?"
    ),
    Phrasing(
        "Teie laps on {age}-aastane ja {elder} on temast {times} korda vanem. Kui vana on {elder} {years} aasta pärast?"
    ),
    Phrasing(
        "Leidke {elder_g} vanus {years} aasta pärast: {younger} on praegu {age}-aastane ja {elder} {times} korda vanem."
    ),
)
AVERAGE = framed(
    (
        ("Nädala päevadel mõõdeti temperatuuriks {row} kraadi. Mis oli keskmine temperatuur?", "kraadi"),
        (
            "{name} luges viimastel päevadel iga päev nii mitu lehekülge: {row}. Mitu lehekülge luges ta keskmiselt päevas?",
            "lehekülge",
        ),
        ("Korvpallimängudes viskas {name} {row} punkti. Mitu punkti viskas ta keskmiselt mängus?", "punkti"),
        ("Matkajad kõndisid päevade kaupa {row} kilomeetrit. Kui pikk oli päevateekond keskmiselt?", "kilomeetrit"),
    ),
    Phrasing("Leia arvude {row} aritmeetiline keskmine."),
    Phrasing("Arvutage aritmeetiline keskmine.", "{row}"),
    Phrasing("Mis on nende arvude keskmine?", "{row}"),
    Phrasing("Sul on kontrolltööde punktid {row}. Mis on sinu keskmine tulemus?", unit="punkti"),
    Phrasing("Teie kulud olid kuude kaupa {row} eurot. Kui suur oli keskmine kulu kuus?", unit="eurot"),
)
RATIO = framed(
    (
        "{first} ja {second} jagavad {total} eurot suhtes {a} : {b}. Kui palju saab kumbki?",
        "{first} töötas {a} tundi ja {second} {b} tundi. Nad said kokku {total} eurot ja jagasid raha tundide järgi. Kui palju sai kumbki?",
    ),
    Phrasing("Jaota {total} eurot suhtes {a} : {b}. Esimese osa saab {first}, teise {second}."),
    Phrasing("Jagage summa antud suhtes.", "Summa: {total} eurot\nSuhe ({first} : {second}): {a} : {b}"),
    Phrasing("Sa pead jagama {total} eurot nii, et {first} saab {a} osa ja {second} {b} osa. Kui palju kumbki saab?"),
    Phrasing("Kuidas te jagaksite {total} eurot, kui {first} peab saama {a} ja {second} {b} võrdset osa?"),
)
AREA = framed(
    (
        "Toa pikkus on {long} m ja laius {wide} m. Kui suur on toa põranda pindala?",
        "Ristkülikukujuline peenar on {long} m pikk ja {wide} m lai. Mitu ruutmeetrit on peenra pindala?",
        "{name} rajab muru ristkülikukujulisele platsile, mille küljed on {long} m ja {wide} m. Kui suure pindala muru katab?",
    ),
    Phrasing("Arvuta ristküliku pindala, kui küljed on {long} m ja {wide} m."),
    Phrasing("Leidke ristküliku pindala.", "Pikkus: {long} m\nLaius: {wide} m"),
    Phrasing(
        "Sul on vaja katta vaibaga põrand, mis on {long} m pikk ja {wide} m lai. Mitu ruutmeetrit vaipa sul kulub?"
    ),
    Phrasing("Teie terrass on {long} m pikk ja {wide} m lai. Kui suur on terrassi pindala ruutmeetrites?"),
)


def _recipe(chance: random.Random) -> Draft | None:
    dish = chance.choice(list(RECIPES))
    few, many = chance.choice((2, 3, 4, 5, 6)), chance.choice((2, 3, 4, 5, 6, 8, 9, 10, 12, 15))
    if few == many:
        return None
    amounts = [5 * round(chance.randint(part.least, part.most) * few / 5) for part in RECIPES[dish]]
    if any(amount * many % few for amount in amounts):
        return None
    new = [amount * many // few for amount in amounts]
    told = listed(f"{counted(a, part.unit)} {part.of}" for a, part in zip(amounts, RECIPES[dish], strict=True))
    steps = [
        f"{part.name} {amount} : {few} · {many} = {result}"
        for part, amount, result in zip(RECIPES[dish], amounts, new, strict=True)
    ]
    result = listed(f"{counted(a, part.unit)} {part.of}" for a, part in zip(new, RECIPES[dish], strict=True))
    output = f"Leiame koguse ühele inimesele ja korrutame sööjate arvuga: {'; '.join(steps)}.\n{ANSWER}{result}."
    fields = {"dish": dish, "dish_": "toidu", "few": few, "many": many, "amounts": told}
    return composed("recipe", RECIPE, chance, output=output, given=(amounts, few, many), **fields)


def _doubt_recipe(draft: Draft) -> str:
    amounts, few, many = draft.given
    return against(
        draft,
        *((Decimal(many) / Decimal(few) * amount).quantize(Decimal("0.0001")).normalize() + 0 for amount in amounts),
    )


def _ages(chance: random.Random) -> Draft:
    elder, younger = two(chance)
    age, more = chance.randint(4, 50), chance.randint(2, 30)
    total = 2 * age + more
    output = (
        f"Kui {elder.n} oleks sama vana kui {younger.n}, oleks vanuste summa {total} − {more} = {2 * age}. "
        f"{younger.n}: {2 * age} : 2 = {age}. {elder.n}: {age} + {more} = {age + more}.\n"
        f"{ANSWER}{younger.n} on {age}- ja {elder.n} {age + more}-aastane."
    )
    fields = {"elder": elder.n, "younger": younger.n, "elder_g": elder.g, "younger_g": younger.g}
    fields |= {"elder_el": elder.el, "younger_el": younger.el}
    given = (total, more)
    return composed("ages_sum", AGES, chance, output=output, given=given, total=total, more=more, **fields)


def _doubt_ages(draft: Draft) -> str:
    total, more = draft.given
    elder = Decimal(total + more) / 2
    return against(draft, total - elder, elder)


def _times(chance: random.Random) -> Draft:
    elder, younger = two(chance)
    times = chance.randint(2, 5)
    age = chance.randint(5, min(20, 80 // times))
    years = chance.randint(2, 12)
    now = age * times
    output = (
        f"Praegu on {elder.n} {times} · {age} = {now} aastat vana. {years} aasta pärast on ta "
        f"{now} + {years} = {now + years}.\n{ANSWER}{now + years}-aastane."
    )
    fields = {"elder": elder.n, "younger": younger.n, "elder_g": elder.g, "age": age, "times": times, "years": years}
    return composed("ages_times", TIMES, chance, output=output, given=(age, times, years), **fields)


def _doubt_times(draft: Draft) -> str:
    age, times, years = draft.given
    return against(draft, sum((Decimal(age) for _ in range(times)), Decimal(years)))


def _average(chance: random.Random) -> Draft | None:
    count = chance.choice((4, 5, 5, 6, 8))
    row = [chance.randint(3, 40) for _ in range(count)]
    if (sum(row) * 100) % count:
        return None
    result = Fraction(sum(row), count)
    output = (
        f"Liidame arvud: {' + '.join(map(str, row))} = {sum(row)}. Jagame arvude hulgaga: "
        f"{sum(row)} : {count} = {figure(result)}.\n{ANSWER}{figure(result)}."
    )
    fields = {"row": listed(map(str, row)), "name": person(chance).n}
    return composed("average", AVERAGE, chance, output=output, given=row, **fields)


def _doubt_average(draft: Draft) -> str:
    """The first number and the mean of the distances to it."""
    first, *others = map(Decimal, draft.given)
    return against(draft, (first + sum(one - first for one in others) / (len(others) + 1)).normalize() + 0)


def _ratio(chance: random.Random) -> Draft | None:
    first, second = two(chance)
    a, b = chance.randint(1, 9), chance.randint(2, 9)
    if a == b or a == 1:
        return None
    share = chance.choice((chance.randint(2, 90), 5 * chance.randint(2, 30)))
    total = (a + b) * share
    output = (
        f"Osi on kokku {a} + {b} = {a + b}. Ühe osa suurus on {total} : {a + b} = {share}. {first.n} saab "
        f"{a} · {share} = {a * share} ja {second.n} {b} · {share} = {b * share} eurot.\n"
        f"{ANSWER}{first.n} saab {a * share} ja {second.n} {b * share} eurot."
    )
    fields = {"first": first.n, "second": second.n, "a": a, "b": b, "total": total}
    return composed("ratio", RATIO, chance, output=output, given=(total, a, b), **fields)


def _doubt_ratio(draft: Draft) -> str:
    total, a, b = draft.given
    part = (Decimal(total) * a / (a + b)).quantize(Decimal("0.0001")).normalize() + 0
    return against(draft, part, total - part)


def _area(chance: random.Random) -> Draft:
    long, wide = Fraction(chance.randint(25, 120), 10), Fraction(chance.randint(15, 60), 10)
    result = long * wide
    output = f"Pindala on pikkus korda laius: {figure(long)} · {figure(wide)} = {figure(result)}.\n{ANSWER}{figure(result)} m²."
    fields = {"long": figure(long), "wide": figure(wide), "name": person(chance).n}
    return composed("area", AREA, chance, output=output, given=(figure(long), figure(wide)), **fields)


def _doubt_area(draft: Draft) -> str:
    """In whole decimetres."""
    long, wide = (int(Decimal(text.replace(",", ".")) * 10) for text in draft.given)
    return against(draft, (Decimal(long * wide) / 100).normalize() + 0)


KINDS = (
    Kind("recipe", RECIPE, _recipe, _doubt_recipe),
    Kind("ages_sum", AGES, _ages, _doubt_ages),
    Kind("ages_times", TIMES, _times, _doubt_times),
    Kind("average", AVERAGE, _average, _doubt_average),
    Kind("ratio", RATIO, _ratio, _doubt_ratio),
    Kind("area", AREA, _area, _doubt_area),
)
