"""Sums, means, orders and counts over a column."""

import random
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.tables.phrasing import Asked, Phrasing, drafted, of_column, scene
from alpaca_est.generators.tables.table import COMPARED, Table, view
from alpaca_est.generators.tables.values import amount, listed, written

CENT = Decimal("0.01")
TOTAL = (
    Phrasing("Kui suur on {rows_gen} {noun} kokku?", "Kokku {value}.", wants="noun"),
    Phrasing("Arvuta, kui suur on {rows_gen} {noun} kokku.", "{working}", wants="noun"),
    Phrasing(
        "Palun arvutage {by}, kui suur on {rows_gen} {noun} kokku.", "{rows_gen} {noun} on kokku {value}.", wants="noun"
    ),
    Phrasing("Leia {of_col} „{name}“ arvude summa.", "{value}"),
    Phrasing("Liitke {of_col} „{name}“ arvud ja näidake ka arvutuskäiku.", "{working}"),
    Phrasing("Mis on {of_col} „{name}“ arvude summa? Vasta ainult ühe arvuga.", "{number}"),
    Phrasing("{total}", "{value}", wants="total"),
    Phrasing("{total} Palun kirjutage välja ka tehe.", "{working}", wants="total"),
)
AVERAGE = (
    Phrasing("Milline on {rows_gen} keskmine {noun}?{round_you}", "Keskmine {noun} on {value}."),
    Phrasing("Arvuta {rows_gen} keskmine {noun}.{round_you}", "{working}"),
    Phrasing("Palun leidke {of_col} „{name}“ aritmeetiline keskmine.{round_formal}", "{value}"),
    Phrasing("Kui suur on {in_} toodud {rows_gen} keskmine {noun}?{round_formal}", "Keskmine {noun} on {value}."),
    Phrasing("Arvutage {of_col} „{name}“ keskmine ja näidake arvutuskäiku.{round_formal}", "{working}"),
    Phrasing("Leia {of_col} „{name}“ keskmine väärtus. Vasta ainult ühe arvuga.{round_you}", "{number}"),
)
ORDERING = (
    Phrasing("Järjesta {rows} nii, et {noun} on esimesel kõige {down} ja viimasel kõige {up}.", "{numbered}"),
    Phrasing("Sea {rows} järjekorda: esimesel on {noun} kõige {down}, viimasel kõige {up}.", "{commas}"),
    Phrasing("Palun järjestage {rows} {of_col} „{name}“ järgi {way}.", "{numbered}"),
    Phrasing("Reasta {rows} {of_col} „{name}“ järgi {way}. Eralda vastused komaga.", "{commas}"),
    Phrasing("Mis järjekorda tulevad {rows}, kui need {of_col} „{name}“ järgi {way} järjestada?", "{commas}"),
    Phrasing("Palun reastage {rows} nii, et esimesel on {noun} kõige {down} ja viimasel kõige {up}.", "{numbered}"),
)
GROUPING = (
    Phrasing("Milline {noun} esineb {in_} kõige sagedamini?", "{common}"),
    Phrasing("Öelge, milline {noun} kordub {in_} kõige rohkem.", "Kõige rohkem kordub „{common}“ ({times} korda)."),
    Phrasing("Loe kokku, mitu korda esineb {in_col} „{name}“ iga väärtus.", "{counts}"),
    Phrasing("Palun koostage kokkuvõte sellest, mitu korda {in_col} „{name}“ iga väärtus esineb.", "{counts}"),
    Phrasing("Mitu erinevat väärtust on {in_col} „{name}“?", "{distinct}: {named}."),
    Phrasing("Milliseid väärtusi leidub {in_col} „{name}“? Nimeta igaüks üks kord.", "{named}"),
)


def total(table: Table, chance: random.Random) -> Draft | None:
    """The sum of a column."""
    column = chance.choice([number for number in table.of_kind("number") if table.columns[number].sums])
    about, found = table.columns[column], view(table, chance, [column])
    place = scene(found, chance)
    numbers = found.numbers(column)
    result = sum(numbers, Decimal(0))
    value = amount(result, about.unit, about.decimals)
    said = {**of_column(about, place), "value": value, "number": written(result, about.decimals), "total": about.total}
    said["working"] = f"{_summed(numbers, about.decimals)} = {value}"
    asked = Asked(result=(said["number"],), column=about.name)
    holds = ["total"] * bool(about.total) + ["noun"] * bool(about.noun)
    return drafted(("total", TOTAL), chance, place, said, asked, holds)


def _summed(numbers: list[Decimal], decimals: int) -> str:
    texts = [written(number, decimals) for number in numbers]
    return " + ".join(f"({text})" if text.startswith("−") else text for text in texts)


def average(table: Table, chance: random.Random) -> Draft | None:
    """The arithmetic mean of a column, rounded to hundredths where it has to be; None where it lies between two."""
    column = chance.choice(table.of_kind("number"))
    about, found = table.columns[column], view(table, chance, [column])
    place = scene(found, chance)
    numbers = found.numbers(column)
    mean = sum(numbers, Decimal(0)) / len(numbers)
    rounded = mean.quantize(CENT, ROUND_HALF_UP)
    exact = rounded == mean
    if not exact and (mean * 1000) % 10 == 5:
        return None
    value = amount(rounded, about.unit, about.decimals if exact else 2)
    said = {**of_column(about, place), "value": value, "number": written(rounded, about.decimals if exact else 2)}
    said["round_you"] = "" if exact else " Ümarda vastus sajandikeni."
    said["round_formal"] = "" if exact else " Ümardage vastus sajandikeni."
    sum_ = _summed(numbers, about.decimals)
    said["working"] = f"({sum_}) : {len(numbers)} {'=' if exact else '≈'} {value}"
    return drafted(("average", AVERAGE), chance, place, said, Asked(result=(said["number"],), column=about.name))


def ordering(table: Table, chance: random.Random) -> Draft | None:
    """The rows put in order; None where two are alike."""
    column = chance.choice(table.of_kind(*COMPARED))
    rows = sorted(chance.sample(range(len(table.rows)), chance.randint(3, 6)))
    about, found = table.columns[column], view(table, chance, [column], rows)
    values = found.ranks(column)
    if len(set(values)) < len(values):
        return None
    falling = chance.random() < 0.5
    keys = [key for _, key in sorted(zip(values, found.keys, strict=True), reverse=falling)]
    place = scene(found, chance)
    said = of_column(about, place)
    if falling:
        said |= {"up": about.down, "down": about.up}
    said |= {"way": "kahanevas järjekorras" if falling else "kasvavas järjekorras", "commas": ", ".join(keys)}
    said["numbered"] = "\n".join(f"{number}. {key}" for number, key in enumerate(keys, start=1))
    asked = Asked(result=tuple(keys), column=about.name, details={"falling": falling})
    return drafted(("ordering", ORDERING), chance, place, said, asked)


def grouping(table: Table, chance: random.Random) -> Draft | None:
    """How often each value of a column stands; None where no value is the commonest or all are the same."""
    column = chance.choice(table.of_kind("word"))
    about, found = table.columns[column], view(table, chance, [column])
    counts = Counter(map(str, found.of(column)))
    (common, times), *others = counts.most_common()
    if not others or others[0][1] == times:
        return None
    place = scene(found, chance)
    said = {**of_column(about, place), "common": common, "times": str(times), "distinct": str(len(counts))}
    said |= {"named": listed(list(counts)), "counts": "\n".join(f"- {value}: {n}" for value, n in counts.items())}
    result = (common, *(f"{value}: {n}" for value, n in counts.items()))
    return drafted(("grouping", GROUPING), chance, place, said, Asked(result=result, column=about.name))
