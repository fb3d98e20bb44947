"""What questions ask of a database: each shape draws a query and says it in Estonian."""

from collections.abc import Callable, Mapping

import msgspec

from alpaca_est.generators.sql.conditions import named, paths, said
from alpaca_est.generators.sql.query import Ref, Select, Term, Where
from alpaca_est.generators.sql.questions import COUNT, Draw, Question, aggregated, name_of, select, those, which
from alpaca_est.generators.sql.relations import childless, many, per_parent, with_parent


def names(draw: Draw) -> Question:
    """The rows that meet a condition, by name."""
    table = draw.table()
    found = draw.conditions(table)
    ask = f"{which(table)} {said(found)}?"
    return Question(
        select(table, (name_of(table),), found), ask, those(table, found, table.column(table.names).forms[3])
    )


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
        where=(Where(Ref(table.name, table.names), "=", name),),
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
    ask, find = f"{which(table, False)} {noun} on kõige {word}", f"kõige {word}a {column.forms[1]}ga {table.row[0]}"
    among = f" nende {table.row[4]} seas, {table.whose} {said(found)}" if found else ""
    return Question(query, f"{ask}{among}?", f"{find}{among}")


def firsts(draw: Draw) -> Question:
    """The first two or three rows in the order of a column."""
    table = draw.table("number")
    column = draw.column(table, "number")
    most = draw.chance.random() < 0.5
    limit = draw.chance.choice((2, 3))
    query = Select(
        terms=(name_of(table),),
        source=table.name,
        order=Term(Ref(table.name, column.name)),
        descending=most,
        limit=limit,
    )
    word, way = ("kaks", "kolm")[limit - 2], "kahanevalt" if most else "kasvavalt"
    order = f"järjestada {table.row[3]} {column.forms[1]} järgi {way}"
    find = f"{word} esimest {table.row[2]}, kui {order}"
    first = "Mis numbriga" if table.names == "id" else "Millised"
    return Question(query, f"{first} {word} {table.row[2]} on esimesed, kui {order}?", find)


def order_all(draw: Draw) -> Question:
    """All rows in the order of a column."""
    table = draw.table("number")
    column = draw.column(table, "number")
    most = draw.chance.random() < 0.5
    query = Select(
        terms=(name_of(table),), source=table.name, order=Term(Ref(table.name, column.name)), descending=most
    )
    way = "kahanevalt" if most else "kasvavalt"
    names = f"{table.row[4]} {table.column(table.names).forms[3]}"
    find = f"kõigi {names}, järjestatuna {column.forms[1]} järgi {way}"
    what, need = (names, table.row[3]) if table.names == "id" else (table.row[3], "need")
    ask = f"Mis järjekorda tulevad {what}, kui järjestada {need} {column.forms[1]} järgi {way}?"
    return Question(query, ask, find)


def above_average(draw: Draw) -> Question:
    """The rows that have more, or less, than the mean."""
    table = draw.table("number")
    columns = [column for column in table.of_kind("number") if column.sums or column.means]
    column = draw.chance.choice(columns or table.of_kind("number"))
    ref = Ref(table.name, column.name)
    more = draw.chance.random() < 0.5
    mean = Select(terms=(Term(ref, "AVG"),), source=table.name)
    query = Select(terms=(name_of(table),), source=table.name, where=(Where(ref, ">" if more else "<", mean),))
    clause = f"{column.forms[0]} on keskmisest {column.up if more else column.down}"
    name = table.column(table.names).forms[3]
    return Question(query, f"{which(table)} {clause}?", f"nende {table.row[4]}, {table.whose} {clause}, {name}")


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
            query,
            f"Mitu {table.row[2]} on iga {column.forms[1]} kohta?",
            f"{table.row[4]} arv iga {column.forms[1]} kohta",
        )
    number = draw.chance.choice(numbers)
    function, word = aggregated(number, draw.chance)
    query = Select(terms=(Term(ref), Term(Ref(table.name, number.name), function)), source=table.name, group=ref)
    what = f"{number.forms[0]} kokku" if function == "SUM" else f"{word} {number.forms[0]}"
    find = f"{table.row[4]} {what} iga {column.forms[1]} kohta"
    return Question(query, f"{'Kui suur' if function == 'SUM' else 'Milline'} on {find}?", find)


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
