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
from alpaca_est.generators.spelling.sentences import all_words as all_sentence_words
from alpaca_est.generators.spelling.sentences import every_sentence
from alpaca_est.generators.spelling.syllables import divisible_words
from alpaca_est.languages import vabamorf

BARE = str.maketrans("õäöüšžÕÄÖÜŠŽ", "oaouszOAOUSZ")
CHOICES = {"o": "oõö", "a": "aä", "u": "uü", "s": "sš", "z": "zž"}
SPELLINGS = 4096  # of one word at most; those with more are not drawn

SENTENCE = (
    Phrasing("Lisa tekstile puuduvad täpitähed.", "{right}", "{bare}"),
    Phrasing("Taasta lauses täpitähed: {bare}", "{right}"),
    Phrasing("Tekst on kirjutatud ilma täpitähtedeta. Kirjutage see õigesti.", "{right}", "{bare}"),
    Phrasing("Kuidas näeb see tekst välja, kui täpitähed lisada?", "{right}", "{bare}"),
    Phrasing("Klaviatuuril ei olnud tähti õ, ä, ö, ü, š ja ž. Palun paranda tekst.", "{right}", "{bare}"),
    Phrasing("Asendage vajaduse korral tähed a, o, u, s ja z tähtedega ä, õ, ö, ü, š ja ž.", "{right}", "{bare}"),
    Phrasing("Sõnumist on kadunud kõik täpitähed. Pane need tagasi.", "{right}", "{bare}"),
    Phrasing("Kirjutage lause ümber nii, et õ, ä, ö, ü, š ja ž oleksid omal kohal: {bare}", "{right}"),
    Phrasing("Kas oskad sellesse teksti puuduvad täpitähed lisada?", "{right}", "{bare}"),
)
WORDS = (
    Phrasing("Kirjuta sõna „{bare}“ täpitähtedega.", "{right}"),
    Phrasing("Millisest sõnast on täpitähed kadunud?", "{right}", "{bare}"),
    Phrasing("Sõna „{bare}“ on kirjutatud ilma täpitähtedeta. Kuidas on õige?", "Õige on „{right}“."),
    Phrasing("Taastage sõnas täpitähed.", "{right}", "{bare}"),
    Phrasing("Võõra klaviatuuriga kirjutati „{bare}“. Mis sõna see olema peaks?", "See peaks olema „{right}“."),
    Phrasing("Kirjuta sõna õigesti: selles peaks olema mõni tähtedest õ, ä, ö, ü, š ja ž.", "{right}", "{bare}"),
    Phrasing("Mis sõnast sai „{bare}“, kui tähti õ, ä, ö, ü, š ja ž ei olnud?", "Sõnast „{right}“."),
)


@cache
def only_marked(word: str) -> bool:
    """Whether a word, its marks taken away, can be read in one way only."""
    ways = [CHOICES.get(letter, letter) for letter in word.lower().translate(BARE)]
    if prod(map(len, ways)) > SPELLINGS:
        return False
    readings = (reading for reading in map("".join, product(*ways)) if vabamorf.analyses(reading))
    return list(islice(readings, 2)) == [word.lower()]


def asks_for(draft: Draft, right: str) -> bool:
    """Whether the phrasing fits: š and ž are no täpitähed, one sentence is no text of several."""
    dotted = "täpitäh" in draft.instruction and not set("šžŠŽ").isdisjoint(right)
    return not dotted and not ("lause" in draft.instruction and "\n" in right)


@cache
def _words() -> tuple[str, ...]:
    words = dict.fromkeys((*all_words(), *all_sentence_words(), *divisible_words()))
    return tuple(word for word in words if word != word.translate(BARE))


@cache
def _sentences() -> tuple[str, ...]:
    marked = (one for one in every_sentence() if one != one.translate(BARE))
    return tuple(one for one in marked if all(map(only_marked, WORD.findall(one))))


def draw_sentence(chance: random.Random) -> Draft | None:
    """One to three sentences without their marks."""
    lines = chance.sample(_sentences(), chance.choice((1, 2, 2, 3)))
    if len({line.split()[0] for line in lines}) < len(lines):
        return None  # the same sentence with other choices
    right = "\n".join(lines)
    bare = right.translate(BARE)
    draft = composed("restore_marks", SENTENCE, chance, (bare, right), bare=bare, right=right)
    return draft if asks_for(draft, right) else None


def draw_word(chance: random.Random) -> Draft | None:
    """One word without its marks."""
    right = chance.choice(_words())
    if not only_marked(right):
        return None
    bare = right.translate(BARE)
    draft = composed("restore_marks_word", WORDS, chance, (bare, right), bare=bare, right=right)
    return draft if asks_for(draft, right) else None


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
