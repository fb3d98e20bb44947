"""Tasks about lost marks: õ ä ö ü š ž that were typed as o a o u s z come back."""

import random
import unicodedata
from functools import cache
from itertools import islice, product
from math import prod

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.spelling.lexicon import all_words
from alpaca_est.generators.spelling.misspelt_sentences import WORD, unknown_in
from alpaca_est.generators.spelling.phrasing import Kind, Phrasing, composed
from alpaca_est.generators.spelling.sentences import sentence
from alpaca_est.languages import vabamorf

BARE = str.maketrans("õäöüšžÕÄÖÜŠŽ", "oaouszOAOUSZ")
CHOICES = {"o": "oõö", "a": "aä", "u": "uü", "s": "sš", "z": "zž"}
SPELLINGS = 4096  # of one word at most; those with more are not drawn

SENTENCE = (
    Phrasing("Lisa lausesse täpitähed.", "{right}", "{bare}"),
    Phrasing("Taasta lauses täpitähed: {bare}", "{right}"),
    Phrasing("Tekst on kirjutatud ilma täpitähtedeta. Kirjutage see õigesti.", "{right}", "{bare}"),
    Phrasing("Kuidas näeb see tekst välja koos täpitähtedega?", "{right}", "{bare}"),
    Phrasing("Klaviatuuril ei olnud tähti õ, ä, ö ja ü. Palun paranda tekst.", "{right}", "{bare}"),
    Phrasing("Asendage tähed a, o, u, s ja z vajaduse korral tähtedega ä, õ, ö, ü, š ja ž.", "{right}", "{bare}"),
    Phrasing("Sõnumist on kadunud kõik täpid ja katused. Pane need tagasi.", "{right}", "{bare}"),
    Phrasing("Kirjutage tekst ümber nii, et õ, ä, ö ja ü oleksid omal kohal: {bare}", "{right}"),
    Phrasing("Kas oskad sellesse teksti puuduvad täpitähed lisada?", "{right}", "{bare}"),
)
WORDS = (
    Phrasing("Kirjuta sõna „{bare}“ täpitähtedega.", "{right}"),
    Phrasing("Millisest sõnast on täpid kadunud?", "{right}", "{bare}"),
    Phrasing("Sõna „{bare}“ on kirjutatud ilma täpitähtedeta. Kuidas on õige?", "Õige on „{right}“."),
    Phrasing("Taastage sõnas täpitähed.", "{right}", "{bare}"),
    Phrasing("Välismaa klaviatuuriga kirjutati „{bare}“. Mis sõna see olema peaks?", "See peaks olema „{right}“."),
    Phrasing("Lisa sõnasse puuduvad täpid või katused.", "{right}", "{bare}"),
)


@cache
def only_marked(word: str) -> bool:
    """Whether a word, its marks taken away, can be read in one way only."""
    ways = [CHOICES.get(letter, letter) for letter in word.lower().translate(BARE)]
    if prod(map(len, ways)) > SPELLINGS:
        return False
    readings = (reading for reading in map("".join, product(*ways)) if vabamorf.analyses(reading))
    return list(islice(readings, 2)) == [word.lower()]


@cache
def _words() -> tuple[str, ...]:
    return tuple(word for word in all_words() if word != word.translate(BARE) and only_marked(word))


def draw_sentence(chance: random.Random) -> Draft | None:
    """One or two sentences without their marks."""
    lines = [sentence(chance) for _ in range(chance.choice((1, 1, 2)))]
    right = "\n".join(lines)
    bare = right.translate(BARE)
    marked = sum(first != second for first, second in zip(right, bare, strict=True))
    if marked < 2 or len(set(lines)) < len(lines) or not all(map(only_marked, WORD.findall(right))):
        return None
    return composed("restore_marks", SENTENCE, chance, (bare, right), bare=bare, right=right)


def draw_word(chance: random.Random) -> Draft | None:
    """One word without its marks."""
    right = chance.choice(_words())
    bare = right.translate(BARE)
    return composed("restore_marks_word", WORDS, chance, (bare, right), bare=bare, right=right)


def against(draft: Draft) -> str:
    """The marks taken away by Unicode's decomposition, and Vabamorf on every word."""
    bare, right = draft.given
    plain = "".join(one for one in unicodedata.normalize("NFD", right) if not unicodedata.combining(one))
    if plain != bare or plain == right:
        return f"without marks it is „{plain}“"
    if unknown := unknown_in(right):
        return f"{unknown} are unknown"
    return "" if right in draft.output and bare in draft.instruction + draft.input else "the texts are not shown"


KINDS = {
    "restore_marks": Kind(draw_sentence, against, SENTENCE),
    "restore_marks_word": Kind(draw_word, against, WORDS),
}
