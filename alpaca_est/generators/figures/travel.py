"""Word problems about journeys: distance, time and speed, and fuel."""

import random
from decimal import Decimal
from fractions import Fraction

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.people import TOWNS, person
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, against, composed, framed
from alpaca_est.generators.figures.written import figure

DISTANCE = framed(
    (
        "Auto sõitis {time} tundi kiirusega {speed} km/h. Kui pika tee auto läbis?",
        "Buss väljus {from_} ja sõitis {time} tundi keskmise kiirusega {speed} km/h. Mitu kilomeetrit buss läbis?",
        "{name} sõitis {time} tundi keskmise kiirusega {speed} km/h. Kui kaugele ta jõudis?",
    ),
    Phrasing("Arvuta läbitud teepikkus.", "Kiirus: {speed} km/h\nAeg: {time} tundi"),
    Phrasing("Sa sõidad {time} tundi kiirusega {speed} km/h. Mitu kilomeetrit sa läbid?"),
    Phrasing("Leidke teepikkus, kui keskmine kiirus on {speed} km/h ja sõit kestab {time} tundi."),
)
SPEED = framed(
    (
        "Rong läbis {distance} km pikkuse tee {time} tunniga. Kui suur oli rongi keskmine kiirus?",
        "{name} sõitis {from_} maale ja läbis {time} tunniga {distance} km. Mis oli tema keskmine kiirus?",
        "Buss sõitis {distance} km ja selleks kulus {time} tundi. Kui suur oli bussi keskmine kiirus?",
    ),
    Phrasing("Arvuta keskmine kiirus.", "Teepikkus: {distance} km\nAeg: {time} tundi"),
    Phrasing("Sa läbid {distance} km {time} tunniga. Kui suur on sinu keskmine kiirus?"),
    Phrasing("Te sõitsite {distance} km ja see võttis aega {time} tundi. Milline oli teie keskmine kiirus?"),
)
DURATION = framed(
    (
        "Mitme tunniga läbib auto {distance} km, kui selle keskmine kiirus on {speed} km/h?",
        "{name} sõidab {to}. Teed on {distance} km ja keskmine kiirus {speed} km/h. Kui kaua sõit kestab?",
        "Veok peab läbima {distance} km ja sõidab keskmiselt {speed} km/h. Kui palju aega selleks kulub?",
    ),
    Phrasing("Arvuta sõiduaeg.", "Teepikkus: {distance} km\nKiirus: {speed} km/h"),
    Phrasing("Sul on sõita {distance} km ja sinu keskmine kiirus on {speed} km/h. Mitu tundi sul kulub?"),
    Phrasing("Leidke, mitu tundi kulub {distance} km läbimiseks, kui kiirus on {speed} km/h."),
)
FUEL = framed(
    (
        "Auto kulutab {use} liitrit kütust 100 kilomeetri kohta. Mitu liitrit kulub {distance} km läbimiseks?",
        "{name} sõidab {distance} km. Tema auto kütusekulu on {use} l / 100 km. Mitu liitrit kütust kulub?",
    ),
    Phrasing("Arvuta kütusekulu.", "Teepikkus: {distance} km\nKulu: {use} liitrit 100 km kohta"),
    Phrasing("Sinu auto kulutab {use} liitrit 100 km kohta. Mitu liitrit kulub sul {distance} km sõitmiseks?"),
    Phrasing("Teie auto keskmine kütusekulu on {use} l / 100 km. Kui palju kütust kulub teil {distance} km peale?"),
    Phrasing("Leia, mitu liitrit kütust kulub {distance} km jaoks, kui 100 km kohta kulub {use} liitrit."),
)


ISLANDS = ("Kuressaare",)
"""Where nobody drives to for hours."""


def _drawn(chance: random.Random) -> tuple[Fraction, int, Fraction, dict[str, object]]:
    """Time, speed and distance of a journey, and how they are told."""
    time = Fraction(chance.choice((3, 4, 5, 6, 7, 8, 9, 10, 12)), 2)
    speed = chance.choice((chance.randint(40, 95), 5 * chance.randint(8, 19)))
    distance = time * speed
    start, end = chance.sample([town for town in TOWNS if town.n not in ISLANDS], 2)
    fields: dict[str, object] = {"time": figure(time), "speed": speed, "distance": figure(distance)}
    return time, speed, distance, fields | {"from_": start.el, "to": end.ill, "name": person(chance).n}


def _distance(chance: random.Random) -> Draft:
    time, speed, distance, fields = _drawn(chance)
    output = (
        f"Teepikkus on kiirus korda aeg: {speed} · {figure(time)} = {figure(distance)}.\n{ANSWER}{figure(distance)} km."
    )
    return composed("travel_distance", DISTANCE, chance, fields, output=output, given=(speed, figure(time)))


def _doubt_distance(draft: Draft) -> str:
    speed, time = draft.given
    half = int(Decimal(time.replace(",", ".")) * 2)
    return against(draft, sum((Decimal(speed) / 2 for _ in range(half)), Decimal(0)).normalize() + 0)


def _speed(chance: random.Random) -> Draft:
    time, speed, distance, fields = _drawn(chance)
    output = f"Kiirus on teepikkus jagatud ajaga: {figure(distance)} : {figure(time)} = {speed}.\n{ANSWER}{speed} km/h."
    return composed("travel_speed", SPEED, chance, fields, output=output, given=(figure(distance), figure(time)))


def _quotient(draft: Draft) -> str:
    first, second = (Decimal(text.replace(" ", "").replace(",", ".")) for text in draft.given)
    return against(draft, (first * 2 / (second * 2)).normalize() + 0)


def _duration(chance: random.Random) -> Draft:
    time, speed, distance, fields = _drawn(chance)
    output = (
        f"Aeg on teepikkus jagatud kiirusega: {figure(distance)} : {speed} = {figure(time)}.\n"
        f"{ANSWER}{figure(time)} tundi."
    )
    return composed("travel_time", DURATION, chance, fields, output=output, given=(figure(distance), str(speed)))


def _fuel(chance: random.Random) -> Draft:
    use, distance = Fraction(chance.randint(42, 98), 10), 10 * chance.randint(12, 90)
    result = use * distance / 100
    hundreds = Fraction(distance, 100)
    output = (
        f"{distance} km on {figure(hundreds)} korda 100 km. Kütust kulub {figure(hundreds)} · {figure(use)} = "
        f"{figure(result)}.\n{ANSWER}{figure(result)} liitrit."
    )
    fields = {"use": figure(use), "distance": distance, "name": person(chance).n}
    return composed("fuel", FUEL, chance, fields, output=output, given=(figure(use), distance))


def _doubt_fuel(draft: Draft) -> str:
    use, distance = draft.given
    return against(draft, (Decimal(use.replace(",", ".")) / 100 * distance).normalize() + 0)


KINDS = (
    Kind("travel_distance", DISTANCE, _distance, _doubt_distance),
    Kind("travel_speed", SPEED, _speed, _quotient),
    Kind("travel_time", DURATION, _duration, _quotient),
    Kind("fuel", FUEL, _fuel, _doubt_fuel),
)
