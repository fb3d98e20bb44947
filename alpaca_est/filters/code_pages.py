"""Letters written as UTF-8 and read in another code page, taken back where the words then make sense.

ftfy knows Windows-1252 and Latin-1 and takes others for them: jÃ€i, read as Latin-9, becomes jÀi instead of jäi. Here a
text is read back from each code page that Baltic and Cyrillic systems use; the dictionary decides which one it was.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from alpaca_est.filters.mojibake import damaged
from alpaca_est.languages import Language
from alpaca_est.languages.countable import LETTERS, known
from alpaca_est.languages.vocabulary import Vocabulary

CODE_PAGES = ("cp1252", "iso8859_15", "iso8859_4", "cp1257", "iso8859_13", "cp1251", "cp1250")
QUOTES = "„“”‘’‚–—…€"
MARKS = QUOTES + "".join(map(chr, range(0xA1, 0x100)))  # with all of Latin-1: ½, é in names
TOKEN = re.compile(r"[^ \t\n]+")
KNOWN = 0.7  # least share of the words with repaired letters that the dictionary has to know


def letters(own: Language) -> str:
    """The letters of a language that are not ASCII, small and capital."""
    return "".join(letter for letter in own.alphabet + own.alphabet.upper() if not letter.isascii())


def usual(text: str, own: Language) -> bool:
    """Whether a text has only ASCII, the language's letters and usual marks."""
    return all(one.isascii() for one in set(text).difference(letters(own), QUOTES))


def misread(text: str, page: str) -> str:
    """What a text in UTF-8 looks like when it is read in a code page; a byte that this lacks stays as a control."""
    return "".join(_character(byte, page) for byte in text.encode())


@lru_cache(maxsize=64)
def sequences(own_letters: str, page: str) -> Mapping[str, str]:
    """What letters and marks look like when they are misread in a code page, and what they are."""
    return {misread(character, page): character for character in own_letters + MARKS}


@lru_cache(maxsize=64)
def doubtful(own_letters: str) -> frozenset[str]:
    """Foreign letters that ftfy reads where another code page has a letter of the language: À for ä, Ì for ü."""
    found: set[str] = set()
    for page in CODE_PAGES:
        for sequence, letter in sequences(own_letters, page).items():
            if letter not in own_letters:
                continue
            try:
                other = sequence.encode("cp1252").decode()
            except UnicodeError:
                continue
            found.update({other} if other != letter else ())
    return frozenset(found)


def in_damaged(text: str, repair: Callable[[str], str]) -> str:
    """The text with its damaged words repaired; the others stay as they are."""
    return TOKEN.sub(lambda token: repair(token[0]) if damaged(token[0]) else token[0], text)


def read_back(text: str, page: str, own: Language) -> str:
    """The text with the language's letters and usual marks taken back from a code page."""
    table, pattern = sequences(letters(own), page), _pattern(letters(own), page)
    return pattern.sub(lambda found: table[found[0]], text)


def convincing(text: str, before: str, vocabulary: Vocabulary) -> bool:
    """Whether the words that differ from before are words of the language, one at least."""
    old, new = TOKEN.findall(before), TOKEN.findall(text)
    if len(old) != len(new):
        return False
    changed = " ".join(token for token, was in zip(new, old, strict=True) if token != was)
    verdicts = [known(word, vocabulary) for word in LETTERS.findall(changed) if len(word) > 1]
    return bool(verdicts) and verdicts.count(True) >= KNOWN * len(verdicts)


@lru_cache(maxsize=64)
def _pattern(own_letters: str, page: str) -> re.Pattern[str]:
    longest = sorted(sequences(own_letters, page), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)))


def _character(byte: int, page: str) -> str:
    try:
        return bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return chr(byte)
