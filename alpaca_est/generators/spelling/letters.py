"""Tasks about letters: how many, which one, backwards, and words that begin or end alike."""

import random
import re
from collections import Counter

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.spelling.alphabet import ALPHABET, VOWELS
from alpaca_est.generators.spelling.lexicon import all_words
from alpaca_est.generators.spelling.order import drawn
from alpaca_est.generators.spelling.phrasing import Kind, Phrasing, composed, counted, listed, unsaid, unsaid_count
from alpaca_est.generators.spelling.sentences import sentence
from alpaca_est.generators.spelling.syllables import divisible_words

COUNT = (
    Phrasing("Mitu tähte on sõnas „{word}“?", "Sõnas „{word}“ on {count}."),
    Phrasing("Loe kokku, mitu tähte on sõnas „{word}“. Vasta numbriga.", "{digits}"),
    Phrasing("Mitmest tähest koosneb järgmine sõna?", "Sõnas on {count}.", "{word}"),
    Phrasing("Kui mitu tähte selles sõnas on? Öelge ainult arv.", "{digits}", "{word}"),
    Phrasing("Lugege üle sõna tähed.", "Selles sõnas on {count}.", "{word}"),
    Phrasing("Kui palju tähti on sõnas „{word}“? Loetle need.", "Selles sõnas on kokku {count}: {spelt}."),
)
OCCURRENCES = (
    Phrasing("Mitu korda esineb täht „{letter}“ {where}?", "Täht „{letter}“ esineb {times}.", "{text}"),
    Phrasing("Mitu „{letter}“-tähte on {where} „{text}“?", "{told}"),
    Phrasing("Loe kokku, mitu korda on {where} täht „{letter}“. Vasta numbriga.", "{digits}", "{text}"),
    Phrasing("Mitu „{letter}“-tähte on järgmises {where}?", "{digits}", "{text}"),
    Phrasing("Kas {where} „{text}“ on täht „{letter}“ ja kui on, siis mitu korda?", "{whether}"),
    Phrasing("Lugege kokku kõik „{letter}“-tähed.", "{told}", "{text}"),
    Phrasing("Leia {where} kõik tähed „{letter}“ ja ütle, mitu neid on: {text}", "{told}"),
)
SOUNDS = (
    Phrasing("Mitu {kind} on sõnas „{word}“?", "Sõnas „{word}“ on {count}."),
    Phrasing("Loe kokku sõna {kinds}.", "{digits}", "{word}"),
    Phrasing("Nimeta järjest kõik sõna „{word}“ {kinds}.", "{spelt}"),
    Phrasing("Kui palju {kinds_of} on selles sõnas?", "Sõnas on {count}: {spelt}.", "{word}"),
    Phrasing("Millised on sõna „{word}“ {kinds}?", "{They} {spelt}."),
    Phrasing("Lugege kokku, mitu {kind} on järgmises sõnas. Vastake numbriga.", "{digits}", "{word}"),
    Phrasing("Kirjutage järjest välja sõna {kinds}.", "{spelt}", "{word}"),
)
PLACE = (
    Phrasing("Milline on sõna „{word}“ {nth} täht?", "Sõna {nth} täht on „{letter}“."),
    Phrasing("Mis täht on sõnas „{word}“ {nth}?", "{letter}"),
    Phrasing("Nimeta sõna {nth} täht.", "{letter}", "{word}"),
    Phrasing("Öelge, milline täht on selles sõnas {nth}.", "{Nth} on „{letter}“.", "{word}"),
    Phrasing("Leidke sõna „{word}“ {nth} täht.", "{letter}"),
    Phrasing("Mis on järgmise sõna {nth} täht?", "{Nth} täht on „{letter}“.", "{word}"),
)
BACKWARDS = (
    Phrasing("Kirjuta sõna „{word}“ tagurpidi.", "{answer}"),
    Phrasing("Kuidas näeb sõna „{word}“ välja tagant ettepoole kirjutatuna?", "Tagant ettepoole on see „{answer}“."),
    Phrasing("Kirjutage sõna tähed vastupidises järjekorras.", "{answer}", "{word}"),
    Phrasing("Pööra sõna tähtede järjekord ümber.", "{answer}", "{word}"),
    Phrasing("Mis saab sõnast „{word}“, kui lugeda seda tagant ettepoole?", "Saab „{answer}“."),
    Phrasing("Veerige sõna lõpust algusesse, tähed sidekriipsudega eraldatud.", "{spelt}", "{word}"),
)
PICK = (
    Phrasing("Millised neist sõnadest {rule}: {plain}?", "{answer}"),
    Phrasing("Leia sõnad, mis {rule}.", "{answer}", "{plain}"),
    Phrasing("Kirjutage loendist välja kõik sõnad, mis {rule}.", "{answer_lines}", "{lines}"),
    Phrasing("Vali sõnad, mis {rule}, ja jäta ülejäänud välja.", "{answer}", "{plain}"),
    Phrasing("Mitu sõna selles loendis {rule_one}?", "{told}", "{plain}"),
    Phrasing("Nimetage kõik sõnad, mis {rule}: {plain}.", "{answer}"),
)
ORDINALS = ("esimene", "teine", "kolmas", "neljas", "viies", "kuues", "seitsmes", "kaheksas", "üheksas", "kümnes")


def some_word(chance: random.Random) -> str:
    """A word as it stands in a dictionary, or one of its forms."""
    return chance.choice(all_words()) if chance.random() < 0.5 else chance.choice(divisible_words())


def draw_count(chance: random.Random) -> Draft | None:
    """How many letters a word has."""
    word = some_word(chance)
    texts = {"count": counted(len(word), "täht", "tähte"), "digits": str(len(word)), "spelt": ", ".join(word)}
    return composed("count_letters", COUNT, chance, (word, len(word)), word=word, **texts)


def draw_occurrences(chance: random.Random) -> Draft | None:
    """How often a letter comes in a word or a sentence; now and then not at all."""
    in_sentence = chance.random() < 0.5
    text = sentence(chance) if in_sentence else some_word(chance)
    letter = chance.choice(sorted(set(ALPHABET) & set(text.lower())) if chance.random() < 0.9 else ALPHABET[:17])
    if in_sentence and text[0].lower() == letter:
        return None  # whether a capital counts is not asked
    count = text.lower().count(letter)
    times = f"{counted(count, 'kord', 'korda')}" if count else "null korda"
    where = "lauses" if in_sentence else "sõnas"
    told = f"Tähte „{letter}“ {where} ei ole."
    texts = {
        "where": where,
        "times": times,
        "digits": str(count),
        "told": f"Täht „{letter}“ esineb {where} {times}." if count else told,
        "whether": f"Jah, täht „{letter}“ esineb {where} {times}."
        if count
        else f"Ei, tähte „{letter}“ {where} ei ole.",
    }
    return composed("count_letter", OCCURRENCES, chance, (text, letter, count), text=text, letter=letter, **texts)


def draw_sounds(chance: random.Random) -> Draft | None:
    """The letters of vowels or of consonants; a long vowel is one sound and two letters."""
    word = some_word(chance)
    vowels = chance.random() < 0.5
    found = [letter for letter in word if (letter in VOWELS) is vowels]
    if not found:
        return None
    stem = "täishääliku" if vowels else "kaashääliku"
    texts = {
        "kind": f"{stem}tähte",
        "kinds": f"{stem}tähed",
        "kinds_of": f"{stem}tähti",
        "They": f"{stem}{'täht' if len(found) == 1 else 'tähed'} on".capitalize(),
        "count": counted(len(found), f"{stem}täht", f"{stem}tähte"),
        "digits": str(len(found)),
        "spelt": ", ".join(found),
    }
    return composed("vowels_or_consonants", SOUNDS, chance, (word, vowels, found), word=word, **texts)


def draw_place(chance: random.Random) -> Draft | None:
    """The letter at a place, counted from the beginning or the end."""
    word = some_word(chance)
    place = chance.randrange(min(len(word), len(ORDINALS)))
    nth, at = (ORDINALS[place], place) if chance.random() < 0.75 else _from_end(word, place)
    texts = {"nth": nth, "Nth": nth.capitalize(), "letter": word[at]}
    return composed("letter_at", PLACE, chance, (word, nth, word[at]), word=word, **texts)


def _from_end(word: str, place: int) -> tuple[str, int]:
    names = ("viimane", "eelviimane", "tagantpoolt kolmas")
    return names[place % 3], max(len(word) - 1 - place % 3, 0)


def draw_backwards(chance: random.Random) -> Draft | None:
    """A word backwards."""
    word = some_word(chance)
    answer = word[::-1]
    given = (word, answer)
    return composed("word_backwards", BACKWARDS, chance, given, word=word, answer=answer, spelt="-".join(answer))


def draw_pick(chance: random.Random) -> Draft | None:
    """The words that begin or end with a letter, or that hold it."""
    words = drawn(chance, 5, 8)
    where, one = chance.choice((("algavad", "algab"), ("lõpevad", "lõpeb")))
    letter = chance.choice(words)[0 if where == "algavad" else -1]
    found = [word for word in words if (word[0] if where == "algavad" else word[-1]) == letter]
    if len(found) == len(words):
        return None
    texts = {
        "rule": f"{where} tähega „{letter}“",
        "rule_one": f"{one} tähega „{letter}“",
        "plain": ", ".join(words),
        "lines": "\n".join(words),
        "answer": ", ".join(found),
        "answer_lines": "\n".join(found),
        "told": f"Tähega „{letter}“ {one} {counted(len(found), 'sõna', 'sõna')}: {listed(found)}.",
    }
    return composed("begin_or_end", PICK, chance, (words, where, letter, found), **texts)


def against_count(draft: Draft) -> str:
    """All letters of a word counted by kind and added."""
    word, count = draft.given
    found = sum(Counter(word).values())
    return unsaid_count(draft, count) if found == count and word.isalpha() else f"{found} letters"


def against_occurrences(draft: Draft) -> str:
    """What is left of a text without the letter."""
    text, letter, count = draft.given
    found = len(text) - len(re.sub(letter, "", text, flags=re.IGNORECASE))
    if found != count:
        return f"{found} times „{letter}“"
    return "" if not count and "ei ole" in draft.output else unsaid_count(draft, count)


def against_sounds(draft: Draft) -> str:
    """The word with the other letters taken away."""
    word, vowels, found = draft.given
    left = re.sub("[^aeiouõäöü]" if vowels else "[aeiouõäöü]", "", word)
    if left != "".join(found):
        return f"„{left}“"
    return unsaid(draft, *found) and unsaid_count(draft, len(left))


def against_place(draft: Draft) -> str:
    """The word walked to that place letter by letter."""
    word, nth, letter = draft.given
    backwards = {"viimane": 1, "eelviimane": 2, "tagantpoolt kolmas": 3}
    letters = iter(reversed(word)) if nth in backwards else iter(word)
    found = ""
    for _ in range(backwards.get(nth) or ORDINALS.index(nth) + 1):
        found = next(letters)
    return unsaid(draft, letter) if found == letter else f"„{found}“"


def against_backwards(draft: Draft) -> str:
    """The letters laid one before the other."""
    word, answer = draft.given
    found = ""
    for letter in word:
        found = letter + found
    if found != answer:
        return f"„{found}“"
    return unsaid(draft, *answer) if "-" in draft.output else unsaid(draft, answer)


def against_pick(draft: Draft) -> str:
    """Every word held against a pattern."""
    words, where, letter, found = draft.given
    pattern = re.compile(f"{letter}.*" if where == "algavad" else f".*{letter}")
    fitting = [word for word in words if pattern.fullmatch(word)]
    return unsaid(draft, *found) if fitting == found else f"{fitting}"


KINDS = {
    "count_letters": Kind(draw_count, against_count, COUNT),
    "count_letter": Kind(draw_occurrences, against_occurrences, OCCURRENCES),
    "vowels_or_consonants": Kind(draw_sounds, against_sounds, SOUNDS),
    "letter_at": Kind(draw_place, against_place, PLACE),
    "word_backwards": Kind(draw_backwards, against_backwards, BACKWARDS),
    "begin_or_end": Kind(draw_pick, against_pick, PICK),
}
