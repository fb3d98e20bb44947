"""Units converted: metric ones, and those of the United States with the factor stated."""

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, against, composed, final, numbers
from alpaca_est.generators.figures.written import figure


class Unit(NamedTuple):
    """A unit: its sign, its size in the smallest one of its kind, and how one asks for it (meetrit, meetriteks)."""

    sign: str
    size: int
    p: str
    into: str


KINDS_OF_UNITS = (
    (
        Unit("mm", 1, "millimeetrit", "millimeetriteks"),
        Unit("cm", 10, "sentimeetrit", "sentimeetriteks"),
        Unit("dm", 100, "detsimeetrit", "detsimeetriteks"),
        Unit("m", 1000, "meetrit", "meetriteks"),
        Unit("km", 10**6, "kilomeetrit", "kilomeetriteks"),
    ),
    (
        Unit("mg", 1, "milligrammi", "milligrammideks"),
        Unit("g", 1000, "grammi", "grammideks"),
        Unit("kg", 10**6, "kilogrammi", "kilogrammideks"),
        Unit("t", 10**9, "tonni", "tonnideks"),
    ),
    (
        Unit("ml", 1, "milliliitrit", "milliliitriteks"),
        Unit("dl", 100, "detsiliitrit", "detsiliitriteks"),
        Unit("l", 1000, "liitrit", "liitriteks"),
    ),
    (
        Unit("cm²", 1, "ruutsentimeetrit", "ruutsentimeetriteks"),
        Unit("dm²", 100, "ruutdetsimeetrit", "ruutdetsimeetriteks"),
        Unit("m²", 10_000, "ruutmeetrit", "ruutmeetriteks"),
        Unit("a", 10**6, "aari", "aarideks"),
        Unit("ha", 10**8, "hektarit", "hektariteks"),
    ),
    (
        Unit("s", 1, "sekundit", "sekunditeks"),
        Unit("min", 60, "minutit", "minutiteks"),
        Unit("h", 3600, "tundi", "tundideks"),
        Unit("ööpäeva", 86400, "ööpäeva", "ööpäevadeks"),
    ),
)
METRIC = (
    Phrasing("Teisenda {value} {into} ja näita arvutuskäiku."),
    Phrasing("Mitu {p} on {value}? Näita ka arvutuskäiku."),
    Phrasing("Teisendage mõõtühik ja näidake arvutuskäiku.", "{value} = … {sign}"),
    Phrasing("Väljenda suurus {value} ühikuga {one} ja selgita."),
    Phrasing("Kui palju on {value}, kui vastus peab olema ühikuga {one}?"),
    Phrasing("Teisendage antud suurus {into}.", "{value}"),
)


class Foreign(NamedTuple):
    """A unit of the United States: one of it, several of it, and what it is: 1 nael on 0,454 kg."""

    n: str
    p: str
    factor: Fraction
    sign: str
    metric_p: str


FOREIGN = (
    Foreign("miil", "miili", Fraction("1.609"), "km", "kilomeetrit"),
    Foreign("jalg", "jalga", Fraction("30.48"), "cm", "sentimeetrit"),
    Foreign("toll", "tolli", Fraction("2.54"), "cm", "sentimeetrit"),
    Foreign("jard", "jardi", Fraction("0.9144"), "m", "meetrit"),
    Foreign("nael", "naela", Fraction("0.454"), "kg", "kilogrammi"),
    Foreign("unts", "untsi", Fraction("28.35"), "g", "grammi"),
    Foreign("gallon", "gallonit", Fraction("3.785"), "l", "liitrit"),
    Foreign("aaker", "aakrit", Fraction("0.405"), "ha", "hektarit"),
)
TO_METRIC = (
    Phrasing("Mitu {metric} on {count} {p}, kui 1 {n} on {factor} {sign}? Ümarda kümnendikeni."),
    Phrasing("Väljenda {count} {p} ühikuga {sign} (1 {n} = {factor} {sign}). Vastus ümarda kümnendikeni."),
    Phrasing("USA juhendis seisab „{count} {p}“. Kui palju see on, kui 1 {n} = {factor} {sign}? Ümarda kümnendikeni."),
    Phrasing("Teisendage USA mõõt meetermõõdustikku, ümardage kümnendikeni.", "{count} {p} (1 {n} = {factor} {sign})"),
    Phrasing("Arvutage, mitu {metric} on {count} {p}. On teada, et 1 {n} on {factor} {sign}. Ümardage kümnendikeni."),
)
FROM_METRIC = (
    Phrasing("Mitu {p} on {value} {sign}, kui 1 {n} on {factor} {sign}? Ümarda kümnendikeni."),
    Phrasing("Teisenda {value} {sign} USA mõõtu: 1 {n} = {factor} {sign}. Vastus ümarda kümnendikeni."),
    Phrasing(
        "Sul on vaja teada, mitu {p} on {value} {sign}. Arvesta, et 1 {n} = {factor} {sign}, ja ümarda kümnendikeni."
    ),
    Phrasing("Teisendage meetermõõt USA mõõduks ja ümardage kümnendikeni.", "{value} {sign} (1 {n} = {factor} {sign})"),
    Phrasing("Arvutage, mitu {p} on {value} {sign}, kui 1 {n} vastab {factor} {sign}-le. Ümardage kümnendikeni."),
)
TEMPERATURE = (
    Phrasing("Mitu kraadi Celsiuse järgi on {f} °F? Ümarda kümnendikeni."),
    Phrasing("Teisenda temperatuur {f} °F Celsiuse kraadideks ja ümarda kümnendikeni."),
    Phrasing("USA ilmateade lubab {f} °F. Mitu kraadi see on Celsiuse skaalal (ümarda kümnendikeni)?"),
    Phrasing("Teisendage temperatuur Celsiuse skaalale, ümardage kümnendikeni.", "{f} °F"),
    Phrasing(
        "Retsept käsib ahju kuumutada temperatuurini {f} °F. Kui palju see on Celsiuse kraadides, kümnendiku täpsusega?"
    ),
)
TO_FAHRENHEIT = (
    Phrasing("Mitu kraadi Fahrenheiti järgi on {c} °C? Ümarda kümnendikeni."),
    Phrasing("Teisenda {c} °C Fahrenheiti skaalale. Ümarda vastus kümnendikeni."),
    Phrasing("Sul on vaja öelda ameeriklasele, et õues on {c} °C. Mitu kraadi see on Fahrenheiti järgi?"),
    Phrasing("Teisendage temperatuur Fahrenheiti kraadideks, ümardage kümnendikeni.", "{c} °C"),
)


def _metric(chance: random.Random) -> Draft | None:
    row = chance.choice(KINDS_OF_UNITS)
    place = chance.randrange(len(row))
    other = place + chance.choice((-2, -1, 1, 2))
    if not 0 <= other < len(row):
        return None
    unit, into = row[place], row[other]
    down = unit.size > into.size
    factor = Fraction(unit.size, into.size) if down else Fraction(into.size, unit.size)
    if down:
        value = Fraction(chance.choice((chance.randint(2, 99), chance.randint(11, 399) / Fraction(10))))
        value = Fraction(int(value)) if unit.size % 60 == 0 and value.denominator > 2 else value
        result = value * factor
    else:
        result = Fraction(
            chance.choice((chance.randint(1, 40) * 10, chance.randint(3, 400) * 5)), chance.choice((10, 100))
        )
        result = result if into.size % 60 else Fraction(chance.randint(2, 30))
        value = result * factor
    if value.denominator > 1000 or value >= 10**8 or value == 1:
        return None
    one, many = (unit, into) if down else (into, unit)
    operation = "·" if down else ":"
    output = (
        f"1 {_one(one)} = {figure(factor)} {many.sign}, seega {figure(value)} {operation} {figure(factor)} = "
        f"{figure(result)}.\n{ANSWER}{figure(result)} {into.sign}."
    )
    fields = {
        "value": f"{figure(value)} {unit.sign}",
        "into": into.into,
        "p": into.p,
        "sign": into.sign,
        "one": _one(into),
    }
    given = (figure(value), unit.sign, into.sign)
    return composed("units_metric", METRIC, chance, fields, output=output, given=given)


def _one(unit: Unit) -> str:
    return "ööpäev" if unit.sign == "ööpäeva" else unit.sign


def _doubt_metric(draft: Draft) -> str:
    value, sign, into = draft.given
    sizes = {unit.sign: Decimal(unit.size) for row in KINDS_OF_UNITS for unit in row}
    [number] = numbers(value)
    return against(draft, (number * sizes[sign] / sizes[into]).normalize() + 0)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _ends(value: Fraction) -> str:
    """The sign before a result with one decimal."""
    return "=" if (value * 10).denominator == 1 else "≈"


def _foreign(chance: random.Random) -> Draft:
    unit = chance.choice(FOREIGN)
    fields = {"n": unit.n, "p": unit.p, "factor": figure(unit.factor), "sign": unit.sign, "metric": unit.metric_p}
    if chance.random() < 0.5:
        count = Fraction(chance.choice((chance.randint(2, 60), chance.randint(11, 300) / Fraction(10))))
        count = count + 1 if count == 1 else count
        result = count * unit.factor
        steps = f"{figure(count)} · {figure(unit.factor)} {_ends(result)} {figure(result, 1)}."
        output = f"{steps}\n{ANSWER}{_about(result)} {unit.sign}."
        given = (figure(count), figure(unit.factor), "·")
        return composed("units_us", TO_METRIC, chance, {**fields, "count": figure(count)}, output=output, given=given)
    value = Fraction(chance.randint(2, 500))
    result = value / unit.factor
    steps = f"{figure(value)} : {figure(unit.factor)} {_ends(result)} {figure(result, 1)}."
    output = f"{steps}\n{ANSWER}{_about(result)} {unit.p}."
    given = (figure(value), figure(unit.factor), ":")
    offset = len(TO_METRIC)
    fields["value"] = figure(value)
    return composed("units_us", FROM_METRIC, chance, fields, output=output, given=given, offset=offset)


def _about(value: Fraction) -> str:
    return f"{'' if (value * 10).denominator == 1 else 'umbes '}{figure(value, 1)}"


def _doubt_foreign(draft: Draft) -> str:
    value, factor, operation = draft.given
    [first], [second] = numbers(value), numbers(factor)
    return against(draft, _rounded(first * second if operation == "·" else first / second))


def _temperature(chance: random.Random) -> Draft | None:
    return _fahrenheit(chance) if chance.random() < 0.4 else _celsius(chance)


def _fahrenheit(chance: random.Random) -> Draft | None:
    degrees = Fraction(chance.randint(-300, 1000), 10)
    result = degrees * 9 / 5 + 32
    shown = figure(degrees)
    left = f"({shown})" if degrees < 0 else shown
    steps = f"Korrutame arvuga 1,8 ja liidame 32, seega {left} · 1,8 + 32 {_ends(result)} {figure(result, 1)}."
    output = f"{steps}\n{ANSWER}{_about(result)} °F."
    given, offset = (shown, "F"), len(TEMPERATURE)
    draft = composed("temperature", TO_FAHRENHEIT, chance, {"c": shown}, output=output, given=given, offset=offset)
    return None if "õues" in draft.instruction and degrees > 35 else draft


def _celsius(chance: random.Random) -> Draft | None:
    oven = chance.random() < 0.3
    degrees = Fraction(5 * chance.randint(45, 90)) if oven else Fraction(chance.randint(-200, 1150), 10)
    result = 5 * (degrees - 32) / 9
    shown = figure(degrees)
    output = (
        "Celsiuse kraadide saamiseks lahutame 32 ning korrutame viie üheksandikuga: "
        f"({shown} − 32) · 5 : 9 {_ends(result)} {figure(result, 1)}.\n{ANSWER}{_about(result)} °C."
    )
    draft = composed("temperature", TEMPERATURE, chance, {"f": shown}, output=output, given=(shown, "C"))
    unreal = ("ilmateade" in draft.instruction and degrees > 115) or ("ahju" in draft.instruction and degrees < 200)
    return None if unreal else draft


def _doubt_temperature(draft: Draft) -> str:
    shown, into = draft.given
    [degrees] = numbers(shown)
    exact = (degrees + 40) * Decimal("1.8") - 40 if into == "F" else (degrees + 40) / Decimal("1.8") - 40
    wanted = _rounded(exact) + 0
    found = numbers(final(draft.output))
    return "" if found == [wanted] and draft.output.endswith(f"°{into}.") else f"{wanted} °{into}, not {found}"


KINDS = (
    Kind("units_metric", METRIC, _metric, _doubt_metric),
    Kind("units_us", (*TO_METRIC, *FROM_METRIC), _foreign, _doubt_foreign),
    Kind("temperature", (*TEMPERATURE, *TO_FAHRENHEIT), _temperature, _doubt_temperature),
)
