"""Small and capital letters, and what sentences begin and end with."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from alpaca_est.constraints.constraint import Chosen, Fixed, Room, Task, Verdict, counted, verdict
from alpaca_est.constraints.inflection import WORD as WORD_NOUN
from alpaca_est.constraints.inflection import forms
from alpaca_est.constraints.reading import bare, clean
from alpaca_est.constraints.sentence_ends import QUOTING, sentences_of
from alpaca_est.text import WORD

PROSE = frozenset({"prose"})
ENDED = re.compile(rf"[.!?…]{QUOTING}*\W*$")
FIRST = re.compile(r"[^\W_]")
LETTERS_OF_A_WORD = 2


def capital_words(text: str, *, parts: bool = False) -> list[str]:
    """The words written all in capitals, those of `NATO-s` by `parts`; single letters, as initials, are none."""
    tokens = [found for token in WORD.findall(clean(text)) for found in (token.split("-") if parts else [token])]
    return [token for token in tokens if token.isupper() and sum(map(str.isalpha, token)) >= LETTERS_OF_A_WORD]


class AllLower(Fixed):
    """No capital letter."""

    name = "all_lower"
    claims = frozenset({"case"})
    without = frozenset({"capitals"})
    traits = PROSE
    phrasings = (
        "{Kirjuta/Kirjutage} kogu vastus läbivalt väikeste tähtedega.",
        "Vastuses ei tohi olla ühtegi suurtähte, ka nimedes ja lause alguses mitte.",
        "{Kasuta/Kasutage} vastuses ainult väiketähti.",
    )

    def judge(self, text: str) -> Verdict:
        """Names, beginnings and code count too; a text without letters does not keep it."""
        cleaned = clean(text)
        count = sum(one.isupper() for one in cleaned)
        if not any(one.islower() for one in cleaned) and not count:
            return Verdict(False, 0, "output has no letters, small ones wanted")
        return verdict(not count, count, f"has {counted(count, 'capitals')}", "none")


class AllCapitals(Fixed):
    """No small letter."""

    name = "all_capitals"
    claims = frozenset({"case"})
    without = frozenset({"small"})
    traits = PROSE
    phrasings = (
        "{Kirjuta/Kirjutage} kogu vastus läbivalt suurte tähtedega.",
        "Vastuses ei tohi olla ühtegi väiketähte.",
        "{Kasuta/Kasutage} vastuses ainult suurtähti.",
    )

    def judge(self, text: str) -> Verdict:
        """Addresses and code count too; a text without letters does not keep it."""
        cleaned = clean(text)
        count = sum(one.islower() for one in cleaned)
        if not any(one.isupper() for one in cleaned) and not count:
            return Verdict(False, 0, "output has no letters, capitals wanted")
        return verdict(not count, count, f"has {counted(count, 'small letters')}", "none")


@dataclass(frozen=True)
class _CapitalWords(Chosen):
    """So many words in capitals."""

    n: int

    choices = (1, 2, 3, 4)

    def holes(self) -> Mapping[str, str]:
        """The number with its noun."""
        return forms("n", self.n, WORD_NOUN)


class CapitalWordsAtLeast(_CapitalWords):
    """At least n words all in capitals."""

    name = "capital_words_at_least"
    claims = frozenset({"case"})
    phrasings = (
        "{Kirjuta/Kirjutage} vastuses vähemalt {n} läbivalt SUURTE TÄHTEDEGA.",
        "Vastuses olgu vähemalt {n} kirjutatud läbivalt suurtähtedega.",
        "{Rõhuta/Rõhutage} vastuses SUURTÄHTEDEGA vähemalt {n}.",
    )

    traits = PROSE | {"capitals"}

    def judge(self, text: str) -> Verdict:
        """Abbreviations as NATO count; initials and code do not."""
        count = len(capital_words(bare(text)))
        return verdict(count >= self.n, count, f"has {counted(count, 'words')} in capitals", f"at least {self.n}")


class CapitalWordsAtMost(_CapitalWords):
    """At most n words all in capitals."""

    name = "capital_words_at_most"
    claims = frozenset({"case"})
    phrasings = (
        "Läbivalt suurte tähtedega võib vastuses olla kõige rohkem {n}.",
        "{Ära kirjuta/Ärge kirjutage} läbivalt suurtähtedega üle {n:gen}.",
        "{Kasuta/Kasutage} läbivat suurtähte (nagu sõnas NATO) kõige rohkem {n:ine}.",
    )

    @classmethod
    def fits(cls, task: Task) -> bool:
        """Answers that have such words, where one is known."""
        return not task.answer or bool(capital_words(task.answer, parts=True))

    traits = PROSE | {"small"}

    def judge(self, text: str) -> Verdict:
        """Abbreviations (NATO-s too) and code count; initials do not."""
        count = len(capital_words(text, parts=True))
        return verdict(count <= self.n, count, f"has {counted(count, 'words')} in capitals", f"at most {self.n}")


class WholeSentences(Fixed):
    """Every sentence begins with a capital and ends with a mark."""

    name = "whole_sentences"
    traits = frozenset({"prose", "capitals"})
    phrasings = (
        "Iga lause peab algama suure tähega ja lõppema punkti, hüüumärgi või küsimärgiga.",
        "{Vasta/Vastake} ainult täislausetega: iga lause algab suurtähega ja lõpeb lauselõpumärgiga.",
        "{Alusta/Alustage} iga lauset suure algustähega ja {lõpeta/lõpetage} see lauselõpumärgiga.",
    )

    def judge(self, text: str) -> Verdict:
        """List items are sentences too; headings, tables and code are none. A number may begin a sentence."""
        found = sentences_of(bare(text))
        broken = [one for one in found if not self._whole(one)]
        if not found:
            return Verdict(False, 0, "output has no sentence, whole ones wanted")
        where = f", first „{broken[0][:40]}“" if broken else ""
        return verdict(not broken, len(broken), f"has {counted(len(broken), 'broken sentences')}{where}", "whole ones")

    @staticmethod
    def _whole(sentence: str) -> bool:
        first = FIRST.search(sentence)
        return bool(first and (first[0].isupper() or first[0].isdigit()) and ENDED.search(sentence))


class SentencesBeginDifferently(Fixed):
    """No two sentences begin with the same word."""

    name = "sentences_begin_differently"
    traits = PROSE
    phrasings = (
        "Sama sõnaga ei tohi alata rohkem kui üks lause.",
        "{Alusta/Alustage} iga lauset eri sõnaga.",
        "Iga lause esimene sõna olgu erinev.",
    )

    @property
    def room(self) -> Room:
        """Two sentences and more."""
        return Room(sentences=(2, Room().sentences[1]))

    def judge(self, text: str) -> Verdict:
        """The words as they are written, capitals apart; at least two sentences are wanted."""
        firsts = Counter(words[0].casefold() for one in sentences_of(clean(text)) if (words := WORD.findall(one)))
        if firsts.total() < 2:
            return Verdict(False, 0, f"output has {counted(firsts.total(), 'sentences')}, at least 2 wanted")
        word, count = firsts.most_common(1)[0]
        twice = sum(many - 1 for many in firsts.values())
        return verdict(
            count == 1, twice, f"has {counted(count, 'sentences')} that begin with „{word}“", "different words"
        )
