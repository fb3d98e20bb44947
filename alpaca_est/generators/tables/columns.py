"""Schema matching: which columns of two tables mean the same."""

import random
from collections.abc import Sequence
from string import ascii_uppercase

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.tables.layouts import LAYOUTS, Shown, shown
from alpaca_est.generators.tables.phrasing import Asked, Given, Phrasing, filled
from alpaca_est.generators.tables.table import Table

SCHEMA_MATCHING = (
    Phrasing("Kahes tabelis on samad veerud eri nimede all. Leia, millised veerud vastavad teineteisele.", "{pairs}"),
    Phrasing("Millised esimese tabeli veerud vastavad teise tabeli veergudele?", "{pairs}"),
    Phrasing("Palun seadke vastavusse nende kahe tabeli veerud.", "{pairs}"),
    Phrasing("Mis nime all on esimese tabeli veerg „{name}“ teises tabelis?", "{other}"),
    Phrasing("Kas esimese tabeli veerg „{name}“ ja teise tabeli veerg „{guess}“ tähendavad sama?", "{verdict}"),
    Phrasing("Palun otsustage, kas veerud „{name}“ ja „{guess}“ kirjeldavad sama omadust.", "{verdict}"),
    Phrasing("Meil on vaja need tabelid ühendada. Leidke iga veeru jaoks paariline.", "{pairs}"),
)
ROWS = (3, 5)


def schema_matching(table: Table, chance: random.Random) -> Draft | None:
    """Two tables whose columns have other names and another order; None where two columns cannot be told apart."""
    columns = sorted(chance.sample(range(len(table.columns)), min(len(table.columns), chance.randint(3, 5))))
    rows = chance.sample(range(len(table.rows)), chance.randint(*ROWS))
    named = all(table.columns[column].also for column in columns)
    others = rows if not named else chance.sample(range(len(table.rows)), len(rows))
    others = chance.sample(others, len(others))
    turned = chance.sample(columns, len(columns))
    names = [table.columns[column].name for column in columns]
    if named:
        renamed = {column: chance.choice(table.columns[column].also) for column in columns}
    else:
        renamed = dict(zip(turned, ascii_uppercase, strict=False))
        if _alike(table, rows, columns):
            return None
    if set(renamed.values()) & set(names) or len(set(renamed.values())) < len(columns):
        return None
    layout = chance.choice(LAYOUTS)
    first = shown(layout, names, [[table.rows[row][column] for column in columns] for row in rows])
    second = shown(
        layout, [renamed[one] for one in turned], [[table.rows[row][one] for one in turned] for row in others]
    )
    return _drafted(table, chance, (first, second), [(table.columns[one].name, renamed[one]) for one in columns])


def _alike(table: Table, rows: Sequence[int], columns: Sequence[int]) -> bool:
    contents = {tuple(sorted(table.rows[row][column] for row in rows)) for column in columns}
    return len(contents) < len(columns)


def _drafted(table: Table, chance: random.Random, both: tuple[Shown, Shown], pairs: Sequence[tuple[str, str]]) -> Draft:
    name, other = chance.choice(pairs)
    guess = chance.choice([other, chance.choice(pairs)[1]])
    verdict = (
        f"Jah, „{name}“ ja „{guess}“ tähendavad sama." if guess == other else f"Ei. Veerule „{name}“ vastab „{other}“."
    )
    said = {"name": name, "other": other, "guess": guess, "verdict": verdict}
    said["pairs"] = "\n".join(f"- {one} → {two}" for one, two in pairs)
    number = chance.randrange(len(SCHEMA_MATCHING))
    instruction = filled(SCHEMA_MATCHING[number].ask, said)
    data = f"Esimene tabel:\n{both[0].text}\n\nTeine tabel:\n{both[1].text}"
    details = {"second": both[1], "table": table.name, "asked": (name, guess)}
    given = Given(shown=both[0], asked=Asked(result=tuple(f"{one} → {two}" for one, two in pairs), details=details))
    instruction, data = (instruction, data) if chance.random() < 0.7 else (f"{instruction}\n\n{data}", "")
    answer = filled(SCHEMA_MATCHING[number].answer, said)
    return Draft(
        kind="schema_matching", phrasing=number, instruction=instruction, input=data, output=answer, given=given
    )
