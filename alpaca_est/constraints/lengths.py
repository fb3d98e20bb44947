"""How many words, sentences and paragraphs; how many characters; how long a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from alpaca_est.constraints.bounds import PROSE, AtLeast, AtMost, Between, Exactly, Length
from alpaca_est.constraints.constraint import UNCOUNTED, Chosen, Room, Verdict, counted, verdict
from alpaca_est.constraints.inflection import CHARACTER, PARAGRAPH, SENTENCE, WORD, forms
from alpaca_est.constraints.reading import clean, word_tokens
from alpaca_est.constraints.sentence_ends import sentences_of


class _Words(Length):
    unit = "words"
    noun = WORD
    claims = frozenset({"words"})


class _Sentences(Length):
    unit = "sentences"
    noun = SENTENCE
    claims = frozenset({"sentences"})


class _Paragraphs(Length):
    unit = "paragraphs"
    noun = PARAGRAPH
    claims = frozenset({"paragraphs"})
    traits = PROSE | UNCOUNTED


class WordsAtLeast(_Words, AtLeast):
    """At least n words."""

    name = "words_at_least"
    choices = (30, 40, 50, 60, 80, 100, 120, 150, 200)
    phrasings = (
        "Vastuses peab olema vähemalt {n}.",
        "{Kirjuta/Kirjutage} vähemalt {n:gen} pikkune vastus.",
        "Vastus olgu vähemalt {n} pikk.",
        "{Ära kirjuta/Ärge kirjutage} vähem kui {n}.",
    )


class WordsAtMost(_Words, AtMost):
    """At most n words."""

    name = "words_at_most"
    choices = (15, 20, 25, 30, 40, 50, 60, 80, 100, 150)
    phrasings = (
        "Vastuses võib olla kuni {n}.",
        "{Piirdu/Piirduge} kõige rohkem {n:kom}.",
        "Vastus ei tohi olla pikem kui {n}.",
        "{Ära kirjuta/Ärge kirjutage} üle {n:gen}.",
    )


class WordsExactly(_Words, Exactly):
    """Exactly n words."""

    name = "words_exactly"
    choices = (5, 7, 8, 10, 12, 15, 20, 25, 30)
    phrasings = (
        "Vastuses peab olema täpselt {n}.",
        "{Kirjuta/Kirjutage} vastus, milles on täpselt {n}.",
        "{Vasta/Vastake} täpselt {n:kom}, mitte rohkema ega vähemaga.",
    )


class WordsBetween(_Words, Between):
    """From so many to so many words."""

    name = "words_between"
    choices = (20, 30, 40, 50, 60, 80, 100)
    spans = (10, 20, 30, 50)
    phrasings = (
        "Vastuse pikkus olgu {range}.",
        "Vastuses peab olema vähemalt {low:bare} ja kõige rohkem {high}.",
        "{Kirjuta/Kirjutage} {low:bare} kuni {high}.",
    )


class SentencesAtLeast(_Sentences, AtLeast):
    """At least n sentences."""

    name = "sentences_at_least"
    choices = (2, 3, 4, 5, 6, 8, 10)
    phrasings = (
        "Vastuses peab olema vähemalt {n}.",
        "{Kirjuta/Kirjutage} vähemalt {n}.",
        "{Vasta/Vastake} vähemalt {n:kom}.",
        "Vastus koosnegu vähemalt {n:ela}.",
    )


class SentencesAtMost(_Sentences, AtMost):
    """At most n sentences."""

    name = "sentences_at_most"
    choices = (1, 2, 3, 4, 5, 6, 8)
    phrasings = (
        "Vastuses võib olla kõige rohkem {n}.",
        "{Piirdu/Piirduge} kõige rohkem {n:kom}.",
        "{Ära kirjuta/Ärge kirjutage} üle {n:gen}.",
        "Vastus ei tohi olla pikem kui {n}.",
    )


class SentencesExactly(_Sentences, Exactly):
    """Exactly n sentences."""

    name = "sentences_exactly"
    choices = (1, 2, 3, 4, 5, 6, 7)
    phrasings = (
        "Vastuses peab olema täpselt {n}.",
        "{Vasta/Vastake} täpselt {n:kom}.",
        "{Kirjuta/Kirjutage} täpselt {n}, mitte rohkem ega vähem.",
        "Vastus koosnegu täpselt {n:ela}.",
    )


class SentencesBetween(_Sentences, Between):
    """From so many to so many sentences."""

    name = "sentences_between"
    choices = (2, 3, 4, 5, 6)
    spans = (1, 2, 3)
    phrasings = (
        "Vastuses olgu {range}.",
        "{Kirjuta/Kirjutage} {low:bare} kuni {high}.",
        "Vastuses peab olema vähemalt {low:bare} ja kõige rohkem {high}.",
    )


class ParagraphsAtLeast(_Paragraphs, AtLeast):
    """At least n paragraphs, with blank lines between them."""

    name = "paragraphs_at_least"
    choices = (2, 3, 4, 5)
    phrasings = (
        "Vastuses peab olema vähemalt {n}, mille vahel on tühi rida.",
        "{Jaga/Jagage} vastus vähemalt {n:tra} ja {eralda/eraldage} need tühja reaga.",
        "{Kirjuta/Kirjutage} vähemalt {n}. {Jäta/Jätke} lõikude vahele tühi rida.",
    )


class ParagraphsAtMost(_Paragraphs, AtMost):
    """At most n paragraphs, with blank lines between them."""

    name = "paragraphs_at_most"
    choices = (1, 2, 3, 4)
    phrasings = (
        "Vastuses võib olla kõige rohkem {n}.",
        "{Piirdu/Piirduge} kõige rohkem {n:kom}.",
        "{Ära kirjuta/Ärge kirjutage} üle {n:gen}.",
    )


class ParagraphsExactly(_Paragraphs, Exactly):
    """Exactly n paragraphs, with blank lines between them."""

    name = "paragraphs_exactly"
    choices = (2, 3, 4, 5)
    phrasings = (
        "Vastuses peab olema täpselt {n}, mille vahel on tühi rida.",
        "{Kirjuta/Kirjutage} täpselt {n} ja {jäta/jätke} nende vahele tühi rida.",
        "Vastus koosnegu täpselt {n:ela}. {Eralda/Eraldage} lõigud tühja reaga.",
    )


class ParagraphsBetween(_Paragraphs, Between):
    """From so many to so many paragraphs, with blank lines between them."""

    name = "paragraphs_between"
    choices = (2, 3, 4)
    spans = (1, 2)
    phrasings = (
        "Vastuses olgu {range}, mille vahel on tühi rida.",
        "{Kirjuta/Kirjutage} {low:bare} kuni {high} ja {eralda/eraldage} need tühja reaga.",
        "Vastuses peab olema vähemalt {low:bare} ja kõige rohkem {high}. {Jäta/Jätke} lõikude vahele tühi rida.",
    )


@dataclass(frozen=True)
class CharactersAtMost(Chosen):
    """At most n characters, spaces counted."""

    n: int

    name = "characters_at_most"
    claims = frozenset({"words"})
    choices = (100, 140, 160, 200, 280, 300, 400, 500)
    phrasings = (
        "Vastus mahtugu {n:gen} sisse (tühikud kaasa arvatud).",
        "Vastuses võib koos tühikutega olla kuni {n}.",
        "{Piirdu/Piirduge} koos tühikutega kõige rohkem {n:kom}.",
    )

    def holes(self) -> Mapping[str, str]:
        """The number with its noun."""
        return forms("n", self.n, CHARACTER)

    @property
    def room(self) -> Room:
        """A word and its space take some ten characters."""
        return Room(words=(0, self.n // 10))

    def judge(self, text: str) -> Verdict:
        """Composed characters (NFC): õ is one, however it was typed."""
        count = len(clean(text))
        return verdict(count <= self.n, count, f"has {counted(count, 'characters')}", f"at most {self.n}")


@dataclass(frozen=True)
class SentenceWordsAtMost(Chosen):
    """No sentence longer than n words."""

    n: int

    name = "sentence_words_at_most"
    claims = frozenset({"sentence_words"})
    choices = (8, 10, 12, 15)
    phrasings = (
        "Üheski lauses ei tohi olla rohkem kui {n}.",
        "Iga lause olgu kõige rohkem {n} pikk.",
        "{Kirjuta/Kirjutage} lühikeste lausetega: igaühes kuni {n}.",
    )

    def holes(self) -> Mapping[str, str]:
        """The number with its noun."""
        return forms("n", self.n, WORD)

    traits = PROSE

    @property
    def room(self) -> Room:
        """The bound."""
        return Room(sentence_words=self.n)

    def judge(self, text: str) -> Verdict:
        """The longest sentence counts."""
        longest = max((len(word_tokens(sentence)) for sentence in sentences_of(clean(text))), default=0)
        found = f"has a sentence of {counted(longest, 'words')}" if longest else "has no sentence"
        return verdict(0 < longest <= self.n, longest, found, f"at most {self.n}" if longest else "some")
