"""Word problems about money in shops: what it costs, what is given back, discounts, currencies."""

import random
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.people import person
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, against, composed, framed
from alpaca_est.generators.figures.written import Noun, counted, euros, figure, listed


class Goods(NamedTuple):
    """What is bought: its name, by what it is measured, of what (2 pätsi leiba), and its price in cents."""

    name: str
    by: Noun
    of: str
    price: tuple[int, int]


GOODS = (
    Goods("leib", Noun("päts", "pätsi", "pätsi"), "leiba", (119, 289)),
    Goods("piim", Noun("liiter", "liitri", "liitrit"), "piima", (85, 169)),
    Goods("kartul", Noun("kilogramm", "kilogrammi", "kilogrammi"), "kartulit", (45, 120)),
    Goods("õunad", Noun("kilogramm", "kilogrammi", "kilogrammi"), "õunu", (129, 299)),
    Goods("kohv", Noun("pakk", "paki", "pakki"), "kohvi", (499, 1099)),
    Goods("mahl", Noun("pudel", "pudeli", "pudelit"), "mahla", (139, 349)),
    Goods("munad", Noun("karp", "karbi", "karpi"), "mune", (189, 349)),
    Goods("šokolaad", Noun("tahvel", "tahvli", "tahvlit"), "šokolaadi", (129, 399)),
    Goods("mesi", Noun("purk", "purgi", "purki"), "mett", (550, 950)),
    Goods("juust", Noun("pakk", "paki", "pakki"), "juustu", (219, 599)),
    Goods("maasikad", Noun("karp", "karbi", "karpi"), "maasikaid", (250, 599)),
    Goods("jahu", Noun("kilogramm", "kilogrammi", "kilogrammi"), "jahu", (79, 189)),
)
SHOPPING = framed(
    (
        "{name} ostis {basket}. Kui palju ta kokku maksis?",
        "Ostukorvis on {basket}. Kui suur on arve?",
        "{name} läks poodi ja võttis sealt {basket}. Mitu eurot ostud kokku maksid?",
        "Turul osteti {basket}. Kui palju raha kulus?",
    ),
    Phrasing("Arvuta, kui palju ostud kokku maksavad.", "{lines}"),
    Phrasing("Sa ostad {basket}. Kui palju pead sa maksma?"),
    Phrasing("Teie ostukorvis on {basket}. Arvutage, mitu eurot peate tasuma."),
    Phrasing("Liitke ostud kokku ja leidke arve summa.", "{lines}"),
)
CHANGE = framed(
    (
        "{name} ostis {basket} ja maksis {note}-eurose rahatähega. Kui palju raha sai ta tagasi?",
        "Poest osteti {basket}. Maksti {note} eurot. Kui palju anti raha tagasi?",
        "{name} võttis poodi kaasa {note} eurot ja ostis {basket}. Mitu eurot jäi alles?",
    ),
    Phrasing("Sul on {note} eurot ja sa ostad {basket}. Kui palju raha sulle alles jääb?"),
    Phrasing("Te maksate {note}-eurosega ja ostate {basket}. Kui palju saate tagasi?"),
    Phrasing("Arvuta tagasi antav raha.", "Ostud: {basket}\nMaksti: {note} eurot"),
)
DISCOUNT = framed(
    (
        "{thing} maksis {price}. Allahindlus on {rate}%. Mis on uus hind?",
        "{thing} hinnaga {price} on nüüd {rate}% odavam. Kui palju see maksab?",
        "Kauplus langetas hindu {rate}%. Kui palju maksab nüüd {object_}, mille hind oli enne {price}?",
    ),
    Phrasing("Arvuta soodushind.", "{thing}: {price}\nSoodustus: {rate}%"),
    Phrasing("Sul on {rate}% sooduskood ja toote hind on {price}. Kui palju sa maksad?"),
    Phrasing("Teile pakutakse {rate}% soodustust kaubale, mille hind on {price}. Kui suur on lõpphind?"),
    Phrasing("Leidke hind pärast allahindlust.", "Algne hind: {price}\nAllahindlus: {rate}%"),
)
THINGS = {
    "jope": (30, 240),
    "jalgratas": (150, 900),
    "telefon": (90, 900),
    "seljakott": (15, 120),
    "kohvimasin": (60, 700),
    "tolmuimeja": (50, 400),
    "diivan": (250, 1400),
    "teekann": (10, 60),
    "telk": (50, 400),
    "kleit": (20, 150),
}
"""What is sold, and its prices from and to."""
EXCHANGE = framed(
    (
        "Kursi järgi saab ühe euro eest {rate} {currency}. Mitu {currency} saab {number} euro eest?",
        "{name} vahetab enne reisi {amount}. Üks euro on {rate} {currency}. Mitu {currency} ta saab?",
    ),
    Phrasing("Arvuta, mitu {currency} on {amount}, kui üks euro on {rate} {currency}."),
    Phrasing("Sa vahetad {amount} kursiga {rate} (nii mitu {currency} saab ühe euro eest). Mitu {currency} sa saad?"),
    Phrasing("Vahetage eurod ümber.", "Summa: {amount}\nKurss: 1 euro = {rate} {currency}"),
    Phrasing("Teil on {amount}. Kurss on 1 euro = {rate} {currency}. Kui palju raha te saate?"),
)
CURRENCIES = (
    ("Rootsi krooni", 10_90, 11_90),
    ("Norra krooni", 11_20, 11_99),
    ("dollarit", 1_02, 1_19),
    ("Poola zlotti", 4_21, 4_39),
    ("Tšehhi krooni", 24_10, 25_40),
)


def cents(amount: int) -> str:
    """An amount within a sum: always with cents."""
    return figure(Fraction(amount, 100), 2)


def _basket(chance: random.Random) -> tuple[list[tuple[int, int]], str, dict[str, str]]:
    """Counts and prices, the steps to their sum, and how the goods are told."""
    goods = chance.sample(GOODS, chance.choice((2, 2, 3)))
    bought = [(chance.randint(2, 6), chance.randint(*one.price)) for one in goods]
    told, lines, steps = [], [], []
    for one, (count, price) in zip(goods, bought, strict=True):
        told.append(f"{counted(count, one.by)} {one.of} ({one.by.n} {cents(price)} eurot)")
        lines.append(f"{one.name}: {counted(count, one.by)}, {one.by.n} {cents(price)} eurot")
        steps.append(f"{one.name} {count} · {cents(price)} = {cents(count * price)}")
    parts = [cents(count * price) for count, price in bought]
    total = sum(count * price for count, price in bought)
    text = ", ".join(steps)
    text = f"{text[:1].upper()}{text[1:]}. Kokku {' + '.join(parts)} = {cents(total)}."
    return bought, text, {"basket": listed(told), "lines": "\n".join(lines)}


def _shopping(chance: random.Random) -> Draft:
    bought, steps, told = _basket(chance)
    total = sum(count * price for count, price in bought)
    output = f"{steps}\n{ANSWER}{euros(total)}."
    return composed("shopping", SHOPPING, chance, {**told, "name": person(chance).n}, output=output, given=bought)


def _doubt_shopping(draft: Draft) -> str:
    return against(draft, _total(draft.given))


def _total(bought: list[tuple[int, int]]) -> Decimal:
    """What it costs by adding each piece."""
    return sum((Decimal(price) / 100 for count, price in bought for _ in range(count)), Decimal(0))


def _change(chance: random.Random) -> Draft | None:
    bought, steps, told = _basket(chance)
    total = sum(count * price for count, price in bought)
    note = next((note for note in (10, 20, 50, 100) if note * 100 > total), 0)
    if not note:
        return None
    left = 100 * note - total
    output = f"{steps} Vahe on {cents(100 * note)} − {cents(total)} = {cents(left)}.\n{ANSWER}{euros(left)}."
    fields = {"note": note, "name": person(chance).n, **told}
    return composed("change_money", CHANGE, chance, fields, output=output, given=(bought, note))


def _doubt_change(draft: Draft) -> str:
    bought, note = draft.given
    return against(draft, note - _total(bought))


def _discount(chance: random.Random) -> Draft | None:
    thing = chance.choice(list(THINGS))
    price = 100 * chance.randint(*THINGS[thing]) - chance.choice((0, 0, 10, 50))
    rate = chance.choice((5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 70))
    if price * rate % 100:
        return None
    off = price * rate // 100
    new = price - off
    output = (
        f"Allahindlus on {cents(price)} · {rate} : 100 = {cents(off)} eurot. "
        f"Uus hind on {cents(price)} − {cents(off)} = {cents(new)}.\n{ANSWER}{euros(new)}."
    )
    fields = {"thing": thing[:1].upper() + thing[1:], "object_": thing, "price": euros(price), "rate": rate}
    return composed("discount", DISCOUNT, chance, fields, output=output, given=(price, rate))


def _doubt_discount(draft: Draft) -> str:
    price, rate = draft.given
    return against(draft, Decimal(price) / 100 * (1 - Decimal(rate) / 100))


def _exchange(chance: random.Random) -> Draft:
    currency, low, high = chance.choice(CURRENCIES)
    rate, amount = chance.randint(low, high), chance.choice((chance.randint(2, 60) * 10, chance.randint(5, 300)))
    result = Fraction(rate * amount, 100)
    output = (
        f"Korrutame summa kursiga: {amount} · {cents(rate)} = {figure(result, 2)}.\n"
        f"{ANSWER}{figure(result, 2)} {currency}."
    )
    fields = {
        "currency": currency,
        "rate": cents(rate),
        "amount": f"{amount} eurot",
        "number": amount,
        "name": person(chance).n,
    }
    return composed("exchange", EXCHANGE, chance, fields, output=output, given=(rate, amount))


def _doubt_exchange(draft: Draft) -> str:
    rate, amount = draft.given
    return against(draft, (Decimal(rate) / 100 * amount).quantize(Decimal("0.01")))


KINDS = (
    Kind("shopping", SHOPPING, _shopping, _doubt_shopping),
    Kind("change_money", CHANGE, _change, _doubt_change),
    Kind("discount", DISCOUNT, _discount, _doubt_discount),
    Kind("exchange", EXCHANGE, _exchange, _doubt_exchange),
)
