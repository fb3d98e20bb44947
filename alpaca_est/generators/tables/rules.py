"""Error detection in a single record against rules that are said."""

import random
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.tables.layouts import Shown, record
from alpaca_est.generators.tables.phrasing import Asked, Given, Phrasing, filled
from alpaca_est.generators.tables.table import Table, view
from alpaca_est.generators.tables.values import listed, written

FEW = 8
"""Values of a column that a rule may name."""
WRONG_WORDS = ("teadmata", "puudub", "määramata", "muu", "mitu")
RULE_CHECK = (
    Phrasing("Kas kirje vastab kõigile reeglitele?", "{verdict}"),
    Phrasing("Kontrolli kirjet reeglite järgi ja nimeta rikutud reegel, kui selline on.", "{checked}"),
    Phrasing("Palun kontrollige, kas kirjes on reeglite järgi kõik korras.", "{verdict}"),
    Phrasing("Otsusta, kas kirje on reeglite järgi korrektne. Vasta ainult „jah“ või „ei“.", "{word}"),
    Phrasing("Milliseid reegleid kirje rikub?", "{broken}"),
    Phrasing("Vaadake kirje üle ja öelge, kas mõni reegel on rikutud.", "{doubt}"),
)


class Rule(msgspec.Struct, frozen=True):
    """What a column must be: in words, for a program, and a value that breaks it."""

    column: int
    kind: str
    said: str
    limit: Sequence[str]
    broken: str


def rule_check(table: Table, chance: random.Random) -> Draft | None:
    """A record that keeps all rules or breaks one of them."""
    rules = [rule for column in range(1, len(table.columns)) for rule in _rules(table, column, chance)]
    if len(rules) < 2:
        return None
    rules = sorted(chance.sample(rules, min(len(rules), chance.randint(2, 4))), key=lambda rule: rule.column)
    found = view(table, chance, [rule.column for rule in rules], [chance.randrange(len(table.rows))])
    cells = found.cells[0]
    broken = chance.randrange(len(rules)) if chance.random() < 0.6 else None
    if broken is not None:
        cells[found.columns.index(rules[broken].column)] = rules[broken].broken
    shown = Shown("list", record(found.header, cells))
    number = chance.randrange(len(RULE_CHECK))
    answer = filled(RULE_CHECK[number].answer, _verdicts(table, rules, broken))
    rest = "\n".join(f"{at}. {rule.said}" for at, rule in enumerate(rules, start=1))
    data = f"Reeglid:\n{rest}\n\nKirje:\n{shown.text}"
    details: dict[str, Any] = {
        "rules": [(table.columns[rule.column].name, rule.kind, tuple(rule.limit)) for rule in rules]
    }
    asked = Asked(result=() if broken is None else (str(broken + 1),), details=details)
    ask, given = RULE_CHECK[number].ask, Given(shown=shown, asked=asked)
    apart = chance.random() < 0.6
    instruction, data = (ask, data) if apart else (f"{ask}\n\n{data}", "")
    return Draft(kind="rule_check", phrasing=number, instruction=instruction, input=data, output=answer, given=given)


def _verdicts(table: Table, rules: Sequence[Rule], broken: int | None) -> dict[str, str]:
    if broken is None:
        right = "Kirje vastab kõigile reeglitele."
        broken_none = f"Mitte ühtegi. {right}"
        said = ("verdict", f"Jah. {right}"), ("word", "jah"), ("checked", right), ("broken", broken_none)
        return {**dict(said), "doubt": f"Ei ole. {right}"}
    rule = rules[broken]
    wrong = f"Rikutud on {broken + 1}. reegel: „{table.columns[rule.column].name}“ on „{rule.broken}“."
    return {"verdict": f"Ei. {wrong}", "word": "ei", "checked": wrong, "broken": wrong, "doubt": f"Jah. {wrong}"}


def _rules(table: Table, column: int, chance: random.Random) -> Iterator[Rule]:
    """A rule for a column that its values keep, with a value that would break it."""
    about = table.columns[column]
    name = f"„{about.name}“"
    allowed = sorted({row[column] for row in table.rows})
    if about.kind == "date":
        wrong = f"{chance.randint(32, 45)}.{chance.randint(10, 12)}.2024"
        yield Rule(column, "date", f"{name} on olemasolev kuupäev.", (), wrong)
    elif about.kind == "time":
        wrong = f"{chance.randint(24, 35)}:{chance.randint(10, 59)}"
        yield Rule(column, "time", f"{name} on kellaaeg vahemikus 00:00–23:59.", (), wrong)
    elif about.kind == "word" and len(allowed) <= FEW:
        wrong = chance.choice([word for word in WRONG_WORDS if word not in allowed])
        yield Rule(column, "word", f"{name} on üks järgmistest: {listed(allowed, 'või')}.", allowed, wrong)
    elif about.kind == "number":
        yield _range(table, column, chance)


def _range(table: Table, column: int, chance: random.Random) -> Rule:
    about = table.columns[column]
    numbers = [value for row in table.values if isinstance(value := row[column], Decimal)]
    low, high = min(numbers), max(numbers)
    wrong = chance.choice((low - chance.randint(1, 20), high + chance.randint(1, 20)))
    bounds = written(low, about.decimals), written(high, about.decimals)
    said = f"„{about.name}“ on arv vahemikus {bounds[0]} kuni {bounds[1]}."
    return Rule(column, "number", said, bounds, written(wrong, about.decimals))
