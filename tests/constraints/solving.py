"""Builds one answer that keeps several constraints at once, to show that what is drawn together can be kept."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from alpaca_est.constraints import Constraint

ESTONIAN = (
    *("mets", "kodus", "tuul", "lapsed", "näevad", "teed", "kaugel", "siin", "ometi", "rahu", "paat", "kivid"),
    *("sammal", "vihm", "udu", "lumi", "keegi", "ei", "tea", "miks", "aga", "nemad", "teavad", "kõik", "saak", "kask"),
)
ENGLISH = ("the", "forest", "is", "quiet", "and", "people", "walk", "home", "with", "their", "old", "friends", "again")
LAST = 6  # words more in the last sentence, at most
LETTERED = {"õ": "võõõ", "ä": "määä", "ö": "öööö", "ü": "süüü"}
SIZES = (3, 4, 6, 8, 10, 12, 15, 20, 25)


def answers(constraints: Sequence[Constraint]) -> Iterator[str]:
    """Answers of several lengths, one of which should keep all constraints."""
    has = {one.name: one for one in constraints}
    rooms = [one.room for one in constraints]
    fewest = max(room.words[0] for room in rooms)
    low = max([1, *(max(room.sentences[0], room.paragraphs[0]) for room in rooms)])
    high = min([40, *(room.sentences[1] for room in rooms)])
    for count, size, ending in product(range(max(1, low - 2), min(high, low + 24) + 1), SIZES, range(LAST + 1)):
        if count * size + 12 >= fewest and size <= min(room.sentence_words for room in rooms):
            yield _answer(has, constraints, count, size, ending)


def _filler(constraints: Sequence[Constraint]) -> list[str]:
    banned = {trait.removeprefix("letter:") for one in constraints for trait in one.bans if trait.startswith("letter:")}
    words = ENGLISH if any(one.name == "in_english" for one in constraints) else ESTONIAN
    return [word for word in words if not banned & set(word)]


def _wanted(has: dict[str, Any]) -> list[str]:
    """Words that have to come somewhere."""
    found = list(has["uses_words"].words) if "uses_words" in has else []
    if "uses_phrase" in has:
        found += has["uses_phrase"].phrase.split()
    if "word_at_least" in has:
        found += [has["word_at_least"].word] * has["word_at_least"].n
    if "letter_at_least" in has:
        letter, number = has["letter_at_least"].letter, has["letter_at_least"].n
        found += [LETTERED.get(letter, f"t{letter * 4}t")] * (number // 3 + 1)
    found += ["[nimi]"] * getattr(has.get("placeholders_at_least"), "n", 0)
    found += ["*nii*"] * getattr(has.get("highlights_at_least"), "n", 0)
    return found + ["METS"] * getattr(has.get("capital_words_at_least"), "n", 0)


def _answer(has: dict[str, Any], constraints: Sequence[Constraint], count: int, size: int, extra: int) -> str:
    filler = _filler(constraints)
    first, *more = [filler, filler[count:] + filler[:count]][: 1 + ("two_answers" in has)]
    text = _one(has, constraints, first, (count, size, extra))
    if more:
        text = f"{text}\n\n******\n\n{_one(has, constraints, more[0], (count, size, extra))}"
    return _around(has, text)


def _one(has: dict[str, Any], constraints: Sequence[Constraint], filler: list[str], sizes: tuple[int, int, int]) -> str:
    count, size, extra = sizes
    wanted = _wanted(has)
    asking = getattr(has.get("questions_at_least"), "n", 0)
    sentences, spare = [], iter(wanted)
    for number in range(count):
        words = [filler[(number + step) % len(filler)] for step in range(size)]
        room = size - 1 if number < count - 1 else len(wanted)
        more = [word for _, word in zip(range(room), spare, strict=False)]
        words = [words[0], *more, *words[1 + len(more) :]]
        words += filler[: extra if number == count - 1 else 0]
        sentences.append(" ".join([words[0].capitalize(), *words[1:]]) + ("?" if number < asking else "."))
    if "ends_with" in has and extra == LAST:
        sentences[-1] = has["ends_with"].phrase
    return _laid_out(has, sentences, constraints)


def _laid_out(has: dict[str, Any], sentences: list[str], constraints: Sequence[Constraint]) -> str:
    """The sentences in lines, lists and paragraphs."""
    if (listed := has.get("bullets_exactly") or has.get("numbered_exactly")) is not None:
        mark = "- " if "bullets_exactly" in has else "{}. "
        lines = [mark.format(number) + text for number, text in enumerate(sentences[: listed.n], start=1)]
        rest = " ".join(sentences[listed.n :])
        return "\n".join(lines) + (f"\n\n{rest}" if rest else "")
    number = max(one.room.paragraphs[0] for one in constraints)
    number = number or 1
    parts = [" ".join(sentences[place::number]) for place in range(number)]
    if "first_word_of_paragraph" in has:
        place, word = has["first_word_of_paragraph"].number - 1, has["first_word_of_paragraph"].word
        parts[place] = " ".join([word.capitalize(), *parts[place].split()[1:]])
    return "\n\n".join(parts)


def _around(has: dict[str, Any], text: str) -> str:
    """What stands before and after it, and how it is spelled."""
    if "headings_exactly" in has:
        text = "\n".join(["# Mets"] * has["headings_exactly"].n) + f"\n\n{text}"
    if "parts_exactly" in has:
        text = "\n".join(f"Osa {number}" for number in range(1, has["parts_exactly"].n + 1)) + f"\n\n{text}"
    joint = "\n\n" if {"bullets_exactly", "numbered_exactly", "headings_exactly"} & has.keys() else " "
    if "starts_with" in has:
        phrase = has["starts_with"].phrase
        text = f"{phrase}{joint if phrase[-1] in '.!?' or joint == ' ' else ' mets.' + joint}{text}"
    if "repeats_request" in has:
        text = f"{has['repeats_request'].request}{joint}{text}"
    if "table_columns" in has:
        row = "|".join([""] + ["-"] * has["table_columns"].n + [""])
        text = f"{text}\n\n{row.replace('-', 'm')}\n{row}\n{row.replace('-', 's')}"
    if "title" in has:
        text = f"<<Mets>>\n\n{text}"
    if "ends_with" in has and not text.endswith(has["ends_with"].phrase):
        text = f"{text}{joint if 'table_columns' not in has else chr(10) * 2}{has['ends_with'].phrase}"
    if "postscript" in has:
        text = f"{text}\n\n{has['postscript'].marker} {text.split()[0].capitalize()} tuli."
    if "quoted" in has:
        text = f"„{text}“"
    if "all_lower" in has:
        return text.lower()
    return text.upper() if "all_capitals" in has else text
