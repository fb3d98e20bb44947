"""Word problems about work and savings: shifts, wages, interest."""

import random
from decimal import Decimal
from fractions import Fraction

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.people import person
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, against, composed, framed
from alpaca_est.generators.figures.shopping import cents
from alpaca_est.generators.figures.times import HOUR, written
from alpaca_est.generators.figures.written import counted, euros, figure

SHIFTS = framed(
    (
        "{name} töötab {days} päeva nädalas kella {start}–{end}, lõuna on {pause} minutit. Mitu tundi ta töötab?",
        "Vahetus algab kell {start} ja lõpeb kell {end}, paus on {pause} minutit. Mitu töötundi on {days} vahetuses?",
        "{name} teeb nädalas {days} vahetust kella {start}–{end}, igas {pause} minutit pausi. Mitu tundi ta töötab?",
    ),
    Phrasing("Arvuta nädala töötunnid.", "Päevi: {days}\nTööaeg: {start}–{end}\nPaus: {pause} minutit päevas"),
    Phrasing(
        "Sa töötad {days} päeva kella {start}–{end} ja pausi on iga päev {pause} minutit. Mitu tundi sa kokku töötad?"
    ),
    Phrasing("Teie tööaeg on {start}–{end}, paus {pause} minutit. Mitu töötundi koguneb teil {days} päevaga?"),
)
WAGES = framed(
    (
        "{name} teenib tunnis {wage} eurot ja töötas {hours} tundi. Kui suur on tema brutopalk?",
        "Tunnitasu on {wage} eurot. Kui palju teenib {name}, kui ta töötab {hours} tundi?",
        "Õpilasmaleva tunnitasu on {wage} eurot. {name} töötas kokku {hours} tundi. Kui palju ta teenis?",
    ),
    Phrasing("Arvuta tasu.", "Tunnitasu: {wage} eurot\nTunde: {hours}"),
    Phrasing("Sinu tunnitasu on {wage} eurot ja sa töötasid {hours} tundi. Kui palju sa teenisid?"),
    Phrasing("Te töötasite {hours} tundi tunnitasuga {wage} eurot. Kui suur summa teile makstakse?"),
)
INTEREST = framed(
    (
        "{name} hoiustas {sum_} eurot lihtintressiga {rate}% aastas. Kui palju intressi koguneb {years} aastaga?",
        "Hoius on {sum_} eurot ja aasta lihtintress {rate}%. Kui suur on intress {years} aasta eest?",
    ),
    Phrasing("Arvuta lihtintress.", "Hoius: {sum_} eurot\nAastaintress: {rate}%\nAeg: {years} aastat"),
    Phrasing("Sa laenasid {sum_} eurot lihtintressiga {rate}% aastas. Kui palju intressi maksad sa {years} aastaga?"),
    Phrasing("Te hoiustate {sum_} eurot lihtintressiga {rate}% aastas. Kui suur on teie intressitulu {years} aastaga?"),
    Phrasing("Leidke intress: {sum_} eurot, {rate}% aastas, {years} aastat, lihtintress."),
)
COMPOUND = framed(
    (
        "{name} hoiustas {sum_} eurot liitintressiga {rate}% aastas. Kui suur on hoius kahe aasta pärast?",
        "Hoius on {sum_} eurot ja kasvab igal aastal {rate}%. Kui palju raha on kontol kahe aasta pärast?",
    ),
    Phrasing(
        "Arvuta hoiuse suurus kahe aasta pärast, kui arvestatakse liitintressi.",
        "Hoius: {sum_} eurot\nAastaintress: {rate}%",
    ),
    Phrasing("Sul on hoiusel {sum_} eurot ja liitintress on {rate}% aastas. Kui palju raha on sul kahe aasta pärast?"),
    Phrasing("Te panete hoiusele {sum_} eurot liitintressiga {rate}% aastas. Milline on hoius kahe aasta lõpus?"),
    Phrasing("Leidke {sum_} euro suurune hoius kahe aasta pärast, kui see kasvab liitintressiga {rate}% aastas."),
)


def _shifts(chance: random.Random) -> Draft | None:
    start = 30 * chance.randint(12, 20)
    long = 30 * chance.randint(9, 20)
    pause, days = chance.choice((30, 30, 45, 60)), chance.randint(2, 5)
    work = long - pause
    if work * days % 6:
        return None
    total = Fraction(work * days, 60)
    sign = chance.choice(".:")
    whole, rest, day = (figure(Fraction(minutes, 60)) for minutes in (long, pause, work))
    output = (
        f"Tööpäev kestab {whole} tundi, millest paus on {pause} : 60 = {counted(Fraction(pause, 60), HOUR)}. "
        f"Päevas on tööd {whole} − {rest} = {day} tundi. Kokku {days} · {day} = {figure(total)}.\n"
        f"{ANSWER}{figure(total)} tundi."
    )
    fields = {"name": person(chance).n, "days": days, "pause": pause}
    fields |= {"start": written(start, sign), "end": written(start + long, sign)}
    return composed("shifts", SHIFTS, chance, fields, output=output, given=(start, start + long, pause, days))


def _doubt_shifts(draft: Draft) -> str:
    start, end, pause, days = draft.given
    minutes = sum(end - start - pause for _ in range(days))
    return against(draft, (Decimal(minutes) / 60).quantize(Decimal("0.0001")).normalize() + 0)


def _wages(chance: random.Random) -> Draft:
    wage, hours = 5 * chance.randint(110, 400), chance.choice((chance.randint(4, 40), chance.randint(40, 168)))
    total = wage * hours
    output = f"Korrutame tunnitasu tundide arvuga: {cents(wage)} · {hours} = {cents(total)}.\n{ANSWER}{euros(total)}."
    fields = {"wage": cents(wage), "hours": hours, "name": person(chance).n}
    return composed("wages", WAGES, chance, fields, output=output, given=(wage, hours))


def _doubt_wages(draft: Draft) -> str:
    wage, hours = draft.given
    return against(draft, Decimal(wage) * Decimal(hours) / 100)


def _interest(chance: random.Random) -> Draft:
    amount, years = 100 * chance.randint(2, 150), chance.randint(2, 6)
    rate = Fraction(chance.choice((2, 3, 4, 5, 6, 7, 8, 9, 10)), 2)
    yearly = amount * rate
    total = int(yearly * years)
    output = (
        f"Aasta intress on {figure(amount)} · {figure(rate)} : 100 = {cents(int(yearly))} eurot. "
        f"{years} aastaga koguneb {years} · {cents(int(yearly))} = {cents(total)}.\n{ANSWER}{euros(total)}."
    )
    fields = {"sum_": figure(amount), "rate": figure(rate), "years": years, "name": person(chance).n}
    return composed("interest", INTEREST, chance, fields, output=output, given=(amount, figure(rate), years))


def _doubt_interest(draft: Draft) -> str:
    amount, rate, years = draft.given
    return against(draft, Decimal(amount) * (Decimal(rate.replace(",", ".")) * years) / 100)


def _compound(chance: random.Random) -> Draft:
    amount, rate = 100 * chance.randint(2, 150), chance.choice((2, 3, 4, 5, 6, 8, 10))
    first = amount * rate  # cents
    middle = 100 * amount + first
    second = Fraction(middle * rate, 100)
    total = middle + second
    steps = (
        f"Esimese aasta intress on {figure(amount)} · {rate} : 100 = {cents(first)} ja hoius {figure(amount)} + "
        f"{cents(first)} = {cents(middle)} eurot. Teise aasta intress on {cents(middle)} · {rate} : 100 = "
        f"{figure(second / 100, 2)} ja hoius {cents(middle)} + {figure(second / 100, 2)} = {figure(total / 100, 2)}."
    )
    output = f"{steps}\n{ANSWER}{euros(int(total))}."
    fields = {"sum_": figure(amount), "rate": rate, "name": person(chance).n}
    return composed("compound_interest", COMPOUND, chance, fields, output=output, given=(amount, rate))


def _doubt_compound(draft: Draft) -> str:
    amount, rate = draft.given
    return against(draft, Decimal(amount) * (Decimal(100 + rate) / 100) ** 2)


KINDS = (
    Kind("shifts", SHIFTS, _shifts, _doubt_shifts),
    Kind("wages", WAGES, _wages, _doubt_wages),
    Kind("interest", INTEREST, _interest, _doubt_interest),
    Kind("compound_interest", COMPOUND, _compound, _doubt_compound),
)
