"""Counting and naming the rows that meet a condition."""

import random
from collections.abc import Mapping, Sequence

import msgspec

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.tables.phrasing import Asked, Phrasing, drafted, of_column, scene
from alpaca_est.generators.tables.table import COMPARED, Column, Table, View, spoken, view
from alpaca_est.generators.tables.values import Value, listed

COUNTING = (
    Phrasing("Mitme {row_gen} {noun} on {condition}?", "{count}"),
    Phrasing("Loe kokku {rows}, {whose} {noun} on {condition}.", "{found}"),
    Phrasing("Kui palju on {in_} selliseid {rows_part}, {whose} {noun} on {condition}?", "{found}"),
    Phrasing("Palun loendage {in_} need {rows}, {whose} {noun} on {condition}.", "{found}"),
    Phrasing("Mitu {row_part} vastab tingimusele, et {noun} on {condition}?", "{count}"),
    Phrasing("Vaadake {look} ja öelge, mitme {row_gen} {noun} on {condition}. Vastake ühe arvuga.", "{count}"),
    Phrasing("Ütle, mitme {row_gen} {noun} on {condition}, ja nimeta need.", "{found}"),
)
SELECTION = (
    Phrasing("Nimeta kõik {rows}, {whose} {noun} on {condition}.", "{listed}"),
    Phrasing("Milliste {rows_gen} {noun} on {condition}? Eralda vastused komaga.", "{commas}"),
    Phrasing("Palun kirjutage {from_} välja kõik {rows}, {whose} {noun} on {condition}.", "{bullets}"),
    Phrasing("Leia {from_} kõik {rows}, {whose} {noun} on {condition}, ja esita need loeteluna.", "{bullets}"),
    Phrasing("Koostage loetelu, kuhu kuuluvad {rows}, {whose} {noun} on {condition}.", "{bullets}"),
    Phrasing("Millised {rows} vastavad tingimusele, et {noun} on {condition}?", "{listed}"),
)


class Condition(msgspec.Struct, frozen=True):
    """What a value must be: `more` or `less` than a bound, at `least` or at `most` it, or the `same`."""

    column: int
    kind: str
    bound: Value
    cell: str

    def holds(self, value: Value) -> bool:
        """Whether a value meets it."""
        if isinstance(value, str) or isinstance(self.bound, str):
            return value == self.bound
        if self.kind in ("more", "less"):
            return value > self.bound if self.kind == "more" else value < self.bound
        return value >= self.bound if self.kind == "least" else value <= self.bound

    def said(self, column: Column) -> str:
        """The condition in words, to stand after `on`."""
        bound = spoken(column, self.cell, self.bound)
        return {
            "more": f"{column.up} kui {bound}",
            "less": f"{column.down} kui {bound}",
            "least": f"vähemalt {bound}",
            "most": f"kuni {bound} (kaasa arvatud)",
            "same": bound,
        }[self.kind]


def condition(found: View, column: int, chance: random.Random) -> Condition:
    """A condition that one of the shown values bounds."""
    row = chance.choice(found.rows)
    kinds = {"word": ("same",), "number": ("more", "less", "least", "most")}
    kind = chance.choice(kinds.get(found.table.columns[column].kind, ("more", "less")))
    return Condition(column, kind, found.table.values[row][column], found.table.rows[row][column])


class Choice(msgspec.Struct, frozen=True):
    """A view, a condition, and the names of the rows that meet it."""

    view: View
    condition: Condition
    keys: Sequence[str]

    @property
    def column(self) -> Column:
        """The column that the condition is on."""
        return self.view.table.columns[self.condition.column]

    @property
    def asked(self) -> Asked:
        """What a second computation has to find."""
        details = {"condition": self.condition.kind, "bound": self.condition.cell}
        return Asked(result=tuple(self.keys), column=self.column.name, details=details)


def chosen(table: Table, chance: random.Random) -> Choice:
    """A condition drawn, and the rows that meet it."""
    column = chance.choice(table.of_kind("word", *COMPARED))
    found = view(table, chance, [column])
    wanted = condition(found, column, chance)
    keys = [table.rows[row][0] for row in found.rows if wanted.holds(table.values[row][column])]
    return Choice(found, wanted, keys)


def counting(table: Table, chance: random.Random) -> Draft:
    """How many rows meet a condition."""
    choice = chosen(table, chance)
    place = scene(choice.view, chance)
    said = {**of_column(choice.column, place), "condition": choice.condition.said(choice.column)}
    said |= {"count": str(len(choice.keys)), "found": _found(choice.keys, {**place.words, **said})}
    return drafted(("counting", COUNTING), chance, place, said, choice.asked)


def _found(keys: Sequence[str], said: Mapping[str, str]) -> str:
    if not keys:
        return "Ühegi {row_gen} {noun} ei ole {condition}.".format_map(said)
    if len(keys) == 1:
        return f"Ainult üks: {keys[0]}."
    return f"Selliseid {said['rows_part']} on {len(keys)}: {listed(keys)}."


def selection(table: Table, chance: random.Random) -> Draft | None:
    """All rows that meet a condition; neither all nor none of those shown."""
    choice = chosen(table, chance)
    if not 0 < len(choice.keys) < len(choice.view.rows):
        return None
    place = scene(choice.view, chance)
    said = {**of_column(choice.column, place), "condition": choice.condition.said(choice.column)}
    said |= {"listed": listed(choice.keys), "commas": ", ".join(choice.keys)}
    said["bullets"] = "\n".join(f"- {key}" for key in choice.keys)
    return drafted(("selection", SELECTION), chance, place, said, choice.asked)
