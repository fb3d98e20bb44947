"""The shape of a language: everything that code needs to know about it and must not spell out itself."""

import re
from collections.abc import Callable, Mapping

import msgspec

from alpaca_est.languages.phrases import NEVER
from alpaca_est.languages.vocabulary import Vocabulary

DECORATION = " \t\r\n<>()[]{}„“”\"'‚‘’«».,:;!*_`~#–—-"


class Labels(msgspec.Struct, frozen=True):
    """The labels of a task in a list of tasks: the spelling that is written first, then others that are read."""

    instruction: tuple[str, ...]
    input: tuple[str, ...]
    output: tuple[str, ...]

    def spellings(self, field: str) -> tuple[str, ...]:
        """Every spelling of one field's label."""
        found: tuple[str, ...] = getattr(self, field)
        return found


class Unwanted(msgspec.Struct, frozen=True, kw_only=True):
    """Patterns of one class of unwanted wording.

    `sure` settles it, `doubtful` is for a person to look at; a match of `unless` in the instruction makes
    what is sure doubtful, because there the wording may be what was asked for.
    """

    sure: re.Pattern[str] = NEVER
    doubtful: re.Pattern[str] = NEVER
    unless: re.Pattern[str] = NEVER


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """One way to address the reader: its pronouns, and the verb forms (as `Vocabulary.forms` names them) of its own."""

    pronouns: re.Pattern[str] = NEVER
    imperative: str = ""


def no_vocabulary() -> Vocabulary | None:
    """A language whose words nobody has listed."""
    return None


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """A language; `neighbours` are the languages that identification chooses from, itself included."""

    code: str
    name: str
    own_name: str
    labels: Labels
    no_input: str = "<noinput>"
    no_input_words: frozenset[str] = frozenset()
    neighbours: tuple[str, ...] = ()
    language_names: Mapping[str, re.Pattern[str]] = {}
    """How a text speaks of other languages, by their codes: there an answer in that language may be right."""
    alphabet: str = "abcdefghijklmnopqrsšzžtuvwxyz"
    """Its letters in the order of sorting."""
    marked: Mapping[str, str] = {}
    """Letters that careless software strips of their marks, and what is left: õ → o."""
    decimal: str = "."
    """What stands between whole and parts of a number."""
    quotes: tuple[str, str] = ("“", "”")
    """Typographic quotation marks; several closing ones are alternatives, the first is written."""
    vocabulary: Callable[[], Vocabulary | None] = no_vocabulary
    """Its dictionary, loaded when it is first asked for; None where there is none."""
    familiar: Register = Register()
    """Addressing one person one knows: sina."""
    polite: Register = Register()
    """Addressing several people, or one politely: teie."""
    task_verbs: frozenset[str] = frozenset()
    """Verbs that tasks begin with, for a language whose dictionary knows no imperatives."""
    request_words: frozenset[str] = frozenset()
    """Words that make a statement a request: you must, I would like."""
    statement_words: frozenset[str] = frozenset()
    """Words that only statements begin with, for a language whose dictionary knows no imperatives."""
    question_words: frozenset[str] = frozenset()
    """Words that questions begin with."""
    joining: frozenset[str] = frozenset()
    """Words that no sentence ends with: conjunctions and the like."""
    unreachable: Unwanted = Unwanted()
    """Tasks about a page, a file or a picture that is not there."""
    copying: re.Pattern[str] = NEVER
    """Tasks whose answer may be what was given: correct, copy, sort, continue."""
    coding: re.Pattern[str] = NEVER
    """Tasks whose answer is a program."""
    untranslatable: Mapping[str, re.Pattern[str]] = {}
    """Classes of tasks about the words of the language itself, by the name that reasons give them."""
    foreign: Mapping[str, re.Pattern[str]] = {}
    """What belongs to another country, by the name that reasons give it: units, law, addresses, holidays."""
    into: Mapping[str, str] = {}
    """Other languages by their codes, as the target of a translation: „inglise keelde“, „into Estonian“."""
    interlinear: tuple[str, ...] = ()
    """Instructions to translate a text sentence by sentence, each translation under its sentence; hole {into}."""
    refusal: Unwanted = Unwanted()
    identity: Unwanted = Unwanted()
    media: Unwanted = Unwanted()

    def means_no_input(self, text: str) -> bool:
        """Whether a text is one of the ways to say that a task has no input."""
        bare = " ".join(text.casefold().split()).strip(DECORATION)
        return not bare or bare in self.no_input_words

    def sort_key(self, word: str) -> tuple[int, ...]:
        """What to sort words by, so that they stand as in a dictionary of the language; other characters come first."""
        return tuple(self.alphabet.find(letter) for letter in word.casefold())
