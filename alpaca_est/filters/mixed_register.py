"""Sina and teie in one answer: the reader is addressed as a friend here, politely there."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import Field

from alpaca_est.languages import Language, language
from alpaca_est.languages.main_verb import RARE
from alpaca_est.languages.other import QUOTED
from alpaca_est.languages.prose import running_text
from alpaca_est.languages.sentences import sentences
from alpaca_est.record import Record
from alpaca_est.step import Measured
from alpaca_est.text import WORD, excerpt


class Address(NamedTuple):
    """A place where the reader is addressed."""

    start: int
    end: int
    polite: bool


class MixedRegister(Measured):
    """Flags answers that address the reader both as „sina“ and as „teie“.

    Counted are imperatives at the beginning of a sentence or list item („Võta“, „Võtke“), by Vabamorf's forms, and the
    pronouns of sentences that have one. Quotations, dialogues and letters are left out, as people speak there to each
    other. The measure is the smaller of both counts; a language without registers has none.
    """

    measure_name = "rarer"

    step: Literal["mixed_register"] = "mixed_register"
    flag_above: float | None = Field(default=1, ge=0)
    """Flagged where both ways to address come more often than this."""

    def value(self, record: Record) -> float | None:
        """How often the rarer of both registers comes in the output."""
        own = language(self.lang or record.lang)
        if not own.familiar.imperative or _speaks(record.output):
            return None
        found = [address.polite for address in addresses(record.output, own)]
        return float(min(found.count(True), found.count(False))) if found else None

    def reason(self, record: Record, value: float) -> str:
        """One example of each."""
        found = list(addresses(record.output, language(self.lang or record.lang)))
        familiar = next(one for one in found if not one.polite)
        polite = next(one for one in found if one.polite)
        words = [f"„{excerpt(record.output[one.start : one.end])}“" for one in (familiar, polite)]
        return f"output says {words[0]} and {words[1]}, {value:.0f} times and more each"

    def span(self, record: Record) -> tuple[str, int, int] | None:
        """The second way to address, where it first comes."""
        found = list(addresses(record.output, language(self.lang or record.lang)))
        other = next((one for one in found if one.polite != found[0].polite), None)
        return ("output", other.start, other.end) if other else None


def addresses(text: str, own: Language) -> Iterator[Address]:
    """Every place outside quotations and code where the reader is addressed."""
    bare = QUOTED.sub(lambda found: " " * len(found[0]), text)
    if running_text(bare) != bare:
        return
    for sentence in sentences(bare, own.code):
        first = WORD.search(sentence.text)
        if first and (polite := _imperative(first[0], own)) is not None:
            yield Address(sentence.start + first.start(), sentence.start + first.end(), polite)
        for polite, register in ((False, own.familiar), (True, own.polite)):
            if found := register.pronouns.search(sentence.text):
                yield Address(sentence.start + found.start(), sentence.start + found.end(), polite)


def _imperative(word: str, own: Language) -> bool | None:
    """True for a polite imperative, False for a familiar one, None for what may be something else."""
    vocabulary = own.vocabulary()
    forms = vocabulary.forms(word.lower()) if vocabulary else frozenset()
    if own.polite.imperative in forms:
        return True
    return False if forms - RARE == {own.familiar.imperative} else None


def _speaks(text: str) -> bool:
    """Whether people speak or write to each other in a text: dialogue dashes, speakers with a colon, salutations."""
    lines = text.splitlines()
    talking = sum(line.lstrip().startswith(("–", "—", "- „")) or _speaker(line) for line in lines)
    return talking >= 2 or any(line.startswith(("Tere", "Lugupeetud", "Hea ", "Kallis", "Austatud")) for line in lines)


def _speaker(line: str) -> bool:
    name, colon, rest = line.partition(":")
    return bool(colon and rest.strip()) and name.istitle() and len(name.split()) <= 2
