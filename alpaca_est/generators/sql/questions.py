"""What a question about a database is made of: tables and columns drawn, conditions, and the words for them."""

import random

import msgspec

from alpaca_est.generators.sql.conditions import Condition, conditions, joins, said
from alpaca_est.generators.sql.database import Column, Data, Database, Table
from alpaca_est.generators.sql.query import Function, Ref, Select, Term

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


def which(table: Table, many: bool = True) -> str:
    """„Milliste raamatute“ or „Millise raamatu“; rows that have only a number are asked for by it."""
    rows = table.row[4] if many else table.row[1]
    if table.names == "id":
        return f"Mis numbriga {rows}"
    return f"{'Milliste' if many else 'Millise'} {rows}"


def aggregated(column: Column, chance: random.Random) -> tuple[Function, str]:
    """A function of a column and its word."""
    able: list[tuple[Function, str]] = [("MAX", column.most), ("MIN", column.least)]
    if column.sums or column.means:
        able.append(("AVG", "keskmine"))
    if column.sums:
        able.append(("SUM", ""))
    return chance.choice(able)
