"""Estonian numbers in words: cardinals and ordinals in every case, decimals, years.

After the EKI handbook (Eesti keele käsiraamat, M 159–160, and the page on writing numerals together or apart): -teist,
-kümmend and -sada are written together with what stands before them, all else apart. In genitive and partitive every
part is inflected, in the other cases the last one alone; before an ordinal all parts stand in the genitive.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

LIMIT = 10**12
"""Numbers below this are spelled; above it Estonian usage is divided (biljon, triljon)."""

Case = Literal["n", "g", "p", "ill", "in", "el", "all", "ad", "abl", "tr", "ter", "es", "ab", "kom"]

CASE_NAMES: dict[Case, str] = {
    "n": "nimetav",
    "g": "omastav",
    "p": "osastav",
    "ill": "sisseütlev",
    "in": "seesütlev",
    "el": "seestütlev",
    "all": "alaleütlev",
    "ad": "alalütlev",
    "abl": "alaltütlev",
    "tr": "saav",
    "ter": "rajav",
    "es": "olev",
    "ab": "ilmaütlev",
    "kom": "kaasaütlev",
}
ENDINGS: dict[Case, str] = {
    "ill": "sse",
    "in": "s",
    "el": "st",
    "all": "le",
    "ad": "l",
    "abl": "lt",
    "tr": "ks",
    "ter": "ni",
    "es": "na",
    "ab": "ta",
    "kom": "ga",
}
"""What is added to the genitive."""

NOMINATIVE = ("null", "üks", "kaks", "kolm", "neli", "viis", "kuus", "seitse", "kaheksa", "üheksa", "kümme")
GENITIVE = ("nulli", "ühe", "kahe", "kolme", "nelja", "viie", "kuue", "seitsme", "kaheksa", "üheksa", "kümne")
PARTITIVE = ("nulli", "ühte", "kahte", "kolme", "nelja", "viit", "kuut", "seitset", "kaheksat", "üheksat", "kümmet")
SHORT_PARTITIVE = (None, "üht", "kaht", *PARTITIVE[3:])
"""What stands before -teist, -kümmend and -sada."""

SCALES = ((10**9, "miljard"), (10**6, "miljon"), (10**3, "tuhat"))
SCALE_FORMS = {
    "tuhat": ("tuhat", "tuhande", "tuhat"),
    "miljon": ("miljon", "miljoni", "miljonit"),
    "miljard": ("miljard", "miljardi", "miljardit"),
}
"""Nominative, genitive, and partitive after another numeral."""

ORDINALS = ("nullis", "esimene", "teine", "kolmas", "neljas", "viies", "kuues", "seitsmes", "kaheksas", "üheksas")
ORDINAL_STEMS = (
    *("nullinda", "esimese", "teise", "kolmanda", "neljanda", "viienda", "kuuenda", "seitsmenda", "kaheksanda"),
    "üheksanda",
)


class Part(NamedTuple):
    """One word of a numeral: a digit with -teist, kümmend or sada, or a scale with how many of it there are."""

    digit: int
    tail: str


def cardinal(number: int, case: Case = "n", *, full: bool = False) -> str:
    """A whole number below 10¹² in words; `full` spells a leading one out as ICU does: ükssada, üks tuhat."""
    parts = list(_parts(number, full=full))
    if case in ("n", "g", "p"):
        return " ".join(_simple(part, case) for part in parts)
    return " ".join(_simple(part, "g") for part in parts) + ENDINGS[case]


def ordinal(number: int, case: Case = "n") -> str:
    """The number of an order in words: 21 is kahekümne esimene."""
    *before, last = _parts(number, full=False)
    words = [_simple(part, "g") for part in before]
    nominative, genitive = _ordinal(last)
    if case == "n":
        form = nominative
    elif case == "p":
        form = genitive.removesuffix("se") + "st" if genitive.endswith("se") else genitive + "t"
    else:
        form = genitive + ENDINGS.get(case, "")
    return " ".join([*words, form])


def decimal(text: str) -> str:
    """A decimal fraction such as 3,14 in words, its decimals read one by one: kolm koma üks neli."""
    whole, _, fraction = text.replace(" ", "").partition(",")
    digits = " ".join(NOMINATIVE[int(digit)] for digit in fraction)
    return f"{cardinal(int(whole))} koma {digits}" if fraction else cardinal(int(whole))


def year(number: int) -> str:
    """A year as it is read: 1918 is tuhande üheksasaja kaheksateistkümnes aasta."""
    return f"{ordinal(number)} aasta"


def in_year(number: int) -> str:
    """When something was: tuhande üheksasaja kaheksateistkümnendal aastal."""
    return f"{ordinal(number, 'ad')} aastal"


def _parts(number: int, *, full: bool) -> Iterator[Part]:
    """The words of a number from left to right."""
    if not 0 <= number < LIMIT:
        raise ValueError(f"{number} cannot be spelled, at least 0 and below 10^12 wanted")
    if number == 0:
        yield Part(0, "")
    first = True
    for size, name in SCALES:
        count, number = divmod(number, size)
        if count:
            if count > 1 or full or name != "tuhat" or not first:
                yield from _below_thousand(count, bare=first and not full and count != 1)
            yield Part(count, name)
            first = False
    yield from _below_thousand(number, bare=first and not full)


def _below_thousand(number: int, *, bare: bool) -> Iterator[Part]:
    hundreds, rest = divmod(number, 100)
    if hundreds:
        yield Part(0 if hundreds == 1 and bare else hundreds, "sada")
    tens, ones = divmod(rest, 10)
    if tens == 1 and ones:
        yield Part(ones, "teist")
        return
    if tens == 1:
        yield Part(10, "")
    elif tens:
        yield Part(tens, "kümmend")
    if ones:
        yield Part(ones, "")


def _simple(part: Part, case: str) -> str:
    """A word in the nominative, genitive or partitive."""
    digit, tail = part
    place = "ngp".index(case)
    if tail in SCALE_FORMS:
        # nominative: üks miljon, but kaks miljonit
        counted = 2 if case == "n" and digit > 1 else place
        return SCALE_FORMS[tail][counted]
    if not tail:
        return (NOMINATIVE, GENITIVE, PARTITIVE)[place][digit]
    inflected = {
        "teist": ("teist", "teistkümne", "teist"),
        "kümmend": ("kümmend", "kümne", "kümmend"),
        "sada": ("sada", "saja", "sada"),
    }[tail][place]
    before = (NOMINATIVE, GENITIVE, SHORT_PARTITIVE)[place][digit] if digit else ""
    return f"{before}{inflected}"


def _ordinal(part: Part) -> tuple[str, str]:
    """Nominative and genitive of the ordinal of one word."""
    digit, tail = part
    if not tail and digit < 10:
        return ORDINALS[digit], ORDINAL_STEMS[digit]
    stem = _simple(part, "g")
    if tail in ("miljon", "miljard"):
        stem = f"{tail}e"
    return f"{stem}s", f"{stem}nda"
