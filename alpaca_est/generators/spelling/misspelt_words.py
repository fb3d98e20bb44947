"""Tasks about one misspelt word: correct it, say what is wrong, choose the right spelling or the wrong one."""

import random
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from rapidfuzz.distance import OSA

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.spelling.lexicon import known
from alpaca_est.generators.spelling.misspellings import misspellings
from alpaca_est.generators.spelling.phrasing import Kind, Phrasing, composed, listed

CORRECT = (
    Phrasing("Paranda kirjaviga sõnas „{wrong}“.", "{right}"),
    Phrasing("Kuidas kirjutatakse õigesti sõna „{wrong}“?", "Õigesti kirjutatakse „{right}“."),
    Phrasing("Järgmises sõnas on üks kirjaviga. Kirjutage sõna õigesti.", "{right}", "{wrong}"),
    Phrasing("Palun parandage selle sõna kirjapilt.", "{right}", "{wrong}"),
    Phrasing("Sõna „{wrong}“ on valesti kirjutatud. Milline on õige kirjapilt?", "Õige kirjapilt on „{right}“."),
    Phrasing("Leia sõnast viga ja kirjuta sõna õigesti.", "{right}", "{wrong}"),
    Phrasing("Kas oskad öelda, kuidas seda sõna õigesti kirjutatakse?", "Õigesti kirjutatakse „{right}“.", "{wrong}"),
    Phrasing("Õpilane kirjutas vihikusse „{wrong}“. Mida ta kirjutada tahtis?", "Ta tahtis kirjutada „{right}“."),
    Phrasing("Kirjutasin kiirustades „{wrong}“. Kuidas on õige?", "Õige on „{right}“."),
    Phrasing("Asendage vigane sõna „{wrong}“ õigesti kirjutatud sõnaga.", "{right}"),
)
EXPLAIN = (
    Phrasing("Mis viga on sõnas „{wrong}“?", "{what} Õige on „{right}“."),
    Phrasing("Selgita, mis on sõnas „{wrong}“ valesti.", "{what} Õigesti kirjutatakse „{right}“."),
    Phrasing("Selgitage, mis viga on selles sõnas, ja andke õige kirjapilt.", "{what} Õige on „{right}“.", "{wrong}"),
    Phrasing("Sõnas „{wrong}“ on viga. Mis täpselt on valesti?", "{what} Õige on „{right}“."),
    Phrasing("Nimeta viga, mis on tehtud järgmises sõnas.", "{what} Õige kirjapilt on „{right}“.", "{wrong}"),
    Phrasing("Miks on „{wrong}“ valesti kirjutatud? Kuidas on õige?", "{what} Õige on „{right}“."),
)
CHOOSE_SPELLING = (
    Phrasing("Milline neist on õige kirjapilt: {either}?", "Õige on „{answer}“."),
    Phrasing("Kuidas on õige kirjutada, kas {either}?", "Õige on kirjutada „{answer}“."),
    Phrasing("Milline kirjapilt on õige?", "Õige on „{answer}“.", "{lines}"),
    Phrasing("Valige õige kirjapilt.", "{answer}", "{plain}"),
    Phrasing("Üht ja sama sõna on kirjutatud mitut moodi. Vali õige kuju.", "{answer}", "{plain}"),
    Phrasing("Kas kirjutatakse {either}? Vastake ühe sõnaga.", "{answer}"),
    Phrasing("Ma ei mäleta, kuidas seda sõna kirjutatakse. Milline neist on õige?", "Õige on „{answer}“.", "{plain}"),
)
CHOOSE_RIGHT = (
    Phrasing("Vali õigesti kirjutatud sõna: {plain}.", "{answer}"),
    Phrasing("Valige järgmiste seast õigesti kirjutatud sõna.", "{answer}", "{plain}"),
    Phrasing(
        "Ainult üks neist sõnadest on õigesti kirjutatud. Milline?", "Õigesti on kirjutatud „{answer}“.", "{plain}"
    ),
    Phrasing("Milline neist sõnadest on veata? Vasta ühe sõnaga.", "{answer}", "{plain}"),
    Phrasing("Leidke loendist sõna, milles ei ole kirjaviga.", "Kirjaviga ei ole sõnas „{answer}“.", "{lines}"),
)
CHOOSE_WRONG = (
    Phrasing(
        "Milline neist sõnadest on valesti kirjutatud: {either}?",
        "Valesti on kirjutatud „{answer}“, õige on „{right}“.",
    ),
    Phrasing("Leia loendist valesti kirjutatud sõna.", "{answer}", "{plain}"),
    Phrasing("Ühes neist sõnadest on kirjaviga. Parandage see.", "{right}", "{lines}"),
    Phrasing("Millises sõnas on viga: {plain}?", "Viga on sõnas „{answer}“. Õige on „{right}“."),
    Phrasing("Otsige üles vigane sõna ja kirjutage see õigesti.", "„{answer}“ – õige on „{right}“.", "{plain}"),
    Phrasing("Milline sõna vajab parandamist?", "Parandamist vajab „{answer}“, õige on „{right}“.", "{plain}"),
    Phrasing("Kontrolli õigekirja ja nimeta sõna, milles on viga: {plain}.", "Viga on sõnas „{answer}“."),
)


def draw_correct(chance: random.Random) -> Draft | None:
    """A misspelt word."""
    right, wrong = _drawn(chance)
    return composed("correct_word", CORRECT, chance, (wrong, right), wrong=wrong, right=right)


def draw_explanation(chance: random.Random) -> Draft | None:
    """A misspelt word whose mistake is named."""
    right, wrong = _drawn(chance)
    what = difference(wrong, right)
    return composed("explain_mistake", EXPLAIN, chance, (wrong, right, what), wrong=wrong, right=right, what=what)


def draw_spelling(chance: random.Random) -> Draft | None:
    """A word among misspellings of itself."""
    right = chance.choice(_with_misspellings())
    found = misspellings()[right]
    if len(found) < 2:
        return None
    wrong = chance.sample(found, min(len(found), chance.choice((2, 3))))
    options = chance.sample([right, *wrong], len(wrong) + 1)
    return composed("choose_spelling", CHOOSE_SPELLING, chance, (options, right), answer=right, **_shown(options))


def draw_right(chance: random.Random) -> Draft | None:
    """A word among misspellings of other words."""
    right, *others = chance.sample(_with_misspellings(), chance.choice((3, 4, 5)))
    wrong = [chance.choice(misspellings()[other]) for other in others]
    options = chance.sample([right, *wrong], len(wrong) + 1)
    return composed("choose_right", CHOOSE_RIGHT, chance, (options, right), answer=right, **_shown(options))


def draw_wrong(chance: random.Random) -> Draft | None:
    """A misspelling among words."""
    right, *others = chance.sample(_with_misspellings(), chance.choice((3, 4, 5)))
    wrong = chance.choice(misspellings()[right])
    options = chance.sample([wrong, *others], len(others) + 1)
    given = (options, wrong, right)
    return composed("choose_wrong", CHOOSE_WRONG, chance, given, answer=wrong, right=right, **_shown(options))


def difference(wrong: str, right: str) -> str:
    """What was done to a word, as a sentence: a letter too many, one missing, one wrong, or two exchanged."""
    start = next((place for place, pair in enumerate(zip(wrong, right, strict=False)) if pair[0] != pair[1]), None)
    place = min(len(wrong), len(right)) if start is None else start
    if len(wrong) > len(right):
        return f"Sõnas on üks „{wrong[place]}“ liiga palju."
    if len(wrong) < len(right):
        return f"Sõnast on puudu üks „{right[place]}“."
    if wrong[place + 1 :] == right[place + 1 :]:
        return f"Tähe „{wrong[place]}“ asemel peab olema „{right[place]}“."
    return f"Tähed „{right[place]}“ ja „{wrong[place]}“ on vales järjekorras."


def _drawn(chance: random.Random) -> tuple[str, str]:
    right = chance.choice(_with_misspellings())
    return right, chance.choice(misspellings()[right])


@cache
def _with_misspellings() -> tuple[str, ...]:
    return tuple(misspellings())


def _shown(options: list[str]) -> Mapping[str, str]:
    return {"either": listed(options, "või"), "plain": ", ".join(options), "lines": "\n".join(options)}


def against_pair(draft: Draft) -> str:
    """Vabamorf on both spellings, and what must be done to come from one to the other."""
    wrong, right, *_ = draft.given
    if known(wrong) or not known(right):
        return f"„{wrong}“ is a word or „{right}“ is none"
    if (distance := OSA.distance(wrong, right)) != 1:
        return f"„{wrong}“ and „{right}“ are {distance} letters apart"
    return "" if right in draft.output and wrong in draft.instruction + draft.input else "the words are not shown"


def against_options(draft: Draft) -> str:
    """Vabamorf on every option."""
    options, answer, *right = draft.given
    odd_known = not right
    odd = [option for option in options if known(option) is odd_known]
    if odd != [answer]:
        return f"{odd} of {options}"
    return "" if (right or [answer])[0] in draft.output or answer in draft.output else "the answer is not shown"


def against_explanation(draft: Draft) -> str:
    """The letters of both words counted: one more, one less, one for another, or the same ones."""
    wrong, right, what = draft.given
    more = "".join((Counter(wrong) - Counter(right)).elements())
    fewer = "".join((Counter(right) - Counter(wrong)).elements())
    named = "".join(re.findall("„(.)“", what))
    if not (more or fewer):
        exchanged = named in right and named[::-1] in wrong and "vales järjekorras" in what
        return against_pair(draft) if exchanged else f"letters {named} are not exchanged"
    wanted = "asemel" if more and fewer else "liiga palju" if more else "puudu"
    return against_pair(draft) if named == more + fewer and wanted in what else f"„{more}“ too many, „{fewer}“ missing"


KINDS = {
    "correct_word": Kind(draw_correct, against_pair, CORRECT),
    "explain_mistake": Kind(draw_explanation, against_explanation, EXPLAIN),
    "choose_spelling": Kind(draw_spelling, against_options, CHOOSE_SPELLING),
    "choose_right": Kind(draw_right, against_options, CHOOSE_RIGHT),
    "choose_wrong": Kind(draw_wrong, against_options, CHOOSE_WRONG),
}
