"""Questions about one row, two rows, and the row with the most."""

import random
from decimal import Decimal

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.tables.phrasing import Asked, Phrasing, drafted, of_column, of_row, scene
from alpaca_est.generators.tables.table import COMPARED, Column, Table, View, spoken, view
from alpaca_est.generators.tables.values import amount

LOOKUP = (
    Phrasing("Milline on {of} {noun}?", "{of} {noun} on {value}."),
    Phrasing("Leia {from_} {of} {noun}.", "{value}"),
    Phrasing("Palun otsige {from_} välja {of} {noun}.", "{of} {noun} on {value}."),
    Phrasing("Vaadake {look} ja öelge, milline on {of} {noun}.", "{of} {noun} on {value}."),
    Phrasing("Ütle {by}, milline on {of} {noun}. Vasta lühidalt.", "{value}"),
    Phrasing("Kas oskad {by} öelda, milline on {of} {noun}?", "Jah, {of} {noun} on {value}."),
    Phrasing("Mul on vaja teada, milline on {of} {noun}. Palun vaata {from_} järele.", "{of} {noun} on {value}."),
    Phrasing("{ask}", "{value}", wants="ask"),
    Phrasing("{ask} Vastake täislausega.", "{of} {noun} on {value}.", wants="ask"),
)
EXTREME = (
    Phrasing("Millise {row_gen} {noun} on kõige {up}?", "Kõige {up} on {of} {noun}: {value}."),
    Phrasing("Leia {row}, {whose} {noun} on kõige {up}.", "{key}"),
    Phrasing("Otsige {from_} üles {row}, {whose} {noun} on kõige {up}.", "{key}"),
    Phrasing(
        "Vaata {look} ja ütle, millise {row_gen} {noun} on kõige {up} ja milline see on.",
        "Kõige {up} on {of} {noun}: {value}.",
    ),
    Phrasing("Palun öelge {by}, millise {row_gen} {noun} on kõige {up}.", "Kõige {up} on {of} {noun}."),
    Phrasing("Kas näed {from_}, millise {row_gen} {noun} on kõige {up}?", "Jah, kõige {up} on {of} {noun}: {value}."),
    Phrasing("Milline {row} on {most}?", "{most} {row} on {key}.", wants="most"),
    Phrasing("Palun leidke {from_} {most} {row}.", "{key} ({value})", wants="most"),
)
COMPARISON = (
    Phrasing("Kumb on {up}: {of} või {of_other} {noun}?", "{of_winner} {noun}."),
    Phrasing("Kas {of} {noun} on {up} kui {of_other} oma?", "{verdict}, {both}."),
    Phrasing("Ütle {by}, kumb on {up}: {of} või {of_other} {noun}.", "{up} on {of_winner} {noun}."),
    Phrasing("Kontrolli {by} väidet: {of} {noun} on {up} kui {of_other} oma.", "Väide on {truth}: {both}."),
    Phrasing("Palun hinnake, kas vastab tõele, et {of} {noun} on {up} kui {of_other} oma.", "{verdict}, {both}."),
    Phrasing("Leidke {from_}, kumb on {up}, kas {of} või {of_other} {noun}.", "{up} on {of_winner} {noun}."),
    Phrasing("Kui palju erinevad teineteisest {of} {noun} ja {of_other} {noun}?", "{difference}", wants="difference"),
)


def lookup(table: Table, chance: random.Random) -> Draft:
    """One value of one row."""
    column = chance.randrange(1, len(table.columns))
    found = view(table, chance, [column])
    row = chance.choice(found.rows)
    about, place = table.columns[column], scene(found, chance)
    key, cell = table.rows[row][0], table.rows[row][column]
    said = {"of": of_row(table, row, place), "value": spoken(about, cell, table.values[row][column])}
    said |= {"ask": about.ask.format(key=key, of=said["of"]) if about.ask else "", **of_column(about, place)}
    asked = Asked(result=(cell,), column=about.name, details={"key": key})
    return drafted(("lookup", LOOKUP), chance, place, said, asked, ["ask"] if about.ask else [])


def turned(column: Column, chance: random.Random) -> tuple[bool, str, str]:
    """Whether the most is asked for, and the words for it."""
    return chance.choice(((True, column.up, column.most), (False, column.down, column.least)))


def extreme(table: Table, chance: random.Random) -> Draft | None:
    """The row with the most or the least; None where two have it."""
    column = chance.choice(table.of_kind(*COMPARED))
    found = view(table, chance, [column])
    about = table.columns[column]
    upwards, up, most = turned(about, chance)
    values = found.ranks(column)
    best = max(values) if upwards else min(values)
    if values.count(best) > 1:
        return None
    row = found.rows[values.index(best)]
    place = scene(found, chance)
    said = {
        **of_column(about, place),
        "up": up,
        "most": most,
        "key": table.rows[row][0],
        "of": of_row(table, row, place),
    }
    said["value"] = spoken(about, table.rows[row][column], best)
    details = {"upwards": upwards, "of": said["of"]}
    asked = Asked(result=(said["key"], table.rows[row][column]), column=about.name, details=details)
    return drafted(("extreme", EXTREME), chance, place, said, asked, ["most"] if most else [])


def comparison(table: Table, chance: random.Random) -> Draft | None:
    """Two rows held against each other; None where they are alike."""
    column = chance.choice(table.of_kind(*COMPARED))
    about = table.columns[column]
    found = view(table, chance, [column])
    place = scene(found, chance)
    one, other = pair = chance.sample(found.rows, 2)
    first, second = View(table, tuple(pair), ()).ranks(column)
    if first == second:
        return None
    upwards, up, _ = turned(about, chance)
    wins = (first > second) == upwards
    of = of_row(table, one, place), of_row(table, other, place)
    value, against = (spoken(about, table.rows[row][column], table.values[row][column]) for row in pair)
    said = {**of_column(about, place), "up": up, "of": of[0], "of_other": of[1], "of_winner": of[not wins]}
    said["both"] = f"{of[0]} {said['noun']} on {value} ja {of[1]} oma {against}"
    said |= {"verdict": "jah" if wins else "ei", "truth": "õige" if wins else "vale", "difference": ""}
    if isinstance(first, Decimal) and isinstance(second, Decimal) and about.kind == "number":
        said["difference"] = amount(abs(first - second), about.unit, about.decimals)
    details = {"keys": (table.rows[one][0], table.rows[other][0]), "upwards": upwards, "of": of}
    result = tuple(said[part] for part in ("of_winner", "verdict", "truth", "difference"))
    asked = Asked(result=result, column=about.name, details=details)
    return drafted(("comparison", COMPARISON), chance, place, said, asked, ["difference"] * bool(said["difference"]))
