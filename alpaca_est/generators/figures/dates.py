"""Dates: with the month in words, in figures, in words altogether."""

import random
from datetime import date

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.calendar import MONTHS, Day, length
from alpaca_est.generators.figures.phrasing import Kind, Phrasing, composed
from alpaca_est.languages.number_reading import read_ordinal
from alpaca_est.languages.number_words import in_year, ordinal

LONG = (
    Phrasing("Kirjuta kuupäev {short} nii, et kuu nimetus on sõnaga."),
    Phrasing("Kuidas kirjutada kuupäeva {short} pikal kujul?"),
    Phrasing("Kirjutage kuupäev ümber: kuu nimetage sõnaga.", "{short}"),
    Phrasing("Asenda kuupäevas kuu number kuu nimetusega.", "{short}"),
    Phrasing("Kuidas näeb välja kuupäev {iso} eesti keeles, kui kuu on kirjutatud sõnaga?"),
    Phrasing("Vormistage kuupäev {iso} eestipäraselt, kuu sõnaga."),
)
WHEN = (
    Phrasing("Kirjuta lauses kuupäev ümber nii, et kuu nimetus on sõnaga.", "{event} {short}."),
    Phrasing("Asendage lauses „{event} {short}“ kuu number kuu nimetusega õiges käändes."),
    Phrasing("Kuidas kirjutada lause „{event} {short}“ nii, et kuu nimi on välja kirjutatud?"),
    Phrasing("Pane kuupäev lauses kirja kuu nimetusega.", "{event} {short}."),
    Phrasing("Sõnastage lause ümber: kuupäevas peab olema kuu nimetus.", "{event} {short}."),
)
SHORT = (
    Phrasing("Kirjuta kuupäev „{long}“ ainult numbritega."),
    Phrasing("Kuidas näeb kuupäev „{long}“ välja numbritega kujul pp.kk.aaaa?"),
    Phrasing("Kirjutage kuupäev kujul pp.kk.aaaa.", "{long}"),
    Phrasing("Vormista kuupäev numbritega (päev, kuu, aasta).", "{long}"),
    Phrasing("USA kujul on kuupäev {american} (kuu/päev/aasta). Kuidas kirjutatakse see eesti keeles numbritega?"),
    Phrasing("Teisendage ISO kuupäev {iso} eesti kujule pp.kk.aaaa."),
    Phrasing("Täidan ankeeti, kus kuupäev peab olema kujul pp.kk.aaaa. Mida ma pean kirjutama?", "{long}"),
)
SPOKEN = (
    Phrasing("Kirjuta täielikult sõnadega: {when}."),
    Phrasing("Kuidas loetakse väljendit „{when}“?"),
    Phrasing("Kirjutage väljend ilma numbriteta.", "{when}"),
    Phrasing("Millal see oli? Kirjuta kuupäev sõnadega, lõpus „aastal“.", "{short}"),
    Phrasing("Kuidas öelda sõnadega, et midagi toimus {when}?"),
)
PAST = (
    *("Näitus avati", "Kursus algas", "Kontsert toimus", "Leping sõlmiti", "Koosolek peeti", "Laps sündis"),
    *("Uus raamatukogu avati", "Arve esitati", "Kiri saadeti", "Võistlus lõppes", "Remont tehti", "Sild avati"),
)
COMING = (
    *("Näitus avatakse", "Kursus algab", "Kontsert toimub", "Leping sõlmitakse", "Koosolek peetakse", "Laat algab"),
    *("Tähtaeg on", "Pood suletakse", "Jooks toimub", "Arve saadetakse", "Matk algab", "Eksam toimub"),
)
NOW = 2026
"""Before this year things were, from it on they are."""


def drawn(chance: random.Random, first: int = 1919, last: int = 2030) -> Day:
    """Any day of these years."""
    year, month = chance.randint(first, last), chance.randint(1, 12)
    return Day(year, month, chance.randint(1, length(year, month)))


def _shapes(day: Day) -> dict[str, str]:
    return {
        "short": day.short,
        "long": day.long,
        "when": day.when,
        "iso": f"{day.year}-{day.month:02}-{day.day:02}",
        "american": f"{day.month:02}/{day.day:02}/{day.year}",
    }


def _long(chance: random.Random) -> Draft:
    day = drawn(chance)
    return composed("date_long", LONG, chance, _shapes(day), output=day.long, given=day)


def _when(chance: random.Random) -> Draft:
    day = drawn(chance, 2010)
    event = chance.choice(PAST if day.year < NOW else COMING)
    return composed(
        "date_when", WHEN, chance, {**_shapes(day), "event": event}, output=f"{event} {day.when}.", given=day
    )


def _doubt_long(draft: Draft) -> str:
    day, month, year = draft.output.removesuffix(".").split()[-3:]
    found = date(int(year), _month(month), int(day.removesuffix(".")))
    return "" if found == date(*draft.given) else f"{found}, not {draft.output}"


def _month(word: str) -> int:
    """The number of a month by its first letters, 0 for another word."""
    return next((number for number, name in enumerate(MONTHS, start=1) if word.startswith(name[:4])), 0)


def _short(chance: random.Random) -> Draft:
    day = drawn(chance)
    return composed("date_short", SHORT, chance, _shapes(day), output=day.short, given=day)


def _doubt_short(draft: Draft) -> str:
    wanted = date(*draft.given).strftime("%d.%m.%Y")
    return "" if draft.output == wanted else f"{wanted}, not {draft.output}"


def _spoken(chance: random.Random) -> Draft:
    day = drawn(chance, 1800)
    output = f"{ordinal(day.day, 'ad')} {day.when.split()[1]} {in_year(day.year)}"
    return composed("date_spoken", SPOKEN, chance, _shapes(day), output=output, given=day)


def _doubt_spoken(draft: Draft) -> str:
    words = draft.output.removesuffix(" aastal").split()
    [place] = [number for number, word in enumerate(words) if _month(word)]
    day, year = read_ordinal(" ".join(words[:place])), read_ordinal(" ".join(words[place + 1 :]))
    found = date(year, _month(words[place]), day)
    return "" if found == date(*draft.given) else f"{found}, not {draft.output}"


KINDS = (
    Kind("date_long", LONG, _long, _doubt_long),
    Kind("date_when", WHEN, _when, _doubt_long),
    Kind("date_short", SHORT, _short, _doubt_short),
    Kind("date_spoken", SPOKEN, _spoken, _doubt_spoken),
)
