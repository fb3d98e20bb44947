"""The operator skeleton of a query, at four levels of abstraction (after PURPLE, arXiv 2403.20014, section 4.2)."""

import re
from collections.abc import Sequence

TOKEN = re.compile(r"'(?:[^']|'')*'|\w+(?:\.\w+)?|[<>]=?|=|[(),*]")
KEYWORDS = frozenset(
    (
        *("SELECT", "DISTINCT", "FROM", "JOIN", "ON", "WHERE", "AND", "NOT", "IN", "BETWEEN", "GROUP", "BY"),
        *("HAVING", "ORDER", "DESC", "LIMIT", "COUNT", "SUM", "AVG", "MIN", "MAX"),
    )
)
CLAUSES = frozenset(("SELECT", "FROM", "JOIN", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT"))
AGGREGATES = frozenset(("COUNT", "SUM", "AVG", "MIN", "MAX"))
COMPARISONS = frozenset(("=", "<", ">", "<=", ">="))

Level = Sequence[str]


def skeletons(sql: str) -> tuple[Level, Level, Level, Level]:
    """From the nearest to the farthest: all operators; keywords alone; kinds of operators; clauses."""
    tokens = TOKEN.findall(sql)
    detail = tuple(token if token in KEYWORDS or token in COMPARISONS or token in "(*" else "_" for token in tokens)
    keywords = tuple(token for token in detail if token in KEYWORDS)
    structure = tuple(_kind(token) for token in detail if token in KEYWORDS or token in COMPARISONS)
    return detail, keywords, structure, tuple(token for token in keywords if token in CLAUSES)


def _kind(token: str) -> str:
    if token in AGGREGATES:
        return "an aggregate"
    return "a comparison" if token in COMPARISONS or token == "BETWEEN" else token
