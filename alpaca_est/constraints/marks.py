"""Marks that an answer leaves out or needs: commas, digits, exclamation and question marks, placeholders, stars."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from alpaca_est.constraints import inflection
from alpaca_est.constraints.constraint import Chosen, Fixed, Room, Verdict, counted, verdict
from alpaca_est.constraints.inflection import GAP, QUESTION, SPOT, forms
from alpaca_est.constraints.reading import bare, clean
from alpaca_est.constraints.sentence_ends import sentences_of
from alpaca_est.constraints.traits import MARKS

PLACEHOLDER = re.compile(r"(?<![\\!\w])\[[^\W\d_][^\[\]\n]{0,40}\](?!\(|:[ \t]*(?:https?:|<))")
HIGHLIGHT = re.compile(r"(?<![*\w\\])(\*{1,3})(?![\s*])([^*\n]*[^\s*])\1(?![*\w])")
ASKING = re.compile(r"\?[!?]*[^\w?]*$")


@dataclass(frozen=True)
class _Without(Fixed):
    """A mark that may not come, nowhere."""

    mark: ClassVar[str]
    told_as: ClassVar[str]

    @property
    def bans(self) -> frozenset[str]:
        """The mark."""
        return frozenset({self.mark})

    def judge(self, text: str) -> Verdict:
        """In code, numbers, quotations and addresses too, and in every script."""
        count = len(MARKS[self.mark].findall(clean(text)))
        return verdict(not count, count, f"has {counted(count, self.told_as)}", "none")


class NoComma(_Without):
    """No comma, not even in a number."""

    name = "no_comma"
    mark = "comma"
    told_as = "commas"
    phrasings = (
        "{Ära kasuta/Ärge kasutage} vastuses ühtegi koma.",
        "Vastuses ei tohi olla ühtegi koma.",
        "{Kirjuta/Kirjutage} vastus ilma komadeta.",
    )


class NoDigits(_Without):
    """No digit; numbers in words are free."""

    name = "no_digits"
    mark = "digits"
    told_as = "digits"
    phrasings = (
        "{Ära kasuta/Ärge kasutage} vastuses numbrimärke; {kirjuta/kirjutage} arvud vajaduse korral sõnadega.",
        "Vastuses ei tohi olla ühtegi numbrit: kõik arvud olgu kirjutatud sõnadega.",
        "{Väldi/Vältige} numbrimärke ja {esita/esitage} kõik arvud sõnadena.",
    )


class NoExclamation(_Without):
    """No exclamation mark."""

    name = "no_exclamation"
    mark = "exclamation"
    told_as = "exclamation marks"
    phrasings = (
        "{Ära kasuta/Ärge kasutage} vastuses ühtegi hüüumärki.",
        "Vastuses ei tohi olla ühtegi hüüumärki.",
        "{Kirjuta/Kirjutage} vastus ilma hüüumärkideta.",
    )


class NoQuestion(_Without):
    """No question mark."""

    name = "no_question"
    mark = "question"
    told_as = "question marks"
    phrasings = (
        "{Ära kasuta/Ärge kasutage} vastuses küsimärki.",
        "Vastuses ei tohi olla ühtegi küsimärki.",
        "{Kirjuta/Kirjutage} vastus ilma küsimärkideta.",
    )


@dataclass(frozen=True)
class _SoMany(Chosen):
    """At least n of something in the text."""

    n: int

    traits = frozenset({"prose"})


class QuestionsAtLeast(_SoMany):
    """At least n sentences that end with a question mark."""

    name = "questions_at_least"
    choices = (1, 2, 3)
    phrasings = (
        "Vastuses peab olema vähemalt {n} koos küsimärgiga.",
        "{Esita/Esitage} vastuses vähemalt {n} (küsimärgiga).",
        "{Küsi/Küsige} vastuses lugejalt midagi vähemalt {times}; iga küsimus lõppegu küsimärgiga.",
    )

    def holes(self) -> Mapping[str, str]:
        """The number with its noun, and how often."""
        return {**forms("n", self.n, QUESTION), "times": inflection.counted(self.n, inflection.TIME)}

    traits = frozenset({"prose", "question"})

    @property
    def room(self) -> Room:
        """A sentence for each."""
        return Room(words=(4 * self.n, Room().words[1]), sentences=(self.n, Room().sentences[1]))

    def judge(self, text: str) -> Verdict:
        """A row of marks („Kas tõesti???“) is one question."""
        count = sum(bool(ASKING.search(sentence)) for sentence in sentences_of(bare(text)))
        return verdict(count >= self.n, count, f"has {counted(count, 'questions')}", f"at least {self.n}")


class PlaceholdersAtLeast(_SoMany):
    """At least n placeholders, as [nimi]."""

    name = "placeholders_at_least"
    choices = (1, 2, 3, 4)
    phrasings = (
        "Vastuses peab olema vähemalt {n} nurksulgudes, näiteks [nimi] või [kuupäev].",
        "{Jäta/Jätke} vastusesse nurksulgude vahele vähemalt {n}, kuhu saab andmed kirjutada, näiteks [aadress].",
        "{Märgi/Märkige} nurksulgudega vähemalt {n}, mille lugeja ise täidab, näiteks [nimi].",
    )

    def holes(self) -> Mapping[str, str]:
        """The number with its noun."""
        return forms("n", self.n, GAP)

    def judge(self, text: str) -> Verdict:
        """Links [nimi](…), notes [1], task boxes [x], places in a list a[i] and code do not count."""
        count = len([one for one in PLACEHOLDER.findall(bare(text)) if len(one) > len("[x]")])
        return verdict(count >= self.n, count, f"has {counted(count, 'placeholders')}", f"at least {self.n}")


class HighlightsAtLeast(_SoMany):
    """At least n passages between stars, as *tähtis*."""

    name = "highlights_at_least"
    choices = (1, 2, 3, 4)
    phrasings = (
        "{Tõsta/Tõstke} vastuses tärnidega esile vähemalt {n}, näiteks *esiletõstetud koht*.",
        "Vähemalt {n} vastuse tekstis olgu märgitud tärnidega, näiteks *nii*.",
        "{Märgi/Märkige} vastuse tekstis tärnidega (*nõnda*) vähemalt {n}.",
    )

    def holes(self) -> Mapping[str, str]:
        """The number with its noun."""
        return forms("n", self.n, SPOT)

    def judge(self, text: str) -> Verdict:
        """*One*, **two** or three stars around a text; not bullets, not sums as 2 * 3 * 4, not code."""
        count = len(HIGHLIGHT.findall(bare(text)))
        return verdict(count >= self.n, count, f"has {counted(count, 'highlighted parts')}", f"at least {self.n}")
