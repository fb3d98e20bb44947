"""Tasks over small databases."""

import random
import sqlite3
from collections import Counter
from decimal import Decimal

import msgspec
import pytest

from alpaca_est.generators.sql import Sql
from alpaca_est.generators.sql.database import databases, sample
from alpaca_est.generators.sql.demonstrations import examples, nearest
from alpaca_est.generators.sql.generator import PHRASINGS, settled
from alpaca_est.generators.sql.phrasing import literal, schema
from alpaca_est.generators.sql.query import Ref, Select, Term, Where, evaluate, sql
from alpaca_est.generators.sql.questions import Draw
from alpaca_est.generators.sql.shapes import SHAPES
from alpaca_est.generators.sql.skeleton import skeletons
from alpaca_est.generators.sql.sqlite import executed
from alpaca_est.record import Record
from tests.generators.rendering import rejected_by_our_filters, tasks

DATA = {
    "autorid": [{"id": 1, "nimi": "Mari", "linn": "Tartu"}, {"id": 2, "nimi": "O'Hara", "linn": "Võru"}],
    "raamatud": [
        {"id": 1, "pealkiri": "Meri", "autor_id": 1, "hind": 10},
        {"id": 2, "pealkiri": "Jõgi", "autor_id": 1, "hind": 15},
        {"id": 3, "pealkiri": "Mets", "autor_id": 2, "hind": 12},
    ],
}
TITLE, PRICE, NAME = Ref("raamatud", "pealkiri"), Ref("raamatud", "hind"), Ref("autorid", "nimi")
JOIN = ((Ref("raamatud", "autor_id"), "autorid"),)
MEAN = Select(terms=(Term(PRICE, "AVG"),), source="raamatud")
KNOWN = [
    (
        Select(terms=(Term(TITLE),), source="raamatud", where=(Where(PRICE, ">=", 12), Where(TITLE, "=", "Mets"))),
        "SELECT pealkiri FROM raamatud WHERE hind >= 12 AND pealkiri = 'Mets'",
        [("Mets",)],
    ),
    (
        Select(terms=(Term(TITLE),), source="raamatud", where=(Where(PRICE, "BETWEEN", (10, 12)),)),
        "SELECT pealkiri FROM raamatud WHERE hind BETWEEN 10 AND 12",
        [("Meri",), ("Mets",)],
    ),
    (
        Select(terms=(Term(TITLE),), source="raamatud", joins=JOIN, where=(Where(NAME, "=", "O'Hara"),)),
        "SELECT raamatud.pealkiri FROM raamatud JOIN autorid ON raamatud.autor_id = autorid.id "
        "WHERE autorid.nimi = 'O''Hara'",
        [("Mets",)],
    ),
    (
        Select(terms=(Term(NAME), Term(None, "COUNT")), source="raamatud", joins=JOIN, group=NAME, having=1),
        "SELECT autorid.nimi, COUNT(*) FROM raamatud JOIN autorid ON raamatud.autor_id = autorid.id "
        "GROUP BY autorid.nimi HAVING COUNT(*) > 1",
        [("Mari", 2)],
    ),
    (
        Select(terms=(Term(TITLE),), source="raamatud", where=(Where(PRICE, "<", MEAN),), order=Term(PRICE), limit=1),
        "SELECT pealkiri FROM raamatud WHERE hind < (SELECT AVG(hind) FROM raamatud) ORDER BY hind LIMIT 1",
        [("Meri",)],
    ),
    (MEAN, "SELECT AVG(hind) FROM raamatud", [(Decimal(37) / 3,)]),
]


@pytest.mark.parametrize(("query", "text", "rows"), KNOWN)
def test_known_queries(query, text, rows) -> None:
    assert sql(query) == text
    assert evaluate(query, DATA) == rows
    assert [tuple(cell if isinstance(cell, str) else float(cell) for cell in row) for row in rows] == [
        tuple(cell if isinstance(cell, str) else float(cell) for cell in row) for row in executed(text, DATA)
    ]


@pytest.mark.parametrize("database", databases(), ids=lambda one: one.name)
def test_databases_are_sound(database) -> None:
    assert len(database.tables) in (2, 3)
    for name, table in database.tables.items():
        rows = database.data[name]
        assert list(rows[0]) == [column.name for column in table.columns]
        assert len({row[table.names] for row in rows}) == len(rows)
        for key in table.of_kind("key"):
            assert {row[key.name] for row in rows} <= {row["id"] for row in database.data[key.to]}


def created(database, data) -> sqlite3.Connection:
    """The tables made by the statements that tasks show, with their rows."""
    connection = sqlite3.connect(":memory:")
    text = next(text for draw in range(99) if "CREATE" in (text := schema(database, data, random.Random(draw))))
    connection.executescript(text)
    for name, rows in data.items():
        for row in rows:
            connection.execute(f"INSERT INTO {name} VALUES ({', '.join(map(literal, row.values()))})")
    return connection


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_what_sqlite_returns(shape) -> None:
    chance = random.Random(f"sqlite/{shape}")
    checked = 0
    while checked < 150:
        database = chance.choice(databases())
        data = sample(database, chance)
        if min(map(len, data.values())) == 0:
            continue
        question = SHAPES[shape](Draw(database, data, chance))
        if question is None or not settled(question.query, data):
            continue
        connection = created(database, data)
        found = connection.execute(sql(question.query)).fetchall()
        connection.close()
        ours = [
            tuple(float(cell) if isinstance(cell, Decimal) else cell for cell in row)
            for row in evaluate(question.query, data)
        ]
        if question.query.order is None:
            found, ours = sorted(found, key=str), sorted(ours, key=str)
        assert len(found) == len(ours)
        for theirs, own in zip(found, ours, strict=True):
            assert own == pytest.approx(theirs) if None not in own else own == theirs
        checked += 1


@pytest.mark.parametrize("kind", Sql.all_kinds)
def test_each_kind_has_every_phrasing_and_passes_our_filters(kind) -> None:
    found = tasks(Sql(lang="et", seed=5, kinds={kind: 1}), 200)
    assert len(PHRASINGS[kind]) >= 5
    assert {one.kind for one in found} == {f"{kind}/{number}" for number in range(len(PHRASINGS[kind]))}
    assert {bool(one.input) for one in found} == {True, False}
    assert rejected_by_our_filters(found) == []


def test_thousands_are_confirmed_distinct_and_the_same_twice() -> None:
    found = tasks(Sql(lang="et", seed=8), 10_000)
    assert len({(one.instruction, one.input) for one in found}) >= 9_980
    assert Counter(one.kind.partition("/")[0] for one in found).keys() == set(Sql.all_kinds)
    again = tasks(Sql(lang="et", seed=8), 300)
    assert msgspec.json.encode(again) == msgspec.json.encode(found[:300])
    assert tasks(Sql(lang="et", seed=9), 5) != found[:5]


@pytest.mark.parametrize("kind", Sql.all_kinds)
def test_a_wrong_result_is_caught(kind) -> None:
    step = Sql(lang="et", kinds={kind: 1})
    chance = step.chance(Record(id="c:000/0"))
    draft = next(found for _ in range(50) if (found := step.draft(kind, chance)))
    assert step.disagreement(draft) == ""
    given = msgspec.structs.replace(draft.given, result=[("vale",)])
    assert "by SQLite instead of" in step.disagreement(msgspec.structs.replace(draft, given=given))


def test_skeletons_forget_more_and_more() -> None:
    text = "SELECT nimi FROM raamatud WHERE hind >= 5 AND liik = 'ja (või)' ORDER BY hind DESC LIMIT 1"
    detail, keywords, structure, clauses = skeletons(text)
    assert " ".join(detail) == "SELECT _ FROM _ WHERE _ >= _ AND _ = _ ORDER BY _ DESC LIMIT _"
    assert " ".join(keywords) == "SELECT FROM WHERE AND ORDER BY DESC LIMIT"
    assert structure.count("a comparison") == 2
    assert " ".join(clauses) == "SELECT FROM WHERE ORDER LIMIT"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT nimi FROM autorid WHERE sünniaasta > 1970",
        "SELECT liik, COUNT(*) FROM raamatud GROUP BY liik",
        "SELECT nimi FROM autorid WHERE id NOT IN (SELECT autor_id FROM raamatud)",
    ],
)
def test_demonstrations_are_composed_alike(text) -> None:
    chosen = nearest("raamatupood", text, 3, random.Random(1))
    assert 1 <= len(chosen) <= 3
    assert text not in [one.sql for one in chosen]
    known = {skeletons(one.sql)[0] for one in examples("raamatupood").drawn if one.sql != text}
    if skeletons(text)[0] in known:
        assert skeletons(chosen[-1].sql)[0] == skeletons(text)[0]
    assert all(skeletons(one.sql)[3] == skeletons(text)[3] for one in chosen)


def test_demonstrations_can_be_left_out() -> None:
    bare = tasks(Sql(lang="et", seed=2, shown=0, kinds={"question_sql": 1}), 100)
    assert not [one for one in bare if "Näited:" in one.instruction + one.input]
    many = tasks(Sql(lang="et", seed=2, shown=8, kinds={"question_sql": 1}), 100)
    shown = [(one.instruction + one.input).count("Päring: ") for one in many]
    assert min(shown) == 0
    assert 5 <= max(shown) <= 8
