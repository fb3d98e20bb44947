"""Examples for a question: those whose queries are composed of the same operators, or of the nearest."""

import random
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from alpaca_est.generators.sql.database import Database, databases, sample
from alpaca_est.generators.sql.query import evaluate, sql
from alpaca_est.generators.sql.questions import Draw
from alpaca_est.generators.sql.shapes import SHAPES
from alpaca_est.generators.sql.skeleton import Level, skeletons

DRAWN = 20
"""Examples drawn of each shape, from which demonstrations are chosen."""


class Example(msgspec.Struct, frozen=True):
    """A question and the query that answers it."""

    ask: str
    sql: str


class Examples(msgspec.Struct, frozen=True):
    """The examples of a database, and at each level of abstraction those of each skeleton."""

    drawn: Sequence[Example]
    levels: Sequence[Mapping[Level, Sequence[int]]]


@cache
def examples(name: str) -> Examples:
    """The examples of a database, the same in every process."""
    [database] = [one for one in databases() if one.name == name]
    drawn = list({one.sql: one for one in _drawn(database)}.values())
    levels: list[dict[Level, list[int]]] = [{}, {}, {}, {}]
    for number, example in enumerate(drawn):
        for level, skeleton in zip(levels, skeletons(example.sql), strict=True):
            level.setdefault(skeleton, []).append(number)
    return Examples(drawn, levels)


def _drawn(database: Database) -> Sequence[Example]:
    found = []
    for shape, ask in SHAPES.items():
        chance = random.Random(f"demonstrations/{database.name}/{shape}")
        for _ in range(DRAWN):
            data = sample(database, chance)
            question = ask(Draw(database, data, chance)) if all(data.values()) else None
            if question is not None and evaluate(question.query, data):
                found.append(Example(question.ask, sql(question.query)))
    return found


def nearest(name: str, query: str, count: int, chance: random.Random) -> list[Example]:
    """Up to so many other examples of a database, the nearest last; none repeats the query."""
    known = examples(name)
    chosen: list[int] = []
    for level, skeleton in zip(known.levels, skeletons(query), strict=True):
        able = [at for at in level.get(skeleton, ()) if at not in chosen and known.drawn[at].sql != query]
        chosen += chance.sample(able, min(len(able), count - len(chosen)))
    return [known.drawn[at] for at in reversed(chosen)]
