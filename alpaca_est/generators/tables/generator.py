"""The step `tables`."""

import random
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import ClassVar, Literal, Self

import msgspec
from pydantic import Field, model_validator

from alpaca_est.errors import DataError
from alpaca_est.generators.computed import Computed, Draft
from alpaca_est.generators.tables.builtin import builtin_tables
from alpaca_est.generators.tables.columns import schema_matching
from alpaca_est.generators.tables.conditions import counting, selection
from alpaca_est.generators.tables.curated import curated_table
from alpaca_est.generators.tables.entities import entity_matching
from alpaca_est.generators.tables.faults import able, error_detection
from alpaca_est.generators.tables.gaps import imputation
from alpaca_est.generators.tables.judged import JUDGES, judged_otherwise
from alpaca_est.generators.tables.questions import comparison, extreme, lookup
from alpaca_est.generators.tables.rules import checkable, rule_check
from alpaca_est.generators.tables.second import answered_otherwise
from alpaca_est.generators.tables.table import COMPARED, Table
from alpaca_est.generators.tables.totals import average, grouping, ordering, total
from alpaca_est.project import problem
from alpaca_est.source.sheets import SheetPool, Sheets

DRAWS: Mapping[str, Callable[[Table, random.Random], Draft | None]] = {
    "lookup": lookup,
    "counting": counting,
    "selection": selection,
    "extreme": extreme,
    "comparison": comparison,
    "total": total,
    "average": average,
    "ordering": ordering,
    "grouping": grouping,
    "error_detection": error_detection,
    "rule_check": rule_check,
    "imputation": imputation,
    "schema_matching": schema_matching,
    "entity_matching": entity_matching,
}
NEEDS: Mapping[str, Callable[[Table], object]] = {
    "counting": lambda table: table.of_kind("word", *COMPARED),
    "selection": lambda table: table.of_kind("word", *COMPARED),
    "extreme": lambda table: table.of_kind(*COMPARED),
    "comparison": lambda table: table.of_kind(*COMPARED),
    "total": lambda table: any(column.sums for column in table.columns),
    "average": lambda table: table.of_kind("number"),
    "ordering": lambda table: table.of_kind(*COMPARED),
    "grouping": lambda table: table.of_kind("word"),
    "error_detection": able,
    "rule_check": lambda table: len(checkable(table)) > 1,
    "imputation": lambda table: table.follows or table.formulas,
    "schema_matching": lambda table: len(set(zip(*table.rows, strict=True))) > 2,
}
"""What a table must have for a kind of task."""


class Tables(Computed):
    """Tasks over small tables, with no model: questions, wrong cells, gaps, and what belongs together.

    Drawn from twelve built-in tables, of invented shops, libraries and people, and from the files of `files`. Rows are
    shown as a Markdown table, as CSV with semicolons or as attributes and values (the instance serializer of
    Jellyfish, arXiv 2312.01678). Kinds: `lookup`, `counting`, `selection`, `extreme`, `comparison`, `total`,
    `average`, `ordering`, `grouping`, `error_detection`, `rule_check`, `imputation`, `schema_matching` and
    `entity_matching`; of your own tables those that their columns allow. Rows with empty cells and columns with cells
    of more than 60 characters are not shown. Each answer is computed again from the text that a reader sees.
    """

    all_kinds: ClassVar[tuple[str, ...]] = tuple(DRAWS)

    step: Literal["tables"] = "tables"
    files: Sheets = Field(default_factory=SheetPool)
    """Tables of your own, as CSV, TSV, JSON lines or parquet; the first line names the columns."""
    builtin: bool = True
    """Whether the built-in tables are drawn as well; `files` and they count alike."""

    @model_validator(mode="after")
    def _wanted_can_be_drawn(self) -> Self:
        try:
            drawable = self._drawable
        except DataError as error:
            raise problem(str(error)) from None
        if unfit := [kind for kind, weight in self.kinds.items() if weight and kind not in drawable]:
            wanted = f"wanted builtin: true or among kinds: {', '.join(drawable)}"
            raise problem(f"no table has the columns that {unfit[0]} needs, {wanted}")
        return self

    @cached_property
    def _drawable(self) -> list[str]:
        return [kind for kind in self.all_kinds if self._tables[kind]]

    @cached_property
    def _named(self) -> dict[str, Table]:
        own = [curated_table(sheet) for sheet in self.files.sheets]
        found = enumerate([*(builtin_tables() if self.builtin else ()), *own])
        unique = [msgspec.structs.replace(table, name=f"{number}:{table.name}") for number, table in found]
        return {table.name: table for table in unique}

    @cached_property
    def _tables(self) -> dict[str, list[Table]]:
        return {kind: [one for one in self._named.values() if NEEDS.get(kind, bool)(one)] for kind in self.all_kinds}

    def draft(self, kind: str, chance: random.Random) -> Draft | None:
        """A task about a drawn table; of another kind where no table has what this one needs."""
        if not self._tables[kind]:
            kind = chance.choice(self._drawable)
        return DRAWS[kind](chance.choice(self._tables[kind]), chance)

    def disagreement(self, draft: Draft) -> str:
        """What the text that a reader sees says against the answer."""
        return judged_otherwise(draft, self._named) if draft.kind in JUDGES else answered_otherwise(draft)
