"""Questions over two tables: what rows have that point to another row."""

import msgspec

from alpaca_est.generators.sql.conditions import said
from alpaca_est.generators.sql.query import Ref, Select, Term, Where
from alpaca_est.generators.sql.questions import COUNT, Draw, Question, aggregated, name_of, select


def with_parent(draw: Draw) -> Question:
    """Each row's name beside that of the row its key leads to."""
    child, key, parent = draw.pair()
    found = [one for one in draw.conditions(child, 0.6) if not one.path.keys]
    terms = (name_of(child), name_of(parent))
    query = msgspec.structs.replace(select(child, terms, found), joins=((Ref(child.name, key.name), parent.name),))
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
    query = Select(terms=(name,), source=child.name, joins=((Ref(child.name, key.name), parent.name),), group=name.ref)
    noun = f"{child.row[4]} arv"
    own = parent.column(parent.names).forms
    if draw.chance.random() < 0.5:
        query = msgspec.structs.replace(query, order=COUNT, descending=True, limit=1)
        find = f"selle {parent.row[1]}, {parent.whose} {noun} on kõige suurem, {own[0]}"
        return Question(query, f"Millise {parent.row[1]} {noun} on kõige suurem?", find)
    least = draw.chance.choice((1, 2, 3))
    query = msgspec.structs.replace(query, having=least)
    clause = f"{noun} on suurem kui {least}"
    return Question(
        query, f"Milliste {parent.row[4]} {clause}?", f"nende {parent.row[4]}, {parent.whose} {clause}, {own[3]}"
    )


def childless(draw: Draw) -> Question:
    """The rows that no other row points to."""
    child, key, parent = draw.pair()
    pointing = Select(terms=(Term(Ref(child.name, key.name)),), source=child.name)
    query = Select(
        terms=(name_of(parent),), source=parent.name, where=(Where(Ref(parent.name, "id"), "NOT IN", pointing),)
    )
    whose = {"kelle": "kellel", "mille": "millel"}[parent.whose]
    find = f"nende {parent.row[4]}, {whose} ei ole ühtegi {child.row[2]}, {parent.column(parent.names).forms[3]}"
    return Question(query, f"Millistel {parent.having} ei ole ühtegi {child.row[2]}?", find)
