"""Draws constraints that go together, for a task of one turn or for a conversation."""

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, islice
from typing import NamedTuple

from alpaca_est.constraints.checking import in_turn
from alpaca_est.constraints.constraint import MANY, Constraint, Room, Task
from alpaca_est.constraints.kinds import KINDS
from alpaca_est.constraints.reading import word_tokens
from alpaca_est.constraints.wording import further, is_polite, joined, told
from alpaca_est.languages.phrases import phrases

KINDS_TRIED = 30
DRAWS_OF_A_KIND = 12  # so that kinds whose numbers seldom suit come as often as others
WORDS_OF_A_SENTENCE = 4, 20
WORDS_OF_A_PARAGRAPH = 5
FEW = 6  # words that any answer can have
SHAPELESS = 15  # words of an answer that needs no lists and headings
WORDS_OF_A_LINE = 4
WORDS_OF_A_BLOCK = 8
SHAPES = frozenset({"words", "sentences", "paragraphs", "list", "table", "headings", "sentence_words"})
NUMBER = (
    "ühe|kahe|kolme|nelja|viie|kuue|seitsme|kaheksa|üheksa|kümne|paari|mõne|üks|kaks|kolm|neli|viis|kuus|seitse|kümme"
    "|paar|mõni|kuni|täpselt|vähemalt|[0-9]+"
)
SETTLED = phrases(
    f"{NUMBER} … lause*|sõna*|lõi[gk]*|punkt*|rida*|rea*|salm*|näide*|näite*",
    "(?:ühe|kahe|kolme|nelja|viie|kuue|mitme|paari)(?:lause|sõna|rea|salmi)li*",
    "lühidalt|lühike*|lühikes*|lühenda*|tihenda*|kokkuvõt*|luuletus*|luuleta*|haiku*|salm*|riim*|vemmalvärs*",
    "loetelu*|loend*|nimekir*|tabel*|punktidena|json*|pealkir*|hüüdlause*|tunnuslause*|loosung*|nimi|nime|nimesid",
)


def clash(chosen: Sequence[Constraint]) -> str:
    """Why some constraints cannot be kept together, or "" where they can."""
    for one, other in combinations(chosen, 2):
        if one.name == other.name:
            return f"{one.name} comes twice"
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


def unfit(one: Constraint, task: Task) -> str:
    """Why a constraint does not go with a task: it says itself how long or laid out its answer is, or the known
    answer is much shorter or longer than the constraint wants; "" where it goes."""
    shaping = bool(one.claims & SHAPES)
    room = one.room
    needed = max(room.words[0], WORDS_OF_A_LINE * room.sentences[0], WORDS_OF_A_BLOCK * max(0, room.paragraphs[0] - 1))
    if SETTLED.search(task.request) and (shaping or needed > FEW or room.words[1] < MANY):
        return "the request says itself how long its answer is"
    natural = len(word_tokens(task.answer))
    if natural and needed > 2 * natural + FEW:
        return f"{needed} words are needed for an answer of {natural}"
    if natural and (shaping and natural < SHAPELESS and room.words[1] == MANY):
        return f"an answer of {natural} words has no layout"
    if natural > 2 * room.words[1] or natural > 2 * longest_answer(room):
        return f"an answer of {natural} words does not fit"
    return ""


def longest_answer(room: Room) -> int:
    """How many words so many sentences can hold at most."""
    return min(room.words[1], room.sentences[1] * min(WORDS_OF_A_SENTENCE[1], room.sentence_words))


def drawn(
    task: Task,
    chance: random.Random,
    count: int,
    *,
    weights: Mapping[str, float] | None = None,
    already: Sequence[Constraint] = (),
    suits: Callable[[Constraint], bool] = lambda _: True,
) -> list[Constraint]:
    """Up to so many constraints for a task that go with each other and with those it has already."""
    kinds = [kind for kind in KINDS if kind.fits(task) and (not weights or weights.get(kind.name, 0.0) > 0)]
    found: list[Constraint] = []
    for _ in range(KINDS_TRIED * count if kinds else 0):
        if len(found) == count:
            break
        [kind] = chance.choices(kinds, [weights[kind.name] if weights else 1.0 for kind in kinds])
        ones = (kind.draw(chance, task) for _ in range(DRAWS_OF_A_KIND))
        found += islice((one for one in ones if suits(one) and _goes(one, [*already, *found], task)), 1)
    return found


def _goes(one: Constraint, others: Sequence[Constraint], task: Task) -> bool:
    return not unfit(one, task) and not clash([*others, one])


class Asked(NamedTuple):
    """What the user says, turn by turn, and the constraints as records keep them."""

    turns: tuple[str, ...]
    constraints: tuple[str, ...]


def asked(request: str, turns: Sequence[Sequence[Constraint]], chance: random.Random) -> Asked:
    """A request with the constraints of its first turn, and what the later turns ask on top."""
    polite = is_polite(request, chance)
    first, *later = [told(chosen, chance, polite=polite) for chosen in turns]
    kept = [in_turn(turn, one.canonical) for turn, chosen in enumerate(turns, start=1) for one in chosen]
    said = [joined(request, first, chance, polite=polite), *further(later, chance, polite=polite)]
    return Asked(tuple(said), tuple(kept))
