"""How an answer begins and ends, and what stands around it."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from alpaca_est.constraints.constraint import Constraint, Room, Verdict, counted, verdict
from alpaca_est.constraints.counting import clean, paragraphs_of
from alpaca_est.constraints.inflection import ORDINAL_GENITIVES, ORDINALS, PARAGRAPH, forms
from alpaca_est.constraints.traits import traits_of
from alpaca_est.text import WORD, excerpt

OPENINGS = (
    "Alustame algusest.",
    "Hea küsimus!",
    "Lühidalt öeldes",
    "Teadagi",
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
FIRST_WORDS = ("hommikul", "vahel", "ometi", "seejärel", "tegelikult", "kunagi", "nüüd", "sageli", "tasapisi", "õhtul")
MARKERS = ("P.S.", "P.P.S.")
LONGEST_REQUEST = 25  # words that are repeated
STARS = re.compile(r"^[ \t]*\*{6}[ \t]*$", re.MULTILINE)
DEPTH = {"„": 1, "“": -1, "”": -1}


def one_line(text: str) -> str:
    """A cleaned text with single spaces."""
    return " ".join(clean(text).split())


@dataclass(frozen=True)
class StartsWith(Constraint):
    """Certain words at the very beginning."""

    phrase: str

    name = "starts_with"
    claims = frozenset({"start"})
    phrasings = (
        "Vastus peab algama sõnadega „{phrase}“.",
        "{Alusta/Alustage} vastust täpselt nii: „{phrase}“",
        "Vastuse kõige esimesed sõnad olgu „{phrase}“.",
    )

    @classmethod
    def draw(cls, chance: random.Random, request: str) -> Self:  # noqa: ARG003
        """An opening."""
        return cls(chance.choice(OPENINGS))

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
        return Room(words=(len(self.phrase.split()) + 4, Room().words[1]))

    def judge(self, text: str) -> Verdict:
        """Letter by letter, capitals too; line breaks count as spaces."""
        said, wanted = one_line(text), one_line(self.phrase)
        kept = said.startswith(wanted) and not (wanted[-1].isalnum() and re.match(r"\w", said[len(wanted) :]))
        return verdict(kept, float(kept), f"begins with „{excerpt(said, len(wanted) + 10)}“", f"„{self.phrase}“")


@dataclass(frozen=True)
class EndsWith(Constraint):
    """Certain words at the very end."""

    phrase: str

    name = "ends_with"
    claims = frozenset({"end"})
    phrasings = (
        "Vastus peab lõppema lausega „{phrase}“",
        "{Lõpeta/Lõpetage} vastus täpselt nende sõnadega: „{phrase}“",
        "Vastuse viimane lause olgu „{phrase}“ ja pärast seda ei tohi midagi tulla.",
    )

    @classmethod
    def draw(cls, chance: random.Random, request: str) -> Self:  # noqa: ARG003
        """A closing sentence."""
        return cls(chance.choice(CLOSINGS))

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
        return Room(words=(len(self.phrase.split()) + 4, Room().words[1]))

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
    phrasings = (
        "{Lisa/Lisage} vastuse lõppu järelmärkus, mis algab tähtedega {marker}",
        "Vastuse lõpus peab olema järelkiri, mille ees on {marker}",
        "{Kirjuta/Kirjutage} kõige lõppu veel üks märkus, mille alguses on {marker}",
    )

    @classmethod
    def draw(cls, chance: random.Random, request: str) -> Self:  # noqa: ARG003
        """P.S., seldom P.P.S."""
        return cls(MARKERS[chance.random() < 0.2])

    def holes(self) -> Mapping[str, str]:
        """The marker."""
        return {"marker": self.marker}

    @property
    def needs(self) -> frozenset[str]:
        """Capitals."""
        return frozenset({"prose", "capitals", "letter:p", "letter:s"})

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
class FirstWordOfParagraph(Constraint):
    """So many paragraphs, one of them beginning with a certain word."""

    paragraphs: int
    number: int
    word: str

    name = "first_word_of_paragraph"
    claims = frozenset({"paragraphs"})
    phrasings = (
        "Vastuses peab olema täpselt {n}, mille vahel on tühi rida. {ordinal} lõik peab algama sõnaga „{word}“.",
        "{Kirjuta/Kirjutage} täpselt {n}, lõikude vahele {jäta/jätke} tühi rida. {genitive:big} lõigu algus olgu „{word}“.",
        "Vastus koosnegu täpselt {n:ela}, mis on eraldatud tühja reaga; {genitive} lõigu esimene sõna olgu „{word}“.",
    )

    @classmethod
    def draw(cls, chance: random.Random, request: str) -> Self:  # noqa: ARG003
        """Two to four paragraphs, any but the first, and an adverb."""
        paragraphs = chance.choice((2, 3, 3, 4))
        return cls(paragraphs, chance.randint(2, paragraphs), chance.choice(FIRST_WORDS))

    def holes(self) -> Mapping[str, str]:
        """The numbers and the word."""
        ordinals = {
            "ordinal": ORDINALS[self.number].capitalize(),
            "genitive": ORDINAL_GENITIVES[self.number],
            "genitive:big": ORDINAL_GENITIVES[self.number].capitalize(),
        }
        return {**forms("n", self.paragraphs, PARAGRAPH), **ordinals, "word": self.word}

    @property
    def needs(self) -> frozenset[str]:
        """The word."""
        return frozenset({"prose", "estonian"}) | (traits_of(self.word) - {"small"})

    @property
    def room(self) -> Room:
        """Just so many paragraphs."""
        return Room(paragraphs=(self.paragraphs, self.paragraphs))

    def judge(self, text: str) -> Verdict:
        """Headings are no paragraphs; marks before the word and its capital do not matter."""
        found = paragraphs_of(clean(text))
        if len(found) != self.paragraphs:
            return verdict(False, len(found), f"has {counted(len(found), 'paragraphs')}", f"exactly {self.paragraphs}")
        first = next(iter(WORD.findall(found[self.number - 1])), "")
        kept = first.casefold() == self.word.casefold()
        return verdict(kept, len(found), f"has a paragraph {self.number} that begins with „{first}“", f"„{self.word}“")


@dataclass(frozen=True)
class Quoted(Constraint):
    """All of it in Estonian quotation marks."""

    name = "quoted"
    claims = frozenset({"start", "end", "list", "table", "headings"})
    traits = frozenset({"prose"})
    phrasings = (
        "{Pane/Pange} kogu vastus jutumärkidesse „ ja “.",
        "Kogu vastus peab olema eesti jutumärkides: alguses „ ja lõpus “.",
        "Vastuse esimene märk olgu „ ja viimane “ ning kõik muu jäägu nende vahele.",
    )

    @classmethod
    def draw(cls, chance: random.Random, request: str) -> Self:  # noqa: ARG003
        """There is nothing to draw."""
        return cls()

    def holes(self) -> Mapping[str, str]:
        """None."""
        return {}

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


@dataclass(frozen=True)
class RepeatsRequest(Constraint):
    """The request word for word, then the answer."""

    request: str

    name = "repeats_request"
    claims = frozenset({"start", "paragraphs"})
    phrasings = (
        "{Korda/Korrake} kõigepealt sõna-sõnalt ülesannet „{request}“ ja {vasta/vastake} alles siis.",
        "Vastuse alguses peab sõna-sõnalt seisma „{request}“ ja alles selle järel vastus ise.",
        "Enne vastamist {kirjuta/kirjutage} muutmata kujul välja tekst „{request}“ ning siis {vasta/vastake}.",
    )

    @classmethod
    def fits(cls, request: str) -> bool:
        """Short requests on one line, without quotation marks of their own."""
        return len(request.split()) <= LONGEST_REQUEST and "\n" not in request and "„" not in request

    @classmethod
    def draw(cls, chance: random.Random, request: str) -> Self:  # noqa: ARG003
        """The request itself."""
        return cls(one_line(request))

    def holes(self) -> Mapping[str, str]:
        """The request."""
        return {"request": self.request}

    @property
    def needs(self) -> frozenset[str]:
        """All that the request is made of."""
        return traits_of(self.request) | {"prose", "estonian"}

    @property
    def room(self) -> Room:
        """The request and an answer."""
        return Room(words=(len(self.request.split()) + 5, Room().words[1]), sentences=(2, Room().sentences[1]))

    def judge(self, text: str) -> Verdict:
        """Letter by letter, in quotation marks or without; an answer has to follow."""
        said = one_line(text).lstrip('„"*> ')
        begins = said.startswith(self.request)
        rest = said[len(self.request) :]
        found = "repeats the request without an answer" if begins else f"begins with „{excerpt(said, 30)}“"
        return verdict(begins and bool(WORD.search(rest)), float(begins), found, "the request and then an answer")


@dataclass(frozen=True)
class TwoAnswers(Constraint):
    """Two different answers with ****** between them."""

    name = "two_answers"
    claims = frozenset({"start", "end", "paragraphs", "list", "table", "headings", "sentences"})
    traits = frozenset({"prose"})
    phrasings = (
        "{Anna/Andke} kaks erinevat vastust ja {pane/pange} nende vahele kuus tärni: ******",
        "{Kirjuta/Kirjutage} kaks eri vastust, mille vahel on omaette real ainult kuus tärni ******",
        "{Paku/Pakkuge} välja kaks erinevat vastust. {Eralda/Eraldage} need reaga, millel on ******",
    )

    @classmethod
    def draw(cls, chance: random.Random, request: str) -> Self:  # noqa: ARG003
        """There is nothing to draw."""
        return cls()

    def holes(self) -> Mapping[str, str]:
        """None."""
        return {}

    def judge(self, text: str) -> Verdict:
        """Exactly one line of six stars; both sides say something, and not the same words."""
        parts = [[word.casefold() for word in WORD.findall(part)] for part in STARS.split(clean(text))]
        kept = len(parts) == 2 and all(parts) and parts[0] != parts[1]
        same = len(parts) == 2 and parts[0] == parts[1]
        said = sum(map(bool, parts))
        return verdict(
            kept, said, "has the same answer twice" if same else f"has {counted(said, 'answers')}", "two different"
        )
