"""Draws constraints that go together, and joins them to a request."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from alpaca_est.constraints.constraint import MANY, Constraint
from alpaca_est.constraints.kinds import KINDS
from alpaca_est.languages import language
from alpaca_est.text import WORD

TRIES = 60
WORDS_OF_A_SENTENCE = 3, 25
WORDS_OF_A_PARAGRAPH = 5
POLITE_QUESTIONS = 0.25  # of the requests that address nobody
ENDED = re.compile(r"[.!?]\Z")
CHOICE = re.compile(r"\{([^{}/]+)/([^{}/]+)\}")
WAYS: tuple[str, ...] = (
    "{request} {sentences}",
    "{request}\n\n{sentences}",
    "{request}\n\n{Järgi/Järgige} vastates neid nõudeid:\n{bullets}",
    "{request}\n\nNõuded vastusele:\n{numbers}",
    "{request}\n\n{Pane/Pange} tähele: {continued}",
    "{Arvesta/Arvestage} vastamisel järgmist. {sentences}\n\n{request}",
    "{request}\n\nTingimused:\n{bullets}",
)
LISTS = frozenset({2, 3, 6})
TURNS: tuple[str, ...] = (
    "{Kirjuta/Kirjutage} oma vastus ümber. {sentences} Varasemad nõuded jäävad kehtima.",
    "Hästi. Nüüd {kirjuta/kirjutage} vastus uuesti, aga {lisa/lisage} veel üks tingimus: {continued} "
    "Eelmised nõuded kehtivad endiselt.",
    "Aitäh! Palun {muuda/muutke} vastust veel. {sentences} {Täida/Täitke} ka kõik eelmised nõuded.",
    "{Jäta/Jätke} vastuse sisu samaks, aga {täida/täitke} lisaks veel seda nõuet: {continued} "
    "Ka varem öeldu jääb jõusse.",
)


def clash(chosen: Sequence[Constraint]) -> str:
    """Why some constraints cannot be kept together, or "" where they can."""
    for one, other in combinations(chosen, 2):
        if both := one.claims & other.claims:
            return f"{one.name} and {other.name} are both about {min(both)}"
        if hindered := (one.needs & other.bans) | (other.needs & one.bans):
            return f"{one.name} and {other.name} do not agree on {min(hindered)}"
    return _cramped(chosen)


def _cramped(chosen: Sequence[Constraint]) -> str:
    """Which lengths do not meet: words against words, and against sentences and paragraphs."""
    rooms = [one.room for one in chosen]
    content = sum(one.room.words[0] for one in chosen if "words" not in one.claims)
    fewest_words = max([content, *(room.words[0] for room in rooms)])
    most_words = min((room.words[1] for room in rooms), default=MANY)
    fewest_sentences = max((room.sentences[0] for room in rooms), default=0)
    most_sentences = min((room.sentences[1] for room in rooms), default=MANY)
    fewest_paragraphs = max((room.paragraphs[0] for room in rooms), default=0)
    most_paragraphs = min((room.paragraphs[1] for room in rooms), default=MANY)
    longest = min([WORDS_OF_A_SENTENCE[1], *(room.sentence_words for room in rooms)])
    needed = max(
        fewest_words, WORDS_OF_A_SENTENCE[0] * fewest_sentences, WORDS_OF_A_PARAGRAPH * max(0, fewest_paragraphs)
    )
    if needed > most_words:
        return f"{needed} words are needed and {most_words} allowed"
    if max(fewest_sentences, fewest_paragraphs) > most_sentences:
        return f"{max(fewest_sentences, fewest_paragraphs)} sentences are needed and {most_sentences} allowed"
    if fewest_paragraphs > most_paragraphs:
        return f"{fewest_paragraphs} paragraphs are needed and {most_paragraphs} allowed"
    if fewest_words > longest * most_sentences:
        return f"{fewest_words} words do not fit into {most_sentences} sentences"
    return ""


def drawn(
    request: str,
    chance: random.Random,
    count: int,
    *,
    weights: Mapping[str, float] | None = None,
    already: Sequence[Constraint] = (),
    suits: Callable[[Constraint], bool] = lambda _: True,
) -> list[Constraint]:
    """Up to so many constraints for a request that go with each other and with those it has already."""
    kinds = [kind for kind in KINDS if kind.fits(request) and (not weights or weights.get(kind.name, 0.0) > 0)]
    found: list[Constraint] = []
    for _ in range(TRIES * count if kinds else 0):
        if len(found) == count:
            break
        [kind] = chance.choices(kinds, [weights[kind.name] if weights else 1.0 for kind in kinds])
        one = kind.draw(chance, request)
        if suits(one) and not clash([*already, *found, one]):
            found.append(one)
    return found


def is_polite(request: str, chance: random.Random) -> bool:
    """Whether a request says teie: by its imperative and pronouns; drawn where it addresses nobody."""
    own = language("et")
    vocabulary = own.vocabulary()
    forms = {form for word in WORD.findall(request) for form in (vocabulary.forms(word.lower()) if vocabulary else ())}
    if own.polite.imperative in forms or own.polite.pronouns.search(request):
        return True
    if own.familiar.imperative in forms or own.familiar.pronouns.search(request):
        return False
    return chance.random() < POLITE_QUESTIONS


def told(constraints: Sequence[Constraint], chance: random.Random, *, polite: bool) -> list[str]:
    """A sentence or two for each constraint, in one of its phrasings."""
    return [one.told(chance.randrange(len(one.phrasings)), polite=polite) for one in constraints]


def joined(request: str, sentences: Sequence[str], chance: random.Random, *, polite: bool) -> str:
    """A request with its constraints, in one of several ways; lists only for two and more."""
    ways = [way for way in range(len(WAYS)) if way not in LISTS or len(sentences) > 1]
    if not ENDED.search(request) or "\n" in request:
        ways.remove(0)
    return _filled(WAYS[chance.choice(ways)], request, sentences, polite=polite)


def further(sentences: Sequence[str], chance: random.Random, *, polite: bool) -> str:
    """What a later turn of a conversation asks on top."""
    ways = [way for way in TURNS if len(sentences) == 1 or "{continued}" not in way]
    return _filled(chance.choice(ways), "", sentences, polite=polite)


def _filled(way: str, request: str, sentences: Sequence[str], *, polite: bool) -> str:
    plain = " ".join(sentences)
    values = {
        "request": request,
        "sentences": plain,
        "continued": plain[:1].lower() + plain[1:],
        "bullets": "\n".join(f"- {one}" for one in sentences),
        "numbers": "\n".join(f"{number}. {one}" for number, one in enumerate(sentences, start=1)),
    }
    spoken = CHOICE.sub(lambda found: found[2] if polite else found[1], way)
    return re.sub(r"\{(\w+)\}", lambda hole: values[hole[1]], spoken)
