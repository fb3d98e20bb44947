"""Data of persons: addresses, telephones, personal codes, accounts, cards."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import ClassVar, Literal, NamedTuple

from alpaca_est.record import FIELDS, Outcome, Record
from alpaca_est.step import Filter
from alpaca_est.text import excerpt

Kind = Literal["email", "phone", "personal_code", "iban", "card"]

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]+\.)+[A-Za-zõäöü]{2,}(?!\w)")
PHONE = re.compile(
    r"(?<![\w+/.,=-])(?:(?:\+|00)\d{1,3}[ -]?(?:\(\d{1,4}\)[ -]?)?\d(?:[ -]?\d){6,10}|5\d{3}[ ]?\d{3,4})"
    r"(?![\w/=-]|[.,]\d)"
)
CODE = re.compile(r"(?<![\w.,-])[1-8]\d{10}(?![\w-]|[.,]\d)")
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
CARD = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){12,18}(?![\w-]|[.,]\d)")
INVENTED = re.compile(
    r"(?i)[@.](?:[\w-]+\.)*(?:example|test|invalid|localhost|näide|naide|domain|domeen|email|company|xyz|abc)\b"
)
ABOUT_PHONES = re.compile(r"(?i)tel|mob|helista|number|phone|call|fax|faks|sms|whatsapp|kontakt|contact|\+|00")
SAME = re.compile(r"(\d)\1{5,}|1234567|2345678|0123456|555[ -]?0?1?\d\d")
WEIGHTS = ((1, 2, 3, 4, 5, 6, 7, 8, 9, 1), (3, 4, 5, 6, 7, 8, 9, 1, 2, 3))
CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000, "7": 2100, "8": 2100}
NAMES: Mapping[Kind, str] = {
    "email": "an e-mail address",
    "phone": "a telephone number",
    "personal_code": "an Estonian personal code",
    "iban": "an account number (IBAN)",
    "card": "a card number",
}


class Found(NamedTuple):
    """A piece of data of a person, and where it stands."""

    kind: Kind
    start: int
    end: int


class Private(Filter):
    """Flags records with data that may belong to a person; `mask_private` puts placeholders in their place.

    E-mail addresses, telephone numbers, Estonian personal codes with a true date and check digit, IBANs (modulo 97) and
    card numbers (Luhn). Addresses of domains kept for examples and numbers that count or repeat are invented and stay.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"email", "phone", "personal_code", "iban", "card"})

    step: Literal["private"] = "private"
    email: Literal["reject", "flag", "keep"] = "flag"
    """What happens to e-mail addresses."""
    phone: Literal["reject", "flag", "keep"] = "flag"
    """What happens to telephone numbers."""
    personal_code: Literal["reject", "flag", "keep"] = "reject"
    """What happens to Estonian personal codes."""
    iban: Literal["reject", "flag", "keep"] = "flag"
    """What happens to account numbers."""
    card: Literal["reject", "flag", "keep"] = "reject"
    """What happens to card numbers."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """How many of each kind there are; kinds without any are left out."""
        found = [one.kind for field in FIELDS for one in private(getattr(record, field))]
        return {kind: float(found.count(kind)) for kind in NAMES if kind in found}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject for the first kind that is rejected, flag the others."""
        kinds = [kind for kind in NAMES if scores.get(kind)]
        for kind in kinds:
            if getattr(self, kind) == "reject":
                return self.reject(record, self._reason(record, kind))
        for kind in kinds:
            if getattr(self, kind) == "flag":
                record = self._flagged(record, kind, scores[kind])
        return record

    def _reason(self, record: Record, kind: Kind) -> str:
        field, found = self._first(record, kind)
        hidden = re.sub(r"\w", "x", getattr(record, field)[found.start : found.end][4:])
        shown = getattr(record, field)[found.start : found.end][:4] + hidden
        return f"{field} has {NAMES[kind]} („{excerpt(shown)}“), none wanted"

    def _flagged(self, record: Record, kind: Kind, count: float) -> Record:
        field, found = self._first(record, kind)
        return self.flag(record, self._reason(record, kind), score=count, span=(field, found.start, found.end))

    def _first(self, record: Record, kind: Kind) -> tuple[str, Found]:
        return next((f, one) for f in FIELDS for one in private(getattr(record, f)) if one.kind == kind)


def private(text: str) -> Iterator[Found]:
    """Data of persons in a text, in its order within each kind; what is part of another piece is left out."""
    taken: list[tuple[int, int]] = []
    if "@" in text:
        yield from _each("email", EMAIL, text, taken, lambda value: not INVENTED.search(value))
    if not any(map(str.isdigit, text)):
        return
    yield from _each("iban", IBAN, text, taken, is_iban)
    yield from _each("personal_code", CODE, text, taken, is_personal_code)
    yield from _each("card", CARD, text, taken, is_card)
    if ABOUT_PHONES.search(text):
        yield from _each("phone", PHONE, text, taken, lambda value: not SAME.search(re.sub(r"\D", "", value)))


def _each(
    kind: Kind, pattern: re.Pattern[str], text: str, taken: list[tuple[int, int]], real: Callable[[str], bool]
) -> Iterator[Found]:
    for found in pattern.finditer(text):
        free = all(found.end() <= start or found.start() >= end for start, end in taken)
        if free and real(found[0]):
            taken.append(found.span())
            yield Found(kind, found.start(), found.end())


def is_personal_code(value: str) -> bool:
    """Whether eleven digits are an Estonian personal code (EVS 585): a date of birth and the right check digit."""
    try:
        date(CENTURIES[value[0]] + int(value[1:3]), int(value[3:5]), int(value[5:7]))
    except ValueError:
        return False
    rests = [
        sum(int(digit) * weight for digit, weight in zip(value, weights, strict=False)) % 11 for weights in WEIGHTS
    ]
    return int(value[10]) == next((rest for rest in rests if rest < 10), 0)


def is_iban(value: str) -> bool:
    """Whether an IBAN's two check digits are right (ISO 13616)."""
    bare = value.replace(" ", "")
    turned = bare[4:] + bare[:4]
    return 15 <= len(bare) <= 34 and int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def is_card(value: str) -> bool:
    """Whether digits are a payment card's: a known first digit and the right check digit (Luhn, ISO/IEC 7812)."""
    digits = [int(digit) for digit in value if digit.isdigit()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    sound = (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
    return sound and digits[0] in (2, 3, 4, 5, 6) and len(digits) in (13, 15, 16, 19) and len(set(digits)) > 3
