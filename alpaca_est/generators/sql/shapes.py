"""What questions ask of a database: each shape draws a query and says it in Estonian."""

import random
from collections.abc import Callable, Mapping

import msgspec

from alpaca_est.generators.sql.conditions import Condition, conditions, joins, named, paths, said
from alpaca_est.generators.sql.database import Column, Data, Database, Table
from alpaca_est.generators.sql.query import Function, Ref, Select, Term, Test

COUNT = Term(None, "COUNT")


class Question(msgspec.Struct, frozen=True):
    """A query; the question it answers; and what is to be found, in the nominative as after `leia`."""

    query: Select
    ask: str
    find: str


class Draw(msgspec.Struct, frozen=True):
    """What a shape draws from."""

    database: Database
    data: Data
    chance: random.Random

    def table(self, *kinds: str) -> Table:
        """A table with a column of one of these kinds; any table where none is named."""
        return self.chance.choice([one for one in self.database.tables.values() if not kinds or one.of_kind(*kinds)])

    def column(self, table: Table, *kinds: str) -> Column:
        """A column of these kinds."""
        return self.chance.choice(table.of_kind(*kinds))

    def pair(self) -> tuple[Table, Column, Table]:
        """A table, a key of it, and the table that the key leads to."""
        child = self.table("key")
        key = self.column(child, "key")
        return child, key, self.database.tables[key.to]

    def conditions(self, table: Table, often: float = 1.0, but: Column | None = None) -> list[Condition]:
        """Conditions on a table, on any column `but` one; none in some draws where `often` is less than 1."""
        found = conditions(self.database, table, self.data, self.chance) if self.chance.random() < often else []
        return [one for one in found if one.path.column != but]


def select(table: Table, terms: tuple[Term, ...], found: list[Condition]) -> Select:
    """A query over a table and those that its conditions need."""
    where = tuple(condition.test for condition in found)
    return Select(terms=terms, source=table.name, joins=joins([one.path for one in found]), where=where)


def name_of(table: Table) -> Term:
    """The column that names the rows of a table."""
    return Term(Ref(table.name, table.names))


def those(table: Table, found: list[Condition], what: str) -> str:
    """„nende raamatute, mille …, hinnad“, or those of all where there is no condition."""
    return f"nende {table.row[4]}, {table.whose} {said(found)}, {what}" if found else f"kõigi {table.row[4]} {what}"


def names(draw: Draw) -> Question:
    """The rows that meet a condition, by name."""
    table = draw.table()
    found = draw.conditions(table)
    ask = f"Milliste {table.row[4]} {said(found)}?"
    return Question(select(table, (name_of(table),), found), ask, those(table, found, table.column(table.names).forms[3]))


def count(draw: Draw) -> Question:
    """How many rows meet a condition."""
    table = draw.table()
    found = draw.conditions(table)
    return Question(select(table, (COUNT,), found), f"Mitme {table.row[1]} {said(found)}?", those(table, found, "arv"))


def lookup(draw: Draw) -> Question:
    """What a row of some name has, or the row its key leads to."""
    table = draw.table()
    path = draw.chance.choice(paths(draw.database, table, "word", "number"))
    name = draw.chance.choice(draw.data[table.name])[table.names]
    query = Select(
        terms=(Term(path.ref),),
        source=table.name,
        joins=path.keys,
        where=(Test(Ref(table.name, table.names), "=", name),),
    )
    shown = named(name) if isinstance(name, str) else str(name)
    find = f"{table.row[1]} {table.column(table.names).with_} {shown} {path.noun}"
    return Question(query, f"Milline on {find}?", find)


def aggregate(draw: Draw) -> Question:
    """The mean, the sum, the greatest or the smallest of a column."""
    table = draw.table("number")
    column = draw.column(table, "number")
    function, word = aggregated(column, draw.chance)
    found = draw.conditions(table, 0.6, column)
    noun = column.forms[0]
    what = f"{noun} kokku" if function == "SUM" else f"{word} {noun}"
    query = select(table, (Term(Ref(table.name, column.name), function),), found)
    find = those(table, found, what)
    return Question(query, f"{'Kui suur' if function == 'SUM' else 'Milline'} on {find}?", find)


def aggregated(column: Column, chance: random.Random) -> tuple[Function, str]:
    """A function of a column and its word."""
    able: list[tuple[Function, str]] = [("MAX", column.most), ("MIN", column.least)]
    if column.sums or column.means:
        able.append(("AVG", "keskmine"))
    if column.sums:
        able.append(("SUM", ""))
    return chance.choice(able)


def top(draw: Draw) -> Question:
    """The row with the most or the least of a column."""
    table = draw.table("number")
    column = draw.column(table, "number")
    found = draw.conditions(table, 0.3, column)
    most = draw.chance.random() < 0.5
    query = msgspec.structs.replace(
        select(table, (name_of(table),), found), order=Term(Ref(table.name, column.name)), descending=most, limit=1
    )
    word, noun = column.up if most else column.down, column.forms[0]
    ask, find = f"Millise {table.row[1]} {noun} on kõige {word}", f"kõige {word}a {column.forms[1]}ga {table.row[0]}"
    among = f" nende {table.row[4]} seas, {table.whose} {said(found)}" if found else ""
    return Question(query, f"{ask}{among}?", f"{find}{among}")


def firsts(draw: Draw) -> Question:
    """The first two or three rows in the order of a column."""
    table = draw.table("number")
    column = draw.column(table, "number")
    most = draw.chance.random() < 0.5
    limit = draw.chance.choice((2, 3))
    query = Select(
        terms=(name_of(table),), source=table.name, order=Term(Ref(table.name, column.name)), descending=most, limit=limit
    )
    word, way = ("kaks", "kolm")[limit - 2], "kahanevalt" if most else "kasvavalt"
    order = f"järjestada {table.row[3]} {column.forms[1]} järgi {way}"
    find = f"{word} esimest {table.row[2]}, kui {order}"
    return Question(query, f"Millised {word} {table.row[2]} on esimesed, kui {order}?", find)


def order_all(draw: Draw) -> Question:
    """All rows in the order of a column."""
    table = draw.table("number")
    column = draw.column(table, "number")
    most = draw.chance.random() < 0.5
    query = Select(
        terms=(name_of(table),), source=table.name, order=Term(Ref(table.name, column.name)), descending=most
    )
    way = "kahanevalt" if most else "kasvavalt"
    find = f"kõigi {table.row[4]} {table.column(table.names).forms[3]}, järjestatuna {column.forms[1]} järgi {way}"
    ask = f"Mis järjekorda tulevad {table.row[3]}, kui järjestada need {column.forms[1]} järgi {way}?"
    return Question(query, ask, find)


def above_average(draw: Draw) -> Question:
    """The rows that have more, or less, than the mean."""
    table = draw.table("number")
    columns = [column for column in table.of_kind("number") if column.sums or column.means]
    column = draw.chance.choice(columns or table.of_kind("number"))
    ref = Ref(table.name, column.name)
    more = draw.chance.random() < 0.5
    mean = Select(terms=(Term(ref, "AVG"),), source=table.name)
    query = Select(terms=(name_of(table),), source=table.name, where=(Test(ref, ">" if more else "<", mean),))
    clause = f"{column.forms[0]} on keskmisest {column.up if more else column.down}"
    name = table.column(table.names).forms[3]
    return Question(query, f"Milliste {table.row[4]} {clause}?", f"nende {table.row[4]}, {table.whose} {clause}, {name}")


def distinct(draw: Draw) -> Question:
    """The different values of a column, or how many they are."""
    table = draw.table("word")
    column = draw.column(table, "word")
    ref = Ref(table.name, column.name)
    if draw.chance.random() < 0.5:
        query = Select(terms=(Term(ref),), source=table.name, distinct=True)
        ask = f"Millised {column.forms[3]} esinevad tabelis „{table.name}“?"
        return Question(query, ask, f"kõik eri {column.forms[3]}, mis tabelis „{table.name}“ esinevad")
    query = Select(terms=(Term(ref, "COUNT", True),), source=table.name)
    ask = f"Mitu eri {column.forms[2]} esineb tabelis „{table.name}“?"
    return Question(query, ask, f"tabelis „{table.name}“ esinevate eri {column.forms[4]} arv")


def per_word(draw: Draw) -> Question:
    """How many rows each value of a column has, or a function of another column for each."""
    table = draw.table("word")
    column = draw.column(table, "word")
    ref = Ref(table.name, column.name)
    numbers = table.of_kind("number")
    if not numbers or draw.chance.random() < 0.5:
        query = Select(terms=(Term(ref), COUNT), source=table.name, group=ref)
        return Question(
            query, f"Mitu {table.row[2]} on iga {column.forms[1]} kohta?", f"{table.row[4]} arv iga {column.forms[1]} kohta"
        )
    number = draw.chance.choice(numbers)
    function, word = aggregated(number, draw.chance)
    query = Select(terms=(Term(ref), Term(Ref(table.name, number.name), function)), source=table.name, group=ref)
    what = f"{number.forms[0]} kokku" if function == "SUM" else f"{word} {number.forms[0]}"
    find = f"{table.row[4]} {what} iga {column.forms[1]} kohta"
    return Question(query, f"{'Kui suur' if function == 'SUM' else 'Milline'} on {find}?", find)


def with_parent(draw: Draw) -> Question:
    """Each row's name beside that of the row its key leads to."""
    child, key, parent = draw.pair()
    found = [one for one in draw.conditions(child, 0.6) if not one.path.keys]
    terms = (name_of(child), name_of(parent))
    query = msgspec.structs.replace(
        select(child, terms, found), joins=((Ref(child.name, key.name), parent.name),)
    )
    own, other = child.column(child.names).forms[0], parent.column(parent.names).forms[0]
    find = f"iga {child.row[1]} {own} ja {key.role} {other}"
    if found:
        find = f"iga sellise {child.row[1]}, {child.whose} {said(found)}, {own} ja {key.role} {other}"
    return Question(query, f"Mis on {find}?", find)


def per_parent(draw: Draw) -> Question | None:
    """How many rows point to each row, or a function of a column of theirs; None where a row has none."""
    child, key, parent = draw.pair()
    if {row["id"] for row in draw.data[parent.name]} - {row[key.name] for row in draw.data[child.name]}:
        return None
    name = name_of(parent)
    join = ((Ref(child.name, key.name), parent.name),)
    numbers = [column for column in child.of_kind("number") if column.sums or column.means]
    if not numbers or draw.chance.random() < 0.5:
        query = Select(terms=(name, COUNT), source=child.name, joins=join, group=name.ref)
        find = f"iga {parent.row[1]} {child.row[4]} arv"
        return Question(query, f"Kui suur on {find}?", find)
    number = draw.chance.choice(numbers)
    function, word = aggregated(number, draw.chance)
    term = Term(Ref(child.name, number.name), function)
    query = Select(terms=(name, term), source=child.name, joins=join, group=name.ref)
    what = f"{number.forms[0]} kokku" if function == "SUM" else f"{word} {number.forms[0]}"
    find = f"iga {parent.row[1]} {child.row[4]} {what}"
    return Question(query, f"{'Kui suur' if function == 'SUM' else 'Milline'} on {find}?", find)


def many(draw: Draw) -> Question:
    """The rows that more than so many point to, or the one that most point to."""
    child, key, parent = draw.pair()
    name = name_of(parent)
    query = Select(
        terms=(name,), source=child.name, joins=((Ref(child.name, key.name), parent.name),), group=name.ref
    )
    noun = f"{child.row[4]} arv"
    own = parent.column(parent.names).forms
    if draw.chance.random() < 0.5:
        query = msgspec.structs.replace(query, order=COUNT, descending=True, limit=1)
        find = f"selle {parent.row[1]}, {parent.whose} {noun} on kõige suurem, {own[0]}"
        return Question(query, f"Millise {parent.row[1]} {noun} on kõige suurem?", find)
    least = draw.chance.choice((1, 2, 3))
    query = msgspec.structs.replace(query, having=least)
    clause = f"{noun} on suurem kui {least}"
    return Question(query, f"Milliste {parent.row[4]} {clause}?", f"nende {parent.row[4]}, {parent.whose} {clause}, {own[3]}")


def childless(draw: Draw) -> Question:
    """The rows that no other row points to."""
    child, key, parent = draw.pair()
    pointing = Select(terms=(Term(Ref(child.name, key.name)),), source=child.name)
    query = Select(
        terms=(name_of(parent),), source=parent.name, where=(Test(Ref(parent.name, "id"), "NOT IN", pointing),)
    )
    whose = {"kelle": "kellel", "mille": "millel"}[parent.whose]
    find = f"nende {parent.row[4]}, {whose} ei ole ühtegi {child.row[2]}, {parent.column(parent.names).forms[3]}"
    return Question(query, f"Millistel {parent.having} ei ole ühtegi {child.row[2]}?", find)


SHAPES: Mapping[str, Callable[[Draw], Question | None]] = {
    "names": names,
    "count": count,
    "lookup": lookup,
    "aggregate": aggregate,
    "top": top,
    "firsts": firsts,
    "order_all": order_all,
    "above_average": above_average,
    "distinct": distinct,
    "per_word": per_word,
    "with_parent": with_parent,
    "per_parent": per_parent,
    "many": many,
    "childless": childless,
}
