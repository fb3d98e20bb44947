"""The check digit of the Estonian personal code, step by step, with codes that nobody has.

All codes are of people to be born after 2100 and are never written in full, so that none can be taken for a real one.
"""

import random

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.calendar import Day, length
from alpaca_est.generators.figures.phrasing import ANSWER, Kind, Phrasing, composed, final

FIRST, SECOND = (1, 2, 3, 4, 5, 6, 7, 8, 9, 1), (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)

DIGIT = (
    Phrasing("Väljamõeldud isikukoodi kümme esimest numbrit on {code}. Milline on kontrollnumber?"),
    Phrasing("Arvuta kontrollnumber väljamõeldud isikukoodile, mille algus on {code}. Näita sammud."),
    Phrasing("Leidke isikukoodi kontrollnumber ja selgitage arvutuskäiku.", "Koodi kümme esimest numbrit: {code}"),
    Phrasing("Kuidas arvutatakse Eesti isikukoodi kontrollnumbrit? Tee seda näite põhjal.", "{code}"),
    Phrasing("Teil on välja mõeldud isikukoodi algus {code}. Milline peab olema viimane, üheteistkümnes number?"),
)
VALID = (
    Phrasing("Väljamõeldud isikukoodi algus on {code} ja kontrollnumber {last}. Kas kontrollnumber on õige?"),
    Phrasing("Kontrolli, kas isikukoodi algusega {code} sobib kontrollnumber {last}."),
    Phrasing("Kontrollige isikukoodi kontrollnumbrit.", "Algus: {code}\nKontrollnumber: {last}"),
    Phrasing("Otsusta, kas kontrollnumber on arvutatud õigesti.", "{code}, kontrollnumber {last}"),
    Phrasing(
        "Testandmetes on väljamõeldud isikukood algusega {code} ja viimase numbriga {last}. Kas viimane number klapib?"
    ),
)


def _drawn(chance: random.Random) -> str:
    """The first ten digits of an invented code: sex and century, date of birth, serial number."""
    year, month = chance.randint(2100, 2199), chance.randint(1, 12)
    day = Day(year, month, chance.randint(1, length(year, month)))
    return f"{chance.choice('78')}{day.year % 100:02}{day.month:02}{day.day:02}{chance.randrange(1000):03}"


def _step(name: str, code: str, weights: tuple[int, ...]) -> tuple[str, int]:
    """One round of weights in words, and its remainder."""
    pairs = [(int(digit), weight) for digit, weight in zip(code, weights, strict=True)]
    products = ", ".join(f"{digit} · {weight} = {digit * weight}" for digit, weight in pairs)
    added = " + ".join(str(digit * weight) for digit, weight in pairs)
    total = sum(digit * weight for digit, weight in pairs)
    whole, rest = divmod(total, 11)
    shown = ", ".join(map(str, weights))
    text = f"{name} kaalud on {shown}. Korrutame numbrid kaaludega: {products}. Summa on {added} = {total}."
    return f"{text} Jagame 11-ga: {whole} · 11 + {rest} = {total}, jääk on {rest}.", rest


def explained(code: str) -> tuple[str, int]:
    """The steps, and the check digit."""
    text, rest = _step("I astme", code, FIRST)
    if rest < 10:
        return f"{text} Jääk on väiksem kui 10, seega ongi see kontrollnumber.", rest
    more, rest = _step("II astme", code, SECOND)
    text = f"{text} Jääk on 10, seega arvutame uuesti teiste kaaludega.\n{more}"
    if rest < 10:
        return f"{text} Jääk on väiksem kui 10, seega ongi see kontrollnumber.", rest
    return f"{text} Jääk on jälle 10, seega on kontrollnumber 0.", 0


def check_digit(code: str) -> int:
    """The check digit by the other formulation: weights counted on from 1 or 3, a remainder of ten twice is 0."""
    rests = [sum(int(digit) * ((place + shift) % 9 + 1) for place, digit in enumerate(code)) % 11 for shift in (0, 2)]
    return next((rest for rest in rests if rest != 10), 0)


def _digit(chance: random.Random) -> Draft:
    code = _drawn(chance)
    text, digit = explained(code)
    output = f"{text}\n{ANSWER}{digit}."
    return composed("personal_code_digit", DIGIT, chance, {"code": code}, output=output, given=code)


def _doubt_digit(draft: Draft) -> str:
    wanted = check_digit(draft.given)
    return "" if final(draft.output) == str(wanted) else f"{wanted}, not {final(draft.output)}"


def _valid(chance: random.Random) -> Draft:
    code = _drawn(chance)
    text, digit = explained(code)
    last = digit if chance.random() < 0.5 else (digit + chance.randint(1, 9)) % 10
    verdict = f"jah, {last} on õige" if last == digit else f"ei, õige kontrollnumber on {digit}, mitte {last}"
    output = f"{text}\n{ANSWER}{verdict}."
    return composed(
        "personal_code_check", VALID, chance, {"code": code, "last": last}, output=output, given=(code, last)
    )


def _doubt_valid(draft: Draft) -> str:
    code, last = draft.given
    right = check_digit(code)
    wanted = f"jah, {last} on õige" if right == last else f"ei, õige kontrollnumber on {right}, mitte {last}"
    return "" if final(draft.output) == wanted else f"{wanted}, not {final(draft.output)}"


KINDS = (
    Kind("personal_code_digit", DIGIT, _digit, _doubt_digit),
    Kind("personal_code_check", VALID, _valid, _doubt_valid),
)
