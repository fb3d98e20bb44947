"""Days counted: weekdays, days between dates, a date some days later, leap years."""

import random
from datetime import date, timedelta

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.calendar import MONTHS, WEEKDAYS, Day, later, leap, length, number, weekday
from alpaca_est.generators.figures.dates import NOW, drawn
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, composed, final
from alpaca_est.generators.figures.written import Noun, counted

WEEKDAY = (
    Phrasing("Kui {known} {was} {name}, siis mis nädalapäev {were} {asked}?"),
    Phrasing("{known} {was} {name}. Leia, mis nädalapäev {were} {asked}."),
    Phrasing("Mis nädalapäev {were} {asked}, kui on teada, et {known} {was} {name}?"),
    Phrasing("Arvutage nädalapäev ja selgitage lahenduskäiku.", "{known} {was} {name}. Mis päev {were} {asked}?"),
    Phrasing("Leia antud andmete põhjal nädalapäev.", "Teada: {known} – {name}\nLeida: {asked}"),
    Phrasing("Teie kalendris on kirjas, et {known} {was} {name}. Mis nädalapäev {were} siis {asked}?"),
)
BETWEEN = (
    Phrasing("Mitu päeva on {since} kuni {until}?"),
    Phrasing("Arvuta, mitu päeva jääb {since} kuni {until}."),
    Phrasing("Arvutage kahe kuupäeva vahe päevades.", "{first} ja {last}"),
    Phrasing("Mitu ööpäeva on nende kuupäevade vahel? Näita arvutuskäiku.", "{first} – {last}"),
    Phrasing("Sa sõitsid ära {when} ja tulid tagasi {end}. Mitu päeva hiljem see oli?"),
    Phrasing("Palun leidke, mitu päeva möödub {since} kuni {until}."),
)
AFTER = (
    Phrasing("Mis kuupäev on {days} päeva pärast {partitive}?"),
    Phrasing("Leia kuupäev, mis on {days} päeva hiljem kui {first}."),
    Phrasing("Arve esitati {when} ja maksetähtaeg on {days} päeva. Mis kuupäevaks tuleb arve tasuda?"),
    Phrasing("Arvutage tähtpäev.", "Algus: {first}\nTähtaeg: {days} päeva"),
    Phrasing("Kui täna on {first}, siis mis kuupäev on {days} päeva pärast?"),
    Phrasing("Sa laenutasid raamatu {when} ja laenutusaeg on {days} päeva. Mis päevaks tuleb raamat tagastada?"),
)
LEAP = (
    Phrasing("Kas aasta {year} on liigaasta?"),
    Phrasing("Selgita, kas {year}. aasta on gregooriuse kalendri järgi liigaasta."),
    Phrasing("Määrake, kas tegu on liigaastaga, ja põhjendage.", "{year}"),
    Phrasing("Mitu päeva on aastas {year}?"),
    Phrasing("Otsusta, mitu päeva on veebruaris aastal {year}."),
    Phrasing("Kas veebruaris on 29 päeva, kui aasta on {year}? Põhjendage."),
)
DAY = Noun("päev", "päeva", "päeva")


def _weekday(chance: random.Random) -> Draft:
    known = drawn(chance, 1991, 2030)
    days = chance.randint(8, 120)
    asked = later(known, days)
    weeks, rest = divmod(days, 7)
    if rest:
        moved = f"{weeks} · 7 + {rest} = {days}, seega möödub {weeks} täisnädalat ja jääk on {rest}: nädalapäev nihkub "
        moved += f"{rest} päeva võrra edasi."
    else:
        moved = f"{weeks} · 7 = {days}, seega möödub täpselt {weeks} nädalat ja nädalapäev on sama."
    answer = weekday(asked)
    output = f"{known.since} kuni {asked.until} on {days} päeva. {moved}\n{ANSWER}{answer}."
    fields = {"known": known.long, "asked": asked.long, "name": weekday(known)}
    fields |= {"was": "oli" if known.year < NOW else "on", "were": "oli" if asked.year < NOW else "on"}
    return composed("weekday", WEEKDAY, chance, fields, output=output, given=(known, asked))


def _doubt_weekday(draft: Draft) -> str:
    known, asked = (date(*day) for day in draft.given)
    wanted = WEEKDAYS[asked.weekday()]
    told = WEEKDAYS[known.weekday()] in f"{draft.instruction} {draft.input}"
    if final(draft.output) == wanted and told and f"on {(asked - known).days} päeva" in draft.output:
        return ""
    return f"{wanted}, not {final(draft.output)}"


def _between(chance: random.Random) -> Draft | None:
    first = drawn(chance, 2000, 2030)
    last = later(first, chance.randint(10, 150))
    days = number(last) - number(first)
    if first.day == length(first.year, first.month):
        return None
    output = f"{_counted(first, last)}\n{ANSWER}{days} päeva."
    fields = {"since": first.since, "until": last.until, "first": first.long, "last": last.long}
    fields |= {"when": first.when, "end": last.when}
    return composed("days_between", BETWEEN, chance, fields, output=output, given=(first, last))


def _counted(first: Day, last: Day) -> str:
    """The days month by month."""
    if (first.year, first.month) == (last.year, last.month):
        return f"Kuupäevad on samas kuus: {last.day} − {first.day} = {last.day - first.day}."
    rest = length(first.year, first.month)
    lines = [f"{MONTHS[first.month - 1]}: {rest} − {first.day} = {counted(rest - first.day, DAY)}"]
    parts = [rest - first.day]
    year, month = first.year, first.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        whole = (year, month) != (last.year, last.month)
        parts.append(length(year, month) if whole else last.day)
        note = " (liigaasta)" if month == 2 and whole and leap(year) else ""
        lines.append(f"{MONTHS[month - 1]}: {counted(parts[-1], DAY)}{note}")
        if not whole:
            break
    added = " + ".join(map(str, parts))
    return f"Loeme päevad kuude kaupa: {'; '.join(lines)}. Kokku {added} = {sum(parts)}."


def _doubt_between(draft: Draft) -> str:
    first, last = (date(*day) for day in draft.given)
    wanted = (last - first).days
    return "" if final(draft.output) == f"{wanted} päeva" else f"{wanted}, not {final(draft.output)}"


def _after(chance: random.Random) -> Draft | None:
    first = drawn(chance, 2000, 2030)
    days = chance.choice((7, 10, 14, 21, 28, 30, 45, 60, 90, chance.randint(5, 100)))
    last = later(first, days)
    if first.day == length(first.year, first.month):
        return None
    if first[:2] == last[:2]:
        steps = f"Kuupäev jääb samasse kuusse: {first.day} + {days} = {last.day}."
    else:
        steps = _counted(first, last)
    output = f"{steps}\n{ANSWER}{last.long}."
    fields = {"days": days, "first": first.long, "partitive": first.partitive, "since": first.since, "when": first.when}
    return composed("date_after", AFTER, chance, fields, output=output, given=(first, days))


def _doubt_after(draft: Draft) -> str:
    first, days = draft.given
    wanted = date(*first) + timedelta(days=days)
    found = final(draft.output)
    same = found == f"{wanted.day}. {MONTHS[wanted.month - 1]} {wanted.year}"
    return "" if same else f"{wanted}, not {found}"


def _leap(chance: random.Random) -> Draft:
    year = chance.choice((100 * chance.randint(16, 24), chance.randint(1600, 2100)))
    if year % 4:
        why = f"Aasta {year} ei jagu neljaga"
    elif year % 100:
        why = f"Aasta {year} jagub neljaga, aga mitte sajaga"
    elif year % 400:
        why = f"Aasta {year} jagub küll neljaga ja sajaga, kuid mitte neljasajaga"
    else:
        why = f"Aasta {year} jagub neljasajaga"
    verdict, more = ("on", 1) if leap(year) else ("ei ole", 0)
    output = f"{why}, seega see {verdict} liigaasta: veebruaris on {28 + more} päeva ja aastas {365 + more} päeva."
    return composed("leap_year", LEAP, chance, {"year": year}, output=output, given=year)


def _doubt_leap(draft: Draft) -> str:
    days = (date(draft.given + 1, 1, 1) - date(draft.given, 1, 1)).days
    claims = {" ei jagu neljaga,": draft.given % 4 > 0, " jagub neljasajaga,": draft.given % 400 == 0}
    hundreds = draft.given % 400 > 0 and draft.given % 100 == 0
    claims |= {" mitte neljasajaga,": hundreds, " küll neljaga ja sajaga,": hundreds}
    claims |= {" mitte sajaga,": draft.given % 4 == 0 and draft.given % 100 > 0, "ei ole liigaasta": days == 365}
    claims |= {" jagub neljaga, aga": draft.given % 4 == 0 and draft.given % 100 > 0}
    claims |= {f"Aasta {draft.given} ": True, f"aastas {days} päeva.": True, f"on {days - 337} päeva": True}
    wrong = [claim for claim, true in claims.items() if (claim in draft.output) != true]
    return f"„{wrong[0].strip()}“ is {claims[wrong[0]]}" if wrong else ""


KINDS = (
    Kind("weekday", WEEKDAY, _weekday, _doubt_weekday),
    Kind("days_between", BETWEEN, _between, _doubt_between),
    Kind("date_after", AFTER, _after, _doubt_after),
    Kind("leap_year", LEAP, _leap, _doubt_leap),
)
