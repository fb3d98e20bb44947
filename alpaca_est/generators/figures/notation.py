"""How numbers are written in running text: faults that are common, mended by rule."""

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.calendar import MONTHS_GENITIVE
from alpaca_est.generators.figures.phrasing import Kind, Phrasing, composed
from alpaca_est.generators.figures.written import figure


class Slip(NamedTuple):
    """A sentence, its number written wrong and right, and the rule."""

    sentence: str
    wrong: str
    right: str
    rule: str


PHRASINGS = (
    Phrasing("Paranda lauses arvu kirjapilt.", "{wrong}"),
    Phrasing("Parandage lauses numbrite kirjutamise viga ja nimetage reegel.", "{wrong}"),
    Phrasing("Mis on selles lauses valesti kirjutatud? Paranda viga.", "{wrong}"),
    Phrasing("Kuidas kirjutada õigesti: „{wrong}“?"),
    Phrasing("Leia lausest viga, mis puudutab numbrite kirjutamist, ja paranda see: „{wrong}“"),
    Phrasing("Palun toimetage lauset nii, et numbrid oleksid kirjutatud eesti keele reeglite järgi.", "{wrong}"),
)
DECIMAL_RULE = "Eesti keeles eraldab kümnendmurru osi koma, mitte punkt."
GROUP_RULE = "Viie- ja enamakohalises arvus jäetakse numbrirühmade vahele tühik."
PERCENT_RULE = "Protsendimärk kirjutatakse arvuga kokku."
UNIT_RULE = "Arvu ja mõõtühiku tähise vahele jäetakse tühik."
RANGE_RULE = "Vahemikku märgib tühikuteta mõttekriips."
DATE_RULE = "Järgarvu märgib punkt ja selle järel on tühik."
EURO_RULE = "Raha tähis või nimetus kirjutatakse eesti keeles arvu järele."


def _fraction(chance: random.Random) -> str:
    return f"{chance.randint(1, 9)},{chance.randint(1, 99):02}".rstrip("0")


def _decimal(chance: random.Random) -> Slip:
    sentence = chance.choice(
        (
            "Kott kaalub {} kg.",
            "Matkarada on {} km pikk.",
            "Taignasse läheb {} l piima.",
            "Laua laius on {} m.",
            "Hind tõusis {} eurot.",
            "Keskmine temperatuur oli {} kraadi.",
        )
    )
    right = _fraction(chance)
    return Slip(sentence, right.replace(",", "."), right, DECIMAL_RULE)


def _grouped(chance: random.Random) -> Slip:
    sentence = chance.choice(
        (
            "Linnas elab {} inimest.",
            "Muuseumi külastas {} inimest.",
            "Projekti eelarve on {} eurot.",
            "Raamatukogus on {} teost.",
            "Aasta jooksul sõideti {} kilomeetrit.",
        )
    )
    number = chance.randrange(10_000, 3_000_000)
    return Slip(sentence, str(number), figure(number), GROUP_RULE)


def _percent(chance: random.Random) -> Slip:
    sentence = chance.choice(
        (
            "Küsitlusele vastas {} õpilastest.",
            "Hinnad langesid {}.",
            "Töötajatest osales koolitusel {}.",
            "Mahlas on suhkrut {}.",
            "Pank küsib laenult {} intressi.",
        )
    )
    number = str(chance.randint(1, 99)) if chance.random() < 0.7 else _fraction(chance)
    return Slip(sentence, f"{number} %", f"{number}%", PERCENT_RULE)


def _unit(chance: random.Random) -> Slip:
    sentence, sign = chance.choice(
        (
            ("Lisa taignale {} suhkrut.", "g"),
            ("Kaev on {} sügav.", "m"),
            ("Paki kaal on {}.", "kg"),
            ("Pudelisse mahub {} vett.", "ml"),
            ("Kauguseks mõõdeti {}.", "km"),
            ("Riiuli laius on {}.", "cm"),
        )
    )
    number = chance.randint(2, 950)
    return Slip(sentence, f"{number}{sign}", f"{number} {sign}", UNIT_RULE)


def _range(chance: random.Random) -> Slip:
    sentence = chance.choice(
        (
            "Loe läbi leheküljed {}.",
            "Lapsed olid {} aastat vanad.",
            "Sõit kestab {} minutit.",
            "Näitus on lahti kell {}.",
            "Rühmas on {} õpilast.",
        )
    )
    first = chance.randint(8, 15)
    last = first + chance.randint(2, 8)
    return Slip(sentence, f"{first} - {last}", f"{first}–{last}", RANGE_RULE)


def _date(chance: random.Random) -> Slip:
    sentence = chance.choice(("Kohtume {}.", "Kool lõpeb {}.", "Kontsert toimub {}.", "Esitage aruanne {}."))
    day, month = chance.randint(1, 28), chance.choice(MONTHS_GENITIVE)
    wrong = chance.choice((f"{day} {month}l", f"{day}.{month}l"))
    return Slip(sentence, wrong, f"{day}. {month}l", DATE_RULE)


def _euro(chance: random.Random) -> Slip:
    sentence = chance.choice(("Pilet maksab {}.", "Arve summa on {}.", "Raamat maksis {}.", "Tasu on {}."))
    number = (
        figure(chance.randint(2, 950)) if chance.random() < 0.5 else f"{chance.randint(2, 90)},{chance.randint(10, 99)}"
    )
    return Slip(sentence, f"€{number}", f"{number} €", EURO_RULE)


SLIPS: tuple[Callable[[random.Random], Slip], ...] = (_decimal, _grouped, _percent, _unit, _range, _date, _euro)


def _draft(chance: random.Random) -> Draft | None:
    sentence, wrong, right, rule = chance.choice(SLIPS)(chance)
    fault, mended = sentence.format(wrong), sentence.format(right)
    output = f"{mended}\n\n{rule}"
    draft = composed("fix_notation", PHRASINGS, chance, {"wrong": fault}, output=output, given=fault)
    # A decimal point that stands in the instruction itself would be a fault of the task.
    return draft if draft.input or rule != DECIMAL_RULE else None


MENDS = (
    (r"(?<=\d)\.(?=\d)", ","),
    (r"(?<=\d) %", "%"),
    (r"(?<=\d)(?=(?:g|kg|m|km|cm|ml)\b)", " "),
    (r"(?<=\d) - (?=\d)", "–"),
    (r"(\d)[. ]*(?=(?:" + "|".join(MONTHS_GENITIVE) + r")l)", r"\1. "),
    (r"€([\d,]+)", r"\1 €"),
)


def _doubt(draft: Draft) -> str:
    """Mends the faulty sentence with patterns instead of drawing the right one."""
    text = draft.given
    for pattern, mended in MENDS:
        text = re.sub(pattern, mended, text)
    text = re.sub(r"\d{5,}", lambda found: f"{int(found[0]):,}".replace(",", " "), text)
    found, _, rule = draft.output.partition("\n\n")
    named = {DECIMAL_RULE: r"\d\.\d", PERCENT_RULE: "%", EURO_RULE: "€", RANGE_RULE: " - ", GROUP_RULE: r"\d{5}"}
    suits = re.search(named.get(rule, r"\d"), draft.given)
    return "" if found == text and draft.given != text and suits else f"{text}, not {found}"


KINDS = (Kind("fix_notation", PHRASINGS, _draft, _doubt),)
