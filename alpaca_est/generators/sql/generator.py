"""The step `sql`."""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Literal

import msgspec
from pydantic import Field

from alpaca_est.generators.computed import Computed, Draft
from alpaca_est.generators.sql import phrasing
from alpaca_est.generators.sql.database import Data, databases, sample
from alpaca_est.generators.sql.demonstrations import nearest
from alpaca_est.generators.sql.query import Result, Select, evaluate, sql
from alpaca_est.generators.sql.questions import Draw, Question
from alpaca_est.generators.sql.shapes import SHAPES
from alpaca_est.generators.sql.sqlite import executed
from alpaca_est.generators.tables.layouts import LAYOUTS, Shown, read_rows
from alpaca_est.generators.tables.phrasing import Phrasing

CENT = Decimal("0.01")
FEWEST_ROWS, MOST_ROWS = 3, 8
"""Rows of a table at least, and of a result at most."""
PHRASINGS: Mapping[str, Sequence[Phrasing]] = {
    "question_sql": phrasing.QUESTION_SQL,
    "sql_result": phrasing.SQL_RESULT,
    "question_answer": phrasing.QUESTION_ANSWER,
}


class Given(msgspec.Struct, frozen=True):
    """What SQLite starts from: the statement, the tables as shown or as drawn, and the first computation's result."""

    statement: str
    tables: Mapping[str, Shown | Sequence[Mapping[str, Any]]]
    result: Sequence[Sequence[Result]]
    ordered: bool


class Sql(Computed):
    """Tasks over small databases, with no model: a question as SQL, what SQL returns, and the answer to a question.

    Four built-in databases of invented people with two or three tables; each task draws rows of its own. Kinds:
    `question_sql`, `sql_result` and `question_answer`. Questions for SQL come with demonstrations whose queries are
    composed of the same operators, or of the nearest (after PURPLE, arXiv 2403.20014). A query is evaluated by this
    package and run by SQLite over the tables that a reader sees; where the two differ the task is rejected.
    """

    all_kinds: ClassVar[tuple[str, ...]] = tuple(PHRASINGS)

    step: Literal["sql"] = "sql"
    shown: int = Field(default=3, ge=0, le=8)
    """Demonstrations before a question for SQL, at most; each task draws how many."""

    def draft(self, kind: str, chance: random.Random) -> Draft | None:
        """A task about a drawn database."""
        database = chance.choice(databases())
        data = sample(database, chance)
        if min(map(len, data.values())) < FEWEST_ROWS:
            return None
        question = SHAPES[chance.choice(tuple(SHAPES))](Draw(database, data, chance))
        if question is None or not settled(question.query, data):
            return None
        result = evaluate(question.query, data)
        if not sayable(kind, question, result, data):
            return None
        text = sql(question.query)
        said = {"ask": question.ask, "find": question.find, **phrasing.results(result, text)}
        ordered = question.query.order is not None
        if kind == "question_sql":
            parts = [phrasing.schema(database, data, chance)]
            if chosen := nearest(database.name, text, chance.randint(0, self.shown), chance):
                parts.append(phrasing.examples(chosen))
            return _drafted(kind, chance, parts, said, Given(text, data, result, ordered))
        used = [name for name in data if _uses(question.query, name) or chance.random() < 0.2]
        body, found = phrasing.tables(data, used, chance.choice(LAYOUTS))
        parts = [body] if kind == "question_answer" else [f"Päring:\n{text};", body]
        return _drafted(kind, chance, parts, said, Given(text, found, result, ordered))

    def disagreement(self, draft: Draft) -> str:
        """What SQLite returns, where that is something else."""
        given: Given = draft.given
        tables = {name: _read(found) if isinstance(found, Shown) else found for name, found in given.tables.items()}
        rows = [tuple(_plain(cell) for cell in row) for row in executed(given.statement, tables)]
        own = [tuple(_plain(cell) for cell in row) for row in given.result]
        if not given.ordered:
            rows, own = sorted(rows, key=str), sorted(own, key=str)
        return "" if rows == own else f"{rows} by SQLite instead of {own}"


def _read(found: Shown) -> list[dict[str, str | int]]:
    return [{name: int(cell) if cell.isdigit() else cell for name, cell in row.items()} for row in read_rows(found)]


def _plain(cell: Result | float) -> str | float | None:
    return cell if isinstance(cell, str) or cell is None else round(float(cell), 6)


def _uses(query: Select, name: str) -> bool:
    inner = any(isinstance(test.value, Select) and _uses(test.value, name) for test in query.where)
    return inner or name == query.source or any(table == name for _, table in query.joins)


def settled(query: Select, data: Data) -> bool:
    """Whether a query that sorts has one result: no two rows alike that it sorts or cuts between."""
    if query.order is None:
        return True
    every = msgspec.structs.replace(query, terms=(query.order,), limit=None)
    ranks = [rank for (rank,) in evaluate(every, data)]
    kept = ranks if query.limit is None else ranks[: query.limit + 1]
    return len(ranks) > 1 and len(set(kept)) == len(kept)


def sayable(kind: str, question: Question, result: Sequence[Sequence[Result]], data: Data) -> bool:
    """Whether a result can be said: not too long, no endless decimals, and for a question neither nothing nor all."""
    cells = [cell for row in result for cell in row]
    if None in cells or len(result) > MOST_ROWS:
        return False
    if kind != "question_sql" and any(isinstance(cell, Decimal) and cell != cell.quantize(CENT) for cell in cells):
        return False
    trivial = question.query.where and len(result) == len(data[question.query.source]) > 1
    return kind == "sql_result" or (bool(result) and not trivial)


def _drafted(kind: str, chance: random.Random, parts: Sequence[str], said: Mapping[str, str], given: Given) -> Draft:
    phrasings = PHRASINGS[kind]
    number = chance.randrange(len(phrasings))
    instruction = phrasings[number].ask.format_map(said)
    output = phrasings[number].answer.format_map(said)
    data = "\n\n".join(parts)
    if chance.random() < 0.4:
        instruction, data = f"{instruction}\n\n{data}", ""
    return Draft(kind=kind, phrasing=number, instruction=instruction, input=data, output=output, given=given)
