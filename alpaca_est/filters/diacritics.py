"""Whether the letters with marks are there: õ ä ö ü are the first to go where software is careless."""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Literal

from pydantic import Field

from alpaca_est.filters.numbers import beside
from alpaca_est.languages import Language, language
from alpaca_est.languages.countable import countable
from alpaca_est.languages.other import names_other
from alpaca_est.languages.prose import running_text
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter

SUSPECT = 0.02  # shares under which words are looked up, so that a higher threshold can be tried on a finished run
SPELLINGS = 256  # of one word, at most
TRIED = 100  # unknown words of one text whose spellings are looked up
LONGEST = 40  # letters of a word that is looked up


class Diacritics(Filter):
    """Rejects texts whose letters have lost their marks: „oun“ for „õun“.

    The share of marked letters (õ ä ö ü in Estonian) among the letters of the whole record and of a long output; the
    lower counts, code does not. Measured on clean Estonian of 80 letters and more: median 0.032, 1st percentile 0.011;
    stripped: 0. A text under the threshold is rejected where the dictionary does not know some of its words as they
    stand, but with marks; without such words it is flagged if it is long. A language without marked letters and a task
    that names another language have no measure.
    """

    step: Literal["diacritics"] = "diacritics"
    min_letters: int = Field(default=80, ge=1)
    """Fewest letters with which a text has a verdict."""
    sure_letters: int = Field(default=250, ge=1)
    """Fewest letters with which a text without any restorable word is flagged."""
    reject_below: float | None = Field(default=0.003, ge=0, le=1)
    """Too few under this share."""

    def thresholds(self) -> Mapping[str, tuple[float, ...]]:
        """The one threshold, of the share."""
        return {"share": () if self.reject_below is None else (self.reject_below,)}

    def measure(self, record: Record) -> Mapping[str, float]:
        """The lowest `share` of marked letters, its `letters`, and how many unknown words are `restorable`."""
        own = language(self.lang or record.lang)
        found = list(self._shares(record, own))
        if not found or names_other(own, record):
            return {}
        share, letters, text = min(found)
        restorable = sum(1 for _ in restored(text, own)) if share < SUSPECT else 0
        return {"share": share, "letters": float(letters), "restorable": float(restorable)}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject texts with words that only lack their marks, flag long ones without any mark."""
        share = scores.get("share", 1.0)
        if self.reject_below is None or share >= self.reject_below:
            return record
        own = language(self.lang or record.lang)
        measured = (
            f"{beside(share, self.reject_below, 3)} of {scores['letters']:.0f} letters are {' '.join(own.marked)}"
        )
        wanted = f"at least {self.reject_below:g} wanted"
        if scores["restorable"]:
            _, _, text = min(self._shares(record, own))
            bare, marked = next(restored(text, own))
            return self.reject(record, f"{measured} („{bare}“ for „{marked}“), {wanted}")
        if scores["letters"] >= self.sure_letters:
            return self.flag(record, f"{measured}, {wanted}", score=share)
        return record

    def _shares(self, record: Record, own: Language) -> Iterator[tuple[float, int, str]]:
        """Share, letters and text of the record and of its output, where they are long enough."""
        if not own.marked:
            return
        output = running_text(record.output)
        whole = f"{running_text(record.instruction)}\n{running_text(record.input)}\n{output}"
        for text in (whole, output):
            letters = sum(map(str.isalpha, text))
            if letters >= self.min_letters:
                lower = text.lower()
                yield sum(lower.count(letter) for letter in own.marked) / letters, letters, text


def restored(text: str, own: Language) -> Iterator[tuple[str, str]]:
    """Unknown words that are known with marks on some of their letters, and those words."""
    vocabulary = own.vocabulary()
    if vocabulary is None:
        return
    choices: dict[str, str] = {}
    for marked, bare in own.marked.items():
        choices[bare] = choices.get(bare, bare) + marked
    unknown = (one.word for one in countable(text, vocabulary) if not one.known and len(one.word) <= LONGEST)
    for word in islice(unknown, TRIED):
        ways = [choices.get(letter, letter) for letter in word.lower()]
        spellings = islice(product(*ways), SPELLINGS)
        if found := next((one for one in map("".join, spellings) if vocabulary.known(one)), None):
            yield word, found
