"""Tasks about sentences with mistakes: correct the sentence, find the mistake, count the mistakes."""

import random
import re
from typing import NamedTuple

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.spelling.lexicon import known
from alpaca_est.generators.spelling.misspellings import misspellings
from alpaca_est.generators.spelling.phrasing import Kind, Phrasing, capitalised, composed, counted, listed
from alpaca_est.generators.spelling.sentences import sentence

WORD = re.compile(r"[^\W\d_]+")

CORRECT = (
    Phrasing("Paranda lauses {mistakes}.", "{right}", "{wrong}"),
    Phrasing("Paranda järgmise lause õigekiri: {wrong}", "{right}"),
    Phrasing("Palun parandage lause õigekiri.", "{right}", "{wrong}"),
    Phrasing("Kirjuta lause ilma vigadeta: {wrong}", "{right}"),
    Phrasing("Selles lauses on {number}. Kirjutage lause õigesti.", "{right}", "{wrong}"),
    Phrasing("Kuidas tuleks see lause õigesti kirjutada? „{wrong}“", "Õige lause on: „{right}“"),
    Phrasing("Toimeta lauset nii, et kõik sõnad oleksid õigesti kirjutatud.", "{right}", "{wrong}"),
    Phrasing("Leidke ja parandage lauses {mistakes}: {wrong}", "{right}"),
    Phrasing("Kas saaksid selle lause kirjavead parandada?", "{right}", "{wrong}"),
    Phrasing("Sõber saatis mulle sellise lause. Mis siin valesti on ja kuidas on õige?", "{told} {right}", "{wrong}"),
)
FIND = (
    Phrasing("Leia lausest valesti kirjutatud sõna.", "{wrong}", "{sentence}"),
    Phrasing("Milline sõna on selles lauses valesti kirjutatud? „{sentence}“", "Valesti on kirjutatud „{wrong}“."),
    Phrasing("Millises sõnas on kirjaviga?", "Kirjaviga on sõnas „{wrong}“. Õige on „{right}“.", "{sentence}"),
    Phrasing("Otsige lausest üles vigane sõna ja parandage see: {sentence}", "„{wrong}“ – õige on „{right}“."),
    Phrasing("Ühes sõnas on viga. Kirjuta ainult see sõna õigesti.", "{right}", "{sentence}"),
    Phrasing("Lauses on üks kirjaviga. Nimetage vigane sõna ja selle õige kuju.", "{wrong} – {right}", "{sentence}"),
    Phrasing("Mitmendas sõnas on viga ja kuidas seda sõna õigesti kirjutada?", "{place}", "{sentence}"),
    Phrasing(
        "Kontrolli lause õigekirja: „{sentence}“ Milline sõna vajab parandamist?", "Parandada tuleb sõna „{wrong}“."
    ),
)
COUNT = (
    Phrasing("Mitu kirjaviga on selles lauses?", "{told}", "{sentence}"),
    Phrasing("Mitu sõna on lauses valesti kirjutatud? Vasta numbriga.", "{digits}", "{sentence}"),
    Phrasing("Loe kokku lause kirjavead: {sentence}", "{told}"),
    Phrasing("Kui palju on selles lauses kirjavigu? Nimetage ka valesti kirjutatud sõnad.", "{told}", "{sentence}"),
    Phrasing("Lugege kokku, mitmes sõnas on viga: „{sentence}“", "{told}"),
    Phrasing("Kas selles lauses on kirjavigu ja kui on, siis mitu?", "{told}", "{sentence}"),
    Phrasing("Kontrolli lause õigekirja ja ütle, mitu viga sa leidsid.", "{found}", "{sentence}"),
)
ORDINALS = (
    *("esimeses", "teises", "kolmandas", "neljandas", "viiendas", "kuuendas", "seitsmendas", "kaheksandas"),
    *("üheksandas", "kümnendas", "üheteistkümnendas", "kaheteistkümnendas", "kolmeteistkümnendas"),
)


class Spoilt(NamedTuple):
    """A sentence, the same with misspellings, and (wrong, right) of each as they stand in it."""

    right: str
    wrong: str
    pairs: tuple[tuple[str, str], ...]


def spoilt(chance: random.Random, count: int) -> Spoilt | None:
    """A sentence with so many misspelt words, or None where it has fewer that can be."""
    right = sentence(chance)
    words = list(WORD.finditer(right))
    able = [word for word in words if word[0].lower() in misspellings()]
    if len({word[0].lower() for word in able}) < len(able) or len(able) < count:
        return None
    chosen = sorted(chance.sample(able, count), key=lambda word: word.start())
    pairs = [(_cased(chance.choice(misspellings()[word[0].lower()]), word[0]), word[0]) for word in chosen]
    wrong, end = "", 0
    for word, (misspelt, _) in zip(chosen, pairs, strict=True):
        wrong += right[end : word.start()] + misspelt
        end = word.end()
    return Spoilt(right, wrong + right[end:], tuple(pairs))


def _cased(wrong: str, like: str) -> str:
    return capitalised(wrong) if like[0].isupper() else wrong


def draw_correct(chance: random.Random) -> Draft | None:
    """A sentence with one to three mistakes."""
    drawn = spoilt(chance, count := chance.choice((1, 1, 2, 2, 3)))
    if drawn is None:
        return None
    texts = {
        "mistakes": "kirjaviga" if count == 1 else "kirjavead",
        "number": counted(count, "kirjaviga", "kirjaviga"),
        "told": f"Valesti on kirjutatud {listed([wrong for wrong, _ in drawn.pairs])}. Õige on:",
    }
    return composed("correct_sentence", CORRECT, chance, drawn, right=drawn.right, wrong=drawn.wrong, **texts)


def draw_find(chance: random.Random) -> Draft | None:
    """A sentence with one mistake."""
    drawn = spoilt(chance, 1)
    if drawn is None:
        return None
    [(wrong, right)] = drawn.pairs
    place = WORD.findall(drawn.wrong).index(wrong)
    told = f"{capitalised(ORDINALS[place])} sõnas: „{wrong}“ asemel tuleb kirjutada „{right}“."
    texts = {"wrong": wrong.lower(), "right": right.lower(), "place": told}
    return composed("find_mistake", FIND, chance, drawn, sentence=drawn.wrong, **texts)


def draw_count(chance: random.Random) -> Draft | None:
    """A sentence with up to three mistakes, or none."""
    drawn = spoilt(chance, count := chance.choice((0, 1, 1, 2, 2, 2, 3, 3)))
    if drawn is None:
        return None
    wrong = listed([wrong.lower() for wrong, _ in drawn.pairs]) if count else ""
    where = f": valesti on kirjutatud {wrong}" if count else ""
    none = "Lauses ei ole ühtegi kirjaviga."
    texts = {
        "digits": str(count),
        "told": f"Lauses on {counted(count, 'kirjaviga', 'kirjaviga')}{where}." if count else none,
        "found": f"Leidsin {'ühe vea' if count == 1 else counted(count, '', 'viga')}{where}."
        if count
        else "Ma ei leidnud ühtegi viga.",
    }
    return composed("count_mistakes", COUNT, chance, drawn, sentence=drawn.wrong, **texts)


def unknown_in(text: str) -> list[str]:
    """The words of a text that Vabamorf does not know."""
    return [word for word in WORD.findall(text) if not known(word)]


def against_sentence(draft: Draft) -> str:
    """Vabamorf on every word of the sentence that is shown and of the corrected one."""
    right, wrong, pairs = draft.given
    if unknown_in(right):
        return f"{unknown_in(right)} are unknown in the corrected sentence"
    found = unknown_in(wrong)
    if found != [misspelt for misspelt, _ in pairs]:
        return f"misspelt are {found}"
    restored = WORD.sub(lambda word: dict(pairs).get(word[0], word[0]), wrong)
    return "" if restored == right and wrong in draft.instruction + draft.input else f"corrected it is {restored}"


def against_corrected(draft: Draft) -> str:
    """`against_sentence`, and that the answer holds the whole corrected sentence."""
    said = draft.given.right in draft.output
    return against_sentence(draft) or ("" if said else "the answer does not hold the corrected sentence")


def against_answer(draft: Draft) -> str:
    """`against_sentence`, and that the answer names each word that Vabamorf does not know, or their number."""
    if against := against_sentence(draft):
        return against
    found = unknown_in(draft.given.wrong)
    count = counted(len(found), "kirjaviga", "kirjaviga")
    answers = {str(len(found)), f"Lauses on {count}", f"Leidsin {counted(len(found), '', 'viga')}"}
    named = all(wrong.lower() in draft.output.lower() for wrong in found)
    corrected = all(right.lower() in draft.output for _, right in draft.given.pairs)
    return "" if named or corrected or draft.output in answers else f"misspelt are {found}"


KINDS = {
    "correct_sentence": Kind(draw_correct, against_corrected, CORRECT),
    "find_mistake": Kind(draw_find, against_answer, FIND),
    "count_mistakes": Kind(draw_count, against_answer, COUNT),
}
