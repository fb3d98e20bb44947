"""For every kind of constraint a text that is built to keep it and one that is built to break it."""

from collections.abc import Callable
from typing import Any

from alpaca_est.constraints import Constraint

WORDS = ("mets", "on", "täna", "vaikne", "ja", "tuul", "puhub", "üle", "künka", "kui", "lumi", "langeb")
Pair = tuple[str, str]


def some(count: int) -> str:
    """So many words."""
    return " ".join(WORDS[number % len(WORDS)] for number in range(count))


def sentence(count: int) -> str:
    """A sentence of so many words."""
    return some(count).capitalize() + "."


def sentences(count: int) -> str:
    """So many sentences, with things in them that end none."""
    return " ".join(f"Tulen {number}. mail kell 8.30, nt. metsa." for number in range(1, count + 1))


def paragraphs(count: int) -> str:
    """So many paragraphs."""
    return "\n\n".join(sentence(5) for _ in range(count))


def lines(count: int, mark: str) -> str:
    """So many lines that begin with a mark; {} is their number."""
    return "\n".join(f"{mark.format(number)} rida" for number in range(1, count + 1))


def table(columns: int) -> str:
    """A table with so many columns."""
    return "\n".join(("|" + cell * columns) for cell in (" a |", "---|", " 3,5 |"))


def first_words(c: Any) -> Pair:
    """Paragraphs with the word in the right place, and in a wrong one."""
    texts = [sentence(4) for _ in range(c.paragraphs)]
    right = [f"{c.word.capitalize()} sajab." if number == c.number else text for number, text in enumerate(texts, 1)]
    return "\n\n".join(right), "\n\n".join(texts)


BUILT: dict[str, Callable[[Any], Pair]] = {
    "words_at_least": lambda c: (sentence(c.n), sentence(c.n - 1)),
    "words_at_most": lambda c: (sentence(c.n), sentence(c.n + 1)),
    "words_exactly": lambda c: (sentence(c.n), sentence(c.n + 1)),
    "words_between": lambda c: (sentence(c.most), sentence(c.fewest - 1)),
    "sentences_at_least": lambda c: (sentences(c.n), sentences(c.n - 1)),
    "sentences_at_most": lambda c: (sentences(c.n), sentences(c.n + 1)),
    "sentences_exactly": lambda c: (sentences(c.n), sentences(c.n + 1)),
    "sentences_between": lambda c: (sentences(c.fewest), sentences(c.most + 1)),
    "paragraphs_at_least": lambda c: (paragraphs(c.n), paragraphs(c.n - 1)),
    "paragraphs_at_most": lambda c: (paragraphs(c.n), paragraphs(c.n + 1)),
    "paragraphs_exactly": lambda c: (paragraphs(c.n), paragraphs(c.n + 1)),
    "paragraphs_between": lambda c: (paragraphs(c.most), paragraphs(c.fewest - 1)),
    "characters_at_most": lambda c: ("ö" * c.n, "ö" * (c.n + 1)),
    "sentence_words_at_most": lambda c: (f"{sentence(c.n)} {sentence(3)}", f"{sentence(3)} {sentence(c.n + 1)}"),
    "uses_words": lambda c: (f"Sõnad {', '.join(c.words)}.", f"Sõnad {', '.join(c.words[1:])} ei."),
    "avoids_words": lambda c: ("Mets kohiseb.", f"Mets kohiseb, {c.words[-1].upper()}!"),
    "uses_phrase": lambda c: (f"Nii et {c.phrase}.", f"Nii et {c.phrase[:-1]}."),
    "word_at_least": lambda c: (f"{c.word} " * c.n, f"{c.word} " * (c.n - 1)),
    "letter_at_least": lambda c: (c.letter * c.n, f"{c.letter * (c.n - 1)} z"),
    "letter_absent": lambda c: ("Ta tantsis.", f"Ta {c.letter.upper()} tantsis."),
    "no_comma": lambda c: ("Mets; meri.", "Hind on 3,5."),
    "no_digits": lambda c: ("Kolmas mai.", "3. mai."),
    "no_exclamation": lambda c: ("Tule.", "„Tule!“"),
    "no_question": lambda c: ("Tule.", "„Kas?“"),
    "questions_at_least": lambda c: ("Kas tuled? " * c.n, "Kas tuled? " * (c.n - 1) + "Tulen."),
    "placeholders_at_least": lambda c: ("[nimi] " * c.n, "[nimi] " * (c.n - 1) + "(nimi)"),
    "highlights_at_least": lambda c: ("*nii* " * c.n, "*nii* " * (c.n - 1) + "* nii"),
    "all_lower": lambda c: ("mets kohiseb.", "mets Kohiseb."),
    "all_capitals": lambda c: ("METS.", "METs."),
    "capital_words_at_least": lambda c: ("METS " * c.n + "on", "METS " * (c.n - 1) + "on"),
    "capital_words_at_most": lambda c: ("METS " * c.n + "on", "METS " * (c.n + 1) + "on"),
    "whole_sentences": lambda c: (sentences(3), f"{sentences(2)} ja"),
    "sentences_begin_differently": lambda c: ("Mets on. Meri on.", "Mets on. Mets kohiseb."),
    "bullets_exactly": lambda c: (lines(c.n, "-"), lines(c.n - 1, "-")),
    "numbered_exactly": lambda c: (lines(c.n, "{}."), lines(c.n + 1, "{}.")),
    "json": lambda c: ("{" + ", ".join(f'"{key}": "3,5"' for key in c.keys) + "}", f'{{"{c.keys[0]}": 1}}'),
    "table_columns": lambda c: (table(c.n), table(c.n + 1)),
    "headings_exactly": lambda c: (lines(c.n, "##"), lines(c.n - 1, "##")),
    "title": lambda c: ("<<Mets>>\nKohiseb.", "Mets\nKohiseb."),
    "parts_exactly": lambda c: (lines(c.n, "Osa {}:"), lines(c.n - 1, "Osa {}:")),
    "starts_with": lambda c: (f"{c.phrase} mets.", f"Mets. {c.phrase}"),
    "ends_with": lambda c: (f"Mets. {c.phrase}", f"{c.phrase} Mets."),
    "postscript": lambda c: (f"Mets.\n\n{c.marker} Meri.", f"{c.marker} Meri."),
    "first_word_of_paragraph": first_words,
    "quoted": lambda c: ("„Mets.“", "„Mets“."),
    "repeats_request": lambda c: (f"{c.request}\n\nNii ongi.", "Nii ongi."),
    "two_answers": lambda c: ("Mets.\n******\nMeri.", "Mets.\n******\nMets."),
    "in_english": lambda c: ("The forest is quiet this morning.", "Mets on täna hommikul vaikne."),
    "one_of": lambda c: (c.options[-1].capitalize() + ".", " ja ".join(c.options)),
}


def built(constraint: Constraint) -> Pair:
    """A text that keeps a constraint and one that does not."""
    return BUILT[constraint.name](constraint)
