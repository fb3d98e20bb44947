"""How tasks over a database are worded, and how databases and results are shown."""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

from alpaca_est.generators.sql.database import Column, Data, Database, Row
from alpaca_est.generators.sql.demonstrations import Example
from alpaca_est.generators.sql.query import Result, literal
from alpaca_est.generators.tables.layouts import Layout, Shown, shown
from alpaca_est.generators.tables.phrasing import Phrasing
from alpaca_est.generators.tables.values import listed

QUESTION_SQL = (
    Phrasing("Kirjuta SQL-päring, mis vastab küsimusele: {ask}", "{sql};"),
    Phrasing("Milline SQL-päring annab vastuse järgmisele küsimusele? {ask}", "{sql};"),
    Phrasing("Palun koostage SQL-päring, millega saab vastuse järgmisele küsimusele: {ask}", "{fenced}"),
    Phrasing("Koosta SQL-päring. Ülesanne: leida {find}.", "{sql};"),
    Phrasing("Kuidas näeb välja päring, millega SQL-is sellele küsimusele vastata? {ask}", "{fenced}"),
    Phrasing("Pange kirja SQL-päring, mille tulemus on {find}.", "{sql};"),
    Phrasing("{ask} Vasta SQL-päringuga.", "{fenced}"),
    Phrasing("{ask} Palun vastake ainult SQL-päringuga.", "{sql};"),
)
SQL_RESULT = (
    Phrasing("Mida tagastab järgmine SQL-päring?", "{rows}"),
    Phrasing("Milline on selle SQL-päringu tulemus?", "{rows}"),
    Phrasing("Käivita päring mõttes ja kirjuta selle tulemus.", "{rows}"),
    Phrasing("Palun öelge, mis on päringu tulemus nende andmete korral.", "{rows}"),
    Phrasing("Leidke päringu tulemus andmete põhjal.", "{rows}"),
    Phrasing("Mis tuleb vastuseks, kui see päring käivitada?", "{rows}"),
    Phrasing("Mitu rida see päring tagastab? Nimeta ka tulemus.", "{counted}"),
)
QUESTION_ANSWER = (
    Phrasing("{ask}", "{result}"),
    Phrasing("Vasta andmete põhjal: {ask}", "{result}"),
    Phrasing("Palun leidke andmetest {find}.", "{result}"),
    Phrasing("Vaata andmeid ja vasta küsimusele: {ask}", "{result}"),
    Phrasing("Leia {find}.", "{result}"),
    Phrasing("Kasutage neid andmeid ja vastake. {ask}", "{result}"),
    Phrasing("Vasta küsimusele ja näita ka SQL-päringut: {ask}", "{both}"),
    Phrasing("{ask} Palun lisage vastusele ka SQL-päring, millega selle saab.", "{both}"),
)


def schema(database: Database, data: Data, chance: random.Random) -> str:
    """The tables and columns of a database, as statements or in short, each with one of its rows."""
    short = chance.random() < 0.5
    parts = []
    for name, table in database.tables.items():
        row = ", ".join(map(literal, chance.choice(data[name]).values()))
        if short:
            parts.append(f"{name}({', '.join(column.name for column in table.columns)}), näiteks ({row})")
        else:
            columns = ",\n".join(f"  {column.name} {_type(column)}" for column in table.columns)
            parts.append(f"CREATE TABLE {name} (\n{columns}\n);\n-- näiteks ({row})")
    return "\n".join(parts)


def _type(column: Column) -> str:
    if column.kind == "key":
        return f"INTEGER REFERENCES {column.to}(id)"
    return {"id": "INTEGER PRIMARY KEY", "number": "INTEGER"}.get(column.kind, "TEXT")


def tables(data: Data, names: Sequence[str], layout: Layout) -> tuple[str, dict[str, Shown]]:
    """Some tables as a reader sees them, one below the other."""
    found = {name: shown(layout, list(data[name][0]), [_cells(row) for row in data[name]]) for name in names}
    return "\n\n".join(f"Tabel {name}:\n{one.text}" for name, one in found.items()), found


def _cells(row: Row) -> list[str]:
    return [str(cell) for cell in row.values()]


def examples(chosen: Sequence[Example]) -> str:
    """Demonstrations, one below the other."""
    return "Näited:\n" + "\n".join(f"Küsimus: {one.ask}\nPäring: {one.sql};" for one in chosen)


def value(found: Result, decimal: str) -> str:
    """One value of a result."""
    if isinstance(found, Decimal):
        return format(found.normalize(), "f").replace(".", decimal)
    return str(found)


def results(rows: Sequence[Sequence[Result]], query: str) -> Mapping[str, str]:
    """A result in words and as rows."""
    plain = [" | ".join(value(cell, ".") for cell in row) for row in rows]
    spoken = [[value(cell, ",") for cell in row] for row in rows]
    if not rows:
        words = "Ühtegi sellist ei ole."
    elif len(rows[0]) > 1:
        words = "\n".join(f"- {first}: {second}" for first, second in spoken)
    else:
        words = listed([first for [first] in spoken])
    lines = "\n".join(plain) or "Päring ei tagasta ühtegi rida."
    counted = f"{len(rows)} rida:\n{lines}" if rows else "Mitte ühtegi rida."
    fenced = f"```sql\n{query};\n```"
    return {
        "result": words,
        "rows": lines,
        "counted": counted,
        "sql": query,
        "fenced": fenced,
        "both": f"{words}\n\n{fenced}",
    }
