"""Times of day: in words there and back, when something ends, how long it lasts."""

import random
import re
from datetime import datetime, timedelta
from itertools import pairwise

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.people import TOWNS, person
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, composed, final, framed
from alpaca_est.generators.figures.written import Noun, counted
from alpaca_est.languages.clock_words import clock, part_of_day
from alpaca_est.languages.number_reading import read_clock

HOUR, MINUTE = Noun("tund", "tunni", "tundi"), Noun("minut", "minuti", "minutit")
TIME = re.compile(r"(\d{1,2})[.:](\d\d)")
HOURS = (1, 2, 3, 6, 7, 8, 9, 10, 13, 14, 15, 16, 18, 19, 20, 21, 22)
"""Hours of which nobody doubts whether they are in the morning, by day, in the evening or at night."""

TO_WORDS = (
    Phrasing("Kuidas öelda kõnekeeles, et kell on {time}?"),
    Phrasing("Kirjuta kellaaeg {time} sõnadega (kaheteistkümne tunni süsteemis)."),
    Phrasing("Kirjutage kellaaeg sõnadega nii, nagu seda igapäevaselt öeldakse.", "{time}"),
    Phrasing("Mis kell on? Vasta sõnadega.", "{time}"),
    Phrasing("Kell näitab {time}. Öelge see sõnadega."),
    Phrasing("Sinult küsitakse, mis kell on, ja ekraanil on {time}. Mida sa vastad?"),
    Phrasing("{name} küsib, mis kell on. Kell on {time}. Kuidas talle igapäevases kõnes vastata?"),
    Phrasing("{name} tuleb {town} kell {time}. Öelge see kellaaeg sõnadega, nagu seda kõneldakse."),
)
TO_FIGURES = (
    Phrasing("Kirjuta numbritega 24 tunni süsteemis: {words} {part}."),
    Phrasing("Mis kell on numbritega, kui öeldakse „{words}“ ja on {adverb}?"),
    Phrasing("Kirjutage kellaaeg numbritega (24 tundi).", "{words} {part}"),
    Phrasing("{name} tuleb {part}, kui kell on {words}. Mida näitab siis digitaalkell?"),
    Phrasing("Vormista kellaaeg numbritega 24 tunni süsteemis.", "{part}: {words}"),
    Phrasing("{name} helistas {part}. Kell oli {words}. Kirjutage see kellaaeg numbritega 24 tunni süsteemis."),
)
ADVERBS = {"öösel": "öö", "hommikul": "hommik", "päeval": "pärastlõuna", "õhtul": "õhtu"}
END = (
    "Film algab kell {start} ja kestab {length}. Mis kell film lõpeb?",
    "Buss väljub Tartust kell {start} ja sõit kestab {length}. Mis kell jõuab buss kohale?",
    "{name} alustas õppimist kell {start} ja õppis {length}. Mis kell ta lõpetas?",
    "Praad pandi ahju kell {start} ja peab küpsema {length}. Mis kell tuleb see välja võtta?",
    "Koosolek algab kell {start} ja kestab {length}. Mis kell see lõpeb?",
)
END_PHRASINGS = framed(
    END,
    Phrasing("Arvuta, mis kell on {shown} pärast kella {start}."),
    Phrasing("Sa alustad matka kell {start} ja kõnnid {length}. Mis kell sa kohale jõuad?"),
    Phrasing("Arvutage lõpuaeg.", "Algus: {start}\nKestus: {shown}"),
)
LENGTH = (
    "Rong väljub kell {start} ja jõuab kohale kell {end}. Kui kaua sõit kestab?",
    "Etendus algas kell {start} ja lõppes kell {end}. Kui kaua see kestis?",
    "{name} läks jooksma kell {start} ja jõudis tagasi kell {end}. Kui kaua ta ära oli?",
    "Praam väljus Virtsust kell {start} ja tagasi jõudis see kell {end}. Kui palju aega vahepeal möödus?",
)
LENGTH_PHRASINGS = framed(
    LENGTH,
    Phrasing("Kui palju aega on kella {start} ja kella {end} vahel?"),
    Phrasing("Arvutage, kui kaua kestab töö.", "Algus: {start}\nLõpp: {end}"),
    Phrasing("Sa hakkad aeda rohima kell {start} ja lõpetad kell {end}. Kui palju aega sul kulub?"),
)


def _sign(chance: random.Random) -> str:
    return chance.choice(".:")


def written(minutes: int, sign: str) -> str:
    """A time of day: 9.30."""
    return f"{minutes // 60 % 24}{sign}{minutes % 60:02}"


def lasting(minutes: int, *, object_: bool = False) -> str:
    """How long: 2 tundi ja 25 minutit, 1 tund; as an object (kestab) 1 tunni."""
    parts = []
    for count, noun in ((minutes // 60, HOUR), (minutes % 60, MINUTE)):
        if count:
            parts.append(f"1 {noun.g}" if object_ and count == 1 else counted(count, noun))
    return " ja ".join(parts)


def _drawn(chance: random.Random) -> tuple[int, int]:
    minute = chance.choice((0, 15, 30, 45, 5 * chance.randrange(12), chance.randrange(60)))
    return chance.choice(HOURS), minute


def _to_words(chance: random.Random) -> Draft:
    hour, minute = _drawn(chance)
    words = clock(hour, minute)
    time = written(60 * hour + minute, _sign(chance))
    output = words if chance.random() < 0.5 else f"Kell on {words}."
    fields = {"time": time, "name": person(chance).n, "town": chance.choice(TOWNS).ill}
    return composed("clock_words", TO_WORDS, chance, fields, output=output, given=time)


def _doubt_words(draft: Draft) -> str:
    hour, minute = map(int, re.split("[.:]", draft.given))
    found = read_clock(draft.output.removeprefix("Kell on ").removesuffix("."))
    return "" if found == ((hour - 1) % 12 + 1, minute) else f"{found}, not {draft.given}"


def _to_figures(chance: random.Random) -> Draft:
    hour, minute = _drawn(chance)
    words, part = clock(hour, minute), part_of_day(hour)
    time = written(60 * hour + minute, _sign(chance))
    fields = {"words": words, "part": part, "adverb": ADVERBS[part], "name": person(chance).n}
    return composed("clock_digits", TO_FIGURES, chance, fields, output=time, given=(words, part))


def _doubt_digits(draft: Draft) -> str:
    words, part = draft.given
    hour, minute = read_clock(words)
    hours = [one for one in (hour % 12, hour % 12 + 12) if part_of_day(one) == part]
    found = tuple(map(int, re.split("[.:]", draft.output)))
    return "" if [found] == [(one, minute) for one in hours] else f"{hours} {minute}, not {found}"


def _end(chance: random.Random) -> Draft:
    start, long = 5 * chance.randrange(6 * 12, 20 * 12), chance.randint(9, 215)
    sign = _sign(chance)
    hours, rest = divmod(long, 60)
    begun, middle, end = (written(time, sign) for time in (start, start + 60 * hours, start + long))
    steps = [f"{counted(hours, HOUR)} pärast kella {begun} on kell {middle}."] if hours else []
    steps += [f"{counted(rest, MINUTE)} pärast kella {middle} on kell {end}."] if rest else []
    output = "\n".join([*steps, f"{ANSWER}kell {end}."])
    fields = {"length": lasting(long, object_=True), "shown": lasting(long), "name": person(chance).n}
    return composed("time_end", END_PHRASINGS, chance, {**fields, "start": begun}, output=output, given=(begun, long))


def _doubt_end(draft: Draft) -> str:
    start, long = draft.given
    hour, sign, minute = re.split("([.:])", start)
    wanted = (datetime(2024, 1, 1, int(hour), int(minute)) + timedelta(minutes=long)).strftime(f"%H{sign}%M")
    wanted = wanted.removeprefix("0")
    return "" if final(draft.output) == f"kell {wanted}" else f"{wanted}, not {final(draft.output)}"


def _length(chance: random.Random) -> Draft:
    start, long = chance.randrange(6 * 60, 20 * 60), chance.randint(20, 230)
    sign = _sign(chance)
    full = start + -start % 60
    last = max(full, (start + long) // 60 * 60)
    stops = [start, full, last, start + long] if full < start + long else [start, start + long]
    parts = [
        f"kella {written(one, sign)} ja {written(other, sign)} vahel on {lasting(other - one)}"
        for one, other in pairwise(dict.fromkeys(stops))
    ]
    steps = ", ".join(parts)
    output = f"{steps[:1].upper()}{steps[1:]}.\n{ANSWER}{lasting(long)}."
    begun, end = written(start, sign), written(start + long, sign)
    fields = {"start": begun, "end": end, "name": person(chance).n}
    return composed("time_length", LENGTH_PHRASINGS, chance, fields, output=output, given=(begun, end))


def _doubt_length(draft: Draft) -> str:
    start, end = ([int(part) for part in re.split("[.:]", time)] for time in draft.given)
    begun, ended = (datetime(2024, 1, 1, hour, minute) for hour, minute in (start, end))
    wanted = (ended - begun).seconds // 60
    found = sum(
        int(number) * (60 if unit.startswith("tun") else 1)
        for number, unit in re.findall(r"(\d+) (tund|tundi|minut|minutit)\b", final(draft.output))
    )
    return "" if found == wanted else f"{wanted} minutes, not {found}"


KINDS = (
    Kind("clock_words", TO_WORDS, _to_words, _doubt_words),
    Kind("clock_digits", TO_FIGURES, _to_figures, _doubt_digits),
    Kind("time_end", END_PHRASINGS, _end, _doubt_end),
    Kind("time_length", LENGTH_PHRASINGS, _length, _doubt_length),
)
