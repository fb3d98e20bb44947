"""How an answer begins and ends, and what stands around it."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from alpaca_est.constraints.constraint import (
    UNCOUNTED,
    Chosen,
    Constraint,
    Fixed,
    Room,
    Task,
    Verdict,
    counted,
    verdict,
)
from alpaca_est.constraints.reading import clean, paragraphs_of
from alpaca_est.constraints.traits import traits_of
from alpaca_est.text import WORD, excerpt

OPENINGS = (
    "Alustame algusest.",
    "Hea küsimus!",
    "Lühidalt öeldes",
    "Nagu teada,",
    "Ükskord ammu",
    "Tõtt-öelda",
    "Kujutame ette",
    "Olgu siis nii:",
    "Hea lugeja,",
    "Esmalt tasub teada",
)
CLOSINGS = (
    "Rohkem polegi vaja teada.",
    "Kas soovid veel midagi küsida?",
    "Edu ja jaksu!",
    "See on kõik.",
    "Nii lihtne see ongi.",
    "Mida sina sellest arvad?",
    "Head lugemist!",
    "Ja nõnda ongi.",
)
MARKERS = ("P.S.", "P.P.S.")
DEPTH = {"„": 1, "“": -1, "”": -1}


def one_line(text: str) -> str:
    """A cleaned text with single spaces."""
    return " ".join(clean(text).split())


@dataclass(frozen=True)
class StartsWith(Chosen):
    """Certain words at the very beginning."""

    phrase: str

    name = "starts_with"
    claims = frozenset({"start"})
    choices = OPENINGS
    phrasings = (
        "Vastus peab algama sõnadega „{phrase}“{stop}",
        "{Alusta/Alustage} vastust täpselt nende sõnadega: „{phrase}“{stop}",
        "Vastuse kõige esimesed sõnad olgu „{phrase}“{stop}",
    )

    def holes(self) -> Mapping[str, str]:
        """The words, and a point after them where they have no mark of their own."""
        return {"phrase": self.phrase, "stop": "" if self.phrase[-1] in ".!?" else "."}

    @property
    def needs(self) -> frozenset[str]:
        """All that they are made of."""
        return traits_of(self.phrase) | {"prose", "estonian"}

    @property
    def room(self) -> Room:
        """They and a few more."""
        sentences = 1 + (self.phrase[-1] in ".!?")
        return Room(words=(len(self.phrase.split()) + 4, Room().words[1]), sentences=(sentences, Room().sentences[1]))

    def judge(self, text: str) -> Verdict:
        """Letter by letter, capitals too; line breaks count as spaces."""
        said, wanted = one_line(text), one_line(self.phrase)
        kept = said.startswith(wanted) and not (wanted[-1].isalnum() and re.match(r"\w", said[len(wanted) :]))
        return verdict(kept, float(kept), f"begins with „{excerpt(said, len(wanted) + 10)}“", f"„{self.phrase}“")


@dataclass(frozen=True)
class EndsWith(Chosen):
    """Certain words at the very end."""

    phrase: str

    name = "ends_with"
    claims = frozenset({"end"})
    choices = CLOSINGS
    phrasings = (
        "Vastus peab lõppema lausega „{phrase}“",
        "{Lõpeta/Lõpetage} vastus täpselt nende sõnadega: „{phrase}“",
        "Vastuse viimane lause olgu „{phrase}“ ja pärast seda ei tohi midagi tulla.",
    )

    def holes(self) -> Mapping[str, str]:
        """The words."""
        return {"phrase": self.phrase}

    @property
    def needs(self) -> frozenset[str]:
        """All that they are made of."""
        return traits_of(self.phrase) | {"prose", "estonian"}

    @property
    def room(self) -> Room:
        """They and a few more."""
        sentences = 1 + (self.phrase[-1] in ".!?")
        return Room(words=(len(self.phrase.split()) + 4, Room().words[1]), sentences=(sentences, Room().sentences[1]))

    def judge(self, text: str) -> Verdict:
        """Letter by letter; nothing after it, not even a quotation mark or an emoji."""
        said, wanted = one_line(text), one_line(self.phrase)
        kept = said.endswith(wanted) and not re.search(r"\w$", said[: -len(wanted)])
        return verdict(kept, float(kept), f"ends with „{said[-len(wanted) - 5 :]}“", f"„{self.phrase}“")


@dataclass(frozen=True)
class Postscript(Constraint):
    """A postscript after the answer."""

    marker: str

    name = "postscript"
    claims = frozenset({"end"})
    without = UNCOUNTED
    phrasings = (
        "{Lisa/Lisage} vastuse lõppu järelmärkus, mis algab tähtedega {marker}",
        "Vastuse lõpus peab olema järelkiri, mille alguses on {marker}",
        "{Kirjuta/Kirjutage} kõige lõppu veel üks märkus ja {pane/pange} selle ette {marker}",
    )

    @classmethod
    def draw(cls, chance: random.Random, task: Task) -> Self:  # noqa: ARG003
        """P.S., seldom P.P.S."""
        return cls(MARKERS[chance.random() < 0.2])

    def holes(self) -> Mapping[str, str]:
        """The marker."""
        return {"marker": self.marker}

    @property
    def needs(self) -> frozenset[str]:
        """Capitals."""
        return frozenset({"prose", "capitals", "letter:p", "letter:s"})

    @property
    def room(self) -> Room:
        """An answer and the postscript."""
        return Room(words=(10, Room().words[1]), sentences=(2, Room().sentences[1]))

    def judge(self, text: str) -> Verdict:
        """The last paragraph has a line that begins with the marker and goes on; something stands before it."""
        lines = [line.strip(" \t*_") for line in clean(text).split("\n")]
        places = [place for place, line in enumerate(lines) if line.startswith(self.marker)]
        last = places[-1] if places else 0
        said = bool(places) and bool(WORD.search(" ".join([lines[last][len(self.marker) :], *lines[last + 1 :]])))
        before = bool(WORD.search(" ".join(lines[:last])))
        alone = bool(places) and len(paragraphs_of("\n".join(lines[last:]))) == 1
        found = f"has {counted(len(places), 'lines')} with {self.marker}" + (" in the wrong place" if places else "")
        return verdict(said and before and alone, len(places), found, "a last one that says something")


@dataclass(frozen=True)
class Quoted(Fixed):
    """All of it in Estonian quotation marks."""

    name = "quoted"
    claims = frozenset({"start", "end", "list", "table", "headings"})
    traits = frozenset({"prose", "estonian"})
    phrasings = (
        "{Pane/Pange} kogu vastus jutumärkidesse „ ja “.",
        "Kogu vastus peab olema eesti jutumärkides: alguses „ ja lõpus “.",
        "Vastuse esimene märk olgu „ ja viimane “ ning kõik muu jäägu nende vahele.",
    )

    def judge(self, text: str) -> Verdict:
        """One pair around all of it; „üks“ ja „teine“ are two. Straight marks do not count; a closing ” does."""
        said = clean(text)
        depth, closed = 0, -1
        for place, one in enumerate(said):
            depth += DEPTH.get(one, 0)
            if depth <= 0:
                closed = place
                break
        kept = said[0] == "„" and closed == len(said) - 1 and bool(WORD.search(said))
        return verdict(
            kept, float(kept), f"begins with {said[0]} and ends with {said[-1]}", "all of it in one pair of „ and “"
        )
