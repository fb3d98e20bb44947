"""Joins constraints to a request, in several ways, to one person (sina) or politely (teie)."""

import random
import re
from collections.abc import Sequence

from alpaca_est.constraints.constraint import Constraint
from alpaca_est.constraints.sentence_ends import sentences_of
from alpaca_est.languages import language
from alpaca_est.text import WORD

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
ONE_SENTENCE = frozenset({4})
TURNS: tuple[str, ...] = (
    "{Kirjuta/Kirjutage} oma vastus ümber. {sentences} Varasemad nõuded jäävad kehtima.",
    "Hästi. Nüüd {kirjuta/kirjutage} vastus uuesti ja {arvesta/arvestage} veel ühte tingimust: {continued} "
    "Eelmised nõuded kehtivad endiselt.",
    "Aitäh! Palun {muuda/muutke} vastust veel. {sentences} {Täida/Täitke} ka kõik eelmised nõuded.",
    "{Jäta/Jätke} vastuse mõte samaks, aga {järgi/järgige} ka seda nõuet: {continued} Ka varem öeldu jääb jõusse.",
    "Hea algus! {sentences} {Ära unusta/Ärge unustage} ka varasemaid nõudeid.",
)


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
    if not _is_one(sentences):
        ways = [way for way in ways if way not in ONE_SENTENCE]
    return _filled(WAYS[chance.choice(ways)], request, sentences, polite=polite)


def further(turns: Sequence[Sequence[str]], chance: random.Random, *, polite: bool) -> list[str]:
    """What the later turns of a conversation ask on top, each in another way."""
    ways = chance.sample(TURNS, len(TURNS))
    found = []
    for sentences in turns:
        way = next(way for way in ways if _is_one(sentences) or "{continued}" not in way)
        ways.remove(way)
        found.append(_filled(way, "", sentences, polite=polite))
    return found


def _is_one(sentences: Sequence[str]) -> bool:
    """Whether constraints are a single sentence that can follow a colon."""
    return len(sentences) == 1 and ":" not in sentences[0] and len(sentences_of(sentences[0])) == 1


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
