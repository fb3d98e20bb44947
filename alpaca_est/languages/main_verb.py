"""What a task tells one to do: its main verb and that verb's object, as in the diagrams of self-instruct.

Wang et al. 2023 (arXiv 2212.10560, section 3.3) parse instructions with a model of English; here the dictionary's forms
do it: the first imperative, then the first noun after it that may be an object.
"""

from itertools import zip_longest
from typing import NamedTuple

from alpaca_est.languages.language import Language
from alpaca_est.languages.sentences import sentences
from alpaca_est.languages.vocabulary import Vocabulary
from alpaca_est.text import WORD

OBJECT_FORMS = frozenset(f"S {form}" for form in ("sg n", "sg g", "sg p", "pl n", "pl p", "adt"))
ENDS = frozenset({"about", "of", "for", "to", "in", "on", "with", "that", "which", "using", "from", "by", "as", "and"})
CLAUSE = tuple(",;:–-„(*")
OPENERS = frozenset({"please", "now", "then", "palun", "nüüd"})


RARE = frozenset({"S sg ab", "A sg ab", "S pl ab", "A pl ab"})
"""Forms that look like imperatives and hardly ever are what is meant: kirjuta, without a kiri."""


class MainVerb(NamedTuple):
    """The lemmas of a task's main verb and of its object; empty where there is none."""

    verb: str
    object: str


def main_verb(text: str, own: Language) -> MainVerb:
    """The main verb of an instruction and its object."""
    vocabulary = own.vocabulary()
    if own.familiar.imperative and vocabulary is not None:
        imperatives = frozenset({own.familiar.imperative, own.polite.imperative})
        for sentence in sentences(text[:600], own.code):
            if (found := _by_forms(sentence.text, vocabulary, imperatives)).verb:
                return found
    return _by_list(text, own, vocabulary)


def _by_forms(sentence: str, vocabulary: Vocabulary, imperatives: frozenset[str]) -> MainVerb:
    """The first word that is an imperative at the beginning of a clause, or nothing but one anywhere."""
    words = list(WORD.finditer(sentence))
    for place, word in enumerate(words):
        lower = word[0].lower()
        forms = vocabulary.forms(lower)
        if not forms & imperatives:
            continue
        opening = all(before[0].lower() in OPENERS for before in words[:place])
        after_comma = sentence[: word.start()].rstrip()[-1:] in CLAUSE
        if opening or after_comma or forms - RARE <= imperatives:
            [verb, *_] = vocabulary.lemmas_as(lower, imperatives)
            return MainVerb(verb, _object([one[0] for one in words[place + 1 :]], vocabulary))
    return MainVerb("", "")


def _object(words: list[str], vocabulary: Vocabulary) -> str:
    """The first noun in a case of the object that is no attribute of a noun after it."""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        found = vocabulary.lemmas_as(word.lower(), OBJECT_FORMS)
        if found and not (_attribute(word.lower(), vocabulary) and _noun(following.lower(), vocabulary)):
            return found[0]
    return ""


def _attribute(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word may describe the noun after it: an adjective, or a noun in the genitive."""
    return any(form.startswith("A ") or form in ("S sg g", "S pl g") for form in vocabulary.forms(word))


def _noun(word: str, vocabulary: Vocabulary) -> bool:
    return any(form.startswith("S ") for form in vocabulary.forms(word))


def _by_list(text: str, own: Language, vocabulary: Vocabulary | None) -> MainVerb:
    """The first verb that tasks begin with, and the last word before a preposition after it."""
    words = [word.lower() for word in WORD.findall(text[:600])]
    place = next((place for place, word in enumerate(words) if word in own.task_verbs), -1)
    if place < 0:
        return MainVerb("", "")
    phrase: list[str] = []
    for word in words[place + 1 : place + 8]:
        if word in ENDS:
            break
        phrase.append(word)
    last = phrase[-1] if phrase else ""
    lemma = next(iter(vocabulary.lemmas(last)), last) if vocabulary and last else last
    return MainVerb(words[place], lemma)
