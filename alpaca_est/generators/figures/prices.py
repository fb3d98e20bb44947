"""Word problems about prices: by the kilogram or litre, and with value-added tax."""

import random
from decimal import Decimal
from fractions import Fraction

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.people import person
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, against, composed, final, framed
from alpaca_est.generators.figures.shopping import cents
from alpaca_est.generators.figures.written import euros, figure

KILOGRAM, LITRE = ("kilogrammi", "g", "kg"), ("liitri", "ml", "l")
GOODS = (
    ("kohv", KILOGRAM, (250, 400, 500, 750, 1000), (1000, 2400)),
    ("riis", KILOGRAM, (400, 500, 800, 1000), (150, 450)),
    ("juust", KILOGRAM, (200, 250, 400, 500), (700, 1500)),
    ("jahu", KILOGRAM, (500, 1000, 2000), (80, 250)),
    ("jäätis", KILOGRAM, (200, 400, 500, 1000), (400, 1200)),
    ("mahl", LITRE, (250, 500, 1000, 2000), (120, 350)),
    ("šampoon", LITRE, (200, 250, 400, 500), (600, 1600)),
    ("õli", LITRE, (250, 500, 750, 1000), (300, 900)),
)
"""What is sold; by what it is compared, in which unit its packs are labelled; their sizes; its price in cents."""
CHEAPER = framed(
    (
        "Poes on kaks pakendit: {goods}, {first_size} {unit} hinnaga {first} eurot ja {second_size} {unit} hinnaga "
        "{second} eurot. Kumb on ühe {by} kohta soodsam?",
        "{name} valib kahe pakendi vahel ({goods}): {first_size} {unit} maksab {first} eurot, {second_size} {unit} "
        "{second} eurot. Kumma pakendi {by} hind on madalam?",
    ),
    Phrasing(
        "Võrdle kahe pakendi ühe {by} hinda ja ütle, kumb on soodsam.",
        "{goods} A: {first_size} {unit}, {first} eurot\n{goods} B: {second_size} {unit}, {second} eurot",
    ),
    Phrasing(
        "Sa pead valima: {first_size} {unit} hinnaga {first} eurot või {second_size} {unit} hinnaga {second} eurot "
        "({goods}). Kumb on sulle ühe {by} kohta soodsam?"
    ),
    Phrasing(
        "Arvutage {by} hind ja leidke soodsam pakend.",
        "{first_size} {unit}: {first} eurot\n{second_size} {unit}: {second} eurot",
    ),
    Phrasing(
        "Teile pakutakse kaht pakendit ({goods}): {first_size} {unit} maksab {first} eurot ja {second_size} {unit} "
        "{second} eurot. Kumb on ühe {by} kohta odavam?"
    ),
)
TAX = framed(
    (
        "Kauba hind ilma käibemaksuta on {net} eurot. Käibemaks on {rate}%. Kui suur on hind koos käibemaksuga?",
        "{name} esitab arve, mille summa ilma käibemaksuta on {net} eurot. Lisandub käibemaks {rate}%. "
        "Kui suur on arve kokku?",
    ),
    Phrasing("Arvuta hind koos käibemaksuga.", "Hind käibemaksuta: {net} eurot\nKäibemaks: {rate}%"),
    Phrasing("Sa tellid töö hinnaga {net} eurot, millele lisandub käibemaks {rate}%. Kui palju sa kokku maksad?"),
    Phrasing("Teie arve on {net} eurot ja sellele lisandub käibemaks {rate}%. Kui suur on lõppsumma?"),
    Phrasing("Leidke käibemaksuga summa: {net} eurot, maksumäär {rate}%."),
)


def _cheaper(chance: random.Random) -> Draft | None:
    goods, (by, unit, whole), packs, levels = chance.choice(GOODS)
    sizes = sorted(chance.sample(packs, 2))
    level = chance.randint(*levels)
    prices = [round(level * size * chance.randint(85, 120) / 100_000) for size in sizes]
    each = [Fraction(price * 1000, size) for price, size in zip(prices, sizes, strict=True)]
    if min(prices) < 40 or any(one.denominator > 1 for one in each) or each[0] == each[1] or prices[0] >= prices[1]:
        return None
    steps = [
        f"{size} {unit}: {figure(Fraction(size, 1000))} {whole}, ühe {by} hind "
        f"{cents(price)} : {figure(Fraction(size, 1000))} = {cents(int(one))} eurot"
        for size, price, one in zip(sizes, prices, each, strict=True)
    ]
    best = sizes[0] if each[0] < each[1] else sizes[1]
    answer = f"soodsam on {best} {unit} pakend, ühe {by} hind on {cents(int(min(each)))} eurot"
    output = "\n".join([*(f"{step}." for step in steps), f"{ANSWER}{answer}."])
    fields = {"goods": goods, "unit": unit, "by": by, "name": person(chance).n}
    fields |= {"first_size": str(sizes[0]), "second_size": str(sizes[1])}
    fields |= {"first": cents(prices[0]), "second": cents(prices[1])}
    return composed("unit_price", CHEAPER, chance, fields, output=output, given=(sizes, prices))


def _doubt_cheaper(draft: Draft) -> str:
    """By multiplying crosswise."""
    sizes, prices = draft.given
    first = prices[0] * sizes[1] < prices[1] * sizes[0]
    place = 0 if first else 1
    each = Decimal(prices[place]) * 10 / sizes[place]
    wanted = f"soodsam on {sizes[place]} "
    return against(draft, Decimal(sizes[place]), each) if final(draft.output).startswith(wanted) else wanted


def _tax(chance: random.Random) -> Draft | None:
    rate, net = (
        chance.choice((9, 13, 20, 22, 24)),
        100 * chance.choice((chance.randint(5, 99), chance.randint(100, 3000))),
    )
    tax = net * rate // 100
    output = (
        f"Käibemaks on {cents(net)} · {rate} : 100 = {cents(tax)} eurot. Kokku {cents(net)} + {cents(tax)} = "
        f"{cents(net + tax)}.\n{ANSWER}{euros(net + tax)}."
    )
    fields = {"net": figure(net // 100), "rate": str(rate), "name": person(chance).n}
    return composed("tax", TAX, chance, fields, output=output, given=(net, rate))


def _doubt_tax(draft: Draft) -> str:
    net, rate = draft.given
    return against(draft, Decimal(net) * (100 + rate) / 10_000)


KINDS = (
    Kind("unit_price", CHEAPER, _cheaper, _doubt_cheaper),
    Kind("tax", TAX, _tax, _doubt_tax),
)
