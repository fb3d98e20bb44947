"""Error detection in a single record against rules that are said."""

import random
from collections.abc import Sequence
from decimal import Decimal

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


def rule_check(table: Table, chance: random.Random) -> Draft:
    """A record that keeps all rules or breaks one of them."""
    able = checkable(table)
    drawn = sorted(chance.sample(able, min(len(able), chance.randint(2, 4))))
    rules = [_rule(table, column, chance) for column in drawn]
    found = view(table, chance, [rule.column for rule in rules], [chance.randrange(len(table.rows))])
    cells = found.cells[0]
    broken = chance.randrange(len(rules)) if chance.random() < 0.6 else None
    if broken is not None:
        cells[found.columns.index(rules[broken].column)] = rules[broken].broken
    return _drafted(table, chance, rules, Shown("list", record(found.header, cells)), broken)


def _drafted(table: Table, chance: random.Random, rules: Sequence[Rule], shown: Shown, broken: int | None) -> Draft:
    number = chance.randrange(len(RULE_CHECK))
    instruction, answer = RULE_CHECK[number].ask, filled(RULE_CHECK[number].answer, _verdicts(table, rules, broken))
    numbered = "\n".join(f"{at}. {rule.said}" for at, rule in enumerate(rules, start=1))
    data = f"Reeglid:\n{numbered}\n\nKirje:\n{shown.text}"
    if chance.random() < 0.4:
        instruction, data = f"{instruction}\n\n{data}", ""
    details = {"rules": [(table.columns[rule.column].name, rule.kind, tuple(rule.limit)) for rule in rules]}
    given = Given(shown=shown, asked=Asked(result=() if broken is None else (str(broken + 1),), details=details))
    return Draft(kind="rule_check", phrasing=number, instruction=instruction, input=data, output=answer, given=given)


def _verdicts(table: Table, rules: Sequence[Rule], broken: int | None) -> dict[str, str]:
    names = ("verdict", "word", "checked", "broken", "doubt")
    if broken is None:
        found = "Kirje vastab kõigile reeglitele."
        answers = (f"Jah. {found}", "jah", found, f"Mitte ühtegi. {found}", f"Ei ole. {found}")
    else:
        rule = rules[broken]
        found = f"Rikutud on {broken + 1}. reegel: „{table.columns[rule.column].name}“ on „{rule.broken}“."
        answers = (f"Ei. {found}", "ei", found, found, f"Jah. {found}")
    return dict(zip(names, answers, strict=True))


def checkable(table: Table) -> list[int]:
    """The columns of a table that a rule can be about."""
    words = [at for at in table.of_kind("word") if len({row[at] for row in table.rows}) <= FEW]
    return sorted([*words, *table.of_kind("number", "date", "time")])


def _rule(table: Table, column: int, chance: random.Random) -> Rule:
    """A rule for a column that its values keep, with a value that would break it."""
    kind, name = table.columns[column].kind, f"„{table.columns[column].name}“"
    if kind == "date":
        wrong = f"{chance.randint(32, 45)}.{chance.randint(10, 12)}.2024"
        return Rule(column, "date", f"{name} on olemasolev kuupäev.", (), wrong)
    if kind == "time":
        wrong = f"{chance.randint(24, 35)}:{chance.randint(10, 59)}"
        return Rule(column, "time", f"{name} on kellaaeg vahemikus 00:00–23:59.", (), wrong)
    if kind == "number":
        return _range(table, column, chance)
    allowed = sorted({row[column] for row in table.rows})
    wrong = chance.choice([word for word in WRONG_WORDS if word not in allowed])
    return Rule(column, "word", f"{name} on üks järgmistest: {listed(allowed, 'või')}.", allowed, wrong)


def _range(table: Table, column: int, chance: random.Random) -> Rule:
    about = table.columns[column]
    numbers = [value for row in table.values if isinstance(value := row[column], Decimal)]
    low, high = min(numbers), max(numbers)
    wrong = chance.choice((low - chance.randint(1, 20), high + chance.randint(1, 20)))
    bounds = written(low, about.decimals), written(high, about.decimals)
    said = f"„{about.name}“ on arv vahemikus {bounds[0]} kuni {bounds[1]}."
    return Rule(column, "number", said, bounds, written(wrong, about.decimals))
