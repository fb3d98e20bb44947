"""Answers in parts: a paragraph with a certain first word, the request and then the answer, two answers."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from alpaca_est.constraints.constraint import UNCOUNTED, Constraint, Fixed, Room, Task, Verdict, counted, verdict
from alpaca_est.constraints.edges import one_line
from alpaca_est.constraints.inflection import ORDINAL_GENITIVES, ORDINAL_PARTITIVES, ORDINALS, PARAGRAPH, forms
from alpaca_est.constraints.reading import clean, paragraphs_of
from alpaca_est.constraints.traits import traits_of
from alpaca_est.text import WORD, excerpt

FIRST_WORDS = ("hommikul", "vahel", "ometi", "seejärel", "tegelikult", "kunagi", "nüüd", "sageli", "tasapisi", "õhtul")
LONGEST_REQUEST = 25  # words that are repeated
QUOTED_OR_LONG = re.compile("[„“”\n]")
STARS = re.compile(r"^[ \t]*\*{6}[ \t]*$", re.MULTILINE)


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
        "{Kirjuta/Kirjutage} täpselt {n} ja {jäta/jätke} nende vahele tühi rida. "
        "{Alusta/Alustage} {partitive} lõiku sõnaga „{word}“.",
        "Vastus koosnegu täpselt {n:ela}, mis on eraldatud tühja reaga; {genitive} lõigu esimene sõna olgu „{word}“.",
    )

    @classmethod
    def draw(cls, chance: random.Random, task: Task) -> Self:  # noqa: ARG003
        """Two to four paragraphs, any but the first, and an adverb."""
        paragraphs = chance.choice((2, 3, 3, 4))
        return cls(paragraphs, chance.randint(2, paragraphs), chance.choice(FIRST_WORDS))

    def holes(self) -> Mapping[str, str]:
        """The numbers and the word."""
        ordinals = {
            "ordinal": ORDINALS[self.number].capitalize(),
            "genitive": ORDINAL_GENITIVES[self.number],
            "partitive": ORDINAL_PARTITIVES[self.number],
        }
        return {**forms("n", self.paragraphs, PARAGRAPH), **ordinals, "word": self.word}

    @property
    def needs(self) -> frozenset[str]:
        """The word."""
        return frozenset({"prose", "estonian"}) | UNCOUNTED | (traits_of(self.word) - {"small"})

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
class RepeatsRequest(Constraint):
    """The request word for word, then the answer."""

    request: str

    name = "repeats_request"
    claims = frozenset({"start", "sentences", "words"})
    without = UNCOUNTED
    phrasings = (
        "{Korda/Korrake} kõigepealt sõna-sõnalt ülesannet „{request}“ ja {vasta/vastake} alles siis.",
        "Vastuse alguses peab sõna-sõnalt seisma „{request}“ ja alles selle järel vastus ise.",
        "Enne vastamist {kirjuta/kirjutage} muutmata kujul välja tekst „{request}“ ning siis {vasta/vastake}.",
    )

    @classmethod
    def fits(cls, task: Task) -> bool:
        """Short requests on one line, without quotation marks of their own."""
        return len(task.request.split()) <= LONGEST_REQUEST and not QUOTED_OR_LONG.search(task.request)

    @classmethod
    def draw(cls, chance: random.Random, task: Task) -> Self:  # noqa: ARG003
        """The request itself."""
        return cls(one_line(task.request))

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
class TwoAnswers(Fixed):
    """Two different answers with ****** between them."""

    name = "two_answers"
    without = UNCOUNTED
    claims = frozenset({"start", "end", "list", "table", "headings", "sentences", "words"})
    traits = frozenset({"prose"})
    phrasings = (
        "{Anna/Andke} kaks erinevat vastust ja {pane/pange} nende vahele omaette reale kuus tärni (******).",
        "{Kirjuta/Kirjutage} kaks eri vastust, mille vahel on omaette real ainult kuus tärni (******).",
        "{Paku/Pakkuge} välja kaks erinevat vastust ja {eralda/eraldage} need kuuest tärnist (******) koosneva reaga.",
    )

    def judge(self, text: str) -> Verdict:
        """Exactly one line of six stars; both sides say something, and not the same words."""
        parts = [[word.casefold() for word in WORD.findall(part)] for part in STARS.split(clean(text))]
        kept = len(parts) == 2 and all(parts) and parts[0] != parts[1]
        same = len(parts) == 2 and parts[0] == parts[1]
        said = sum(map(bool, parts))
        return verdict(
            kept, said, "has the same answer twice" if same else f"has {counted(said, 'answers')}", "two different"
        )
