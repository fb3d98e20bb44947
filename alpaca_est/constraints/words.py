"""Words that an answer has to use or leave out, by their lemma; phrases; how often letters and words come."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from alpaca_est.constraints.constraint import Chosen, Constraint, Room, Task, Verdict, counted, verdict
from alpaca_est.constraints.inflection import TIME, forms
from alpaca_est.constraints.reading import ADDRESS, bare, clean
from alpaca_est.constraints.traits import compared, traits_of, uses
from alpaca_est.constraints.word_choice import ADVERBS, AVOIDED, LETTERS, OVERUSED, PHRASES, fitting, unnamed

ESTONIAN_PROSE = frozenset({"prose", "estonian"})


def quoted(words: tuple[str, ...], joint: str = "ja") -> str:
    """Words in Estonian quotation marks: „meri“, „tuul“ ja „laev“."""
    marked = [f"„{word}“" for word in words]
    return f"{', '.join(marked[:-1])} {joint} {marked[-1]}" if len(marked) > 1 else marked[0]


def without_addresses(text: str) -> str:
    """What a reader reads: no fenced code, no addresses."""
    return ADDRESS.sub(" ", bare(text))


@dataclass(frozen=True)
class UsesWords(Constraint):
    """Every one of some words, in any form."""

    words: tuple[str, ...]

    name = "uses_words"
    phrasings = (
        "{Kasuta/Kasutage} vastuses {these} {quoted} (mis tahes vormis).",
        "Vastuses {must} esinema {the} {quoted} sobivas vormis.",
        "{Põimi/Põimige} vastusesse {the} {quoted}; vorm on vaba.",
    )

    @classmethod
    def draw(cls, chance: random.Random, task: Task) -> Self:
        """One to three nouns."""
        return cls(tuple(chance.sample(fitting(task, chance), chance.choice((1, 2, 2, 3)))))

    def holes(self) -> Mapping[str, str]:
        """One word or several, with the verb that agrees."""
        one = len(self.words) == 1
        singular = {"these": "sõna", "the": "sõna", "must": "peab", "quoted": quoted(self.words)}
        return singular if one else {**singular, "these": "sõnu", "the": "sõnad", "must": "peavad"}

    @property
    def needs(self) -> frozenset[str]:
        """The words and their letters."""
        return ESTONIAN_PROSE | (traits_of(" ".join(self.words)) - {"small"})

    @property
    def room(self) -> Room:
        """Some words around each."""
        return Room(words=(4 * len(self.words), Room().words[1]))

    def judge(self, text: str) -> Verdict:
        """Compounds, code and addresses do not count."""
        read = without_addresses(text)
        missing = [word for word in self.words if not uses(read, word)]
        found = f"has {len(self.words) - len(missing)} of {len(self.words)} words, no form of {', '.join(missing)}"
        return verdict(not missing, len(self.words) - len(missing), found, "all of them")


@dataclass(frozen=True)
class AvoidsWords(Constraint):
    """None of some words, in no form."""

    words: tuple[str, ...]

    name = "avoids_words"
    phrasings = (
        "{Ära kasuta/Ärge kasutage} vastuses {these} {quoted}{forms:not}.",
        "Vastuses ei tohi esineda {these} {quoted}{forms:not}.",
        "{Väldi/Vältige} {these} {quoted}{forms}.",
    )

    @classmethod
    def draw(cls, chance: random.Random, task: Task) -> Self:
        """One to three words that are used too much."""
        return cls(tuple(chance.sample(unnamed(OVERUSED, task.request), chance.choice((1, 2, 3)))))

    def holes(self) -> Mapping[str, str]:
        """One word or several."""
        one = len(self.words) == 1
        inflected = not ADVERBS.issuperset(self.words)
        said = {"quoted": quoted(self.words), "forms": " (kõigis vormides)" if inflected else ""}
        said |= {"forms:not": " (mitte üheski vormis)" if inflected else ""}
        return {**said, "these": "sõna" if one else "sõnu", "the": "sõna" if one else "sõnad"}

    traits = frozenset({"estonian"})

    @property
    def bans(self) -> frozenset[str]:
        """The words."""
        return frozenset(f"word:{form}" for word in self.words for form in {word, *compared(word)})

    def judge(self, text: str) -> Verdict:
        """Every reading of a form counts, in code and quotations too; compounds do not."""
        count = sum(uses(text, word) for word in self.words)
        there = [word for word in self.words if uses(text, word)]
        return verdict(not count, count, f"has {counted(count, 'forms')} of {', '.join(there)}", "none")


@dataclass(frozen=True)
class UsesPhrase(Chosen):
    """A phrase, word for word."""

    phrase: str

    name = "uses_phrase"
    choices = PHRASES
    phrasings = (
        "Vastuses peab esinema väljend „{phrase}“ täpselt sellisel kujul.",
        "{Kasuta/Kasutage} vastuses väljendit „{phrase}“ muutmata kujul.",
        "{Põimi/Põimige} teksti sõna-sõnalt väljend „{phrase}“.",
    )

    def holes(self) -> Mapping[str, str]:
        """The phrase."""
        return {"phrase": self.phrase}

    @property
    def needs(self) -> frozenset[str]:
        """All that the phrase is made of."""
        return ESTONIAN_PROSE | (traits_of(self.phrase) - {"capitals"})

    @property
    def room(self) -> Room:
        """Its words and some around them."""
        return Room(words=(len(self.phrase.split()) + 4, Room().words[1]))

    def judge(self, text: str) -> Verdict:
        """Capitals at a beginning and line breaks do not matter; every mark inside does."""
        pattern = r"\s+".join(map(re.escape, clean(self.phrase).casefold().split()))
        count = len(re.findall(rf"(?<!\w){pattern}(?!\w)", without_addresses(text).casefold()))
        return verdict(count > 0, count, f"has no „{self.phrase}“", "it word for word")


@dataclass(frozen=True)
class WordAtLeast(Constraint):
    """A word, in any form, at least n times."""

    word: str
    n: int

    name = "word_at_least"
    phrasings = (
        "{Kasuta/Kasutage} sõna „{word}“ mis tahes vormis vähemalt {n}.",
        "Sõna „{word}“ peab vastuses esinema vähemalt {n} (kõik vormid lähevad arvesse).",
        "Sõna „{word}“ (mis tahes vormis) olgu vastuses vähemalt {n}.",
    )

    @classmethod
    def draw(cls, chance: random.Random, task: Task) -> Self:
        """A noun."""
        return cls(chance.choice(fitting(task, chance)), chance.choice((2, 3, 4)))

    def holes(self) -> Mapping[str, str]:
        """The word, and how often."""
        return {"word": self.word, **forms("n", self.n, TIME)}

    @property
    def needs(self) -> frozenset[str]:
        """The word."""
        return ESTONIAN_PROSE | (traits_of(self.word) - {"small"})

    @property
    def room(self) -> Room:
        """Some words around each."""
        return Room(words=(5 * self.n, Room().words[1]))

    def judge(self, text: str) -> Verdict:
        """Compounds, code and addresses do not count."""
        count = uses(without_addresses(text), self.word)
        return verdict(count >= self.n, count, f"has {counted(count, 'forms')} of {self.word}", f"at least {self.n}")


@dataclass(frozen=True)
class LetterAtLeast(Constraint):
    """A letter at least n times."""

    letter: str
    n: int

    name = "letter_at_least"
    phrasings = (
        "Täht „{letter}“ peab vastuses esinema vähemalt {n}.",
        "{Kirjuta/Kirjutage} nii, et tähte „{letter}“ oleks vastuses vähemalt {n}.",
        "Vastuses olgu täht „{letter}“ vähemalt {n}.",
    )

    @classmethod
    def draw(cls, chance: random.Random, task: Task) -> Self:  # noqa: ARG003
        """A common letter often, one with dots less often."""
        letter = chance.choice(LETTERS)
        return cls(letter, chance.choice((2, 3, 4, 5) if letter in "õäöü" else (8, 10, 15, 20)))

    def holes(self) -> Mapping[str, str]:
        """The letter and how often."""
        return {"letter": self.letter, **forms("n", self.n, TIME)}

    @property
    def needs(self) -> frozenset[str]:
        """The letter."""
        return ESTONIAN_PROSE | {f"letter:{self.letter}"}

    @property
    def room(self) -> Room:
        """A word for each."""
        return Room(words=(2 * self.n, Room().words[1]))

    def judge(self, text: str) -> Verdict:
        """Small or capital; not in code or addresses."""
        count = without_addresses(text).casefold().count(self.letter)
        return verdict(count >= self.n, count, f"has „{self.letter}“ {counted(count, 'times')}", f"at least {self.n}")


@dataclass(frozen=True)
class LetterAbsent(Chosen):
    """A letter never: a lipogram."""

    letter: str

    name = "letter_absent"
    choices = AVOIDED
    phrasings = (
        "{Ära kasuta/Ärge kasutage} vastuses kordagi tähte „{letter}“.",
        "Üheski vastuse sõnas ei tohi olla tähte „{letter}“.",
        "{Kirjuta/Kirjutage} nii, et vastuses poleks kordagi tähte „{letter}“.",
    )

    def holes(self) -> Mapping[str, str]:
        """The letter."""
        return {"letter": self.letter}

    traits = ESTONIAN_PROSE

    @property
    def bans(self) -> frozenset[str]:
        """The letter."""
        return frozenset({f"letter:{self.letter}"})

    def judge(self, text: str) -> Verdict:
        """Small or capital, in code and quotations too."""
        count = clean(text).casefold().count(self.letter)
        return verdict(not count, count, f"has „{self.letter}“ {counted(count, 'times')}", "none")
