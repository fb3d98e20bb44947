"""Word problems about two people: their ages, and what they share."""

import random
from decimal import Decimal
from math import gcd

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.people import two
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, against, composed, final, framed

AGES = framed(
    (
        "{elder} on {younger_el} {more} aastat vanem. Nende vanuste summa on {total} aastat. Kui vanad nad on?",
        "{elder} ja {younger} on kokku {total} aastat vanad. {elder} on {more} aastat vanem. Kui vana on kumbki?",
        "{younger} on {elder_el} {more} aastat noorem ja kahepeale on neil aastaid {total}. Kui vana on kumbki?",
    ),
    Phrasing("Arvuta mõlema vanus.", "Vanuste summa: {total}\n{elder} on {younger_el} vanem: {more} aastat"),
    Phrasing("Leidke {elder_g} ja {younger_g} vanus, kui nende vanuste summa on {total} ja vahe {more} aastat."),
    Phrasing(
        "Sinu sõbrad {elder} ja {younger} on kokku {total} aastat vanad, "
        "{elder} on {more} aastat vanem. Kui vana on kumbki?"
    ),
)
TIMES = framed(
    (
        "{younger} on {age}-aastane, {elder} temast {times} korda vanem. Kui vana on {elder} {years} aasta pärast?",
        "{elder} on {times} korda vanem kui {age}-aastane {younger}. Kui vana on {elder} {years} aasta pärast?",
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
RATIO = framed(
    (
        "{first} ja {second} jagavad {total} eurot suhtes {a} : {b}. Kui palju saab kumbki?",
        "{first} töötas {a} tundi ja {second} {b}. Nad jagasid {total} eurot töötundide järgi. Kui palju sai kumbki?",
    ),
    Phrasing("Jaota {total} eurot suhtes {a} : {b}. Esimese osa saab {first}, teise {second}."),
    Phrasing("Jagage summa antud suhtes.", "Summa: {total} eurot\nSuhe ({first} : {second}): {a} : {b}"),
    Phrasing("Sa pead jagama {total} eurot nii, et {first} saab {a} osa ja {second} {b} osa. Kui palju kumbki saab?"),
    Phrasing("Kuidas te jagaksite {total} eurot, kui {first} peab saama {a} ja {second} {b} võrdset osa?"),
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
    given = (total, more, elder.n, younger.n)
    return composed("ages_sum", AGES, chance, {**fields, "total": total, "more": more}, output=output, given=given)


def _doubt_ages(draft: Draft) -> str:
    total, more, elder, younger = draft.given
    age = Decimal(total + more) / 2
    named = final(draft.output).startswith(f"{younger} on ") and f" {elder} " in final(draft.output)
    return against(draft, total - age, age) if named else f"{younger} and {elder}"


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
    return composed("ages_times", TIMES, chance, fields, output=output, given=(age, times, years))


def _doubt_times(draft: Draft) -> str:
    age, times, years = draft.given
    return against(draft, sum((Decimal(age) for _ in range(times)), Decimal(years)))


def _ratio(chance: random.Random) -> Draft | None:
    first, second = two(chance)
    a, b = chance.randint(2, 9), chance.randint(2, 9)
    if gcd(a, b) > 1:
        return None
    share = chance.choice((chance.randint(2, 90), 5 * chance.randint(2, 30)))
    total = (a + b) * share
    output = (
        f"Osi on kokku {a} + {b} = {a + b}. Ühe osa suurus on {total} : {a + b} = {share}. {first.n} saab "
        f"{a} · {share} = {a * share} ja {second.n} {b} · {share} = {b * share} eurot.\n"
        f"{ANSWER}{first.n} saab {a * share} ja {second.n} {b * share} eurot."
    )
    fields = {"first": first.n, "second": second.n, "a": a, "b": b, "total": total}
    return composed("ratio", RATIO, chance, fields, output=output, given=(total, a, b, first.n, second.n))


def _doubt_ratio(draft: Draft) -> str:
    total, a, b, first, second = draft.given
    part = (Decimal(total) * a / (a + b)).quantize(Decimal("0.0001")).normalize() + 0
    named = final(draft.output).startswith(f"{first} saab ") and f" {second} " in final(draft.output)
    return against(draft, part, total - part) if named else f"{first} and {second}"


KINDS = (
    Kind("ages_sum", AGES, _ages, _doubt_ages),
    Kind("ages_times", TIMES, _times, _doubt_times),
    Kind("ratio", RATIO, _ratio, _doubt_ratio),
)
