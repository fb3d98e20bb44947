"""Tasks over small tables."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import msgspec
import pyarrow
import pytest
from pyarrow import parquet
from pydantic import ValidationError

from alpaca_est.generators.tables import Tables, conditions, entities, faults, gaps, questions, rules, totals, values
from alpaca_est.generators.tables import columns as schemas
from alpaca_est.generators.tables.builtin import builtin_tables
from alpaca_est.generators.tables.formulas import computed, worked
from alpaca_est.generators.tables.layouts import LAYOUTS, UNSAFE, read_rows, shown
from alpaca_est.record import Record, Rejected
from tests.generators.rendering import drawn, rejected_by_our_filters, tasks

PHRASINGS = {
    "lookup": questions.LOOKUP,
    "counting": conditions.COUNTING,
    "selection": conditions.SELECTION,
    "extreme": questions.EXTREME,
    "comparison": questions.COMPARISON,
    "total": totals.TOTAL,
    "average": totals.AVERAGE,
    "ordering": totals.ORDERING,
    "grouping": totals.GROUPING,
    "error_detection": faults.ERROR_DETECTION,
    "rule_check": rules.RULE_CHECK,
    "imputation": gaps.IMPUTATION,
    "schema_matching": schemas.SCHEMA_MATCHING,
    "entity_matching": entities.ENTITY_MATCHING,
}
OWN = """nimi,tõug,liik,sünd,kaal,kell
Muki,taks,koer,2021-03-01,"8,6",08:10
Miisu,pärsia,kass,2022-11-23,"4,1",09:25
Pontu,taks,koer,2019-07-30,"9,4",10:40
Nurr,pärsia,kass,2020-01-15,"3,9",11:55
Sammi,taks,koer,2018-05-02,"10,2",12:05
Kiisu,pärsia,kass,2023-09-09,"4,6",13:15
Tups,angoora,küülik,2024-02-17,"2,2",14:20
Luna,pärsia,kass,2021-12-24,"4,4",15:35
"""


def own(folder: Path, **settings: object) -> Tables:
    (folder / "loomad.csv").write_text(OWN, encoding="utf-8")
    table = {"step": "tables", "files": "loomad.csv", "builtin": False, "lang": "et", "seed": 3, **settings}
    return Tables.model_validate(table, context={"root": folder})


@pytest.mark.parametrize("table", builtin_tables(), ids=lambda table: table.name)
def test_built_in_tables_are_sound(table) -> None:
    assert 20 <= len(table.rows) <= 60
    assert len({row[0] for row in table.rows}) == len(table.rows)
    assert not any(UNSAFE & set(cell) for row in table.rows for cell in row)
    for formula in table.formulas:
        for row, cells in enumerate(table.rows):
            assert computed(formula, table, row) == cells[formula.column], worked(formula, table, row)
    for one, by in table.follows:
        assert len({(row[by], row[one]) for row in table.rows}) == len({row[by] for row in table.rows})
    headers = [name for column in table.columns for name in column.also]
    assert len(set(headers)) == len(headers)


def test_there_are_tables_enough() -> None:
    assert len(builtin_tables()) >= 8


@pytest.mark.parametrize("kind", Tables.all_kinds)
def test_each_kind_has_every_phrasing_and_passes_our_filters(kind) -> None:
    found = tasks(Tables(lang="et", seed=5, kinds={kind: 1}), 200)
    assert len(PHRASINGS[kind]) >= 5
    assert {one.kind for one in found} == {f"{kind}/{number}" for number in range(len(PHRASINGS[kind]))}
    assert {bool(one.input) for one in found} == {True, False}
    assert rejected_by_our_filters(found) == []


def test_thousands_are_confirmed_distinct_and_the_same_twice() -> None:
    found = tasks(Tables(lang="et", seed=8), 10_000)
    assert len({(one.instruction, one.input) for one in found}) >= 9_990
    assert {one.kind.partition("/")[0] for one in found} == set(Tables.all_kinds)
    again = tasks(Tables(lang="et", seed=8), 300)
    assert msgspec.json.encode(again) == msgspec.json.encode(found[:300])
    assert tasks(Tables(lang="et", seed=9), 5) != found[:5]


@pytest.mark.parametrize("kind", Tables.all_kinds)
def test_a_wrong_result_is_caught(kind) -> None:
    step = Tables(lang="et", kinds={kind: 1})
    chance = step.chance(Record(id="c:000/0"))
    draft = next(found for _ in range(50) if (found := step.draft(kind, chance)))
    assert step.disagreement(draft) == ""
    wrong = msgspec.structs.replace(draft.given.asked, result=("vale", *draft.given.asked.result[1:]))
    given = msgspec.structs.replace(draft.given, asked=wrong)
    assert step.disagreement(msgspec.structs.replace(draft, given=given))


@pytest.mark.parametrize("kind", ["lookup", "selection", "extreme", "total", "average", "ordering", "imputation"])
def test_an_answer_that_says_something_else_is_caught(kind) -> None:
    step = Tables(lang="et", kinds={kind: 1})
    chance = step.chance(Record(id="c:001/0"))
    draft = next(found for _ in range(50) if (found := step.draft(kind, chance)))
    assert step.disagreement(msgspec.structs.replace(draft, output="Ei tea."))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_shown_can_be_read(layout) -> None:
    header, rows = ["nimi", "kaal (kg)", "aeg"], [["Muki", "8,6", "07:05"], ["Ants-Karl", "−1", "8. mai"]]
    expected = [dict(zip(header, row, strict=True)) for row in rows]
    assert read_rows(shown(layout, header, rows)) == expected


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "expected"),
    [
        ("1", ("euro", "eurot"), 0, "1 euro"),
        ("2", ("euro", "eurot"), 0, "2 eurot"),
        ("21", ("aasta", "aastat"), 0, "21 aastat"),
        ("4.2", ("euro", "eurot"), 2, "4,20 eurot"),
        ("1.0", ("kilogramm", "kilogrammi"), 1, "1,0 kilogrammi"),
        ("-3.90", ("kraad", "kraadi"), 1, "−3,9 kraadi"),
        ("15340", ("", ""), 0, "15 340"),
        ("1234", ("", ""), 0, "1234"),
    ],
)
def test_amounts_are_written_as_estonian(value, unit, decimals, expected) -> None:
    assert values.amount(Decimal(value), unit, decimals) == expected


@pytest.mark.parametrize(
    ("read", "cell", "expected"),
    [
        (values.number, "8,6", Decimal("8.6")),
        (values.number, "−1 234.5", Decimal("-1234.5")),
        (values.number, "3l2", None),
        (values.number, "", None),
        (values.date, "29.02.2024", 738945),
        (values.date, "2024-02-29", 738945),
        (values.date, "29.02.2025", None),
        (values.time, "07:05", 425),
        (values.time, "24:00", None),
    ],
)
def test_cells_are_read(read, cell, expected) -> None:
    assert read(cell) == expected


def test_a_curators_csv_is_asked_about(tmp_path: Path) -> None:
    found = tasks(own(tmp_path), 1_500)
    assert {one.kind.partition("/")[0] for one in found} == set(Tables.all_kinds)
    assert any("Milline on rea „Muki“ väärtus veerus „" in one.instruction for one in found)
    assert rejected_by_our_filters(found[:300]) == []
    bare = {one.output for one in found if one.kind in ("lookup/1", "lookup/4")}
    assert len(bare) > 10
    assert all(f",{cell}," in f",{OWN}".replace('"', "").replace("\n", ",") for cell in bare)


def test_a_curators_parquet_is_asked_about(tmp_path: Path) -> None:
    rows = {"nimi": list("ABCDEFGH"), "arv": [3.5, 1, 4, 1, 5, 9, 2, 6], "liik": ["uus", "vana"] * 4}
    parquet.write_table(pyarrow.table(rows), tmp_path / "varad.parquet")
    settings = {"step": "tables", "files": ["varad.parquet"], "builtin": False, "kinds": {"extreme": 1}, "lang": "et"}
    found = tasks(Tables.model_validate(settings, context={"root": tmp_path}), 100)
    assert any(one.output == "Kõige suurem on rea „F“ väärtus veerus „arv“: 9." for one in found)


def test_a_table_without_numbers_cannot_be_totalled(tmp_path: Path) -> None:
    lines = "".join(f"{name},{name * 2}\n" for name in "abcdefgh")
    (tmp_path / "sõnad.csv").write_text(f"nimi,paar\n{lines}", encoding="utf-8")
    settings = {"step": "tables", "files": "sõnad.csv", "builtin": False}
    with pytest.raises(ValidationError) as caught:
        Tables.model_validate({**settings, "kinds": {"total": 1}}, context={"root": tmp_path})
    message = "no table has the columns that total needs, wanted builtin: true or among kinds: lookup, entity_matching"
    assert [error["msg"] for error in caught.value.errors()] == [message]
    step = Tables.model_validate({**settings, "lang": "et"}, context={"root": tmp_path})
    assert {one.kind.partition("/")[0] for one in tasks(step, 50)} == {"lookup", "entity_matching"}


def test_a_broken_csv_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "katki.csv").write_text(OWN + "Rex,taks\n", encoding="utf-8")
    with pytest.raises(ValidationError) as caught:
        Tables.model_validate({"step": "tables", "files": "katki.csv"}, context={"root": tmp_path})
    assert [error["msg"] for error in caught.value.errors()] == ["katki.csv:10: 2 cells, wanted 6 as in the first line"]


def test_long_texts_and_rows_with_gaps_are_left_out(tmp_path: Path) -> None:
    lines = [f"{line},{'lugu ' * 20}" for line in OWN.splitlines()[1:]]
    text = "\n".join([f"{OWN.splitlines()[0]},lugu", *lines, "Rex,taks,koer,,1,10:10,lühike", ""])
    (tmp_path / "pikk.csv").write_text(text, encoding="utf-8")
    for task in tasks(own(tmp_path, files="pikk.csv"), 300):
        assert "lugu" not in task.instruction + task.input
        assert "Rex" not in task.instruction + task.input


def test_weights_choose_the_kinds() -> None:
    found = Counter(
        one.kind.partition("/")[0] for one in tasks(Tables(lang="et", kinds={"lookup": 3, "total": 1}), 400)
    )
    assert set(found) == {"lookup", "total"}
    assert 250 < found["lookup"] < 350
    assert not [one for one in drawn(Tables(lang="et"), 50) if isinstance(one, Rejected)]
