"""From a phrasing and the words of a table to a task."""

import random
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.tables.layouts import LAYOUTS, WORDS, Shown, shown
from alpaca_est.generators.tables.table import Column, Table, View

RECORD = ("kirje", "kirje", "kirjet", "kirjed", "kirjete", "kirjeid")
ROW_FORMS = ("row", "row_gen", "row_part", "rows", "rows_gen", "rows_part")


class Phrasing(msgspec.Struct, frozen=True):
    """A way to ask and the way to answer it; `wants` names what the question must have for it."""

    ask: str
    answer: str
    wants: str = ""


class Scene(msgspec.Struct, frozen=True):
    """The rows as a task shows them, what they are about, and the words to speak of them."""

    shown: Shown
    about: str
    words: Mapping[str, str]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked of the rows that a reader sees, and the first computation's result: its parts as they are said."""

    result: tuple[str, ...]
    column: str = ""
    details: Mapping[str, Any] = {}


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What a second computation starts from."""

    shown: Shown
    asked: Asked


def scene(view: View, chance: random.Random, cells: Sequence[Sequence[str]] | None = None) -> Scene:
    """A view in a drawn layout; `cells` stand in for its own."""
    layout = chance.choice(LAYOUTS)
    found = shown(layout, view.header, view.cells if cells is None else cells)
    return Scene(found, view.table.about, words(view.table, found))


def words(table: Table, found: Shown) -> dict[str, str]:
    """The words for a table's rows and for the layout it is shown in; rows without a noun are records in a list."""
    forms = table.row if table.natural or found.layout != "list" else RECORD
    rows = dict(zip(ROW_FORMS, forms, strict=True))
    return {**WORDS[found.layout], **rows, "whose": table.whose}


def of_column(column: Column, scene: Scene) -> dict[str, str]:
    """The words for a column; one without a noun of its own is called by its header."""
    noun = column.noun or f"väärtus {scene.words['in_col']} „{column.name}“"
    return {"noun": noun, "name": column.name, "up": column.up, "down": column.down}


def of_row(table: Table, row: int, scene: Scene) -> str:
    """A row's name in the genitive: Mari Kase, raamatu „Kolm venda“; rea „Muki“ where rows have no noun."""
    return table.genitives[row] if table.natural else f"{scene.words['row_gen']} „{table.rows[row][0]}“"


def filled(text: str, said: Mapping[str, str]) -> str:
    """A phrase with its words; a sentence begins with a capital letter."""
    phrase = text.format_map(said)
    return phrase[:1].upper() + phrase[1:] if text.endswith((".", "?")) else phrase


def drafted(
    name: tuple[str, Sequence[Phrasing]],
    chance: random.Random,
    scene: Scene,
    said: Mapping[str, str],
    asked: Asked,
    holds: Collection[str] = (),
) -> Draft:
    """A task of a kind (its name and phrasings) by a drawn phrasing whose wishes hold."""
    kind, phrasings = name
    able = [number for number, one in enumerate(phrasings) if not one.wants or one.wants in holds]
    number = chance.choice(able)
    spoken = {**scene.words, **said}
    instruction, data = placed(chance, filled(phrasings[number].ask, spoken), scene)
    answer = filled(phrasings[number].answer, spoken)
    given = Given(shown=scene.shown, asked=asked)
    return Draft(kind=kind, phrasing=number, instruction=instruction, input=data, output=answer, given=given)


def placed(chance: random.Random, instruction: str, scene: Scene) -> tuple[str, str]:
    """Instruction and input: the rows stand in the input, or below the instruction."""
    apart = chance.random() < 0.6
    if chance.random() < 0.4:
        lead = chance.choice(("Sisendis on", "Antud on") if apart else ("Allpool on", "Siin on", "Antud on"))
        instruction = f"{lead} {scene.about}. {instruction}"
    if apart:
        return instruction, scene.shown.text
    text = f"```\n{scene.shown.text}\n```" if scene.shown.layout == "csv" else scene.shown.text
    return f"{instruction}\n\n{text}", ""
