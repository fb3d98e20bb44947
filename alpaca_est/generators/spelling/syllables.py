"""Syllables and line-end division of native Estonian words, by the rules of the Institute of the Estonian Language."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from alpaca_est.generators.spelling import lexicon
from alpaca_est.generators.spelling.alphabet import VOWELS
from alpaca_est.languages import vabamorf

PAIRS = "ae ai ao au ea ei eo eu iu oa oe oi ou ui õa õe õi õo õu äe äi äo äu öa öe öi üi"
DIPHTHONGS = frozenset(PAIRS.split())  # of native words; two equal vowels are a long one
RUN = re.compile(f"[{VOWELS}]+|[^{VOWELS}]+")
NOUN_FORMS = ("sg g", "sg in", "sg kom", "sg all", "pl n", "pl kom")
VERB_FORMS = ("b", "me", "sid", "takse", "nud")


def syllables(part: str) -> list[str]:
    """The syllables of a word that is no compound: `õ-pe-ta-ja`, `kor-ju-ma`, `lau-a`.

    One consonant between vowels begins a syllable, of several the last one; a long vowel or diphthong stays together,
    a third vowel begins a syllable of its own.
    """
    runs = RUN.findall(part)
    cuts, place = [], 0
    for number, run in enumerate(runs):
        if run[0] in VOWELS:
            cuts += [place + inner for inner in _inner_cuts(run)]
        elif 0 < number < len(runs) - 1:
            cuts.append(place + len(run) - 1)
        place += len(run)
    return [part[start:end] for start, end in zip([0, *cuts], [*cuts, len(part)], strict=True)]


def _inner_cuts(vowels: str) -> Iterator[int]:
    """Where a run of vowels is divided: after each long vowel, diphthong or single vowel."""
    place = 0
    while place < len(vowels):
        pair = vowels[place : place + 2]
        place += 2 if pair in DIPHTHONGS or (len(pair) == 2 and pair[0] == pair[1]) else 1
        if place < len(vowels):
            yield place


def word_syllables(parts: Sequence[str]) -> list[str]:
    """The syllables of a compound, each part for itself."""
    return [syllable for part in parts for syllable in syllables(part)]


def line_end_pieces(parts: Sequence[str]) -> list[str]:
    """The pieces between which a line may end: syllables, but no part of a compound leaves one letter alone."""
    return [piece for part in parts for piece in _without_lone_letters(syllables(part))]


def _without_lone_letters(pieces: list[str]) -> list[str]:
    if len(pieces) > 1 and len(pieces[0]) == 1:
        pieces = [pieces[0] + pieces[1], *pieces[2:]]
    if len(pieces) > 1 and len(pieces[-1]) == 1:
        pieces = [*pieces[:-2], pieces[-2] + pieces[-1]]
    return pieces


def sure_at_line_end(parts: Sequence[str]) -> bool:
    """Whether no syllable inside a part is a single letter, where authors divide differently."""
    return all(len(inner) > 1 for part in parts for inner in syllables(part)[1:-1])


@cache
def divisible() -> dict[str, tuple[str, ...]]:
    """Native words and some of their forms, with the parts of compounds; two syllables and more."""
    found: dict[str, tuple[str, ...]] = dict(lexicon.compounds())
    simple = (("S", lexicon.NOUNS, NOUN_FORMS), ("A", lexicon.ADJECTIVES, NOUN_FORMS), ("V", lexicon.VERBS, VERB_FORMS))
    for part, words, cells in simple:
        for word in words:
            found |= {form: (form,) for form in (word, *_forms(word, part, cells))}
    for word, (*first, _) in lexicon.compounds().items():
        head = "".join(first)
        forms = (form for form in _forms(word, "S", NOUN_FORMS) if form.startswith(head))
        found |= {form: (*first, form.removeprefix(head)) for form in forms}
    return {word: parts for word, parts in found.items() if len(word_syllables(parts)) > 1}


@cache
def divisible_words() -> tuple[str, ...]:
    """The words of `divisible`, to be drawn from."""
    return tuple(divisible())


def _forms(lemma: str, part: str, cells: Sequence[str]) -> Iterator[str]:
    """The forms of cells with one form; none where the lemma inflects in two ways."""
    for cell in cells:
        found = vabamorf.synthesize(lemma, cell, part)
        if len(found) == 1:
            yield found[0]
