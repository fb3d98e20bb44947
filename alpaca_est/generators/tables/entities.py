"""Entity matching: whether records that are written in different ways describe the same thing."""

import random
from collections.abc import Mapping, Sequence

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.tables.layouts import Shown, record
from alpaca_est.generators.tables.phrasing import Asked, Given, Phrasing, filled
from alpaca_est.generators.tables.table import Column, Table
from alpaca_est.generators.tables.values import DATE, listed

MONTHS = (
    *("jaanuar", "veebruar", "märts", "aprill", "mai", "juuni"),
    *("juuli", "august", "september", "oktoober", "november", "detsember"),
)
ENTITY_MATCHING = (
    Phrasing("Kas kirjed A ja B kirjeldavad sama {thing}?", "{verdict}"),
    Phrasing("Otsusta, kas need kaks kirjet räägivad ühest ja samast. Vasta „jah“ või „ei“.", "{word}"),
    Phrasing("Palun võrrelge kirjeid ja öelge, kas mõlemad käivad sama {thing_gen} kohta.", "{verdict}"),
    Phrasing("Kontrolli, kas kirje B on kirje A teisend.", "{verdict}"),
    Phrasing("Kas võib öelda, et kirjed A ja B käivad sama {thing_gen} kohta? Põhjendage.", "{verdict}"),
    Phrasing("Andmed tulevad kahest allikast ja on eri kujul. Kas mõlemas on juttu samast?", "{verdict}"),
    Phrasing("Milline loetletud kirjetest kirjeldab sama {thing} mis kirje A?", "{match}", wants="choice"),
    Phrasing("Leia kirjele A loetelust paariline.", "{match}", wants="choice"),
    Phrasing("Palun leidke, mis numbriga kirje käib sama {thing_gen} kohta kui kirje A.", "{match}", wants="choice"),
)


def entity_matching(table: Table, chance: random.Random) -> Draft:
    """A record, and one or several others of which one may describe the same."""
    columns = [
        0,
        *sorted(chance.sample(range(1, len(table.columns)), min(len(table.columns) - 1, chance.randint(2, 4)))),
    ]
    row = chance.randrange(len(table.rows))
    said = {"thing": table.row[2] if table.natural else "asja", "thing_gen": table.row[1] if table.natural else "asja"}
    first = Shown(
        "list", record([table.columns[one].name for one in columns], [table.rows[row][one] for one in columns])
    )
    if chance.random() < 0.35:
        return _choice(table, chance, row, columns, first, said)
    same = chance.random() < 0.5
    other = row if same else neighbour(table, chance, row)
    second, headers = restyled(table, chance, other, columns)
    said |= {"word": "jah" if same else "ei", "verdict": _verdict(table, columns, row, other, said)}
    number = chance.choice([at for at, one in enumerate(ENTITY_MATCHING) if not one.wants])
    asked = Asked(result=("jah" if same else "ei",), details={"others": (second,), "headers": (headers,)})
    return _drafted(
        chance, number, f"Kirje A: {first.text}\nKirje B: {second.text}", said, Given(shown=first, asked=asked)
    )


def neighbour(table: Table, chance: random.Random, row: int) -> int:
    """Another row, of a few drawn the one that has most cells in common."""
    drawn = chance.sample([one for one in range(len(table.rows)) if one != row], min(4, len(table.rows) - 1))
    return max(drawn, key=lambda one: sum(a == b for a, b in zip(table.rows[one], table.rows[row], strict=True)))


def restyled(table: Table, chance: random.Random, row: int, columns: Sequence[int]) -> tuple[Shown, Mapping[str, str]]:
    """A row written in another way, and which of its headers stands for which."""
    turned = chance.sample(columns, len(columns)) if chance.random() < 0.6 else columns
    abouts = [table.columns[column] for column in turned]
    names = [chance.choice((about.name, *about.also)) for about in abouts]
    if len(set(names)) < len(names):
        names = [about.name for about in abouts]
    person = table.whose == "kelle"
    cells = [
        _restyled(about, table.rows[row][column], chance, person) for about, column in zip(abouts, turned, strict=True)
    ]
    headers = {name: about.name for name, about in zip(names, abouts, strict=True)}
    return Shown("list", record(names, cells)), headers


def _restyled(column: Column, cell: str, chance: random.Random, person: bool) -> str:
    if column.kind == "date" and (found := DATE.fullmatch(cell)) and found[1]:
        return chance.choice(
            (f"{int(found[1])}. {MONTHS[int(found[2]) - 1]} {found[3]}", f"{found[3]}-{found[2]}-{found[1]}")
        )
    if column.kind == "time":
        return chance.choice((f"kell {cell.replace(':', '.')}", cell))
    if column.kind == "number":
        return cell.replace(",", ".") if chance.random() < 0.5 else cell
    first, _, last = cell.partition(" ")
    if column.kind == "key" and person and last:
        return chance.choice((f"{last}, {first}", cell.upper(), cell))
    return chance.choice((cell, cell.upper(), cell[:1].upper() + cell[1:]))


def _verdict(table: Table, columns: Sequence[int], row: int, other: int, said: Mapping[str, str]) -> str:
    if row == other:
        return f"Jah, mõlemad kirjed kirjeldavad sama {said['thing']}, ainult kirjaviis on erinev."
    differing = [column for column in columns if table.rows[row][column] != table.rows[other][column]]
    reasons = [
        f"„{table.columns[one].name}“ on ühel „{table.rows[row][one]}“ ja teisel „{table.rows[other][one]}“"
        for one in differing[:2]
    ]
    return f"Ei, sest {listed(reasons) if len(reasons) < 2 else '; '.join(reasons)}."


def _choice(
    table: Table, chance: random.Random, row: int, columns: Sequence[int], first: Shown, said: dict[str, str]
) -> Draft:
    others = chance.sample([one for one in range(len(table.rows)) if one != row], chance.randint(2, 3))
    rows = chance.sample([row, *others], len(others) + 1)
    found = [restyled(table, chance, one, columns) for one in rows]
    right = str(rows.index(row) + 1)
    said["match"] = f"Kirje {right}"
    listing = "\n".join(f"{at}) {shown.text}" for at, (shown, _) in enumerate(found, start=1))
    details = {"others": tuple(one for one, _ in found), "headers": tuple(names for _, names in found)}
    number = chance.choice([at for at, one in enumerate(ENTITY_MATCHING) if one.wants])
    given = Given(shown=first, asked=Asked(result=(right,), details=details))
    return _drafted(chance, number, f"Kirje A: {first.text}\n\n{listing}", said, given)


def _drafted(chance: random.Random, number: int, data: str, said: Mapping[str, str], given: Given) -> Draft:
    instruction = filled(ENTITY_MATCHING[number].ask, said)
    answer = filled(ENTITY_MATCHING[number].answer, said)
    instruction, data = (instruction, data) if chance.random() < 0.65 else (f"{instruction}\n\n{data}", "")
    return Draft(
        kind="entity_matching", phrasing=number, instruction=instruction, input=data, output=answer, given=given
    )
