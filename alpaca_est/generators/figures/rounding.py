"""Numbers rounded and put in order."""

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, against, composed, final, numbers
from alpaca_est.generators.figures.written import figure, read_figure

PLACES = {
    "tuhandelisteni": Fraction(1000),
    "sajalisteni": Fraction(100),
    "kümnelisteni": Fraction(10),
    "ühelisteni": Fraction(1),
    "kümnendikeni": Fraction(1, 10),
    "sajandikeni": Fraction(1, 100),
}
"""To what one rounds, and the unit that it means."""
ROUND = (
    Phrasing("Ümarda arv {number} {place}."),
    Phrasing("Ümardage arv {number} {place} ja põhjendage."),
    Phrasing("Mis arvu saame, kui ümardame {number} {place}?"),
    Phrasing("Ümarda {place} ja selgita.", "{number}"),
    Phrasing("Ümardage sisendis olev arv {place}.", "{number}"),
    Phrasing("Kui suur on {number}, kui ümardada see {place}?"),
)
ORDER = (
    Phrasing("Järjesta arvud kasvavalt: {row}."),
    Phrasing("Järjestage arvud väiksemast suuremani.", "{row}"),
    Phrasing("Kuidas tuleb arvud {row} panna kasvavasse järjekorda?"),
    Phrasing("Pane arvud ritta nii, et väikseim oleks esimene.", "{row}"),
    Phrasing("Milline on nende arvude järjekord väikseimast suurimani?", "{row}"),
    Phrasing("Palun reastage arvud {row} kasvavas järjekorras."),
)


def _round(chance: random.Random) -> Draft | None:
    place = chance.choice(list(PLACES))
    unit = PLACES[place]
    decimals = 0 if unit > 1 else chance.randint(1, 2) if unit == 1 else len(str(unit.denominator))
    number = Fraction(chance.randint(int(unit) + 1, 99 * int(unit)) if unit > 1 else chance.randint(100, 90_000))
    number /= 10**decimals
    whole, rest = divmod(number, unit)
    if rest == 0:
        return None
    up = 2 * rest >= unit
    result = (whole + 1 if up else whole) * unit
    shown = 0 if unit >= 1 else decimals - 1
    digit = int(rest * 10 // unit)
    rule = "vähemalt 5, seega ümardame üles" if up else "väiksem kui 5, seega ümardame alla"
    output = f"Otsustab järgmine number {digit}: see on {rule}.\n{ANSWER}{figure(result, shown)}."
    written = figure(number, decimals)
    given = (written, figure(unit))
    return composed("rounding", ROUND, chance, {"number": written, "place": place}, output=output, given=given)


def _doubt_round(draft: Draft) -> str:
    number, unit = map(read_figure, draft.given)
    wanted = (number / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit
    cut = (number / unit).quantize(Decimal(1), "ROUND_FLOOR") * unit
    up = "ümardame üles" in draft.output
    return against(draft, wanted) if up == (wanted != cut) else f"{wanted}"


def _order(chance: random.Random) -> Draft:
    whole = chance.randint(0, 60)
    row: dict[Fraction, str] = {}
    while len(row) < 5:
        places = chance.randint(1, 3)
        number = Fraction(chance.randrange(10**places), 10**places) + whole + chance.choice((0, 0, 0, 1))
        row[number] = figure(number, places)
    told = list(row.values())
    sign = "; "
    steps = "Võrdleme kõigepealt täisosi, seejärel kümnendikke, sajandikke ja tuhandikke."
    output = f"{steps}\n{ANSWER}{sign.join(row[number] for number in sorted(row))}."
    return composed("order", ORDER, chance, {"row": sign.join(told)}, output=output, given=told)


def _doubt_order(draft: Draft) -> str:
    found = numbers(final(draft.output))
    rising = all(one < after for one, after in pairwise(found))
    same = sorted(map(read_figure, draft.given)) == sorted(found)
    return "" if rising and same else f"{sorted(map(read_figure, draft.given))}"


KINDS = (Kind("rounding", ROUND, _round, _doubt_round), Kind("order", ORDER, _order, _doubt_order))
