"""What a dictionary says about single words: whether they exist, and which word they are a form of."""

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from alpaca_est.languages import vabamorf

CACHED = 1 << 20  # word forms whose verdicts are kept; a corpus of 20,000 records has some 150,000


class Vocabulary(Protocol):
    """A dictionary with the inflection of its words; `name` says whose verdict it was."""

    @property
    def name(self) -> str:
        """What is shown beside its verdicts."""

    @property
    def inflects(self) -> bool:
        """Whether it knows the forms of words, not only which exist."""

    def __hash__(self) -> int:
        """Each is loaded once and is itself alone."""

    def known(self, word: str) -> bool:
        """Whether a word form exists, composed (NFC) and as it stands in the text."""

    def lemmas(self, word: str) -> frozenset[str]:
        """The words it may be a form of; empty where it is unknown."""

    def forms(self, word: str) -> frozenset[str]:
        """What it may be, as `V o` (second person imperative) or `S sg n`; empty where nothing is known of forms."""

    def lemmas_as(self, word: str, forms: frozenset[str]) -> list[str]:
        """Its lemmas where it may be one of these forms, in the dictionary's order."""


class Vabamorf:
    """Estonian by Vabamorf, with its guesses off: an unknown word is unknown."""

    name = "vabamorf"
    inflects = True

    def __init__(self) -> None:
        self.analyses = lru_cache(maxsize=CACHED)(vabamorf.analyses)

    def known(self, word: str) -> bool:
        """Whether the form is in the lexicon, or built of words that are."""
        return bool(self.analyses(word))

    def lemmas(self, word: str) -> frozenset[str]:
        """All lemmas; verbs in -ma."""
        return frozenset(analysis.lemma for analysis in self.analyses(word))

    def forms(self, word: str) -> frozenset[str]:
        """Part of speech and form, as Vabamorf names them."""
        return frozenset(f"{analysis.part} {analysis.form}".strip() for analysis in self.analyses(word))

    def lemmas_as(self, word: str, forms: frozenset[str]) -> list[str]:
        """The lemmas of the readings that have one of these forms."""
        found = [one.lemma for one in self.analyses(word) if f"{one.part} {one.form}".strip() in forms]
        return list(dict.fromkeys(found))


class Simplemma:
    """Any language that simplemma knows: lists of forms, so it knows fewer words and nothing of forms."""

    name = "simplemma"
    inflects = False

    def __init__(self, code: str) -> None:
        import simplemma

        self.code = code
        self._known: Callable[[str], bool] = lru_cache(maxsize=CACHED)(lambda word: simplemma.is_known(word, lang=code))
        self._lemma: Callable[[str], str] = lru_cache(maxsize=CACHED)(lambda word: simplemma.lemmatize(word, lang=code))

    def known(self, word: str) -> bool:
        """Whether the form is listed or follows a rule."""
        return self._known(word)

    def lemmas(self, word: str) -> frozenset[str]:
        """The one lemma that simplemma gives."""
        return frozenset({self._lemma(word)}) if self._known(word) else frozenset()

    def forms(self, word: str) -> frozenset[str]:  # noqa: ARG002
        """Nothing: simplemma knows no forms."""
        return frozenset()

    def lemmas_as(self, word: str, forms: frozenset[str]) -> list[str]:  # noqa: ARG002
        """Nothing: simplemma knows no forms."""
        return []


@lru_cache(maxsize=8)
def simplemma_vocabulary(code: str) -> Vocabulary | None:
    """simplemma's list of a language, loaded once in a process; None for a language it does not know."""
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return Simplemma(code) if code in SUPPORTED_LANGUAGES else None


@lru_cache(maxsize=1)
def estonian_vocabulary() -> Vocabulary | None:
    """Vabamorf where EstNLTK is installed, else simplemma."""
    return Vabamorf() if vabamorf.installed() else simplemma_vocabulary("et")
